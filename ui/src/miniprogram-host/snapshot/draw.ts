/** Draws a still under the strictest content policy: no inline style, no address, no script. */

import type { Snapshot } from '../protocol';
import { ELEMENTS, KEPT, SVG } from './parts';

const HTML = 'http://www.w3.org/1999/xhtml';

/**
 * What holds a still: it keeps the phone's fixed parts and its animations to itself. The still's own sheets reach no
 * further than the box within.
 */
const BOX = 'still-box';
const FRAME = `
:host { display: block; overflow: hidden; contain: strict; pointer-events: none; }
.${BOX} { width: 100%; height: 100%; color-scheme: light; }
.host-phone { position: absolute !important; transform: translateZ(0); }
.host-phone *, .host-phone *::before, .host-phone *::after { animation: none !important; transition: none !important; }
`;

/**
 * Puts the still into `host`, in place of an earlier one. `host` is sized to the phone; zoom it or scale it as you like.
 * Resolves when the pictures are painted.
 */
export async function drawSnapshot(snapshot: Snapshot, host: HTMLElement): Promise<void> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...snapshot.styles.map(tamed), FRAME].map((text) => sheetOf(text));
  host.style.width = `${snapshot.width}px`;
  host.style.height = `${snapshot.height}px`;
  const body = new DOMParser().parseFromString(snapshot.markup, 'text/html').body;
  const box = document.createElement('div');
  box.className = BOX;
  box.append(...[...body.children].flatMap((element) => harmless(element) ?? []));
  root.replaceChildren(box);
  for (const element of root.querySelectorAll<HTMLElement>('[data-scrolled]'))
    element.scrollTop = Number(element.dataset.scrolled);
  for (const field of root.querySelectorAll<HTMLInputElement>('[data-text]')) field.value = field.dataset.text ?? '';
  const canvases = [...root.querySelectorAll<HTMLCanvasElement>('canvas[data-picture]')];
  await Promise.all(canvases.map((canvas) => paint(canvas, snapshot.pictures[Number(canvas.dataset.picture)] ?? '')));
}

/** The markup comes from a frame that may hold anything: what a still is made of is taken over, the rest is left out. */
function harmless(from: Element): Element | undefined {
  const { localName, namespaceURI } = from;
  if (!ELEMENTS.test(localName) || (namespaceURI !== SVG && namespaceURI !== HTML)) return undefined;
  const to = document.createElementNS(namespaceURI, localName);
  for (const { name, value } of from.attributes) if (KEPT.test(name)) to.setAttribute(name, value);
  for (const child of from.childNodes) {
    const kept = child instanceof Element ? harmless(child) : child instanceof Text ? child.data : undefined;
    if (kept !== undefined) to.append(kept);
  }
  return to;
}

/** Style sheets that ask for nothing and dress nothing but what is in the box. */
function tamed(text: string): string {
  return text
    .replaceAll(/@import[^;]*;/giu, '')
    .replaceAll(/(?:url|image-set|image|src)\s*\([^)]*\)/giu, 'none')
    .replaceAll(/:host(?:-context)?\b(?:\([^)]*\))?/giu, `.${BOX}`);
}

// The same texts come at every step.
const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(text: string): CSSStyleSheet {
  const known = sheets.get(text);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  if (sheets.size > 100) sheets.clear();
  sheets.set(text, sheet);
  return sheet;
}

async function paint(canvas: HTMLCanvasElement, picture: string): Promise<void> {
  const [width = 1, height = 1] = (canvas.dataset.size ?? '').split(' ').map(Number);
  canvas.width = width;
  canvas.height = height;
  const [, type = '', bytes = ''] = /^data:([^;]+);base64,(.*)$/u.exec(picture) ?? [];
  if (bytes === '') return;
  const blob = new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], { type });
  const bitmap = await createImageBitmap(blob);
  // Drawn by the processor, so that it lies in the still's own layer: WebKitGTK puts a canvas of the graphics card over
  // what covers it where the still is small.
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
}
