import { describe, expect, test } from 'vitest';

import { intent, type Key } from '../src/lib/keys';

const key = (name: string, held: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
});

test.each([
  ['ArrowDown', 'down'],
  ['s', 'save'],
  ['S', 'save'],
  ['/', 'search'],
  ['?', 'help'],
  ['x', null],
  ['Enter', null],
  ['Escape', null],
])('in the gallery %s means %s', (name, meant) => {
  expect(intent(key(name), 'gallery', false)).toBe(meant);
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
  expect(intent(key(name), 'viewer', false)).toBe(meant);
});

describe('typing', () => {
  test('letters are letters', () => {
    expect(intent(key('s'), 'gallery', true)).toBeNull();
    expect(intent(key('ArrowDown'), 'gallery', true)).toBeNull();
  });

  test('ctrl and ⌘ still save', () => {
    expect(intent(key('s', { ctrlKey: true }), 'gallery', true)).toBe('save');
    expect(intent(key('s', { metaKey: true }), 'viewer', true)).toBe('save');
  });

  test('an input method that composes is left alone', () => {
    expect(intent(key('s', { isComposing: true }), 'gallery', false)).toBeNull();
    expect(intent(key('s', { isComposing: true, ctrlKey: true }), 'gallery', true)).toBeNull();
  });

  test('copying marked text in a field copies text', () => {
    expect(intent(key('c', { ctrlKey: true }), 'viewer', true)).toBeNull();
    expect(intent(key('c', { ctrlKey: true }), 'viewer', false)).toBe('copy');
  });
});

test('many are selected and copied with ctrl or ⌘', () => {
  expect(intent(key('a', { ctrlKey: true }), 'gallery', false)).toBe('select_all');
  expect(intent(key('a', { metaKey: true }), 'gallery', true)).toBeNull();
  expect(intent(key('a', { ctrlKey: true }), 'viewer', false)).toBeNull();
  expect(intent(key('c', { ctrlKey: true }), 'gallery', false)).toBe('copy');
  expect(intent(key('C', { ctrlKey: true, shiftKey: true }), 'gallery', false)).toBe('copy_file');
  expect(intent(key('C', { ctrlKey: true, shiftKey: true }), 'viewer', false)).toBe('copy_file');
});

test('the browser keeps its own combinations', () => {
  expect(intent(key('ArrowLeft', { altKey: true }), 'gallery', false)).toBeNull();
  expect(intent(key('0', { ctrlKey: true }), 'viewer', false)).toBeNull();
});
