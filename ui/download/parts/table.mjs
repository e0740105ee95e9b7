// Every file of the release, each with its checksum and the commands that check it.
import { html } from '../html.mjs';
import { size } from '../offers.mjs';
import { MARK, commandLine, copyButton } from './marks.mjs';

/** @typedef {import('../page.mjs').Site} Site */
/** @typedef {import('../../scripts/site/release.mjs').ReleaseFile} ReleaseFile */

const SYSTEMS = /** @type {const} */ (['windows', 'macos', 'linux', 'wechat']);
/** Within a system: first what most people take. */
const ORDER = ['nsis', 'nsis-offline', 'dmg', 'deb', 'rpm', 'AppImage', 'tar.gz', 'zip'];

/** @param {Site} site */
export const table = (site) =>
  html`<section class="all" id="all">
    <h2>${site.words.all}</h2>
    <p class="lead">${site.words.allLead}</p>
    <table role="table">
      <caption class="for-readers">
        ${site.words.all}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${Object.values(site.words.columns).map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
        </tr>
      </thead>
      ${SYSTEMS.map((os) => group(site, os))}
    </table>
    ${site.beside.length > 0 && html`<p class="beside"><a href="${site.base}SHA256SUMS" download>${site.words.sums}</a>${site.beside.length > 1 && html` · <a href="${site.base}SHA256SUMS.minisig" download>${site.words.sumsSignature}</a>`}</p>`}
  </section>`;

/** @type {(site: Site, os: ReleaseFile['os']) => unknown} */
function group(site, os) {
  const files = site.release.files.filter((file) => file.os === os);
  // Who looks for a system wants to read that it is not there; the mini-program's own package nobody misses.
  if (files.length === 0 && os === 'wechat') return null;
  files.sort((a, b) => a.arch.localeCompare(b.arch) * -1 || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return html`<tbody role="rowgroup">
    <tr role="row" class="system">
      <th role="rowheader" scope="rowgroup" colspan="4">${site.words.systems[os]}</th>
    </tr>
    ${
      files.length === 0 &&
      html`<tr role="row">
        <td role="cell" colspan="4" class="nothing">${site.words.none(site.words.systems[os])}</td>
      </tr>`
    }
    ${files.map((file) => row(site, file))}
  </tbody>`;
}

/** @type {(site: Site, file: ReleaseFile) => unknown} */
function row(site, file) {
  const { words, base } = site;
  const kind = /** @type {keyof typeof words.kinds} */ (file.kind);
  const state = file.signed
    ? html`<span class="state good">${MARK.good}<span>${words.state[file.os].signed}</span></span>`
    : html`<span class="state"
        >${MARK.care}<a href="#${file.os === 'windows' || file.os === 'macos' ? `open-${file.os}` : 'verify'}"
          >${words.state[file.os].unsigned}</a
        ></span
      >`;
  return html`<tr role="row" class="file">
      <td role="cell">
        <a class="name" href="${base}${file.name}" download>${words.kinds[kind]}</a
        ><span class="label">${noted(words, file)}</span>
      </td>
      <td role="cell">${words.arch[file.arch]}</td>
      <td role="cell" class="numbers">${size(file.bytes)}</td>
      <td role="cell">
        ${state}${file.signature !== null && html`<a class="label" href="${base}${file.signature}" download>${words.signatureFile}</a>`}
      </td>
    </tr>
    <tr role="row" class="proof">
      <td role="cell" colspan="4">
        <p>
          <span class="label">${words.hash}</span>
          <code>${file.sha256}</code>${copyButton(site, file.sha256, `${words.hash}, ${file.name}`)}
        </p>
        <details>
          <summary>${words.check}<span class="for-readers"> ${file.name}</span></summary>
          <p class="label">${words.checkHint}</p>
          ${commands(site, file).map(([label, command]) => commandLine(site, label, command))}
        </details>
      </td>
    </tr>`;
}

/**
 * What to know before taking it. Which systems a .deb or an .rpm is for is all there is to say of it.
 * @type {(words: Site['words'], file: ReleaseFile) => string}
 */
function noted(words, { kind, requires }) {
  const note = words.kindNotes[/** @type {keyof typeof words.kindNotes} */ (kind)];
  if (requires === undefined) return note;
  return kind === 'deb' || kind === 'rpm' ? requires : `${note} · ${requires}`;
}

/**
 * What to run, on the system that the file is for. Names hold no character that a shell would read.
 * @param {Site} site
 * @param {ReleaseFile} file
 * @returns {[string, string][]}
 */
function commands({ words, release }, { os, name, sha256, signature }) {
  const sum = `echo "${sha256}  ${name}" | `;
  /** @type {Record<ReleaseFile['os'], [string, string][]>} */
  const hash = {
    windows: [
      [words.checkWindows[0] ?? '', `(Get-FileHash -Algorithm SHA256 .\\${name}).Hash -eq "${sha256}"`],
      [words.checkWindows[1] ?? '', `certutil -hashfile ${name} SHA256`],
    ],
    macos: [[words.checkMac, `${sum}shasum -a 256 -c`]],
    linux: [[words.checkLinux, `${sum}sha256sum -c`]],
    wechat: [[words.checkAny, `${sum}shasum -a 256 -c`]],
  };
  return [
    ...hash[os],
    ...(signature === null
      ? []
      : [/** @type {[string, string]} */ ([words.checkSignature, `minisign -Vm ${name} -P ${release.publicKey}`])]),
  ];
}
