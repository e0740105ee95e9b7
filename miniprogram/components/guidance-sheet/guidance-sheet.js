// What the user reads and may do where WeChat's own dialog has too few letters: steps, a report, longer buttons.

const phone = require('../../flow/phone.js');
const { words } = require('../../i18n/words.js');

/** @typedef {import('../../flow/guide.js').Sheet} Sheet */

Component({
  properties: {
    /** A `Sheet` of flow/guide.js; nothing is shown without one. */
    sheet: { type: Object, value: /** @type {Sheet | null} */ (null) },
    locale: String,
  },

  data: {
    words: words('zh-CN').save,
    reportTitle: '',
    copyLabel: '',
  },

  observers: {
    'sheet, locale': function () {
      const { locale, sheet } = this.data;
      const { record, save } = words(locale === 'zh-CN' || locale === 'en' ? locale : phone.locale());
      const recorded = sheet && /** @type {Sheet} */ (sheet).record;
      this.setData({ words: save, reportTitle: recorded ? '' : save.report, copyLabel: recorded ? record.copy : save.copy });
    },
  },

  methods: {
    /** @param {WechatMiniprogram.TouchEvent<WechatMiniprogram.IAnyObject, WechatMiniprogram.IAnyObject, {event: string}>} tap */
    onOffer(tap) {
      // At once: what follows may be `wx.openSetting`.
      this.triggerEvent('choose', { event: tap.currentTarget.dataset.event });
    },

    onVeil() {
      const { sheet } = this.data;
      const offered = sheet && /** @type {Sheet} */ (sheet).offers.some(({ event }) => event === 'dismiss');
      if (offered) this.triggerEvent('choose', { event: 'dismiss' });
    },

    onCopy() {
      const { sheet, words: said } = this.data;
      wx.setClipboardData({
        data: /** @type {Sheet} */ (sheet).report,
        success: () => this.setData({ copyLabel: said.copied }),
        // The clipboard, too, has to be declared by the owner; the text can be selected by hand.
        fail: () => this.setData({ copyLabel: said.copyFailed }),
      });
    },

    /** Takes the touch, so that the page beneath does not scroll. */
    onNothing() {},
  },
});
