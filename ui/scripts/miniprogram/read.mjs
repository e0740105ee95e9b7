import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {object} Component a page or a component
 * @property {string} path without extension, from the root: `pages/gallery/gallery`
 * @property {boolean} page
 * @property {Record<string, unknown>} config its .json, with component paths made absolute
 * @property {string} scope prefix of its class names; '' where it shares the page's
 *
 * @typedef {object} Program
 * @property {Record<string, any>} app app.json
 * @property {Record<string, any>} theme theme.json
 * @property {string[]} pages
 * @property {Component[]} components pages included
 * @property {Map<string, string>} templates .wxml by path without extension
 * @property {Map<string, string>} scripts .wxs by path without extension
 * @property {Map<string, string>} styles .wxss by path
 * @property {Map<string, string>} modules .js by path
 * @property {string[]} assets pictures, by path
 */

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.svg']);

/**
 * Reads every file that WeChat would pack; what `packOptions.ignore` leaves out is left out here too.
 *
 * @param {string} root
 * @returns {Promise<Program>}
 */
export async function readProgram(root) {
  const app = await json(path.join(root, 'app.json'));
  const files = await walk(root, await ignored(root));
  const read = async (/** @type {string} */ file) => readFile(path.join(root, file), 'utf8');
  const gather = async (/** @type {string} */ extension, keep = false) => {
    const found = new Map();
    for (const file of files.filter((name) => name.endsWith(extension))) {
      found.set(keep ? file : file.slice(0, -extension.length), await read(file));
    }
    return found;
  };
  const pages = [
    ...app.pages,
    ...(app.subPackages ?? app.subpackages ?? []).flatMap((/** @type {any} */ part) =>
      part.pages.map((/** @type {string} */ page) => path.posix.join(part.root, page)),
    ),
  ];
  const modules = await gather('.js', true);
  const components = [];
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    const at = file.slice(0, -'.json'.length);
    const page = pages.includes(at);
    const own = page || files.includes(`${at}.wxml`) ? JSON.parse(await read(file)) : {};
    if (page || own.component === true) {
      components.push(describe(at, page, own, app, modules.get(`${at}.js`) ?? '', files));
    }
  }
  for (const page of pages) {
    if (!files.includes(`${page}.wxml`)) throw new Error(`${page}.wxml: app.json lists this page, but it is not there`);
    // A page may do without a .json.
    if (!components.some(({ path: at }) => at === page)) {
      components.push(describe(page, true, {}, app, modules.get(`${page}.js`) ?? '', files));
    }
  }
  return {
    app,
    theme: app.themeLocation ? await json(path.join(root, app.themeLocation)) : {},
    pages,
    components,
    templates: await gather('.wxml'),
    scripts: await gather('.wxs'),
    styles: await gather('.wxss', true),
    modules,
    assets: files.filter((file) => PICTURES.has(path.extname(file).toLowerCase())),
  };
}

/** @returns {Component} */
function describe(
  /** @type {string} */ at,
  /** @type {boolean} */ page,
  /** @type {Record<string, any>} */ own,
  /** @type {Record<string, any>} */ app,
  /** @type {string} */ source,
  /** @type {string[]} */ files,
) {
  const using = { ...app.usingComponents, ...own.usingComponents };
  // The framework reads the isolation from the .json only; WeChat also takes it from the definition's options.
  const styleIsolation = page
    ? 'shared'
    : (own.styleIsolation ??
      /styleIsolation:\s*['"]([a-z-]+)['"]/u.exec(source)?.[1] ??
      (/addGlobalClass:\s*true/u.test(source) ? 'apply-shared' : 'isolated'));
  return {
    path: at,
    page,
    config: {
      ...own,
      // On a page the key would change what its styles reach.
      component: !page,
      styleIsolation,
      usingComponents: Object.fromEntries(
        Object.entries(using).map(([tag, target]) => [tag, resolveComponent(at, String(target), files)]),
      ),
    },
    scope: styleIsolation === 'shared' ? '' : at.replaceAll(/[^\w-]+/gu, '-'),
  };
}

function resolveComponent(/** @type {string} */ from, /** @type {string} */ target, /** @type {string[]} */ files) {
  const relative = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(from), target);
  const candidates = [relative, `${relative}/index`, `miniprogram_npm/${target}`, `miniprogram_npm/${target}/index`];
  const found = candidates.find((candidate) => files.includes(`${candidate}.wxml`));
  if (found === undefined) throw new Error(`${from}.json: usingComponents names ${target}, which is not there`);
  return `/${found}`;
}

/** Files that the developer tools would not upload. */
async function ignored(/** @type {string} */ root) {
  let config;
  try {
    config = await json(path.join(root, 'project.config.json'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    return () => false;
  }
  /** @type {{type: string, value: string}[]} */
  const rules = config.packOptions?.ignore ?? [];
  return (/** @type {string} */ file) =>
    rules.some(({ type, value }) => {
      const name = value.replace(/^\.?\//u, '');
      if (type === 'folder') return file === name || file.startsWith(`${name.replace(/\/$/u, '')}/`);
      if (type === 'suffix') return file.endsWith(value);
      if (type === 'prefix') return path.posix.basename(file).startsWith(value);
      return file === name;
    });
}

async function walk(/** @type {string} */ root, /** @type {(file: string) => boolean} */ skip) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/(^|\/)(node_modules|\.[^/]+)(\/|$)/u.test(file) && !skip(file))
    .sort();
}

async function json(/** @type {string} */ file) {
  return JSON.parse(await readFile(file, 'utf8'));
}
