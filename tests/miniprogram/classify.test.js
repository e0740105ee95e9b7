const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const { program } = require('./harness.js');

const FIXTURES = join(__dirname, '../fixtures');
const { load } = program();
const { classify } = load('flow/classify.js');
const { normalise } = load('flow/normalise.js');
const contract = load('contract/contract.js');

const corpus = readFileSync(join(FIXTURES, 'errmsg-corpus.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([platform, api, errMsg, errno, kind, certain, environment, evidence]) => ({ platform, api, errMsg, errno, kind, certain, environment, evidence }));

const WECHAT = ['wechat', 'wecom', 'wechat-minigame'];
const certain = corpus.filter(({ platform, certain: sure }) => WECHAT.includes(platform) && sure === 'yes');

const signalOf = ({ platform, errMsg, errno }) => ({ errMsg, platform, ...(/^-?\d+$/.test(errno) && { errno: Number(errno) }) });

test('the corpus is there', () => {
  assert.ok(certain.length > 80, `${certain.length} certain rows`);
});

test('every certain message of WeChat is the kind that the corpus says', () => {
  const wrong = certain
    .map((row) => ({ ...row, found: classify(signalOf(row)).kind }))
    .filter(({ kind, found }) => kind !== found)
    .map(({ errMsg, errno, kind, found }) => `${errMsg} (${errno}): ${found}, not ${kind}`);
  assert.deepEqual(wrong, []);
});

/** Other spellings of the same message, as clients, loggers and input methods make them. */
const VARIANTS = {
  'lower case': (text) => text.toLowerCase(),
  'upper case': (text) => text.toUpperCase(),
  'double spaces': (text) => text.replaceAll(' ', '  '),
  'full width': (text) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  'zero width': (text) => [...text].join('\u200b'),
  'space around': (text) => `\ufeff ${text}\n`,
};

for (const [name, vary] of Object.entries(VARIANTS)) {
  test(`a message means the same in ${name}`, () => {
    const wrong = certain
      // `${path}` and `<host>` are places that the corpus left open; upper case makes another word of `\n`.
      .filter(({ errMsg }) => !/https?:|\/\//.test(errMsg))
      .map((row) => ({ row, before: classify(signalOf(row)).kind, after: classify(signalOf({ ...row, errMsg: vary(row.errMsg) })).kind }))
      .filter(({ before, after }) => before !== after)
      .map(({ row, before, after }) => `${row.errMsg}: ${before}, then ${after}`);
    assert.deepEqual(wrong, []);
  });
}

test('the shared signals are classified as in Rust', () => {
  for (const { why, signal, kind, remedy, event } of JSON.parse(readFileSync(join(FIXTURES, 'classify.json'), 'utf8'))) {
    const found = classify(signal);
    assert.deepEqual({ kind: found.kind, remedy: found.remedy, event: found.event }, { kind, remedy, event }, `${why}: ${signal.errMsg}`);
    assert.equal(found.signal, signal, 'the signal stays as it was observed');
  }
});

test('one spelling for many, as in Rust', () => {
  for (const { in: message, out } of JSON.parse(readFileSync(join(FIXTURES, 'normalise.json'), 'utf8'))) {
    assert.equal(normalise(message), out, JSON.stringify(message));
  }
});

test('normalising twice changes nothing', () => {
  for (const { errMsg } of corpus) assert.equal(normalise(normalise(errMsg)), normalise(errMsg));
});

test('every pattern of the table is one that both languages read alike', () => {
  for (const { kind, signals } of contract.rows) {
    for (const { text, not } of signals) {
      for (const pattern of [text, not].filter((source) => source !== undefined)) {
        assert.doesNotThrow(() => new RegExp(pattern, 'u'), `${kind}: ${pattern}`);
        assert.doesNotMatch(pattern, /\(\?[=!<]|\\[1-9]/, `${kind}: Rust's regex has neither look-around nor back-references`);
      }
    }
  }
});

test('unknown is last, takes everything and never retries', () => {
  const last = contract.rows.at(-1);
  assert.deepEqual([last.kind, last.recovery, last.signals], ['unknown', 'stop', []]);
});
