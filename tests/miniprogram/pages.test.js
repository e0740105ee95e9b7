const assert = require('node:assert/strict');
const { test } = require('node:test');

const { program } = require('./harness.js');

const LIST = 'https://posters.example.com/v1/posters';
const poster = (number) => ({ id: `p${number}`, title: `海报 ${number}`, image: { url: `/i/${number}.png`, width: 900, height: 1200 + number * 100 }, thumbnail: { url: `/t/${number}.png` } });
const pageOf = (from, to, next) => ({ data: { items: Array.from({ length: to - from }, (_, at) => poster(from + at)), next_cursor: next } });

const GALLERY = 'pages/gallery/gallery';
const ids = ({ data }) => data.columns.flatMap(({ cards }) => cards).map(({ id }) => id).sort();

test('the gallery: skeletons, then two columns', async () => {
  const { page, phone, settle } = program({ replies: { '*': pageOf(0, 5, null) } });
  const gallery = page(GALLERY);
  assert.equal(gallery.data.state, 'loading');
  await settle();
  assert.equal(gallery.data.state, 'shown');
  assert.deepEqual(ids(gallery), ['p0', 'p1', 'p2', 'p3', 'p4']);
  assert.deepEqual(gallery.data.columns[0].cards[0], { id: 'p0', title: '海报 0', campaign: '', url: 'https://posters.example.com/t/0.png', height: 133 });
  assert.equal(gallery.data.foot, 'end');
  assert.equal(phone.named('setNavigationBarTitle')[0].option.title, '海报');
});

test('the columns stay about even, whatever sizes are claimed', () => {
  const { columns } = program().load('pages/gallery/columns.js');
  const sizes = [[1, 100000], [900, 1200], [3000, 100], [undefined, undefined], [900, 1600], [900, 900]];
  const posters = sizes.map(([width, height], number) => ({ id: `${number}`, title: '', tags: [], image: { url: 'a', width, height } }));
  const [left, right] = columns(posters, '未命名');
  const height = (column) => column.cards.reduce((sum, card) => sum + card.height, 0);
  assert.equal(left.cards.length + right.cards.length, sizes.length);
  assert.ok([...left.cards, ...right.cards].every((card) => card.height >= 60 && card.height <= 260 && card.title === '未命名'));
  assert.ok(Math.abs(height(left) - height(right)) < 260);
});

test('an empty list and a failed one say so, and may be tried again', async () => {
  const { page, settle } = program({ replies: { '*': [{ data: { items: [] } }, { fail: 'request:fail -106:net::ERR_INTERNET_DISCONNECTED' }, pageOf(0, 1, null)] } });
  const gallery = page(GALLERY);
  await settle();
  assert.equal(gallery.data.state, 'empty');
  gallery.onRetry();
  await settle();
  assert.deepEqual([gallery.data.state, gallery.data.error.body], ['failed', '网络连接不上，请检查网络后重试。']);
  gallery.onRetry();
  assert.equal(gallery.data.state, 'loading');
  await settle();
  assert.equal(gallery.data.state, 'shown');
});

test('pulling down refreshes; a failure then keeps what is shown', async () => {
  const { page, phone, settle } = program({ replies: { '*': [pageOf(0, 2, null), pageOf(2, 4, null), { fail: 'request:fail timeout' }] } });
  const gallery = page(GALLERY);
  await settle();
  gallery.onPullDownRefresh();
  await settle();
  assert.deepEqual(ids(gallery), ['p2', 'p3']);
  gallery.onPullDownRefresh();
  await settle();
  assert.deepEqual(ids(gallery), ['p2', 'p3']);
  assert.equal(phone.named('showToast').length, 1);
  assert.equal(phone.named('stopPullDownRefresh').length, 2);
});

test('the next page comes at the end, once, without doubles; a failed one waits for a tap', async () => {
  const { page, phone, settle } = program({ replies: { '*': [pageOf(0, 4, 'c1'), { fail: 'request:fail timeout' }, pageOf(3, 6, null)] } });
  const gallery = page(GALLERY);
  await settle();
  gallery.onReachBottom();
  gallery.onReachBottom();
  await settle();
  assert.equal(phone.named('request').length, 2);
  assert.equal(gallery.data.foot, 'failed');
  gallery.onReachBottom();
  assert.equal(phone.named('request').length, 2);
  gallery.onMore();
  await settle();
  assert.deepEqual([ids(gallery), gallery.data.foot], [['p0', 'p1', 'p2', 'p3', 'p4', 'p5'], 'end']);
  assert.equal(new URL(phone.named('request')[2].option.url).searchParams.get('cursor'), 'c1');
});

