/** The phone with the mini-program in the background: a way back, and the album with what was saved. */

import { draw } from './element';
import type { Phone, Photo } from './phone';
import { paintBytes } from './picture';
import { showFullPage } from './screen/full-page';

/** Shows the album, newest first. */
export function showAlbum(phone: Phone): void {
  const { words, album } = phone;
  const picture = (photo: Photo): HTMLElement => {
    const canvas = document.createElement('canvas');
    // A file that cannot be decoded stays an empty tile.
    paintBytes(canvas, photo.bytes).catch((error: unknown) => phone.log.error(error));
    return draw('div', { class: 'photo' }, [canvas]);
  };
  showFullPage(phone, {
    name: 'album',
    title: words.photos,
    body:
      album.length > 0
        ? [draw('div', { class: 'photos' }, [...album].reverse().map(picture))]
        : [draw('div', { class: 'group-title', text: words.noPhotos })],
    detail: { photos: album.map(({ name }) => name) },
    left: () => undefined,
  });
}

/** Shows the home screen; `enter` opens the mini-program again. */
export function showHome(phone: Phone, enter: () => void): void {
  const { words, script } = phone;
  const ink = phone.screen.element.dataset.ink as 'black' | 'white';
  const app = (action: string, name: string, look: string, press: () => void): HTMLElement =>
    draw('button', { class: 'home-app', attributes: { type: 'button', 'data-action': action }, press }, [
      draw('span', { class: `home-icon ${look}` }),
      draw('span', { text: name }),
    ]);
  const layer = phone.screen.show(
    'home',
    draw('div', { class: 'layer home' }, [
      app('enter', script.appName, 'app-icon', () => {
        layer.close('enter');
        phone.screen.inkOf(ink);
        enter();
      }),
      app('photos', words.photos, 'photos-icon', () => showAlbum(phone)),
    ]),
  );
  phone.screen.inkOf('white');
}
