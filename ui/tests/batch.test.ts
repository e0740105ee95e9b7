/** Many posters in the whole window, with a scripted host: what a user does, and what they then see. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
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

  test('while one batch runs no other can start', async () => {
    host.pushBatch({ total: 3, waiting: 3 });
    await press('p-002', 'Control');
    expect(screen.getByTestId<HTMLButtonElement>('save-selected').disabled).toBe(true);
    await user.keyboard('s');
    expect(calls('batchStart')).toHaveLength(0);
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
    expect(screen.getByTestId('batch').textContent).toContain('另有 8 张在等');
  });

  test('that goes on after a restart says so', async () => {
    host.pushBatch({ total: 3, waiting: 2, done: 1, resumed: true });
    expect((await screen.findByTestId('batch-resumed')).textContent).toBe('接着上次没存完的');
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
    expect((await screen.findByTestId('batch-summary')).textContent).toBe('294 张已存入 下载/海报，6 张已经有了，跳过');
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
    expect(calls('batchRetryFailed')).toHaveLength(1);
    expect(calls('batchErrors')).toEqual([['csv']]);
    await screen.findByText('清单已导出');
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
    expect((await screen.findByTestId('batch-summary')).textContent).toBe('已停止：4 张已存入 下载/海报，6 张没有存');
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

test.each([
  ['rebuilt', '保存记录损坏了'],
  ['unavailable', '保存记录暂时打不开'],
] as const)('trouble with the ledger (%s) is said', async (ledger, told) => {
  await open({ hello: { ledger } });
  expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain(told);
});

test('trouble with the ledger that comes later is said, too', async () => {
  await open();
  host.pushLedger('unavailable');
  expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain('保存记录暂时打不开');
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
    await user.click(screen.getByTestId('layout'));
  });

  const order = (): string[] => screen.getAllByTestId('card').map(({ dataset }) => dataset.id ?? '');

  test('is remembered, and has the same selection and keys', async () => {
    expect(calls('setLayout')).toEqual([['list']]);
    await user.keyboard('{ArrowDown}[Space]{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(selected()).toEqual(['p-001', 'p-002', 'p-003']);
    await user.click(screen.getByTestId('layout'));
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
    document.body.replaceChildren();
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
    expect(calls('copyFile')).toEqual([['p-002']]);
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

  test('takes the poster; the browser drags nothing of its own', () => {
    expect(drag('p-004')).toBe(false);
    expect(calls('dragOut')).toEqual([[['p-004']]]);
  });

  test('takes the selection when the poster is one of it, and only then', async () => {
    await press('p-002', 'Control');
    await press('p-004', 'Control');
    drag('p-004');
    drag('p-007');
    expect(calls('dragOut')).toEqual([[['p-002', 'p-004']], [['p-007']]]);
  });
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
