// The only door to the poster API. The same HTTP contract as the desktop's: pages by cursor, entity tags,
// problems as RFC 9457 has them, and fresh links for pictures whose signed link is over.

const config = require('../config/app.js');
const { classify } = require('../flow/classify.js');
const phone = require('../flow/phone.js');
const { originOf, query, resolve } = require('./address.js');

/** @typedef {import('../flow/classify.js').Failure} Failure */
/** @typedef {{url: string, expires_at?: string, media_type?: string, width?: number, height?: number, bytes?: number}} ImageRef */

/**
 * A poster as its source lists it. Everything in it comes from a server: titles may hold anything, sizes are claims.
 *
 * @typedef {object} Poster
 * @property {string} id Opaque and stable.
 * @property {string} title
 * @property {string[]} tags
 * @property {string} [campaign]
 * @property {string} [ends_at] RFC 3339.
 * @property {ImageRef} image
 * @property {ImageRef} [thumbnail]
 */

/** @typedef {{items: Poster[], nextCursor: string | null}} Page */
/** @typedef {{statusCode: number, data: unknown, header: Record<string, unknown>}} Response */

const TOKEN = 'poster-api-token';
/** Milliseconds. */
const PATIENCE = 20000;

/** @type {Map<string, {etag: string, page: Page}>} Answers that may still be true, by address. */
const known = new Map();
/** @type {Map<string, Poster>} What was listed, so that a poster's page need not ask again. */
const listed = new Map();
/** @type {Promise<boolean> | undefined} */
let signingIn;

/**
 * One page of the list. Fails with a `Failure`.
 *
 * @param {{cursor?: string | null, q?: string, tag?: string}} [asked] `cursor` as the page before gave it.
 * @returns {Promise<Page>}
 */
async function list({ cursor, q, tag } = {}) {
  const url = endpoint(['v1', 'posters']) + query({ cursor: cursor || undefined, limit: config.pageSize, q, tag });
  const before = known.get(url);
  const answer = await ask('GET', url, before ? { 'If-None-Match': before.etag } : {});
  if (answer.statusCode === 304 && before) return before.page;
  const { items, next_cursor: next } = /** @type {{items?: unknown, next_cursor?: unknown}} */ (answer.data || {});
  if (!Array.isArray(items)) throw unreadable(answer);
  const page = { items: items.map((item) => read(item, url)).filter(isPoster), nextCursor: typeof next === 'string' && next ? next : null };
  page.items.forEach((poster) => listed.set(poster.id, poster));
  const etag = headerOf(answer, 'etag');
  if (etag) known.set(url, { etag, page });
  return page;
}

/**
 * One poster: as it was listed, or asked for. Fails with a `Failure`.
 *
 * @param {string} id
 * @returns {Promise<Poster>}
 */
async function poster(id) {
  const before = listed.get(id);
  if (before) return before;
  const url = endpoint(['v1', 'posters', id]);
  const answer = await ask('GET', url);
  const found = read(answer.data, url);
  if (!found) throw unreadable(answer);
  listed.set(found.id, found);
  return found;
}

/**
 * A fresh link to a poster's picture, for one that is over. Fails with a `Failure`.
 *
 * @param {string} id
 * @returns {Promise<ImageRef>}
 */
async function freshLink(id) {
  const url = endpoint(['v1', 'posters', id, 'image-url']);
  const answer = await ask('POST', url);
  const image = readImage(answer.data, url);
  if (!image) throw unreadable(answer);
  const before = listed.get(id);
  if (before) listed.set(id, { ...before, image });
  return image;
}

/**
 * What a picture's download sends along. The token goes to the API's own origin and nowhere else.
 *
 * @param {string} url
 * @returns {Record<string, string>}
 */
function imageHeaders(url) {
  const token = storedToken();
  return token && originOf(url) === originOf(config.apiBase) ? { Authorization: `Bearer ${token}` } : {};
}

/**
 * Signs in with WeChat's code. Several askers wait for one sign-in.
 *
 * @returns {Promise<boolean>} Whether there is a token now.
 */
function signIn() {
  if (!config.signInPath) return Promise.resolve(false);
  signingIn = signingIn || exchange().finally(() => (signingIn = undefined));
  return signingIn;
}

