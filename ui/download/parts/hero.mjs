// The first screen: the one right button for whom the script recognises, one for each system for everybody else.
import { html } from '../html.mjs';
import { firsts, offers, size } from '../offers.mjs';
import { MARK, linkButton } from './marks.mjs';

/** @typedef {import('../page.mjs').Site} Site */
/** @typedef {import('../offers.mjs').Offer} Offer */
/** @typedef {import('../../scripts/site/release.mjs').ReleaseFile} ReleaseFile */

/** @param {Site} site */
export const hero = (site) =>
  html`<section class="hero" id="get">
    <div class="pitch">
      <h1>${site.words.headline.map((line) => html`<span>${line}</span> `)}</h1>
      <p class="lead">${site.words.lead}</p>
      <p class="in-wechat">
        ${MARK.care}<span>${site.words.wechat.banner}</span>
        <button class="link" type="button" data-open-wechat>${site.words.wechat.again}</button>
      </p>
      ${anybody(site)} ${offers(site.release.files).map((offer) => someone(site, offer))} ${onPhone(site)}
    </div>
    <figure class="window">
      <picture>
        <source
          media="(prefers-color-scheme: dark)"
          srcset="${site.root}assets/gallery-dark-${site.words.short}.webp"
        />
        <img
          src="${site.root}assets/gallery-light-${site.words.short}.webp"
          width="1280"
          height="824"
          alt="${site.words.picture}"
          decoding="async"
        />
      </picture>
    </figure>
  </section>`;

/** @type {(site: Site, file: ReleaseFile) => unknown} */
const button = ({ words, base }, file) =>
  html`<a class="get" href="${base}${file.name}" download>
    ${MARK.down}<span
      ><strong>${words.download(words.systems[file.os])}</strong>
      <small
        >${words.kinds[/** @type {keyof typeof words.kinds} */ (file.kind)]} · ${words.arch[file.arch]} ·
        ${size(file.bytes)}</small
      ></span
    ></a
  >`;

/** @type {(site: Pick<Site, "words" | "release">, requires?: string) => unknown} */
const edition = ({ words, release }, requires) =>
  html`<p class="edition">
    ${words.version} ${release.version} ·
    <time datetime="${release.date}">${release.date}</time>${requires && ` · ${requires}`} ·
    <a href="#all">${words.all}</a>
  </p>`;

/** @type {(site: Site, file: ReleaseFile) => unknown} */
const state = ({ words }, file) =>
  file.signed
    ? html`<p class="state good">${MARK.good}<span>${words.signed[file.os]}</span></p>`
    : html`<p class="state">
        ${MARK.care}<span>${words.unsigned[file.os]}</span>
        <a href="#${file.os === 'linux' ? 'verify' : `open-${file.os}`}">${words.how}</a>
      </p>`;

/** @param {Site} site */
const anybody = (site) =>
  html`<div class="offer" data-for="anybody">
    <div class="equals">${firsts(site.release.files).map((file) => button(site, file))}</div>
    ${edition(site)}
  </div>`;

/** @type {(site: Site, offer: Offer) => unknown} */
function someone(site, { visitors, os, first, also, remark }) {
  const { words, base } = site;
  const system =
    visitors.some((visitor) => visitor.endsWith('arm64')) && os === 'linux'
      ? words.visitors.linuxArm
      : words.systems[os];
  const nothing =
    remark === 'x86' || remark === 'old' ? `${words.visitors[remark]}${words.visitors.noBuild}` : words.none(system);
  return html`<div class="offer" data-for="${visitors.join(' ')}">
    ${first.length === 0 && html`<p class="nothing">${nothing} <a href="#all">${words.seeAll}</a></p>`}
    ${first.length > 0 && html`<div class="equals">${first.map((file) => button(site, file))}</div>`}
    ${remark === 'translated' && first.length > 0 && html`<p class="remark">${words.armNote}</p>`}
    ${also.length > 0 && html`<p class="also">${words.also}${also.map((file) => html` <a href="${base}${file.name}" download>${words.kinds[/** @type {keyof typeof words.kinds} */ (file.kind)]}</a>`)}</p>`}
    ${first[0] !== undefined && state(site, first[0])} ${edition(site, first[0]?.requires)}
  </div>`;
}

/** @param {Site} site */
const onPhone = ({ words, address, root, code, release }) =>
  html`<div class="offer phone" data-for="phone">
    <h2>${words.phone.title}</h2>
    <p>${words.phone.body}</p>
    <p class="address" data-address>${address}</p>
    <p class="acts">
      ${linkButton({ words, address })}<button class="copy" type="button" data-share="${words.shareText}">
        ${words.share}
      </button>
    </p>
    <p>${words.phone.send}</p>
    ${address !== null && html`<p class="code"><img src="${root}assets/page-qr-${words.short}.svg" width="168" height="168" alt="${words.hand.pageAlt(address)}" /><span>${words.hand.pageHint}</span></p>`}
    <p>${words.phone.here} ${code ? words.hand.codeHint : words.hand.codeNone}</p>
    ${edition({ words, release })}
  </div>`;
