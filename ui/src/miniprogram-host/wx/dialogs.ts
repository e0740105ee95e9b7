/** showModal, showToast, showLoading, showActionSheet. */

import { draw, icon } from '../element';
import type { Phone } from '../phone';
import type { Layer } from '../screen/screen';
import { showSheet } from '../screen/sheet';
import { asynchronous, type WxFunction } from './call';

const TICK = 'M4.500 12.500l5 5L20 7';
const CROSS = 'M6 6l12 12M18 6L6 18';

export function dialogs(phone: Phone): Record<string, WxFunction> {
  // One place for both: a toast replaces the loading sign, and hiding either hides what is there.
  let toast: Layer | undefined;
  let round = 0;
  const clear = (by: string): void => {
    toast?.close(by);
    toast = undefined;
  };
  const show = (name: string, title: string, mask: boolean, sign: Element | undefined): void => {
    clear('replaced');
    round += 1;
    const box = draw('div', { class: sign ? 'toast' : 'toast toast-text', attributes: { role: 'status' } }, [
      sign,
      draw('div', { class: 'toast-title', text: title }),
    ]);
    toast = phone.screen.show(
      name,
      draw('div', { class: mask ? 'layer toast-layer masked' : 'layer toast-layer' }, [box]),
      { title },
    );
  };
  return {
    showModal: asynchronous(phone, 'showModal', (options, settle) => {
      const { title, content, showCancel = true, editable = false, placeholderText = '' } = options;
      const confirmText: string = options.confirmText ?? phone.words.confirm;
      const cancelText: string = options.cancelText ?? phone.words.cancel;
      for (const [key, text] of Object.entries({ confirmText, cancelText })) {
        // Four Chinese characters are the limit; longer ones fail, they are not cut.
        if (text.length > 4 && /[\u4e00-\u9fff]/u.test(text)) {
          phone.later(() =>
            settle.fail({ errMsg: `showModal:fail ${key} length should not larger than 4 Chinese characters` }),
          );
          return;
        }
      }
      const input = editable
        ? (draw('textarea', {
            class: 'modal-input',
            attributes: { placeholder: placeholderText },
          }) as HTMLTextAreaElement)
        : undefined;
      if (input) input.value = content ?? '';
      const end = (confirm: boolean): void => {
        const text = confirm ? confirmText : cancelText;
        layer.close(text);
        phone.log.add({ what: 'tap', on: 'modal', text });
        // The tap on this button counts as the gesture that wx.openSetting asks for.
        phone.gesture.during(() =>
          settle.success({ confirm, cancel: !confirm, ...(input ? { content: input.value } : {}) }),
        );
      };
      const button = (confirm: boolean, text: string, colour: unknown): HTMLElement => {
        const made = draw('button', {
          class: confirm ? 'modal-button modal-confirm' : 'modal-button',
          text,
          attributes: { type: 'button', 'data-action': confirm ? 'confirm' : 'cancel' },
          press: () => end(confirm),
        });
        if (typeof colour === 'string') made.style.color = colour;
        return made;
      };
      const layer = phone.screen.show(
        'modal',
        draw('div', { class: 'layer modal-layer masked' }, [
          draw(
            'div',
            { class: title ? 'modal' : 'modal untitled', attributes: { role: 'dialog', 'aria-modal': 'true' } },
            [
              title ? draw('div', { class: 'modal-title', text: title }) : undefined,
              input ?? draw('div', { class: 'modal-content', text: content ?? '' }),
              draw('div', { class: 'modal-buttons' }, [
                showCancel ? button(false, cancelText, options.cancelColor) : undefined,
                button(true, confirmText, options.confirmColor),
              ]),
            ],
          ),
        ]),
        { title, content, buttons: showCancel ? [cancelText, confirmText] : [confirmText] },
      );
    }),
    showLoading: asynchronous(phone, 'showLoading', ({ title = '', mask = false }, settle) => {
      show('loading', title, mask, draw('div', { class: 'spinner', attributes: { 'aria-hidden': 'true' } }));
      phone.later(() => settle.success());
    }),
    hideLoading: asynchronous(phone, 'hideLoading', (_, settle) => {
      clear('hideLoading');
      phone.later(() => settle.success());
    }),
    showToast: asynchronous(
      phone,
      'showToast',
      ({ title = '', icon: sign = 'success', duration = 1500, mask = false }, settle) => {
        const drawn = {
          success: () => icon(TICK),
          error: () => icon(CROSS),
          loading: () => draw('div', { class: 'spinner' }),
        }[String(sign)];
        show('toast', title, mask, drawn?.());
        const mine = round;
        phone.later(() => {
          if (mine === round) clear('time');
        }, duration);
        phone.later(() => settle.success());
      },
    ),
    hideToast: asynchronous(phone, 'hideToast', (_, settle) => {
      clear('hideToast');
      phone.later(() => settle.success());
    }),
    showActionSheet: asynchronous(phone, 'showActionSheet', ({ itemList = [], itemColor, alertText }, settle) => {
      showSheet(phone, {
        name: 'action-sheet',
        choices: itemList,
        title: alertText,
        colour: itemColor,
        chosen: (at) => (at === undefined ? settle.fail('cancelled') : settle.success({ tapIndex: at })),
      });
    }),
  };
}
