/** Many posters in the whole window, with a scripted host: what a user does, and what they then see. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';

import App from '../src/view/App.svelte';
import { many } from './posters';
import { OPTIONS, saved } from './scripted-batch';
import { failure, ScriptedHost } from './scripted-host';

let host: ScriptedHost;
let user: UserEvent;

async function open(wanted: ConstructorParameters<typeof ScriptedHost>[0] = {}): Promise<void> {
  host = new ScriptedHost(wanted);
  user = userEvent.setup();
  render(App, { host });
  await screen.findAllByTestId('card');
}

const calls = (name: string): unknown[][] =>
  host.calls.filter(([called]) => called === name).map(([, ...rest]) => rest);
const card = (id: string): HTMLElement => {
  const found = screen.getAllByTestId('card').find((element) => element.dataset.id === id);
  if (found === undefined) throw new Error(`no card ${id}`);
  return found;
};
const picture = (id: string): HTMLElement => card(id).querySelector('.open') as HTMLElement;
const selected = (): string[] =>
  screen
    .getAllByTestId('card')
    .filter((element) => element.dataset.selected === 'true')
    .map((element) => element.dataset.id ?? '');

async function press(id: string, held: '' | 'Control' | 'Shift' | 'Meta' = ''): Promise<void> {
  if (held === '') await user.click(picture(id));
  else {
    await user.keyboard(`{${held}>}`);
    await user.click(picture(id));
    await user.keyboard(`{/${held}}`);
  }
}

describe('selecting', () => {
  beforeEach(() => open());

  test('a plain press still opens the poster', async () => {
    await press('p-002');
    expect(screen.getByTestId('viewer')).toBeTruthy();
    expect(screen.queryByTestId('selection')).toBeNull();
  });

  test('by its box, by ctrl and ⌘, and back', async () => {
    await user.click(within(card('p-001')).getByTestId('tick'));
    await press('p-003', 'Control');
    await press('p-005', 'Meta');
    expect(selected()).toEqual(['p-001', 'p-003', 'p-005']);
    expect(within(card('p-003')).getByTestId('tick').getAttribute('aria-checked')).toBe('true');
    await press('p-003', 'Control');
    expect(selected()).toEqual(['p-001', 'p-005']);
    expect(screen.queryByTestId('viewer')).toBeNull();
  });

  test('shift takes everything between', async () => {
    await press('p-002', 'Control');
    await press('p-006', 'Shift');
    expect(selected()).toEqual(['p-002', 'p-003', 'p-004', 'p-005', 'p-006']);
  });

  test('the keyboard alone: space, shift and arrows, Escape', async () => {
    await user.keyboard('{ArrowDown}[Space]');
    expect(selected()).toEqual(['p-001']);
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(selected()).toEqual(['p-001', 'p-002', 'p-003']);
    expect(screen.queryByTestId('viewer')).toBeNull();
    await user.keyboard('{Escape}');
    expect(selected()).toEqual([]);
  });

  test('ctrl A takes all results, those not read yet, too', async () => {
    await user.keyboard('{Control>}a{/Control}');
    await waitFor(() => expect(screen.getByTestId('selection').textContent).toContain('已选 72 张'));
  });

  test('another question lets go of the selection', async () => {
    await press('p-002', 'Control');
    await user.type(screen.getByTestId('search'), '咖啡');
    await waitFor(() => expect(screen.queryByTestId('selection')).toBeNull());
  });

  test('letters typed into the search select nothing', async () => {
    await user.click(screen.getByTestId('search'));
    await user.keyboard('{Control>}a{/Control} ');
    expect(screen.queryByTestId('selection')).toBeNull();
  });

  test('the bar names the number and the folder, and starts the batch with the remembered options', async () => {
    await press('p-002', 'Control');
    await press('p-004', 'Control');
    const save = screen.getByTestId('save-selected');
    expect(save.textContent).toContain('保存 2 张到 下载/海报');
    await user.click(save);
    expect(calls('batchStart')).toEqual([[['p-002', 'p-004'], OPTIONS]]);
    await waitFor(() => expect(screen.queryByTestId('selection')).toBeNull());
    expect(screen.getByTestId('batch').dataset.state).toBe('running');
  });

  test('S saves the selection', async () => {
    await user.keyboard('{ArrowDown}[Space]s');
    expect(calls('batchStart')).toHaveLength(1);
    expect(calls('send')).toHaveLength(0);
  });

  test('a batch that cannot start keeps the selection and says why', async () => {
    host.batchRefusal = failure();
    await press('p-002', 'Control');
    await user.click(screen.getByTestId('save-selected'));
    expect((await screen.findByRole('alert', { hidden: true })).textContent?.trim()).toBe(failure().copy.body);
    expect(selected()).toEqual(['p-002']);
  });

  test('while one batch runs no other can start, and that is said', async () => {
    host.pushBatch({ total: 3, waiting: 3 });
    await press('p-002', 'Control');
    expect(screen.getByTestId('save-selected').getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('s');
    expect(calls('batchStart')).toHaveLength(0);
    expect((await screen.findByTestId('toast')).textContent).toContain('上一批还在保存');
  });

  test('options that could not be read at the start are read when they are needed', async () => {
    const read = host.batchOptions.bind(host);
    cleanup();
    host = new ScriptedHost();
    host.batchOptions = () => Promise.reject(failure());
    render(App, { host });
    await screen.findAllByTestId('card');
    await press('p-002', 'Control');
    await user.click(screen.getByTestId('save-selected'));
    await waitFor(() => expect(screen.getByTestId('toast').textContent).toContain(failure().copy.body));
    expect(calls('batchStart')).toHaveLength(0);
    host.batchOptions = read;
    await user.click(screen.getByTestId('save-selected'));
    await waitFor(() => expect(calls('batchStart')).toEqual([[['p-002'], OPTIONS]]));
  });

  test('expired posters are counted, and let go of with one press', async () => {
    cleanup();
    host = new ScriptedHost();
    host.all = many(12).map((poster, at) => ({ ...poster, ends_at: at < 2 ? '2020-01-01T00:00:00Z' : null }));
    render(App, { host });
    await screen.findAllByTestId('card');
    await user.keyboard('{Control>}a{/Control}');
    expect((await screen.findByTestId('expired')).textContent).toContain('其中 2 张已过期');
    await user.click(screen.getByTestId('drop-expired'));
    await waitFor(() => expect(screen.getByTestId('selection').textContent).toContain('已选 10 张'));
    expect(screen.queryByTestId('expired')).toBeNull();
  });

  test('selecting everything of a large source shows that it is under way, and can be stopped', async () => {
    cleanup();
    host = new ScriptedHost();
    host.all = many(400);
    let stopped = (): void => {};
    host.selectAll = () => new Promise((resolve) => (stopped = () => resolve(null)));
    render(App, { host });
    await screen.findAllByTestId('card');
    await user.keyboard('{Control>}a{/Control}');
    expect((await screen.findByTestId('selection')).textContent).toContain('正在读取全部结果');
    await user.click(screen.getByTestId('select-stop'));
    await waitFor(() => expect(screen.queryByTestId('selection')).toBeNull());
    expect(calls('selectStop')).toHaveLength(1);
    // As the program answers a request that was stopped.
    stopped();
    await waitFor(() => expect(screen.queryByTestId('selection')).toBeNull());
  });
});

test('all results of a query are asked for when not all pages are here; of a campaign all pages are read', async () => {
  host = new ScriptedHost({ pageSize: 30 });
  host.all = many(400);
  user = userEvent.setup();
  render(App, { host });
  await screen.findAllByTestId('card');
  await user.keyboard('{Control>}a{/Control}');
  await waitFor(() => expect(screen.getByTestId('selection').textContent).toContain('已选 400 张'));
  expect(calls('selectAll')).toEqual([[{ q: '', tag: null, only: 'all' }]]);
  await user.click(screen.getByRole('button', { name: '冬季' }));
  await waitFor(() => expect(screen.queryByTestId('selection')).toBeNull());
  await screen.findAllByTestId('card');
  await user.keyboard('{Control>}a{/Control}');
  const winter = many(400).filter(({ campaign }) => campaign === '冬季').length;
  await waitFor(() => expect(screen.getByTestId('selection').textContent).toContain(`已选 ${winter} 张`));
  expect(calls('selectAll')).toHaveLength(1);
});

describe('a batch', () => {
  beforeEach(() => open());

  test('says how far it is, how fast, and how long it takes', async () => {
    host.pushBatch({
      total: 300,
      done: 37,
      skipped: 2,
      failed: 1,
      waiting: 256,
      bytes: 48e6,
      bytes_total: 310e6,
      rate: 12.4e6,
      left_ms: 95_000,
    });
    expect((await screen.findByTestId('batch-status')).textContent).toBe('正在保存 40 / 300');
    expect(screen.getByTestId('batch-facts').textContent).toBe('48.0 MB / 310 MB · 12.4 MB/s · 约剩 2 分钟');
    const bar = screen.getByTestId('batch-progress');
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['40', '300']);
  });

  test('is paused, resumed and stopped', async () => {
    host.pushBatch({ total: 3, waiting: 3 });
    await user.click(await screen.findByTestId('batch-pause'));
    host.pushBatch({ state: 'pausing' });
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('batch-pause').disabled).toBe(true));
    host.pushBatch({ state: 'paused' });
    await user.click(await screen.findByTestId('batch-resume'));
    await user.click(screen.getByTestId('batch-cancel'));
    await user.click(await screen.findByTestId('stop-now'));
    expect([calls('batchPause'), calls('batchResume'), calls('batchCancel')].map(({ length }) => length)).toEqual([
      1, 1, 1,
    ]);
  });

  test('shows each poster on demand, and the rest as a number', async () => {
    host.pushBatch({
      total: 10,
      waiting: 8,
      rows: [
        { poster: 'p-001', title: '一', state: 'fetching', received: 5e5, total: 1e6, kind: null, file: null },
        {
          poster: 'p-002',
          title: '二',
          state: 'failed',
          received: 0,
          total: null,
          kind: 'network_offline',
          file: null,
        },
      ],
    });
    expect(screen.queryByTestId('batch-row')).toBeNull();
    await user.click(await screen.findByTestId('batch-unfold'));
    const rows = screen.getAllByTestId('batch-row');
    expect(rows.map(({ dataset }) => dataset.state)).toEqual(['fetching', 'failed']);
    expect(rows[0]?.textContent).toContain('500 KB / 1.0 MB');
    expect(screen.getByTestId('batch').textContent).toContain('另有 8 张等待中');
  });

  test('that goes on after a restart says so', async () => {
    host.pushBatch({ total: 3, waiting: 2, done: 1, resumed: true });
    expect((await screen.findByTestId('batch-resumed')).textContent).toBe('继续上次未完成的保存');
  });

  test('meets a refusal in one dialog; its buttons go to the batch', async () => {
    const refusal = host.make('misplaced', 'p-001');
    host.pushBatch({ state: 'blocked', total: 300, waiting: 299, refusal });
    const dialogs = await screen.findAllByTestId('guidance');
    expect(dialogs).toHaveLength(1);
    expect(screen.getByTestId('guidance-more').textContent).toContain('299');
    await user.click(screen.getByTestId('offer-choose_folder'));
    expect(calls('batchSend')).toEqual([['choose_folder']]);
    expect(calls('send')).toEqual([]);
    host.pushBatch({ state: 'running', refusal: null });
    await waitFor(() => expect(screen.queryByTestId('guidance')).toBeNull());
  });

  test('that was interrupted is told so, too', async () => {
    host.pushBatch({ state: 'blocked', total: 9, waiting: 8, refusal: host.make('paused', 'p-001') });
    expect((await screen.findByTestId('guidance')).dataset.state).toBe('paused');
  });

  test('that went well ends in one sentence and leads to the folder', async () => {
    host.pushBatch({ state: 'finished', total: 300, done: 294, skipped: 6 });
    expect((await screen.findByTestId('batch-summary')).textContent).toBe('294 张已存入 下载/海报，6 张已有，跳过');
    expect(screen.queryByTestId('batch-retry')).toBeNull();
    await user.click(screen.getByTestId('batch-reveal'));
    expect(calls('batchReveal')).toHaveLength(1);
    await user.click(screen.getByTestId('batch-close'));
    await waitFor(() => expect(screen.queryByTestId('batch')).toBeNull());
  });

  test('that did not, tells each reason, retries what failed, and exports the list', async () => {
    const { copy } = failure();
    host.pushBatch({
      state: 'finished',
      total: 5,
      done: 2,
      failed: 3,
      failures: [
        { kind: 'network_offline', recovery: 'retry', count: 2, copy },
        { kind: 'file_corrupt', recovery: 'stop', count: 1, copy: { title: '提示', body: '图片坏了' } },
      ],
    });
    const reasons = await screen.findAllByTestId('batch-failure');
    expect(reasons.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      `2 张 ${copy.body}`,
      '1 张 图片坏了',
    ]);
    await user.click(screen.getByTestId('batch-retry'));
    await user.click(screen.getByTestId('batch-export'));
    await user.click(await screen.findByTestId('menu-export-json'));
    expect(calls('batchRetryFailed')).toHaveLength(1);
    expect(calls('batchErrors')).toEqual([['json']]);
    await screen.findByText('清单已导出为 failed-posters.json');
  });

  test('says what could not be done with posters that are saved, and which names were taken', async () => {
    host.pushBatch({
      state: 'finished',
      total: 9,
      done: 7,
      name_taken: 2,
      remarks: [{ remark: 'not_converted', count: 3 }],
    });
    expect((await screen.findByTestId('batch-summary')).textContent).toContain('2 张因同名文件跳过');
    expect(screen.getByTestId('batch-remark').textContent).toContain('无法转换格式');
  });

  test('of which nothing can be tried again offers no retry', async () => {
    host.pushBatch({
      state: 'finished',
      total: 1,
      failed: 1,
      failures: [{ kind: 'file_corrupt', recovery: 'stop', count: 1, copy: failure().copy }],
    });
    await screen.findByTestId('batch-export');
    expect(screen.queryByTestId('batch-retry')).toBeNull();
  });

  test('that was stopped says what is there and what is not', async () => {
    host.pushBatch({ state: 'cancelled', total: 10, done: 4, failed: 1 });
    expect((await screen.findByTestId('batch-summary')).textContent).toBe('已停止：4 张已存入 下载/海报，6 张未保存');
  });
});

describe('what was saved', () => {
  beforeEach(() => open());

  test.each([
    ['saved', saved(), '已保存'],
    ['missing', saved({ missing: true }), '文件已不在'],
    ['changed', saved({ changed: true }), '有新版'],
  ])('is marked: %s', async (state, mark, told) => {
    host.pushMarks({ poster: 'p-003', saved: mark });
    const badge = await waitFor(() => within(card('p-003')).getByTestId('badge'));
    expect(badge.dataset.state).toBe(state);
    expect(badge.textContent).toContain(told);
    host.pushMarks({ poster: 'p-003', saved: null });
    await waitFor(() => expect(within(card('p-003')).queryByTestId('badge')).toBeNull());
  });

  test('only new ones are asked of the program', async () => {
    await user.click(screen.getByTestId('fresh'));
    await waitFor(() => expect(calls('list')).toContainEqual([{ q: '', tag: null, cursor: null, only: 'new' }]));
    expect(screen.getByTestId('fresh').getAttribute('aria-pressed')).toBe('true');
  });
});

test('what is not as the user left it is said until it is waved aside', async () => {
  await open({ hello: { notices: ['ledger_rebuilt', 'source_unreadable'] } });
  const notices = await screen.findAllByTestId('notice');
  expect(notices.map(({ dataset }) => dataset.notice)).toEqual(['ledger_rebuilt', 'source_unreadable']);
  expect(notices[0]?.textContent).toContain('保存记录已损坏');
  await user.click(within(notices[0] as HTMLElement).getByTestId('notice-close'));
  // The program still says so, and something else; the user has read the first.
  host.pushNotices('ledger_rebuilt', 'source_unreadable', 'cache_unavailable');
  await waitFor(() => expect(screen.getAllByTestId('notice')).toHaveLength(2));
  host.pushNotices('source_unreadable');
  await waitFor(() => expect(screen.getAllByTestId('notice')).toHaveLength(1));
  await user.click(within(screen.getByTestId('notice')).getByRole('button', { name: '查看来源' }));
  expect(await screen.findByTestId('source')).toBeTruthy();
});

describe('options', () => {
  beforeEach(async () => {
    await open();
    await user.click(screen.getByTestId('options'));
  });

  const template = (): HTMLInputElement => screen.getByTestId('name-template');

  test('a word is put where the caret is; real names follow at once', async () => {
    template().setSelectionRange(0, 0);
    await user.click(screen.getByTestId('token-date'));
    expect(template().value).toBe('{date}{title}');
    await waitFor(() =>
      expect(screen.getByTestId('name-preview').textContent).toContain('2026-06-01春日上新 · 樱花季.jpg'),
    );
  });

  test('a template that is wrong says where, and cannot be kept', async () => {
    await user.clear(template());
    await user.type(template(), '{{title');
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('options-keep').disabled).toBe(true));
    expect(screen.getByTestId('name-preview').querySelector('mark')?.textContent).toBe('{title');
    expect(template().getAttribute('aria-invalid')).toBe('true');
  });

  test('everything chosen is remembered, and used by the next batch', async () => {
    await user.click(screen.getByTestId('option-folders'));
    await user.click(screen.getByTestId('option-conflict-skip'));
    await user.click(screen.getByTestId('option-known-save_again'));
    await user.click(screen.getByTestId('option-format-jpeg'));
    await user.click(screen.getByTestId('option-keep-original'));
    await user.click(screen.getByTestId('option-sidecar'));
    await user.click(screen.getByTestId('options-keep'));
    const chosen = {
      template: '{campaign}/{title}',
      conflict: 'skip',
      known: 'save_again',
      convert: { to: 'jpeg', quality: 90, keep_original: true },
      sidecar: true,
    };
    expect(calls('setBatchOptions')).toEqual([[chosen]]);
    await waitFor(() => expect(screen.queryByTestId('batch-options')).toBeNull());
    await user.keyboard('{ArrowDown}[Space]s');
    expect(calls('batchStart')).toEqual([[['p-001'], chosen]]);
  });

  test('leaving changes nothing', async () => {
    await user.click(screen.getByTestId('option-sidecar'));
    screen.getByTestId('batch-options').dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(screen.queryByTestId('batch-options')).toBeNull());
    expect(calls('setBatchOptions')).toEqual([]);
  });
});

describe('the list', () => {
  beforeEach(async () => {
    await open();
    await user.click(screen.getByTestId('layout-list'));
  });

  const order = (): string[] => screen.getAllByTestId('card').map(({ dataset }) => dataset.id ?? '');

  test('is remembered, and has the same selection and keys', async () => {
    expect(calls('setLayout')).toEqual([['list']]);
    await user.keyboard('{ArrowDown}[Space]{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(selected()).toEqual(['p-001', 'p-002', 'p-003']);
    await user.click(screen.getByTestId('layout-grid'));
    expect(selected()).toEqual(['p-001', 'p-002', 'p-003']);
    expect(calls('setLayout')).toEqual([['list'], ['grid']]);
  });

  test('is ordered by a column: down, up, and as it came, over all pages', async () => {
    const bySize = many(72)
      .toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0))
      .map(({ id }) => id);
    const head = screen.getByTestId('sort-size');
    await user.click(head);
    await waitFor(() => expect(order().slice(0, 5)).toEqual(bySize.slice(0, 5)));
    expect(head.dataset.order).toBe('falling');
    await user.click(head);
    await waitFor(() => expect(order().slice(0, 5)).toEqual(bySize.toReversed().slice(0, 5)));
    await user.click(head);
    await waitFor(() => expect(order().slice(0, 2)).toEqual(['p-001', 'p-002']));
    expect(head.getAttribute('aria-pressed')).toBe('false');
  });

  test('opens as the program remembers it', async () => {
    cleanup();
    await open({ hello: { layout: 'list' } });
    expect(screen.getByTestId('sort-title')).toBeTruthy();
  });
});

describe('the menu of a poster', () => {
  beforeEach(async () => {
    await open();
    await user.pointer({ keys: '[MouseRight]', target: picture('p-002') });
  });

  test('copies the picture or the file', async () => {
    await user.click(await screen.findByTestId('menu-file'));
    expect(calls('copyFiles')).toEqual([[['p-002']]]);
    expect(screen.queryByTestId('menu')).toBeNull();
    await user.pointer({ keys: '[MouseRight]', target: picture('p-003') });
    await user.click(await screen.findByTestId('menu-copy'));
    expect(calls('copyImage')).toEqual([['p-003']]);
  });

  test('is walked by the arrows and left by Escape', async () => {
    const items = within(await screen.findByTestId('menu')).getAllByRole('menuitem', { hidden: true });
    expect(document.activeElement).toBe(items[0]);
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(items.at(-1));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('menu')).toBeNull());
  });

  test('on a selected poster means the selection', async () => {
    await user.keyboard('{Escape}');
    await press('p-002', 'Control');
    await press('p-003', 'Control');
    await user.pointer({ keys: '[MouseRight]', target: picture('p-003') });
    const save = await screen.findByTestId('menu-save');
    expect(save.textContent).toContain('保存 2 张');
    await user.click(save);
    expect(calls('batchStart')).toHaveLength(1);
  });
});

describe('dragging out', () => {
  beforeEach(() => open());

  const drag = (id: string): boolean =>
    (card(id).querySelector('[draggable=true]') as HTMLElement).dispatchEvent(
      new Event('dragstart', { bubbles: true, cancelable: true }),
    );

  test('takes the poster; the browser drags nothing of its own', async () => {
    expect(drag('p-004')).toBe(false);
    await waitFor(() => expect(calls('dragBegin')).toHaveLength(1));
    expect(calls('dragReady')).toEqual([[['p-004']]]);
  });

  test('takes the selection when the poster is one of it, and only then', async () => {
    await press('p-002', 'Control');
    await press('p-004', 'Control');
    drag('p-004');
    drag('p-007');
    expect(calls('dragReady')).toEqual([[['p-002', 'p-004']], [['p-007']]]);
  });

  test('of a poster that is not at hand fetches it, and says to drag again', async () => {
    host.away.add('p-004');
    drag('p-004');
    await waitFor(() => expect(calls('prepareFiles')).toEqual([[['p-004']]]));
    expect((await screen.findByTestId('toast')).textContent).toContain('现在可以拖出');
    expect(calls('dragBegin')).toHaveLength(0);
    drag('p-004');
    await waitFor(() => expect(calls('dragBegin')).toHaveLength(1));
  });

  test('begins nothing once the button has been released', async () => {
    let ready = (): void => {};
    host.dragReady = () => new Promise((resolve) => (ready = () => resolve(true)));
    drag('p-004');
    window.dispatchEvent(new Event('pointerup'));
    ready();
    await new Promise((rest) => setTimeout(rest));
    expect(calls('dragBegin')).toHaveLength(0);
  });

  test('of more than anybody drags is not tried', async () => {
    host.all = many(150);
    cleanup();
    render(App, { host });
    await screen.findAllByTestId('card');
    await user.keyboard('{Control>}a{/Control}');
    await waitFor(() => expect(screen.getByTestId('selection').textContent).toContain('已选 150 张'));
    drag('p-004');
    expect((await screen.findByTestId('toast')).textContent).toContain('一次最多');
    expect(calls('dragReady')).toHaveLength(0);
  });
});

describe('another source', () => {
  const OTHER = { key: 'https://shop.example/', name: 'shop.example', demo: false };

  test('of a batch is named, and its posters show no pictures of ours', async () => {
    await open();
    const rows = [
      { poster: 'p-001', title: '别处的', state: 'fetching', received: 0, total: null, kind: null, file: null },
    ] as const;
    host.pushBatch({ total: 9, waiting: 9, source: OTHER, rows: [...rows] });
    expect((await screen.findByTestId('batch-source')).textContent).toBe('来自 shop.example');
    await user.click(screen.getByTestId('batch-unfold'));
    expect(screen.getByTestId('batch-row').querySelector('img')).toBeNull();
    host.pushBatch({ source: { key: 'demo', name: '演示', demo: true } });
    await waitFor(() => expect(screen.queryByTestId('batch-source')).toBeNull());
    expect(screen.getByTestId('batch-row').querySelector('img')).not.toBeNull();
  });

  test('of a saved poster says nothing about the poster here with its id', async () => {
    await open();
    host.pushHistory({ poster: 'p-001', source: OTHER });
    await user.click(screen.getByTestId('history'));
    const row = await screen.findByTestId('history-row');
    expect(row.textContent).toContain('来自 shop.example');
    expect(row.querySelector('img')).toBeNull();
    expect(within(card('p-001')).queryByTestId('badge')).toBeNull();
    await user.click(within(row).getByTestId('reveal'));
    expect(calls('reveal')).toEqual([['https://shop.example/', 'p-001']]);
  });
});

describe('a window that is to be closed in the middle of a batch', () => {
  beforeEach(async () => {
    await open();
    host.pushBatch({ total: 300, waiting: 120 });
    host.pushClosing();
    await screen.findByTestId('closing');
  });

  test.each(['minimise', 'quit', 'stay'])('asks first: %s', async (answer) => {
    expect(screen.getByTestId('closing').textContent).toContain('还有 120 张');
    await user.click(screen.getByTestId(`closing-${answer}`));
    expect(calls('answerClosing')).toEqual([[answer]]);
    await waitFor(() => expect(screen.queryByTestId('closing')).toBeNull());
  });

  test('asks nothing any more once the batch has ended', async () => {
    host.pushBatch({ state: 'finished', done: 300, waiting: 0 });
    await waitFor(() => expect(screen.queryByTestId('closing')).toBeNull());
    expect(calls('answerClosing')).toEqual([['stay']]);
  });
});

test('stopping a batch can be thought better of', async () => {
  await open();
  host.pushBatch({ total: 3, waiting: 3 });
  await user.click(await screen.findByTestId('batch-cancel'));
  const dialog = await screen.findByTestId('stop');
  expect(document.activeElement).toBe(screen.getByTestId('stop-not'));
  dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
  await waitFor(() => expect(screen.queryByTestId('stop')).toBeNull());
  expect(calls('batchCancel')).toHaveLength(0);
});

test('a batch that was stopped offers no retry that would do nothing', async () => {
  await open();
  const failures = [{ kind: 'network_offline', recovery: 'retry', count: 1, copy: failure().copy }] as const;
  host.pushBatch({ state: 'cancelled', total: 3, failed: 1, waiting: 2, failures: [...failures] });
  await screen.findByTestId('batch-summary');
  expect(screen.queryByTestId('batch-retry')).toBeNull();
});

test('of many posters of a batch only those in sight are drawn', async () => {
  await open();
  const rows = many(500).map(({ id, title }) => ({
    poster: id,
    title,
    state: 'failed' as const,
    received: 0,
    total: null,
    kind: null,
    file: null,
  }));
  host.pushBatch({ total: 500, failed: 500, rows });
  await user.click(await screen.findByTestId('batch-unfold'));
  expect(screen.getAllByTestId('batch-row').length).toBeLessThan(60);
});

test('several files are copied at once', async () => {
  await open();
  await press('p-002', 'Control');
  await press('p-004', 'Control');
  await user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await waitFor(() => expect(calls('copyFiles')).toEqual([[['p-002', 'p-004']]]));
  expect((await screen.findByTestId('toast')).textContent).toContain('2 个文件已复制');
});

test('a campaign and a tag of one name are one chip, which finds both', async () => {
  host = new ScriptedHost();
  host.all = many(12).map((poster, at) => ({
    ...poster,
    campaign: at < 3 ? '春季' : null,
    tags: at === 5 ? ['春季', '门店'] : ['门店'],
  }));
  user = userEvent.setup();
  render(App, { host });
  await screen.findAllByTestId('card');
  expect(screen.getAllByRole('button', { name: '春季' })).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: '春季' }));
  await waitFor(() =>
    expect(screen.getAllByTestId('card').map(({ dataset }) => dataset.id)).toEqual([
      'p-001',
      'p-002',
      'p-003',
      'p-006',
    ]),
  );
});
