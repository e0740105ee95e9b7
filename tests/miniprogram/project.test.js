// The project as WeChat's developer tools and its review see it.

const assert = require('node:assert/strict');
const { existsSync, readFileSync, readdirSync, statSync } = require('node:fs');
const { basename, dirname, extname, join, relative } = require('node:path');
const { test } = require('node:test');

const { ROOT } = require('./harness.js');

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const json = (path) => JSON.parse(read(path));
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => statSync(join(ROOT, name)).isFile())
  .sort();
const ending = (...endings) => files.filter((name) => endings.includes(extname(name)));
const project = json('project.config.json');
const ignored = project.packOptions.ignore.map(({ value }) => value);
const uploaded = files.filter((name) => !ignored.includes(name) && !/^project\.(private\.)?config\.json$/.test(name));

test('the main package stays small', () => {
  const bytes = uploaded.reduce((sum, name) => sum + statSync(join(ROOT, name)).size, 0);
  assert.ok(bytes < 200 * 1024, `${bytes} bytes`);
});

test('only what WeChat takes is uploaded', () => {
  assert.deepEqual(uploaded.filter((name) => !['.js', '.json', '.wxml', '.wxss'].includes(extname(name))), []);
  for (const value of ignored) assert.ok(existsSync(join(ROOT, value)), `${value} is ignored and not there`);
});

test('the project is set up as reviewed', () => {
  assert.match(project.libVersion, /^\d+\.\d+\.\d+$/);
  assert.equal(project.setting.urlCheck, true);
  assert.equal(project.compileType, 'miniprogram');
  const app = json('app.json');
  assert.equal(app.lazyCodeLoading, 'requiredComponents');
  assert.equal(app.__usePrivacyCheck__, true);
  assert.equal(app.darkmode, true);
  assert.equal(app.permission, undefined, 'the album is no scope that app.json may name');
  const theme = json('theme.json');
  const named = JSON.stringify(app).match(/@\w+/g).map((name) => name.slice(1));
  for (const name of named) assert.ok(theme.light[name] && theme.dark[name], name);
  assert.ok(json('sitemap.json').rules.length > 0);
});

test('every page and component has its four files and names what it uses', () => {
  const pages = json('app.json').pages;
  const components = ending('.json').filter((name) => json(name).component).map((name) => name.slice(0, -5));
  for (const path of [...pages, ...components]) {
    for (const kind of ['.js', '.json', '.wxml', '.wxss']) assert.ok(files.includes(path + kind), path + kind);
    const used = json(`${path}.json`).usingComponents ?? {};
    for (const [tag, place] of Object.entries(used)) {
      const target = place.startsWith('/') ? place.slice(1) : relative(ROOT, join(ROOT, dirname(path), place)).replaceAll('\\', '/');
      assert.ok(components.includes(target), `${path}: ${place}`);
      assert.match(read(`${path}.wxml`), new RegExp(`<${tag}[\\s>]`), `${path} does not use ${tag}`);
    }
    const custom = [...read(`${path}.wxml`).matchAll(/<([a-z]+(?:-[a-z]+)+)/g)].map(([, tag]) => tag).filter((tag) => tag !== 'scroll-view');
    for (const tag of custom) assert.ok(tag in used, `${path}: ${tag} is not declared`);
  }
});

test('a template calls only what its script has, and shows only what its data holds', () => {
  for (const path of ending('.wxml')) {
    const template = read(path);
    const script = read(path.replace(/wxml$/, 'js'));
    for (const [, handler] of template.matchAll(/\b(?:bind|catch)(?::[a-z]+)="(\w+)"/g)) {
      assert.match(script, new RegExp(`^ +(?:async )?${handler}\\(`, 'm'), `${path}: ${handler}`);
    }
    const loops = new Set(['item', 'index', ...[...template.matchAll(/wx:for-item="(\w+)"/g)].map(([, name]) => name)]);
    for (const [, inner] of template.matchAll(/\{\{(.*?)\}\}/g)) {
      for (const [name] of inner.replace(/'[^']*'/g, '').replace(/\.\w+/g, '').matchAll(/[a-zA-Z_]\w*/g)) {
        if (loops.has(name) || ['true', 'false'].includes(name)) continue;
        assert.match(script, new RegExp(`\\b${name}: `), `${path}: ${name}`);
      }
    }
  }
});

