import { expect, test } from 'vitest';

import { sourceName, titleOf, validity } from '../src/lib/posters';
import { words } from '../src/lib/words';

const NOW = Date.parse('2026-06-01T00:00:00Z');

test.each([
  [null, null, 'valid'],
  ['2026-05-01T00:00:00Z', '2026-07-01T00:00:00Z', 'valid'],
  ['2026-07-01T00:00:00Z', null, 'upcoming'],
  [null, '2026-05-01T00:00:00Z', 'expired'],
  ['soon', 'later', 'valid'],
])('from %s to %s is %s', (starts_at, ends_at, expected) => {
  expect(validity({ starts_at, ends_at }, NOW)).toBe(expected);
});

test('a poster without a title has a name, and so has the demo, in both languages', () => {
  expect(titleOf({ title: '  ' }, words('zh-CN'))).toBe('未命名海报');
  expect(titleOf({ title: '夏' }, words('en'))).toBe('夏');
  expect(sourceName({ name: 'x', demo: true }, words('en'))).toBe('Demo posters');
  expect(sourceName({ name: 'shop.example', demo: false }, words('en'))).toBe('shop.example');
});
