/** saveImageToPhotosAlbum, previewImage, showShareImageMenu, and the long-press menu of a picture. */

import { draw } from '../element';
import { pictureType } from '../files';
import type { Phone } from '../phone';
import { paintPicture } from '../picture';
import { showSheet } from '../screen/sheet';
import { passScope } from './album-permission';
import { asynchronous, type WxFunction } from './call';
import type { Privacy } from './privacy';
import type { Mishap } from './spelling';

/** Puts a file into the album, or says why not. */
function keep(phone: Phone, path: unknown): Mishap | undefined {
  if (typeof path !== 'string' || path === '') return 'path_invalid';
  const file = phone.files.get(path);
  if (file === undefined) return 'file_missing';
  // Android looks the type up by the name's extension, the others by the first bytes.
  const named = /\.(?:jpe?g|png|gif|webp|bmp)$/iu.test(path);
  const known = pictureType(file.bytes) !== 'unknown';
  if (phone.script.environment === 'android' ? !named : !known) return 'file_type';
  if (phone.script.systemAlbum === 'denied') return 'denied_by_system';
  if (phone.script.storage === 'full') return 'storage_full';
  const name = path.slice(path.lastIndexOf('/') + 1);
  phone.script.systemAlbum = 'authorized';
  phone.album.push({ name, type: pictureType(file.bytes), bytes: file.bytes });
  phone.log.add({ what: 'album', added: name });
  return undefined;
}

export function album(phone: Phone, privacy: Privacy): Record<string, WxFunction> {
  return {
    saveImageToPhotosAlbum: asynchronous(phone, 'saveImageToPhotosAlbum', ({ filePath }, settle) => {
      const save = (): void => {
        phone.later(() => {
          const mishap = keep(phone, filePath);
          if (mishap) settle.fail(mishap);
          else settle.success();
        });
      };
      privacy.pass('saveImageToPhotosAlbum', () => passScope(phone, save, settle.fail), settle.fail);
    }),
    previewImage: asynchronous(phone, 'previewImage', ({ urls = [], current = 0, showmenu = true }, settle) => {
      if (urls.length === 0) {
        phone.later(() => settle.fail({ errMsg: 'previewImage:fail invalid urls' }));
        return;
      }
      const at = typeof current === 'number' ? current : Math.max(0, urls.indexOf(current));
      showPreview(phone, urls[at], showmenu, urls.length > 1 ? `${at + 1}/${urls.length}` : '');
      phone.later(() => settle.success());
    }),
    showShareImageMenu: asynchronous(phone, 'showShareImageMenu', ({ path }, settle) => {
      if (typeof path !== 'string' || phone.files.get(path) === undefined) {
        phone.later(() => settle.fail({ errMsg: 'showShareImageMenu:fail file not found' }));
        return;
      }
      showPictureMenu(phone, path, (chosen) => {
        if (chosen === undefined) phone.later(() => settle.fail('cancelled'));
        // After a refusal the sheet's own save entry does nothing and calls nothing back.
        else if (chosen !== 'save' || phone.script.scope !== false) phone.later(() => settle.success());
      });
    }),
  };
}

/** The menu of a picture; saving from it has no callback, whatever becomes of it. */
export function showPictureMenu(
  phone: Phone,
  path: string,
  ended: (chosen: 'send' | 'favourite' | 'save' | undefined) => void,
): void {
  const { words } = phone;
  const kinds = ['send', 'favourite', 'save'] as const;
  showSheet(phone, {
    name: 'picture-menu',
    choices: [words.send, words.favourite, words.saveImage],
    chosen: (at) => {
      const kind = at === undefined ? undefined : kinds[at];
      if (
        kind === 'save' &&
        phone.script.privacy.declared &&
        phone.script.scope !== false &&
        keep(phone, path) === undefined
      ) {
        hint(phone, words.savedToPhone);
      }
      ended(kind);
    },
  });
}

// A short black line that goes by itself.
function hint(phone: Phone, text: string): void {
  const layer = phone.screen.show(
    'hint',
    draw('div', { class: 'layer toast-layer' }, [
      draw('div', { class: 'toast toast-text', attributes: { role: 'status' }, text }),
    ]),
    { title: text },
  );
  phone.later(() => layer.close('time'), 1500);
}

function showPreview(phone: Phone, source: string, menu: boolean, count: string): void {
  const picture = draw('div', { class: 'preview-picture' });
  paintPicture(phone, picture, source);
  const layer = phone.screen.show(
    'preview',
    draw('div', { class: 'layer preview', attributes: { role: 'dialog' } }, [
      picture,
      count ? draw('div', { class: 'preview-count', text: count }) : undefined,
    ]),
    { source },
  );
  const ink = phone.screen.element.dataset.ink as 'black' | 'white';
  phone.screen.inkOf('white');
  let held: number | undefined;
  let long = false;
  layer.element.addEventListener('pointerdown', () => {
    long = false;
    if (!menu) return;
    held = window.setTimeout(() => {
      long = true;
      void phone.fetchPicture(source).then((path) => showPictureMenu(phone, path, () => undefined));
    }, 350);
  });
  layer.element.addEventListener('pointerup', () => {
    window.clearTimeout(held);
    if (long) return;
    layer.close('tap');
    phone.screen.inkOf(ink);
  });
}
