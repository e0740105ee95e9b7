/** One rehearsal: a phone, the mini-program on it, and what can be done to both from outside. */

import type { Bundle } from './bundle';
import { drawCapsule } from './capsule';
import { find, middleOf, tap } from './finger';
import { showAlbum, showHome } from './home';
import { PageStack } from './page-stack';
import { Phone } from './phone';
import { Program } from './program';
import { Rehearsal } from './rehearsal/rehearsal';
import type { TraceStep } from '../generated/types';
import type { Script } from './script';
import { plain, type Entry } from './log';
import { guarded } from './wx/call';
import { AppEvents, scriptedWx } from './wx/index';
import { Network } from './wx/network';
import { Privacy } from './wx/privacy';
import { forward } from './wx/share';

/** What is to be seen and known at one moment; JSON all through. */
export interface State {
  environment: string;
  route: string | undefined;
  stack: string[];
  title: string;
  /** The top page's data. */
  data: unknown;
  /** WeChat's own layers, from bottom to top: `{name, detail}`. */
  layers: { name: string; detail: unknown }[];
  /** Words of the page's own buttons that can be seen. */
  buttons: string[];
  hidden: boolean;
  album: { name: string; type: string; bytes: number }[];
  scope: boolean | null;
  systemAlbum: string;
  privacy: { declared: boolean; agreed: boolean };
}

export class Run {
  readonly phone: Phone;
  readonly #program: Program;
  readonly #stack: PageStack;
  readonly #network: Network;
  readonly #events = new AppEvents();
  readonly #rehearsal: Rehearsal | undefined;
  #interrupting = 0;

