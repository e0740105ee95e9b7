// The licence texts of everything that is compiled into what users get: node scripts/package/licences.mjs OUT TARGET...
//
// TARGET is the system by its Rust triple, since each is linked with other crates. The same lock files give the same text.
// A package without a text fails: nothing is published that lacks what its licence asks for.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root } from './files.mjs';
import { crates, modules } from './shipped.mjs';

/** @typedef {import('./shipped.mjs').Shipped} Shipped */

const IS_LICENCE = /^(licen[cs]es?|copying|notice|copyright|unlicense|ofl|patents)([-._].*)?$/i;
const IS_CODE = /\.(rs|c|h|js|mjs|py|toml|json|html|yml)$/i;
/** Below a package: the licences of C code and the like that it carries. Not of what is only tested or described with. */
const IS_ELSEWHERE = /(^|\/)(tests?|benches|examples|docs?|\.github|node_modules)\//i;
const TEMPLATES = path.join(import.meta.dirname, 'licences');

const [out, ...targets] = process.argv.slice(2);
if (out === undefined || targets.length === 0)
  throw new Error('usage: node scripts/package/licences.mjs OUT TARGET...');

/**
 * What the licence files of a package say: in its top folder, and below it, where the code of others lies that it carries.
 * @param {Shipped} entry
 */
function texts({ folder, licenceFile }) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => IS_LICENCE.test(path.posix.basename(name)) && !IS_CODE.test(name) && !IS_ELSEWHERE.test(name))
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .toSorted();
  if (licenceFile !== null && !files.includes(licenceFile)) files.unshift(licenceFile);
  /** @type {(names: string[]) => string[]} */
  const read = (names) =>
    names.map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  const isBelow = (/** @type {string} */ name) => name.includes('/') && name !== licenceFile;
  return { top: read(files.filter((name) => !isBelow(name))), below: read(files.filter(isBelow)) };
}

/**
 * The standard text of a licence that a package names without carrying it, with the package's own authors.
 * @param {Shipped} entry
 */
function standard({ name, licence, authors }) {
  const names = (licence ?? '').split(/ OR |\//).find((one) => one.split(' AND ').every(hasTemplate)) ?? '';
  const holders = authors.length === 0 ? `the authors of ${name}` : authors.join(', ');
  return names
    .split(' AND ')
    .filter(Boolean)
    .map((id) => template(id).replace('@HOLDERS@', holders));
}

/** @type {(id: string) => boolean} */
const hasTemplate = (id) => existsSync(path.join(TEMPLATES, `${id.trim()}.txt`));
/** @type {(id: string) => string} */
const template = (id) => readFileSync(path.join(TEMPLATES, `${id.trim()}.txt`), 'utf8').trim();

/** Rust's standard library is compiled into both programs. Its notices come with the compiler. */
function rust() {
  const sysroot = execFileSync('rustc', ['--print', 'sysroot'], { cwd: root, encoding: 'utf8' }).trim();
  const notices = path.join(sysroot, 'share', 'doc', 'rust', 'COPYRIGHT-library.html');
  if (!existsSync(notices)) return template('MIT').replace('@HOLDERS@', 'the Rust Project contributors');
  return readFileSync(notices, 'utf8')
    .replaceAll(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const shipped = [...crates(targets).filter(({ folder }) => !folder.startsWith(root + path.sep)), ...modules()];
/** @type {Map<Shipped, string[]>} */
const own = new Map();
const bare = [];
for (const entry of shipped) {
  const { top, below } = texts(entry);
  if (top.length === 0) {
    const text = standard(entry);
    if (text.length === 0) {
      const { name, version, licence } = entry;
      throw new Error(
        `${name} ${version} (${licence}) carries no licence text: add a text to scripts/package/licences`,
      );
    }
    bare.push(entry);
    top.push(...text);
  }
  own.set(entry, [...top, ...below]);
}

// Hundreds of packages carry the same text: each stands here once, with all that it goes for.
/** @type {Map<string, Shipped[]>} */
const byText = new Map();
for (const [entry, said] of own) {
  for (const text of new Set(said)) byText.set(text, [...(byText.get(text) ?? []), entry]);
}
const line = '='.repeat(100);
const parts = [
  `Poster Companion\n\n${readFileSync(path.join(root, 'LICENSE'), 'utf8').trim()}`,
  `The demo posters are lettered in subsets of Noto Sans CJK SC and Noto Serif CJK SC\n\n${readFileSync(path.join(root, 'src-tauri', 'demo', 'fonts', 'OFL.txt'), 'utf8').trim()}`,
  `Rust's standard library: MIT OR Apache-2.0, https://github.com/rust-lang/rust\n\n${rust()}`,
  ...[...byText].map(([text, entries]) => {
    const head = entries.map(
      ({ name, version, licence, repository }) =>
        `${name} ${version}: ${licence ?? 'see its text'}${repository && `, ${repository}`}`,
    );
    return `${head.join('\n')}\n\n${text}`;
  }),
];
writeFileSync(out, `${parts.join(`\n\n${line}\n`)}\n`);
process.stdout.write(
  `licences: ${shipped.length} packages, ${byText.size} texts; ${bare.length} packages carry none and have their licence's standard text\n`,
);
