// The finished page in a browser: whoever comes finds the right file, with or without a script, a mouse, or good eyes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Visits, bigButtons } from './browser.mjs';
import { NAME, release, sweep } from './release.mjs';
import { AGENT, VISITORS } from './visitors.mjs';

const require = createRequire(import.meta.url);
const ADDRESS = 'https://posters.example.com/download/';
const LANGUAGES = { '/': 'zh-CN', '/en/': 'en' };

/** @type {Visits} */
let visits;
let laid;

before(async () => {
  laid = release().sign();
  const { status, stderr } = laid.build('--page-url', ADDRESS);
  assert.equal(status, 0, stderr);
  visits = await Visits.begin(laid.out);
});

after(async () => {
  await visits?.end();
  sweep();
});

/** Opens the page, does something, and looks whether the browser complained. */
async function visit(options, act) {
  const { place, ...rest } = options;
  const page = await visits.open(place, rest);
  try {
    await act(page);
    page.quiet();
  } finally {
    await page.context().close();
  }
}

describe('the right button', () => {
  for (const { who, agent, hints, touch, fingers, files, says } of VISITORS) {
    test(`for ${who}`, async () => {
      // The emulated screen feels one finger; a tablet's feels more.
      const prepare =
        fingers === undefined ? undefined : `Object.defineProperty(navigator, 'maxTouchPoints', { value: ${fingers} })`;
      await visit({ agent, hints, touch, prepare }, async (page) => {
        // The chip is told a moment later.
        if (hints !== undefined)
          await page.evaluate(() => navigator.userAgentData.getHighEntropyValues(['architecture']));
        assert.deepEqual(
          await bigButtons(page),
          files.map((rest) => `./files/${NAME(rest)}`),
        );
        assert.equal(await page.locator('.offer:visible').count(), 1);
        if (says !== undefined) assert.match(await page.locator('.offer:visible').innerText(), says);
      });
    });
  }

  test('downloads the file', async () => {
    await visit({ place: '/en/', agent: AGENT.linux }, async (page) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.get:visible').click()]);
      assert.equal(download.suggestedFilename(), NAME('linux_x64.deb'));
      const got = readFileSync(await download.path());
      assert.deepEqual(got, readFileSync(path.join(laid.folder, NAME('linux_x64.deb'))));
    });
  });
});

describe('without a script', () => {
  const still = { javaScriptEnabled: false };

  test('there is a button for each system, and the whole table', async () => {
    await visit({ ...still }, async (page) => {
      assert.deepEqual(
        await bigButtons(page),
        ['windows_x64-setup.exe', 'macos_universal.dmg', 'linux_x64.deb'].map((rest) => `./files/${NAME(rest)}`),
      );
      for (const { name, sha256 } of laid.manifest.files) {
        assert.ok(await page.locator(`table a[href="./files/${name}"]`).isVisible(), name);
        assert.ok(await page.getByText(sha256, { exact: true }).first().isVisible(), name);
      }
    });
  });

  test('nothing shows that would need one', async () => {
    await visit({ ...still }, async (page) => {
      assert.equal(await page.locator('button:visible').count(), 0);
      assert.equal(await page.locator('dialog:visible').count(), 0);
    });
  });

  test('the commands open, and the language changes', async () => {
    await visit({ ...still }, async (page) => {
      await page.locator('summary').first().click();
      assert.match(await page.locator('details[open]').innerText(), /Get-FileHash[^]*certutil[^]*minisign -Vm/);
      await page.getByRole('link', { name: 'English' }).click();
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      assert.match(await page.locator('h1').innerText(), /Pick a poster/);
      await page.getByRole('link', { name: '中文' }).click();
      assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
    });
  });
});

