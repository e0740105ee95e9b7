/** The compare screen with a scripted program and a scripted phone: what QA does, and what they then see. */
import { configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

// The window loads it when it is asked for; here it is loaded before the clock runs.
import '../src/compare/Compare.svelte';
import type { Difference, Pictures } from '../src/generated/types';
import App from '../src/view/App.svelte';
import { CONTRACT } from './scripted-compare';
import { ScriptedHost } from './scripted-host';
import { ScriptedPhone } from './scripted-phone';

// A whole screen on a busy machine.
configure({ asyncUtilTimeout: 8000 });
vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });

const PARTING: Difference = { field: 'state', a: 'granted', b: 'still_refused', standing: 'unlisted', why: null };

let host: ScriptedHost;
let phone: ScriptedPhone;
let user: UserEvent;

async function open(hello: ConstructorParameters<typeof ScriptedHost>[0] = {}): Promise<void> {
  host = new ScriptedHost(hello);
  user = userEvent.setup();
  render(App, { host });
  await screen.findAllByTestId('card');
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  phone = new ScriptedPhone(await screen.findByTestId<HTMLIFrameElement>('phone'));
  await ready();
}

const ready = (): Promise<void> =>
  waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('play').disabled).toBe(false));
const rows = (): HTMLElement[] => screen.queryAllByTestId('trace-row');
const called = (name: string): unknown[][] => host.compare.calls.filter(([one]) => one === name);

async function playAll(): Promise<void> {
  await user.selectOptions(screen.getByTestId('speed'), 'instant');
  await user.click(screen.getByTestId('play'));
  await waitFor(() => expect(rows()).toHaveLength(10));
  await waitFor(() => expect(screen.getByTestId('play').textContent).toContain('播放'));
}

beforeEach(() => open());

describe('the screen', () => {
  test('covers the gallery, which rests, and Escape leads back', async () => {
    expect(screen.getByTestId('search').closest<HTMLElement>('.app')?.inert).toBe(true);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('compare')).toBeNull());
    expect(screen.getByTestId('search').closest<HTMLElement>('.app')?.inert).toBe(false);
    expect(called('close')).toHaveLength(1);
  });

  test('starts with the classic flow between the references, the mini-program in a sandbox', () => {
    expect(called('open')).toEqual([['open', 'denied_then_granted', 'macos']]);
    expect(phone.asked[0]).toMatchObject({
      do: 'rehearse',
      with: [{ scenario: 'denied_then_granted', environment: 'wechat-ios', language: 'zh_CN', theme: 'light' }],
    });
    expect(screen.getByTestId('phone').getAttribute('sandbox')).toBe('allow-scripts');
  });

  test('keys mean nothing while somebody types', async () => {
    await user.type(screen.getByTestId('scenario-search'), 'n');
    expect(rows()).toHaveLength(0);
  });

  test('its keys are told', async () => {
    await user.keyboard('?');
    expect(await screen.findByText('闪切时换到另一边')).toBeTruthy();
  });
});

