/** `<image>`: the modes, and the menu of a long press. */

import { paintPicture } from '../picture';
import { showPictureMenu } from '../wx/album';
import type { BuiltIn } from './define';
import type { Reach } from './index';

export function image({ phone }: Reach): BuiltIn {
  return {
    tag: 'image',
    properties: {
      src: '',
      mode: 'scaleToFill',
      lazyLoad: false,
      webp: false,
      showMenuByLongpress: false,
      fadeIn: false,
      forceHttps: false,
    },
    mount: ({ host, get, emit }) => {
      const paint = (): void => {
        paintPicture(phone, host, String(get('src') ?? ''), {
          loaded: (width, height) => emit('load', { width, height }),
          failed: (errMsg) => emit('error', { errMsg }),
        });
      };
      const dress = (): void => {
        host.dataset.mode = String(get('mode'));
      };
      dress();
      paint();
      let held: number | undefined;
      const lift = (): void => window.clearTimeout(held);
      host.addEventListener('pointerdown', () => {
        lift();
        if (!get('showMenuByLongpress')) return;
        held = window.setTimeout(() => {
          phone.gesture.answered = true;
          void phone.fetchPicture(String(get('src'))).then((path) => showPictureMenu(phone, path, () => undefined));
        }, 500);
      });
      for (const type of ['pointerup', 'pointercancel', 'pointermove'] as const) host.addEventListener(type, lift);
      return (name) => {
        if (name === 'src') paint();
        if (name === 'mode') dress();
      };
    },
  };
}
