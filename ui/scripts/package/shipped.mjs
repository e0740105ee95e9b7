// What is compiled into the programs that users get: crates by target, and the npm packages inside the window's pages.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from './files.mjs';

/**
 * @typedef {object} Shipped
 * @property {'cargo' | 'npm'} from
 * @property {string} name
 * @property {string} version
 * @property {string | null} licence an SPDX expression
 * @property {string | null} licenceFile named by the package itself
 * @property {string} repository
 * @property {string[]} authors
 * @property {string} folder where its files lie
 * @property {string[]} uses `from:name@version` of what it is compiled with
 */

/** The programs, by the names of their crates. */
export const PROGRAMS = ['poster-companion', 'poster-cli'];

/** @type {(entry: { from: string, name: string, version: string }) => string} */
export const keyOf = ({ from, name, version }) => `${from}:${name}@${version}`;

/** @type {(list: Shipped[]) => Shipped[]} */
const sorted = (list) => list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/**
 * Crates that the programs reach by ordinary dependencies on these systems; our own among them, without a source.
 * @param {string[]} targets Rust triples
 * @returns {Shipped[]}
 */
export function crates(targets) {
  const command = ['metadata', '--format-version', '1', '--locked'];
  for (const target of targets) command.push('--filter-platform', target);
  const answer = execFileSync(process.env['CARGO'] ?? 'cargo', command, {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
    encoding: 'utf8',
    // How many crates were downloaded interests nobody.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {{ packages: CargoPackage[], resolve: { nodes: CargoNode[] } }} */
  const { packages, resolve } = JSON.parse(answer);
  const byId = new Map(packages.map((entry) => [entry.id, entry]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const open = packages.filter(({ name, source }) => source === null && PROGRAMS.includes(name)).map(({ id }) => id);
  if (open.length !== PROGRAMS.length) throw new Error(`the workspace lacks one of ${PROGRAMS.join(', ')}`);
  const seen = new Set(open);
  /** @type {(id: string) => string[]} */
  const linked = (id) =>
    (nodes.get(id)?.deps ?? [])
      .filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null))
      .map(({ pkg }) => pkg);
  for (const id of open) {
    for (const pkg of linked(id)) {
      if (!seen.has(pkg)) {
        seen.add(pkg);
        open.push(pkg);
      }
    }
  }
  /** @type {(id: string) => CargoPackage} */
  const entry = (id) => byId.get(id) ?? fail(`cargo metadata names ${id} and does not describe it`);
  return sorted(
    [...seen].map(entry).map(({ id, name, version, license, license_file, manifest_path, repository, authors }) => ({
      from: 'cargo',
      name,
      version,
      licence: license,
      licenceFile: license_file,
      repository: repository ?? '',
      authors: authors.map((author) => author.replace(/\s*<[^>]*>/, '')),
      folder: path.dirname(manifest_path),
      uses: linked(id).map((pkg) => keyOf({ from: 'cargo', name: entry(pkg).name, version: entry(pkg).version })),
    })),
  );
}

/**
 * npm packages that the pages import, and what those import.
 * @returns {Shipped[]}
 */
export function modules() {
  const sources = path.join(root, 'ui', 'src');
  const open = new Set(
    readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|svelte)$/.test(name))
      .flatMap((name) => [
        ...readFileSync(path.join(sources, name), 'utf8').matchAll(/(?:from|import) '([^./][^']*)'/g),
      ])
      .flatMap(([, from]) => from?.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  const found = [];
  for (const name of open) {
    const entry = npmPackage(name);
    const dependencies = Object.keys(entry.dependencies ?? {});
    dependencies.forEach((dependency) => open.add(dependency));
    const { repository, author } = entry;
    found.push(
      /** @type {Shipped} */ ({
        from: 'npm',
        name,
        version: entry.version,
        licence: entry.license ?? null,
        licenceFile: null,
        repository: typeof repository === 'string' ? repository : (repository?.url ?? ''),
        authors: author === undefined ? [] : [typeof author === 'string' ? author : author.name],
        folder: path.join(root, 'ui', 'node_modules', name),
        uses: dependencies.map((other) => keyOf({ from: 'npm', name: other, version: npmPackage(other).version })),
      }),
    );
  }
  return sorted(found);
}

/** @type {(name: string) => NpmPackage} */
const npmPackage = (name) =>
  JSON.parse(readFileSync(path.join(root, 'ui', 'node_modules', name, 'package.json'), 'utf8'));

/** @type {(why: string) => never} */
function fail(why) {
  throw new Error(why);
}

/** @typedef {{ id: string, name: string, version: string, source: string | null, license: string | null, license_file: string | null, manifest_path: string, repository: string | null, authors: string[] }} CargoPackage */
/** @typedef {{ id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }} CargoNode */
/** @typedef {{ version: string, license?: string, repository?: string | { url: string }, author?: string | { name: string }, dependencies?: Record<string, string> }} NpmPackage */