describe('both sides', () => {
  test('take a step together, and say what is on screen', async () => {
    await user.keyboard('nnn');
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.getByTestId('state-left').dataset.state).toBe('blocked');
    expect(screen.getByTestId('kind-right').dataset.kind).toBe('permission_denied_by_user');
    expect(screen.getByTestId('kind-right').textContent).toContain('用户拒绝了权限');
    expect(within(screen.getByTestId('rehearsal-guidance')).getByText('需要您授权保存相册')).toBeTruthy();
    expect(phone.asked.filter((one) => one.do === 'play')[2]?.with).toMatchObject([
      { by: 'fails', mishap: 'denied', signal: { errMsg: 'saveImageToPhotosAlbum:fail auth deny' } },
    ]);
  });

  test('play to the end and agree', async () => {
    await playAll();
    expect(rows()).toHaveLength(10);
    expect(screen.getByTestId('verdict').dataset.verdict).toBe('same');
    expect(screen.getByTestId('side-left').dataset.live).toBe('true');
    // What the contract itself wants is grey, no parting.
    expect(rows()[8]?.dataset.standing).toBe('contract');
  });

  test('part: the first parting step is chosen, its still shown on both sides', async () => {
    host.compare.found.set(5, [PARTING]);
    await playAll();
    await waitFor(() => expect(rows()[5]?.getAttribute('aria-current')).toBe('step'));
    expect(screen.getByTestId('verdict').dataset.verdict).toBe('parts');
    expect(screen.getByTestId('verdict').textContent).toContain('第 6 步');
    expect(within(rows()[5] as HTMLElement).getByTestId('difference').dataset.field).toBe('state');
    for (const hand of ['left', 'right']) {
      expect(screen.getByTestId(`side-${hand}`).dataset.live).toBe('false');
      const drawn = [...screen.getByTestId(`screen-${hand}`).querySelectorAll('*')].filter(
        ({ shadowRoot }) => shadowRoot,
      );
      expect(drawn.map(({ shadowRoot }) => shadowRoot?.childElementCount)).toEqual([1]);
    }
    expect(screen.getByTestId('state-right').dataset.state).toBe('granted');
  });

  test('a listed difference is no alarm', async () => {
    host.compare.found.set(2, [
      { ...PARTING, standing: 'listed', why: { 'zh-CN': 'Linux 没有这样的开关。', en: 'Linux has no such switch.' } },
    ]);
    await playAll();
    expect(screen.getByTestId('verdict').dataset.verdict).toBe('listed');
    // The step is shown, with the reason why it may differ.
    expect(rows()[2]?.textContent).toContain('Linux 没有这样的开关。');
  });

  test('the raw signal, its row and the contract are one press away', async () => {
    await user.keyboard('nnn');
    await waitFor(() => expect(rows()).toHaveLength(3));
    await user.click(screen.getByTestId('raw-right'));
    const facts = screen.getByTestId('facts-right').textContent;
    expect(facts).toContain('saveImageToPhotosAlbum:fail auth deny');
    expect(facts).toContain('匹配第 16 行');
    expect(facts).toContain('用户拒绝过。');
    expect(facts).toContain(CONTRACT);
  });

  test('a button of the desktop is pressed by hand, and its host answers by itself as the scenario goes on', async () => {
    await user.click(screen.getByTestId('rehearsal-offer-save'));
    expect(called('press')).toEqual([['press', 'save']]);
    // Downloaded, then refused: the next word is the user's.
    await waitFor(() => expect(screen.getByTestId('state-left').dataset.state).toBe('blocked'));
    expect(rows()).toHaveLength(3);
    // The phone has not been touched: that is no alarm.
    expect(rows()[1]?.dataset.standing).toBe('pending');
    expect(screen.getByTestId('verdict').dataset.verdict).toBe('same');
    expect(screen.getByTestId('verdict').textContent).toContain('目前一致');
  });

  test('a step brings up the side that is behind', async () => {
    await user.click(screen.getByTestId('rehearsal-offer-save'));
    await waitFor(() => expect(screen.getByTestId('state-left').dataset.state).toBe('blocked'));
    await user.keyboard('nnn');
    await waitFor(() => expect(screen.getByTestId('state-right').dataset.state).toBe('blocked'));
    expect(rows()).toHaveLength(3);
    expect(rows().map(({ dataset }) => dataset.standing)).toEqual(['same', 'same', 'same']);
  });

  test('a press that leaves the script is told, and playing ends with the other side', async () => {
    host.compare.strays.add('save');
    await user.click(screen.getByTestId('rehearsal-offer-save'));
    await waitFor(() => expect(screen.getByTestId('strayed').textContent).toContain('桌面应用已离开脚本'));
    await user.selectOptions(screen.getByTestId('speed'), 'instant');
    await user.click(screen.getByTestId('play'));
    await waitFor(() => expect(screen.getByTestId('state-right').dataset.state).toBe('ready'));
    await waitFor(() => expect(screen.getByTestId('play').textContent).toContain('播放'));
    expect(rows().map(({ dataset }) => dataset.standing)).not.toContain('unlisted');
    await user.click(screen.getByTestId('restart'));
    await waitFor(() => expect(screen.queryByTestId('strayed')).toBeNull());
  });

  test('playing stops at the first failure', async () => {
    host.compare.broken = true;
    await user.selectOptions(screen.getByTestId('speed'), 'instant');
    await user.click(screen.getByTestId('play'));
    await waitFor(() => expect(screen.getByTestId('play').textContent).toContain('播放'));
    expect(phone.asked.filter((one) => one.do === 'play').length).toBeLessThan(3);
  });

  test('paused and played again at once, one loop runs', async () => {
    await user.keyboard('ppp');
    await waitFor(() => expect(rows().length).toBeGreaterThan(0));
    await user.keyboard('p');
    const shown = rows().length;
    await new Promise((done) => setTimeout(done, 1400));
    expect(rows()).toHaveLength(shown);
  });

  test('the phone started anew by its own menu is at its beginning, and no alarm', async () => {
    await user.keyboard('nnn');
    await waitFor(() => expect(rows()).toHaveLength(3));
    phone.restart();
    await waitFor(() => expect(screen.getByTestId('facts-right').textContent).toContain('还没有步骤'));
    expect(rows().map(({ dataset }) => dataset.standing)).toEqual(['pending', 'pending', 'pending']);
  });

  test('a key that is pressed inside the phone means what it means outside', async () => {
    phone.press('n');
    await waitFor(() => expect(rows()).toHaveLength(1));
    phone.press('?');
    expect(await screen.findByText('闪切时换到另一边')).toBeTruthy();
  });

  test('a finger on the phone is followed, and answered as the scenario goes on', async () => {
    phone.touch();
    await waitFor(() => expect(screen.getByTestId('state-right').dataset.state).toBe('blocked'), { timeout: 4000 });
    expect(phone.asked.filter((one) => one.do === 'play').map((one) => one.with)).toMatchObject([
      [{ event: 'fetched' }],
      [{ by: 'fails' }],
    ]);
  });

  test('messages of other windows are nobody', async () => {
    window.dispatchEvent(
      new MessageEvent('message', { data: { from: 'miniprogram', step: {}, at: 0 }, source: window }),
    );
    await new Promise((done) => setTimeout(done, 120));
    expect(phone.asked.some((one) => one.do === 'rehearsed')).toBe(false);
  });
});

