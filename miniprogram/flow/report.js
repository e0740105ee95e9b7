// The report that a user passes on: what was observed, without what is theirs.

const { hash } = require('../contract/contract.js');
const phone = require('./phone.js');

/** @typedef {import('./classify.js').Signal} Signal */

/**
 * Native messages can carry paths, signed links and ids of people.
 *
 * @param {string} text
 * @returns {string}
 */
function redact(text) {
  return text
    .replace(/((?:https?|wss?):\/\/[^/\s"']+)[^\s"']*/gi, '$1/…')
    .replace(/\b(?:wxfile|file|content):\/\/[^\s"',)]+/gi, '…')
    .replace(/(^|[\s:"'(=,])(?:\/(?!\/)|[a-z]:\\)[^\s"',)]+/gi, '$1…')
    // An openid: 28 letters that begin with an o.
    .replace(/\bo[A-Za-z0-9_-]{27}\b/g, '…');
}

/**
 * @param {string} kind
 * @param {Signal} signal
 * @returns {string} A few lines of text.
 */
function report(kind, signal) {
  const { errMsg, errno, statusCode, scope, album, platform, stage, facts } = signal;
  const { SDKVersion, version } = wx.getAppBaseInfo();
  /** @type {[string, unknown][]} */
  const lines = [
    ['kind', kind],
    ['errMsg', redact(errMsg)],
    ['errno', errno],
    ['statusCode', statusCode],
    ['stage', stage],
    ['host', facts && facts.host],
    ['scope', scope],
    ['album', album],
    ['platform', `${platform || ''} ${phone.environment()} ${version} ${SDKVersion}`],
    ['contract', hash],
  ];
  return lines
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

module.exports = { redact, report };
