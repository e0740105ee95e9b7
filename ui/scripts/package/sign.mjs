// Signs every published file, describes them, and signs the checksums: node scripts/package/sign.mjs FILES
//
// The key is in TAURI_SIGNING_PRIVATE_KEY; without one nothing is signed, and that is said. Beside NAME come NAME.sig, as Tauri's
// updater reads it, and the same as plain minisign: NAME.minisig.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { root, version } from './files.mjs';

const [given] = process.argv.slice(2);
if (given === undefined) throw new Error('usage: node scripts/package/sign.mjs FILES');
const folder = path.resolve(given);
const tauri = path.join(root, 'ui', 'node_modules', '@tauri-apps', 'cli', 'tauri.js');
const keyed = (process.env.TAURI_SIGNING_PRIVATE_KEY ?? '') !== '';
const isSignature = (name) => /\.(sig|minisig)$/.test(name);

function sign(name) {
  const file = path.join(folder, name);
  // The version is a part of what is signed: an older file cannot be passed off as a newer one.
  execFileSync(process.execPath, [tauri, 'signer', 'sign', '--app-version', version(), file], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(`${file}.minisig`, Buffer.from(readFileSync(`${file}.sig`, 'utf8'), 'base64'));
}

const names = readdirSync(folder).filter((name) => !isSignature(name) && !name.startsWith('SHA256SUMS'));
if (keyed) names.forEach(sign);
else process.stdout.write('::warning::The files are UNSIGNED: there is no TAURI_SIGNING_PRIVATE_KEY.\n');
execFileSync(
  process.execPath,
  [
    path.join(path.dirname(fileURLToPath(import.meta.url)), 'release.mjs'),
    folder,
    path.join(path.dirname(folder), 'release.json'),
  ],
  {
    stdio: 'inherit',
  },
);
if (keyed) sign('SHA256SUMS');