describe('how it is looked at', () => {
  test('the view is kept when the scenario changes', async () => {
    await user.keyboard('3');
    expect(screen.getByTestId('slider')).toBeTruthy();
    await user.click(screen.getByTestId('scenario-offline'));
    await ready();
    expect(screen.getByTestId('slider')).toBeTruthy();
    expect(called('open').at(-1)).toEqual(['open', 'offline', 'macos']);
  });

  test('B blinks by hand, and the phone lives on behind it', async () => {
    const frame = screen.getByTestId('phone');
    await user.keyboard('b');
    const hand = (await screen.findByTestId('blink')).dataset.hand;
    await user.keyboard('b');
    await waitFor(() => expect(screen.getByTestId('blink').dataset.hand).not.toBe(hand));
    await user.keyboard('1');
    expect(screen.getByTestId('phone')).toBe(frame);
  });

  test('the divide moves by arrows', async () => {
    await user.keyboard('3');
    const divide = screen.getByRole('slider');
    divide.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(divide.getAttribute('aria-valuenow')).toBe('60');
    await user.keyboard('{End}');
    expect(divide.getAttribute('aria-valuenow')).toBe('100');
  });

  test('arrows walk through the steps', async () => {
    await user.keyboard('nnn');
    await waitFor(() => expect(rows()).toHaveLength(3));
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(rows()[0]?.getAttribute('aria-current')).toBe('step');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(screen.getByTestId('side-right').dataset.live).toBe('true');
  });

  test('zooms by key and back', async () => {
    await user.keyboard('+');
    expect(screen.getByTestId('zoom-fit').textContent).toBe('125%');
    await user.keyboard('0');
    expect(screen.getByTestId('zoom-fit').textContent).toBe('适合');
  });
});

