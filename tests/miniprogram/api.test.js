// The door to the poster API: the contract of the desktop, in a mini-program's means.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { program } = require('./harness.js');

const BASE = 'https://posters.example.com';
const LIST = `${BASE}/v1/posters`;
const POSTER = { id: 'p1', title: '春', image: { url: '/v1/images/p1.png?sig=1', width: 900, height: 1200, bytes: 5, expires_at: '2030-01-01T00:00:00Z' } };

/** The API's module on a phone, and a way to wait for what it promises. */
function door(replies, config = {}) {
  const made = program({ replies });
  Object.assign(made.load('config/app.js'), config);
  const api = made.load('services/api.js');
  const answered = async (promise) => {
    const caught = promise.then((value) => ({ value }), (failure) => ({ failure }));
    await made.settle();
    return caught;
  };
  return { ...made, answered, api, requests: () => made.phone.named('request').map(({ option }) => option) };
}

test('a page: asked for by cursor, its links resolved', async () => {
  const { answered, api, requests } = door({ [LIST]: { data: { items: [POSTER], next_cursor: 'a+b/=' } } });
  const { value } = await answered(api.list());
  assert.equal(value.nextCursor, 'a+b/=');
  assert.equal(value.items[0].image.url, `${BASE}/v1/images/p1.png?sig=1`);
  assert.equal(requests()[0].url, `${LIST}?limit=20`);
  await answered(api.list({ cursor: value.nextCursor, q: '双 11' }));
  assert.equal(requests()[1].url, `${LIST}?cursor=a%2Bb%2F%3D&limit=20&q=${encodeURIComponent('双 11')}`);
});

test('an entity tag is sent back, and 304 is the page we have', async () => {
  const { answered, api, requests } = door({ [LIST]: [{ data: { items: [POSTER] }, header: { ETag: '"v1"' } }, { statusCode: 304, data: '' }] });
  const first = await answered(api.list());
  const second = await answered(api.list());
  assert.equal(requests()[0].header['If-None-Match'], undefined);
  assert.equal(requests()[1].header['If-None-Match'], '"v1"');
  assert.deepEqual(second.value, first.value);
});

test('what a server sends is not trusted', async () => {
  const items = [null, 7, {}, { id: 'x' }, { id: 1, image: { url: 'a' } }, { id: 'ok', title: 5, tags: ['a', 2], image: { url: 'a.png', width: 'wide', bytes: -1 } }, POSTER];
  const { answered, api } = door({ [LIST]: { data: { items, next_cursor: 9 } } });
  const { value } = await answered(api.list());
  assert.equal(value.nextCursor, null);
  assert.deepEqual(value.items.map(({ id }) => id), ['ok', 'p1']);
  assert.deepEqual(value.items[0], { id: 'ok', title: '', tags: ['a'], image: { url: `${BASE}/v1/a.png` } });
});

test('an answer that is no poster API is a failure, not an empty list', async () => {
  for (const data of ['<html>Wi-Fi</html>', null, { items: 'none' }]) {
    const { answered, api } = door({ [LIST]: { data } });
    const { failure } = await answered(api.list());
    assert.equal(failure.kind, 'http_status');
  }
});

test('problems keep their structure', async () => {
  const problem = { type: 'about:blank', title: 'Too many requests', status: 429, code: 'rate_limited', retry_after_s: 12 };
  const { answered, api } = door({ [LIST]: { statusCode: 429, data: problem } });
  const { failure } = await answered(api.list());
  assert.deepEqual([failure.kind, failure.signal.facts.wait, failure.signal.stage, failure.signal.statusCode], ['rate_limited', 12, 'list', 429]);
});

test('a client that cannot reach the server says how', async () => {
  const { answered, api } = door({ [LIST]: { fail: 'request:fail -202:net::ERR_CERT_AUTHORITY_INVALID', errno: 600001 } });
  const { failure } = await answered(api.list());
  assert.deepEqual([failure.kind, failure.signal.errno], ['network_tls', 600001]);
});

test('a fresh link is minted, and remembered', async () => {
  const { answered, api, requests } = door({ [LIST]: { data: { items: [POSTER] } }, [`${LIST}/p1/image-url`]: { data: { url: 'https://cdn.example.com/p1?sig=2' } } });
  await answered(api.list());
  const { value } = await answered(api.freshLink('p1'));
  assert.deepEqual([requests()[1].method, value.url], ['POST', 'https://cdn.example.com/p1?sig=2']);
  assert.equal((await answered(api.poster('p1'))).value.image.url, value.url);
  assert.equal(requests().length, 2, 'what was listed is not asked for again');
});

test('a poster that was not listed is asked for; its id stays one segment', async () => {
  const { answered, api, requests } = door({ '*': { data: { ...POSTER, id: 'a/../b?c' } } });
  assert.equal((await answered(api.poster('a/../b?c'))).value.id, 'a/../b?c');
  assert.equal(requests()[0].url, `${LIST}/a%2F..%2Fb%3Fc`);
  const gone = door({ '*': { statusCode: 410, data: {} } });
  assert.equal((await gone.answered(gone.api.poster('p9'))).failure.kind, 'file_missing');
});

test('signed out: signs in once with WeChat, and asks again', async () => {
  const replies = { [LIST]: [{ statusCode: 401, data: {} }, { data: { items: [POSTER] } }], [`${BASE}/v1/wechat/session`]: { data: { token: 'secret' } } };
  const { answered, api, phone, requests } = door(replies, { signInPath: '/v1/wechat/session' });
  const { value } = await answered(api.list());
  assert.equal(value.items.length, 1);
  assert.deepEqual(requests()[1].data, { code: 'code-1' });
  assert.equal(requests()[2].header.Authorization, 'Bearer secret');
  assert.equal(phone.storage.size, 1);
});

test('a sign-in that does not help is told, not repeated', async () => {
  const { answered, api, requests } = door({ [LIST]: { statusCode: 401, data: {} }, '*': { data: { token: 't' } } }, { signInPath: '/v1/wechat/session' });
  const { failure } = await answered(api.list());
  assert.equal(failure.kind, 'auth_expired');
  assert.equal(requests().length, 3);
  const none = door({ [LIST]: { statusCode: 401, data: {} } });
  assert.equal((await none.answered(none.api.list())).failure.kind, 'auth_expired');
});

test("the token goes to the API's own origin and nowhere else", async () => {
  const { answered, api } = door({ '*': { data: { token: 'secret' } } }, { signInPath: '/v1/wechat/session' });
  await answered(api.signIn());
  assert.deepEqual(api.imageHeaders(`${BASE}/v1/images/p1.png`), { Authorization: 'Bearer secret' });
  for (const url of ['https://cdn.example.com/a.png', 'http://posters.example.com/a.png', 'https://posters.example.com.evil.example/a.png', 'https://posters.example.com@evil.example/', '/a.png']) {
    assert.deepEqual(api.imageHeaders(url), {}, url);
  }
});

test('addresses are resolved as a browser does', () => {
  const { resolve } = program().load('services/address.js');
  const bases = ['https://a.example/v1/posters?limit=20', 'https://a.example', 'https://a.example:8443/x/y/'];
  const references = ['b.png', './b.png', '../b.png', '../../../b.png', '/b/c.png?x=/../y', '//cdn.example/b.png', 'https://other.example/b', '?q=1', 'b/./c/../d', '..', 'data:image/png;base64,AA'];
  for (const base of bases) for (const reference of references) assert.equal(resolve(base, reference), new URL(reference, base).href, `${reference} on ${base}`);
});
