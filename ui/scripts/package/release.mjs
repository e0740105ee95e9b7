// Describes the published files: node scripts/package/release.mjs FILES OUT
//
// Writes SHA256SUMS into FILES, and to OUT what the download page is made from. Environment: POSTER_UPDATE_KEY, the public
// key as Tauri writes it; POSTER_SIGNED, the systems whose packages carry the system's own code signature, by their names.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { kindOf, named, notes, root, version } from './files.mjs';

const [folder, out] = process.argv.slice(2);
if (folder === undefined || out === undefined) throw new Error('usage: node scripts/package/release.mjs FILES OUT');

const sha256 = (name) =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, name)))
    .digest('hex');
const key = process.env.POSTER_UPDATE_KEY ?? '';
const codeSigned = (process.env.POSTER_SIGNED ?? '').split(/\s+/);

const sums = readdirSync(folder)
  .toSorted()
  .filter((name) => !/\.(minisig|sig)$/.test(name) && !name.startsWith('SHA256SUMS'))
  .map((name) => `${sha256(name)}  ${name}\n`);
writeFileSync(path.join(folder, 'SHA256SUMS'), sums.join(''));

const release = version();
const files = named(folder, release).flatMap(({ name, rest }) => {
  const kind = kindOf(rest);
  if (kind === undefined) return [];
  const signature = existsSync(path.join(folder, `${name}.minisig`)) ? `${name}.minisig` : null;
  const signed = kind.os === 'windows' || kind.os === 'macos' ? codeSigned.includes(kind.os) : signature !== null;
  return [{ name, ...kind, bytes: statSync(path.join(folder, name)).size, sha256: sha256(name), signature, signed }];
});
if (files.length === 0) throw new Error(`${folder} holds no package of ${release}`);

const [, contract] = readFileSync(path.join(root, 'ui', 'src', 'contract.ts'), 'utf8').match(
  /contractHash = '([0-9a-f]+)'/,
);
const description = {
  version: release,
  date: new Date().toISOString().slice(0, 10),
  notes: notes(release),
  contract,
  // The second line of the key's file is the key.
  publicKey: key === '' ? null : Buffer.from(key, 'base64').toString('utf8').split('\n')[1],
  files,
};
writeFileSync(out, `${JSON.stringify(description, null, 2)}\n`);
for (const { name, bytes, signature, signed } of files) {
  const state = signature === null ? 'UNSIGNED' : signed ? 'signed' : 'minisign only, UNSIGNED for the system';
  process.stdout.write(`${(bytes / 1e6).toFixed(2).padStart(7)} MB  ${name}  ${state}\n`);
}
