// What the release says: node scripts/package/body.mjs RELEASE.json
import { readFileSync } from 'node:fs';

const { contract, files, notes, publicKey } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const unsigned = files.filter(({ signed }) => !signed).map(({ name }) => `- ${name}`);
const lines = [
  notes.zh,
  '',
  notes.en,
  '',
  `Contract: \`${contract}\``,
  '',
  'Verify: `sha256sum --check --ignore-missing SHA256SUMS`',
  ...(publicKey === null ? [] : [`and \`minisign -Vm FILE -P ${publicKey}\``]),
  'and `gh attestation verify FILE --repo OWNER/NAME`.',
  ...(unsigned.length === 0
    ? []
    : ['', '**UNSIGNED for their system (未签名)**: Windows and macOS warn before they open these.', '', ...unsigned]),
];
process.stdout.write(`${lines.join('\n')}\n`);
