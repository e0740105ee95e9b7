// Describes the published files: node scripts/package/release.mjs FILES
//
// Writes release.json, which the download page is made from, and SHA256SUMS into FILES. It is written before anything is signed,
// so that the page and the list of checksums can be signed too: with a public key, every file is said to have a signature, and
// verify.mjs finds out afterwards whether that came true. Environment:
//   POSTER_UPDATE_KEY     the public key as Tauri writes it; nothing where nothing will be signed
//   POSTER_SIGNED         the systems whose packages carry the system's own code signature, by their names
//   POSTER_EARLIER        release.json of the release before, if there is one
//   POSTER_RELEASES_URL   the address below which each release has its page, by its tag
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { given, kindOf, MANIFEST, named, notes, root, sha256, version, writeSums } from './files.mjs';

const [folder = ''] = given('FILES');
const env = (/** @type {string} */ name) => process.env[name] ?? '';
/** As many as fit on the page without scrolling. */
const OLDER = 10;

const key = env('POSTER_UPDATE_KEY');
// The second line of the key's file is the key.
const publicKey = key === '' ? null : (Buffer.from(key, 'base64').toString('utf8').split('\n')[1] ?? null);
const codeSigned = env('POSTER_SIGNED').split(/\s+/);

const release = version();
const files = named(folder, release).flatMap(({ name, rest }) => {
  const kind = kindOf(rest);
  if (kind === undefined) return [];
  const signature = publicKey === null ? null : `${name}.minisig`;
  const signed = kind.os === 'windows' || kind.os === 'macos' ? codeSigned.includes(kind.os) : signature !== null;
  return [
    { name, ...kind, bytes: statSync(path.join(folder, name)).size, sha256: sha256(folder, name), signature, signed },
  ];
});
if (files.length === 0) throw new Error(`${folder} holds no package of ${release}`);

const [, contract] =
  readFileSync(path.join(root, 'ui', 'src', 'contract.ts'), 'utf8').match(/contractHash = '([0-9a-f]+)'/) ?? [];
const description = {
  version: release,
  date: new Date().toISOString().slice(0, 10),
  notes: notes(release),
  contract,
  publicKey,
  files,
  older: older(),
};
writeFileSync(path.join(folder, MANIFEST), `${JSON.stringify(description, null, 2)}\n`);
writeSums(folder);
for (const { name, bytes, signature, signed } of files) {
  const state = signature === null ? 'UNSIGNED' : signed ? 'signed' : 'minisign only, UNSIGNED for the system';
  process.stdout.write(`${(bytes / 1e6).toFixed(2).padStart(7)} MB  ${name}  ${state}\n`);
}

/** The releases before this one, newest first: the last one, and those that it named. */
function older() {
  const file = env('POSTER_EARLIER');
  if (file === '') return [];
  /** @type {import('../site/release.mjs').Release} */
  const earlier = JSON.parse(readFileSync(file, 'utf8'));
  const url = `${env('POSTER_RELEASES_URL').replace(/\/$/, '')}/v${earlier.version}`;
  return [{ version: earlier.version, date: earlier.date, url }, ...(earlier.older ?? [])]
    .filter((one) => one.version !== release)
    .slice(0, OLDER);
}
