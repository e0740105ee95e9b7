/** The door to the phone's frame: the only place that knows how the two talk. */
import type { MishapWord, WechatEnvironment } from '../generated/environments';
import type { Locale, PosterCard, Signal, StepCard } from '../generated/types';
import { heard, isRehearsed, isSnapshot } from './phone-messages';
import type { PhoneSignal, PressedKey, Rehearsed, Requests, Snapshot } from '../miniprogram-host/protocol';
import type { RehearsedPoster } from '../miniprogram-host/script';

export type { PressedKey, Snapshot } from '../miniprogram-host/protocol';

/** What is rehearsed on the phone. */
export type PhoneRehearsal = {
  scenario: string;
  environment: string;
  locale: Locale;
  theme: 'light' | 'dark';
  poster: PosterCard | null;
  /** Its file in base64, where it could be read. */
  picture: string | null;
};

/** Long enough for a slow machine; a phone that says nothing for longer is off. */
const PATIENCE_MS = 20_000;

type Answer<Name extends keyof Requests> = Awaited<ReturnType<Requests[Name]>>;

/** What the phone says without being asked. */
export type Ears = {
  /** A step of the flow, played or by hand. */
  stepped: () => void;
  /** A finger started the mini-program anew. */
  restarted: () => void;
  /** A key was pressed while the phone had the focus. */
  pressed: (key: PressedKey) => void;
};

export class Phone {
  readonly #frame: HTMLIFrameElement;
  readonly #ears: Ears;
  readonly #ready: Promise<void>;
  readonly #waiting = new Map<number, { done: (result: unknown) => void; failed: (reason: Error) => void }>();
  #becomeReady = (): void => undefined;
  #asked = 0;

  constructor(frame: HTMLIFrameElement, ears: Ears) {
    this.#frame = frame;
    this.#ears = ears;
    this.#ready = new Promise((done) => (this.#becomeReady = done));
    window.addEventListener('message', this.#hear);
  }

  close(): void {
    window.removeEventListener('message', this.#hear);
    for (const { failed } of this.#waiting.values()) failed(new Error('the phone is gone'));
    this.#waiting.clear();
  }

  /** Switched on anew, at the poster's page. */
  async rehearse({ scenario, environment, locale, theme, poster, picture }: PhoneRehearsal): Promise<Rehearsed> {
    const rehearsed = await this.#ask('rehearse', {
      scenario,
      environment: environment as WechatEnvironment,
      language: locale === 'zh-CN' ? 'zh_CN' : 'en',
      theme,
      pace: 0,
      ...(poster === null ? {} : { posters: [posterOf(poster, picture)] }),
    });
    return whole(rehearsed);
  }

  async play(step: StepCard): Promise<Rehearsed> {
    const { by, event, late, mishap, wechat } = step;
    return whole(
      await this.#ask('play', { by, event, late, mishap: mishap as MishapWord | null, signal: phoneSignal(wechat) }),
    );
  }

  async rehearsed(): Promise<Rehearsed> {
    return whole(await this.#ask('rehearsed'));
  }

  /** A call that waits for its answer succeeds. */
  async succeed(): Promise<void> {
    await this.#ask('answer', null);
  }

  async snapshot(): Promise<Snapshot> {
    const picture = await this.#ask('snapshot');
    if (!isSnapshot(picture)) throw new Error('the phone sent no picture');
    return picture;
  }

  /** Switches the phone's colours while it runs. */
  async dress(theme: 'light' | 'dark'): Promise<void> {
    await this.#ask('change', { theme });
  }

  #hear = (event: MessageEvent): void => {
    // The frame's origin is opaque: who speaks is known by the window alone.
    if (event.source === null || event.source !== this.#frame.contentWindow) return;
    // The mini-program runs in there, and whatever it runs: nothing it says is taken for what it should be.
    const message = heard(event.data);
    if (message === null) return;
    if ('ready' in message) this.#becomeReady();
    else if ('step' in message) this.#ears.stepped();
    else if ('restarted' in message) this.#ears.restarted();
    else if ('key' in message) this.#ears.pressed(message.key);
    else {
      const asked = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ('error' in message) asked?.failed(new Error(message.error));
      else asked?.done(message.result);
    }
  };

  async #ask<Name extends keyof Requests>(
    name: Name,
    ...parameters: Parameters<Requests[Name]>
  ): Promise<Answer<Name>> {
    await within(this.#ready);
    const id = ++this.#asked;
    const answer = new Promise<unknown>((done, failed) => this.#waiting.set(id, { done, failed }));
    this.#frame.contentWindow?.postMessage({ to: 'miniprogram', id, do: name, with: parameters }, '*');
    return (await within(answer)) as Answer<Name>;
  }
}

async function within<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error('the phone does not answer')), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Only the phone's own signals go to the phone. */
function phoneSignal(signal: Signal | null): PhoneSignal | null {
  return signal?.surface === 'wechat' ? signal : null;
}

function posterOf({ id, title, campaign, width, height }: PosterCard, picture: string | null): RehearsedPoster {
  return {
    id,
    title,
    ...(campaign === null ? {} : { campaign }),
    ...(width === null || height === null ? {} : { width, height }),
    ...(picture === null ? {} : { picture }),
  };
}

function whole(rehearsed: unknown): Rehearsed {
  if (!isRehearsed(rehearsed)) throw new Error('the phone sent no trace');
  return rehearsed;
}
