// Compiles a WeChat mini-program for the mini-program host: node scripts/miniprogram.mjs [--root DIR] [--out DIR]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './miniprogram/build.mjs';

const ui = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: path.join(ui, '..', 'miniprogram') },
    out: { type: 'string', default: path.join(ui, 'dist', 'miniprogram') },
  },
});

const report = await build({ root: path.resolve(values.root), out: path.resolve(values.out) });
for (const warning of report.warnings) process.stderr.write(`warning: ${warning}\n`);
process.stdout.write(
  `mini-program: ${report.pages} pages, ${report.components} components, ${report.modules} modules; ` +
    `host ${Math.round(report.hostBytes / 1024)} KB, program ${Math.round(report.programBytes / 1024)} KB\n`,
);
