import { expect, test } from 'vitest';

import { amount, day, facts, format, moment, percent, shortDay, size } from '../src/lib/format';
import { posters } from './posters';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [150_400, '150 KB'],
  [999_499, '999 KB'],
  [999_600, '1.0 MB'],
  [2_412_000, '2.4 MB'],
  [123_456_789, '123 MB'],
  [5_000_000_000, '5.0 GB'],
])('%i bytes read as %s', (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

test('only the last byte makes a hundred percent', () => {
  expect(percent(999_999, 1_000_000)).toBe(99);
  expect(percent(1_000_000, 1_000_000)).toBe(100);
  expect(percent(0, 1_000_000)).toBe(0);
});

test('more than was announced is not more than everything', () => {
  expect(percent(2_000_000, 1_000_000)).toBe(100);
});

test('an unknown length has no percent', () => {
  expect(percent(5, null)).toBeNull();
  expect(percent(5, 0)).toBeNull();
  expect(amount(1_200_000, null)).toBe('1.2 MB');
  expect(amount(1_200_000, 3_400_000)).toBe('1.2 MB / 3.4 MB');
});

test('what a source does not tell is left out', () => {
  const [poster] = posters;
  if (poster === undefined) throw new Error('no posters');
  expect(facts(poster)).toEqual(['1080 × 1920', 'JPG', '150 KB']);
  expect(facts({ ...poster, width: null, media_type: 'application/x-odd' })).toEqual(['150 KB']);
  expect(facts({ ...poster, width: null, media_type: null, bytes: null })).toEqual([]);
  expect(format('IMAGE/PNG')).toBe('PNG');
});

test('a date that is none is not shown', () => {
  expect(day('soon', 'en')).toBeNull();
  expect(day(null, 'en')).toBeNull();
  expect(day('2026-03-12T12:00:00Z', 'en')).toBe('Mar 12, 2026');
  expect(day('2026-03-12T12:00:00Z', 'zh-CN')).toBe('2026年3月12日');
});

test('where there is little room, a day is written short', () => {
  expect(shortDay('2026-03-12T12:00:00Z', 'zh-CN')).toBe('2026/03/12');
  expect(shortDay('soon', 'zh-CN')).toBeNull();
});

test('a moment is the time of today, the day of this year, or the year as well', () => {
  const now = new Date(2026, 5, 2, 15, 0).getTime();
  expect(moment(new Date(2026, 5, 2, 9, 5).getTime(), 'zh-CN', now)).toBe('09:05');
  expect(moment(new Date(2026, 5, 1, 9, 5).getTime(), 'zh-CN', now)).toBe('6月1日 09:05');
  expect(moment(new Date(2025, 5, 1, 9, 5).getTime(), 'zh-CN', now)).toBe('2025年6月1日');
  expect(moment(new Date(2026, 5, 1, 9, 5).getTime(), 'en', now)).toBe('Jun 1 09:05');
});
