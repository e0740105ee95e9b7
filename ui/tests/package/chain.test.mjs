// From packed files to what is published, with the scripts that the release workflow runs, in its order, and a key of this test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { named, published, SUMS, version } from '../../scripts/package/files.mjs';
import { objection, publicKey } from '../../scripts/site/minisign.mjs';
import * as make from '../download/packages.mjs';

const UI = path.resolve(import.meta.dirname, '..', '..');
const TAURI = path.join(UI, 'node_modules', '@tauri-apps', 'cli', 'tauri.js');
const BASE = `https://files.example.com/releases/download/v${version()}`;
const SCRATCH = mkdtempSync(path.join(tmpdir(), 'poster-companion-package-'));
after(() => rmSync(SCRATCH, { recursive: true, force: true }));

/** What this machine knows of a real release does not belong in here. */
const CLEAN = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(POSTER|TAURI|GITHUB)_/.test(name)));

/** Runs a script: its exit code, and what it printed. */
function run(script, words, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(UI, 'scripts', script), ...words], {
    encoding: 'utf8',
    env: { ...CLEAN, ...env },
  });
  return { status, stdout, stderr };
}

function well(script, words, env) {
  const { status, stdout, stderr } = run(script, words, env);
  assert.equal(status, 0, `${script}\n${stdout}${stderr}`);
  return stdout;
}

/** The files of all three systems, as the packages jobs leave them. */
function packed(name) {
  const folder = path.join(SCRATCH, name, 'files');
  mkdirSync(folder, { recursive: true });
  const files = {
    'linux_x64.AppImage': make.appImage(),
    'linux_x64.deb': make.deb({ version: version(), compression: 'xz' }),
    'linux_x64.rpm': make.rpm({ version: version() }),
    'linux_x64.tar.gz': make.tarball({ version: version() }),
    'linux_x64.cdx.json': Buffer.from('{}'),
    'macos_universal.dmg': make.dmg(),
    'macos_universal.app.tar.gz': Buffer.from('an app'),
    'miniprogram.zip': make.zip(),
    'windows_x64-offline-setup.exe': make.exe({ version: version() }),
    'windows_x64-setup.exe': make.exe({ version: version() }),
  };
  for (const [rest, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, `poster-companion_${version()}_${rest}`), content);
  }
  return folder;
}

/** The page, and its archive among the files: after the description, before any signature. */
function page(folder, ...options) {
  const site = path.join(path.dirname(folder), 'site');
  well('site.mjs', [path.join(folder, 'release.json'), folder, site, '--base', BASE, ...options]);
  const tar = spawnSync('tar', ['-czf', path.join(folder, 'download-page.tar.gz'), '-C', site, '.'], {
    encoding: 'utf8',
  });
  assert.equal(tar.status, 0, tar.stderr);
  return site;
}

const keys = path.join(SCRATCH, 'key');
let env;

before(() => {
  const made = spawnSync(process.execPath, [TAURI, 'signer', 'generate', '--ci', '-p', '', '-w', keys, '--force']);
  assert.equal(made.status, 0, String(made.stderr));
  env = {
    POSTER_UPDATE_KEY: readFileSync(`${keys}.pub`, 'utf8'),
    TAURI_SIGNING_PRIVATE_KEY: readFileSync(keys, 'utf8'),
    TAURI_SIGNING_PRIVATE_KEY_PASSWORD: '',
  };
});

