/** A finger that a test or the compare screen moves: the same events as a real one. */

const CLASS_SELECTOR = /^\.([\w-]+)$/u;

/** Visible to a finger: drawn, and not under another page. */
function reachable(element: Element): boolean {
  return element.getClientRects().length > 0 && element.closest('.host-behind') === null;
}

/**
 * Finds by `text=…` (the smallest element with exactly that text, or else one that contains it), by `action=…` (a button
 * of WeChat's own), or by a selector. A class name is the mini-program's own, also inside a component.
 */
export function find(root: HTMLElement, target: string): HTMLElement | undefined {
  if (target.startsWith('action=')) return first(root, `[data-action="${CSS.escape(target.slice('action='.length))}"]`);
  if (target.startsWith('text=')) {
    const text = target.slice('text='.length);
    const all = [...root.querySelectorAll<HTMLElement>('*')].filter(reachable);
    const inside = all.filter((element) => element.textContent.includes(text));
    const exact = inside.filter((element) => element.textContent.trim() === text);
    return (exact.length > 0 ? exact : inside)
      .filter((element, _, list) => !list.some((other) => other !== element && element.contains(other)))
      .at(-1);
  }
  const name = CLASS_SELECTOR.exec(target)?.[1];
  return first(root, name ? `[class~="${name}"], [class$="--${name}"], [class*="--${name} "]` : target);
}

// WeChat's own layer on top has the word, then the page.
function first(root: HTMLElement, selector: string): HTMLElement | undefined {
  const all = [...root.querySelectorAll<HTMLElement>(selector)].filter(reachable);
  const layer = [...root.querySelectorAll('[data-layer]')].at(-1);
  return all.find((element) => layer?.contains(element)) ?? all[0];
}

/** Middle of an element, brought into sight. */
export function middleOf(element: HTMLElement): { x: number; y: number } {
  element.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Puts the finger down and up in the middle of the element; `hold` milliseconds make it a long press. */
export async function tap(element: HTMLElement, hold = 0): Promise<void> {
  const { x: clientX, y: clientY } = middleOf(element);
  const at = { clientX, clientY };
  // What lies on top gets it, as on a real screen.
  const hit = document.elementFromPoint(at.clientX, at.clientY);
  const target = hit && (element.contains(hit) || hit.contains(element)) ? hit : element;
  const pointer = {
    ...at,
    bubbles: true,
    cancelable: true,
    composed: true,
    pointerId: 7,
    pointerType: touched ? 'touch' : 'mouse',
    isPrimary: true,
  };
  target.dispatchEvent(new PointerEvent('pointerdown', pointer));
  touch(target, 'touchstart', at);
  if (hold > 0) await new Promise((resolve) => window.setTimeout(resolve, hold));
  target.dispatchEvent(new PointerEvent('pointerup', pointer));
  touch(target, 'touchend', at);
}

function touch(target: Element, type: 'touchstart' | 'touchend', at: { clientX: number; clientY: number }): void {
  const start = type === 'touchstart';
  const finger = touchAt(target, at);
  if (finger) {
    target.dispatchEvent(
      new TouchEvent(type, {
        bubbles: true,
        cancelable: true,
        composed: true,
        touches: start ? [finger] : [],
        targetTouches: start ? [finger] : [],
        changedTouches: [finger],
      }),
    );
    return;
  }
  target.dispatchEvent(
    new MouseEvent(start ? 'mousedown' : 'mouseup', { ...at, bubbles: true, cancelable: true, composed: true }),
  );
}

/**
 * Whether somebody touches this screen. The framework hears no mouse any more once it has heard a touch: a made one would
 * make the phone deaf to the mouse of the person in front of it.
 */
let touched = false;
document.addEventListener('touchstart', ({ isTrusted }) => (touched ||= isTrusted), { capture: true, passive: true });

// A web view of a desktop may know no touch at all, or (WebKitGTK) know its name and make none.
function touchAt(target: Element, at: { clientX: number; clientY: number }): Touch | undefined {
  if (!touched || typeof Touch !== 'function') return undefined;
  try {
    return new Touch({ identifier: 7, target, ...at, pageX: at.clientX, pageY: at.clientY });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