describe('environments', () => {
  test('each wording is marked, and another environment plays anew', async () => {
    await user.click(screen.getByTestId('environment-wechat'));
    const android = screen.getByTestId('environment-wechat-android').closest('label') as HTMLElement;
    expect(within(android).getByText('推测')).toBeTruthy();
    expect(within(android).getByText('as WeChat for iOS')).toBeTruthy();
    expect(within(android).getByText('saveImageToPhotosAlbum:fail auth deny')).toBeTruthy();
    await user.click(screen.getByTestId('environment-wechat-android'));
    await ready();
    expect(phone.asked.findLast((one) => one.do === 'rehearse')?.with).toMatchObject([
      { environment: 'wechat-android' },
    ]);
  });

  test('a scenario that is not for one side says why, and the other side still plays', async () => {
    await user.click(screen.getByTestId('scenario-folder_gone'));
    await ready();
    expect(within(screen.getByTestId('side-right')).getByText('手机只有一个相册。')).toBeTruthy();
    await user.keyboard('n');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.queryByTestId('verdict')).toBeNull();
  });
});

describe('recordings', () => {
  test('a bad one is told where it is bad; a good one stands in for its side', async () => {
    await playAll();
    host.compare.problem = {
      line: 2,
      column: 9,
      path: 'steps[1].state',
      message: { 'zh-CN': '没有叫 blokked 的状态', en: 'No state is called blokked' },
    };
    await user.click(screen.getByTestId('import'));
    const field = screen.getByTestId<HTMLTextAreaElement>('import-text');
    field.focus();
    await user.paste('{\n  "steps": []\n}');
    await user.click(screen.getByTestId('import-do'));
    const told = await screen.findByTestId('import-problem');
    expect(told.textContent).toContain('没有叫 blokked 的状态');
    expect(told.textContent).toContain('第 2 行，第 9 列');
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('  "steps": []');

    host.compare.problem = null;
    await user.click(screen.getByTestId('import-do'));
    expect(await screen.findByTestId('recorded')).toBeTruthy();
    expect(called('diff').at(-1)).toEqual(['diff', 10, 5, { a: false, b: false }]);
    expect(screen.getByTestId('contracts').textContent).toContain('右边是较旧的契约');
    await user.click(screen.getByTestId('to-live-right'));
    await waitFor(() => expect(screen.queryByTestId('recorded')).toBeNull());
  });

  test('goes to the side that is asked for', async () => {
    await playAll();
    await user.click(screen.getByTestId('import'));
    await user.click(screen.getByLabelText('左边'));
    await user.click(screen.getByTestId('import-file'));
    await waitFor(() => expect(within(screen.getByTestId('side-left')).getByTestId('recorded')).toBeTruthy());
    expect(called('diff').at(-1)).toEqual(['diff', 5, 10, { a: false, b: false }]);
  });

  test('a live trace is kept as a file', async () => {
    await playAll();
    await user.click(screen.getByTestId('export-trace'));
    await user.click(screen.getByText('录制：微信 iOS'));
    expect(called('saveTrace')).toEqual([['saveTrace', 'wechat']]);
    expect(await screen.findByText('已导出 trace.json')).toBeTruthy();
  });

  test('both sides are kept as a page with the pictures that were taken', async () => {
    await playAll();
    await user.click(screen.getByTestId('export-trace'));
    await user.click(screen.getByTestId('export-pair'));
    await waitFor(() => expect(called('exportPair')).toHaveLength(1));
    const pictures = called('exportPair')[0]?.[3] as Pictures;
    expect(pictures.a).toHaveLength(10);
    expect(pictures.b.at(-1)?.page).toContain('the phone');
    expect(pictures.a.at(2)?.page).toContain('需要您授权保存相册');
  });
});

