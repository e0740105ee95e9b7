// What the pages load: the style in the product's own tokens, one small script, pictures, the QR code.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { correction, generate } from 'lean-qr';
import { toSvgSource } from 'lean-qr/extras/svg';
import { transform } from 'lightningcss';

import { Refusal } from './refusal.mjs';

const UI = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
/** WeChat's web view on older phones knows neither light-dark() nor newer syntax. */
const OLDEST = ['chrome86', 'safari14.1'];
const OLDEST_STYLE = { chrome: 86 << 16, safari: (14 << 16) | (1 << 8), ios_saf: (14 << 16) | (5 << 8) };

/** The window's tokens, which stand in style.css above its first rule about an element, then the page's own rules. */
export async function style() {
  const window = await readFile(path.join(UI, 'src', 'style.css'), 'utf8');
  const end = window.indexOf('/* ---- Ground rules ---- */');
  if (end === -1) throw new Error('src/style.css has no ground rules any more: say where its tokens end');
  const own = await readFile(path.join(UI, 'download', 'style.css'), 'utf8');
  const { code } = transform({
    filename: 'page.css',
    code: Buffer.from(window.slice(0, end) + own),
    minify: true,
    targets: OLDEST_STYLE,
  });
  return code;
}

/** The script, one classic file: it has to run before the first paint, which a module does not. */
export async function script() {
  const { outputFiles } = await build({
    entryPoints: [path.join(UI, 'download', 'page.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: OLDEST,
    legalComments: 'none',
  });
  return outputFiles[0]?.contents ?? '';
}

/**
 * The pictures by name. `address` ends in a slash.
 * @param {{ address: string | null, code: string | null }} given
 */
export async function pictures({ address, code }) {
  const own = path.join(UI, 'download', 'pictures');
  /** @type {Record<string, string | Uint8Array>} */
  const found = {
    'icon.svg': await readFile(path.join(UI, '..', 'icons', 'icon.svg')),
  };
  for (const name of await readdir(own)) if (name.endsWith('.webp')) found[name] = await readFile(path.join(own, name));
  if (address !== null) {
    // Each language hands over its own page.
    found['page-qr-zh.svg'] = qr(address);
    found['page-qr-en.svg'] = qr(`${address}en/`);
  }
  if (code !== null) found['miniprogram-code.png'] = await png(code);
  return found;
}

/**
 * Black on white in both themes, with its quiet zone: that is what every scanner reads.
 * @param {string} text
 */
function qr(text) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  return toSvgSource(code, { on: '#000000', off: '#ffffff', pad: 4 });
}

/** @param {string} file */
async function png(file) {
  const bytes = await readFile(file).catch(() => {
    throw new Refusal([`${file}: the picture of the mini-program's code cannot be read.`]);
  });
  if (bytes.toString('latin1', 1, 4) !== 'PNG')
    throw new Refusal([`${file}: the picture of the mini-program's code is no PNG.`]);
  return bytes;
}
