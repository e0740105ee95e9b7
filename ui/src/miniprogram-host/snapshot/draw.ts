/** Draws a still under the strictest content policy: no inline style, no address, no script. */

import type { Snapshot } from '../protocol';

/** What holds a still: it keeps the phone's fixed parts and its animations to itself. */
const FRAME = `
:host { display: block; overflow: hidden; contain: strict; pointer-events: none; }
.host-phone { position: absolute !important; transform: translateZ(0); }
.host-phone *, .host-phone *::before, .host-phone *::after { animation: none !important; transition: none !important; }
`;

/**
 * Puts the still into `host`, in place of an earlier one. `host` is sized to the phone; zoom it or scale it as you like.
 * Resolves when the pictures are painted.
 */
export async function drawSnapshot(snapshot: Snapshot, host: HTMLElement): Promise<void> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [FRAME, ...snapshot.styles].map((text) => sheetOf(text));
  host.style.width = `${snapshot.width}px`;
  host.style.height = `${snapshot.height}px`;
  const body = new DOMParser().parseFromString(snapshot.markup, 'text/html').body;
  root.replaceChildren(...body.children);
  for (const element of root.querySelectorAll<HTMLElement>('[data-scrolled]'))
    element.scrollTop = Number(element.dataset.scrolled);
  for (const field of root.querySelectorAll<HTMLInputElement>('[data-text]')) field.value = field.dataset.text ?? '';
  const canvases = [...root.querySelectorAll<HTMLCanvasElement>('canvas[data-picture]')];
  await Promise.all(canvases.map((canvas) => paint(canvas, snapshot.pictures[Number(canvas.dataset.picture)] ?? '')));
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
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
}
