Page({
  data: { id: '' },
  onLoad({ id }) {
    this.setData({ id });
    wx.setNavigationBarTitle({ title: `第二页 ${getCurrentPages().length}` });
  },
  onUnload() {
    getApp().seen.push('unload second');
  },
});
