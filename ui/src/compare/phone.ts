/** The door to the phone's frame: the only place that knows how the two talk. */
import type { MishapWord, WechatEnvironment } from '../generated/environments';
import type { Locale, PosterCard, Signal, StepCard, Trace } from '../generated/types';
import type { Message, PhoneSignal, Rehearsed, Requests, Snapshot } from '../miniprogram-host/protocol';
import type { RehearsedPoster } from '../miniprogram-host/script';

export type { Snapshot } from '../miniprogram-host/protocol';

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

export class Phone {
  readonly #frame: HTMLIFrameElement;
  readonly #stepped: () => void;
  readonly #ready: Promise<void>;
  readonly #waiting = new Map<number, { done: (result: unknown) => void; failed: (reason: Error) => void }>();
  #becomeReady = (): void => undefined;
  #asked = 0;

  /** `stepped` is called for every step of the flow, played or by hand. */
  constructor(frame: HTMLIFrameElement, stepped: () => void) {
    this.#frame = frame;
    this.#stepped = stepped;
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

  snapshot(): Promise<Snapshot> {
    return this.#ask('snapshot');
  }

  /** Switches the phone's colours while it runs. */
  async dress(theme: 'light' | 'dark'): Promise<void> {
    await this.#ask('change', { theme });
  }

  #hear = (event: MessageEvent): void => {
    // The frame's origin is opaque: who speaks is known by the window alone.
    if (event.source === null || event.source !== this.#frame.contentWindow) return;
    const message = event.data as Message;
    if ('ready' in message) this.#becomeReady();
    else if ('step' in message) this.#stepped();
    else if ('id' in message) {
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

/** A signal in a trace says whose it is; on a phone that goes without saying. */
function whole(rehearsed: Rehearsed): Rehearsed {
  const steps = rehearsed.trace.steps.map((step) =>
    step.signal === null ? step : { ...step, signal: signalOf(step.signal) },
  );
  const trace: Trace = { ...rehearsed.trace, steps };
  return { ...rehearsed, trace };
}

function signalOf(signal: Signal): Signal {
  return { ...signal, surface: 'wechat', facts: signal.facts ?? {} } as Signal;
}
