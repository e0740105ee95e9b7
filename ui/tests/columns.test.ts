import { describe, expect, test } from 'vitest';

import type { PosterCard } from '../src/generated/types';
import { comparing, pressed, type Order } from '../src/lib/columns';
import { sorted } from '../src/lib/sorting';
import { many } from './posters';
import { saved } from './scripted-batch';

const [base] = many(1);
const poster = (change: Partial<PosterCard>): PosterCard => ({ ...(base as PosterCard), ...change });
const ordered = async (order: Order, list: PosterCard[]): Promise<string[]> =>
  (await sorted(list, comparing(order))).map(({ id }) => id);

describe('an order', () => {
  test('of titles counts digits by their value', async () => {
    const list = ['夜跑 10', '夜跑 2', 'Autumn'].map((title) => poster({ id: title, title }));
    expect(await ordered({ by: 'title', descending: false }, list)).toContain('夜跑 2');
    const found = await ordered({ by: 'title', descending: false }, list);
    expect(found.indexOf('夜跑 2')).toBeLessThan(found.indexOf('夜跑 10'));
  });

  test.each([true, false])('puts what is unknown last (descending: %s)', async (descending) => {
    const list = [poster({ id: 'none', bytes: null }), poster({ id: 'a', bytes: 5 }), poster({ id: 'b', bytes: 9 })];
    expect(await ordered({ by: 'size', descending }, list)).toEqual(
      descending ? ['b', 'a', 'none'] : ['a', 'b', 'none'],
    );
  });

  test('of dimensions goes by area, of dates by time, of saved by when', async () => {
    const list = [
      poster({ id: 'a', width: 10, height: 10, updated_at: '2026-01-02T00:00:00+08:00', saved: saved({ at: 2 }) }),
      poster({ id: 'b', width: 50, height: 1, updated_at: '2026-01-01T20:00:00Z', saved: null }),
      poster({ id: 'c', width: 4, height: 40, updated_at: 'soon', saved: saved({ at: 3 }) }),
    ];
    expect(await ordered({ by: 'dimensions', descending: true }, list)).toEqual(['c', 'a', 'b']);
    expect(await ordered({ by: 'updated', descending: true }, list)).toEqual(['b', 'a', 'c']);
    expect(await ordered({ by: 'ends', descending: false }, list)).toEqual(list.map(({ id }) => id));
    expect(await ordered({ by: 'saved', descending: true }, list)).toEqual(['c', 'a', 'b']);
  });
});

test('a press leads up, down, and back', () => {
  const title = pressed(null, 'title');
  expect(title).toEqual({ by: 'title', descending: false });
  expect(pressed(title, 'title')).toEqual({ by: 'title', descending: true });
  expect(pressed({ by: 'title', descending: true }, 'title')).toBeNull();
  expect(pressed(title, 'size')).toEqual({ by: 'size', descending: true });
});

describe('sorting', () => {
  test.each([0, 1, 2, 511, 512, 513, 1025, 5000])(
    '%i items come out as the engine sorts them, equals in their order',
    async (count) => {
      const items = Array.from({ length: count }, (_, at) => ({ key: (at * 7919) % 97, at }));
      const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      expect(await sorted(items, compare)).toEqual(items.toSorted(compare));
    },
  );

  test('gives way: something else happens before a long one is done', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const items = Array.from({ length: 60_000 }, (_, at) => (at * 7919) % 60_007);
    const result = await sorted(items, (a, b) => a - b);
    clearInterval(timer);
    expect(result).toEqual(items.toSorted((a, b) => a - b));
    expect(turns).toBeGreaterThan(0);
  });
});
