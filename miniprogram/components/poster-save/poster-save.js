// The drop-in component: a button that saves one poster and never leaves the user at a dead end.
// It only draws; what is shown and what happens next comes from the contract.

const { flow } = require('../../contract/contract.js');
const { presentation } = require('../../flow/guide.js');
const phone = require('../../flow/phone.js');
const record = require('../../flow/record.js');
const { Agreement } = require('../../flow/privacy.js');
const { report } = require('../../flow/report.js');
const { Saving } = require('../../flow/saving.js');
const { failureMessage, label } = require('../../flow/copy.js');
const { words } = require('../../i18n/words.js');

/** @typedef {import('../../flow/copy.js').Locale} Locale */
/** @typedef {import('../../flow/effects.js').Source} Source */
/** @typedef {import('../../flow/guide.js').Modal} Modal */
/** @typedef {import('../../flow/guide.js').Sheet} Sheet */
/** @typedef {import('../../flow/session.js').Seen} Seen */
/** @typedef {import('../../flow/session.js').View} View */
/** @typedef {{id?: string, image?: {url: string, bytes?: number, expires_at?: string}}} Poster As the API lists it. */

/**
 * What belongs to one component and is no data.
 *
 * @typedef {object} Parts
 * @property {Saving} saving
 * @property {Agreement} agreement
 * @property {string} loading What the loading toast says now; empty when it is not shown.
 * @property {unknown} page The page that the component is on.
 * @property {() => void} shown
 * @property {() => void} hidden
 */

/**
 * @typedef {object} Connection What the page can do for the component.
 * @property {(poster: Poster) => Promise<Partial<Source>>} [freshLink]
 * @property {() => Promise<boolean>} [signIn]
 */

/** Buttons of the record; no events of the flow. */
const SEND = 'record.send';
const CLEAR = 'record.clear';

/** @type {WeakMap<object, Parts>} */
const all = new WeakMap();

