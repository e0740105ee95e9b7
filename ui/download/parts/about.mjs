// The way to the phone, and what this release is.
import { html } from '../html.mjs';
import { MARK, linkButton } from './marks.mjs';

/** @typedef {import('../page.mjs').Site} Site */

/** @param {Site} site */
export const hand = (site) => {
  const { words, root, address, code } = site;
  return html`<section class="hand" id="phone">
    <h2>${words.hand.title}</h2>
    <div class="cards">
      <article class="card code">
        ${address === null ? html`<div class="absent">${MARK.phone}</div>` : html`<img src="${root}assets/page-qr-${words.short}.svg" width="148" height="148" alt="${words.hand.pageAlt(address)}" />`}
        <div>
          <h3>${words.hand.page}</h3>
          <p>${address === null ? words.hand.pageNone : words.hand.pageHint}</p>
          ${address !== null && html`<p class="acts">${linkButton(site)}</p>`}
        </div>
      </article>
      <article class="card code">
        ${code ? html`<img src="${root}assets/miniprogram-code.png" width="148" height="148" alt="${words.hand.codeAlt}" />` : html`<div class="absent">${MARK.phone}</div>`}
        <div>
          <h3>${words.hand.code}</h3>
          <p>${code ? words.hand.codeHint : words.hand.codeNone}</p>
        </div>
      </article>
    </div>
  </section>`;
};

/** @param {Site} site */
export const about = ({ words, release, root }) =>
  html`<section class="about" id="release">
    <h2>${words.release}</h2>
    <div class="notes">${notes(words.lang === 'zh-CN' ? release.notes.zh : release.notes.en)}</div>
    <dl>
      <dt>${words.version}</dt>
      <dd>${release.version}</dd>
      <dt>${words.date}</dt>
      <dd><time datetime="${release.date}">${release.date}</time></dd>
      <dt>${words.contract}</dt>
      <dd><code>${release.contract}</code><span class="label">${words.contractHint}</span></dd>
      <dt>${words.licence}</dt>
      <dd><a href="${root}LICENSE.txt">MIT</a></dd>
      ${
        release.older !== undefined &&
        release.older.length > 0 &&
        html`<dt>${words.older}</dt>
          <dd>
            ${release.older.map((it) => html`<a href="${it.url.startsWith('https://') ? it.url : root + it.url}">${it.version} (${it.date})</a> `)}
          </dd>`
      }
    </dl>
    <p><a href="${root}release.json">${words.manifest}</a></p>
  </section>`;

/** What stands between two backticks is a name to type. @param {string} line */
const worded = (line) => line.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));

/**
 * Lines that start with "- " are items; the others are paragraphs.
 * @param {string} text
 */
function notes(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const items = lines.filter((line) => line.startsWith('- '));
  const others = lines.filter((line) => !line.startsWith('- '));
  return html`${others.map((line) => html`<p>${worded(line)}</p>`)}${
    items.length > 0 &&
    html`<ul>
      ${items.map((item) => html`<li>${worded(item.slice(2))}</li>`)}
    </ul>`
  }`;
}
