import { describe, expect, test } from 'vitest';

import {
  height,
  keep,
  layout,
  lines,
  nearEnd,
  place,
  step,
  thumbWidth,
  tooWide,
  touched,
  visible,
} from '../src/lib/grid';

describe('layout', () => {
  test.each([
    [852, 4],
    [1232, 6],
    [1872, 8],
    [200, 2],
    [0, 2],
  ])('a wall of %i px has %i columns', (width, columns) => {
    expect(layout(width).columns).toBe(columns);
  });

  test('the cards of a row never stick out', () => {
    for (let width = 340; width < 3000; width += 7) {
      const grid = layout(width);
      const last = place(grid.columns - 1, grid);
      expect(last.x + grid.cardWidth).toBeLessThanOrEqual(width);
      expect(width - (last.x + grid.cardWidth)).toBeLessThan(grid.columns);
    }
  });

  test('a picture has the shape of a poster', () => {
    const grid = layout(1232);
    expect(grid.pictureHeight / grid.cardWidth).toBeCloseTo(16 / 9, 1);
  });
});

describe('visible', () => {
  const grid = layout(1232);

  test('at the top: what is in sight and two rows more', () => {
    expect(visible(0, grid.rowHeight * 2, 1000, grid)).toEqual({ first: 0, end: 4 * grid.columns });
  });

  test('in the middle: two rows more on both sides', () => {
    expect(visible(grid.rowHeight * 10, grid.rowHeight, 1000, grid)).toEqual({
      first: 8 * grid.columns,
      end: 13 * grid.columns,
    });
  });

  test('every card in sight is in the range, wherever one scrolls to', () => {
    const count = 143;
    const viewport = 700;
    for (let top = -100; top < height(count, grid) + 500; top += 53) {
      const range = visible(top, viewport, count, grid);
      for (let index = 0; index < count; index += 1) {
        const { y } = place(index, grid);
        const inSight = y + grid.rowHeight > top && y < top + viewport;
        if (inSight) expect(index >= range.first && index < range.end, `${index} at ${top}`).toBe(true);
      }
      expect(range.end - range.first).toBeLessThanOrEqual(grid.columns * 8);
    }
  });

  test('past the end nothing is asked for that does not exist', () => {
    expect(visible(1e6, 800, 10, grid)).toEqual({ first: 10, end: 10 });
    expect(visible(0, 800, 0, grid)).toEqual({ first: 0, end: 0 });
  });

  test('the end is near screens before it comes into sight', () => {
    expect(nearEnd({ first: 0, end: 24 }, 24)).toBe(true);
    expect(nearEnd({ first: 0, end: 24 }, 96)).toBe(true);
    expect(nearEnd({ first: 0, end: 24 }, 97)).toBe(false);
  });

  test('of a hundred thousand posters no more exist than of a hundred', () => {
    for (const wall of [grid, layout(852), layout(1872), layout(3792), lines(1232)]) {
      const spare = 2 * Math.ceil(600 / wall.rowHeight) * wall.columns;
      const range = visible(height(100_000, wall) / 2, 1000, 100_000, wall);
      expect(range.end - range.first - spare).toBeLessThanOrEqual(60);
    }
  });
});

describe('another width', () => {
  test('keeps the first poster in sight where it is', () => {
    const [narrow, wide] = [layout(852), layout(1872)];
    const index = 40;
    const top = keep(index, 0.25, wide);
    const row = Math.floor(index / wide.columns);
    expect(top).toBe((row + 0.25) * wide.rowHeight);
    const range = visible(keep(index, 0.25, narrow), 700, 1000, narrow);
    expect(index >= range.first && index < range.end).toBe(true);
  });

  test('a list has one poster a line', () => {
    expect(lines(1232)).toMatchObject({ columns: 1, cardWidth: 1232 });
    expect(place(7, lines(1232))).toEqual({ x: 0, y: 7 * lines(1232).rowHeight });
  });
});

describe('a rubber band', () => {
  const grid = layout(1232);
  const cards = (band: Parameters<typeof touched>[0], count = 100): number[] =>
    touched(band, count, grid).flatMap(({ first, end }) => Array.from({ length: end - first }, (_, at) => first + at));

  test('holds every card that it touches, and no other', () => {
    for (const [left, top, right, bottom] of [
      [0, 0, 10, 10],
      [100, 200, 700, 900],
      [190, 5, 205, 30],
      [-50, -50, 5000, 500],
      [300, 300, 301, 301],
    ] as const) {
      const expected = Array.from({ length: 100 }, (_, index) => index).filter((index) => {
        const { x, y } = place(index, grid);
        return x <= right && x + grid.cardWidth >= left && y <= bottom && y + grid.rowHeight > top;
      });
      expect(cards({ left, top, right, bottom })).toEqual(expected);
    }
  });

  test('between two columns it holds nothing', () => {
    const gap = grid.cardWidth + 8;
    expect(cards({ left: gap, top: 0, right: gap + 4, bottom: 3000 })).toEqual([]);
  });

  test('ends with the last card', () => {
    expect(cards({ left: 0, top: 0, right: 5000, bottom: 9000 }, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('step', () => {
  test.each([
    ['right', 0, 1],
    ['left', 0, 0],
    ['right', 13, 13],
    ['down', 0, 6],
    ['up', 2, 2],
    ['up', 7, 1],
    ['home', 9, 0],
    ['end', 0, 13],
    ['pagedown', 0, 12],
    ['pageup', 13, 1],
  ] as const)('%s from %i leads to %i', (direction, from, to) => {
    expect(step(from, direction, 14, 6)).toBe(to);
  });

  test('down into a short last row ends on its last card', () => {
    expect(step(10, 'down', 14, 6)).toBe(13);
  });

  test('down in the last row stays', () => {
    expect(step(12, 'down', 14, 6)).toBe(12);
  });
});

test.each([
  [180, 1, 240],
  [180, 2, 360],
  [190, 2, 540],
  [400, 2, 720],
])('a card of %i px at %ix asks for %i', (width, ratio, asked) => {
  expect(thumbWidth(width, ratio)).toBe(asked);
});

test.each([
  [1080, 1920, false],
  [1242, 2208, false],
  [1080, 1440, false],
  [1080, 1080, true],
  [1920, 1080, true],
  [null, 1080, false],
])('%s × %s is shown whole: %s', (width, height, whole) => {
  expect(tooWide({ width, height })).toBe(whole);
});
