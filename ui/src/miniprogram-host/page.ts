/** One page of the stack: its title bar, its scrolling and its life. */

import type { component, Root } from 'glass-easel-miniprogram-adapter';

import type { Known } from './backend';
import { themed, type Bundle, type WindowConfig } from './bundle';
import { draw, icon } from './element';
import type { EventChannel } from './event-channel';
import type { Phone } from './phone';
import { PullDown } from './pull-down';
import { BACK } from './screen/full-page';
import { guarded } from './wx/call';

/** What page code sees as `this`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its fields are the mini-program's
export type PageInstance = component.GeneralComponent & Record<string, any>;

export interface PageParts {
  route: string;
  query: Record<string, string>;
  config: WindowConfig;
  bundle: Bundle;
  /** Makes the page's component; called once, before anything is drawn. */
  make: () => Root;
  /** Where the arrow of the title bar leads; absent on the first page. */
  back?: (() => void) | undefined;
  channel: EventChannel;
}

export class Page {
  readonly route: string;
  readonly query: Record<string, string>;
  readonly element: HTMLElement;
  readonly instance: PageInstance;
  readonly pullDown: PullDown;
  readonly #phone: Phone;
  readonly #parts: PageParts;
  readonly #root: Root;
  readonly #bar: HTMLElement;
  readonly #title: HTMLElement;
  readonly #scroller: HTMLElement;
  #config: WindowConfig;
  #shown = false;
  #nearBottom = false;

  constructor(phone: Phone, parts: PageParts) {
    this.#phone = phone;
    this.#parts = parts;
    this.route = parts.route;
    this.query = parts.query;
    this.#config = parts.config;
    this.#root = parts.make();
    this.instance = this.#root.get() as PageInstance;
    Object.assign(this.instance, {
      route: parts.route,
      options: parts.query,
      getOpenerEventChannel: () => parts.channel,
    });
    this.#title = draw('div', { class: 'title-text' });
    this.#bar = draw('div', { class: 'title-bar' }, [
      parts.back
        ? draw(
            'button',
            {
              class: 'title-back',
              attributes: { type: 'button', 'data-action': 'page-back', 'aria-label': phone.words.back },
              press: parts.back,
            },
            [icon(BACK)],
          )
        : undefined,
      this.#title,
    ]);
    const place = draw('div');
    this.#scroller = draw('div', { class: 'scroller' }, [place]);
    this.element = draw('div', { class: 'page', attributes: { 'data-page': this.route } }, [
      this.#bar,
      draw('div', { class: 'window' }, [this.#scroller]),
    ]);
    this.pullDown = new PullDown(phone, this.#scroller, () => this.call('onPullDownRefresh'));
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#dress();
    // Attached while outside the document, so that `attached` comes before `onLoad` as in WeChat.
    this.#root.attach(this.#scroller as never, place as never);
    const host = this.#scroller.firstElementChild as Known;
    host.dataset.route = this.route;
  }

  /** Calls a life-cycle function of the page, where it has one. */
  call(name: string, ...parameters: unknown[]): unknown {
    const method: unknown = this.instance[name];
    this.#phone.log.add({ what: 'page', route: this.route, on: name });
    return typeof method === 'function'
      ? guarded(this.#phone, () => method.apply(this.instance, parameters))
      : undefined;
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function';
  }

  load(): void {
    this.call('onLoad', this.query);
  }

  show(): void {
    if (this.#shown) return;
    this.#shown = true;
    this.element.classList.remove('host-behind');
    this.#ink();
    this.#root.getComponent().triggerPageLifetime('show', []);
    this.call('onShow');
  }

  hide(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#root.getComponent().triggerPageLifetime('hide', []);
    this.call('onHide');
  }

  unload(): void {
    this.#shown = false;
    this.call('onUnload');
    this.#root.release();
    this.element.remove();
  }

  /** Changes what wx.setNavigationBar… may change. */
  configure(change: Partial<WindowConfig>): void {
    this.#config = { ...this.#config, ...change };
    this.#dress();
    if (this.#shown) this.#ink();
  }

  /** After the theme changed. */
  redress(): void {
    this.#dress();
    if (this.#shown) this.#ink();
  }

  get title(): string {
    return this.#title.textContent;
  }

  get scroller(): HTMLElement {
    return this.#scroller;
  }

  #dress(): void {
    const { theme, environment } = this.#phone.script;
    const config = themed(this.#config, this.#parts.bundle, theme);
    const custom = config.navigationStyle === 'custom';
    this.#title.textContent = config.navigationBarTitleText ?? '';
    this.#bar.style.backgroundColor = config.navigationBarBackgroundColor ?? '#000000';
    this.#bar.dataset.ink = this.ink;
    this.element.classList.toggle('host-custom', custom);
    this.element.style.backgroundColor = config.backgroundColor ?? '#ffffff';
    this.#scroller.classList.toggle('host-locked', config.disableScroll === true);
    this.pullDown.enabled = config.enablePullDownRefresh === true && environment !== 'pc';
    this.pullDown.style = config.backgroundTextStyle ?? 'dark';
  }

  get ink(): 'black' | 'white' {
    return themed(this.#config, this.#parts.bundle, this.#phone.script.theme).navigationBarTextStyle ?? 'white';
  }

  #ink(): void {
    this.#phone.screen.inkOf(this.ink);
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (this.has('onPageScroll')) this.call('onPageScroll', { scrollTop });
    const near = scrollTop + clientHeight >= scrollHeight - (this.#config.onReachBottomDistance ?? 50);
    if (near && !this.#nearBottom && this.has('onReachBottom')) this.call('onReachBottom');
    this.#nearBottom = near;
  }
}
