// What stands around the flow: the share button, the sheet, the report, and the pieces that they are made of.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { posterSave, program } = require('./harness.js');
const { PNG, bytes } = require('./scripted-wx.js');

const { load } = program();

const sharing = (script) => posterSave(script, { url: 'https://img.example.com/a.jpg', shareButton: true });

test('the share button is there where WeChat has the sheet, beside the main button', () => {
  assert.equal(sharing().save.data.shareable, true);
  assert.equal(sharing().save.data.shareLabel, '分享图片');
  assert.equal(sharing({ missing: ['showShareImageMenu'] }).save.data.shareable, false);
  assert.equal(posterSave().save.data.shareable, false);
});

test('sharing hands the checked file to WeChat and leaves the flow at rest', async () => {
  const { phone, save, settle, seen, state } = sharing();
  phone.tap(() => save.onShare());
  assert.deepEqual(seen(), { loading: '请稍候...' });
  while (phone.named('showShareImageMenu').length === 0) phone.deliver();
  assert.deepEqual(seen(), {}, 'nothing lies over the sheet');
  await settle();
  assert.match(phone.named('showShareImageMenu')[0].option.path, /^wxfile:\/\/tmp_/);
  assert.deepEqual([seen(), state(), save.ofName('step').length], [{}, 'ready', 0]);
});

test('a closed share sheet is silent, a failed one is told', async () => {
  for (const [sheetFails, told] of [['showShareImageMenu:fail cancel', {}], ['showShareImageMenu:fail auth deny', { sheet: '需要您授权保存相册', buttons: ['知道了'] }]]) {
    const { phone, save, settle, seen } = sharing({ sheetFails });
    phone.tap(() => save.onShare());
    await settle();
    assert.deepEqual(seen(), told);
    phone.tap(() => save.onChoose({ detail: { event: 'dismiss' } }));
    assert.deepEqual(seen(), {});
  }
});

test('a page that goes shares nothing any more', async () => {
  const { phone, save, settle } = sharing();
  phone.tap(() => save.onShare());
  save.detach();
  await settle();
  assert.equal(phone.named('showShareImageMenu').length, 0);
  assert.equal(phone.loading, null);
});

test('while a save is under way nothing is shared', async () => {
  const { phone, save, settle } = sharing({ scope: true });
  phone.tap(() => save.onSave());
  phone.tap(() => save.onShare());
  await settle();
  assert.equal(phone.named('downloadFile').length, 1);
});

test('an unknown failure stops, says so, and offers the report', async () => {
  const { phone, save, seen, tapSave } = posterSave({ scope: true, saveFails: 'saveImageToPhotosAlbum:fail flux capacitor' });
  await tapSave();
  assert.deepEqual(seen().buttons, ['知道了']);
  assert.match(save.data.sheet.report, /^kind: unknown\nerrMsg: saveImageToPhotosAlbum:fail flux capacitor\n/);
  assert.match(save.data.sheet.report, /\ncontract: [0-9a-f]{12}$/);
  assert.equal(phone.named('downloadFile').length, 1, 'unknown never retries');
});

test('a file that is gone needs no report', async () => {
  const { seen, tapSave } = posterSave({ replies: { '*': { statusCode: 404 } } });
  await tapSave();
  assert.deepEqual(seen(), { modal: '这张海报已经不在了，请刷新列表。', buttons: ['知道了'] });
});

test('no room: the sheet, since its buttons are long', async () => {
  const { choose, phone, seen, tapSave } = posterSave({ scope: true, saveFails: 'saveImageToPhotosAlbum:fail no space left on device' });
  await tapSave();
  assert.deepEqual(seen(), { sheet: '手机存储空间不足，请清理出一些空间后再试。', buttons: ['已清理，重试', '取消'] });
  phone.script.saveFails = '';
  await choose('retry');
  assert.deepEqual(seen().buttons, ['好的']);
});

test('the report is copied, or left to the finger', async () => {
  for (const clipboardDeclared of [true, false]) {
    const { component, phone, settle } = program({ clipboardDeclared });
    const sheet = component('components/guidance-sheet/guidance-sheet', { sheet: { title: '', body: '', steps: [], offers: [], report: 'kind: unknown' } });
    assert.equal(sheet.data.copyLabel, '复制信息');
    sheet.onCopy();
    await settle();
    assert.equal(phone.named('setClipboardData')[0].option.data, 'kind: unknown');
    assert.equal(sheet.data.copyLabel, clipboardDeclared ? '已复制' : '请长按上面的文字复制');
  }
});

