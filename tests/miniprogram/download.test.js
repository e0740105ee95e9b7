// From the address to a file that the album takes.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { posterSave, program } = require('./harness.js');
const { HTML, JPEG, PNG } = require('./scripted-wx.js');

const URL = 'https://img.example.com/a.jpg';
const SAVED = '您的推广海报已存入手机相册，赶快分享给好友吧';

/** A poster-save that may save, and one reply. */
const replying = (reply, properties, script) => posterSave({ scope: true, replies: { '*': reply }, ...script }, { url: URL, ...properties });

const STATUS = {
  301: 'http_status',
  401: 'auth_expired',
  403: 'link_expired',
  404: 'file_missing',
  410: 'file_missing',
  429: 'rate_limited',
  500: 'http_status',
  503: 'http_status',
};
for (const [statusCode, kind] of Object.entries(STATUS)) {
  test(`status ${statusCode} inside success is ${kind}, and nothing is saved`, async () => {
    const { phone, save, tapSave } = replying({ statusCode: Number(statusCode), bytes: HTML });
    await tapSave();
    const { kind: found, signal } = save.last('failed');
    assert.deepEqual([found, signal.statusCode, signal.stage, signal.facts.host], [kind, Number(statusCode), 'fetch', 'img.example.com']);
    assert.equal(phone.named('saveImageToPhotosAlbum').length, 0);
  });
}

test('what the server asks to wait for is said', async () => {
  const { seen, tapSave } = replying({ statusCode: 429, header: { 'Retry-After': '90' } });
  await tapSave();
  assert.equal(seen().modal, '请求太频繁，请 2 分钟后再试。');
});

test('an empty file is no picture', async () => {
  const { save, seen, tapSave } = replying({ bytes: new Uint8Array(0) });
  await tapSave();
  assert.equal(save.last('failed').kind, 'file_corrupt');
  assert.deepEqual(seen(), { modal: '图片没有完整下载下来，没有保存。请重试。', buttons: ['重试', '取消'] });
});

test('fewer bytes than announced are no picture', async () => {
  const poster = { id: 'p1', image: { url: URL, bytes: JPEG.length + 1 } };
  const { phone, save, tapSave } = replying({}, { url: '', poster });
  await tapSave();
  assert.equal(save.last('failed').kind, 'file_corrupt');
  assert.equal(phone.saved.length, 0);
});

test("a Wi-Fi's sign-in page is no picture", async () => {
  const { phone, save, tapSave } = replying({ bytes: HTML });
  await tapSave();
  assert.equal(save.last('failed').kind, 'file_type_unsupported');
  assert.equal(phone.saved.length, 0);
});

test('Android: a file without an ending gets the one of its bytes, in a copy that goes again', async () => {
  const { phone, seen, tapSave } = replying({ bytes: PNG, path: 'wxfile://tmp_7' });
  await tapSave();
  assert.equal(seen().modal, SAVED);
  const [{ option }] = phone.named('saveImageToPhotosAlbum');
  assert.equal(option.filePath, 'wxfile://usr/poster-save/poster.png');
  assert.deepEqual(phone.saved, [PNG]);
  assert.deepEqual([...phone.files.keys()], ['wxfile://tmp_7'], 'the copy is gone');
});

test('a wrong ending is put right', async () => {
  const { phone, tapSave } = replying({ bytes: PNG, path: 'wxfile://tmp_7.jpg' });
  await tapSave();
  assert.match(phone.named('saveImageToPhotosAlbum')[0].option.filePath, /\.png$/);
});

test('a right ending needs no copy', async () => {
  const { phone, tapSave } = replying({ bytes: JPEG, path: 'wxfile://tmp_7.jpeg' });
  await tapSave();
  assert.equal(phone.named('saveImageToPhotosAlbum')[0].option.filePath, 'wxfile://tmp_7.jpeg');
  assert.equal(phone.named('copyFile').length, 0);
});

test('a wished name is given on a computer, made safe', async () => {
  const { phone, tapSave } = replying({}, { fileName: '双十一/海报:"A"?.png' }, { platform: 'windows' });
  await tapSave();
  assert.equal(phone.named('saveImageToPhotosAlbum')[0].option.filePath, 'wxfile://usr/poster-save/双十一 海报 A.jpg');
});

test('on a phone nobody sees a name, so nothing is copied for it', async () => {
  const { phone, tapSave } = replying({}, { fileName: '双十一' });
  await tapSave();
  assert.equal(phone.named('copyFile').length, 0);
});

test('the copy goes after a refusal too', async () => {
  const { phone, tapSave } = replying({ path: 'wxfile://tmp_7' }, {}, { scope: false });
  await tapSave();
  assert.deepEqual([...phone.files.keys()], ['wxfile://tmp_7']);
});

test('a drawn canvas is saved without a download', async () => {
  const { phone, save, settle, seen } = posterSave({ scope: true }, { url: 'wxfile://tmp_canvas.png' });
  phone.files.set('wxfile://tmp_canvas.png', PNG);
  phone.tap(() => save.onSave());
  await settle();
  assert.equal(seen().modal, SAVED);
  assert.equal(phone.named('downloadFile').length, 0);
});

