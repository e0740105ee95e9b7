const { greet } = require('../../lib/words.js');

Page({
  data: {
    greeting: '',
    life: '',
    told: 'tap',
    width: 375,
    more: '',
    typed: '',
    own: '',
    temporary: '',
    answers: [],
    items: [{ id: 1, name: 'one' }, { id: 2, name: 'two' }],
  },
  onLoad() {
    this.setData({ greeting: greet('host'), life: 'load' });
  },
  onShow() {
    this.setData({ life: `${this.data.life} show` });
  },
  onReady() {
    this.setData({ life: `${this.data.life} ready` });
  },
  onHide() {
    this.setData({ life: `${this.data.life} hide` });
  },
  onPullDownRefresh() {
    this.setData({ life: `${this.data.life} refresh` });
    wx.stopPullDownRefresh();
  },
  onWide({ currentTarget, detail, touches }) {
    this.setData({ told: `${currentTarget.dataset.someId} ${detail.x > 0} ${touches.length}` });
  },
  onLong() {
    this.setData({ told: 'long' });
  },
  onMore({ detail }) {
    this.setData({ more: `more ${detail.count}` });
  },
  onType({ detail }) {
    this.setData({ typed: detail.value });
  },
  onOwn({ detail }) {
    this.setData({ own: `${detail.width}x${detail.height}` });
  },
  answer(text) {
    this.setData({ answers: [...this.data.answers, text] });
  },
  onSetting() {
    wx.openSetting({ success: ({ authSetting }) => this.answer(JSON.stringify(authSetting)), fail: ({ errMsg }) => this.answer(errMsg) });
  },
  async onLateSetting() {
    await Promise.resolve();
    this.onSetting();
  },
  onGap() {
    try {
      wx.chooseVideo({});
    } catch (error) {
      this.answer(error.message);
    }
    this.answer(typeof window + typeof document + typeof fetch);
    try {
      require('../../app.json');
    } catch (error) {
      this.answer(error.message);
    }
  },
});
