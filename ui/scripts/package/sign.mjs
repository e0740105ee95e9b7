// Signs every published file: node scripts/package/sign.mjs FILES BASE
//
// The key is in TAURI_SIGNING_PRIVATE_KEY. Beside NAME comes NAME.minisig, plain minisign; latest.json, which the app's updater
// reads, holds the same signatures as Tauri writes them, with the files below the address BASE. Last of all comes SHA256SUMS, which
// lists everything. Without a key nothing is signed, and that is said.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { given, MANIFEST, published, root, SUMS, version, writeSums } from './files.mjs';
import { writeLatest } from './latest.mjs';

const [folder = '', base = ''] = given('FILES', 'BASE').map((word, at) => (at === 0 ? path.resolve(word) : word));
const tauri = path.join(root, 'ui', 'node_modules', '@tauri-apps', 'cli', 'tauri.js');
const keyed = (process.env['TAURI_SIGNING_PRIVATE_KEY'] ?? '') !== '';
const { publicKey } = JSON.parse(readFileSync(path.join(folder, MANIFEST), 'utf8'));

/** Signs one file; beside it come NAME.minisig and NAME.sig. @param {string} name */
function sign(name) {
  const file = path.join(folder, name);
  // The version is a part of what is signed: an older file cannot be passed off as a newer one.
  execFileSync(process.execPath, [tauri, 'signer', 'sign', '--app-version', version(), file], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(`${file}.minisig`, Buffer.from(readFileSync(`${file}.sig`, 'utf8'), 'base64'));
}

if (keyed !== (publicKey !== null)) {
  throw new Error(
    keyed
      ? 'There is a TAURI_SIGNING_PRIVATE_KEY, and POSTER_UPDATE_KEY, its public half, was not set: set both or none.'
      : 'POSTER_UPDATE_KEY is set, and TAURI_SIGNING_PRIVATE_KEY, its private half, is not: set both or none.',
  );
}
if (keyed) {
  const names = published(folder).filter((name) => name !== 'latest.json');
  names.forEach(sign);
  if (writeLatest(folder, base)) sign('latest.json');
  writeSums(folder);
  sign(SUMS);
  for (const name of [...published(folder), SUMS]) rmSync(path.join(folder, `${name}.sig`));
} else {
  writeSums(folder);
  process.stdout.write('::warning::The files are UNSIGNED: there is no TAURI_SIGNING_PRIVATE_KEY.\n');
}
