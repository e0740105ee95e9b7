/** Pulling a page down to refresh it. */

import { draw } from './element';
import type { Phone } from './phone';

const THRESHOLD = 50;

export class PullDown {
  enabled = false;
  readonly #scroller: HTMLElement;
  readonly #dots: HTMLElement;
  readonly #phone: Phone;
  readonly #refresh: () => void;
  #from: number | undefined;
  #refreshing = false;

  constructor(phone: Phone, scroller: HTMLElement, refresh: () => void) {
    this.#phone = phone;
    this.#scroller = scroller;
    this.#refresh = refresh;
    this.#dots = draw('div', { class: 'pull-dots', attributes: { 'aria-hidden': 'true' } }, [
      draw('i'),
      draw('i'),
      draw('i'),
    ]);
    scroller.before(this.#dots);
    scroller.addEventListener('touchstart', (event) => this.#start(event.touches[0]?.clientY), { passive: true });
    scroller.addEventListener('touchmove', (event) => this.#move(event), { passive: false });
    scroller.addEventListener('touchend', () => this.#end());
    scroller.addEventListener('touchcancel', () => this.#end());
  }

  set style(style: 'dark' | 'light') {
    this.#dots.dataset.ink = style === 'dark' ? 'black' : 'white';
  }

  /** wx.startPullDownRefresh, or a finger that pulled far enough. */
  start(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    this.#pull(THRESHOLD);
    this.#dots.classList.add('host-refreshing');
    this.#phone.later(this.#refresh);
  }

  /** wx.stopPullDownRefresh. */
  stop(): void {
    this.#refreshing = false;
    this.#dots.classList.remove('host-refreshing');
    this.#pull(0);
  }

  #start(y: number | undefined): void {
    if (this.enabled && !this.#refreshing && this.#scroller.scrollTop <= 0) this.#from = y;
  }

  #move(event: TouchEvent): void {
    const y = event.touches[0]?.clientY;
    if (this.#from === undefined || y === undefined) return;
    const by = (y - this.#from) / 2;
    if (by <= 0) return;
    if (event.cancelable) event.preventDefault();
    this.#pull(Math.min(by, THRESHOLD * 2));
  }

  #end(): void {
    if (this.#from === undefined) return;
    this.#from = undefined;
    const pulled = Number.parseFloat(this.#scroller.style.getPropertyValue('--pulled') || '0');
    if (pulled >= THRESHOLD) this.start();
    else this.#pull(0);
  }

  #pull(by: number): void {
    this.#scroller.style.setProperty('--pulled', `${by}px`);
    this.#dots.style.height = `${by}px`;
  }
}