test('a recording of QA is not called details of a problem', () => {
  const { component } = program();
  const sheet = component('components/guidance-sheet/guidance-sheet', { sheet: { title: '测试记录', body: '', steps: [], offers: [], report: '{}', record: true } });
  assert.deepEqual([sheet.data.reportTitle, sheet.data.copyLabel], ['', '复制测试记录']);
});

test('a tap beside the sheet dismisses it, where dismissing is offered', () => {
  const { component } = program();
  const offers = (...events) => ({ sheet: { offers: events.map((event) => ({ event })) } });
  const open = component('components/guidance-sheet/guidance-sheet', offers('retry', 'dismiss'));
  open.onVeil();
  assert.deepEqual(open.events, [{ name: 'choose', detail: { event: 'dismiss' } }]);
  const firm = component('components/guidance-sheet/guidance-sheet', offers('retry'));
  firm.onVeil();
  assert.deepEqual(firm.events, []);
});

test('a report tells nothing that is the user’s', () => {
  const { redact } = load('flow/report.js');
  const openid = 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M';
  assert.equal(
    redact(`downloadFile:fail https://img.example.com/u/42.jpg?sign=abc ${openid} wxfile://tmp_abc.jpg, open "/storage/emulated/0/张三.jpg"`),
    'downloadFile:fail https://img.example.com/… … …, open "…"',
  );
  assert.equal(redact('saveImageToPhotosAlbum:fail auth deny'), 'saveImageToPhotosAlbum:fail auth deny');
});

test('pictures are known by their first bytes', () => {
  const { endsAs, extensionOf, safeName } = load('flow/picture.js');
  const known = [
    ['\xff\xd8\xff\xe1', 'jpg'],
    ['GIF89a', 'gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['BM\x36\0\0\0\0\0\0\0', 'bmp'],
    ['MM\0*', 'tiff'],
    ['\0\0\0\x1cftypavif', 'avif'],
    ['\0\0\0\x18ftypheic', 'heic'],
    ['<svg xmlns', undefined],
    ['{"code":401}', undefined],
    ['BMW is no bitmap', undefined],
    ['', undefined],
  ];
  for (const [head, extension] of known) assert.equal(extensionOf(bytes(head).buffer), extension, head);
  assert.equal(extensionOf(PNG.buffer), 'png');
  assert.deepEqual([endsAs('a.JPEG', 'jpg'), endsAs('a.png', 'jpg'), endsAs('wxfile://tmp_1', 'jpg')], [true, false, false]);
  for (const [wished, safe] of [['', 'poster'], ['...', 'poster'], ['a/../b', 'a .. b'], ['海报 2024.png', '海报 2024'], ['\u202egnp.a', 'gnp.a'], ['字'.repeat(99), '字'.repeat(60)]]) {
    assert.equal(safeName(wished), safe);
  }
});

test('every effect of the table has its hand, and no hand is idle', () => {
  const { Effects } = load('flow/effects.js');
  const { flow } = load('contract/contract.js');
  const asked = new Set(flow.transitions.flatMap((row) => row.do));
  const beside = ['constructor', 'share', 'stopSharing', 'fetch', 'renew', 'signIn', 'failed', 'answer'];
  const hands = Object.getOwnPropertyNames(Effects.prototype).filter((name) => !beside.includes(name));
  assert.deepEqual(hands.sort(), [...asked].sort());
});

test('every state that a user can be left in is shown, with a button', () => {
  const { presentation } = load('flow/guide.js');
  const { Session } = load('flow/session.js');
  const { classify } = load('flow/classify.js');
  const { flow } = load('contract/contract.js');
  const session = new Session();
  session.failure = classify({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' });
  for (const state of Object.keys(flow.states)) {
    session.state = state;
    for (const locale of ['zh-CN', 'en']) {
      const { loading, modal, sheet } = presentation(session.view(locale, 'ios'), { byHand: false, report: '' });
      const shown = [loading, modal, sheet].filter((one) => one !== undefined);
      const panel = state === 'settings';
      assert.equal(shown.length, state === 'ready' || panel ? 0 : 1, `${state} ${locale}`);
      if (modal) assert.ok(modal.content && modal.confirm, state);
      if (sheet) assert.ok(sheet.body && sheet.offers.length > 0, state);
    }
  }
});

test('every sentence and every word is there in both languages', () => {
  const { words } = load('i18n/words.js');
  const paths = (value, path = '') => (typeof value === 'string' ? [path] : Object.entries(value).flatMap(([key, inner]) => paths(inner, `${path}.${key}`)));
  const strings = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(strings));
  assert.deepEqual(paths(words('zh-CN')), paths(words('en')));
  assert.ok(strings(words('zh-CN')).every((text) => /[\u4e00-\u9fff]/.test(text)));
  assert.ok(strings(words('en')).every((text) => text && !/[\u4e00-\u9fff]/.test(text)));
});
