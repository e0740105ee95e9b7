// The classic flow, from the tap to the album, to the letter.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { posterSave } = require('./harness.js');
const { JPEG } = require('./scripted-wx.js');

const SAVED = '您的推广海报已存入手机相册，赶快分享给好友吧';
const BLOCKED = { modal: '需要您授权保存相册', buttons: ['去授权', '取消'] };
const GRANTED = { modal: '获取权限成功,再次点击图片即可保存', buttons: ['保存', '取消'] };
const STILL_REFUSED = { modal: '获取权限失败，将无法保存到相册哦~', buttons: ['去授权', '知道了'] };

test('saved: loading, download, album, and the sentence', async () => {
  const { phone, save, press, seen, settle, state } = posterSave();
  phone.tap(() => save.onSave());
  assert.deepEqual(seen(), { loading: '保存中...' });
  assert.equal(phone.named('showLoading')[0].option.mask, true, 'no second tap gets through');
  await settle();
  assert.deepEqual(seen(), { modal: SAVED, buttons: ['好的'] });
  assert.equal(phone.modals[0].title, '提示');
  assert.deepEqual(phone.saved, [JPEG]);
  await press();
  assert.deepEqual([seen(), state()], [{}, 'ready']);
});

test('the button says what the contract says', () => {
  assert.equal(posterSave().save.data.label, '保存到本地相册');
  assert.equal(posterSave({ language: 'en' }).save.data.label, 'Save to album');
  assert.equal(posterSave({ language: 'en' }, { url: 'https://a.example/a.jpg', locale: 'zh-CN' }).save.data.label, '保存到本地相册');
});

test('never asked: WeChat asks, and an allowed save is a save', async () => {
  const { phone, seen, tapSave } = posterSave({ scope: undefined, prompt: 'allow' });
  await tapSave();
  assert.equal(phone.prompts, 1);
  assert.equal(seen().modal, SAVED);
});

test('denied: modal, settings from its confirm, granted, and its confirm saves the same poster', async () => {
  const { phone, press, seen, settle, tapSave } = posterSave({ prompt: 'deny', atSettings: (script) => void (script.scope = true) });
  await tapSave();
  assert.deepEqual(seen(), BLOCKED);
  phone.pressModal(true);
  assert.equal(phone.named('openSetting').length, 1, 'in the tick of the tap');
  assert.deepEqual(seen(), {}, "WeChat's page is all there is to see");
  await settle();
  assert.deepEqual(seen(), GRANTED);
  assert.equal(phone.saved.length, 0, 'nothing is saved behind the user');
  await press();
  assert.equal(seen().modal, SAVED);
  assert.deepEqual(phone.saved, [JPEG]);
});

test('false from the start: no prompt, straight to the settings', async () => {
  const { phone, press, seen, tapSave } = posterSave({ scope: false, atSettings: (script) => void (script.scope = true) });
  await tapSave();
  assert.deepEqual([phone.prompts, seen()], [0, BLOCKED]);
  await press();
  assert.deepEqual(seen(), GRANTED);
});

test('true from the start: neither prompt nor question', async () => {
  const { phone, seen, tapSave } = posterSave({ scope: true });
  await tapSave();
  assert.deepEqual([phone.prompts, seen().modal], [0, SAVED]);
  assert.equal(phone.named('getSetting').length, 0, 'nothing is asked beforehand');
});

test('back without switching on: told so once, and no loop', async () => {
  const { phone, comeBack, press, save, seen, state, tapSave } = posterSave({ scope: false });
  await tapSave();
  await press();
  assert.deepEqual(seen(), STILL_REFUSED);
  const calls = phone.calls.length;
  await comeBack();
  await comeBack();
  assert.deepEqual(seen(), STILL_REFUSED, 'one dialog, not three');
  assert.deepEqual(phone.calls.slice(calls), [], 'nothing goes on by itself');
  await press(false);
  assert.deepEqual([seen(), state()], [{}, 'ready']);
  assert.equal(save.ofName('failed').length, 1);
});

