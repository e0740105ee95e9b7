Component({
  properties: { start: { type: Number, value: 0 }, label: String },
  data: { count: 0, life: '' },
  observers: {
    start(start) {
      this.setData({ count: start });
    },
  },
  lifetimes: {
    attached() {
      this.setData({ life: 'attached' });
    },
    ready() {
      this.setData({ life: `${this.data.life} ready` });
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ life: `${this.data.life} show` });
    },
  },
  methods: {
    onMore() {
      this.setData({ count: this.data.count + 1 });
      this.triggerEvent('more', { count: this.data.count });
    },
  },
});
