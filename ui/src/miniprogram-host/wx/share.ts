/** Forwarding: the page's onShareAppMessage, and the sheet that shows what would be sent. */

import { draw } from '../element';
import type { PageStack } from '../page-stack';
import { paintPicture } from '../picture';
import type { Phone } from '../phone';
import { showSheet } from '../screen/sheet';
import { plain } from '../log';
import { asynchronous, type WxFunction } from './call';

/** Shows the card that a friend would get. */
export function forward(phone: Phone, stack: PageStack, from: 'menu' | 'button', target?: unknown): void {
  const { top } = stack;
  const answer = top?.has('onShareAppMessage')
    ? (top.call('onShareAppMessage', { from, target }) as Record<string, unknown> | undefined)
    : {};
  const card = {
    title: String(answer?.title ?? phone.script.appName),
    path: String(answer?.path ?? top?.route ?? ''),
    imageUrl: String(answer?.imageUrl ?? ''),
  };
  const picture = draw('div', { class: 'share-picture' });
  if (card.imageUrl) paintPicture(phone, picture, card.imageUrl);
  const end = (text: string): void => {
    layer.close(text);
    phone.log.add({ what: 'tap', on: 'share', text });
  };
  const { words } = phone;
  const button = (action: string, text: string): HTMLElement =>
    draw('button', {
      class: action === 'send' ? 'prompt-button prompt-yes' : 'prompt-button',
      text,
      attributes: { type: 'button', 'data-action': action },
      press: () => end(text),
    });
  const layer = phone.screen.show(
    'share',
    draw('div', { class: 'layer sheet-layer masked' }, [
      draw('div', { class: 'prompt', attributes: { role: 'dialog' } }, [
        draw('div', { class: 'prompt-title', text: words.sendOn }),
        draw('div', { class: 'share-card' }, [
          draw('div', { class: 'share-app', text: phone.script.appName }),
          draw('div', { text: card.title }),
          picture,
        ]),
        draw('div', { class: 'prompt-buttons' }, [button('cancel', words.cancel), button('send', words.send)]),
      ]),
    ]),
    plain(card),
  );
}

/** WeChat's list of chats, with a file. */
function sendFile(phone: Phone, name: string, sent: (text: string | undefined) => void): void {
  const { words } = phone;
  showSheet(phone, {
    name: 'share-file',
    title: name,
    choices: [words.send],
    chosen: (at) => sent(at === undefined ? undefined : words.send),
  });
}

export function share(phone: Phone): Record<string, WxFunction> {
  const done = (name: string): WxFunction =>
    asynchronous(phone, name, (_, settle) => phone.later(() => settle.success()));
  return {
    shareFileMessage: asynchronous(phone, 'shareFileMessage', ({ filePath, fileName }, settle) => {
      const file = phone.files.get(String(filePath));
      if (!phone.gesture.active) phone.later(() => settle.fail('no_gesture'));
      else if (!file) phone.later(() => settle.fail('file_missing'));
      else sendFile(phone, String(fileName), (sent) => (sent ? settle.success() : settle.fail('cancelled')));
    }),
    showShareMenu: done('showShareMenu'),
    hideShareMenu: done('hideShareMenu'),
    updateShareMenu: done('updateShareMenu'),
  };
}
