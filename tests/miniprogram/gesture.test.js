// WeChat opens its settings from a tap only, and an `await` in between is no tap any more.

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const { ROOT, posterSave } = require('./harness.js');

const source = (path) => readFileSync(join(ROOT, path), 'utf8');

test('the scripted phone refuses a call outside the tap', async () => {
  const { phone, settle } = posterSave({ scope: false });
  const answers = [];
  phone.tap(() => Promise.resolve().then(() => phone.wx.openSetting({ success: () => answers.push('ok'), fail: ({ errMsg }) => answers.push(errMsg) })));
  await settle();
  assert.deepEqual(answers, ['openSetting:fail can only be invoked by user TAP gesture.']);
});

test('from the dialog and from the sheet the settings open in the same tick', async () => {
  for (const language of ['zh_CN', 'en']) {
    const { phone, save, tapSave } = posterSave({ language, scope: false });
    await tapSave();
    if (language === 'en') phone.tap(() => save.onChoose({ detail: { event: 'open_settings' } }));
    else phone.pressModal(true);
    assert.equal(phone.named('openSetting').length, 1, language);
  }
});

test('the sheet passes a tap on at once', () => {
  const { phone } = posterSave();
  const made = posterSave();
  const sheet = made.component('components/guidance-sheet/guidance-sheet', { sheet: { offers: [{ event: 'open_settings' }] } });
  let told = 0;
  sheet.on.choose = () => (told += 1);
  sheet.onOffer({ currentTarget: { dataset: { event: 'open_settings' } } });
  assert.equal(told, 1);
  assert.equal(phone.named('openSetting').length, 0);
});

test('a tap that WeChat does not count is explained, and the next one works', async () => {
  const { phone, press, save, seen, settle, tapSave } = posterSave({ scope: false, atSettings: (script) => void (script.scope = true) });
  await tapSave();
  phone.modals.length = 0;
  save.parts().saving.press('open_settings');
  await settle();
  assert.deepEqual(seen(), { modal: '请再点一次按钮，微信只在点击时打开设置。', buttons: ['再试一次', '取消'] });
  await press();
  assert.equal(seen().modal, '需要您授权保存相册');
  await press();
  assert.equal(seen().modal, '获取权限成功,再次点击图片即可保存');
});

test('no promise stands between the tap and the call', () => {
  const effects = source('flow/effects.js');
  const [, body] = /\n {2}open_settings\(attempt\) \{\n(.*?)\n {2}\}\n/s.exec(effects);
  assert.match(body, /wx\.openSetting\(/);
  assert.doesNotMatch(body, /await|\.then\(|setTimeout|nextTick|Promise/);
  for (const path of ['flow/session.js', 'flow/saving.js', 'flow/guide.js']) {
    assert.doesNotMatch(source(path), /\basync\b|\bawait\b|\.then\(|setTimeout|nextTick|Promise/, path);
  }
  for (const path of ['components/poster-save/poster-save.js', 'components/guidance-sheet/guidance-sheet.js']) {
    assert.doesNotMatch(source(path), /\basync\b|\bawait\b|\.then\(|nextTick/, path);
  }
});
