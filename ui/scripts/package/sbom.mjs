// What is inside, as CycloneDX 1.5: node scripts/package/sbom.mjs OUT TARGET...
//
// The same packages as in licences.txt: what is compiled into the programs for these systems, not what builds or tests them.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root, version } from './files.mjs';
import { crates, keyOf, modules, PROGRAMS } from './shipped.mjs';

/** @typedef {import('./shipped.mjs').Shipped} Shipped */

const [out, ...targets] = process.argv.slice(2);
if (out === undefined || targets.length === 0) throw new Error('usage: node scripts/package/sbom.mjs OUT TARGET...');

const rust = crates(targets);
const pages = modules();
const sums = checksums();

/** SHA-256 of each crate as the registry has it, from Cargo.lock. */
function checksums() {
  const lock = readFileSync(path.join(root, 'Cargo.lock'), 'utf8').replaceAll('\r\n', '\n');
  return new Map(
    lock.split('[[package]]').flatMap((text) => {
      const of = (/** @type {string} */ field) => text.match(new RegExp(`^${field} = "(.*)"$`, 'm'))?.[1] ?? '';
      return of('checksum') === ''
        ? []
        : [[keyOf({ from: 'cargo', name: of('name'), version: of('version') }), of('checksum')]];
    }),
  );
}

/** @type {(entry: Shipped) => object} */
function component(entry) {
  const { from, name, version: release, licence, repository, authors } = entry;
  const sum = sums.get(keyOf(entry));
  return {
    type: PROGRAMS.includes(name) ? 'application' : 'library',
    'bom-ref': keyOf(entry),
    name,
    version: release,
    ...(authors.length === 0 ? {} : { author: authors.join(', ') }),
    ...(sum === undefined ? {} : { hashes: [{ alg: 'SHA-256', content: sum }] }),
    // "/" is how old crates write OR.
    ...(licence === null ? {} : { licenses: [{ expression: licence.replaceAll('/', ' OR ') }] }),
    purl: `pkg:${from}/${name.replace('@', '%40')}@${encodeURIComponent(release)}`,
    ...(/^https:/.test(repository) ? { externalReferences: [{ type: 'vcs', url: repository }] } : {}),
  };
}

const product = `poster-companion@${version()}`;
const app = rust.find(({ name }) => name === PROGRAMS[0]);
const dependencies = [...rust, ...pages].map((entry) => ({
  ref: keyOf(entry),
  // The window's program carries the pages, and they what they import.
  dependsOn: entry === app ? [...entry.uses, ...pages.map(keyOf)] : entry.uses,
}));
const document = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  // The same content has the same number.
  serialNumber: `urn:uuid:${uuid(JSON.stringify([product, targets, dependencies]))}`,
  metadata: {
    component: {
      type: 'application',
      'bom-ref': product,
      name: 'poster-companion',
      version: version(),
      licenses: [{ expression: 'MIT' }],
      purl: `pkg:generic/poster-companion@${version()}`,
    },
    properties: targets.map((target) => ({ name: 'cargo:target', value: target })),
  },
  components: [...rust, ...pages].map(component),
  dependencies: [
    { ref: product, dependsOn: rust.filter(({ name }) => PROGRAMS.includes(name)).map(keyOf) },
    ...dependencies,
  ],
};
writeFileSync(out, `${JSON.stringify(document, null, 1)}\n`);
process.stdout.write(`sbom: ${document.components.length} components for ${targets.join(', ')}\n`);

/** A version 8 UUID made from a hash. @param {string} text */
function uuid(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
