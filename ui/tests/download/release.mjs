// A release in a temporary folder: its files, its release.json, and the generator run on it as xtask runs it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as make from './packages.mjs';

export const UI = path.resolve(import.meta.dirname, '..', '..');
const TAURI = path.join(UI, 'node_modules', '@tauri-apps', 'cli', 'tauri.js');

/** [name after "poster-companion_1.2.3_", os, arch, kind, content, requires] */
const FILES = [
  ['linux_x64.AppImage', 'linux', 'x64', 'AppImage', make.appImage()],
  ['linux_x64.deb', 'linux', 'x64', 'deb', make.deb(), 'Debian 12+, Ubuntu 22.04+'],
  ['linux_x64.rpm', 'linux', 'x64', 'rpm', make.rpm()],
  ['linux_x64.tar.gz', 'linux', 'x64', 'tar.gz', make.tarball()],
  ['macos_universal.dmg', 'macos', 'universal', 'dmg', make.dmg(), 'macOS 13.3+'],
  ['miniprogram.zip', 'wechat', 'any', 'zip', make.zip()],
  ['windows_x64-offline-setup.exe', 'windows', 'x64', 'nsis-offline', make.exe(), 'Windows 10+'],
  ['windows_x64-setup.exe', 'windows', 'x64', 'nsis', make.exe(), 'Windows 10+'],
];

export const NAME = (rest) => `poster-companion_1.2.3_${rest}`;
export const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Releases are laid below one folder, which `sweep` takes away. */
const SCRATCH = mkdtempSync(path.join(tmpdir(), 'poster-companion-download-'));
export const sweep = () => rmSync(SCRATCH, { recursive: true, force: true });

/** The release without a signature, whole and true; `kinds` leaves the others out. */
export function release({ kinds } = {}) {
  const home = mkdtempSync(path.join(SCRATCH, 'release-'));
  const folder = path.join(home, 'files');
  mkdirSync(folder);
  const files = [];
  for (const [rest, os, arch, kind, content, requires] of FILES.filter((file) => kinds?.includes(file[3]) ?? true)) {
    const name = NAME(rest);
    writeFileSync(path.join(folder, name), content);
    files.push({
      name,
      os,
      arch,
      kind,
      bytes: content.length,
      sha256: sha256(content),
      signature: null,
      signed: false,
      requires,
    });
  }
  const manifest = {
    version: '1.2.3',
    date: '2026-11-22',
    notes: { zh: '- 第一版\n- 成批保存', en: '- The first release\n- Saves hundreds' },
    contract: '0123456789abcdef',
    publicKey: null,
    files,
  };
  const made = new Laid(home, manifest);
  made.sums();
  return made;
}

class Laid {
  constructor(home, manifest) {
    this.folder = path.join(home, 'files');
    this.out = path.join(home, 'site');
    this.home = home;
    this.manifest = manifest;
  }

  row(rest) {
    return this.manifest.files.find((file) => file.name === NAME(rest));
  }

  /** Puts other content in a file's place, and says so truly. */
  replace(rest, content) {
    writeFileSync(path.join(this.folder, NAME(rest)), content);
    Object.assign(this.row(rest), { bytes: content.length, sha256: sha256(content) });
    this.sums();
  }

  sums() {
    const lines = this.manifest.files.map((file) => `${file.sha256}  ${file.name}\n`);
    writeFileSync(path.join(this.folder, 'SHA256SUMS'), lines.join(''));
  }

  /** Signs every file and the list with a new key, with the program that the release workflow uses. */
  sign() {
    const key = path.join(this.home, 'key');
    tauri('generate', '--ci', '--password', '', '--write-keys', key, '--force');
    const plain = (base64) => Buffer.from(base64, 'base64').toString('utf8');
    this.manifest.publicKey = plain(readFileSync(`${key}.pub`, 'utf8')).split('\n')[1];
    for (const name of [...this.manifest.files.map((file) => file.name), 'SHA256SUMS']) {
      const file = path.join(this.folder, name);
      tauri('sign', '--private-key-path', key, '--password', '', file);
      writeFileSync(`${file}.minisig`, plain(readFileSync(`${file}.sig`, 'utf8')));
      rmSync(`${file}.sig`);
    }
    for (const file of this.manifest.files) {
      file.signature = `${file.name}.minisig`;
      if (file.os === 'linux') file.signed = true;
    }
    return this;
  }

  /** Runs the generator: its exit code, what it said, and whether there is a page. */
  build(...options) {
    const json = path.join(this.home, 'release.json');
    writeFileSync(json, typeof this.manifest === 'string' ? this.manifest : JSON.stringify(this.manifest));
    const words = [path.join(UI, 'scripts', 'site.mjs'), json, this.folder, this.out, ...options];
    // What this machine's environment says of a real release does not belong in here.
    const env = { ...process.env, POSTER_SITE_URL: '', POSTER_MINIPROGRAM_CODE: '' };
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
    return { status, stdout, stderr, written: existsSync(path.join(this.out, 'index.html')) };
  }

  page(name = 'index.html') {
    return readFileSync(path.join(this.out, name), 'utf8');
  }
}

function tauri(...words) {
  const { status, stderr } = spawnSync(process.execPath, [TAURI, 'signer', ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tauri signer ${words[0]}: ${stderr}`);
}
