/** A scenario on the phone: every step is done as a user or WeChat would do it, and what comes of it is traced. */

import type { glassEasel } from 'glass-easel-miniprogram-adapter';

import type { Trace, TraceStep } from '../../generated/types';
import type { Phone } from '../phone';
import type { Program } from '../program';
import { idOf } from '../script';
import type { PhoneSignal, Step, Told } from '../protocol';
import type { HeldCall } from '../wx/call';
import { spell } from '../wx/spelling';
import { Host } from './host';
import { press, type Screenful } from './press';
import { Save, type Classified, type Seen } from './save';
import { asDrawn, traced, type Table } from './trace';

/** Milliseconds of the phone's own time that a step takes. */
const STEP = 500;

export interface Surroundings {
  phone: Phone;
  program: Program;
  /** Opens the poster's page over the gallery. */
  openPoster: () => void;
  /** The phone's way back, from whatever is on the screen. */
  leavePage: () => void;
  /** To the background and back. */
  leaveApp: () => void;
}

export class Rehearsal {
  readonly #around: Surroundings;
  readonly #heard: (step: TraceStep, at: number) => void;
  readonly #host: Host;
  readonly #steps: TraceStep[] = [];
  #save: Save | undefined;
  #playing = false;
  #played = 0;
  /** Steps of the trace that a step of the scenario accounts for, or that came before one. */
  #accounted = 0;
  #since: number | undefined;
  #told: Told | null = null;
  #at = -1;

  constructor(around: Surroundings, heard: (step: TraceStep, at: number) => void) {
    this.#around = around;
    this.#heard = heard;
    const { phone } = around;
    this.#host = new Host({
      ...around,
      save: () => this.save,
      classify: (signal) => this.#classify(signal),
      progress: () => this.#steps.length,
    });
    phone.hold = (call) => this.#hold(call);
  }

  /** A component came to life. */
  meet(component: glassEasel.GeneralComponent): void {
    const met = Save.of(component, (seen) => this.#stepped(seen));
    if (met) this.#save = met;
  }

  /** Opens the poster's page and waits until it stands. */
  async begin(): Promise<void> {
    await this.#around.phone.tasks.quiet();
    this.#around.openPoster();
    await this.#around.phone.tasks.quiet();
  }

  /** Plays one step and waits until nothing moves. */
  async play(step: Step): Promise<void> {
    const { phone } = this.#around;
    phone.clock.advance(STEP);
    const signal = this.#worded(step);
    const event = signal ? this.#classify(signal).event : step.event;
    this.#told = null;
    const first = this.#accounted;
    if (this.#steps.length === first || this.#steps[first]?.on !== event) {
      this.#playing = true;
      try {
        this.#told = await this.#do(step, signal);
        await phone.tasks.quiet();
        if (phone.tasks.stopped) throw new Error('switched off while it played');
      } finally {
        this.#playing = false;
      }
      // Told to the mini-program, and no step came of it.
      if (this.#steps.length === first && event) this.#ignored(event, signal);
    }
    const found = this.#steps.findIndex(({ on }, at) => at >= first && on === event);
    this.#at = found < 0 ? this.#steps.length - 1 : found;
    this.#accounted = this.#at + 1;
    const played = this.#steps[this.#at];
    if (!played) throw new Error(`nothing came of ${step.event ?? 'the failure'}`);
    played.at = this.#played;
    this.#played += 1;
    this.#heard(played, this.#at);
  }

  /** Answers the download or the save that a finger started; null is success. False where none waits. */
  answer(signal: PhoneSignal | null): boolean {
    return !this.#playing && this.#host.release(signal);
  }

  get trace(): Trace {
    const { script } = this.#around.phone;
    return {
      format: 'poster-trace/1',
      contract: this.#contract.hash,
      app: null,
      surface: 'wechat',
      environment: idOf(script.environment),
      scenario: script.rehearsal?.scenario ?? null,
      recorded: false,
      clock: 'simulated',
      steps: structuredClone(this.#steps),
    };
  }

  /** Of the step that was played last. */
  get last(): { told: Told | null; at: number } {
    return { told: this.#told, at: this.#at };
  }

  get save(): Save {
    if (!this.#save) throw new Error('there is no poster-save on this page');
    return this.#save;
  }

  get #contract(): { hash: string; rows: Table } {
    return this.#around.program.module('contract/contract.js') as { hash: string; rows: Table };
  }

  async #do(step: Step, signal: PhoneSignal | undefined): Promise<Told | null> {
    if (signal) return this.#host.fail(signal, step.late === true);
    if (!step.event) throw new Error('a step is an event or a signal');
    if (step.by === 'host') return this.#host.happen(step.event, step.late === true);
    const screen: Screenful = { ...this.#around, save: () => this.save };
    return press(screen, step.event);
  }

  /** The signal in the words of this phone. */
  #worded({ signal, mishap }: Step): PhoneSignal | undefined {
    if (!signal) return undefined;
    const { environment } = this.#around.phone.script;
    const platform = environment === 'wecom' ? 'wecom' : 'wechat';
    if (!mishap) return { platform, ...signal };
    const { scope, album, stage, facts } = signal;
    const around = Object.fromEntries(
      Object.entries({ scope, album, stage, facts }).filter(([, value]) => value !== undefined && value !== null),
    );
    return { ...around, platform, ...spell(environment, signal.errMsg.split(':', 1)[0] ?? '', mishap) };
  }

  #classify(signal: PhoneSignal): Classified {
    const { classify } = this.#around.program.module('flow/classify.js') as {
      classify: (signal: PhoneSignal) => Classified;
    };
    return classify(signal);
  }

  #hold(call: HeldCall): boolean {
    return this.#save !== undefined && this.#host.takes(call, this.#playing);
  }

  #stepped(seen: Seen): void {
    const { phone } = this.#around;
    const { save } = this;
    if (!this.#playing) phone.clock.advance(STEP);
    // Counted from the first step, as on the desktop.
    this.#since ??= phone.clock.now;
    const t = phone.clock.now - this.#since;
    const at = this.#steps.push(traced(seen, save.view, t, this.#contract.rows)) - 1;
    // Drawn in the same tick; a step that another one follows at once was never on the screen.
    queueMicrotask(() => {
      const step = this.#steps[at];
      if (!step) return;
      if (at === this.#steps.length - 1 && this.#save === save) asDrawn(step, phone, save);
      this.#heard(step, at);
    });
  }

  #ignored(on: string, signal: PhoneSignal | undefined): void {
    const { session } = this.save.saving;
    const failure = signal && this.#classify(signal);
    const { state, attempt } = session;
    this.#stepped({ on: on as Seen['on'], taken: false, state, attempt, effects: [], ...(failure && { failure }) });
  }
}
