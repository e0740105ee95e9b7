import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { failures } from '../src/contract';
import { matches, rows } from '../src/compare/failures';
import { compareIntent } from '../src/compare/keys';
import { raw } from '../src/compare/raw';
import { isNamed, nameOf, rehearsable, shelves, wordings } from '../src/compare/scenarios';
import { still } from '../src/compare/still';
import { SETUP } from './scripted-compare';

describe('scenarios', () => {
  const files = readdirSync(join(import.meta.dirname, '../../tests/scenarios')).map((file) =>
    file.replace('.json', ''),
  );

  test.each(files)('%s has a name in both languages', (name) => {
    expect(isNamed(name)).toBe(true);
    expect(nameOf(name, 'zh-CN')).not.toBe(nameOf(name, 'en'));
  });

  test('are grouped, and found by either name, their own word or what happens', () => {
    expect(shelves(SETUP.scenarios, '').map(({ group }) => group)).toEqual(['saved', 'permission', 'network', 'place']);
    const found = (sought: string): string[] =>
      shelves(SETUP.scenarios, sought).flatMap((shelf) => shelf.scenarios.map(({ name }) => name));
    expect(found('拒绝')).toEqual(['denied_then_granted']);
    expect(found('REFUSED granted')).toEqual(['denied_then_granted']);
    expect(found('folder_gone')).toEqual(['folder_gone']);
    expect(found('nothing like it')).toEqual([]);
  });

  test('a failure is worded as its environment words it', () => {
    const [scenario] = SETUP.scenarios;
    const android = SETUP.environments.find(({ id }) => id === 'wechat-android');
    if (scenario === undefined || android === undefined) throw new Error('the setup has both');
    const [one, ...more] = wordings(scenario, android);
    expect(one).toMatchObject({ seen: null, assumed: 'as WeChat for iOS', signal: { surface: 'wechat' } });
    expect(more).toEqual([]);
    expect(wordings(scenario, null)).toEqual([]);
  });

  test('a desktop environment offers the kinds that it can word', () => {
    expect(rehearsable(SETUP, 'linux')).toEqual(['permission_denied_by_system']);
    expect(rehearsable(SETUP, 'nowhere')).toEqual([]);
  });
});

describe('the table', () => {
  test('has each row once, from the contract, in its order', () => {
    expect(rows('zh-CN').map(({ kind }) => kind)).toEqual(failures.rows.map(({ kind }) => kind));
  });

  test('each row has two sides, or says why it has one', () => {
    for (const row of rows('en')) {
      for (const surface of ['desktop', 'wechat'] as const) {
        expect(row.sides[surface] === null, row.kind).toBe(row.na[surface] !== undefined);
      }
    }
  });

  test('is searched by all words together', () => {
    const [row] = rows('en').filter(({ kind }) => kind === 'storage_full');
    if (row === undefined) throw new Error('the contract has storage_full');
    expect(matches(row, 'relocate space')).toBe(true);
    expect(matches(row, 'relocate nonsense')).toBe(false);
  });
});

test.each([
  [{ surface: 'wechat', errMsg: 'x:fail', errno: 3, stage: 'write', facts: {} }, 'x:fail · errno 3'],
  [
    { surface: 'desktop', os: 'windows', code: 112, io: 'StorageFull', stage: 'write', hints: ['locked'], facts: {} },
    'windows 112 · StorageFull · locked',
  ],
  [{ surface: 'desktop', status: 401, stage: 'fetch', hints: [], facts: {} }, 'HTTP 401'],
] as const)('a signal is read in one line: %j', (signal, line) => {
  expect(raw(signal as never)).toBe(line);
});

test.each([
  ['p', true, 'play'],
  ['P', true, 'play'],
  ['p', false, null],
  ['1', true, 'beside'],
  ['Escape', false, 'back'],
  ['?', false, 'help'],
  ['x', true, null],
])('key %s (on both sides: %s) means %s', (key, sides, meant) => {
  const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  expect(compareIntent({ key, ...held }, sides, false)).toBe(meant);
  expect(compareIntent({ key, ...held }, sides, true)).toBeNull();
  expect(compareIntent({ key, ...held, ctrlKey: true }, sides, false)).toBeNull();
});

test('a still is inert: no script, no handle, no style attribute that the policy would refuse', () => {
  const element = document.createElement('div');
  element.append(document.createElement('script'), document.createElement('button'));
  const button = element.querySelector('button');
  button?.setAttribute('data-testid', 'save');
  button?.style.setProperty('width', '40px');
  const { markup } = still(element);
  expect(markup).toBe('<div><button data-style="width: 40px;"></button></div>');
});
