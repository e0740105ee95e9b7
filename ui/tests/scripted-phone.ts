/** A phone in the frame that answers as the mini-program's host does, step by step from a written trace. */
import type { Requests } from '../src/miniprogram-host/protocol';
import { trace } from './scripted-compare';

export class ScriptedPhone {
  /** What was asked, oldest first. */
  readonly asked: { do: keyof Requests; with: unknown[] }[] = [];
  #steps = 0;
  readonly #frame: HTMLIFrameElement;

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
    const inside = frame.contentWindow;
    if (inside === null) throw new Error('the frame is in no document');
    inside.postMessage = ((message: { id: number; do: keyof Requests; with: unknown[] }) => {
      this.asked.push({ do: message.do, with: message.with });
      const result = this.#answer(message.do, message.with);
      queueMicrotask(() => this.say({ id: message.id, result }));
    }) as typeof inside.postMessage;
    this.say({ ready: true });
  }

  say(message: object): void {
    const { contentWindow: source } = this.#frame;
    window.dispatchEvent(new MessageEvent('message', { data: { from: 'miniprogram', ...message }, source }));
  }

  /** A finger moved the flow by one step. */
  touch(): void {
    this.#steps += 1;
    this.say({ step: {}, at: this.#steps - 1 });
  }

  /** A key while the phone has the focus. */
  press(key: string): void {
    const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
    this.say({ key: { key, ...held } });
  }

  /** The capsule's menu started the mini-program anew. */
  restart(): void {
    this.#steps = 0;
    this.say({ restarted: true });
  }

  #answer(name: keyof Requests, [parts]: unknown[]): unknown {
    if (name === 'rehearse') this.#steps = 0;
    if (name === 'play' || (name === 'answer' && parts === null)) this.#steps += 1;
    if (name === 'snapshot') {
      const markup = '<div class="host-phone">the phone</div>';
      return { environment: 'wechat-ios', theme: 'light', width: 375, height: 760, markup, styles: [], pictures: [] };
    }
    if (name === 'change' || name === 'answer') return undefined;
    return { trace: trace('wechat', this.#steps), state: {}, at: this.#steps - 1, told: null };
  }
}
