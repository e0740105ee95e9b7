/** The glass: status bar, pages, capsule and WeChat's own layers over them. */

import { draw, icon } from '../element';
import type { Phone } from '../phone';
import { plain } from '../log';

/** What WeChat or the phone shows over the page. */
export interface Layer {
  /** modal, toast, loading, sheet, prompt, privacy, settings, system, … */
  readonly name: string;
  readonly element: HTMLElement;
  readonly detail: unknown;
  /** Takes it off the screen; `by` says who did. A second call does nothing. */
  close(by: string): void;
}

const SIGNAL = 'M3 16h2.6v3H3zM7.6 13.2h2.6V19H7.600zM12.200 10.200h2.600V19h-2.600zM16.800 7h2.600v12h-2.600z';
const BATTERY = 'M2 8.500a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2zM21 10.500h1v3h-1z';

export class Screen {
  readonly element: HTMLElement;
  /** Where the pages are. */
  readonly stage: HTMLElement;
  /** Over the pages, below every layer. */
  readonly capsule: HTMLElement;
  readonly #layers: HTMLElement;
  readonly #phone: Phone;
  readonly #open: Layer[] = [];

  constructor(body: HTMLElement, phone: Phone) {
    this.#phone = phone;
    this.stage = draw('div', { class: 'stage' });
    this.capsule = draw('div', { class: 'capsule' });
    this.#layers = draw('div', { class: 'layers' });
    this.element = draw('div', { class: 'phone' }, [
      this.stage,
      this.capsule,
      this.#layers,
      draw('div', { class: 'status-bar', attributes: { 'aria-hidden': 'true' } }, [
        draw('span', { class: 'clock', text: '9:41' }),
        draw('span', { class: 'signals' }, [icon(SIGNAL, 'fill'), icon(BATTERY, 'fill')]),
      ]),
    ]);
    body.append(this.element);
    this.dress();
  }

  /** Takes environment, theme and language from the script. */
  dress(): void {
    const { script, device } = this.#phone;
    const root = this.element;
    root.dataset.environment = script.environment;
    root.dataset.theme = script.theme;
    root.lang = script.language === 'en' ? 'en' : 'zh-CN';
    root.classList.toggle('host-still', script.pace === 0);
    root.style.setProperty('--status-bar', `${device.statusBar}px`);
    root.style.setProperty('--title-bar', `${device.titleBar}px`);
    root.style.setProperty('--safe-area-inset-top', `${device.statusBar}px`);
    root.style.setProperty('--safe-area-inset-bottom', `${device.safeBottom}px`);
  }

  /** Colour of clock and capsule: what the screen on top asks for. */
  inkOf(style: 'black' | 'white'): void {
    this.element.dataset.ink = style;
  }

  /** Shows a layer above all others; `gone` is called when it left, whoever closed it. */
  show(name: string, element: HTMLElement, detail?: unknown, gone?: () => void): Layer {
    element.dataset.layer = name;
    const closed = (by: string): void => {
      const at = this.#open.indexOf(layer);
      if (at < 0) return;
      this.#open.splice(at, 1);
      element.remove();
      gone?.();
      this.#phone.log.add({ what: 'closed', shows: name, by });
    };
    const layer: Layer = { name, element, detail: plain(detail), close: closed };
    this.#open.push(layer);
    this.#layers.append(element);
    this.#phone.log.add({ what: 'screen', shows: name, detail: layer.detail });
    return layer;
  }

  /** From bottom to top. */
  get layers(): readonly Layer[] {
    return this.#open;
  }
}