test('still refused leaves the way open', async () => {
  const { phone, press, seen, tapSave } = posterSave({ scope: false });
  await tapSave();
  await press();
  phone.script.atSettings = (script) => void (script.scope = true);
  await press();
  assert.deepEqual(seen(), GRANTED);
});

test('the settings are declined: silence, and the button works again', async () => {
  const { phone, press, seen, state, tapSave } = posterSave({ scope: false });
  await tapSave();
  await press(false);
  assert.deepEqual([seen(), state(), phone.named('openSetting').length], [{}, 'ready', 0]);
  await tapSave();
  assert.deepEqual(seen(), BLOCKED);
});

test('the prompt was closed, not refused: told, and asked again', async () => {
  const { phone, press, seen, tapSave } = posterSave({ prompt: 'close' });
  await tapSave();
  assert.deepEqual(seen(), { modal: '还没有保存：授权窗口被关闭了。再点一次，在弹窗里选择“允许”即可。', buttons: ['再试一次', '暂不'] });
  phone.script.prompt = 'allow';
  await press();
  assert.deepEqual([phone.prompts, seen().modal], [2, SAVED]);
});

test('a closed save dialog on a computer is silent', async () => {
  const { save, seen, state, tapSave } = posterSave({ platform: 'windows', scope: true, saveFails: 'saveImageToPhotosAlbum:fail cancel' });
  await tapSave();
  assert.deepEqual([seen(), state()], [{}, 'ready']);
  assert.equal(save.ofName('cancelled').length, 1);
  assert.equal(save.ofName('failed').length, 0);
});

test('the settings never say that they were closed: the button asks once more', async () => {
  const { phone, press, seen, settle, save, tapSave } = posterSave({ scope: false, settingsSilent: true });
  await tapSave();
  await press();
  assert.deepEqual(seen(), {});
  phone.script.scope = true;
  phone.tap(() => save.onSave());
  await settle();
  assert.deepEqual(seen(), GRANTED);
});

test('a double tap saves once', async () => {
  const { phone, save, settle } = posterSave();
  phone.tap(() => save.onSave());
  phone.tap(() => save.onSave());
  await settle();
  phone.tap(() => save.onSave());
  await settle();
  assert.equal(phone.named('downloadFile').length, 1);
  assert.equal(phone.saved.length, 1);
});

test('what happened is told to the page', async () => {
  const { press, save, tapSave } = posterSave({ scope: false, atSettings: (script) => void (script.scope = true) });
  await tapSave();
  const [failed] = save.ofName('failed');
  assert.deepEqual([failed.kind, failed.recovery, failed.signal.errMsg, failed.signal.scope], ['permission_denied_by_user', 'grant', 'saveImageToPhotosAlbum:fail auth deny', 'refused']);
  await press();
  await press();
  assert.equal(save.ofName('saved').length, 1);
});

test('in English the sheet takes the labels that the dialog would refuse', async () => {
  const { choose, press, seen, tapSave } = posterSave({ language: 'en', scope: false, atSettings: (script) => void (script.scope = true) });
  await tapSave();
  assert.deepEqual(seen(), { sheet: 'Please allow saving to your album.', buttons: ['Open settings', 'Cancel'] });
  await choose('open_settings');
  assert.deepEqual(seen(), { sheet: 'Permission granted. Tap once more to save the poster.', buttons: ['Save', 'Cancel'] });
  await choose('save');
  assert.deepEqual(seen(), { modal: 'Your poster is in your album. Share it with your friends!', buttons: ['OK'] });
  await press();
});

test('a dialog that does not open leaves the sheet', async () => {
  const { phone, save, seen, state, tapSave } = posterSave({ modalsFail: true });
  await tapSave();
  assert.deepEqual(seen(), { sheet: SAVED, buttons: ['好的'] });
  phone.tap(() => save.onChoose({ detail: { event: 'dismiss' } }));
  assert.deepEqual([seen(), state()], [{}, 'ready']);
});
