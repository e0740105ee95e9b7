import path from 'node:path';

import postcss from 'postcss';

import { scopeSelector } from './selectors.mjs';

/**
 * Turns all .wxss into one style sheet: rpx into the width of the phone, vh into the height of the page's window,
 * a component's class names into its own scope, a page's rules under its route.
 *
 * @param {import('./read.mjs').Program} program
 * @returns {Promise<{css: string, assets: Map<string, Buffer>, warnings: string[]}>}
 */
export async function compileStyles(program) {
  /** @type {Map<string, Buffer>} */
  const assets = new Map();
  /** @type {string[]} */
  const warnings = [];
  const parts = [];
  const add = (/** @type {string} */ file, /** @type {{route?: string, scope?: string}} */ place) => {
    const source = program.styles.get(file);
    if (source === undefined) return;
    const sheet = postcss.parse(source, { from: file });
    inlineImports(sheet, file, program.styles, new Set([file]));
    sheet.walkDecls((declaration) => {
      declaration.value = extractData(units(declaration.value), assets);
    });
    sheet.walkRules((rule) => {
      if (rule.parent?.type === 'atrule' && /keyframes$/u.test(/** @type {any} */ (rule.parent).name)) return;
      rule.selector = scopeSelector(rule.selector, place, dark(rule.parent));
    });
    liftDark(sheet, file, warnings);
    parts.push(`/* ${file} */\n${sheet.toString()}`);
  };
  const parted = [...program.components].sort((a, b) => Number(a.page) - Number(b.page));
  add('app.wxss', {});
  for (const component of parted) {
    add(`${component.path}.wxss`, component.page ? { route: component.path } : { scope: component.scope });
  }
  return { css: `${parts.join('\n')}\n`, assets, warnings };
}

function units(/** @type {string} */ value) {
  return value
    .replaceAll(/(-?\d*\.?\d+)rpx\b/gu, (_, number) => `${round(Number(number) / 7.5)}vw`)
    .replaceAll(/(-?\d*\.?\d+)vh\b/gu, (_, number) => `calc(var(--window-height) * ${round(Number(number) / 100)})`)
    .replaceAll(/(?:env|constant)\(\s*(safe-area-inset-\w+)\s*(?:,[^)]*)?\)/gu, 'var(--$1)');
}

function round(/** @type {number} */ number) {
  return Number(number.toFixed(5));
}

// The content policy allows no data: addresses, WeChat allows nothing else in a style sheet.
function extractData(/** @type {string} */ value, /** @type {Map<string, Buffer>} */ assets) {
  return value.replaceAll(
    /url\(\s*(["']?)data:(image\/[\w+.-]+)([^,]*),(.*?)\1\s*\)/gu,
    (_, _quote, type, options, body) => {
      const bytes = options.includes('base64') ? Buffer.from(body, 'base64') : Buffer.from(decodeURIComponent(body));
      const extension = type === 'image/svg+xml' ? 'svg' : type.slice('image/'.length);
      const name = `program-data/${assets.size}.${extension}`;
      assets.set(name, bytes);
      return `url("${name}")`;
    },
  );
}

function inlineImports(
  /** @type {postcss.Root} */ sheet,
  /** @type {string} */ file,
  /** @type {Map<string, string>} */ styles,
  /** @type {Set<string>} */ seen,
) {
  sheet.walkAtRules('import', (rule) => {
    const target = rule.params.replaceAll(/^(?:url\()?["']?|["']?\)?$/gu, '');
    const at = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target);
    const source = styles.get(at);
    if (source === undefined) throw new Error(`${file}: @import of ${target}, which is not there`);
    if (seen.has(at)) {
      rule.remove();
      return;
    }
    const inner = postcss.parse(source, { from: at });
    inlineImports(inner, at, styles, new Set([...seen, at]));
    rule.replaceWith(inner.nodes);
  });
}

const DARK = /^\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)$/u;

function dark(/** @type {any} */ parent) {
  return parent?.type === 'atrule' && parent.name === 'media' ? DARK.exec(parent.params.trim())?.[1] : undefined;
}

// The script chooses the phone's theme, not the machine that shows the phone.
function liftDark(/** @type {postcss.Root} */ sheet, /** @type {string} */ file, /** @type {string[]} */ warnings) {
  sheet.walkAtRules('media', (rule) => {
    if (DARK.test(rule.params.trim())) rule.replaceWith(rule.nodes ?? []);
    else if (rule.params.includes('prefers-color-scheme')) {
      warnings.push(`${file}: "@media ${rule.params}" follows the machine's theme, not the script's`);
    }
  });
}
