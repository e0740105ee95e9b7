// Which observation is which kind of failure. The rules are data (`contract/contract.js`); this file
// only applies them. The twin of `src-tauri/core/src/contract.rs`.

const { rows } = require('../contract/contract.js');
const { normalise } = require('./normalise.js');

/**
 * What a `wx` call answered, with what was looked up around it: facts, never a verdict.
 * HTTP trouble arrives in *success*, with a `statusCode`.
 *
 * @typedef {object} Signal
 * @property {string} errMsg The message, untouched.
 * @property {number} [errno] Absent on many phones; used only where the text is silent, and only with its platform.
 * @property {string} [platform] Whose numbers `errno` speaks: `wechat`, `wecom`, ...
 * @property {number} [statusCode] Of `downloadFile` or `request`.
 * @property {'unasked' | 'refused' | 'granted'} [scope] The mini-program's own permission, looked up after the refusal.
 * @property {'authorized' | 'denied' | 'undetermined'} [album] WeChat's permission from the phone; iOS only.
 * @property {string} [stage] Which part of the work failed: list, fetch, verify, write, probe, open.
 * @property {Facts} [facts]
 */

/**
 * Facts for the sentence that the user reads.
 *
 * @typedef {object} Facts
 * @property {string} [folder]
 * @property {string} [file]
 * @property {string} [host]
 * @property {number} [need] Bytes.
 * @property {number} [free] Bytes.
 * @property {number} [wait] Seconds, as the server asked.
 */

/**
 * @typedef {object} Rule
 * @property {string} [text]
 * @property {string} [not]
 * @property {number[]} [errno]
 * @property {string[]} [platform]
 * @property {number[] | 'not_ok'} [statusCode]
 * @property {string[]} [scope]
 * @property {string[]} [album]
 * @property {string} [event]
 */

/**
 * @typedef {object} Wording What the user reads in one language.
 * @property {string} [title]
 * @property {string} [body]
 * @property {Record<string, string>} [actions] Labels of buttons, by event.
 */

/**
 * @typedef {object} Row
 * @property {string} kind
 * @property {'grant' | 'relocate' | 'retry' | 'stop'} recovery
 * @property {string} remedy
 * @property {Record<string, Wording>} copy
 * @property {Rule[]} signals
 */

/**
 * A classified failure, with its whole structure.
 *
 * @typedef {object} Failure
 * @property {string} kind What went wrong.
 * @property {Row['recovery']} recovery What may put it right.
 * @property {string} remedy What leads out.
 * @property {string} event What the flow is told.
 * @property {Signal} signal What was observed.
 * @property {Rule} [rule] What of the row fitted; absent for the last row, which takes everything.
 */

const TABLE = /** @type {Row[]} */ (/** @type {unknown} */ (rows));

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/**
 * Finds the row of an observation: first what was said or observed, over the whole table; only then
 * bare numbers. What fits nothing is `unknown`, the last row.
 *
 * @param {Signal} signal
 * @returns {Failure}
 */
function classify(signal) {
  const text = normalise(signal.errMsg || '');
  const found = find(signal, text, false) || find(signal, text, true) || { row: TABLE[TABLE.length - 1], rule: undefined };
  const { kind, recovery, remedy } = found.row;
  const event = (found.rule && found.rule.event) || `failed.${recovery}`;
  return { kind, recovery, remedy, event, signal, ...(found.rule && { rule: found.rule }) };
}

/**
 * @param {Signal} signal
 * @param {string} text
 * @param {boolean} numbers
 */
function find(signal, text, numbers) {
  for (const row of TABLE) {
    const rule = row.signals.find((candidate) => (candidate.errno !== undefined) === numbers && holds(candidate, signal, text));
    if (rule) return { row, rule };
  }
  return undefined;
}

/**
 * Whether every field that the rule gives holds. A given one needs a value.
 *
 * @param {Rule} rule
 * @param {Signal} signal
 * @param {string} text
 */
function holds(rule, signal, text) {
  const platform = signal.platform === undefined ? undefined : signal.platform.toLowerCase();
  return (
    (rule.text === undefined || occurs(rule.text, text)) &&
    !(rule.not !== undefined && occurs(rule.not, text)) &&
    listed(rule.errno, signal.errno) &&
    listed(rule.platform && rule.platform.map((name) => name.toLowerCase()), platform) &&
    status(rule.statusCode, signal.statusCode) &&
    listed(rule.scope, signal.scope) &&
    listed(rule.album, signal.album)
  );
}

/**
 * @template T
 * @param {T[] | undefined} allowed
 * @param {T | undefined} value
 */
function listed(allowed, value) {
  return allowed === undefined || (value !== undefined && allowed.includes(value));
}

/**
 * @param {Rule['statusCode']} allowed
 * @param {number | undefined} value
 */
function status(allowed, value) {
  if (allowed === 'not_ok') return value !== undefined && !(value >= 200 && value < 300);
  return listed(allowed, value);
}

/**
 * @param {string} pattern
 * @param {string} text
 */
function occurs(pattern, text) {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    compiled = new RegExp(pattern, 'u');
    patterns.set(pattern, compiled);
  }
  return compiled.test(text);
}

module.exports = { classify };
