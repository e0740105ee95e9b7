import { describe, expect, test } from 'vitest';

import { helpRows, hint, intent, type Key } from '../src/lib/keys';
import { words } from '../src/lib/words';

const key = (name: string, held: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
});
const LINUX = { control: 'Ctrl', space: 'Space' };
const MAC = { control: '⌘', space: 'Space' };

test.each([
  ['ArrowDown', 'down'],
  ['s', 'save'],
  ['S', 'save'],
  ['/', 'search'],
  ['?', 'help'],
  ['F1', 'help'],
  ['c', null],
  ['x', null],
  ['Enter', null],
  ['Escape', null],
])('in the gallery %s means %s', (name, meant) => {
  expect(intent(key(name), 'gallery', 'here')).toBe(meant);
});

test.each([
  ['ArrowLeft', 'previous'],
  ['+', 'zoom_in'],
  ['=', 'zoom_in'],
  ['-', 'zoom_out'],
  ['0', 'zoom_fit'],
  ['1', 'zoom_actual'],
  ['s', 'save'],
  ['/', null],
])('in the viewer %s means %s', (name, meant) => {
  expect(intent(key(name), 'viewer', 'here')).toBe(meant);
});

describe('a single character counts only where the posters are', () => {
  test.each(['s', '/', '?'])('%s on a button of the header is nothing', (name) => {
    expect(intent(key(name), 'gallery', 'elsewhere')).toBeNull();
  });

  test('arrows, function keys and combinations count everywhere', () => {
    expect(intent(key('ArrowDown'), 'gallery', 'elsewhere')).toBe('down');
    expect(intent(key('F1'), 'gallery', 'elsewhere')).toBe('help');
    expect(intent(key('s', { ctrlKey: true }), 'gallery', 'elsewhere')).toBe('save');
  });
});

describe('typing', () => {
  test('letters are letters', () => {
    expect(intent(key('s'), 'gallery', 'text')).toBeNull();
    expect(intent(key('ArrowDown'), 'gallery', 'text')).toBeNull();
  });

  test('ctrl and ⌘ still save', () => {
    expect(intent(key('s', { ctrlKey: true }), 'gallery', 'text')).toBe('save');
    expect(intent(key('s', { metaKey: true }), 'viewer', 'text')).toBe('save');
  });

  test('an input method that composes is left alone', () => {
    expect(intent(key('s', { isComposing: true }), 'gallery', 'here')).toBeNull();
    expect(intent(key('s', { isComposing: true, ctrlKey: true }), 'gallery', 'text')).toBeNull();
  });

  test('copying marked text in a field copies text', () => {
    expect(intent(key('c', { ctrlKey: true }), 'viewer', 'text')).toBeNull();
    expect(intent(key('c', { ctrlKey: true }), 'viewer', 'here')).toBe('copy');
  });
});

test('many are selected and copied with ctrl or ⌘', () => {
  expect(intent(key('a', { ctrlKey: true }), 'gallery', 'here')).toBe('select_all');
  expect(intent(key('a', { metaKey: true }), 'gallery', 'text')).toBeNull();
  expect(intent(key('a', { ctrlKey: true }), 'viewer', 'here')).toBeNull();
  expect(intent(key('c', { ctrlKey: true }), 'gallery', 'here')).toBe('copy');
  expect(intent(key('C', { ctrlKey: true, shiftKey: true }), 'gallery', 'here')).toBe('copy_file');
  expect(intent(key('C', { ctrlKey: true, shiftKey: true }), 'viewer', 'here')).toBe('copy_file');
});

test('the compare screen takes a combination that nobody presses by accident', () => {
  expect(intent(key('D', { ctrlKey: true, shiftKey: true }), 'gallery', 'elsewhere')).toBe('compare');
  expect(intent(key('d', { ctrlKey: true }), 'gallery', 'here')).toBeNull();
});

test('the browser keeps its own combinations', () => {
  expect(intent(key('ArrowLeft', { altKey: true }), 'gallery', 'here')).toBeNull();
  expect(intent(key('0', { ctrlKey: true }), 'viewer', 'here')).toBeNull();
});

describe('the help', () => {
  test.each(['gallery', 'viewer'] as const)('of the %s names every row and its keys, in both languages', (surface) => {
    for (const { does, keys } of helpRows(surface, LINUX)) {
      expect(keys.length, does).toBeGreaterThan(0);
      for (const locale of ['zh-CN', 'en'] as const) expect(words(locale).keys.rows[does]).not.toBe('');
    }
  });

  test('writes keys as the system does', () => {
    expect(helpRows('gallery', LINUX).find(({ does }) => does === 'move')?.keys).toEqual(['↑', '↓', '←', '→']);
    expect(hint('copy_file', LINUX)).toBe('Ctrl+⇧+C');
    expect(hint('copy_file', MAC)).toBe('⌘⇧C');
    expect(hint('help', MAC)).toBe('F1');
  });
});
