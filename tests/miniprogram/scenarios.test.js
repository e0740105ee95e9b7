const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const { program } = require('./harness.js');
const { SURFACE, replay } = require('./replay.js');

const FOLDER = join(__dirname, '../scenarios');
const { load } = program();
const { Session } = load('flow/session.js');
const { classify } = load('flow/classify.js');

const scenarios = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ file: name, ...JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) }));

test('there are scenarios', () => {
  assert.ok(scenarios.length > 20);
});

for (const scenario of scenarios) {
  test(`${scenario.name}: ${scenario.desc.en}`, { skip: scenario.not_on?.[SURFACE]?.en }, () => {
    assert.equal(`${scenario.name}.json`, scenario.file);
    const unmet = replay({ Session, classify }, scenario).flatMap((step) => step.unmet);
    assert.deepEqual(unmet, []);
  });
}

test('an expectation that nothing knows is refused', () => {
  const scenario = { steps: [{ user: 'save', expect: { colour: 'red' } }] };
  assert.throws(() => replay({ Session, classify }, scenario), /nothing to expect is called colour/);
});

test('a step that is not met is named', () => {
  const scenario = { steps: [{ user: 'save', expect: { state: 'saved' } }] };
  assert.deepEqual(replay({ Session, classify }, scenario)[0].unmet, ['step 0: state: expected "saved", saw "fetching"']);
});
