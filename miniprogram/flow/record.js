// What a build for QA keeps: every step of every save, to be laid beside another one (`poster-trace/1`, see README.md).
// Nothing of it happens unless `start` was called, and in a released version it never does.

const { hash } = require('../contract/contract.js');
const phone = require('./phone.js');
const { redact } = require('./report.js');

/** @typedef {import('./session.js').Seen} Seen */
/** @typedef {import('./classify.js').Signal} Signal */

/**
 * One step; what is missing here follows from the contract.
 *
 * @typedef {object} Step
 * @property {string} contract
 * @property {string} environment
 * @property {string} state
 * @property {string} on
 * @property {boolean} taken
 * @property {number} attempt
 * @property {Signal | null} signal
 * @property {number} t Milliseconds since the first step.
 */

/** The oldest steps go first. */
const MOST = 200;

let started = false;
let since = 0;
/** @type {Step[]} */
let steps = [];

/** From now on every step is kept. For `app.js` of a build for QA. */
function start() {
  started = wx.getAccountInfoSync().miniProgram.envVersion !== 'release';
}

/** Whether steps are kept, and something is to be seen of it. */
function running() {
  return started;
}

/** @param {Seen} seen */
function add({ on, taken, state, attempt, failure }) {
  if (!started) return;
  const now = Date.now();
  if (steps.length === 0) since = now;
  const signal = failure && failure.event === on ? told(failure.signal) : null;
  steps.push({ contract: hash, environment: phone.place(), state, on, taken, attempt, signal, t: now - since });
  if (steps.length > MOST) steps.shift();
}

function count() {
  return steps.length;
}

function clear() {
  steps = [];
}

/** @returns {string} The trace as text, one step a line. */
function text() {
  const head = { format: 'poster-trace/1', contract: hash, surface: 'wechat', environment: phone.place(), device: phone.device(), scenario: null, recorded: true };
  const lines = steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "steps": [\n${lines}\n  ]\n}\n`;
}

/** Whether the trace can be sent as a file. */
function sendable() {
  return wx.canIUse('shareFileMessage');
}

/** Hands the trace to WeChat's list of chats. Nothing may come between the tap and this call. */
function send() {
  const fileName = `poster-trace-${phone.place()}.json`;
  const filePath = `${wx.env.USER_DATA_PATH}/${fileName}`;
  wx.getFileSystemManager().writeFileSync(filePath, text(), 'utf8');
  // Given up or refused: the text can still be copied.
  wx.shareFileMessage({ filePath, fileName, fail: () => {} });
}

/**
 * What was observed, without what is somebody's.
 *
 * @param {Signal} signal
 * @returns {Signal}
 */
function told({ errMsg, facts, ...rest }) {
  const { host, need, free, wait } = facts || {};
  const kept = Object.entries({ host, need, free, wait }).filter(([, value]) => value !== undefined);
  return { errMsg: redact(errMsg), ...rest, ...(kept.length > 0 && { facts: Object.fromEntries(kept) }) };
}

module.exports = { add, clear, count, running, send, sendable, start, text };
