// The privacy agreement, asked in our own words. Only a real tap on its button counts: WeChat looks.

const phone = require('../../flow/phone.js');
const { contractName, readContract } = require('../../flow/privacy.js');
const { words } = require('../../i18n/words.js');

/** The button's id in the template; WeChat asks which one was pressed. */
const AGREE_BUTTON = 'poster-privacy-agree';

Component({
  properties: {
    open: Boolean,
    locale: String,
  },

  data: {
    words: words('zh-CN').privacy,
    contract: '',
  },

  observers: {
    'open, locale': function () {
      if (!this.data.open) return;
      const said = words(this.data.locale === 'zh-CN' || this.data.locale === 'en' ? this.data.locale : phone.locale()).privacy;
      this.setData({ words: said, contract: said.contract });
      contractName((name) => {
        if (name) this.setData({ contract: name });
      });
    },
  },

  methods: {
    onRead() {
      readContract();
    },

    /** Bound to `agreeprivacyauthorization`; a plain tap comes before WeChat has noted the agreement. */
    onAgree() {
      this.triggerEvent('agree', { buttonId: AGREE_BUTTON });
    },

    onDisagree() {
      this.triggerEvent('disagree');
    },

    /** Takes the touch, so that the page beneath does not scroll. */
    onNothing() {},
  },
});
