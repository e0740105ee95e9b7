// One poster-save at work: the session decides, the effects act, the view is drawn.
// Everything happens in the tick of the event, from the tap down to the last `wx` call.

const { Effects } = require('./effects.js');
const phone = require('./phone.js');
const { Session } = require('./session.js');

/** @typedef {import('./session.js').View} View */
/** @typedef {import('./session.js').Step} Step */
/** @typedef {import('./session.js').Seen} Seen */
/** @typedef {import('./session.js').Answer} Answer */
/** @typedef {import('./effects.js').Source} Source */
/** @typedef {import('./effects.js').Hooks} Hooks */
/** @typedef {import('./classify.js').Failure} Failure */

/**
 * @typedef {object} Stage
 * @property {(view: View) => void} draw
 * @property {Hooks} hooks
 * @property {() => import('./copy.js').Locale} locale
 * @property {(seen: Seen) => void} [onStep]
 */

/** @typedef {'fetch_poster' | 'write_poster' | 'open_settings' | 'probe_grant' | 'abandon'} Effect */

/** A return to the front is a return from these; the others say themselves when they are done. */
const NOTICED_BY_RETURN = ['open_setting', 'open_app_authorize_setting'];

class Saving {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.session = new Session(stage.onStep);
    /** @type {Source} */
    this.source = { url: '' };
    this.effects = new Effects({
      source: () => this.source,
      answer: (attempt, answer) => this.perform(this.session.answer(attempt, answer)),
      remedy: () => (this.session.failure ? this.session.failure.remedy : null),
      hooks: stage.hooks,
    });
    /** Counts the steps that were taken, so that a step within a step is drawn once. */
    this.turn = 0;
    this.inFront = true;
    /** The attempt during which we were last sent to the background. */
    this.hiddenIn = -1;
  }

  /**
   * The save button.
   *
   * @param {string} poster Its id, or its address where it has none.
   * @param {Source} source
   */
  save(poster, source) {
    const { state } = this.session;
    // Who can tap it again is back from the settings, even if the phone never said so.
    if (state === 'settings' && this.noticedByReturn()) return this.press('recheck');
    if (state === 'ready') this.source = source;
    this.perform(this.session.save(poster));
  }

  /**
   * WeChat's own sheet for pictures, beside the flow and only while it rests.
   *
   * @param {Source} source
   * @param {() => void} ready
   * @param {(failure: Failure) => void} failed
   */
  share(source, ready, failed) {
    this.source = source;
    this.effects.share(ready, failed);
  }

  /**
   * A button of the guidance.
   *
   * @param {string} event
   */
  press(event) {
    this.perform(this.session.send(event));
  }

  /** The page is gone. What was under way is abandoned. */
  leave() {
    this.effects.stopSharing();
    this.perform(this.session.send('left'));
  }

  /** To the background. */
  hide() {
    this.inFront = false;
    this.hiddenIn = this.session.attempt;
  }

  /** In front again: from the settings, from a call, from anywhere. */
  show() {
    this.inFront = true;
    const { attempt, state } = this.session;
    if (state === 'settings' && this.noticedByReturn()) this.happened(attempt, 'returned');
    else if (state === 'paused') this.happened(attempt, 'resumed');
    else if (state === 'writing') this.effects.hasten();
  }

  noticedByReturn() {
    const { failure } = this.session;
    return failure !== undefined && NOTICED_BY_RETURN.includes(failure.remedy);
  }

  /** @returns {View} */
  view() {
    return this.session.view(this.stage.locale(), phone.environment());
  }

  /**
   * @param {number} attempt
   * @param {string} event
   */
  happened(attempt, event) {
    this.perform(this.session.answer(attempt, { event }));
  }

  /** @param {Step} step */
  perform(step) {
    if (!step.taken) return;
    this.turn += 1;
    const { turn } = this;
    const { attempt, state } = this.session;
    for (const effect of step.effects) this.effects[/** @type {Effect} */ (effect)](attempt);
    // The word of the interruption may come only after we are back; nobody would resume us then.
    // An interruption in front, however often, waits for the user.
    if (state === 'paused' && this.inFront && this.hiddenIn === attempt) this.happened(attempt, 'resumed');
    if (turn === this.turn) this.stage.draw(this.view());
  }
}

module.exports = { Saving };
