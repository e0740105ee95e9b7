// The generator, run as `cargo xtask package site` runs it: a page that would lie is not written, and why is said in a sentence.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';

import * as make from './packages.mjs';
import { NAME, release, sha256, sweep } from './release.mjs';

after(sweep);

const DEB = 'linux_x64.deb';
const SETUP = 'windows_x64-setup.exe';
const DMG = 'macos_universal.dmg';

/** Nothing is written, the exit code is 1, and one line of the answer is this. */
function refused(laid, sentence, ...options) {
  const { status, stderr, written } = laid.build(...options);
  const lines = stderr.trim().split('\n');
  assert.equal(status, 1, stderr);
  assert.equal(written, false, 'a page was written');
  assert.ok(
    lines.every((line) => line.startsWith('site: ')),
    stderr,
  );
  const matches = (line) => (typeof sentence === 'string' ? line === `site: ${sentence}` : sentence.test(line));
  assert.ok(lines.some(matches), `${sentence} is not said in:\n${stderr}`);
  return lines;
}

describe('a true release', () => {
  test('becomes two pages, with the files beside them', () => {
    const laid = release();
    const { status, stdout, stderr } = laid.build('--page-url', 'https://posters.example.com/download');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^site: 1\.2\.3, 8 files; a visit loads \d+ KB: /);
    for (const { name, sha256: hash } of laid.manifest.files) {
      assert.equal(sha256(readFileSync(path.join(laid.out, 'files', name))), hash);
      for (const page of ['index.html', 'en/index.html']) assert.ok(laid.page(page).includes(hash), `${page}: ${name}`);
    }
    assert.deepEqual(JSON.parse(laid.page('release.json')), JSON.parse(JSON.stringify(laid.manifest)));
    assert.match(laid.page('LICENSE.txt'), /MIT License/);
    assert.match(laid.page(), /0123456789abcdef/);
    // A web server runs as somebody else.
    if (process.platform !== 'win32') assert.equal(statSync(laid.out).mode & 0o055, 0o055 & ~process.umask());
    assert.doesNotMatch(laid.page(), /minisign -V/);
  });

  test('weighs little', () => {
    const { stdout } = release().build();
    assert.ok(Number(/loads (\d+) KB/.exec(stdout)?.[1]) <= 260, stdout);
  });

  test('with signatures that hold says how to check them', () => {
    const laid = release({ kinds: ['deb', 'nsis'] }).sign();
    assert.deepEqual(laid.build(), { status: 0, stderr: '', written: true, stdout: laid.build().stdout });
    assert.ok(laid.page().includes(`minisign -Vm ${NAME(DEB)} -P ${laid.manifest.publicKey}`));
    assert.ok(existsSync(path.join(laid.out, 'files', `${NAME(DEB)}.minisig`)));
    assert.ok(existsSync(path.join(laid.out, 'files', 'SHA256SUMS.minisig')));
  });

  test('is written anew over an older page, and not over anything else', () => {
    const laid = release({ kinds: ['deb'] });
    assert.equal(laid.build().status, 0);
    writeFileSync(path.join(laid.out, 'old'), '');
    assert.equal(laid.build().status, 0);
    assert.equal(existsSync(path.join(laid.out, 'old')), false);

    rmSync(laid.out, { recursive: true });
    mkdirSync(laid.out);
    writeFileSync(path.join(laid.out, 'thesis.txt'), 'years of work');
    refused(laid, /holds something else than a download page/);
    assert.equal(readFileSync(path.join(laid.out, 'thesis.txt'), 'utf8'), 'years of work');
  });

  test('that becomes false leaves the page of before as it was, and nothing half-made', () => {
    const laid = release({ kinds: ['deb'] });
    assert.equal(laid.build().status, 0);
    const before = laid.page();
    laid.row(DEB).bytes += 1;
    assert.equal(laid.build().status, 1);
    assert.equal(laid.page(), before);
    assert.deepEqual(readdirSync(laid.home).sort(), ['files', 'release.json', 'site']);
  });

  test('may have its files elsewhere', () => {
    const laid = release({ kinds: ['deb'] });
    assert.equal(laid.build('--base', 'https://files.example.com/v1.2.3').status, 0);
    assert.ok(laid.page().includes(`href="https://files.example.com/v1.2.3/${NAME(DEB)}"`));
    assert.equal(existsSync(path.join(laid.out, 'files')), false);
    refused(
      release(),
      'http://files.example.com is no https address of a folder.',
      '--base',
      'http://files.example.com',
    );
  });

  test('without its address has no QR code and says so', () => {
    const laid = release({ kinds: ['deb'] });
    assert.equal(laid.build().status, 0);
    assert.match(laid.page(), /这个页面生成时没有给出网址/);
    assert.equal(existsSync(path.join(laid.out, 'assets', 'page-qr-zh.svg')), false);
    refused(release(), 'javascript:alert(1) is no address of a page.', '--page-url', 'javascript:alert(1)');
  });

  test('shows the mini-program’s code if there is one, and says if there is none', () => {
    const laid = release({ kinds: ['deb'] });
    assert.equal(laid.build().status, 0);
    assert.match(laid.page(), /小程序码随小程序正式上线提供/);
    const code = path.join(import.meta.dirname, '..', '..', '..', 'icons', '128x128.png');
    assert.equal(laid.build('--miniprogram-code', code).status, 0);
    assert.match(laid.page(), /assets\/miniprogram-code\.png/);
    assert.doesNotMatch(laid.page(), /小程序码随小程序正式上线提供/);
    refused(release(), /is no PNG\.$/, '--miniprogram-code', path.join(laid.home, 'release.json'));
    refused(release(), /cannot be read\.$/, '--miniprogram-code', path.join(laid.home, 'absent.png'));
  });

  test('says what it lacks, and explains nothing about what is not there', () => {
    const laid = release({ kinds: ['deb'] });
    laid.manifest.notes.zh = '- 命令行 `poster`';
    assert.equal(laid.build().status, 0);
    const page = laid.page();
    assert.match(page, /这一版还没有 Windows 的安装包/);
    assert.match(page, /<li>命令行 <code>poster<\/code><\/li>/);
    assert.doesNotMatch(page, /id="open-(windows|macos)"|href="#open-(windows|macos)"|微信小程序 的安装包/);
  });

  test('links older versions', () => {
    const laid = release({ kinds: ['deb'] });
    laid.manifest.older = [{ version: '1.2.2', date: '2026-10-01', url: 'https://posters.example.com/1.2.2/' }];
    assert.equal(laid.build().status, 0);
    assert.match(
      laid.page('en/index.html'),
      /href="https:\/\/posters\.example\.com\/1\.2\.2\/">1\.2\.2 \(2026-10-01\)/,
    );
  });
});

