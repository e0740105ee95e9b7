// The privacy agreement: asked for, declined, asked again, and what is the owner's to do.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { posterSave, program } = require('./harness.js');

const NOT_AGREED = { declared: true, agreed: false, official: 'disagree' };
const ASKED = '需要您同意隐私保护指引，才能保存到相册。';
const BUTTON = 'poster-privacy-agree';

/** As in this mini-program: app.js listens, the component's popup asks. */
function listening(script) {
  const made = posterSave({ scope: true, privacy: { ...NOT_AGREED }, ...script });
  made.load('flow/privacy.js').listen();
  return {
    ...made,
    async agree() {
      made.phone.pressAgree(BUTTON, () => made.save.onAgree({ detail: { buttonId: BUTTON } }));
      await made.settle();
    },
    async disagree() {
      made.phone.tap(() => made.save.onDisagree());
      await made.settle();
    },
  };
}

test('asked by WeChat: our popup, agreed, and the waiting save goes on', async () => {
  const { agree, phone, save, seen, tapSave } = listening();
  await tapSave();
  assert.equal(save.data.privacyOpen, true);
  assert.equal(phone.loading, null, 'nothing lies over the popup');
  await agree();
  assert.equal(save.data.privacyOpen, false);
  assert.equal(seen().modal, '您的推广海报已存入手机相册，赶快分享给好友吧');
  assert.equal(phone.named('downloadFile').length, 1, 'the same attempt');
});

test('declined: told, and may ask again', async () => {
  const { agree, choose, disagree, phone, save, seen, tapSave } = listening();
  await tapSave();
  await disagree();
  assert.deepEqual(seen(), { sheet: ASKED, buttons: ['查看并同意', '暂不'] });
  assert.equal(save.last('failed').kind, 'privacy_not_agreed');
  assert.equal(phone.named('openSetting').length, 0, 'no settings page helps here');
  await choose('open_settings');
  assert.equal(save.data.privacyOpen, true);
  assert.deepEqual(seen(), {}, 'the popup alone');
  await agree();
  assert.equal(seen().modal, '获取权限成功,再次点击图片即可保存');
});

test('declined twice: told so once', async () => {
  const { choose, comeBack, disagree, seen, tapSave } = listening();
  await tapSave();
  await disagree();
  await choose('open_settings');
  await disagree();
  const told = { sheet: '获取权限失败，将无法保存到相册哦~', buttons: ['查看并同意', '知道了'] };
  assert.deepEqual(seen(), told);
  await comeBack();
  assert.deepEqual(seen(), told);
});

test('coming back to the front does not close the popup for the user', async () => {
  const { choose, comeBack, disagree, save, state, tapSave } = listening();
  await tapSave();
  await disagree();
  await choose('open_settings');
  await comeBack();
  assert.deepEqual([save.data.privacyOpen, state()], [true, 'settings']);
});

test('a popup that somebody only looked at does not count', async () => {
  const { save, settle, tapSave } = listening();
  await tapSave();
  save.onAgree({ detail: { buttonId: BUTTON } });
  await settle();
  assert.equal(save.last('failed').kind, 'privacy_not_agreed');
});

test("nobody listens: WeChat's own popup asks", async () => {
  const agreed = posterSave({ scope: true, privacy: { ...NOT_AGREED, official: 'agree' } });
  await agreed.tapSave();
  assert.equal(agreed.save.ofName('saved').length, 1);
  assert.equal(agreed.save.data.privacyOpen, false);

  const declined = posterSave({ scope: true, privacy: { ...NOT_AGREED } });
  await declined.tapSave();
  assert.equal(declined.seen().sheet, ASKED);
  await declined.choose('open_settings');
  assert.equal(declined.save.data.privacyOpen, true);
});

test('a component alone takes no listener away from its mini-program', async () => {
  const { phone, tapSave } = posterSave();
  await tapSave();
  assert.equal(phone.named('onNeedPrivacyAuthorization').length, 0);
});

test('this mini-program listens from its start', () => {
  const { app, phone } = program();
  app().onLaunch();
  assert.equal(phone.named('onNeedPrivacyAuthorization').length, 1);
});

test('a mini-program with a popup of its own keeps it', async () => {
  const { choose, phone, save, settle, tapSave } = posterSave({ scope: true, privacy: { ...NOT_AGREED } }, { url: 'https://a.example/a.jpg', ownPrivacy: true });
  await tapSave();
  phone.wx.onNeedPrivacyAuthorization((resolve) => {
    phone.pressAgree('theirs', () => resolve({ event: 'agree', buttonId: 'theirs' }));
  });
  await choose('open_settings');
  assert.equal(phone.named('requirePrivacyAuthorize').length, 1);
  assert.equal(save.data.privacyOpen, false);
  await settle();
  assert.equal(phone.modals[0].content, '获取权限成功,再次点击图片即可保存');
});

test('the page goes while the popup asks: that is a no, and nobody waits for ever', async () => {
  const { phone, save, settle, tapSave } = listening();
  await tapSave();
  save.detach();
  await settle();
  assert.equal(phone.saved.length, 0);
  assert.equal(phone.loading, null);
});

test('not declared by the owner: a message for the developer, never the settings', async () => {
  const { phone, save, seen, tapSave } = posterSave({ scope: true, privacy: { declared: false, agreed: false, official: 'disagree' } });
  await tapSave();
  assert.deepEqual(seen(), { sheet: '这个小程序还没有声明相册用途，暂时不能保存到相册。请把下面的信息转告小程序的负责人。', buttons: ['知道了'] });
  assert.match(save.data.sheet.report, /^kind: privacy_not_declared\nerrMsg: saveImageToPhotosAlbum:fail api scope is not declared in the privacy agreement\nerrno: 112\n/);
  assert.equal(phone.named('openSetting').length, 0);
});

test('the popup names the agreement and opens it', async () => {
  const { component, phone, settle } = program();
  const popup = component('components/privacy-popup/privacy-popup', { open: true });
  await settle();
  assert.equal(popup.data.contract, '《海报助手隐私保护指引》');
  popup.onRead();
  assert.equal(phone.named('openPrivacyContract').length, 1);
  popup.onAgree();
  popup.onDisagree();
  assert.deepEqual(popup.events.map(({ name, detail }) => [name, detail]), [['agree', { buttonId: BUTTON }], ['disagree', undefined]]);
});
