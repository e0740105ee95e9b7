// Writes the download page: node scripts/site.mjs RELEASE FILES OUT [--page-url URL] [--miniprogram-code PNG] [--base URL] [--promised]
//
// RELEASE  release.json; every claim in it is held against FILES, and a page that would lie is not written
// FILES    the folder of what people download
// OUT      made anew, with FILES copied into it unless --base says where they lie
//
// --promised: signatures come later, so that the page itself can be signed; whoever publishes checks them then (package/verify.mjs)
import path from 'node:path';
import { parseArgs } from 'node:util';

import { Refusal } from './site/refusal.mjs';
import { site } from './site/write.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'page-url': { type: 'string', default: process.env['POSTER_SITE_URL'] ?? '' },
    'miniprogram-code': { type: 'string', default: process.env['POSTER_MINIPROGRAM_CODE'] ?? '' },
    base: { type: 'string', default: '' },
    promised: { type: 'boolean', default: false },
  },
});
const [release, files, out] = positionals;

try {
  if (release === undefined || files === undefined || out === undefined || positionals.length > 3) {
    throw new Refusal(['Give three paths: RELEASE FILES OUT.']);
  }
  const made = await site({
    release: path.resolve(release),
    files: path.resolve(files),
    out: path.resolve(out),
    address: values['page-url'] || null,
    code: values['miniprogram-code'] || null,
    base: values.base || null,
    promised: values.promised,
  });
  process.stdout.write(
    `site: ${made.version}, ${made.files} files; a visit loads ${Math.round(made.weight / 1000)} KB: ${path.resolve(out)}\n`,
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  for (const finding of error.findings) process.stderr.write(`site: ${finding}\n`);
  process.exitCode = 1;
}
