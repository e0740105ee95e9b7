// How a view is shown on a phone: the loading toast, WeChat's own dialog, or our sheet.

/** @typedef {import('./session.js').View} View */
/** @typedef {import('./session.js').Offer} Offer */

/**
 * @typedef {object} Modal
 * @property {string} title
 * @property {string} content
 * @property {Offer} confirm
 * @property {Offer | undefined} cancel
 */

/**
 * @typedef {object} Sheet
 * @property {string} title
 * @property {string} body
 * @property {string[]} steps
 * @property {Offer[]} offers
 * @property {string} report Empty: there is nothing to pass on.
 * @property {boolean} [record] The report is a recording of QA's.
 */

/** @typedef {{loading?: string, modal?: Modal, sheet?: Sheet}} Presentation */

const LOADING = ['fetching', 'writing', 'checking'];
/** WeChat's dialog has two buttons of at most four letters. */
const BUTTONS = 2;
const LETTERS = 4;
/** Remedies that have a page or a panel of their own while the user is at the switch. */
const OWN_PANEL = ['open_setting', 'agree_privacy', 'sign_in'];
const TOLD_ON = ['tell_owner', 'copy_report'];

/**
 * WeChat's dialog where it can say everything, as in the classic flow; the sheet where there are written steps to
 * follow by hand, a report to pass on, or buttons that the dialog would refuse.
 *
 * @param {View} view
 * @param {{byHand: boolean, report: string}} around `byHand`: no call opens the phone's settings here.
 * @returns {Presentation}
 */
function presentation(view, { byHand, report }) {
  const { state, title, body, steps, offers } = view;
  const remedy = view.remedy || '';
  if (state === 'ready') return {};
  if (LOADING.includes(state)) return { loading: body };
  if (state === 'settings' && OWN_PANEL.includes(remedy)) return {};
  const told = state === 'stopped' && TOLD_ON.includes(remedy);
  const guided = state === 'settings' || (byHand && remedy === 'open_app_authorize_setting' && steps.length > 0);
  const fits = offers.length <= BUTTONS && offers.every(({ label }) => [...label].length <= LETTERS);
  if (told || guided || !fits) return { sheet: { title, body, steps, offers, report: told ? report : '' } };
  return { modal: { title, content: body, confirm: offers[0], cancel: offers[1] } };
}

module.exports = { presentation };
