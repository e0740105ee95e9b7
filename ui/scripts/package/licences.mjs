// The licence texts of everything that is compiled into what users get: node scripts/package/licences.mjs TARGET OUT
//
// TARGET is the system by its Rust triple, since each is linked with other crates. The same lock files give the same text.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ui = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const root = path.dirname(ui);
const [target, out] = process.argv.slice(2);
if (target === undefined || out === undefined) throw new Error('usage: node scripts/package/licences.mjs TARGET OUT');

const SHIPPED = ['poster-companion', 'poster-cli'];
const IS_LICENCE = /^(licen[cs]e|copying|notice|copyright|unlicense|ofl)/i;

/** What stands in the licence files of a folder. */
function texts(folder, named) {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_LICENCE.test(entry.name))
    .map((entry) => entry.name);
  if (named && !files.includes(named)) files.push(named);
  return files.toSorted().map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

/** Crates that the shipped programs reach by ordinary dependencies, on this system. */
function crates() {
  const answer = execFileSync(
    process.env.CARGO ?? 'cargo',
    ['metadata', '--format-version', '1', '--locked', '--filter-platform', target],
    { cwd: root, maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' },
  );
  const { packages, resolve } = JSON.parse(answer);
  const byId = new Map(packages.map((entry) => [entry.id, entry]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const open = packages.filter(({ name, source }) => source === null && SHIPPED.includes(name)).map(({ id }) => id);
  if (open.length !== SHIPPED.length) throw new Error(`the workspace lacks one of ${SHIPPED.join(', ')}`);
  const seen = new Set(open);
  for (const id of open) {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (!seen.has(pkg) && dep_kinds.some(({ kind }) => kind === null)) {
        seen.add(pkg);
        open.push(pkg);
      }
    }
  }
  return [...seen]
    .map((id) => byId.get(id))
    .filter(({ source }) => source !== null)
    .map(({ name, version, license, license_file, manifest_path, repository, authors }) => ({
      name,
      version,
      licence: license ?? 'see its text',
      repository: repository ?? '',
      authors: authors.join(', '),
      texts: texts(path.dirname(manifest_path), license_file),
    }));
}

/** npm packages that the pages import, and what those import. */
function modules() {
  const sources = readdirSync(path.join(ui, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), 'utf8'));
  const imported = sources.flatMap((text) => [...text.matchAll(/from '([^./][^']*)'/g)].map(([, from]) => from));
  const open = [...new Set(imported.map((from) => from.match(/^(@[^/]+\/)?[^/]+/)[0]))];
  const found = new Map();
  for (const name of open) {
    if (found.has(name)) continue;
    const folder = path.join(ui, 'node_modules', name);
    const {
      version,
      license,
      repository,
      dependencies = {},
      author,
    } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    found.set(name, {
      name,
      version,
      licence: license,
      repository: typeof repository === 'string' ? repository : (repository?.url ?? ''),
      authors: typeof author === 'string' ? author : (author?.name ?? ''),
      texts: texts(folder),
    });
    open.push(...Object.keys(dependencies));
  }
  return [...found.values()];
}

const sorted = (list) =>
  list.toSorted((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
const all = [...sorted(crates()), ...sorted(modules())];

// Hundreds of packages carry the same text: each stands here once, with all that it goes for.
const byText = new Map();
for (const entry of all) {
  for (const text of entry.texts.length === 0 ? [''] : entry.texts)
    byText.set(text, [...(byText.get(text) ?? []), entry]);
}
const line = '='.repeat(100);
const own = readFileSync(path.join(root, 'LICENSE'), 'utf8').trim();
const fonts = readFileSync(path.join(root, 'src-tauri', 'demo', 'fonts', 'OFL.txt'), 'utf8').trim();
const parts = [
  `Poster Companion\n\n${own}`,
  `The demo posters are lettered in subsets of Noto Sans CJK SC and Noto Serif CJK SC\n\n${fonts}`,
  "Rust's standard library: MIT OR Apache-2.0, https://github.com/rust-lang/rust",
  ...[...byText].map(([text, entries]) => {
    const head = entries.map(
      ({ name, version, licence, repository }) => `${name} ${version}: ${licence}${repository && `, ${repository}`}`,
    );
    // A package without a text of its own is named with its licence and its makers, which is all that it says.
    const body =
      text === '' ? entries.map(({ name, authors }) => `${name}: ${authors || 'its authors'}`).join('\n') : text;
    return `${head.join('\n')}\n\n${body}`;
  }),
];
writeFileSync(out, `${parts.join(`\n\n${line}\n`)}\n`);
process.stdout.write(
  `licences: ${all.length} packages, ${byText.size} texts, ${all.filter(({ texts: none }) => none.length === 0).length} without a text of their own\n`,
);
