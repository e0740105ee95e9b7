// The build for QA: what it keeps, what it never keeps, and that nothing of it is in what ships.

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const { ROOT, posterSave, program } = require('./harness.js');

const SECRET = 'https://img.example.com/p/a.jpg?sign=s3cret&openid=oABCDEFGHIJKLMNOPQRSTUVWXYZ12';

/** A poster-save of a build for QA, or of one that should be. */
function recording(script = {}, url = 'https://img.example.com/a.jpg') {
  const made = posterSave({ version: 'trial', scope: true, ...script }, { url });
  const record = made.load('flow/record.js');
  record.start();
  made.save.nameButtons();
  return { ...made, record, trace: () => JSON.parse(record.text()) };
}

test('what ships is no build for QA', () => {
  assert.equal(program().load('config/app.js').qa, false);
});

test('off: nothing is kept, nothing is shown, nothing is asked', async () => {
  const { load, phone, save, tapSave } = posterSave({ version: 'trial', scope: true });
  await tapSave();
  const record = load('flow/record.js');
  assert.equal(record.running(), false);
  assert.equal(record.count(), 0);
  assert.equal(save.data.recordLabel, '');
  assert.deepEqual(phone.named('shareFileMessage'), []);
});

test('a released version keeps nothing, whatever its configuration says', async () => {
  const { record, save, tapSave } = recording({ version: 'release' });
  await tapSave();
  assert.equal(record.running(), false);
  assert.equal(record.count(), 0);
  assert.equal(save.data.recordLabel, '');
});

test('app.js switches it on where the configuration says so', () => {
  for (const qa of [false, true]) {
    const made = program({ version: 'develop' });
    made.load('config/app.js').qa = qa;
    made.app().onLaunch();
    assert.equal(made.load('flow/record.js').running(), qa);
  }
});

test('every step is kept, with what was observed', async () => {
  const { press, save, tapSave, trace } = recording({ prompt: 'deny', scope: undefined });
  await tapSave();
  await press(false);
  const { steps, ...head } = trace();
  const { hash } = program().load('contract/contract.js');
  assert.deepEqual(head, {
    format: 'poster-trace/1',
    contract: hash,
    surface: 'wechat',
    environment: 'wechat-android',
    device: { platform: 'android', system: 'Android 14', brand: 'Xiaomi', model: 'Xiaomi 15', client: '8.0.60', library: '3.8.12' },
    scenario: null,
    recorded: true,
  });
  assert.deepEqual(
    steps.map(({ on, state, taken, attempt }) => [on, state, taken, attempt]),
    [
      ['save', 'fetching', true, 1],
      ['fetched', 'writing', true, 1],
      ['failed.grant', 'blocked', true, 1],
      ['dismiss', 'ready', true, 1],
    ],
  );
  for (const step of steps) {
    assert.deepEqual(Object.keys(step), ['contract', 'environment', 'state', 'on', 'taken', 'attempt', 'signal', 't']);
    assert.equal(step.contract, hash);
    assert.equal(step.environment, 'wechat-android');
    assert.ok(Number.isInteger(step.t) && step.t >= 0);
  }
  assert.match(steps[2].signal.errMsg, /auth den/);
  assert.equal(steps[2].signal.scope, 'refused');
  assert.deepEqual([steps[0].signal, steps[3].signal], [null, null]);
  assert.equal(save.data.recordLabel, '测试记录 4');
});

test('it is what the schema says', async () => {
  const { traceSchema } = await import('../miniprogram-host/support/schema.mjs');
  const isTrace = await traceSchema();
  const { press, tapSave, trace } = recording({ platform: 'ios', prompt: 'deny', scope: undefined });
  await tapSave();
  await press(false);
  assert.ok(isTrace(trace()), JSON.stringify(isTrace.errors));
  assert.ok(!isTrace({ ...trace(), steps: [{ on: 'save' }] }));
});