describe('the matrix', () => {
  const cell = (scenario: string, environment: string): HTMLElement => {
    const found = screen
      .getAllByTestId('cell')
      .find(({ dataset }) => dataset.scenario === scenario && dataset.environment === environment);
    if (found === undefined) throw new Error(`no cell ${scenario} × ${environment}`);
    return found;
  };

  beforeEach(async () => {
    await user.click(screen.getByTestId('section-matrix'));
    await screen.findByTestId('matrix');
  });

  test('tells each cell, and what is only assumed', () => {
    expect(cell('offline', 'wechat-android').textContent.trim()).toBe('第 3 步');
    expect(cell('offline', 'wechat-android').getAttribute('aria-label')).toContain('推测');
    expect(cell('saved', 'linux').dataset.standing).toBe('listed');
    expect(screen.getByTestId('matrix-sums').textContent).toContain('不同 1');
    // A listed difference says from which step, too.
    expect(cell('saved', 'linux').textContent.trim()).toBe('第 2 步');
    expect(cell('saved', 'linux').getAttribute('aria-label')).toContain('Linux 没有这样的开关。');
    expect(screen.getByTestId('matrix').textContent).toContain('小程序: 手机只有一个相册。');
  });

  test('a cell opens its pair and plays it', async () => {
    await user.click(cell('offline', 'wechat-android'));
    await waitFor(() => expect(screen.getByTestId('progress').textContent).toBe('10 / 10'));
    expect(called('open').at(-1)).toEqual(['open', 'offline', 'macos']);
    expect(phone.asked.findLast((one) => one.do === 'rehearse')?.with).toMatchObject([
      { environment: 'wechat-android' },
    ]);
  });

  test('a scenario of one surface stands beside what the reference did there', async () => {
    await user.click(cell('folder_gone', 'linux'));
    await waitFor(() => expect(within(screen.getByTestId('side-right')).getByTestId('stand-in')).toBeTruthy());
    expect(called('open').slice(-2)).toEqual([
      ['open', 'folder_gone', 'macos'],
      ['open', 'folder_gone', 'linux'],
    ]);
    expect(screen.getByTestId('side-right').getAttribute('aria-label')).toBe('桌面应用');
    await waitFor(() => expect(rows()).toHaveLength(10));
    await user.click(screen.getByTestId('scenario-saved'));
    await waitFor(() => expect(screen.queryByTestId('stand-in')).toBeNull());
  });

  test('is one stop of Tab; arrows move inside', async () => {
    expect(screen.getAllByTestId('cell').filter((one) => one.tabIndex === 0)).toHaveLength(1);
    cell('saved', 'wechat-ios').focus();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(document.activeElement).toBe(cell('denied_then_granted', 'wechat-android'));
  });

  test('Tab still reaches it when fewer rows are left', async () => {
    screen.getAllByTestId('cell').at(-1)?.focus();
    await user.click(screen.getByTestId('only-parting'));
    const stops = [...screen.getByTestId('matrix').querySelectorAll('button')].filter((one) => one.tabIndex === 0);
    expect(stops).toHaveLength(1);
  });

  test('what is gone is told with step and reason, however many of one pair', async () => {
    const why = { 'zh-CN': '从前不同。', en: 'It was otherwise.' };
    host.compare.gone = [1, 2].map((step) => ({ scenario: 'saved', environment: 'linux', step, why }));
    await user.click(screen.getByTestId('matrix-run'));
    const gone = await screen.findByTestId('matrix-gone');
    expect(gone.textContent).toContain('第 2 步');
    expect(gone.textContent).toContain('第 3 步');
    expect(gone.textContent).toContain('从前不同。');
  });

  test('the listed differences are listed, and each opens its pair', async () => {
    const listed = screen.getByTestId('listed-differences');
    expect(listed.textContent).toContain('Linux 没有这样的开关。');
    await user.click(within(listed).getByText(/顺利保存 · Linux · 第 2 步/u));
    await waitFor(() => expect(called('open').at(-1)).toEqual(['open', 'saved', 'linux']));
  });

  test('the newest reference is the one that is answered', async () => {
    let release = (): void => undefined;
    const matrix = host.compare.matrix.bind(host.compare);
    host.compare.matrix = async (reference) => {
      if (reference.desktop === 'linux') await new Promise<void>((done) => (release = done));
      return matrix(reference);
    };
    await user.selectOptions(screen.getByTestId('reference-desktop'), 'linux');
    await user.selectOptions(screen.getByTestId('reference-desktop'), 'macos');
    await waitFor(() =>
      expect(called('matrix').at(-1)).toEqual(['matrix', { desktop: 'macos', wechat: 'wechat-ios' }]),
    );
    release();
    await waitFor(() =>
      expect(called('matrix').at(-1)).toEqual(['matrix', { desktop: 'linux', wechat: 'wechat-ios' }]),
    );
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('matrix-run').disabled).toBe(false));
    expect(screen.getByTestId<HTMLSelectElement>('reference-desktop').value).toBe('macos');
  });

  test('narrows to differences, takes another reference, and is exported', async () => {
    await user.click(screen.getByTestId('only-parting'));
    expect(new Set(screen.getAllByTestId('cell').map(({ dataset }) => dataset.scenario))).toEqual(
      new Set(['saved', 'offline']),
    );
    await user.selectOptions(screen.getByTestId('reference-desktop'), 'linux');
    await waitFor(() =>
      expect(called('matrix').at(-1)).toEqual(['matrix', { desktop: 'linux', wechat: 'wechat-ios' }]),
    );
    await user.click(screen.getByTestId('export-html'));
    expect(called('exportReport')).toEqual([['exportReport', 'html', { desktop: 'linux', wechat: 'wechat-ios' }]]);
  });
});

