App({
  seen: [],
  onLaunch({ path }) {
    this.seen.push(`launch ${path}`);
  },
  onShow() {
    this.seen.push('show');
  },
  onHide() {
    this.seen.push('hide');
  },
  onThemeChange({ theme }) {
    this.seen.push(theme);
  },
});
