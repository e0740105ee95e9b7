// One poster, large, and the button that saves it.

const api = require('../../services/api.js');
const { failureMessage } = require('../../flow/copy.js');
const phone = require('../../flow/phone.js');
const { words } = require('../../i18n/words.js');

/** @typedef {import('../../services/api.js').Poster} Poster */
/** @typedef {import('../../flow/classify.js').Failure} Failure */

Page({
  data: {
    words: words('zh-CN').poster,
    again: '',
    id: '',
    /** loading · shown · failed */
    state: 'loading',
    /** @type {Poster | null} */
    poster: null,
    title: '',
    until: '',
    /** @type {Record<string, string>} */
    headers: {},
    /** How tall the picture will be, in hundredths of its width. */
    height: 133,
    loaded: false,
    broken: false,
    /** The picture's link was renewed once. */
    renewed: false,
    error: { title: '', body: '' },
  },

  /** @param {{id?: string}} query */
  onLoad({ id }) {
    const said = words(phone.locale());
    this.setData({ words: said.poster, again: said.gallery.again, id: decodeURIComponent(id || '') });
    this.load();
  },

  async load() {
    const { id } = this.data;
    this.setData({ state: 'loading' });
    try {
      this.show(await api.poster(id));
    } catch (failure) {
      this.setData({ state: 'failed', error: failureMessage(phone.locale(), /** @type {Failure} */ (failure)) });
    }
  },

  /** @param {Poster} poster */
  show(poster) {
    const { title, image, ends_at: endsAt } = poster;
    const shown = title || words(phone.locale()).gallery.untitled;
    const date = /^\d{4}-\d{2}-\d{2}/.exec(endsAt || '');
    this.setData({
      state: 'shown',
      poster,
      title: shown,
      until: date ? date[0] : '',
      headers: api.imageHeaders(image.url),
      height: image.width && image.height ? Math.min(400, Math.round((image.height / image.width) * 100)) : 133,
      loaded: false,
      broken: false,
    });
    wx.setNavigationBarTitle({ title: shown });
    const save = this.selectComponent('#save');
    if (save) save.connect({ freshLink: () => this.renew(), signIn: api.signIn });
  },

  /** A fresh link, for the picture that is shown and the one that is saved. */
  async renew() {
    const image = await api.freshLink(this.data.id);
    if (this.data.poster) this.setData({ poster: { ...this.data.poster, image }, headers: api.imageHeaders(image.url) });
    return { url: image.url, expiresAt: image.expires_at, headers: api.imageHeaders(image.url) };
  },

  onPicture() {
    this.setData({ loaded: true });
  },

  onBroken() {
    if (this.data.renewed) return this.setData({ broken: true });
    this.setData({ renewed: true });
    this.renew().catch(() => this.setData({ broken: true }));
  },

  onRetry() {
    this.load();
  },

  onRepair() {
    this.setData({ broken: false });
    this.renew().catch(() => this.setData({ broken: true }));
  },

  onPreview() {
    const { poster } = this.data;
    if (poster) wx.previewImage({ urls: [poster.image.url], showmenu: true });
  },

  onShareAppMessage() {
    const { id, title, poster } = this.data;
    const small = poster && (poster.thumbnail || poster.image).url;
    return { title, path: `/pages/poster/poster?id=${encodeURIComponent(id)}`, ...(small && { imageUrl: small }) };
  },
});
