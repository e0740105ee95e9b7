/** Drawing the host's own screens. */

/**
 * What an element starts with; `press` is a finger's or a mouse's tap. Class names are without the host's own prefix,
 * which keeps them apart from a page's: those are whatever its author likes.
 */
export interface Parts {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
  press?: (() => void) | undefined;
}

/** Makes an element with its children. */
export function draw(tag: string, parts: Parts = {}, children: (Node | undefined)[] = []): HTMLElement {
  const element = document.createElement(tag);
  if (parts.class) element.className = parts.class.replaceAll(/[^ ]+/gu, 'host-$&');
  if (parts.text !== undefined) element.textContent = parts.text;
  for (const [name, value] of Object.entries(parts.attributes ?? {})) element.setAttribute(name, value);
  if (parts.press) onPress(element, parts.press);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * Calls `handle` when a pointer goes down and up on the element. A screen that appears under a finger which is still
 * down is not pressed by it: that finger went down elsewhere. (`click` would be: browsers look up its target at the end.)
 */
export function onPress(element: HTMLElement, handle: () => void): void {
  let down: number | undefined;
  element.addEventListener('pointerdown', (event) => {
    down = event.pointerId;
    element.classList.add('host-pressed');
  });
  const lift = (): void => {
    down = undefined;
    element.classList.remove('host-pressed');
  };
  element.addEventListener('pointerup', (event) => {
    const hit = down === event.pointerId;
    lift();
    if (hit && !element.hasAttribute('disabled')) handle();
  });
  element.addEventListener('pointercancel', lift);
  element.addEventListener('pointerleave', lift);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    handle();
  });
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line or filled drawing of one path in a square of 24. */
export function icon(path: string, kind: 'line' | 'fill' = 'line', label?: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `host-icon host-icon-${kind}`);
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