describe('inside WeChat', () => {
  const PHONES = { Android: AGENT.wechatAndroid, iPhone: AGENT.wechatIphone };
  const DESKS = { Windows: AGENT.wechatWindows, Mac: AGENT.wechatMac };

  for (const [system, agent] of Object.entries(PHONES)) {
    test(`on ${system}: the way into a browser, and the link for the computer`, async () => {
      await visit(
        { agent, touch: true, width: 390, height: 780, permissions: ['clipboard-read', 'clipboard-write'] },
        async (page) => {
          const dialog = page.getByRole('dialog', { name: '请在浏览器里打开' });
          assert.ok(await dialog.isVisible());
          assert.match(await dialog.innerText(), /点右上角的 ⋯[^]*选“在浏览器打开”[^]*文件传输助手/);
          const arrow = await dialog.locator('.arrow').boundingBox();
          assert.ok(
            arrow.x + arrow.width > 340 && arrow.y < 20,
            `the arrow points at the menu: ${JSON.stringify(arrow)}`,
          );
          await press(page, dialog.getByRole('button', { name: '复制链接' }), '已复制');
          assert.equal(await page.evaluate(() => navigator.clipboard.readText()), ADDRESS);
          await dialog.getByRole('button', { name: '先看看页面' }).click();
          assert.ok(await dialog.isHidden());
          assert.match(await page.locator('.offer:visible').innerText(), /这是电脑软件/);
          await page.getByRole('button', { name: '怎么在浏览器里打开' }).click();
          assert.ok(await dialog.isVisible());
        },
      );
    });
  }

  for (const [system, agent] of Object.entries(DESKS)) {
    test(`on ${system}: WeChat for computers has another menu`, async () => {
      await visit({ agent }, async (page) => {
        const dialog = page.getByRole('dialog');
        assert.match(await dialog.innerText(), /用默认浏览器打开/);
        assert.doesNotMatch(await dialog.innerText(), /选“在浏览器打开”/);
        await page.keyboard.press('Escape');
        assert.ok(await dialog.isHidden());
        assert.equal((await bigButtons(page)).length, 1);
      });
    });
  }

  test('with a web view that does not know dialogs', async () => {
    const prepare = () => {
      delete HTMLDialogElement.prototype.showModal;
      delete HTMLDialogElement.prototype.close;
    };
    await visit({ agent: AGENT.wechatAndroid, touch: true, width: 390, prepare }, async (page) => {
      assert.ok(await page.locator('#wechat').isVisible());
      await page.getByRole('button', { name: '先看看页面' }).click();
      assert.ok(await page.locator('#wechat').isHidden());
    });
  });

  test('outside of it nothing stands in the way', async () => {
    await visit({ agent: AGENT.android, touch: true }, async (page) => {
      assert.equal(await page.locator('dialog:visible').count(), 0);
      assert.ok(await page.locator('.in-wechat').isHidden());
    });
  });
});

/** Presses a button and sees its answer, which stays for two seconds only: the page itself watches for it. */
async function press(page, button, answer) {
  const seen = page.waitForFunction(
    (words) =>
      document.querySelector('#said').textContent === words &&
      [...document.querySelectorAll('[data-state]')].some((one) => one.textContent.includes(words)),
    answer,
  );
  await button.click();
  await seen;
}

describe('copying', () => {
  const allowed = { permissions: ['clipboard-read', 'clipboard-write'] };

  test('says that it is done, also to who only hears it', async () => {
    await visit({ ...allowed }, async (page) => {
      const hash = laid.manifest.files.find((file) => file.name === NAME('windows_x64-setup.exe')).sha256;
      const button = page.getByRole('button', { name: `SHA-256, ${NAME('windows_x64-setup.exe')}` });
      await press(page, button, '已复制');
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), hash);
      await page.waitForFunction(() => document.querySelector('#said').textContent === '');
      assert.match(await button.innerText(), /^复制/);
    });
  });

  test('works where pages have no clipboard', async () => {
    const prepare = () => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    await visit({ ...allowed, agent: AGENT.wechatAndroid, touch: true, width: 390, prepare }, async (page) => {
      await press(page, page.getByRole('dialog').getByRole('button', { name: '复制链接' }), '已复制');
      const other = await page.context().newPage();
      await other.goto(visits.server.url);
      await other.evaluate(() => Reflect.deleteProperty(navigator, 'clipboard'));
      assert.equal(await other.evaluate(() => navigator.clipboard.readText()), ADDRESS);
    });
  });

  test('says so where it fails', async () => {
    const prepare = () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    };
    await visit({ prepare }, async (page) => {
      await press(page, page.getByRole('button', { name: '复制链接' }), '请手动选中复制');
    });
  });
});