test('a cancel is kept with its words, though the flow forgets it', async () => {
  const { tapSave, trace } = recording({ saveFails: 'saveImageToPhotosAlbum:fail cancel' });
  await tapSave();
  const last = trace().steps.at(-1);
  assert.deepEqual([last.on, last.state, last.signal.errMsg], ['cancelled', 'ready', 'saveImageToPhotosAlbum:fail cancel']);
});

test('the environment is named as the contract names it', () => {
  const named = (script) => program(script).load('flow/phone.js').place();
  assert.equal(named({ platform: 'ios' }), 'wechat-ios');
  assert.equal(named({ platform: 'ohos' }), 'wechat-harmony');
  assert.equal(named({ platform: 'windows' }), 'wechat-pc');
  assert.equal(named({ platform: 'mac' }), 'wechat-pc');
  assert.equal(named({ platform: 'devtools', system: 'iOS 10.0.1' }), 'wechat-devtools');
  assert.equal(named({ platform: 'ios', wecom: true }), 'wecom');
  const { environments } = JSON.parse(readFileSync(join(ROOT, '../src-tauri/core/contract/environments.json'), 'utf8'));
  const known = environments.filter(({ surface }) => surface === 'wechat').map(({ id }) => id);
  assert.deepEqual(known.sort(), ['wechat-android', 'wechat-devtools', 'wechat-harmony', 'wechat-ios', 'wechat-pc', 'wecom']);
});

test('nothing of anybody is kept', async () => {
  const { record, tapSave } = recording({ replies: { '*': { fail: `downloadFile:fail ${SECRET} wxfile://tmp_oABCDEFGHIJKLMNOPQRSTUVWXYZ12.jpg` } } }, SECRET);
  await tapSave();
  const text = record.text();
  assert.match(text, /img\.example\.com/);
  for (const secret of ['s3cret', 'openid', 'oABCDEF', 'wxfile', '/p/a.jpg', 'd-1234', 'wx0123456789abcdef']) assert.ok(!text.includes(secret), secret);
});

test('it stays small: the oldest steps go first', () => {
  const { record, trace } = recording();
  for (let attempt = 1; attempt <= 1000; attempt += 1) record.add({ on: 'save', taken: true, state: 'fetching', attempt, effects: [], failure: undefined });
  const { steps } = trace();
  assert.equal(steps.length, 200);
  assert.equal(steps.at(-1).attempt, 1000);
  assert.ok(record.text().length < 64 * 1024);
});

test('it is shown, copied, sent as a file and cleared', async () => {
  const { phone, record, save, settle, seen, tapSave, press } = recording();
  await tapSave();
  await press();
  const text = record.text();
  phone.tap(() => save.onRecord());
  assert.deepEqual(seen().buttons, ['发送文件', '清空记录', '关闭']);
  assert.equal(save.data.sheet.report, text);
  phone.tap(() => save.onChoose({ detail: { event: 'record.send' } }));
  await settle();
  const [{ option }] = phone.named('shareFileMessage');
  assert.equal(option.fileName, 'poster-trace-wechat-android.json');
  assert.equal(option.filePath, 'wxfile://usr/poster-trace-wechat-android.json');
  phone.tap(() => save.onChoose({ detail: { event: 'record.clear' } }));
  assert.deepEqual(seen(), {});
  assert.equal(record.count(), 0);
  assert.equal(save.data.recordLabel, '测试记录 0');
});

test('an old WeChat cannot send a file; copying is left', () => {
  const { phone, save, seen } = recording({ missing: ['shareFileMessage'] });
  phone.tap(() => save.onRecord());
  assert.deepEqual(seen().buttons, ['清空记录', '关闭']);
});

test('while a save is under way the record waits', async () => {
  const { phone, save } = recording();
  phone.tap(() => save.onSave());
  phone.tap(() => save.onRecord());
  assert.equal(save.data.sheet, null);
});
