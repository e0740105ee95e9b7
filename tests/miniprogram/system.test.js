// Denied by the phone's own switch for WeChat, which wx.openSetting cannot turn.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { posterSave } = require('./harness.js');

const REFUSED = '手机系统没有允许微信使用相册。请在系统设置里打开微信的“照片/相册”权限，再回来保存。';
const AT_THE_SWITCH = '请打开开关后回到这里，我们会接着保存这张海报。';
const SAVED = '您的推广海报已存入手机相册，赶快分享给好友吧';

test('iOS: seen by the switch itself, whatever the words', async () => {
  const { save, seen, tapSave } = posterSave({ platform: 'ios', scope: true, album: 'denied', systemWords: 'saveImageToPhotosAlbum:fail auth deny' });
  await tapSave();
  assert.deepEqual(seen(), { sheet: REFUSED, buttons: ['去系统设置', '取消'] });
  const { kind, signal } = save.last('failed');
  assert.deepEqual([kind, signal.album, signal.scope], ['permission_denied_by_system', 'denied', 'granted']);
});

test('the switch is looked up after a refusal, never before', async () => {
  const { phone, tapSave } = posterSave({ platform: 'ios', scope: true });
  await tapSave();
  assert.equal(phone.named('getAppAuthorizeSetting').length, 0);
});

test('iOS: to the phone, switched on, back, and the same poster is saved on confirm', async () => {
  const { choose, comeBack, phone, press, seen, tapSave } = posterSave({ platform: 'ios', scope: true, album: 'denied', atSystem: (script) => void (script.album = 'authorized') });
  await tapSave();
  await choose('open_settings');
  assert.equal(phone.named('openAppAuthorizeSetting').length, 1);
  assert.equal(seen().sheet, AT_THE_SWITCH);
  phone.visitSystem();
  await comeBack();
  assert.equal(seen().modal, '获取权限成功,再次点击图片即可保存');
  await press();
  assert.equal(seen().modal, SAVED);
});

test('iOS: back with the switch still off: told once', async () => {
  const { choose, comeBack, phone, seen, tapSave } = posterSave({ platform: 'ios', scope: true, album: 'denied' });
  await tapSave();
  await choose('open_settings');
  await comeBack();
  const told = { sheet: '获取权限失败，将无法保存到相册哦~', buttons: ['去系统设置', '知道了'] };
  assert.deepEqual(seen(), told);
  await comeBack();
  assert.deepEqual(seen(), told);
  assert.equal(phone.named('saveImageToPhotosAlbum').length, 1);
});

test('Android: seen by the words; back, the save itself finds out', async () => {
  const { choose, comeBack, phone, seen, tapSave } = posterSave({ scope: true, album: 'denied', atSystem: (script) => void (script.album = 'authorized') });
  await tapSave();
  assert.equal(seen().sheet, REFUSED);
  assert.equal(phone.named('getAppAuthorizeSetting').length, 0, 'it would say nothing there');
  await choose('open_settings');
  phone.visitSystem();
  await comeBack();
  assert.equal(seen().modal, SAVED);
});

test('Android: back with the switch still off: one more try, and told again, no loop', async () => {
  const { choose, comeBack, phone, seen, tapSave } = posterSave({ scope: true, album: 'denied' });
  await tapSave();
  await choose('open_settings');
  await comeBack();
  assert.equal(seen().sheet, REFUSED);
  await comeBack();
  assert.equal(phone.named('saveImageToPhotosAlbum').length, 2);
});

const STEPS = {
  ios: ['ios', '打开手机的“设置”', '点“微信”'],
  android: ['android', '打开手机的“设置”', '点“应用”→“微信”→“权限”'],
  harmony: ['ohos', '打开手机的“设置”', '点“隐私和安全”→“权限管理”→“微信”'],
  pc: ['windows', '打开电脑的系统设置', '找到“隐私”中的“图片”或“文件”'],
  mac: ['mac', '打开电脑的系统设置', '找到“隐私”中的“图片”或“文件”'],
  'harmony on a computer': ['ohos_pc', '打开电脑的系统设置', '找到“隐私”中的“图片”或“文件”'],
};
for (const [name, [platform, ...first]] of Object.entries(STEPS)) {
  test(`${name}: written steps where no call opens the phone's settings`, async () => {
    const script = { platform, missing: ['openAppAuthorizeSetting'], scope: true, album: 'denied', atSystem: (phone) => void (phone.album = 'authorized') };
    const { choose, comeBack, phone, save, seen, tapSave } = posterSave(script);
    await tapSave();
    assert.equal(seen().sheet, REFUSED);
    assert.deepEqual(save.data.sheet.steps.slice(0, 2), first);
    await choose('open_settings');
    assert.deepEqual(seen(), { sheet: AT_THE_SWITCH, buttons: ['我已打开', '取消'] });
    assert.deepEqual(save.data.sheet.steps.slice(0, 2), first, 'the steps stay while they are followed');
    phone.visitSystem();
    await comeBack();
    const granted = seen().modal === '获取权限成功,再次点击图片即可保存';
    if (granted) phone.pressModal(true);
    await comeBack();
    assert.equal(seen().modal, SAVED);
  });
}

test('WeCom: the call is there and refuses; the steps and "I did it" are the way', async () => {
  const { choose, phone, save, seen, tapSave } = posterSave({ wecom: true, scope: true, album: 'denied', systemWords: 'saveImageToPhotosAlbum:fail:system permission denied' });
  await tapSave();
  assert.equal(save.last('failed').signal.platform, 'wecom');
  await choose('open_settings');
  assert.equal(seen().sheet, AT_THE_SWITCH);
  assert.ok(save.data.sheet.steps.length > 2);
  phone.script.album = 'authorized';
  await choose('recheck');
  assert.equal(seen().modal, SAVED);
});

test('the developer tools stand for the phone that they name', async () => {
  const { save, tapSave } = posterSave({ platform: 'devtools', system: 'iOS 10.0.1', missing: ['openAppAuthorizeSetting'], scope: true, album: 'denied' });
  await tapSave();
  assert.equal(save.data.sheet.steps[1], '点“微信”');
});