Component({
  properties: {
    /** The picture's address, or a local path. */
    url: String,
    /** Sent with the download. */
    headers: { type: Object, value: {} },
    /** What the file is called where that can be seen (WeChat on a computer). */
    fileName: String,
    /** `zh-CN` or `en`; the phone's language where empty. */
    locale: String,
    /** A poster as the API lists it, in place of `url`: its length is checked, its link renewed. */
    poster: { type: Object, value: {} },
    /** The button is in the slot. */
    ownButton: Boolean,
    /** A second button: WeChat's own sheet for pictures, where there is one. */
    shareButton: Boolean,
    /** Shows no privacy popup: the mini-program has its own. */
    ownPrivacy: Boolean,
  },

  data: {
    label: '',
    shareLabel: '',
    shareable: false,
    /** @type {Sheet | null} */
    sheet: null,
    privacyOpen: false,
    /** Empty: this is no build for QA. */
    recordLabel: '',
  },

  observers: {
    'locale, shareButton': function () {
      this.nameButtons();
    },
  },

  lifetimes: {
    created() {
      const agreement = new Agreement((open) => this.showPrivacy(open));
      const saving = new Saving({
        draw: (view) => this.draw(view),
        hooks: {},
        locale: () => this.spoken(),
        onStep: (seen) => this.tell(seen),
      });
      const shown = () => saving.show();
      const hidden = () => saving.hide();
      all.set(this, { saving, agreement, loading: '', page: undefined, shown, hidden });
    },
    attached() {
      const { agreement, hidden, saving, shown } = this.parts();
      if (!this.data.ownPrivacy) {
        agreement.attach();
        saving.stage.hooks.askPrivacy = (then) => agreement.ask({ then });
      }
      wx.onAppShow(shown);
      wx.onAppHide(hidden);
      // Observers wait for a first change, which may never come.
      this.nameButtons();
    },
    detached() {
      const { agreement, hidden, saving, shown } = this.parts();
      wx.offAppShow(shown);
      wx.offAppHide(hidden);
      saving.leave();
      agreement.detach();
      this.showLoading('');
    },
  },

  pageLifetimes: {
    show() {
      const parts = this.parts();
      parts.page = topPage();
      parts.saving.show();
    },
    hide() {
      const { page, saving } = this.parts();
      // Hidden by another page, and not by WeChat's settings or by going to the background: the save is given up.
      setTimeout(() => {
        if (page && topPage() !== page) saving.leave();
      }, 0);
    },
  },

  methods: {
    /**
     * Saves, as the button does: for a page that saves when its picture is tapped.
     */
    save() {
      const source = this.source();
      const { id } = this.posterOf();
      this.parts().saving.save(id || source.url, source);
    },

    /**
     * Tells the component what only the page can do.
     *
     * @param {Connection} connection
     */
    connect({ freshLink, signIn }) {
      const { hooks } = this.parts().saving.stage;
      if (freshLink) hooks.freshLink = () => freshLink(this.posterOf());
      if (signIn) hooks.signIn = signIn;
    },

    nameButtons() {
      const locale = this.spoken();
      this.setData({
        label: label(locale, 'ready', undefined, 'save'),
        shareLabel: words(locale).save.share,
        shareable: this.data.shareButton && wx.canIUse('showShareImageMenu'),
      });
      this.nameRecord();
    },

    nameRecord() {
      if (record.running()) this.setData({ recordLabel: `${words(this.spoken()).record.label} ${record.count()}` });
    },

    onSave() {
      this.save();
    },

    onShare() {
      const { saving } = this.parts();
      if (saving.session.state !== 'ready') return;
      const locale = this.spoken();
      this.showLoading(words(locale).save.sharing);
      const ready = () => this.showLoading('');
      saving.share(this.source(), ready, (failure) => {
        ready();
        if (failure.event === 'cancelled') return;
        const { title, body } = failureMessage(locale, failure);
        const close = { event: 'dismiss', label: flow.events.dismiss.label[locale], primary: true };
        this.setData({ sheet: { title, body, steps: [], offers: [close], report: '' } });
      });
    },

    /** Of a build for QA: what was kept, to be copied or sent. */
    onRecord() {
      const locale = this.spoken();
      const { body, clear, label: title, send } = words(locale).record;
      const offers = [
        ...(record.sendable() ? [{ event: SEND, label: send, primary: true }] : []),
        { event: CLEAR, label: clear, primary: false },
        { event: 'dismiss', label: words(locale).save.close, primary: false },
      ];
      if (this.parts().saving.session.state === 'ready') this.setData({ sheet: { title, body, steps: [], offers, report: record.text(), record: true } });
    },

    /** @param {WechatMiniprogram.CustomEvent<{event: string}>} tap */
    onChoose(tap) {
      const { event } = tap.detail;
      const { saving } = this.parts();
      if (event === SEND) return record.send();
      if (event === CLEAR) {
        record.clear();
        this.nameRecord();
      }
      if (saving.session.state === 'ready') this.setData({ sheet: null });
      else saving.press(event);
    },

    /** @param {WechatMiniprogram.CustomEvent<{buttonId: string}>} tap */
    onAgree(tap) {
      this.parts().agreement.agree(tap.detail.buttonId);
    },

    onDisagree() {
      this.parts().agreement.disagree();
    },

    /** @param {View} view */
    draw(view) {
      const { loading, modal, sheet } = presentation(view, {
        byHand: !wx.canIUse('openAppAuthorizeSetting'),
        report: view.kind && view.signal ? report(view.kind, view.signal) : '',
      });
      this.showLoading(loading || '');
      if (sheet || this.data.sheet) this.setData({ sheet: sheet || null });
      if (modal) this.showModal(modal);
    },

    /** @param {Modal} modal */
    showModal(modal) {
      const { title, content, confirm, cancel } = modal;
      const { saving } = this.parts();
      const { turn } = saving;
      wx.showModal({
        title,
        content,
        showCancel: cancel !== undefined,
        confirmText: confirm.label,
        ...(cancel && { cancelText: cancel.label }),
        success: (pressed) => {
          // In the tick of the tap: `wx.openSetting` may follow from here.
          if (turn === saving.turn) saving.press(pressed.confirm || !cancel ? confirm.event : cancel.event);
        },
        // Another dialog is open, or this one was refused: ours says the same.
        fail: () => {
          if (turn !== saving.turn) return;
          const offers = cancel ? [confirm, cancel] : [confirm];
          this.setData({ sheet: { title, body: content, steps: [], offers, report: '' } });
        },
      });
    },

    /** @param {boolean} open */
    showPrivacy(open) {
      // The loading toast lies over the page and would take the taps.
      if (open) this.showLoading('');
      this.setData({ privacyOpen: open });
      if (!open) {
        const { saving } = this.parts();
        const { loading } = presentation(saving.view(), { byHand: false, report: '' });
        this.showLoading(loading || '');
      }
    },

    /** @param {string} text Empty: none. */
    showLoading(text) {
      const parts = this.parts();
      if (text === parts.loading) return;
      parts.loading = text;
      if (text) wx.showLoading({ title: text, mask: true });
      else wx.hideLoading({ fail: () => {} });
    },

    /** @param {Seen} seen */
    tell(seen) {
      this.triggerEvent('step', seen);
      record.add(seen);
      this.nameRecord();
      if (!seen.taken) return;
      const { on, failure } = seen;
      if (on === 'saved') this.triggerEvent('saved', { poster: this.posterOf() });
      if (on === 'cancelled' || on === 'cancel') this.triggerEvent('cancelled');
      if (failure && on.startsWith('failed.')) {
        const { kind, recovery, signal } = failure;
        this.triggerEvent('failed', { kind, recovery, signal });
      }
    },

    /** @returns {Source} */
    source() {
      const { url, headers, fileName } = this.data;
      const { image } = this.posterOf();
      const listed = image && !url ? { url: image.url, bytes: image.bytes, expiresAt: image.expires_at } : { url };
      return { ...listed, headers, fileName };
    },

    /** @returns {Poster} */
    posterOf() {
      return /** @type {Poster} */ (this.data.poster || {});
    },

    /** @returns {Locale} */
    spoken() {
      const { locale } = this.data;
      return locale === 'zh-CN' || locale === 'en' ? locale : phone.locale();
    },

    /** @returns {Parts} */
    parts() {
      return /** @type {Parts} */ (all.get(this));
    },
  },
});

function topPage() {
  const pages = getCurrentPages();
  return pages[pages.length - 1];
}
