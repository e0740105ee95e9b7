/** The framework's door to the browser's tree: WeChat's tags, styles under a strict content policy, taps and long presses. */

import { glassEasel } from 'glass-easel-miniprogram-adapter';

import type { Phone } from './phone';

const LONG_PRESS = 350;
const MOVED = 10;

/** An element that the framework knows. */
export interface Known extends HTMLElement {
  __wxElement?: glassEasel.Element;
}

/** Length in rpx to CSS: the phone is 750 wide. */
export function lengths(style: string): string {
  return style.replaceAll(/(-?\d*\.?\d+)rpx\b/gu, (_, number: string) => `${Number(number) / 7.5}vw`);
}

function createElement(tag: string): HTMLElement {
  // <button> of WXML is not the browser's button; a component's tag has a dash of its own.
  const named = tag.includes('-') && !/^(?:scroll-view|swiper-item|cover-view)$/u.test(tag);
  const element = document.createElement(named ? tag : `wx-${tag}`);
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (name: string, value: string) => {
    // The attribute would be inline style, which the content policy refuses; the property is not.
    if (name === 'style') element.style.cssText = lengths(String(value));
    else setAttribute(name, value);
  };
  return element;
}

/** Events of the browser that a page hears as they are; every other one is told by the component it belongs to. */
const NATIVE = /^(?:touch|mouse|animation|transition)/u;

/**
 * One for the whole life of the document: the framework hangs its listeners on the body and never takes them off.
 * `use` gives it the phone that is switched on.
 */
class Backend extends glassEasel.CurrentWindowBackendContext {
  #phone!: Phone;
  readonly #longPressed = new WeakSet<object>();
  #held: { timer: number; x: number; y: number } | undefined;

  constructor() {
    super();
    this.document = {
      createElement: (tag) => createElement(tag) as never,
      createTextNode: (text) => document.createTextNode(text) as never,
      createDocumentFragment: () => document.createDocumentFragment() as never,
    };
    this.onEvent((target, type, detail, options) => this.#tell(target as glassEasel.Element, type, detail, options));
    const listen = (types: string[], handle: (event: Event) => void): void => {
      for (const type of types) document.body.addEventListener(type, handle, { capture: true, passive: true });
    };
    listen(['touchstart', 'mousedown'], (event) => this.#hold(event));
    listen(['touchmove', 'mousemove'], (event) => this.#move(event));
    listen(['touchend', 'touchcancel', 'mouseup'], () => this.#lift());
  }

  use(phone: Phone): void {
    this.#lift();
    this.#phone = phone;
  }

  override getTheme(): string {
    return this.#phone.script.theme;
  }

  override getWindowHeight(): number {
    return this.#phone.screen.stage.clientHeight;
  }

  override setListenerStats(
    ...parameters: Parameters<InstanceType<typeof glassEasel.CurrentWindowBackendContext>['setListenerStats']>
  ): void {
    const [element, type] = parameters;
    if (type === 'longpress' || type === 'longtap') this.#longPressed.add(element);
    if (NATIVE.test(type)) super.setListenerStats(...parameters);
  }

  #tell(
    target: glassEasel.Element,
    type: string,
    detail: unknown,
    options: glassEasel.EventOptions,
  ): glassEasel.EventBubbleStatus {
    const event = new glassEasel.Event(type, detail, {
      ...options,
      extraFields: { ...options.extraFields, ...touches(options.originalEvent as Event | undefined) },
    });
    const dispatch = (): void => glassEasel.Event.dispatchEvent(target, event);
    if (type === 'tap') {
      // The finger stayed for long and was answered already.
      if (this.#phone.gesture.answered) return event.getEventBubbleStatus();
      const at = (options.originalEvent as Event).target as HTMLElement;
      this.#phone.log.add({ what: 'tap', on: nameOf(at), text: textOf(at) });
      this.#phone.gesture.during(dispatch);
    } else {
      dispatch();
    }
    return event.getEventBubbleStatus();
  }

  #hold(event: Event): void {
    this.#lift();
    this.#phone.gesture.answered = false;
    const { clientX: x, clientY: y } =
      'touches' in event ? ((event as TouchEvent).touches[0] ?? { clientX: 0, clientY: 0 }) : (event as MouseEvent);
    const path = event.composedPath();
    const timer = window.setTimeout(() => {
      // Without a listener a long press stays a tap.
      if (!path.some((node) => this.#longPressed.has(node))) return;
      this.#phone.gesture.answered = true;
      let known = event.target as Known | null;
      while (known && !known.__wxElement) known = known.parentElement;
      const options = { originalEvent: event, bubbles: true, composed: true, capturePhase: true };
      for (const type of ['longpress', 'longtap'])
        if (known?.__wxElement) this.#tell(known.__wxElement, type, { x, y }, options);
    }, LONG_PRESS);
    this.#held = { timer, x, y };
  }

  #move(event: Event): void {
    if (!this.#held) return;
    const point = 'touches' in event ? (event as TouchEvent).touches[0] : (event as MouseEvent);
    if (point && (Math.abs(point.clientX - this.#held.x) > MOVED || Math.abs(point.clientY - this.#held.y) > MOVED))
      this.#lift();
  }

  #lift(): void {
    window.clearTimeout(this.#held?.timer);
    this.#held = undefined;
  }
}

function touches(event: Event | undefined): Record<string, unknown> {
  if (!event || !('touches' in event)) return {};
  const all = (list: TouchList): unknown[] =>
    [...list].map(({ identifier, clientX, clientY, pageX, pageY }) => ({ identifier, clientX, clientY, pageX, pageY }));
  const touch = event as TouchEvent;
  return { touches: all(touch.touches), changedTouches: all(touch.changedTouches) };
}

function nameOf(element: HTMLElement): string {
  // What the host draws inside a component is not the page's.
  const own = element.closest<HTMLElement>(':not([class^="host-"])') ?? element;
  const [name] = own.classList;
  return `${own.localName.replace(/^wx-/u, '')}${name ? `.${name.replace(/^.*--/u, '')}` : ''}`;
}

function textOf(element: HTMLElement): string {
  return (element.closest('wx-button') ?? element).textContent.trim().slice(0, 40);
}

let backend: Backend | undefined;

/** The document's backend, working for this phone from now on. */
export function backendOf(phone: Phone): glassEasel.GeneralBackendContext {
  backend ??= new Backend();
  backend.use(phone);
  return backend as unknown as glassEasel.GeneralBackendContext;
}
