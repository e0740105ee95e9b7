// What the names of published files say, and what is common to the scripts that describe them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** What people download: the rest of a name after `poster-companion_VERSION_`. */
const KINDS = {
  'linux_x64.deb': { os: 'linux', arch: 'x64', kind: 'deb' },
  'linux_x64.rpm': { os: 'linux', arch: 'x64', kind: 'rpm' },
  'linux_x64.tar.gz': { os: 'linux', arch: 'x64', kind: 'tar.gz' },
  'linux_x64.AppImage': { os: 'linux', arch: 'x64', kind: 'AppImage' },
  'windows_x64-setup.exe': { os: 'windows', arch: 'x64', kind: 'nsis' },
  'windows_x64-offline-setup.exe': { os: 'windows', arch: 'x64', kind: 'nsis-offline' },
  'macos_universal.dmg': { os: 'macos', arch: 'universal', kind: 'dmg' },
  'miniprogram.zip': { os: 'wechat', arch: 'any', kind: 'zip' },
};

/** What the app itself fetches, by the names that its updater asks for. */
export const UPDATES = {
  'linux_x64.AppImage': ['linux-x86_64'],
  'windows_x64-setup.exe': ['windows-x86_64'],
  'macos_universal.app.tar.gz': ['darwin-x86_64', 'darwin-aarch64'],
};

/** The version of the workspace. */
export function version() {
  const manifest = readFileSync(path.join(root, 'Cargo.toml'), 'utf8');
  const [, found] = manifest.match(/^\[workspace\.package\]\nversion = "([^"]+)"/m) ?? [];
  if (found === undefined) throw new Error('Cargo.toml has no [workspace.package] that begins with its version');
  return found;
}

/** The files of this version in a folder, with what their names say. */
export function named(folder, of) {
  const start = `poster-companion_${of}_`;
  return readdirSync(folder)
    .toSorted()
    .filter((name) => name.startsWith(start))
    .map((name) => ({ name, rest: name.slice(start.length) }));
}

/** The kind of a file by the rest of its name; nothing for what is not for people. */
export const kindOf = (rest) => KINDS[rest];

/** What is new in a version, from `.github/release-notes.md`. */
export function notes(of) {
  const text = readFileSync(path.join(root, '.github', 'release-notes.md'), 'utf8').replaceAll('\r\n', '\n');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${of}\n`));
  const [, zh, en] = section?.match(/^### 中文\n([\s\S]*?)^### English\n([\s\S]*)$/m) ?? [];
  if (zh === undefined)
    throw new Error(`.github/release-notes.md has no section \`## ${of}\` with \`### 中文\` and \`### English\``);
  return { zh: zh.trim(), en: en.trim() };
}
