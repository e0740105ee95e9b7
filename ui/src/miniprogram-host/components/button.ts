/** `<button>` and its open types. */

import { openSettings } from '../wx/album-permission';
import type { BuiltIn } from './define';
import type { Reach } from './index';

export function button({ phone, privacy, background, share }: Reach): BuiltIn {
  return {
    tag: 'button',
    properties: {
      type: 'default',
      size: 'default',
      plain: false,
      disabled: false,
      loading: false,
      openType: '',
      formType: '',
      lang: 'en',
      hoverClass: 'button-hover',
    },
    mount: ({ host, get, emit, element }) => {
      const dress = (): void => {
        host.dataset.type = String(get('type'));
        host.dataset.size = String(get('size'));
        for (const name of ['plain', 'disabled', 'loading']) host.toggleAttribute(name, Boolean(get(name)));
        host.setAttribute('aria-disabled', String(Boolean(get('disabled'))));
        if (!host.hasAttribute('role')) host.setAttribute('role', 'button');
      };
      const opens: Record<string, () => void> = {
        openSetting: () =>
          openSettings(phone, background, ({ authSetting }) =>
            emit('opensetting', { errMsg: 'openSetting:ok', authSetting }),
          ),
        agreePrivacyAuthorization: () => {
          privacy.agree(element.id);
          phone.later(() => emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' }));
        },
        share: () => share(element.dataset ?? {}),
      };
      element.addListener('tap', () => {
        if (!get('disabled')) opens[String(get('openType'))]?.();
      });
      dress();
      return dress;
    },
  };
}
