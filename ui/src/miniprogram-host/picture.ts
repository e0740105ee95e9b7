/** Showing a picture from a server, from the mini-program's package or from a file of the phone. */

import type { Phone } from './phone';

/** What a picture tells once it is there, or is not. */
export interface Painted {
  loaded?: (width: number, height: number) => void;
  failed?: (errMsg: string) => void;
}

/** Where the compile step puts the mini-program's own pictures. */
const PACKAGE = 'program';

/**
 * Puts the picture into `host` in place of what was there. A file of the phone, and any poster of a rehearsal, is painted
 * on a canvas: the content policy of the frame allows no blob: address.
 */
export function paintPicture(phone: Phone, host: Element, source: string, { loaded, failed }: Painted = {}): void {
  host.querySelector(':scope > .host-picture')?.remove();
  if (source === '') return;
  const remote = /^https?:/u.test(source);
  if (phone.files.owns(source) || (remote && phone.script.rehearsal)) {
    const canvas = document.createElement('canvas');
    canvas.className = 'host-picture';
    host.append(canvas);
    phone.tasks.during(paintFile(phone, canvas, source)).then(
      () => loaded?.(canvas.width, canvas.height),
      () => failed?.(`image load failed: ${source}`),
    );
    return;
  }
  const image = document.createElement('img');
  image.className = 'host-picture';
  image.alt = '';
  image.draggable = false;
  image.addEventListener('load', () => {
    seen.add(source);
    loaded?.(image.naturalWidth, image.naturalHeight);
  });
  image.addEventListener('error', () => {
    image.remove();
    failed?.(`GET ${source} net::ERR_FAILED`);
  });
  host.append(image);
  // What was shown before comes from the cache of a phone that has no network.
  if (remote && phone.script.network !== 'ok' && !seen.has(source)) {
    phone.later(() => image.dispatchEvent(new Event('error')));
    return;
  }
  image.src = remote ? phone.addressOf(source) : `${PACKAGE}/${source.replace(/^\//u, '')}`;
}

const seen = new Set<string>();

async function paintFile(phone: Phone, canvas: HTMLCanvasElement, path: string): Promise<void> {
  const file = phone.files.get(await phone.fetchPicture(path));
  if (file === undefined) throw new Error(`no file ${path}`);
  await paintBytes(canvas, file.bytes);
}

/** Decodes to the canvas at the picture's own size. */
export async function paintBytes(canvas: HTMLCanvasElement, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0);
  bitmap.close();
}
