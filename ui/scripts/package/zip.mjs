// A folder as a .zip that is the same whenever it is made: node scripts/package/zip.mjs FOLDER OUT
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { zipSync } from 'fflate';

import { given } from './files.mjs';

const [folder = '', out = ''] = given('FOLDER', 'OUT');

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
/** @type {[string, Uint8Array][]} */
const entries = files
  .map(
    (file) =>
      /** @type {[string, Uint8Array]} */ ([path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)]),
  )
  .toSorted(([a], [b]) => (a < b ? -1 : 1));
// Midday, so that no time zone makes another day of it.
writeFileSync(out, zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(2000, 0, 1, 12) }));
