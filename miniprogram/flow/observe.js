// What can be seen around a refusal: facts for the signal, never a verdict.

const phone = require('./phone.js');

/** @typedef {import('./classify.js').Signal} Signal */
/** @typedef {{errMsg?: string, errno?: number}} WxFailure What every `fail` gets; the typings know `errMsg` only. */
/** @typedef {'unasked' | 'refused' | 'granted'} Scope */

const SCOPE = 'scope.writePhotosAlbum';

/**
 * What the call itself said.
 *
 * @param {WxFailure} error
 * @param {string} stage
 * @returns {Signal}
 */
function heard(error, stage) {
  const { errMsg, errno } = error;
  return { errMsg: String(errMsg || ''), ...(typeof errno === 'number' && { errno }), platform: phone.platform(), stage };
}

/**
 * A refusal with what can be looked up around it. It is looked up only now: asking beforehand would say nothing
 * about a save that works.
 *
 * @param {WxFailure} error
 * @param {string} stage
 * @param {(signal: Signal) => void} done
 */
function observe(error, stage, done) {
  scope((found) => {
    const seen = album();
    done({ ...heard(error, stage), ...(found && { scope: found }), ...(seen && { album: seen }) });
  });
}

/**
 * The mini-program's own permission: three-valued. `undefined`, with the reason, where it cannot be looked up.
 *
 * @param {(scope: Scope | undefined, error?: WxFailure) => void} found
 */
function scope(found) {
  wx.getSetting({
    success: ({ authSetting }) => found(authSetting[SCOPE] === undefined ? 'unasked' : authSetting[SCOPE] ? 'granted' : 'refused'),
    fail: (error) => found(undefined, error),
  });
}

/** The phone's switch for WeChat; only iOS tells. */
function album() {
  if (phone.environment() !== 'ios' || !wx.canIUse('getAppAuthorizeSetting')) return undefined;
  const { albumAuthorized } = wx.getAppAuthorizeSetting();
  return albumAuthorized === 'authorized' || albumAuthorized === 'denied' ? albumAuthorized : 'undetermined';
}

module.exports = { album, heard, observe, scope };
