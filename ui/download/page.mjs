// The whole page in one language.
import { html } from './html.mjs';
import { hero } from './parts/hero.mjs';
import { help } from './parts/help.mjs';
import { about, hand } from './parts/about.mjs';
import { table } from './parts/table.mjs';
import { wechat } from './parts/wechat.mjs';

/**
 * What a page is made from.
 * @typedef {object} Site
 * @property {import('../scripts/site/release.mjs').Release} release
 * @property {import('./words/zh.mjs').Words} words
 * @property {string} root from this page to the folder of the site: "./" or "../"
 * @property {string} other from this page to the one in the other language
 * @property {string | null} address this page's public address
 * @property {boolean} code whether there is a picture of the mini-program's code
 * @property {string[]} beside names of the checksum files
 * @property {string} base where the files lie
 */

/** No script, style, picture or connection but the site's own; nothing inline. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * @param {Site} site
 * @returns {string}
 */
export function page(site) {
  const { words, root, address } = site;
  return html`<!doctype html>
    <html lang="${words.lang}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="description" content="${words.description}" />
        <title>${words.title}</title>
        <link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${root}assets/page.css" />
        <link rel="alternate" hreflang="${words.other.lang}" href="${site.other}" />
        ${address === null ? null : html`<link rel="canonical" href="${address}" />`}
        <script src="${root}assets/page.js"></script>
      </head>
      <body>
        <a class="skip" href="#get">${words.skip}</a>
        <header class="bar">
          <a class="mark" href="#get"
            ><img src="${root}assets/icon.svg" alt="" width="32" height="32" /><span>${words.product}</span></a
          >
          <a class="language" href="${site.other}" lang="${words.other.lang}" hreflang="${words.other.lang}"
            >${words.other.label}</a
          >
        </header>
        <main>${hero(site)} ${table(site)} ${help(site)} ${hand(site)} ${about(site)}</main>
        <footer>
          <p>${words.footer}</p>
        </footer>
        <p class="for-readers" id="said" role="status"></p>
        ${wechat(site)}
      </body>
    </html> `.toString();
}
