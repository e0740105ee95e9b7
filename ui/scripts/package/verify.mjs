// Whether what is about to be published is what it says: node scripts/package/verify.mjs FILES BASE
//
// Every claim of release.json against the files, signatures included; every line of SHA256SUMS; and every link of the download
// page's archive, with the files below the address BASE.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { check } from '../site/check.mjs';
import { gunzip, untar } from '../site/evidence/archive.mjs';
import { read } from '../site/release.mjs';
import { given, MANIFEST, published, sha256, SUMS } from './files.mjs';

const [folder = '', base = ''] = given('FILES', 'BASE');
const release = read(readFileSync(path.join(folder, MANIFEST), 'utf8'));
await check(release, folder);

const findings = [];
const lines = readFileSync(path.join(folder, SUMS), 'utf8');
for (const name of published(folder)) {
  if (!lines.includes(`${sha256(folder, name)}  ${name}\n`))
    findings.push(`${SUMS} does not tell the truth about ${name}`);
}

const under = `${base.replace(/\/$/, '')}/`;
const page = new Map();
for (const { name, content } of untar(gunzip(readFileSync(path.join(folder, 'download-page.tar.gz'))))) {
  page.set(path.posix.normalize(name), content);
}
const here = new Set([
  ...published(folder),
  SUMS,
  ...published(folder).map((name) => `${name}.minisig`),
  `${SUMS}.minisig`,
]);
const linked = new Set();
for (const [name, content] of page) {
  if (!name.endsWith('.html')) continue;
  for (const [, link = ''] of content.toString('utf8').matchAll(/ (?:href|src|srcset)="([^"]*)"/g)) {
    linked.add(link);
    if (link.startsWith(under)) {
      if (!here.has(link.slice(under.length))) findings.push(`${name} links ${link}, which is not published`);
    } else if (!/^(https:|#)/.test(link)) {
      const target = path.posix.join(path.posix.dirname(name), link.replace(/#.*/, ''));
      const file = target.endsWith('/') ? `${target}index.html` : target;
      if (!page.has(path.posix.normalize(file))) findings.push(`${name} links ${link}, which is not in the archive`);
    }
  }
}
for (const { name } of release.files) {
  if (!linked.has(under + name)) findings.push(`no page of the archive links ${under}${name}`);
}
if (findings.length > 0) throw new Error(findings.join('\n'));
process.stdout.write(
  `verified: ${release.files.length} packages, ${published(folder).length} checksums, ${linked.size} links\n`,
);