describe('what the files say against it', () => {
  const name = NAME(DEB);
  const cases = [
    ['a wrong size', (laid) => (laid.row(DEB).bytes += 1), /linux_x64\.deb: has \d+ bytes, release\.json says \d+\.$/],
    [
      'a wrong hash',
      (laid) => (laid.row(DEB).sha256 = '0'.repeat(64)),
      /has the SHA-256 [0-9a-f]{64}, release\.json says 0{64}\.$/,
    ],
    ['a missing file', (laid) => rmSync(path.join(laid.folder, name)), `${name}: is not in the folder.`],
    [
      'another version in the name',
      (laid) => Object.assign(laid.manifest, { version: '1.2.4' }),
      `${name}: does not carry the version 1.2.4 in its name.`,
    ],
    [
      'another version in a .deb',
      (laid) => laid.replace(DEB, make.deb({ version: '1.2.2-1' })),
      `${name}: says of itself that it is version 1.2.2-1, release.json says 1.2.3.`,
    ],
    [
      'another architecture in a .deb',
      (laid) => laid.replace(DEB, make.deb({ arch: 'arm64' })),
      `${name}: is built for arm64, release.json says x64.`,
    ],
    [
      'another version in an .rpm',
      (laid) => laid.replace('linux_x64.rpm', make.rpm({ version: '9.0.0' })),
      /says of itself that it is version 9\.0\.0/,
    ],
    [
      'another architecture in an .rpm',
      (laid) => laid.replace('linux_x64.rpm', make.rpm({ arch: 'aarch64' })),
      /is built for arm64/,
    ],
    [
      'another architecture in a .tar.gz',
      (laid) => laid.replace('linux_x64.tar.gz', make.tarball({ arch: 'arm64' })),
      /is built for arm64/,
    ],
    [
      'a program in another place of a .tar.gz',
      (laid) => laid.replace('linux_x64.tar.gz', make.tarball({ program: 'bin/poster-companion' })),
      /holds its program as poster-companion-1\.2\.3\/bin\/poster-companion, the page tells people to start poster-companion-1\.2\.3\/poster-companion\.$/,
    ],
    [
      'no program in a .tar.gz',
      (laid) => laid.replace('linux_x64.tar.gz', make.tarball({ program: 'readme' })),
      /holds no program named poster-companion\.$/,
    ],
    [
      'another architecture in an AppImage',
      (laid) => laid.replace('linux_x64.AppImage', make.appImage({ arch: 'arm64' })),
      /is built for arm64/,
    ],
    [
      'another version in an installer',
      (laid) => laid.replace(SETUP, make.exe({ version: '1.2.0' })),
      /says of itself that it is version 1\.2\.0/,
    ],
    [
      'a code signature that is not there',
      (laid) => (laid.row(SETUP).signed = true),
      /setup\.exe: carries no code signature/,
    ],
    [
      'a code signature that is kept quiet',
      (laid) => laid.replace(SETUP, make.exe({ signed: true })),
      /carries a code signature, release\.json says that it does not/,
    ],
    [
      'a notarised image without a signature',
      (laid) => (laid.row(DMG).signed = true),
      /universal\.dmg: carries no code signature/,
    ],
    [
      'a text in place of a .deb',
      (laid) => laid.replace(DEB, Buffer.from('Not found')),
      `${name}: is no Debian package.`,
    ],
    [
      'a text in place of an .rpm',
      (laid) => laid.replace('linux_x64.rpm', Buffer.from('Not found')),
      /is no RPM package\.$/,
    ],
    [
      'a text in place of a .tar.gz',
      (laid) => laid.replace('linux_x64.tar.gz', Buffer.from('Not found')),
      /cannot be unpacked\.$/,
    ],
    [
      'a text in place of an installer',
      (laid) => laid.replace(SETUP, Buffer.from('Not found')),
      /is no Windows program\.$/,
    ],
    ['a text in place of an image', (laid) => laid.replace(DMG, Buffer.from('Not found')), /is no disk image\.$/],
    [
      'a text in place of the mini-program',
      (laid) => laid.replace('miniprogram.zip', Buffer.from('Not found')),
      /is no zip archive\.$/,
    ],
    ['a cut .deb', (laid) => laid.replace(DEB, make.deb().subarray(0, 150)), `${name}: ends in the middle.`],
    [
      'a list of checksums that lacks a file',
      (laid) => writeFileSync(path.join(laid.folder, 'SHA256SUMS'), ''),
      `SHA256SUMS: does not list ${name}.`,
    ],
    [
      'a list of checksums that says otherwise',
      (laid) => writeFileSync(path.join(laid.folder, 'SHA256SUMS'), `${'0'.repeat(64)}  ${name}\n`),
      `SHA256SUMS: has another SHA-256 for ${name} than release.json.`,
    ],
  ];
  for (const [what, change, sentence] of cases) {
    test(what, () => {
      const laid = release();
      change(laid);
      refused(laid, sentence);
    });
  }

  test('every fault is named, not only the first', () => {
    const laid = release();
    laid.row(DEB).bytes += 1;
    rmSync(path.join(laid.folder, NAME(SETUP)));
    assert.equal(refused(laid, `${NAME(SETUP)}: is not in the folder.`).length, 2);
  });

  test('a .deb may count its own revisions', () => {
    const laid = release();
    laid.replace(DEB, make.deb({ version: '1.2.3-1' }));
    assert.equal(laid.build().status, 0);
  });
});