  constructor(
    body: HTMLElement,
    bundle: Bundle,
    script: Script,
    heard: { entry: (entry: Entry) => void; step: (step: TraceStep, at: number) => void },
    restart: () => void,
  ) {
    const phone = new Phone(body, script, (entry) => {
      heard.entry(entry);
      if (entry.what === 'error') this.#events.failed.tell(phone, entry.message);
    });
    this.phone = phone;
    const privacy = new Privacy(phone);
    this.#network = new Network(phone);
    const background = { hide: () => this.hide(), show: () => this.show() };
    // The object is made after the page stack, the stack after the program: a module asks for it only when it runs.
    let wx: object = {};
    this.#program = new Program(phone, bundle, {
      wx: () => wx,
      privacy,
      pages: () => this.#stack.instances,
      background,
      navigate: (how, options) =>
        (wx as Record<string, (options: object) => unknown>)[how]?.({ ...options, fail: () => undefined }),
      share: (dataset) => forward(phone, this.#stack, 'button', { dataset }),
      attached: (component) => this.#rehearsal?.meet(component),
    });
    this.#stack = new PageStack(phone, this.#program);
    wx = scriptedWx({
      phone,
      stack: this.#stack,
      network: this.#network,
      privacy,
      background,
      events: this.#events,
      entry: () => this.#entry(),
    });
    if (script.rehearsal) {
      this.#rehearsal = new Rehearsal(
        {
          phone,
          program: this.#program,
          openPoster: () => void this.#stack.open(`/pages/poster/poster?id=${encodeURIComponent(phone.posters.first)}`),
          leavePage: () => this.#leavePage(),
          leaveApp: () => {
            this.hide();
            this.show();
          },
        },
        heard.step,
      );
    }
    drawCapsule(phone, this.#stack, background, () => this.close(), restart);
  }

  /** Launches the mini-program and opens its first page. */
  start(): void {
    const { config } = this.phone.script;
    if (config) Object.assign(this.#program.module('config/app.js') as object, config);
    this.#program.start();
    this.#app('onLaunch', this.#entry());
    this.#app('onShow', this.#entry());
    const { app } = this.#program.bundle;
    const path = this.phone.script.path ?? app.entryPagePath ?? app.pages[0] ?? '';
    this.#stack.relaunch(path.startsWith('/') ? path : `/${path}`);
  }

  get rehearsal(): Rehearsal {
    if (!this.#rehearsal) throw new Error('nothing is rehearsed: ask rehearse first');
    return this.#rehearsal;
  }

  /** The app goes to the background; calls that still run are interrupted after a while. */
  hide(): void {
    if (this.phone.hidden) return;
    this.phone.hidden = true;
    this.#stack.top?.hide();
    this.#app('onHide');
    this.#events.hidden.tell(this.phone);
    this.#interrupting += 1;
    const mine = this.#interrupting;
    this.phone.later(() => {
      if (this.phone.hidden && mine === this.#interrupting) this.#network.interrupt();
    }, this.phone.script.interruptAfter);
  }

  /** The app comes back. */
  show(): void {
    if (!this.phone.hidden) return;
    this.phone.hidden = false;
    const entry = this.#entry();
    this.#app('onShow', entry);
    this.#events.shown.tell(this.phone, entry);
    this.#stack.top?.show();
  }

  /** The capsule's right half: to the phone's home screen. */
  close(): void {
    this.hide();
    showHome(this.phone, () => this.show());
  }

  showAlbum(): void {
    showAlbum(this.phone);
  }

  /** Changes parts of the script while the mini-program runs. */
  change(parts: Partial<Script>): void {
    const { script } = this.phone;
    const { theme, network } = script;
    Object.assign(script, structuredClone(parts));
    // null stands for "never asked" in a message, which cannot hold undefined in a field that is there.
    if ((parts.scope as unknown) === null) delete script.scope;
    this.phone.screen.dress();
    if (script.network !== network) this.#network.tell();
    if (script.theme === theme) return;
    for (const page of this.#stack.all) page.redress();
    this.#app('onThemeChange', { theme: script.theme });
    this.#events.themed.tell(this.phone, { theme: script.theme });
  }

  /** Taps what `find` finds; throws where nothing is found. */
  async tap(target: string, hold = 0): Promise<void> {
    const element = find(this.phone.screen.element, target);
    if (!element) throw new Error(`nothing to tap: ${target}`);
    await tap(element, hold);
  }

  /** Where a finger would go down; what lies outside the screen is scrolled to first. */
  place(target: string): { x: number; y: number } | undefined {
    const element = find(this.phone.screen.element, target);
    return element && middleOf(element);
  }

  /** Calls the page's pull-down refresh as a finger would. */
  pullDown(): void {
    this.#stack.top?.pullDown.start();
  }

  get state(): State {
    const { script, screen, album } = this.phone;
    const top = this.#stack.top;
    return {
      environment: script.environment,
      route: top?.route,
      stack: this.#stack.all.map(({ route }) => route),
      title: top?.title ?? '',
      data: plain(top?.instance.data),
      layers: screen.layers.map(({ name, detail }) => ({ name, detail })),
      buttons: [...(top?.element.querySelectorAll<HTMLElement>('wx-button') ?? [])]
        .filter((button) => button.getClientRects().length > 0)
        .map((button) => button.innerText.trim())
        .filter((text) => text !== ''),
      hidden: this.phone.hidden,
      album: album.map(({ name, type, bytes }) => ({ name, type, bytes: bytes.length })),
      scope: script.scope ?? null,
      systemAlbum: script.systemAlbum,
      privacy: { ...script.privacy },
    };
  }

  get log(): Entry[] {
    return this.phone.log.entries;
  }

  switchOff(): void {
    this.phone.switchOff();
  }

  // The system's own way back takes what WeChat shows along with the page.
  #leavePage(): void {
    for (const layer of [...this.phone.screen.layers]) layer.close('left');
    this.#stack.back();
  }

  #entry(): Record<string, unknown> {
    const [path = '', search = ''] = (this.phone.script.path ?? this.#program.bundle.app.pages[0] ?? '').split('?', 2);
    return {
      path: path.replace(/^\//u, ''),
      query: Object.fromEntries(new URLSearchParams(search)),
      scene: 1001,
      referrerInfo: {},
      apiCategory: 'default',
    };
  }

  #app(name: string, ...parameters: unknown[]): void {
    const { app } = this.#program;
    this.phone.log.add({ what: 'app', on: name });
    guarded(this.phone, () => (typeof app[name] === 'function' ? app[name](...parameters) : undefined));
  }
}