test('an answer to an older question is dropped', async () => {
  const { page, phone, settle } = program({ replies: { '*': [pageOf(0, 1, 'c1'), pageOf(1, 2, null), pageOf(5, 6, null)] } });
  const gallery = page(GALLERY);
  await settle();
  gallery.onReachBottom();
  gallery.onPullDownRefresh();
  await settle();
  assert.equal(phone.named('request').length, 3);
  assert.deepEqual(ids(gallery), ['p5']);
});

test('a small picture that does not load is replaced by the large one', async () => {
  const { page, settle } = program({ replies: { '*': pageOf(0, 1, null) } });
  const gallery = page(GALLERY);
  await settle();
  gallery.onBroken({ currentTarget: { dataset: { id: 'p0' } } });
  assert.equal(gallery.data.columns[0].cards[0].url, 'https://posters.example.com/i/0.png');
  gallery.onBroken({ currentTarget: { dataset: { id: 'p0' } } });
});

test('a card leads to its poster', async () => {
  const { page, phone } = program({ replies: { '*': pageOf(0, 1, null) } });
  page(GALLERY).onPoster({ currentTarget: { dataset: { id: 'a/b' } } });
  assert.equal(phone.named('navigateTo')[0].option.url, '/pages/poster/poster?id=a%2Fb');
});

/** The poster's page with a stand-in for its poster-save. */
async function posterPage(replies, query = { id: 'p1' }, script = {}) {
  const made = program({ replies, ...script });
  const connections = [];
  const shown = made.page('pages/poster/poster', query, { '#save': { connect: (connection) => connections.push(connection) } });
  await made.settle();
  return { ...made, connections, shown };
}

const ONE = { [`${LIST}/p1`]: { data: { ...poster(1), ends_at: '2030-05-01T00:00:00Z' } } };

test('the poster: large, with its title, and its save button connected', async () => {
  const { connections, phone, settle, shown } = await posterPage({ ...ONE, [`${LIST}/p1/image-url`]: { data: { url: '/fresh.png', expires_at: '2031-01-01T00:00:00Z' } } });
  const { height, poster: found, state, title, until } = shown.data;
  assert.deepEqual([state, title, until, found.id, height], ['shown', '海报 1', '2030-05-01', 'p1', 144]);
  const fresh = connections[0].freshLink(found);
  await settle();
  assert.deepEqual(await fresh, { url: 'https://posters.example.com/fresh.png', expiresAt: '2031-01-01T00:00:00Z', headers: {} });
  assert.equal(shown.data.poster.image.url, 'https://posters.example.com/fresh.png', 'the picture on the page is renewed as well');
  shown.onPreview();
  assert.deepEqual(phone.named('previewImage')[0].option, { urls: ['https://posters.example.com/fresh.png'], showmenu: true });
  assert.equal(shown.onShareAppMessage().path, '/pages/poster/poster?id=p1');
});

test('a picture that does not show is renewed once, then asks for a tap', async () => {
  const { phone, settle, shown } = await posterPage({ ...ONE, [`${LIST}/p1/image-url`]: { data: { url: '/fresh.png' } } });
  shown.onBroken();
  await settle();
  assert.deepEqual([shown.data.broken, phone.named('request').length], [false, 2]);
  shown.onBroken();
  assert.equal(shown.data.broken, true);
  shown.onRepair();
  await settle();
  assert.equal(shown.data.broken, false);
});

test('a poster that is gone says so', async () => {
  const { shown } = await posterPage({ '*': { statusCode: 410, data: {} } });
  assert.deepEqual([shown.data.state, shown.data.error.body], ['failed', '这张海报已经不在了，请刷新列表。']);
});

test('in English', async () => {
  const { page, settle } = program({ language: 'en_US', replies: { '*': { statusCode: 500, data: {} } } });
  const gallery = page(GALLERY);
  await settle();
  assert.equal(gallery.data.words.title, 'Posters');
  assert.equal(gallery.data.error.body, 'The server answered with 500. Please try again later.');
});