describe('the classification table', () => {
  beforeEach(() => user.click(screen.getByTestId('section-table')));

  test('has every row of the contract, with its words filled in', async () => {
    const { failures } = await import('../src/contract');
    for (const { kind } of failures.rows) expect(screen.getByTestId(`row-${kind}`)).toBeTruthy();
    expect(screen.getByTestId('table-screen').textContent).not.toMatch(/\{\w+\}/u);
  });

  test('finds the row of an error, and leads to it', async () => {
    screen.getByTestId('explain-text').focus();
    await user.paste('saveImageToPhotosAlbum:fail auth deny');
    await waitFor(() => expect(screen.getByTestId('explanation').dataset.kind).toBe('permission_denied_by_user'));
    await user.click(screen.getByTestId('explain-show'));
    const row = screen.getByTestId<HTMLDetailsElement>('row-permission_denied_by_user');
    await waitFor(() => expect(row.open).toBe(true));
    expect(row.classList).toContain('caught');
  });

  test('is searched, and exported', async () => {
    await user.type(screen.getByTestId('table-search'), 'storage_full');
    expect(screen.queryByTestId('row-unknown')).toBeNull();
    await user.click(screen.getByTestId('export-csv'));
    expect(called('exportReport')).toEqual([['exportReport', 'csv', null]]);
  });
});

