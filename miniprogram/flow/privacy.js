// The privacy agreement between the user and the mini-program.
//
// Three ways lead to it: WeChat's own popup (where nobody listens), our popup on demand (`listen`), and our
// popup from the guidance after a refusal. `wx.onNeedPrivacyAuthorization` keeps only the last listener of the
// whole mini-program, so the component never registers one by itself: the mini-program's `app.js` does.

/** @typedef {(answer: {event: 'agree' | 'disagree' | 'exposureAuthorization', buttonId?: string}) => void} Resolve */
/** @typedef {{resolve?: Resolve, then?: (agreed: boolean) => void}} Question */

/** @type {Agreement[]} Those that can show a popup now; the last one asks. */
const present = [];

/** One place where the user can be asked: a popup on a page. */
class Agreement {
  /** @param {(open: boolean) => void} show */
  constructor(show) {
    this.show = show;
    /** @type {Question[]} WeChat may ask for several calls before the user has answered. */
    this.questions = [];
  }

  /** The popup is on the page. */
  attach() {
    present.push(this);
  }

  /** The popup's page is gone: what was asked stays unanswered, which is a no. */
  detach() {
    const place = present.indexOf(this);
    if (place >= 0) present.splice(place, 1);
    if (this.questions.length > 0) this.disagree();
  }

  /** @param {Question} question */
  ask(question) {
    this.questions.push(question);
    if (question.resolve) question.resolve({ event: 'exposureAuthorization' });
    this.show(true);
  }

  /** @param {string} buttonId The pressed `open-type="agreePrivacyAuthorization"`: WeChat checks that it was. */
  agree(buttonId) {
    this.settle(true, (resolve) => resolve({ event: 'agree', buttonId }));
  }

  disagree() {
    this.settle(false, (resolve) => resolve({ event: 'disagree' }));
  }

  /**
   * @param {boolean} agreed
   * @param {(resolve: Resolve) => void} answer
   */
  settle(agreed, answer) {
    const questions = this.questions;
    this.questions = [];
    this.show(false);
    for (const { resolve, then } of questions) {
      if (resolve) answer(resolve);
      if (then) then(agreed);
    }
  }
}

/** Lets our popup ask instead of WeChat's. For `app.js`, once. */
function listen() {
  if (!wx.canIUse('onNeedPrivacyAuthorization')) return;
  /** @param {Resolve} resolve */
  const needed = (resolve) => {
    const place = present[present.length - 1];
    if (place) place.ask({ resolve });
    else resolve({ event: 'disagree' });
  };
  // The typings give this listener the wrong parameter.
  wx.onNeedPrivacyAuthorization(/** @type {never} */ (/** @type {unknown} */ (needed)));
}

/**
 * What the agreement is called, for the popup.
 *
 * @param {(name: string) => void} found
 */
function contractName(found) {
  if (!wx.canIUse('getPrivacySetting')) return;
  wx.getPrivacySetting({ success: ({ privacyContractName }) => found(privacyContractName || '') });
}

/** Shows the agreement's text. */
function readContract() {
  if (wx.canIUse('openPrivacyContract')) wx.openPrivacyContract({});
}

module.exports = { Agreement, contractName, listen, readContract };
