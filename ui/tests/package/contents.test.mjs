// What goes into every package: the licence texts, the list of what is inside, the icons.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { root } from '../../scripts/package/files.mjs';

const SCRATCH = mkdtempSync(path.join(tmpdir(), 'poster-companion-contents-'));
after(() => rmSync(SCRATCH, { recursive: true, force: true }));

const script = (name, ...words) =>
  execFileSync(process.execPath, [path.join(root, 'ui', 'scripts', 'package', name), ...words], { encoding: 'utf8' });

/** What the licence of each asks to be passed on, wherever it stands in its package. */
const TEXTS = {
  'the Servo parts, which carry no text': /^selectors [^\n]*MPL-2\.0[^]*?Mozilla Public License Version 2\.0/m,
  'a package under MIT that names its authors only': /^dlopen2 [^]*?Copyright \(c\) Szymon Wieloch/m,
  'the C code of libwebp': /^libwebp-sys [^]*?Copyright \(c\) 2010, Google Inc\./m,
  'its patents': /Additional IP Rights Grant/,
  'the C code of QuickJS': /^rquickjs-sys [^]*?Fabrice Bellard/m,
  'the field arithmetic in ring': /the fiat-crypto authors/,
  'a package of npm': /^svelte \d/m,
  'the standard library': /^Rust's standard library/m,
};
/** What draws the window there. */
const ON_LINUX = new Set(Object.keys(TEXTS).slice(0, 2));
for (const target of ['x86_64-unknown-linux-gnu', 'x86_64-pc-windows-msvc', 'aarch64-apple-darwin']) {
  test(`every package that is compiled in has a licence text: ${target}`, () => {
    const out = path.join(SCRATCH, `${target}.txt`);
    script('licences.mjs', out, target);
    const text = readFileSync(out, 'utf8');
    const onLinux = target.includes('linux');
    for (const [what, pattern] of Object.entries(TEXTS)) {
      if (onLinux || !ON_LINUX.has(what)) assert.ok(pattern.test(text), `${what} is missing`);
    }
    assert.ok(!text.includes('@HOLDERS@'));
  });
}

test('the list of what is inside names the system, and every link in it leads somewhere', () => {
  const out = path.join(SCRATCH, 'sbom.json');
  script('sbom.mjs', out, 'aarch64-apple-darwin', 'x86_64-apple-darwin');
  const sbom = JSON.parse(readFileSync(out, 'utf8'));
  assert.equal(sbom.bomFormat, 'CycloneDX');
  assert.match(sbom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(
    sbom.metadata.properties.map(({ value }) => value),
    ['aarch64-apple-darwin', 'x86_64-apple-darwin'],
  );
  const refs = new Set(sbom.components.map((component) => component['bom-ref']));
  assert.equal(refs.size, sbom.components.length);
  for (const { dependsOn } of sbom.dependencies) for (const ref of dependsOn) assert.ok(refs.has(ref), ref);
  for (const name of [
    'svelte',
    'glass-easel-miniprogram-adapter',
    '@tauri-apps/api',
    'tauri',
    'rusqlite',
    'rquickjs-sys',
  ]) {
    assert.ok(
      sbom.components.some((component) => component.name === name),
      name,
    );
  }
  // What only tests and tools use is not inside.
  for (const name of ['fantoccini', 'vitest', 'xtask', 'webkit2gtk']) {
    assert.ok(!sbom.components.some((component) => component.name === name), name);
  }
  const registry = sbom.components.filter(({ purl, hashes }) => purl.startsWith('pkg:cargo/') && hashes === undefined);
  assert.deepEqual(registry.map(({ name }) => name).sort(), [
    'poster-cli',
    'poster-companion',
    'poster-core',
    'poster-demo',
    'poster-host',
    'poster-reduce',
  ]);
});

test('the icons are made from the drawing', () => {
  const icons = path.join(root, 'icons');
  const drawing = path.join(icons, 'icon.svg');
  const tauri = [path.join(root, 'ui', 'node_modules', '@tauri-apps', 'cli', 'tauri.js'), 'icon', '-o', SCRATCH];
  for (const sizes of [[], ['-p', '16,24,48,64,256']]) {
    execFileSync(process.execPath, [...tauri, ...sizes, drawing], { cwd: root, stdio: 'ignore' });
  }
  // icon.icns holds its pictures in another order each time.
  const made = readdirSync(icons).filter((name) => /\.(png|ico)$/.test(name));
  assert.equal(made.length, 10);
  for (const name of made) {
    assert.ok(
      readFileSync(path.join(icons, name)).equals(readFileSync(path.join(SCRATCH, name))),
      `${name} is not made from icon.svg: see icons/README.md`,
    );
  }
});
