import type { ScenarioCard, State, Trace, TraceStep } from '../generated/types';
import type { Around } from './desktop-side.svelte';
import { ANSWER_MS, pause } from './pause';
import { Phone, type PhoneRehearsal, type PressedKey, type Snapshot } from './phone';

/** States in which a call of WeChat waits for its answer. */
const WAITING: ReadonlySet<State> = new Set(['fetching', 'writing']);
const TOUCH_MS = 60;

/** The mini-program as it is rehearsed in its frame. */
export class PhoneSide {
  trace = $state.raw<Trace | null>(null);
  /** By step of the trace; a step that passed too quickly to be seen has none. */
  pictures = $state.raw<(Snapshot | undefined)[]>([]);
  /** Why a step had to be told to the flow, by step of the trace. */
  told = $state.raw<(string | undefined)[]>([]);
  /** The next step of the scenario. */
  at = $state(0);
  /** A finger has left the script. */
  strayed = $state(false);
  /** The frame did not answer. */
  silent = $state(false);
  /** A key was pressed while the phone had the focus. */
  onkey: (key: PressedKey) => void = () => undefined;

  #phone: Phone | null = null;
  #scenario = $state.raw<ScenarioCard | null>(null);
  #rehearsal: PhoneRehearsal | null = null;
  #playing = false;
  #reading = false;
  #again = false;
  /** A newer start: what an older touch still waits for is dropped. */
  #run = 0;
  readonly #around: Pick<Around, 'inTurn' | 'pressed'>;

  constructor(around: Pick<Around, 'inTurn' | 'pressed'>) {
    this.#around = around;
  }

  /** Nothing is left to play: the scenario is over, or a finger has left it. */
  get done(): boolean {
    return this.trace === null || this.strayed || this.at >= (this.#scenario?.steps.length ?? 0);
  }

  /** Takes the frame on. Ends with a function that lets it go. */
  attach(frame: HTMLIFrameElement): () => void {
    const phone = new Phone(frame, {
      stepped: () => {
        if (!this.#playing) void this.#byHand();
      },
      restarted: () => void this.#afresh(),
      pressed: (key) => this.onkey(key),
    });
    this.#phone = phone;
    return () => {
      phone.close();
      this.#phone = null;
    };
  }

  async open(scenario: ScenarioCard, rehearsal: PhoneRehearsal): Promise<void> {
    const phone = this.#phone;
    if (phone === null) return;
    this.close();
    this.#playing = true;
    try {
      const opened = await phone.rehearse(rehearsal);
      this.#rehearsal = rehearsal;
      this.#scenario = scenario;
      this.trace = opened.trace;
      this.silent = false;
    } catch (reason) {
      this.silent = true;
      throw reason;
    } finally {
      this.#playing = false;
    }
  }

  /** The next step of the scenario. */
  async play(): Promise<void> {
    const step = this.#scenario?.steps[this.at];
    const phone = this.#phone;
    if (phone === null || step === undefined) return;
    this.#playing = true;
    try {
      const played = await phone.play(step);
      const trace = played.trace;
      const steps = trace.steps.map((one, place) => (place === played.at ? { ...one, at: this.at } : one));
      this.at += 1;
      await this.#draw(phone, { ...trace, steps });
      if (played.told === null || this.#rehearsal === null) return;
      const told = [...this.told];
      told[played.at] = played.told[this.#rehearsal.locale];
      this.told = told;
    } finally {
      this.#playing = false;
    }
  }

  /** Switches the phone's colours. A phone that does not answer says so in its own place. */
  dress(theme: 'light' | 'dark'): void {
    if (this.trace === null) return;
    this.#phone?.dress(theme).catch(() => (this.silent = true));
  }

  close(): void {
    this.#run += 1;
    this.trace = null;
    this.#forget();
    this.#scenario = null;
  }

  #forget(): void {
    this.pictures = [];
    this.told = [];
    this.at = 0;
    this.strayed = false;
  }

  /** The mini-program began anew by its own menu. */
  async #afresh(): Promise<void> {
    const phone = this.#phone;
    if (phone === null || this.trace === null) return;
    this.#run += 1;
    await this.#around.inTurn(async () => {
      this.#forget();
      this.trace = (await phone.rehearsed()).trace;
      await this.#around.pressed();
    });
  }

  /** A finger moved the flow: what it waits for now is answered as the scenario goes on, else by success. */
  async #byHand(): Promise<void> {
    const phone = this.#phone;
    if (phone === null || this.trace === null) return;
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    const run = this.#run;
    const here = (): boolean => run === this.#run && this.trace !== null;
    try {
      while (this.#again && here()) {
        this.#again = false;
        // Steps of one touch come one by one: they are read together.
        await pause(TOUCH_MS);
        await this.#around.inTurn(async () => {
          if (!here()) return;
          this.#follow(await this.#draw(phone, (await phone.rehearsed()).trace));
          await this.#around.pressed();
        });
        if (!this.#waits()) continue;
        await pause(ANSWER_MS);
        await this.#around.inTurn(async () => {
          if (!here() || !this.#waits()) return;
          const next = this.#scenario?.steps[this.at];
          if (next !== undefined && next.by !== 'user' && !next.late) await this.play();
          else await phone.succeed();
          this.#again = true;
        });
      }
    } finally {
      this.#reading = false;
    }
  }

  #waits(): boolean {
    return WAITING.has(this.trace?.steps.at(-1)?.state ?? 'ready');
  }

  /** What a finger did may be what the scenario does next; else it has left the script. */
  #follow(fresh: TraceStep[]): void {
    for (const step of fresh) {
      const planned = this.#scenario?.steps[this.at];
      if (planned?.event === step.on || (planned?.by === 'fails' && step.on.startsWith('failed.'))) this.at += 1;
      else if (step.by === 'user' && step.taken) this.strayed = true;
    }
  }

  /** Ends with the steps that were not known before. */
  async #draw(phone: Phone, trace: Trace): Promise<TraceStep[]> {
    const last = trace.steps.length - 1;
    const before = this.trace?.steps ?? [];
    // What the scenario's numbering reached stays numbered: by it a listed difference is found.
    const steps = trace.steps.map((step, at) => ({ ...step, at: step.at ?? before[at]?.at ?? null }));
    const picture = last < 0 ? undefined : await phone.snapshot();
    this.trace = { ...trace, steps };
    if (picture !== undefined) {
      const pictures = [...this.pictures];
      pictures[last] = picture;
      this.pictures = pictures;
    }
    return steps.slice(before.length);
  }
}
