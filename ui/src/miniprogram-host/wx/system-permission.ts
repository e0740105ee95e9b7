/** The phone's own switch for WeChat's access to the album. */

import { draw } from '../element';
import type { Phone } from '../phone';
import { showFullPage, switchRow } from '../screen/full-page';
import type { Background } from './album-permission';
import { asynchronous, type WxFunction } from './call';

/** The phone's settings, opened at WeChat's permissions. */
export function showSystemSettings(phone: Phone, left: () => void): void {
  const { words, script, device } = phone;
  const ios = device.platform === 'ios';
  const label = ios ? words.system.photos : words.system.storage;
  const notes = ios
    ? { on: words.system.photosOn, off: words.system.photosOff }
    : { on: words.system.storageOn, off: words.system.storageOff };
  const client = script.environment === 'wecom' ? words.wecom : words.wechat;
  const layer = showFullPage(phone, {
    name: 'system',
    title: ios ? client : words.system.permissions,
    ...(ios ? { backTo: client } : {}),
    body: [
      draw('div', { class: 'group-title', text: words.system.title }),
      draw('div', { class: 'group' }, [
        switchRow(
          label,
          script.systemAlbum === 'authorized',
          (on) => {
            script.systemAlbum = on ? 'authorized' : 'denied';
            phone.log.add({ what: 'tap', on: label, text: on ? 'on' : 'off' });
          },
          notes,
        ),
      ]),
    ],
    detail: { rows: [{ label, on: script.systemAlbum === 'authorized' }] },
    left,
  });
  layer.element.classList.add('host-system-page');
}

export function systemPermission(phone: Phone, background: Background): Record<string, WxFunction> {
  return {
    openAppAuthorizeSetting: asynchronous(phone, 'openAppAuthorizeSetting', (_, settle) => {
      showSystemSettings(phone, background.show);
      // Success means that the page was opened, not that anything was switched.
      phone.later(() => {
        settle.success();
        background.hide();
      });
    }),
    getAppAuthorizeSetting: () => {
      // The album is reported on iOS only.
      const album = phone.device.platform === 'ios' ? { albumAuthorized: phone.script.systemAlbum } : {};
      return {
        ...album,
        bluetoothAuthorized: 'not determined',
        cameraAuthorized: 'not determined',
        locationAuthorized: 'not determined',
        locationReducedAccuracy: false,
        microphoneAuthorized: 'not determined',
        notificationAuthorized: 'authorized',
        phoneCalendarAuthorized: 'not determined',
      };
    },
  };
}
