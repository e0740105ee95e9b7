// The posters on offer, in two columns.

const api = require('../../services/api.js');
const { failureMessage } = require('../../flow/copy.js');
const phone = require('../../flow/phone.js');
const { words } = require('../../i18n/words.js');
const { columns } = require('./columns.js');

/** @typedef {import('../../services/api.js').Poster} Poster */
/** @typedef {import('../../flow/classify.js').Failure} Failure */
/** @typedef {import('./columns.js').Column} Column */

/** Heights of the grey cards while the list loads, in hundredths of their width, by column. */
const SKELETONS = [
  { id: 'left', cards: [133, 150, 120] },
  { id: 'right', cards: [155, 128, 140] },
];

Page({
  data: {
    words: words('zh-CN').gallery,
    /** loading · shown · empty · failed */
    state: 'loading',
    skeletons: SKELETONS,
    /** @type {Column[]} */
    columns: [],
    /** more · loading · failed · end */
    foot: 'end',
    error: { title: '', body: '' },
  },

  posters: /** @type {Poster[]} */ ([]),
  cursor: /** @type {string | null} */ (null),
  /** Counts the lists that were asked for: an answer to an older question is dropped. */
  asked: 0,

  onLoad() {
    const said = words(phone.locale()).gallery;
    this.setData({ words: said });
    wx.setNavigationBarTitle({ title: said.title });
    this.refresh();
  },

  onPullDownRefresh() {
    this.refresh().then(() => wx.stopPullDownRefresh());
  },

  onReachBottom() {
    if (this.data.foot === 'more') this.more();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    this.refresh();
  },

  onMore() {
    if (this.data.foot === 'failed') this.more();
  },

  /** @param {WechatMiniprogram.TouchEvent<WechatMiniprogram.IAnyObject, WechatMiniprogram.IAnyObject, {id: string}>} tap */
  onPoster(tap) {
    wx.navigateTo({ url: `/pages/poster/poster?id=${encodeURIComponent(tap.currentTarget.dataset.id)}` });
  },

  /** A small picture that does not load: the large one stands in, once. */
  onBroken(/** @type {WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, {id: string}>} */ event) {
    const { id } = event.currentTarget.dataset;
    /** @type {Poster[]} */
    const before = this.posters;
    const posters = before.map((poster) => (poster.id === id ? { ...poster, thumbnail: undefined } : poster));
    if (before.some((poster) => poster.id === id && poster.thumbnail)) this.show(posters);
  },

  onShareAppMessage() {
    return { title: this.data.words.title, path: '/pages/gallery/gallery' };
  },

  async refresh() {
    this.asked += 1;
    const { asked } = this;
    try {
      const { items, nextCursor } = await api.list();
      if (asked !== this.asked) return;
      this.cursor = nextCursor;
      this.setData({ foot: nextCursor ? 'more' : 'end', state: items.length > 0 ? 'shown' : 'empty' });
      this.show(items);
    } catch (failure) {
      if (asked !== this.asked) return;
      const error = failureMessage(phone.locale(), /** @type {Failure} */ (failure));
      // What is shown stays: an old list is better than none.
      if (this.data.state === 'shown') wx.showToast({ title: error.body, icon: 'none' });
      else this.setData({ state: 'failed', error });
    }
  },

  async more() {
    const { asked, cursor } = this;
    this.setData({ foot: 'loading' });
    try {
      const { items, nextCursor } = await api.list({ cursor });
      if (asked !== this.asked) return;
      this.cursor = nextCursor;
      this.setData({ foot: nextCursor ? 'more' : 'end' });
      /** @type {Poster[]} */
      const before = this.posters;
      const there = new Set(before.map(({ id }) => id));
      this.show([...before, ...items.filter(({ id }) => !there.has(id))]);
    } catch {
      if (asked === this.asked) this.setData({ foot: 'failed' });
    }
  },

  /** @param {Poster[]} posters */
  show(posters) {
    this.posters = posters;
    this.setData({ columns: columns(posters, this.data.words.untitled) });
  },
});
