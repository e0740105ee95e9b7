/** The pages that lie on each other, and the moves between them. */

import type { ComponentConfig } from './bundle';
import { EventChannel } from './event-channel';
import type { Phone } from './phone';
import { Page, type PageInstance } from './page';
import type { Program } from './program';
import { TabBar } from './tab-bar';

/** WeChat's limit; a further navigateTo fails. */
const DEEPEST = 10;

/** Why a move was refused, in WeChat's words after `api:fail `. */
export class Refused extends Error {}

export class PageStack {
  readonly #phone: Phone;
  readonly #program: Program;
  readonly #pages: Page[] = [];
  readonly #tabs = new Map<string, Page>();
  readonly #tabBar: TabBar | undefined;

  constructor(phone: Phone, program: Program) {
    this.#phone = phone;
    this.#program = program;
    const { tabBar } = program.bundle.app;
    this.#tabBar = tabBar ? new TabBar(phone, program.bundle, (route) => this.switchTab(`/${route}`)) : undefined;
  }

  get top(): Page | undefined {
    return this.#pages.at(-1);
  }

  /** From the bottom up, as getCurrentPages gives them. */
  get instances(): PageInstance[] {
    return this.#pages.map(({ instance }) => instance);
  }

  get all(): readonly Page[] {
    return this.#pages;
  }

  /** Opens on top. The channel talks to the opener. */
  open(url: string, events?: Record<string, (...parameters: unknown[]) => void>): EventChannel {
    const { route, query } = this.#parse(url);
    if (this.#tabBar?.has(route)) throw new Refused('can not navigateTo a tabbar page');
    if (this.#pages.length >= DEEPEST) throw new Refused('page limit exceeded: 10');
    const channel = new EventChannel(events);
    const below = this.top;
    below?.hide();
    const page = this.#make(route, query, channel);
    this.#enter(page, below !== undefined);
    return channel;
  }

  /** Leaves `delta` pages; the first one stays. */
  back(delta = 1): void {
    if (this.#pages.length < 2) throw new Refused('cannot navigate back at first page.');
    const leaving = this.#pages.splice(Math.max(1, this.#pages.length - delta));
    for (const page of leaving.reverse()) page.unload();
    this.#appear();
  }

  /** Replaces the top. */
  redirect(url: string): void {
    const { route, query } = this.#parse(url);
    if (this.#tabBar?.has(route)) throw new Refused('can not redirectTo a tabbar page');
    this.#pages.pop()?.unload();
    this.#enter(this.#make(route, query, new EventChannel()), false);
  }

  /** Closes everything, then opens. */
  relaunch(url: string): void {
    const { route, query } = this.#parse(url);
    for (const page of [...this.#pages].reverse()) page.unload();
    this.#pages.length = 0;
    this.#tabs.clear();
    const page = this.#make(route, query, new EventChannel());
    if (this.#tabBar?.has(route)) this.#tabs.set(route, page);
    this.#enter(page, false);
  }

  /** Goes to a tab, closing everything that lies on the tabs. Tabs stay alive. */
  switchTab(url: string): void {
    const { route, query } = this.#parse(url);
    if (!this.#tabBar?.has(route)) throw new Refused('can not switch to no-tabBar page');
    const tabs = new Set(this.#tabs.values());
    if (this.top && tabs.has(this.top)) this.top.hide();
    for (const page of [...this.#pages].reverse()) if (!tabs.has(page)) page.unload();
    for (const page of tabs) page.element.classList.add('host-behind');
    this.#pages.length = 0;
    const known = this.#tabs.get(route);
    if (known) {
      this.#pages.push(known);
      this.#appear();
      return;
    }
    const page = this.#make(route, query, new EventChannel());
    this.#tabs.set(route, page);
    this.#enter(page, false);
  }

  #parse(url: string): { route: string; query: Record<string, string> } {
    const [path = '', search = ''] = url.split('?', 2);
    const from = this.top?.route.split('/').slice(0, -1) ?? [];
    const parts = path.startsWith('/') ? [] : [...from];
    for (const part of path.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    const route = parts.join('/');
    if (!this.#program.isPage(route)) throw new Refused(`page "${route}" is not found`);
    // Values stay encoded: WeChat hands them over as they were written.
    const query = Object.fromEntries(
      search
        .split('&')
        .filter((pair) => pair !== '')
        .map((pair) => {
          const at = pair.indexOf('=');
          return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
        }),
    );
    return { route, query };
  }

  #make(route: string, query: Record<string, string>, channel: EventChannel): Page {
    const config: ComponentConfig = { ...this.#program.bundle.app.window, ...this.#program.configOf(route) };
    return new Page(this.#phone, {
      route,
      query,
      config,
      bundle: this.#program.bundle,
      make: () => this.#program.create(route),
      back: this.#pages.length > 0 ? () => this.back() : undefined,
      channel,
    });
  }

  #enter(page: Page, slide: boolean): void {
    const below = this.top;
    this.#pages.push(page);
    if (slide) page.element.classList.add('host-entering');
    this.#phone.screen.stage.append(page.element);
    this.#dressTabs(page);
    page.load();
    page.show();
    const settle = (): void => {
      page.element.classList.remove('host-entering');
      if (below && this.#pages.includes(below) && this.top !== below) below.element.classList.add('host-behind');
    };
    this.#phone.later(settle, slide ? this.#phone.script.pace : 0);
    this.#phone.later(() => page.call('onReady'));
  }

  #appear(): void {
    const page = this.top;
    if (!page) return;
    this.#dressTabs(page);
    page.show();
  }

  #dressTabs(page: Page): void {
    const on = this.#tabBar?.has(page.route) ?? false;
    page.element.classList.toggle('host-tabbed', on);
    this.#tabBar?.show(on ? page.route : undefined);
  }
}
