// Writes the folder of the site, whole or not at all.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { page } from '../../download/page.mjs';
import { en } from '../../download/words/en.mjs';
import { zh } from '../../download/words/zh.mjs';
import { pictures, script, style } from './assets.mjs';
import { check } from './check.mjs';
import { Refusal } from './refusal.mjs';
import { isAddress, read } from './release.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * @typedef {object} Order
 * @property {string} release path of release.json
 * @property {string} files folder of the files
 * @property {string} out folder of the site; what is in it is replaced
 * @property {string | null} address where the site will be found, if that is known
 * @property {string | null} code path of the picture of the mini-program's code, if there is one
 * @property {string | null} base address below which the files lie, if not beside the page
 * @property {boolean} promised signatures come later
 */

/**
 * Writes the site, or fails with a Refusal and leaves everything as it was.
 * @param {Order} order
 * @returns {Promise<{ version: string, files: number, weight: number }>} weight: bytes that one visit loads
 */
export async function site({ release: manifest, files, out, address, code, base, promised }) {
  refuse(promised && base === null, 'Files that are not signed yet cannot be copied beside the page: give --base.');
  refuse(address !== null && !/^https?:\/\/[^\s"'<>\\]+$/.test(address), `${address} is no address of a page.`);
  refuse(
    base !== null && (!isAddress(base) || !base.startsWith('https://')),
    `${base} is no https address of a folder.`,
  );
  await mustBeOurs(out);

  const json = await readFile(manifest, 'utf8').catch(() => {
    throw new Refusal([`${manifest} cannot be read.`]);
  });
  const release = read(json);
  const { beside } = await check(release, files, promised);

  await mkdir(path.dirname(out), { recursive: true });
  // Not a temporary folder as the system makes it: that none but its maker may read, and a web server must.
  const made = `${out}.${process.pid}`;
  await mkdir(made);
  try {
    const home = address === null ? null : address.replace(/\/?$/, '/');
    const assets = {
      'page.css': await style(),
      'page.js': await script(),
      ...(await pictures({ address: home, code })),
    };
    /** @type {(words: typeof zh, root: string, other: string, own: string) => string} */
    const written = (words, root, other, own) =>
      page({
        release,
        words,
        root,
        other,
        address: home === null ? null : home + own,
        code: code !== null,
        beside,
        base: base === null ? `${root}files/` : base.replace(/\/?$/, '/'),
      });
    const chinese = written(zh, './', 'en/', '');
    await put(made, 'index.html', chinese);
    await put(made, 'en/index.html', written(en, '../', '../', 'en/'));
    await put(made, 'release.json', json);
    await put(made, 'LICENSE.txt', await readFile(path.join(ROOT, 'LICENSE')));
    for (const [name, content] of Object.entries(assets)) await put(made, `assets/${name}`, content);
    if (base === null) await copyFiles(release, beside, files, made);

    await rm(out, { recursive: true, force: true });
    await rename(made, out);
    return { version: release.version, files: release.files.length, weight: weightOf(chinese, assets) };
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    throw error;
  }
}

/**
 * The folder is about to be replaced: that must hit nothing but a site.
 * @param {string} out
 */
async function mustBeOurs(out) {
  const found = await readdir(out).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code === 'ENOENT') return /** @type {string[]} */ ([]);
    throw new Refusal([`${out} is no folder.`]);
  });
  const ours = found.length === 0 || (found.includes('index.html') && found.includes('release.json'));
  refuse(!ours, `${out} holds something else than a download page: choose an empty folder.`);
}

/** @type {(folder: string, name: string, content: string | Uint8Array) => Promise<void>} */
async function put(folder, name, content) {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** @type {(release: import('./release.mjs').Release, beside: string[], from: string, made: string) => Promise<void>} */
async function copyFiles(release, beside, from, made) {
  const names = release.files.flatMap(({ name, signature }) => (signature === null ? [name] : [name, signature]));
  await mkdir(path.join(made, 'files'));
  for (const name of [...names, ...beside]) {
    await cp(path.join(from, name), path.join(made, 'files', name));
  }
}

/** @type {(html: string, assets: Record<string, string | Uint8Array>) => number} */
function weightOf(html, assets) {
  // What the Chinese page loads on a dark screen; the pictures of the other language and theme stay where they are.
  const loaded = Object.entries(assets).filter(([name]) => !/-en\.|-light-/.test(name));
  return loaded.reduce((sum, [, content]) => sum + Buffer.byteLength(content), Buffer.byteLength(html));
}

/** @type {(wrong: boolean, sentence: string) => void} */
function refuse(wrong, sentence) {
  if (wrong) throw new Refusal([sentence]);
}
