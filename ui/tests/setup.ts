/** What jsdom leaves out of a window: sizes, and the modal dialog. */
class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver = StillObserver;

if (typeof window !== 'undefined') {
  // Light, and no wish for less motion.
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null }) as unknown as MediaQueryList;

  Object.defineProperties(HTMLElement.prototype, {
    clientWidth: { configurable: true, get: () => 1280 },
    clientHeight: { configurable: true, get: () => 800 },
  });
  Element.prototype.scrollTo = function scrollTo(): void {};

  // Stills are dressed by sheets that a script makes.
  CSSStyleSheet.prototype.replaceSync = function replaceSync(): void {};

  // The browser gives the focus back to what had it before the dialog.
  const before = new WeakMap<HTMLDialogElement, Element | null>();
  HTMLDialogElement.prototype.showModal = function showModal(): void {
    before.set(this, document.activeElement);
    this.open = true;
    this.querySelector<HTMLElement>('[autofocus], button')?.focus();
  };
  HTMLDialogElement.prototype.close = function close(): void {
    this.open = false;
    const last = before.get(this);
    if (last instanceof HTMLElement) last.focus();
  };
}
