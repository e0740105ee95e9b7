// What the names of published files say, and what is common to the scripts that describe them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..', '..', '..');

/** @typedef {Pick<import('../site/release.mjs').ReleaseFile, 'os' | 'arch' | 'kind' | 'requires'>} Kind */

/**
 * What people download: the rest of a name after `poster-companion_VERSION_`, and the oldest systems that it runs on.
 * Linux: built on Ubuntu 22.04, whose glibc is 2.35. macOS: as in tauri.macos.conf.json, which a test compares.
 * @type {Record<string, Kind>}
 */
const KINDS = {
  'linux_x64.deb': { os: 'linux', arch: 'x64', kind: 'deb', requires: 'Debian 12+, Ubuntu 22.04+' },
  'linux_x64.rpm': { os: 'linux', arch: 'x64', kind: 'rpm', requires: 'Fedora 40+' },
  'linux_x64.tar.gz': { os: 'linux', arch: 'x64', kind: 'tar.gz', requires: 'glibc 2.35+, WebKitGTK 4.1' },
  'linux_x64.AppImage': { os: 'linux', arch: 'x64', kind: 'AppImage', requires: 'glibc 2.35+' },
  'windows_x64-setup.exe': { os: 'windows', arch: 'x64', kind: 'nsis', requires: 'Windows 10+' },
  'windows_x64-offline-setup.exe': { os: 'windows', arch: 'x64', kind: 'nsis-offline', requires: 'Windows 10+' },
  'macos_universal.dmg': { os: 'macos', arch: 'universal', kind: 'dmg', requires: 'macOS 13.3+' },
  'miniprogram.zip': { os: 'wechat', arch: 'any', kind: 'zip' },
};

/**
 * What the app itself fetches, by the names that its updater asks for.
 * @type {Record<string, string[]>}
 */
export const UPDATES = {
  'linux_x64.AppImage': ['linux-x86_64'],
  'windows_x64-setup.exe': ['windows-x86_64'],
  'macos_universal.app.tar.gz': ['darwin-x86_64', 'darwin-aarch64'],
};

export const MANIFEST = 'release.json';
export const SUMS = 'SHA256SUMS';

/** The version of the workspace. */
export function version() {
  const manifest = readFileSync(path.join(root, 'Cargo.toml'), 'utf8').replaceAll('\r\n', '\n');
  const [, found] = manifest.match(/^\[workspace\.package\]\nversion = "([^"]+)"/m) ?? [];
  if (found === undefined) throw new Error('Cargo.toml has no [workspace.package] that begins with its version');
  return found;
}

/**
 * The files of a version in a folder, with what their names say.
 * @param {string} folder
 * @param {string} of
 */
export function named(folder, of) {
  const start = `poster-companion_${of}_`;
  return readdirSync(folder)
    .toSorted()
    .filter((name) => name.startsWith(start))
    .map((name) => ({ name, rest: name.slice(start.length) }));
}

/**
 * The kind of a file by the rest of its name; nothing for what is not for people.
 * @type {(rest: string) => Kind | undefined}
 */
export const kindOf = (rest) => KINDS[rest];

/** Everything that is published and signed: not the signatures, nor the list of checksums. @param {string} folder */
export const published = (folder) =>
  readdirSync(folder)
    .toSorted()
    .filter((name) => !/\.(minisig|sig)$/.test(name) && name !== SUMS);

/** @type {(folder: string, name: string) => string} */
export const sha256 = (folder, name) =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, name)))
    .digest('hex');

/** Writes the list of checksums. @param {string} folder */
export function writeSums(folder) {
  const lines = published(folder).map((name) => `${sha256(folder, name)}  ${name}\n`);
  writeFileSync(path.join(folder, SUMS), lines.join(''));
}

/** What is new in a version, from `.github/release-notes.md`. @param {string} of */
export function notes(of) {
  const text = readFileSync(path.join(root, '.github', 'release-notes.md'), 'utf8').replaceAll('\r\n', '\n');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${of}\n`));
  const [, zh, en] = section?.match(/^### 中文\n([\s\S]*?)^### English\n([\s\S]*)$/m) ?? [];
  if (zh === undefined || en === undefined)
    throw new Error(`.github/release-notes.md has no section \`## ${of}\` with \`### 中文\` and \`### English\``);
  return { zh: zh.trim(), en: en.trim() };
}

/** The arguments of a script, or an error that says how it is called. @param {...string} names */
export function given(...names) {
  const words = process.argv.slice(2);
  if (words.length !== names.length) {
    throw new Error(`usage: node scripts/package/${path.basename(process.argv[1] ?? '')} ${names.join(' ')}`);
  }
  return words;
}