test('every command that can run here says OK', async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    const commands = await page.locator('.command code').allTextContents();
    const runnable = commands.filter((command) => /sha256sum|shasum|minisign/.test(command) && there(command));
    assert.ok(runnable.filter((command) => command.includes('sha256sum')).length >= 4, runnable.join('\n'));
    // `cargo xtask setup` installs it on Debian and Ubuntu; elsewhere it may be missing.
    if (existsSync('/etc/debian_version')) {
      assert.ok(
        runnable.some((command) => command.startsWith('minisign')),
        'minisign is not installed',
      );
    }
    for (const command of runnable) {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
        cwd: path.join(laid.out, 'files'),
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${command}\n${stdout}${stderr}`);
    }
    assert.ok(commands.includes(`certutil -hashfile ${NAME('windows_x64-setup.exe')} SHA256`));
  });
});

/** Whether the program of the command is on this machine. */
const there = (command) =>
  spawnSync('sh', ['-c', `command -v ${/sha256sum|shasum|minisign/.exec(command)[0]}`]).status === 0;

test('every link leads somewhere', async () => {
  for (const place of Object.keys(LANGUAGES)) {
    await visit({ place, javaScriptEnabled: false }, async (page) => {
      const links = await page
        .locator('a, link, script, img, source')
        .evaluateAll((all) =>
          all.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('srcset')),
        );
      assert.ok(links.length > 20);
      for (const link of links.filter((one) => !one.startsWith('https://'))) {
        const { pathname, hash } = new URL(link, `http://site${place}`);
        assert.ok(existsSync(path.join(laid.out, pathname)), `${link} on ${place}`);
        if (hash !== '') assert.equal(await page.locator(hash).count(), 1, `${link} on ${place}`);
      }
    });
  }
});

test('the QR code is read, in both themes, as the address of the page', async () => {
  const reader = readFileSync(require.resolve('jsqr'), 'utf8');
  for (const [place, address] of [
    ['/', ADDRESS],
    ['/en/', `${ADDRESS}en/`],
  ]) {
    for (const colorScheme of ['light', 'dark']) {
      await visit({ place, colorScheme, deviceScaleFactor: 2 }, async (page) => {
        const picture = await page.locator('#phone img').first().screenshot();
        const blank = await page.context().newPage();
        await blank.addScriptTag({ content: reader });
        const read = await blank.evaluate(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const drawing = canvas.getContext('2d');
          drawing.drawImage(bitmap, 0, 0);
          const { data, width, height } = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
          return window.jsQR(data, width, height)?.data;
        }, picture.toString('base64'));
        assert.equal(read, address);
      });
    }
  }
});

describe('for everybody', () => {
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const LOOKS = {
    'on Windows': { agent: AGENT.windows },
    'on a phone of 360 px': { agent: AGENT.android, touch: true, width: 360, height: 740 },
    'inside WeChat': { agent: AGENT.wechatAndroid, touch: true, width: 390, height: 780 },
  };
  for (const [place, language] of Object.entries(LANGUAGES)) {
    for (const colorScheme of ['light', 'dark']) {
      for (const [where, look] of Object.entries(LOOKS)) {
        test(`axe finds nothing: ${language}, ${colorScheme}, ${where}`, async () => {
          await visit({ place, colorScheme, ...look }, async (page) => {
            await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
            await page.evaluate(axe);
            const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
            assert.ok(found.passes.length > 15, 'axe looked at next to nothing');
            assert.deepEqual(
              found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
              [],
            );
          });
        });
      }
    }
  }

  for (const place of Object.keys(LANGUAGES)) {
    test(`nothing is wider than 360 px: ${place}`, async () => {
      for (const agent of [AGENT.android, AGENT.windows, AGENT.wechatAndroid]) {
        await visit({ place, agent, touch: true, width: 360, height: 740 }, async (page) => {
          await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
          const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.body.scrollWidth]);
          assert.deepEqual(wide, [360, 360]);
        });
      }
    });
  }

  test('the keyboard reaches everything, and the first thing is the download', async () => {
    await visit({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement?.textContent.trim().replace(/\s+/g, ' ') ?? '');
      await page.keyboard.press('Tab');
      assert.equal(await focused(), '跳到下载');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.match(await focused(), /^下载 Windows 版/);
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.equal(outline, 'solid');

      await page.locator('summary').first().focus();
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('details[open]').count(), 1);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      // A clipboard takes its time.
      await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('(Get-FileHash'));
    });
  });

  test('on paper: hashes, and no buttons', async () => {
    await visit({ colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('button:visible').count(), 0);
      for (const { sha256 } of laid.manifest.files)
        assert.ok(await page.getByText(sha256, { exact: true }).first().isVisible());
      const [ink, ground] = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return [color, backgroundColor].map((one) => Number(/\d+/.exec(one)[0]));
      });
      assert.ok(ink < 60 && ground > 200, `dark ink on light paper, not ${ink} on ${ground}`);
      assert.equal((await page.pdf()).toString('latin1', 0, 5), '%PDF-');
    });
  });
});
