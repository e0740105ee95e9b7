// The flow of one save: a state, an attempt number, and what happens on each event.
// The twin of `src-tauri/core/src/session.rs`; `tests/scenarios` keep both alike.
// Decides only: the effects that it names are carried out by others, who answer.

const { flow } = require('../contract/contract.js');
const copy = require('./copy.js');

/** @typedef {import('./classify.js').Failure} Failure */
/** @typedef {import('./classify.js').Facts} Facts */
/** @typedef {import('./copy.js').Locale} Locale */

/**
 * What the host has to tell: an event, or a failure (whose event follows from its row).
 *
 * @typedef {{event: string} | {failed: Failure}} Answer
 */

/**
 * What an event led to.
 *
 * @typedef {object} Step
 * @property {boolean} taken Whether the event had a transition. `false`: it was ignored (a double tap, a late answer).
 * @property {string[]} effects What the host does now, in this order and in the same tick.
 */

/**
 * A button.
 *
 * @typedef {object} Offer
 * @property {string} event What it sends.
 * @property {string} label What it is called.
 * @property {boolean} primary Whether it is the main one.
 */

/**
 * What a surface draws: words and buttons, nothing to decide.
 *
 * @typedef {object} View
 * @property {number} attempt
 * @property {string} state
 * @property {string | null} poster
 * @property {string | null} kind
 * @property {Failure['recovery'] | null} recovery
 * @property {string | null} remedy
 * @property {string} title
 * @property {string} body Empty at rest.
 * @property {string[]} steps Written steps, where a button cannot lead all the way.
 * @property {Offer[]} offers The main one first.
 * @property {import('./classify.js').Signal | null} signal What was observed, for the report.
 */

/**
 * One step as a tester sees it.
 *
 * @typedef {object} Seen
 * @property {string} on
 * @property {boolean} taken
 * @property {string} state
 * @property {number} attempt
 * @property {string[]} effects
 * @property {Failure | undefined} failure What was observed, also where the flow forgets it at once (a cancel).
 */

/** @type {{from: string[], on: string, to: string, do: string[]}[]} */
const TRANSITIONS = flow.transitions;
const EVENTS = /** @type {Record<string, {by: string}>} */ (flow.events);

class Session {
  /** @param {(seen: Seen) => void} [onStep] Told of every event, also of those that were ignored. */
  constructor(onStep) {
    this.state = 'ready';
    /** The number of the running attempt. Answers carry the number they belong to. */
    this.attempt = 0;
    /** @type {string | null} */
    this.poster = null;
    /** @type {Failure | undefined} What went wrong last, while it matters. */
    this.failure = undefined;
    /** @type {Facts} What the copy may name of this save. */
    this.place = {};
    this.onStep = onStep;
  }

  /**
   * Asks to save a poster. Ignored while another save is under way.
   *
   * @param {string} poster
   * @returns {Step}
   */
  save(poster) {
    if (this.state !== 'ready') return this.ignored('save');
    this.poster = poster;
    return this.send('save');
  }

  /**
   * Takes a user's event: a button.
   *
   * @param {string} event
   * @returns {Step}
   */
  send(event) {
    return this.take(event, undefined);
  }

  /**
   * @param {string} event
   * @param {Failure | undefined} failed What brought it.
   * @returns {Step}
   */
  take(event, failed) {
    const row = step(this.state, event);
    if (!row) return this.ignored(event, failed);
    if (failed) this.failure = failed;
    if (row.to !== 'same') this.state = row.to;
    if (row.do.includes('fetch_poster') || row.do.includes('abandon')) this.attempt += 1;
    if (this.state === 'ready' || this.state === 'fetching' || this.state === 'saved') this.failure = undefined;
    return this.seen(event, { taken: true, effects: [...row.do] }, failed);
  }

  /**
   * Takes an answer of the host. One that belongs to another attempt is ignored.
   *
   * @param {number} attempt
   * @param {Answer} answer
   * @returns {Step}
   */
  answer(attempt, answer) {
    const failed = 'failed' in answer ? answer.failed : undefined;
    const event = 'failed' in answer ? answer.failed.event : answer.event;
    return attempt === this.attempt ? this.take(event, failed) : this.ignored(event, failed);
  }

  /**
   * What is drawn now. `environment` picks the written steps (`ios`, `android`, `harmony`, `pc`).
   *
   * @param {Locale} locale
   * @param {string} environment
   * @returns {View}
   */
  view(locale, environment) {
    const { state, failure } = this;
    const { title, body } = copy.message(locale, state, failure, this.place);
    const guided = failure && (state === 'blocked' || state === 'settings' || state === 'still_refused');
    return {
      attempt: this.attempt,
      state,
      poster: this.poster,
      kind: failure ? failure.kind : null,
      recovery: failure ? failure.recovery : null,
      remedy: failure ? failure.remedy : null,
      title,
      body,
      steps: guided ? copy.steps(failure.remedy, environment, locale) : [],
      offers: offers(state).map((event, position) => ({
        event,
        label: copy.label(locale, state, failure, event),
        primary: position === 0,
      })),
      signal: failure ? failure.signal : null,
    };
  }

  /**
   * @param {string} event
   * @param {Failure} [failed]
   */
  ignored(event, failed) {
    return this.seen(event, { taken: false, effects: [] }, failed);
  }

  /**
   * @param {string} on
   * @param {Step} done
   * @param {Failure | undefined} failed
   */
  seen(on, done, failed) {
    if (this.onStep) this.onStep({ on, ...done, state: this.state, attempt: this.attempt, failure: failed || this.failure });
    return done;
  }
}

/**
 * First match wins; no guards.
 *
 * @param {string} state
 * @param {string} event
 */
function step(state, event) {
  return TRANSITIONS.find((row) => row.on === event && row.from.includes(state));
}

/**
 * The user's ways out of a state, in the order of the table: its buttons.
 *
 * @param {string} state
 */
function offers(state) {
  return TRANSITIONS.filter((row) => row.from.includes(state) && EVENTS[row.on].by === 'user').map((row) => row.on);
}

module.exports = { Session };
