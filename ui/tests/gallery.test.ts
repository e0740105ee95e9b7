import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { Page } from '../src/generated/types';
import type { ListQuery } from '../src/host/types';
import { Gallery } from '../src/lib/gallery.svelte';
import { posters } from './posters';
import { failure, ScriptedHost } from './scripted-host';

let host: ScriptedHost;
let gallery: Gallery;
beforeEach(() => {
  host = new ScriptedHost({ pageSize: 30 });
  gallery = new Gallery(host);
});

const asked = (): ListQuery[] => host.calls.filter(([name]) => name === 'list').map(([, query]) => query as ListQuery);

test('pages follow each other by cursor until there is none', async () => {
  await gallery.reload();
  expect(gallery.items).toHaveLength(30);
  expect(gallery.complete).toBe(false);
  await gallery.more();
  await gallery.more();
  expect(gallery.items).toHaveLength(posters.length);
  expect(gallery.complete).toBe(true);
  await gallery.more();
  expect(asked().map(({ cursor }) => cursor)).toEqual([null, '30', '60']);
});

test('one page at a time', async () => {
  await gallery.reload();
  await Promise.all([gallery.more(), gallery.more(), gallery.more()]);
  expect(gallery.items).toHaveLength(60);
});

test('a late answer to an older question is dropped', async () => {
  const answers: ((page: Page) => void)[] = [];
  host.list = () => new Promise((resolve) => answers.push(resolve));
  const [first, second] = [posters[0], posters[1]];
  if (first === undefined || second === undefined) throw new Error('no posters');
  const older = gallery.search('old');
  const newer = gallery.search('new');
  answers[1]?.({ items: [second], next_cursor: null, skipped: 0 });
  answers[0]?.({ items: [first], next_cursor: 'x', skipped: 0 });
  await Promise.all([older, newer]);
  expect(gallery.items).toEqual([second]);
  expect(gallery.complete).toBe(true);
});

test('a poster that comes twice is shown once', async () => {
  const page = posters.slice(0, 3);
  host.list = async ({ cursor }) => ({ items: page, next_cursor: cursor === null ? '2' : null, skipped: 1 });
  await gallery.reload();
  await gallery.more();
  expect(gallery.items).toEqual(page);
  expect(gallery.skipped).toBe(2);
});

test('every poster is found by its id, also after it was put in another order', async () => {
  await gallery.reload();
  await gallery.more();
  expect(gallery.placeOf('p-001')).toBe(0);
  expect(gallery.placeOf('p-045')).toBe(44);
  expect(gallery.placeOf('p-072')).toBe(-1);
  await gallery.arrange({ by: 'size', descending: true });
  for (const [at, { id }] of gallery.items.entries()) expect(gallery.placeOf(id)).toBe(at);
  expect(gallery.count).toBe(posters.length);
});

test('what has expired is known', async () => {
  host.all = posters.map((poster, at) => ({ ...poster, ends_at: at === 3 ? '2020-01-01T00:00:00Z' : null }));
  await gallery.reload();
  expect([...gallery.expired]).toEqual(['p-004']);
});

test('a cursor that leads back to itself ends the list', async () => {
  host.list = async () => ({ items: [], next_cursor: 'again', skipped: 0 });
  await gallery.reload();
  await gallery.more();
  expect(gallery.complete).toBe(true);
});

describe('filters', () => {
  test('a tag is asked of the source', async () => {
    await gallery.narrow({ by: 'tag', name: '户外' });
    expect(asked()).toEqual([{ q: '', tag: '户外', cursor: null, only: 'all' }]);
    expect(gallery.items.every((poster) => poster.tags.includes('户外'))).toBe(true);
  });

  test('a campaign is looked for in what came', async () => {
    await gallery.narrow({ by: 'campaign', name: '冬季' });
    expect(asked()[0]).toEqual({ q: '', tag: null, cursor: null, only: 'all' });
    expect(gallery.items.length).toBeGreaterThan(0);
    expect(gallery.items.every((poster) => poster.campaign === '冬季')).toBe(true);
  });

  test('campaigns come before tags, and survive being narrowed', async () => {
    await gallery.reload();
    const all = gallery.filters.map(({ name }) => name);
    expect(all.slice(0, 2)).toEqual(['春季', '夏季']);
    await gallery.narrow({ by: 'tag', name: '阅读' });
    expect(gallery.filters.map(({ name }) => name)).toEqual(all);
  });

  test('every campaign and every tag can be chosen, however many there are', async () => {
    host.all = posters.map((poster, at) => ({ ...poster, campaign: `campaign ${at}` }));
    await gallery.reload();
    await gallery.whole();
    expect(gallery.filters.filter(({ by }) => by === 'campaign')).toHaveLength(posters.length);
    const tags = new Set(posters.flatMap((poster) => poster.tags));
    expect(gallery.filters.filter(({ by }) => by === 'tag').map(({ name }) => name)).toEqual([...tags]);
  });

  test('another source starts anew', async () => {
    await gallery.narrow({ by: 'tag', name: '阅读' });
    await gallery.reset();
    expect(gallery.narrowed).toBe(false);
    expect(asked().at(-1)).toEqual({ q: '', tag: null, cursor: null, only: 'all' });
  });
});

describe('failures', () => {
  test('of the first page can be tried again', async () => {
    host.refusal = failure();
    await gallery.reload();
    expect(gallery.status).toBe('failed');
    expect(gallery.failure?.kind).toBe('network_offline');
    host.refusal = null;
    await gallery.retry();
    expect(gallery.failure).toBeNull();
    expect(gallery.items).toHaveLength(30);
  });

  test('of a later page keep what is there, and wait for the user', async () => {
    await gallery.reload();
    host.refusal = failure();
    await gallery.more();
    await gallery.more();
    expect(gallery.items).toHaveLength(30);
    expect(asked()).toHaveLength(2);
    host.refusal = null;
    await gallery.retry();
    expect(gallery.items).toHaveLength(60);
  });

  test('under an order: trying again reads on to the end', async () => {
    await gallery.reload();
    host.refusal = failure();
    await gallery.arrange({ by: 'title', descending: false });
    expect(gallery.status).toBe('failed');
    host.refusal = null;
    await gallery.retry();
    await vi.waitFor(() => expect(gallery.complete).toBe(true));
    expect(gallery.count).toBe(posters.length);
  });

  test('that are no failures are told apart', async () => {
    host.refusal = 'command list not found';
    await gallery.reload();
    expect(gallery.status).toBe('broken');
    expect(gallery.failure).toBeNull();
  });
});
