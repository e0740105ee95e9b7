import path from 'node:path';
import { fileURLToPath } from 'node:url';

import * as esbuild from 'esbuild';

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'src', 'miniprogram-host');

/** A style sheet with all that it imports, as a text. @type {esbuild.Plugin} */
const lookAsText = {
  name: 'look-as-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { outputFiles } = await esbuild.build({ entryPoints: [file], bundle: true, minify: true, write: false });
      return { contents: outputFiles[0]?.text ?? '', loader: 'text' };
    });
  },
};

/**
 * Bundles the runtime to host.js and its look to host.css.
 *
 * @param {string} out folder
 */
export async function bundleHost(out) {
  await esbuild.build({
    entryPoints: { host: path.join(source, 'index.ts') },
    outdir: out,
    bundle: true,
    format: 'iife',
    // The oldest web views still in use, as in vite.config.ts.
    target: ['safari16.4', 'chrome111'],
    minify: true,
    // Function names stay, so that an error's stack can be read.
    keepNames: true,
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'warning',
    plugins: [lookAsText],
    define: { 'process.env.NODE_ENV': '"development"' },
  });
}