async function exchange() {
  try {
    const code = await new Promise((found, fail) => wx.login({ success: (result) => found(result.code), fail }));
    const { statusCode, data } = await send('POST', config.apiBase + config.signInPath, {}, { code });
    const { token } = /** @type {{token?: unknown}} */ (data || {});
    if (statusCode !== 200 || typeof token !== 'string' || !token) return false;
    wx.setStorageSync(TOKEN, token);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} url
 * @param {Record<string, string>} [headers]
 * @param {boolean} [again] This is already the second try.
 * @returns {Promise<Response>} With a status that is no failure.
 */
async function ask(method, url, headers = {}, again = false) {
  const token = storedToken();
  const answer = await send(method, url, { Accept: 'application/json', ...(token && { Authorization: `Bearer ${token}` }), ...headers });
  const { statusCode } = answer;
  if ((statusCode >= 200 && statusCode < 300) || statusCode === 304) return answer;
  // A sign-in that WeChat can renew without the user is no failure yet.
  if (statusCode === 401 && !again && (await signIn())) return ask(method, url, headers, true);
  throw failure('request:ok', answer);
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} url
 * @param {Record<string, string>} header
 * @param {Record<string, unknown>} [data]
 * @returns {Promise<Response>}
 */
function send(method, url, header, data) {
  return new Promise((answered, fail) => {
    wx.request({
      method,
      url,
      header,
      data,
      timeout: PATIENCE,
      success: (answer) => answered(/** @type {Response} */ (answer)),
      fail: (error) => fail(failure(error.errMsg, undefined, error.errno)),
    });
  });
}

/**
 * @param {string} errMsg
 * @param {Response} [answer]
 * @param {number} [errno]
 * @returns {Failure}
 */
function failure(errMsg, answer, errno) {
  const problem = /** @type {{retry_after_s?: unknown}} */ ((answer && answer.data) || {});
  const wait = Number(answer && (problem.retry_after_s || headerOf(answer, 'retry-after')));
  return classify({
    errMsg: String(errMsg || ''),
    ...(typeof errno === 'number' && { errno }),
    platform: phone.platform(),
    ...(answer && { statusCode: answer.statusCode }),
    stage: 'list',
    ...(wait > 0 && { facts: { wait: Math.ceil(wait) } }),
  });
}

/**
 * An answer that is not the contract's: a Wi-Fi's sign-in page, another server.
 *
 * @param {Response} answer
 */
function unreadable(answer) {
  return failure(`request:ok, server error: not a poster API, statusCode ${answer.statusCode}`);
}

/** @param {string[]} segments */
function endpoint(segments) {
  return [config.apiBase.replace(/\/+$/, ''), ...segments.map(encodeURIComponent)].join('/');
}

/**
 * A poster out of what a server sent; `undefined` for what is none.
 *
 * @param {unknown} item
 * @param {string} base
 * @returns {Poster | undefined}
 */
function read(item, base) {
  const { id, title, tags, campaign, ends_at: endsAt, image, thumbnail } = /** @type {Record<string, unknown>} */ (item || {});
  const picture = readImage(image, base);
  if (typeof id !== 'string' || !id || !picture) return undefined;
  const small = readImage(thumbnail, base);
  return {
    id,
    title: typeof title === 'string' ? title : '',
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    ...(typeof campaign === 'string' && { campaign }),
    ...(typeof endsAt === 'string' && { ends_at: endsAt }),
    image: picture,
    ...(small && { thumbnail: small }),
  };
}

/**
 * @param {unknown} image
 * @param {string} base
 * @returns {ImageRef | undefined}
 */
function readImage(image, base) {
  const { url, expires_at: expiresAt, width, height, bytes } = /** @type {Record<string, unknown>} */ (image || {});
  if (typeof url !== 'string' || !url) return undefined;
  return {
    url: resolve(base, url),
    ...(typeof expiresAt === 'string' && { expires_at: expiresAt }),
    ...(isSize(width) && isSize(height) && { width, height }),
    ...(isSize(bytes) && { bytes }),
  };
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isSize(value) {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/**
 * @param {Poster | undefined} found
 * @returns {found is Poster}
 */
function isPoster(found) {
  return found !== undefined;
}

/**
 * @param {Response} answer
 * @param {string} name In lower case.
 * @returns {string}
 */
function headerOf(answer, name) {
  const header = answer.header || {};
  const key = Object.keys(header).find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? '' : String(header[key]);
}

/** @returns {string} */
function storedToken() {
  return config.signInPath ? wx.getStorageSync(TOKEN) || '' : '';
}

module.exports = { freshLink, imageHeaders, list, poster, signIn };