describe('signatures', () => {
  const signed = () => release({ kinds: ['deb'] }).sign();
  const signature = `${NAME(DEB)}.minisig`;
  const rewrite = (laid, change) => {
    const file = path.join(laid.folder, signature);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };

  test('of another content', () => {
    const laid = signed();
    laid.replace(DEB, make.deb({ version: '1.2.3-2' }));
    refused(laid, `${signature}: does not belong to this file: the signature is wrong.`);
  });

  test('by another key', () => {
    const laid = signed();
    laid.manifest.publicKey = signed().manifest.publicKey;
    refused(laid, `${signature}: was made with another key than publicKey.`);
  });

  test('with a comment that was changed', () => {
    const laid = signed();
    rewrite(laid, (text) => text.replace(/^trusted comment: .*$/m, 'trusted comment: version 9'));
    refused(laid, `${signature}: has a comment that was changed.`);
  });

  test('that are none', () => {
    const laid = signed();
    rewrite(laid, () => '-----BEGIN PGP SIGNATURE-----\n');
    refused(laid, `${signature}: is no minisign signature.`);
  });

  test('that are not there', () => {
    const laid = signed();
    rmSync(path.join(laid.folder, signature));
    refused(laid, `${signature}: is not in the folder.`);
  });

  test('that are kept quiet', () => {
    const laid = signed();
    Object.assign(laid.row(DEB), { signature: null, signed: false });
    refused(laid, `${NAME(DEB)}: lies beside a signature, release.json says that it has none.`);
  });

  test('without a public key', () => {
    const laid = signed();
    laid.manifest.publicKey = null;
    refused(laid, `${NAME(DEB)}: has a signature, but release.json names no publicKey to check it with.`);
  });

  test('of the list of checksums', () => {
    const laid = signed();
    writeFileSync(
      path.join(laid.folder, 'SHA256SUMS'),
      `${readFileSync(path.join(laid.folder, 'SHA256SUMS'), 'utf8')}\n`,
    );
    refused(laid, 'SHA256SUMS.minisig: does not belong to this file: the signature is wrong.');
  });
});

