// The background, the phones that never call back, and pages that go.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { posterSave } = require('./harness.js');

const SAVED = '您的推广海报已存入手机相册，赶快分享给好友吧';
const MINUTE = 60_000;

test('interrupted in the background: paused, and it goes on in front', async () => {
  const { comeBack, phone, seen, settle, save, state } = posterSave({ scope: true, replies: { '*': [{ fail: 'downloadFile:fail interrupted' }, {}] } });
  phone.tap(() => save.onSave());
  phone.background();
  await settle();
  assert.equal(state(), 'paused');
  phone.modals.length = 0;
  await comeBack();
  assert.equal(seen().modal, SAVED);
  assert.equal(save.ofName('failed').length, 0, 'no failure for the user');
});

test('the word of the interruption comes after the return: it goes on all the same', async () => {
  const { phone, seen, settle, save } = posterSave({ scope: true, replies: { '*': [{ fail: 'downloadFile:fail interrupted' }, {}] } });
  phone.tap(() => save.onSave());
  phone.background();
  phone.foreground();
  await settle();
  assert.equal(seen().modal, SAVED);
});

test('interrupted in front, for whatever reason: nothing goes round by itself', async () => {
  const { phone, press, seen, tapSave } = posterSave({ scope: true, replies: { '*': { fail: 'fail:jsapi has no permission', errno: 102 } } });
  await tapSave();
  assert.equal(phone.named('downloadFile').length, 1);
  assert.equal(seen().buttons.length, 2);
  await press();
  assert.equal(phone.named('downloadFile').length, 2);
});

test('an interrupted save that is resumed once is not resumed for ever', async () => {
  const { comeBack, phone, settle, save, state } = posterSave({ scope: true, replies: { '*': { fail: 'downloadFile:fail interrupted' } } });
  phone.tap(() => save.onSave());
  phone.background();
  await settle();
  await comeBack();
  assert.deepEqual([phone.named('downloadFile').length, state()], [2, 'paused']);
});

test('a download without an answer ends with the watchdog', async () => {
  const { clock, phone, press, save, seen, settle, tapSave } = posterSave({ scope: true, replies: { '*': [{ never: true }, {}] } });
  await tapSave();
  assert.equal(phone.named('downloadFile')[0].option.timeout, MINUTE);
  clock.advance(MINUTE);
  await settle();
  assert.equal(seen().loading, '保存中...', "WeChat's own limit comes first");
  clock.advance(10_000);
  await settle();
  assert.equal(save.last('failed').kind, 'network_timeout');
  await press();
  assert.equal(seen().modal, SAVED);
  assert.equal(clock.waiting, 0, 'no watchdog is left behind');
});

test('a save that is allowed and never answers: the phone itself refuses', async () => {
  const { clock, save, settle, tapSave } = posterSave({ scope: true, neverSaves: true });
  await tapSave();
  clock.advance(20_000);
  await settle();
  assert.equal(save.last('failed').kind, 'permission_denied_by_system');
});

test('back in front a save without an answer is looked at soon', async () => {
  const { clock, comeBack, phone, save, settle, tapSave } = posterSave({ scope: true, neverSaves: true });
  await tapSave();
  phone.background();
  await comeBack();
  clock.advance(5_000);
  await settle();
  assert.equal(save.ofName('failed').length, 1);
});

test('as long as the prompt may be open nobody is hurried', async () => {
  const { clock, save, settle, state, tapSave } = posterSave({ prompt: 'silent' });
  await tapSave();
  for (let round = 0; round < 2; round += 1) {
    clock.advance(20_000);
    await settle();
    assert.equal(state(), 'writing');
  }
  clock.advance(20_000);
  await settle();
  assert.equal(save.last('failed').kind, 'user_cancelled');
});

test("iOS: the phone's own prompt may be open as well", async () => {
  const { clock, phone, save, settle, state, tapSave } = posterSave({ platform: 'ios', scope: true, album: 'not determined', neverSaves: true });
  await tapSave();
  clock.advance(20_000);
  await settle();
  assert.equal(state(), 'writing');
  phone.script.album = 'denied';
  clock.advance(20_000);
  await settle();
  assert.equal(save.last('failed').kind, 'permission_denied_by_system');
});

test('an answer after the watchdog changes nothing', async () => {
  const { clock, phone, save, seen, settle, tapSave } = posterSave({ scope: true, neverSaves: true });
  await tapSave();
  clock.advance(20_000);
  await settle();
  const before = seen();
  phone.named('saveImageToPhotosAlbum')[0].option.success({ errMsg: 'saveImageToPhotosAlbum:ok' });
  await settle();
  assert.deepEqual(seen(), before);
  assert.equal(save.ofName('saved').length, 0);
});

test('leaving the page abandons the attempt', async () => {
  const { clock, phone, save, seen, settle, state } = posterSave({ scope: true });
  phone.tap(() => save.onSave());
  save.detach();
  await settle();
  assert.deepEqual([seen(), state(), phone.saved.length], [{}, 'ready', 0]);
  assert.equal(phone.named('showModal').length, 0, 'no dialog over the next page');
  assert.equal(clock.waiting, 0);
  assert.equal(phone.listening, 0);
});

test('leaving while the album is written: its late answer is nobody’s', async () => {
  const { phone, save, settle } = posterSave({ scope: true, replies: { '*': { path: 'wxfile://tmp_1' } } });
  phone.tap(() => save.onSave());
  while (phone.named('saveImageToPhotosAlbum').length === 0) phone.deliver();
  save.detach();
  await settle();
  assert.equal(phone.named('showModal').length, 0);
  assert.deepEqual([...phone.files.keys()], ['wxfile://tmp_1'], 'and our copy is gone');
});

test('another page on top abandons; the settings on top do not', async () => {
  const covered = posterSave({ scope: true });
  covered.phone.tap(() => covered.save.onSave());
  covered.phone.pages.push({ route: 'pages/other/other' });
  covered.save.hidden();
  covered.clock.advance(0);
  await covered.settle();
  assert.deepEqual([covered.state(), covered.phone.saved.length], ['ready', 0]);

  const { clock, phone, press, save, seen, settle, tapSave } = posterSave({ scope: false, atSettings: (script) => void (script.scope = true) });
  await tapSave();
  phone.pressModal(true);
  save.hidden();
  clock.advance(0);
  save.shown();
  await settle();
  assert.equal(seen().modal, '获取权限成功,再次点击图片即可保存');
  await press();
  assert.equal(seen().modal, SAVED);
});

test('the answer of the settings and the return are one return', async () => {
  const { comeBack, phone, seen, tapSave } = posterSave({ scope: false, atSettings: (script) => void (script.scope = true) });
  await tapSave();
  phone.pressModal(true);
  await comeBack();
  assert.equal(seen().modal, '获取权限成功,再次点击图片即可保存');
  assert.equal(phone.named('showModal').length, 2);
});

test('every step can be watched', async () => {
  const { save, tapSave } = posterSave({ scope: true });
  await tapSave();
  assert.deepEqual(save.ofName('step').map(({ on, state, taken }) => [on, state, taken]), [
    ['save', 'fetching', true],
    ['fetched', 'writing', true],
    ['saved', 'saved', true],
  ]);
});
