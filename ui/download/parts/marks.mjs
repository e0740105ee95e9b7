// Small drawings and buttons that several parts of the page use.
import { html } from '../html.mjs';

/** @type {(path: import('../html.mjs').Html) => import('../html.mjs').Html} */
const drawing = (path) =>
  html`<svg
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${path}
  </svg>`;

export const MARK = {
  down: drawing(html`<path d="M12 4v11m-5-4.5 5 5 5-5M5 20h14" />`),
  copy: drawing(
    html`<rect x="9" y="9" width="11" height="11" rx="2.5" /><path
        d="M15 5.5A2.5 2.5 0 0 0 12.5 4h-6A2.5 2.5 0 0 0 4 6.5v6A2.5 2.5 0 0 0 5.5 15"
      />`,
  ),
  phone: drawing(html`<rect x="7" y="3" width="10" height="18" rx="2.5" /><path d="M11 18h2" />`),
  good: drawing(html`<path d="m5 12.5 4.5 4.5L19 7.5" />`),
  care: drawing(html`<path d="M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1" />`),
};

/** @typedef {import('../words/zh.mjs').Words} Words */

/** @type {(words: Words, text: string, kind: string, label: unknown) => import('../html.mjs').Html} */
const copying = (words, text, kind, label) =>
  html`<button
    class="${kind}"
    type="button"
    data-copy="${text}"
    data-copied="${words.copied}"
    data-failed="${words.copyFailed}"
  >
    ${MARK.copy}${label}
  </button>`;

/**
 * Copies `text`; of use with a script only, so it shows with one only.
 * @param {{ words: Words }} site
 * @param {string} text
 * @param {string} of what is copied, for who cannot see what stands beside it
 */
export const copyButton = ({ words }, text, of) =>
  copying(words, text, 'copy', html`<span>${words.copy}</span><span class="for-readers"> ${of}</span>`);

/**
 * Copies this page's address; where that was not given, the script knows it.
 * @param {{ words: Words, address: string | null }} site
 */
export const linkButton = ({ words, address }) =>
  copying(words, address ?? '', 'copy first', html`<span>${words.copyLink}</span>`);

/**
 * A command to run, with its button.
 * @param {{ words: Words }} site
 * @param {string} label
 * @param {string} command
 */
export const commandLine = (site, label, command) =>
  html`<div class="command">
    <p class="label">${label}</p>
    <div><code tabindex="0">${command}</code>${copyButton(site, command, label)}</div>
  </div>`;
