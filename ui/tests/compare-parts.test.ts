import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { failures, flow } from '../src/contract';
import { rules } from '../src/generated/rules';
import type { Explanation, Kind, TraceStep } from '../src/generated/types';
import { asDrawn } from '../src/compare/drawn';
import { hit, matches, rows } from '../src/compare/failures';
import { compareIntent, HELP } from '../src/compare/keys';
import { eventName, kindName, remedyName, stateName } from '../src/compare/names';
import { heard, isRehearsed, isSnapshot } from '../src/compare/phone-messages';
import { raw } from '../src/compare/raw';
import { isNamed, nameOf, shelves, wordings } from '../src/compare/scenarios';
import { still, stillPage } from '../src/compare/still';
import { compareWords } from '../src/compare/words';
import { SETUP, trace } from './scripted-compare';

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
    expect(one).toMatchObject({ evidence: 'assumed', source: 'as WeChat for iOS', signal: { surface: 'wechat' } });
    expect(more).toEqual([]);
    expect(wordings(scenario, null)).toEqual([]);
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

  test('every rule has its line, and the one that matched is marked', () => {
    for (const row of rows('zh-CN')) {
      for (const surface of ['desktop', 'wechat'] as const) {
        const side = row.sides[surface];
        expect(side?.rules.every(({ text }) => text !== '') ?? true, row.kind).toBe(true);
        if (side !== null) expect(side.rules).toHaveLength(rules[row.at]?.[surface].length ?? -1);
      }
    }
    const found = { rule: 1, signal: { surface: 'wechat' } } as Explanation;
    expect([0, 1].map((rule) => hit(rule, 'wechat', found))).toEqual([false, true]);
    expect(hit(1, 'desktop', found)).toBe(false);
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
    'windows · code 112 · StorageFull · locked · write',
  ],
  [{ surface: 'desktop', status: 401, stage: 'fetch', hints: [], facts: {} }, 'HTTP 401 · fetch'],
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
  const { markup, theme } = still(element, 'dark');
  expect(theme).toBe('dark');
  expect(markup).toBe('<div><button data-style="width: 40px;"></button></div>');
});

test('a still as a page of its own runs nothing, loads nothing, and keeps its colours', () => {
  const element = document.createElement('div');
  element.innerHTML = '<img src="poster://x/thumb"><p style="width: 4px">a</p>';
  const page = stillPage(still(element, 'dark'), 'data:image/jpeg;base64,QUJD');
  expect(page).toContain('data-theme="dark"');
  expect(page).toContain('src="data:image/jpeg;base64,QUJD"');
  expect(page).toContain('style="width: 4px;"');
  expect(page).not.toContain('poster://');
  expect(stillPage(still(element, 'light'), null)).not.toContain('<img');
});

describe('names', () => {
  test('every word of the contract has one in both languages', () => {
    const kinds = failures.rows.map(({ kind }) => kind as Kind);
    const named = [
      ...kinds.map((kind) => [kindName(kind, 'zh-CN'), kindName(kind, 'en')]),
      ...Object.keys(flow.states).map((one) => [stateName(one as never, 'zh-CN'), stateName(one as never, 'en')]),
      ...Object.keys(flow.events).map((one) => [eventName(one as never, 'zh-CN'), eventName(one as never, 'en')]),
    ];
    for (const [chinese, english] of named) {
      expect(chinese).toMatch(/\p{Script=Han}/u);
      expect(english).toMatch(/^[\x20-\x7e]+$/u);
    }
    expect(remedyName('choose_folder', 'zh-CN')).toBe('换个文件夹');
  });
});

test('the help has every key, and every key a line', () => {
  for (const { does, keys } of HELP) {
    expect(compareWords('zh-CN').keysFor[does]).not.toBe('');
    expect(keys.length).toBeGreaterThan(0);
  }
  const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  for (const cap of HELP.flatMap(({ keys }) => keys)) {
    const key = { '↑': 'ArrowUp', '↓': 'ArrowDown', '−': '-', Esc: 'Escape' }[cap] ?? cap;
    expect(compareIntent({ key, ...held }, true, false), cap).not.toBeNull();
  }
});

describe('what is drawn on the desktop is what its trace says', () => {
  const [step] = trace('desktop', 3).steps.slice(-1) as [TraceStep];

  test('sentences, instructions and labels come from the screen; what is not drawn is not offered', () => {
    const screen = document.createElement('div');
    screen.innerHTML = `<div data-testid="rehearsal-guidance"><h2 id="rehearsal-title">提示</h2>
      <p id="rehearsal-body">另一句话</p><ol><li>一</li><li>二</li></ol>
      <button data-testid="rehearsal-offer-open_settings">打开设置</button></div>`;
    expect(asDrawn(step, screen)).toMatchObject({
      title: '提示',
      copy: '另一句话',
      instructions: ['一', '二'],
      offers: [{ event: 'open_settings', label: '打开设置' }],
      state: step.state,
    });
  });

  test('a screen that says nothing says nothing', () => {
    expect(asDrawn(step, document.createElement('div'))).toMatchObject({ copy: '', offers: [] });
  });
});

describe('what the phone says', () => {
  test.each([
    [{ from: 'miniprogram', ready: true }, { ready: true }],
    [{ from: 'miniprogram', step: {}, at: 0 }, { step: true }],
    [{ from: 'miniprogram', restarted: true }, { restarted: true }],
    [
      { from: 'miniprogram', id: 4, error: 'no' },
      { id: 4, error: 'no' },
    ],
    [{ from: 'miniprogram', key: { key: 'p' } }, null],
    [{ from: 'miniprogram', id: '4', result: 1 }, null],
    [{ from: 'elsewhere', ready: true }, null],
    [{ ready: true }, null],
    ['ready', null],
    [null, null],
  ])('%j is heard as %j', (said, expected) => {
    expect(heard(said)).toEqual(expected);
  });

  test('a trace is taken only if it is one', () => {
    const good = { trace: trace('wechat', 4), at: 3, told: null, state: {} };
    expect(isRehearsed(good)).toBe(true);
    const step = good.trace.steps[0] as TraceStep;
    for (const wrong of [
      null,
      { ...good, trace: null },
      { ...good, told: 'because' },
      { ...good, trace: { ...good.trace, surface: 'desktop' } },
      { ...good, trace: { ...good.trace, steps: [{ ...step, state: 'constructor' }] } },
      { ...good, trace: { ...good.trace, steps: [{ ...step, on: 'nothing' }] } },
      { ...good, trace: { ...good.trace, steps: [{ ...step, kind: 'worse' }] } },
      { ...good, trace: { ...good.trace, steps: [{ ...step, copy: { toString: 1 } }] } },
      { ...good, trace: { ...good.trace, steps: [{ ...step, signal: 'x:fail' }] } },
    ]) {
      expect(isRehearsed(wrong), JSON.stringify(wrong)?.slice(0, 80)).toBe(false);
    }
  });

  test('a picture is taken only if it is one', () => {
    const good = { width: 375, height: 760, theme: 'dark', markup: '', styles: [''], pictures: [] };
    expect(isSnapshot(good)).toBe(true);
    for (const wrong of [{ width: '375' }, { height: 1e9 }, { theme: 'url()' }, { styles: [1] }, { markup: null }]) {
      expect(isSnapshot({ ...good, ...wrong }), JSON.stringify(wrong)).toBe(false);
    }
  });
});
