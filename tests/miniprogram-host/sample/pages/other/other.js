Page({
  data: { seen: '' },
  onShow() {
    this.setData({ seen: getApp().seen.join(', ') });
  },
});
