// What the release says: node scripts/package/body.mjs FILES
//
// GITHUB_REPOSITORY, owner and name, is who attests where the files come from.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { given, MANIFEST } from './files.mjs';

const [folder = ''] = given('FILES');
/** @type {import('../site/release.mjs').Release} */
const { contract, files, notes, publicKey } = JSON.parse(readFileSync(path.join(folder, MANIFEST), 'utf8'));
const repository = process.env['GITHUB_REPOSITORY'] ?? '';

const warned = files.filter(({ os, signed }) => !signed && (os === 'windows' || os === 'macos'));
const bare = files.filter(({ signature }) => signature === null);
/** @type {(list: typeof files) => string[]} */
const listed = (list) => list.map(({ name }) => `- ${name}`);
const lines = [
  notes.zh,
  '',
  notes.en,
  '',
  `Contract: \`${contract}\``,
  '',
  'To verify a download:',
  '',
  '- `sha256sum --check --ignore-missing SHA256SUMS`',
  ...(publicKey === null ? [] : [`- \`minisign -Vm FILE -P ${publicKey}\``]),
  ...(repository === '' ? [] : [`- \`gh attestation verify FILE --repo ${repository}\``]),
  ...(warned.length === 0
    ? []
    : [
        '',
        '**No code signature (没有代码签名).** Windows and macOS warn before they open these; the download page says what to do:',
        '',
        ...listed(warned),
      ]),
  ...(bare.length === 0
    ? []
    : ['', '**No minisign signature (没有 minisign 签名).** Compare the SHA-256 of these:', '', ...listed(bare)]),
];
process.stdout.write(`${lines.join('\n')}\n`);