describe('what release.json itself must not be', () => {
  const cases = [
    [
      'an unknown architecture',
      (laid) => (laid.row(DEB).arch = 'riscv64'),
      /: "riscv64" is no architecture of a deb\.$/,
    ],
    ['an unknown system', (laid) => (laid.row(DEB).os = 'beos'), /: "beos" is not the system of a deb\.$/],
    ['an unknown kind', (laid) => (laid.row(DEB).kind = 'msi'), /: "msi" is no kind of file that this page knows\.$/],
    ['a kind that every object has', (laid) => (laid.row(DEB).kind = 'constructor'), /is no kind of file/],
    [
      'a version that is none',
      (laid) => (laid.manifest.version = 'latest'),
      'version: "latest" is no version such as 1.2.3.',
    ],
    [
      'a day that is none',
      (laid) => (laid.manifest.date = '2026-02-30'),
      'date: "2026-02-30" is no day such as 2026-11-22.',
    ],
    ['a contract that is none', (laid) => (laid.manifest.contract = '<b>'), 'contract: "<b>" is no hash.'],
    [
      'a key that is none',
      (laid) => (laid.manifest.publicKey = 'RWQ'),
      /^site: publicKey: "RWQ" is neither null nor a minisign public key\.$/,
    ],
    [
      'a name with a path',
      (laid) => (laid.row(DEB).name = '../../etc/passwd'),
      /"\.\.\/\.\.\/etc\/passwd" is no plain file name\.$/,
    ],
    ['a name that a shell would run', (laid) => (laid.row(DEB).name = 'x_1.2.3_$(id).deb'), /is no plain file name\.$/],
    ['the same file twice', (laid) => laid.manifest.files.push(laid.row(DEB)), `${NAME(DEB)}: stands there twice.`],
    ['no file', (laid) => (laid.manifest.files = []), 'files: a page without a file to download helps nobody.'],
    ['files that are no list', (laid) => (laid.manifest.files = {}), 'files: must be a list of objects.'],
    [
      'another file’s signature',
      (laid) => (laid.row(DEB).signature = 'x.minisig'),
      /signature must be null or .*\.deb\.minisig\.$/,
    ],
    ['a signed Linux package without a signature', (laid) => (laid.row(DEB).signed = true), /the two disagree\.$/],
    [
      'notes that turn the text around',
      (laid) => (laid.manifest.notes.en = '\u202egnp.exe'),
      /^site: notes\.en: must be plain text/,
    ],
    ['no notes in Chinese', (laid) => delete laid.manifest.notes.zh, /^site: notes\.zh: must be plain text/],
    [
      'an older version at a script',
      (laid) => (laid.manifest.older = [{ version: '1.0.0', date: '2026-01-01', url: 'javascript:1' }]),
      /^site: older\[0\]: needs/,
    ],
    ['no JSON', (laid) => (laid.manifest = '{'), 'release.json is no JSON.'],
    ['no release', (laid) => (laid.manifest = '[]'), 'release.json holds no release.'],
  ];
  for (const [what, change, sentence] of cases) {
    test(what, () => {
      const laid = release();
      change(laid);
      refused(laid, sentence);
    });
  }

  test('a folder that is not there', () => {
    const laid = release();
    rmSync(laid.folder, { recursive: true });
    refused(laid, `${NAME(DEB)}: is not in the folder.`);
  });
});

test('whatever the notes say stays text', () => {
  const laid = release({ kinds: ['deb'] });
  const evil = `</li><script>alert(1)</script><img src=x onerror="alert('2')"> & "quoted"`;
  laid.manifest.notes = { zh: `- ${evil}`, en: evil };
  laid.row(DEB).requires = '<b>"Debian"</b>';
  assert.equal(laid.build().status, 0);
  for (const page of [laid.page(), laid.page('en/index.html')]) {
    assert.ok(
      page.includes(
        '&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;2&#39;)&quot;&gt; &amp; &quot;quoted&quot;',
      ),
    );
    assert.ok(page.includes('&lt;b&gt;&quot;Debian&quot;&lt;/b&gt;'));
    assert.equal(page.match(/<script/g)?.length, 1);
  }
});
