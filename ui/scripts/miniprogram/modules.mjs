import * as esbuild from 'esbuild';

/** What a mini-program's file finds in its scope: first what WeChat gives, then what a browser has and WeChat has not. */
export const SCOPE = [
  'require',
  'module',
  'exports',
  'wx',
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
  'setTimeout',
  'clearTimeout',
];
const ABSENT = [
  'window',
  'document',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'Image',
  'process',
];

/**
 * Wraps each .js as a CommonJS module registered by its path, as WeChat does. `require` stays a run-time call,
 * so a path that WeChat would not find is not found here either.
 *
 * @param {import('./read.mjs').Program} program
 * @returns {Promise<{code: string}>}
 */
export async function compileModules(program) {
  const parts = [];
  for (const [path, source] of program.modules) {
    const { code } = await esbuild.transform(source, {
      sourcefile: path,
      loader: 'js',
      format: 'cjs',
      target: 'es2020',
      charset: 'utf8',
    });
    parts.push(`${JSON.stringify(path)}: function (${[...SCOPE, ...ABSENT].join(', ')}) {'use strict';\n${code}}`);
  }
  return { code: `{\n${parts.join(',\n')}\n}` };
}
