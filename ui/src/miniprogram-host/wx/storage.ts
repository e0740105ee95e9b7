/** Key-value storage, and the clipboard. */

import { draw } from '../element';
import type { Phone } from '../phone';
import { asynchronous, type WxFunction } from './call';

export function storage(phone: Phone): Record<string, WxFunction> {
  const store = phone.storage;
  let clipboard = '';
  const info = (): Record<string, unknown> => ({ keys: [...store.keys()], currentSize: 1, limitSize: 10_240 });
  return {
    getStorageSync: (key: string) => (store.has(key) ? structuredClone(store.get(key)) : ''),
    setStorageSync: (key: string, data: unknown) => void store.set(key, structuredClone(data)),
    removeStorageSync: (key: string) => void store.delete(key),
    clearStorageSync: () => store.clear(),
    getStorageInfoSync: info,
    getStorage: asynchronous(phone, 'getStorage', ({ key }, settle) => {
      phone.later(() => {
        if (store.has(key)) settle.success({ data: structuredClone(store.get(key)) });
        else settle.fail({ errMsg: 'getStorage:fail data not found' });
      });
    }),
    setStorage: asynchronous(phone, 'setStorage', ({ key, data }, settle) => {
      store.set(key, structuredClone(data));
      phone.later(() => settle.success());
    }),
    removeStorage: asynchronous(phone, 'removeStorage', ({ key }, settle) => {
      store.delete(key);
      phone.later(() => settle.success());
    }),
    setClipboardData: asynchronous(phone, 'setClipboardData', ({ data }, settle) => {
      clipboard = String(data);
      const layer = phone.screen.show(
        'hint',
        draw('div', { class: 'layer toast-layer' }, [
          draw('div', { class: 'toast toast-text', attributes: { role: 'status' }, text: phone.words.copied }),
        ]),
        { title: phone.words.copied, copied: clipboard },
      );
      phone.later(() => layer.close('time'), 1500);
      phone.later(() => settle.success());
    }),
    getClipboardData: asynchronous(phone, 'getClipboardData', (_, settle) => {
      phone.later(() => settle.success({ data: clipboard }));
    }),
  };
}