test('styles stay within what components may select', () => {
  for (const path of ending('.wxss').filter((name) => name.startsWith('components/'))) {
    const plain = read(path).replace(/\/\*[^]*?\*\//g, '').replace(/@import[^;]*;/g, '').replace(/@keyframes[^]*?\n\}\n/g, '').replace(/@media[^{]*\{/g, '');
    for (const [, selectors] of plain.matchAll(/([^{};]+)\{/g)) {
      for (const selector of selectors.split(',')) assert.match(selector.trim(), /^\.[\w-]+(::after)?$/, path);
    }
  }
});

test('modules are JavaScript inside the root', () => {
  for (const path of ending('.js')) {
    for (const [, wanted] of read(path).matchAll(/\brequire\('([^']+)'\)/g)) {
      assert.match(wanted, /^\.{1,2}\/.*\.js$/, `${path}: ${wanted}`);
      assert.ok(files.includes(relative(ROOT, join(ROOT, dirname(path), wanted)).replaceAll('\\', '/')), `${path}: ${wanted}`);
    }
  }
});

/** Who may call what. */
const DOORS = {
  'flow/effects.js': ['downloadFile', 'saveImageToPhotosAlbum', 'openSetting', 'openAppAuthorizeSetting', 'requirePrivacyAuthorize', 'showShareImageMenu'],
  'flow/observe.js': ['getSetting', 'getAppAuthorizeSetting'],
  'flow/privacy.js': ['onNeedPrivacyAuthorization', 'openPrivacyContract'],
  'services/api.js': ['request', 'login'],
};

test('one door to each: the album, the settings, the server', () => {
  for (const path of ending('.js')) {
    for (const [, call] of read(path).matchAll(/\bwx\.(\w+)\(/g)) {
      const [door] = Object.entries(DOORS).find(([, calls]) => calls.includes(call)) ?? [path];
      assert.equal(path, door, `wx.${call}`);
    }
  }
});

test('pages and components read no message', () => {
  for (const path of [...ending('.js', '.wxml')].filter((name) => /^(pages|components)\//.test(name))) {
    assert.doesNotMatch(read(path), /errMsg|errno|statusCode/, path);
  }
});

test('nothing asks for the permission beforehand', () => {
  for (const path of ending('.js')) assert.doesNotMatch(read(path), /wx\.authorize\(/, path);
});

test('the package lists what it needs', () => {
  const { files: listed, miniprogram, name, version } = json('package.json');
  assert.deepEqual([name, version, miniprogram], ['@poster-companion/poster-save', '0.1.0', 'miniprogram_dist']);
  assert.deepEqual(listed, ['miniprogram_dist']);
  const readme = read('README.md');
  for (const word of ['poster-save', 'downloadFile', '用户隐私保护指引', 'errMsg', 'url=', 'bind:saved', 'bind:failed', 'bind:cancelled', 'own-button', 'own-privacy', 'share-button', 'file-name']) {
    assert.ok(readme.includes(word), word);
  }
});

test('the component stands alone: what it requires is in its package', () => {
  const packed = ['components', 'contract', 'flow', 'i18n'];
  const packager = readFileSync(join(ROOT, '../src-tauri/xtask/src/package/miniprogram.rs'), 'utf8');
  assert.ok(packager.includes(`const COMPONENT: &[&str] = &[${packed.map((name) => `"${name}"`).join(', ')}];`));
  for (const path of ending('.js').filter((name) => packed.includes(name.split('/')[0]))) {
    for (const [, wanted] of read(path).matchAll(/\brequire\('([^']+)'\)/g)) {
      const target = relative(ROOT, join(ROOT, dirname(path), wanted)).replaceAll('\\', '/');
      assert.ok(packed.includes(target.split('/')[0]), `${path}: ${wanted}`);
    }
  }
});

test('no file is longer than a reader likes', () => {
  for (const path of ending('.js', '.wxml', '.wxss').filter((name) => basename(name) !== 'contract.js')) {
    assert.ok(read(path).split('\n').length < 400, path);
  }
});
