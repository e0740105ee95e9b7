import { beforeEach, expect, test } from 'vitest';

import { Selection } from '../src/lib/selection.svelte';

const list = Array.from({ length: 20 }, (_, at) => ({ id: `p-${at}` }));
const ids = (from: number, to: number): string[] => list.slice(from, to + 1).map(({ id }) => id);
let selection: Selection;
beforeEach(() => {
  selection = new Selection();
});

test('one by one', () => {
  selection.toggle('p-3');
  selection.toggle('p-5');
  selection.toggle('p-3');
  expect(selection.ids).toEqual(['p-5']);
  expect(selection.has('p-5')).toBe(true);
  expect(selection.has('p-3')).toBe(false);
});

test('a range goes from the last single one, either way, and is drawn anew each time', () => {
  selection.toggle('p-1');
  selection.toggle('p-8');
  selection.range(list, 11);
  expect(selection.ids.toSorted()).toEqual(['p-1', ...ids(8, 11)].toSorted());
  selection.range(list, 6);
  expect(selection.ids.toSorted()).toEqual(['p-1', ...ids(6, 8)].toSorted());
});

test('a range without a start is one poster, and starts there', () => {
  selection.range(list, 4);
  expect(selection.ids).toEqual(['p-4']);
  selection.range(list, 6);
  expect(selection.ids).toEqual(ids(4, 6));
});

test('a start that is not in the list any more is none', () => {
  selection.toggle('gone');
  selection.range(list, 2);
  expect(selection.ids).toEqual(['gone', 'p-2']);
});

test('a rubber band lets go of what it leaves, and keeps what was selected before when it adds', () => {
  selection.toggle('p-0');
  selection.bandStart(true);
  selection.band(ids(3, 6));
  selection.band(ids(3, 4));
  expect(selection.ids).toEqual(['p-0', 'p-3', 'p-4']);
  selection.bandStart(false);
  selection.band(['p-9']);
  expect(selection.ids).toEqual(['p-9']);
});

test('everything, and nothing', () => {
  selection.replace(ids(0, 19));
  expect(selection.size).toBe(20);
  selection.clear();
  expect(selection.size).toBe(0);
  selection.range(list, 3);
  expect(selection.ids).toEqual(['p-3']);
});