test('domains: what WeChat would refuse is told, and stays while another part is looked at', async () => {
  let end = (): void => undefined;
  host.compare.checking = new Promise((done) => (end = done));
  await user.click(screen.getByTestId('section-domains'));
  screen.getByTestId('domains-request').focus();
  await user.paste('api.example.com');
  screen.getByTestId('domains-download').focus();
  await user.paste('posters.example.com\ncdn.example.com');
  await user.click(screen.getByTestId('domains-run'));
  expect(await screen.findByText('正在读取海报：72 张')).toBeTruthy();
  await user.click(screen.getByTestId('domains-cancel'));
  expect(called('cancelDomains')).toHaveLength(1);
  await user.click(screen.getByTestId('section-table'));
  end();
  await user.click(screen.getByTestId('section-domains'));
  expect((await screen.findByTestId('domains-verdict')).dataset.refused).toBe('1');
  expect(called('checkDomains')).toEqual([
    ['checkDomains', { request: ['api.example.com'], download: ['posters.example.com', 'cdn.example.com'] }],
  ]);
  expect(screen.getAllByTestId('domain').map(({ dataset }) => [dataset.purpose, dataset.verdict])).toEqual([
    ['request', 'ip'],
    ['download', 'ok'],
  ]);
  expect(screen.getByTestId<HTMLTextAreaElement>('domains-request').value).toBe('api.example.com');
});

test('a file that is dragged out again leaves no mark behind; one that is dropped is read', async () => {
  host.compare.drag({ state: 'over' });
  expect(await screen.findByText('松开即可导入录制')).toBeTruthy();
  host.compare.drag({ state: 'left' });
  await waitFor(() => expect(screen.queryByText('松开即可导入录制')).toBeNull());
  host.compare.drag({ state: 'unread' });
  expect(await screen.findByText('这个文件读不出来')).toBeTruthy();
  host.compare.drag({ state: 'over' });
  host.compare.drag({ state: 'dropped', text: '{"steps": []}' });
  expect(await screen.findByTestId('recorded')).toBeTruthy();
  expect(screen.queryByText('松开即可导入录制')).toBeNull();
  expect(called('importTrace')).toEqual([['importTrace', '{"steps": []}']]);
});

test('a rehearsal of a real save leads back to the gallery under a mark that can end it', async () => {
  await user.click(screen.getByTestId('section-rehearse'));
  await user.click(screen.getByTestId('rehearse-auth_expired'));
  const banner = await screen.findByTestId('rehearsal-banner');
  expect(banner.dataset.kind).toBe('auth_expired');
  expect(banner.textContent).toContain('登录已过期');
  expect(called('rehearse')).toEqual([['rehearse', { kind: 'auth_expired', environment: 'linux' }]]);
  await waitFor(() => expect(screen.queryByTestId('compare')).toBeNull());
  // The mark stays in sight over the compare screen, too.
  await user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  const main = await screen.findByTestId('compare');
  expect(within(main).getByTestId('rehearsal-banner')).toBeTruthy();
  await user.click(within(main).getByTestId('end-rehearsal'));
  await waitFor(() => expect(screen.queryByTestId('rehearsal-banner')).toBeNull());
});

test('no batch starts during a rehearsal: it would really save under its mark', async () => {
  await user.click(screen.getByTestId('section-rehearse'));
  await user.click(screen.getByTestId('rehearse-auth_expired'));
  await waitFor(() => expect(screen.queryByTestId('compare')).toBeNull());
  await user.keyboard('{Control>}a{/Control}');
  await user.click(await screen.findByTestId('save-selected'));
  expect(await screen.findByText(/正在演练，只能单张保存/u)).toBeTruthy();
  expect(host.calls.filter(([name]) => name === 'batchStart')).toEqual([]);
  await user.click(screen.getByTestId('end-rehearsal'));
  await user.click(screen.getByTestId('save-selected'));
  await waitFor(() => expect(host.calls.filter(([name]) => name === 'batchStart')).toHaveLength(1));
});

test('the language is one press away, and both flows are rehearsed in it', async () => {
  await user.click(screen.getByTestId('compare-locale'));
  expect(await screen.findByText('Back to the posters')).toBeTruthy();
  await waitFor(() =>
    expect(phone.asked.findLast((one) => one.do === 'rehearse')?.with).toMatchObject([{ language: 'en' }]),
  );
  expect(called('open')).toHaveLength(2);
});