test('headers go along', async () => {
  const { phone, tapSave } = replying({}, { headers: { 'Authori-zation': 'Bearer t' } });
  await tapSave();
  assert.deepEqual(phone.named('downloadFile')[0].option.header, { 'Authori-zation': 'Bearer t' });
});

test('no network: told, and the retry saves', async () => {
  const { press, seen, tapSave } = replying([{ fail: 'downloadFile:fail -106:net::ERR_INTERNET_DISCONNECTED' }, {}]);
  await tapSave();
  assert.deepEqual(seen(), { modal: '网络连接不上，请检查网络后重试。', buttons: ['重试', '取消'] });
  await press();
  assert.equal(seen().modal, SAVED);
});

test('a host that is not on the list is for the owner', async () => {
  const { phone, save, seen, tapSave } = replying({ fail: 'downloadFile:fail url not in domain list', errno: 600002 });
  await tapSave();
  assert.equal(seen().buttons.length, 1);
  assert.match(save.data.sheet.report, /host: img\.example\.com/);
  assert.equal(phone.named('openSetting').length, 0);
});

test('a link that is over is renewed once, unseen', async () => {
  const fresh = 'https://img.example.com/fresh.jpg';
  const { phone, save, seen, tapSave } = posterSave({ scope: true, replies: { [URL]: { statusCode: 403 }, [fresh]: {} } });
  const asked = [];
  save.connect({ freshLink: async (poster) => (asked.push(poster), { url: fresh }) });
  await tapSave();
  assert.equal(seen().modal, SAVED);
  assert.equal(asked.length, 1);
  assert.deepEqual(phone.named('downloadFile').map(({ option }) => option.url), [URL, fresh]);
});

test('a link known to be over is not even tried', async () => {
  const fresh = 'https://img.example.com/fresh.jpg';
  const poster = { id: 'p1', image: { url: URL, expires_at: '2020-01-01T00:00:00Z' } };
  const { phone, save, tapSave } = posterSave({ scope: true, replies: { [fresh]: {} } }, { poster });
  save.connect({ freshLink: async ({ id }) => ({ url: id === 'p1' ? fresh : '' }) });
  await tapSave();
  assert.deepEqual(phone.named('downloadFile').map(({ option }) => option.url), [fresh]);
});

test('a fresh link that is over as well is told, and renewed again with the next try', async () => {
  const { phone, press, save, seen, tapSave } = replying({ statusCode: 403 });
  let asked = 0;
  save.connect({ freshLink: async () => ((asked += 1), { url: `${URL}?${asked}` }) });
  await tapSave();
  assert.deepEqual([asked, save.last('failed').kind], [1, 'link_expired']);
  assert.equal(phone.named('downloadFile').length, 2);
  assert.equal(seen().modal, '图片链接已过期，重试时会自动换新的链接。');
  await press();
  assert.equal(asked, 2);
});

test('a fresh link that is refused is what the user hears of', async () => {
  const { save, tapSave } = replying({ statusCode: 403 });
  const gone = { signal: { errMsg: 'request:ok', statusCode: 410, stage: 'list' } };
  save.connect({ freshLink: () => Promise.reject(gone) });
  await tapSave();
  assert.equal(save.last('failed').kind, 'file_missing');
});

test('signed out: signing in is the switch, and the same poster is saved', async () => {
  const { choose, phone, press, save, seen, tapSave } = replying([{ statusCode: 401 }, {}]);
  save.connect({ signIn: async () => true });
  await tapSave();
  assert.deepEqual(seen().buttons, ['重新登录', '取消']);
  if (seen().sheet) await choose('open_settings');
  else phone.pressModal(true);
  await new Promise((done) => setImmediate(done));
  while (phone.deliver());
  assert.equal(seen().modal, '获取权限成功,再次点击图片即可保存');
  await press(true);
  assert.equal(save.ofName('saved').length, 1);
});

test('downloads run one after another, never more', async () => {
  const { component, phone, settle } = program({ scope: true, replies: { '*': {} } });
  const many = Array.from({ length: 25 }, (_, number) => component('components/poster-save/poster-save', { url: `https://img.example.com/${number}.jpg` }));
  phone.tap(() => many.forEach((save) => save.onSave()));
  await settle();
  assert.equal(phone.mostInFlight, 1);
  assert.equal(phone.saved.length, 25);
  assert.ok(many.every((save) => save.ofName('saved').length === 1));
});

test('a download that was given up leaves the queue to the next', async () => {
  const { component, phone, settle } = program({ scope: true, replies: { 'https://a.example/never.jpg': { never: true }, '*': {} } });
  const [first, second, third] = ['never', 'waiting', 'good'].map((name) => component('components/poster-save/poster-save', { url: `https://a.example/${name}.jpg` }));
  for (const save of [first, second, third]) phone.tap(() => save.onSave());
  await settle();
  assert.deepEqual([phone.named('downloadFile').length, third.ofName('saved').length], [1, 0]);
  second.detach();
  first.detach();
  await settle();
  assert.equal(third.ofName('saved').length, 1);
  assert.deepEqual(phone.named('downloadFile').map(({ option }) => option.url.slice(-9)), ['never.jpg', '/good.jpg']);
});
