// What the user reads: the tables' sentences with the facts filled in.
// The twin of `src-tauri/core/src/copy.rs`.

const { flow, remedies, rows } = require('../contract/contract.js');

/** @typedef {import('./classify.js').Failure} Failure */
/** @typedef {import('./classify.js').Facts} Facts */
/** @typedef {import('./classify.js').Wording} Wording */
/** @typedef {'zh-CN' | 'en'} Locale */
/** @typedef {Record<string, string>} ByLocale */

const TITLE = /** @type {ByLocale} */ (flow.title);
const WORDS = /** @type {Record<string, ByLocale>} */ (flow.words);
const STATES = /** @type {Record<string, {copy?: Record<string, Wording>}>} */ (flow.states);
const EVENTS = /** @type {Record<string, {by: string, label?: ByLocale}>} */ (flow.events);
const REMEDIES = /** @type {Record<string, {steps?: Record<string, Record<string, string[]>>}>} */ (/** @type {unknown} */ (remedies));
const ROWS = /** @type {{kind: string, copy: Record<string, Wording>}[]} */ (/** @type {unknown} */ (rows));

/**
 * What a state says; the failure speaks where the state has no words of its own.
 * `place` fills in what the failure does not know.
 *
 * @param {Locale} locale
 * @param {string} state
 * @param {Failure | undefined} failure
 * @param {Facts} place
 * @returns {{title: string, body: string}}
 */
function message(locale, state, failure, place) {
  const own = STATES[state].copy || (failure && rowOf(failure).copy);
  const wording = own ? own[locale] : {};
  return { title: wording.title || TITLE[locale], body: fill(wording.body || '', locale, failure, place) };
}

/**
 * What a failure says where there is no flow around it (a list that does not load).
 *
 * @param {Locale} locale
 * @param {Failure} failure
 */
function failureMessage(locale, failure) {
  return message(locale, 'failed', failure, {});
}

/**
 * What a button is called.
 *
 * @param {Locale} locale
 * @param {string} state
 * @param {Failure | undefined} failure
 * @param {string} event
 * @returns {string}
 */
function label(locale, state, failure, event) {
  for (const copy of [STATES[state].copy, failure && rowOf(failure).copy]) {
    const actions = copy && copy[locale].actions;
    if (actions && actions[event] !== undefined) return actions[event];
  }
  const fallback = EVENTS[event].label;
  return fallback ? fallback[locale] : event;
}

/**
 * The written steps of a remedy in this environment (`ios`, `android`, `harmony`, `pc`); none where nothing is written.
 *
 * @param {string} remedy
 * @param {string} environment
 * @param {Locale} locale
 * @returns {string[]}
 */
function steps(remedy, environment, locale) {
  const written = REMEDIES[remedy].steps || {};
  const found = written[environment] || written['*'];
  return found ? found[locale] : [];
}

/** @param {Failure} failure */
function rowOf(failure) {
  return ROWS.find((row) => row.kind === failure.kind) || ROWS[ROWS.length - 1];
}

/**
 * @param {string} template
 * @param {Locale} locale
 * @param {Failure | undefined} failure
 * @param {Facts} place
 */
function fill(template, locale, failure, place) {
  return Object.keys(WORDS)
    .sort()
    .reduce((text, name) => {
      const slot = `{${name}}`;
      if (!text.includes(slot)) return text;
      const known = fact(name, locale, failure, place);
      return text.split(slot).join(known === undefined ? WORDS[name][locale] : known);
    }, template);
}

/**
 * @param {string} name
 * @param {Locale} locale
 * @param {Failure | undefined} failure
 * @param {Facts} place
 * @returns {string | undefined}
 */
function fact(name, locale, failure, place) {
  const facts = (failure && failure.signal.facts) || {};
  switch (name) {
    case 'folder': {
      const folder = facts.folder === undefined ? place.folder : facts.folder;
      return folder === undefined ? undefined : `“${folder}”`;
    }
    case 'file':
      return facts.file === undefined ? place.file : facts.file;
    case 'host':
      return facts.host === undefined ? place.host : facts.host;
    case 'need':
      return facts.need === undefined ? undefined : bytes(facts.need);
    case 'free':
      return facts.free === undefined ? undefined : bytes(facts.free);
    case 'wait':
      return facts.wait === undefined ? undefined : wait(facts.wait, locale);
    case 'status':
      return failure && failure.signal.statusCode !== undefined ? String(failure.signal.statusCode) : undefined;
    default:
      return undefined;
  }
}

/** @param {number} count */
function bytes(count) {
  if (count < 1e3) return `${count} B`;
  const [divisor, unit] = count < 1e6 ? [1e3, 'KB'] : count < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  const value = count / /** @type {number} */ (divisor);
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${unit}`;
}

/**
 * @param {number} seconds
 * @param {Locale} locale
 */
function wait(seconds, locale) {
  const [count, zh, en] = seconds < 60 ? [seconds, '秒', 'second'] : [Math.ceil(seconds / 60), '分钟', 'minute'];
  return locale === 'zh-CN' ? ` ${count} ${zh}后` : `in ${count} ${en}${count === 1 ? '' : 's'}`;
}

module.exports = { failureMessage, label, message, steps };
