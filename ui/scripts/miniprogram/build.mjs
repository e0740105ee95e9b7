import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { bundleHost } from './bundle-host.mjs';
import { compileModules } from './modules.mjs';
import { readProgram } from './read.mjs';
import { compileStyles } from './styles.mjs';
import { compileTemplates } from './templates.mjs';

/** Where the app serves its own files, by system. In a sandbox WebKit takes `'self'` for nobody, so they are named. */
const APP = ['tauri://localhost', 'http://tauri.localhost'];

// What the phone frame may do: its own files. No eval, nothing inline, no network but a test's.
function contentPolicy(/** @type {string[]} */ reachable) {
  const own = ["'self'", ...APP, ...reachable].join(' ');
  const network = reachable.length > 0 ? `; connect-src 'self' ${reachable.join(' ')}` : '';
  return `default-src 'none'; script-src ${own}; img-src ${own}${network}`;
}

/**
 * Writes the runner page: index.html, host.js (the host), program.js (the mini-program, unmodified but compiled ahead of
 * time; both with their looks) and program/ (its pictures).
 *
 * `reachable` are origins that scripts, pictures and requests may come from besides; the shipped frame has none.
 *
 * @param {{root: string, out: string, reachable?: string[]}} where
 * @returns {Promise<{pages: number, components: number, modules: number, hostBytes: number, programBytes: number, warnings: string[]}>}
 */
export async function build({ root, out, reachable = [] }) {
  const program = await readProgram(root);
  const templates = compileTemplates(program);
  const styles = await compileStyles(program);
  const modules = await compileModules(program);

  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const script = [
    'globalThis.miniprogramBundle = {',
    `"app": ${JSON.stringify(program.app)},`,
    `"theme": ${JSON.stringify(program.theme)},`,
    `"components": ${JSON.stringify(program.components.map(({ path: at, config, scope }) => ({ path: at, config, scope })))},`,
    `"styles": ${JSON.stringify(styles.css)},`,
    `"templates": ${templates.code},`,
    `"modules": ${modules.code}`,
    '};',
    '',
  ].join('\n');
  await writeFile(path.join(out, 'program.js'), script);
  for (const asset of program.assets) {
    const to = path.join(out, 'program', asset);
    await mkdir(path.dirname(to), { recursive: true });
    await copyFile(path.join(root, asset), to);
  }
  for (const [name, bytes] of styles.assets) {
    const to = path.join(out, name);
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, bytes);
  }
  await bundleHost(out);
  await writeFile(path.join(out, 'index.html'), page(contentPolicy(reachable)));
  return {
    pages: program.pages.length,
    components: program.components.length - program.pages.length,
    modules: program.modules.size,
    hostBytes: (await stat(path.join(out, 'host.js'))).size,
    programBytes: script.length,
    warnings: [...templates.warnings, ...styles.warnings],
  };
}

function page(/** @type {string} */ policy) {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>mini-program</title>
    <script src="program.js" defer></script>
    <script src="host.js" defer></script>
  </head>
  <body></body>
</html>
`;
}