describe('a signed release', () => {
  let folder;
  let site;
  let manifest;

  before(() => {
    folder = packed('signed');
    const earlier = path.join(SCRATCH, 'earlier.json');
    const older = [{ version: '0.0.1', date: '2026-01-01', url: 'https://example.com/releases/tag/v0.0.1' }];
    writeFileSync(earlier, JSON.stringify({ version: '0.0.2', date: '2026-02-02', older }));
    const { POSTER_UPDATE_KEY } = env;
    const told = {
      POSTER_UPDATE_KEY,
      POSTER_EARLIER: earlier,
      POSTER_RELEASES_URL: 'https://example.com/releases/tag',
    };
    well('package/release.mjs', [folder], told);
    site = page(folder, '--promised', '--page-url', 'https://example.com/');
    well('package/sign.mjs', [folder, BASE], env);
    manifest = JSON.parse(readFileSync(path.join(folder, 'release.json'), 'utf8'));
  });

  test('is what it says: claims, checksums, signatures, links', () => {
    assert.match(well('package/verify.mjs', [folder, BASE]), /^verified: 8 packages, 13 checksums, \d+ links$/m);
  });

  test('has a signature of everything, and everything in the list of checksums', () => {
    const by = publicKey(manifest.publicKey);
    const sums = readFileSync(path.join(folder, SUMS), 'utf8');
    for (const name of [...published(folder), SUMS]) {
      const signature = readFileSync(path.join(folder, `${name}.minisig`), 'utf8');
      assert.equal(objection(by, readFileSync(path.join(folder, name)), signature), null, name);
      if (name !== SUMS) assert.match(sums, new RegExp(`^[0-9a-f]{64}  ${name.replaceAll('.', '\\.')}$`, 'm'));
    }
    for (const name of ['release.json', 'latest.json', 'download-page.tar.gz']) assert.ok(sums.includes(name), name);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.sig')),
      [],
    );
  });

  test('tells the app where each of its updates lies', () => {
    const latest = JSON.parse(readFileSync(path.join(folder, 'latest.json'), 'utf8'));
    assert.equal(latest.version, version());
    assert.match(latest.notes_in['zh-CN'], /海报/);
    assert.deepEqual(Object.keys(latest.platforms).sort(), [
      'darwin-aarch64',
      'darwin-x86_64',
      'linux-x86_64',
      'windows-x86_64',
    ]);
    for (const { url, signature } of Object.values(latest.platforms)) {
      const name = path.posix.basename(url);
      assert.equal(url, `${BASE}/${name}`);
      const text = Buffer.from(signature, 'base64').toString('utf8');
      const content = readFileSync(path.join(folder, name));
      assert.equal(objection(publicKey(manifest.publicKey), content, text), null);
      // The updater refuses a signature that does not carry the version.
      assert.match(text, new RegExp(`^trusted comment: .*version:${version().replaceAll('.', '\\.')}`, 'm'));
    }
  });

  test('tells visitors what it needs, and where the older versions are', () => {
    for (const name of ['index.html', 'en/index.html']) {
      const html = readFileSync(path.join(site, name), 'utf8');
      for (const needs of ['macOS 13.3+', 'Windows 10+', 'Debian 12+, Ubuntu 22.04+'])
        assert.ok(html.includes(needs), needs);
      assert.ok(html.includes('https://example.com/releases/tag/v0.0.2') && html.includes('v0.0.1'));
      assert.ok(html.includes(`href="${BASE}/SHA256SUMS.minisig"`));
    }
  });

  test('says in its text how to verify it, and what the systems warn of', () => {
    const body = well('package/body.mjs', [folder], { GITHUB_REPOSITORY: 'someone/posters' });
    assert.match(body, /gh attestation verify FILE --repo someone\/posters/);
    assert.match(body, /minisign -Vm FILE -P RW/);
    const [, warned] = body.split('No code signature');
    assert.match(warned, /setup\.exe[^]*dmg|dmg[^]*setup\.exe/);
    assert.doesNotMatch(warned, /\.deb|\.rpm|\.zip|AppImage/);
    assert.doesNotMatch(body, /OWNER|No minisign/);
    assert.doesNotMatch(well('package/body.mjs', [folder]), /--repo/);
  });

  const changed = [
    ['a package', (copy) => writeFileSync(path.join(copy, `poster-companion_${version()}_linux_x64.deb`), 'other')],
    [
      'the signature of a package',
      (copy) => rmSync(path.join(copy, `poster-companion_${version()}_linux_x64.rpm.minisig`)),
    ],
    ['what the app reads', (copy) => writeFileSync(path.join(copy, 'latest.json'), '{}')],
    [
      'the list of packages inside',
      (copy) => writeFileSync(path.join(copy, `poster-companion_${version()}_linux_x64.cdx.json`), ''),
    ],
    ['the page', (copy) => cpSync(path.join(copy, 'release.json'), path.join(copy, 'download-page.tar.gz'))],
  ];
  for (const [what, change] of changed) {
    test(`is found out when somebody changes ${what}`, () => {
      const copy = path.join(SCRATCH, `changed-${what.replaceAll(' ', '-')}`);
      cpSync(folder, copy, { recursive: true });
      change(copy);
      assert.notEqual(run('package/verify.mjs', [copy, BASE]).status, 0);
    });
  }

  test('is found out when its page links elsewhere', () => {
    const { status, stderr } = run('package/verify.mjs', [
      folder,
      'https://files.example.com/releases/download/v0.0.0',
    ]);
    assert.notEqual(status, 0, stderr);
  });
});

describe('a release without keys', () => {
  test('is made all the same, and says that it is unsigned', () => {
    const folder = packed('unsigned');
    assert.match(well('package/release.mjs', [folder]), /deb {2}UNSIGNED/);
    page(folder);
    assert.match(well('package/sign.mjs', [folder, BASE]), /UNSIGNED/);
    assert.match(well('package/verify.mjs', [folder, BASE]), /^verified/m);
    assert.equal(existsSync(path.join(folder, 'latest.json')), false);
    const body = well('package/body.mjs', [folder]);
    assert.match(body, /No minisign signature[^]*\.deb/);
    assert.doesNotMatch(body, /minisign -V/);
  });

  test('is refused where only half of the key is there', () => {
    const folder = packed('half');
    well('package/release.mjs', [folder]);
    assert.match(run('package/sign.mjs', [folder, BASE], env).stderr, /set both or none/);
    well('package/release.mjs', [folder], { POSTER_UPDATE_KEY: env.POSTER_UPDATE_KEY });
    assert.match(run('package/sign.mjs', [folder, BASE]).stderr, /set both or none/);
  });

  test('with nothing of this version is none', () => {
    const folder = path.join(SCRATCH, 'empty', 'files');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'poster-companion_9.9.9_linux_x64.deb'), '');
    assert.match(run('package/release.mjs', [folder]).stderr, /holds no package/);
    assert.deepEqual(named(folder, version()), []);
  });
});

test('a tag is the version with a v, and has notes', () => {
  well('package/tag.mjs', [`v${version()}`]);
  assert.match(run('package/tag.mjs', ['v9.9.9']).stderr, /the tag is v9\.9\.9/);
});
