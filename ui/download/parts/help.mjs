// What to do when the system objects, told as it is; and why a download is checked at all.
import { html } from '../html.mjs';
import { commandLine } from './marks.mjs';

/** @typedef {import('../page.mjs').Site} Site */
/** @typedef {import('../../scripts/site/release.mjs').ReleaseFile} ReleaseFile */

/** @param {Site} site */
export const help = (site) =>
  html`<section class="open" id="open">
      <h2>${site.words.open}</h2>
      <p class="lead">${site.words.openLead}</p>
      <div class="cards systems">${warned(site, 'windows')} ${warned(site, 'macos')} ${linux(site)}</div>
    </section>
    ${verify(site)}`;

/** Puts `poster`, which is inside the app, where the shell looks. */
const COMMAND_ON_MACOS = 'sudo ln -s "/Applications/Poster Companion.app/Contents/MacOS/poster" /usr/local/bin/poster';

/** @type {(site: Site, os: 'windows' | 'macos') => unknown} */
function warned(site, os) {
  const { words, release } = site;
  const files = release.files.filter((file) => file.os === os);
  if (files.length === 0) return null;
  // One unsigned file is enough: who has it will be warned.
  const unsigned = files.some((file) => !file.signed);
  const told = words[os];
  return html`<article class="card" id="open-${os}">
    <h3>${words.systems[os]}</h3>
    ${!unsigned && told.signed.map((sentence) => html`<p>${sentence}</p>`)}
    ${unsigned && told.unsigned.map((sentence) => html`<p>${sentence}</p>`)}
    ${
      unsigned &&
      html`<ol>
        ${told.steps.map((step) => html`<li>${step}</li>`)}
      </ol>`
    }
    <p>${told.command}</p>
    ${os === 'macos' && commandLine(site, words.macos.commandLabel, COMMAND_ON_MACOS)}
  </article>`;
}

/** Where the portable archive holds the app. @param {string} version */
export const programIn = (version) => `poster-companion-${version}/poster-companion`;

/** @type {Record<string, (name: string, version: string) => string>} by kind, in the order of the card */
const INSTALL = {
  deb: (name) => `sudo apt install ./${name}`,
  rpm: (name) => `sudo dnf install ./${name}`,
  AppImage: (name) => `chmod +x ${name} && ./${name}`,
  'tar.gz': (name, version) => `tar xzf ${name} && ./${programIn(version)}`,
};

/** @param {Site} site */
function linux(site) {
  const { words, release } = site;
  const files = Object.keys(INSTALL).flatMap((kind) => release.files.find((file) => file.kind === kind) ?? []);
  if (files.length === 0) return null;
  return html`<article class="card" id="open-linux">
    <h3>${words.systems.linux}</h3>
    <p>${words.linux.lead}</p>
    ${files.map(({ kind, name }) => commandLine(site, words.linux[/** @type {'deb' | 'rpm' | 'tar.gz' | 'AppImage'} */ (kind)], INSTALL[kind]?.(name, release.version) ?? ''))}
    <p>${words.linux.command}</p>
    ${files.some(({ kind }) => kind === 'AppImage') && html`<p>${words.linux.fuse}</p>`}
  </article>`;
}

/** @param {Site} site */
function verify(site) {
  const { words, release, beside } = site;
  const signed = release.publicKey !== null && release.files.some((file) => file.signature !== null);
  return html`<section class="verify" id="verify">
    <h2>${words.verify}</h2>
    ${words.verifyBody.map((sentence) => html`<p>${sentence}</p>`)} ${!signed && html`<p>${words.verifyUnsigned}</p>`}
    ${signed && commandLine(site, words.verifyKey, release.publicKey ?? '')}
    ${beside.length > 0 && commandLine(site, `${words.sumsAll} (Linux)`, 'sha256sum -c --ignore-missing SHA256SUMS')}
    ${beside.length > 0 && commandLine(site, `${words.sumsAll} (macOS)`, 'shasum -a 256 -c --ignore-missing SHA256SUMS')}
  </section>`;
}
