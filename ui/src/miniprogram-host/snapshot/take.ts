/** A still of the phone's screen: markup without life, and everything that dresses it. */

import { texts } from '../look';
import type { Phone } from '../phone';
import type { Snapshot } from '../protocol';
import { idOf } from '../script';
import { KEPT, SVG } from './parts';

/** Longest side of a kept picture, in pixels of a sharp screen. */
const SHARP = 1200;

/** Takes it, when what is under way has settled. */
export async function take(phone: Phone): Promise<Snapshot> {
  await phone.tasks.quiet();
  const { element } = phone.screen;
  const { clientWidth: width, clientHeight: height } = element;
  const pictures: string[] = [];
  const rules: string[] = [];
  const root = copy(element, { pictures, rules });
  const styles = [...texts(), rules.join('\n')].map((text) => fitted(text, width, height));
  return {
    environment: idOf(phone.script.environment),
    theme: phone.script.theme,
    width,
    height,
    markup: root.outerHTML,
    styles,
    pictures,
  };
}

interface Kept {
  pictures: string[];
  rules: string[];
}

function copy(from: Element, kept: Kept): Element {
  const svg = from.namespaceURI === SVG;
  const to = svg ? document.createElementNS(SVG, from.localName) : document.createElement(from.localName);
  for (const { name, value } of from.attributes) if (KEPT.test(name)) to.setAttribute(name, value);
  // No style attribute: where the still is shown, the content policy refuses one.
  const style = from instanceof HTMLElement ? from.style.cssText : '';
  if (style !== '') {
    to.setAttribute('data-styled', String(kept.rules.length));
    kept.rules.push(
      `.host-phone[data-styled="${kept.rules.length}"], .host-phone [data-styled="${kept.rules.length}"] { ${style.replaceAll(/\s*!important/gu, '').replaceAll(';', ' !important;')} }`,
    );
  }
  if (from.scrollTop > 0) to.setAttribute('data-scrolled', String(from.scrollTop));
  if (from instanceof HTMLCanvasElement) {
    to.setAttribute('data-picture', String(kept.pictures.length));
    to.setAttribute('data-size', `${from.width} ${from.height}`);
    kept.pictures.push(pictureOf(from));
  }
  if (from instanceof HTMLTextAreaElement || from instanceof HTMLInputElement) to.setAttribute('data-text', from.value);
  for (const child of from.childNodes) {
    if (child instanceof Element) {
      // A page that lies behind is not seen; a picture that is loaded from an address would be loaded again.
      if (!child.matches('img, .host-behind')) to.append(copy(child, kept));
    } else if (child instanceof Text) {
      to.append(child.data);
    }
  }
  return to;
}

const taken = new WeakMap<HTMLCanvasElement, string>();

function pictureOf(canvas: HTMLCanvasElement): string {
  const known = taken.get(canvas);
  if (known !== undefined) return known;
  const scale = Math.min(1, SHARP / Math.max(canvas.width, canvas.height, 1));
  const small = document.createElement('canvas');
  small.width = Math.max(1, Math.round(canvas.width * scale));
  small.height = Math.max(1, Math.round(canvas.height * scale));
  small.getContext('2d', { willReadFrequently: true })?.drawImage(canvas, 0, 0, small.width, small.height);
  const picture = small.toDataURL('image/jpeg', 0.85);
  taken.set(canvas, picture);
  return picture;
}

/** Lengths of the phone's own window, and nothing that is measured by the one around it. */
function fitted(text: string, width: number, height: number): string {
  return text
    .replaceAll(/(-?\d*\.?\d+)vw\b/gu, (_, number: string) => `${round((Number(number) * width) / 100)}px`)
    .replaceAll(/(-?\d*\.?\d+)vh\b/gu, (_, number: string) => `${round((Number(number) * height) / 100)}px`)
    .replaceAll(/:root\b/gu, ':host');
}

function round(number: number): number {
  return Number(number.toFixed(4));
}
