import { tick } from 'svelte';

import type {
  Event as FlowEvent,
  Locale,
  PosterCard,
  RehearsalState,
  Trace,
  TraceStep,
  View,
} from '../generated/types';
import type { Host } from '../host/types';
import type { Saver } from '../lib/speaker';
import { words, type Words } from '../lib/words';
import { asDrawn } from './drawn';
import { still, type Still } from './still';
import { ANSWER_MS, pause } from './pause';

/** What a side needs of the comparison that it belongs to. */
export type Around = {
  host: Host;
  locale: () => Locale;
  theme: () => 'light' | 'dark';
  /** Runs after everything before it, and tells the user what went wrong. */
  inTurn: (act: () => Promise<void>) => Promise<void>;
  /** A hand moved the flow. */
  pressed: () => Promise<void>;
};

/** The desktop flow as it is rehearsed: what the window's own dialogs draw. */
export class DesktopSide implements Saver {
  state = $state.raw<RehearsalState | null>(null);
  /** By step of the trace; a step that passed too quickly to be seen has none. */
  pictures = $state.raw<(Still | undefined)[]>([]);
  /** The screen that stills are taken of. */
  screen = $state.raw<HTMLElement | null>(null);
  readonly progress = null;

  /** Steps as they were drawn, by step of the trace. */
  #drawn = $state.raw<(TraceStep | undefined)[]>([]);
  /** A newer press or start: what an older one still wants to answer is dropped. */
  #press = 0;
  readonly #around: Around;

  trace = $derived.by<Trace | null>(() => {
    const trace = this.state?.trace ?? null;
    return trace === null ? null : { ...trace, steps: trace.steps.map((step, at) => this.#drawn[at] ?? step) };
  });

  constructor(around: Around) {
    this.#around = around;
  }

  get host(): Pick<Host, 'picture'> {
    return this.#around.host;
  }

  get words(): Words {
    return words(this.#around.locale());
  }

  get poster(): PosterCard | null {
    return this.state?.poster ?? null;
  }

  get saving(): string | null {
    return this.poster?.title ?? null;
  }

  get view(): View {
    if (this.state === null) throw new Error('nothing is rehearsed');
    return this.state.view;
  }

  /** How many steps of the scenario have been played. */
  get at(): number {
    return this.state?.next?.step ?? (this.state?.trace.steps.findLast(({ at }) => at !== null)?.at ?? -1) + 1;
  }

  /** Nothing is left to play: the scenario is over, or the next press is the user's. */
  get done(): boolean {
    return this.state === null || this.state.next === null;
  }

  get strayed(): boolean {
    return this.state?.strayed ?? false;
  }

  async open(scenario: string, environment: string): Promise<void> {
    this.#forget();
    this.state = await this.#around.host.compare.open(scenario, environment);
  }

  async play(): Promise<void> {
    await this.#draw(await this.#around.host.compare.play());
  }

  /** A button by hand. What the host has to answer then, it answers by itself, as on the phone. */
  async send(event: FlowEvent): Promise<void> {
    const press = ++this.#press;
    await this.#byHand(press, async () => this.#around.host.compare.press(event));
    while (press === this.#press && this.#answers()) {
      await pause(ANSWER_MS);
      if (press !== this.#press || !this.#answers()) return;
      await this.#byHand(press, () => this.#around.host.compare.play());
    }
  }

  /** The window's own report is about its own session; here it is the signal on screen. */
  async copyReport(): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(this.view.signal, null, 2));
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.#forget();
    this.state = null;
    await this.#around.host.compare.close();
  }

  #forget(): void {
    this.#press += 1;
    this.pictures = [];
    this.#drawn = [];
  }

  #byHand(press: number, act: () => Promise<RehearsalState>): Promise<void> {
    return this.#around.inTurn(async () => {
      if (press !== this.#press) return;
      await this.#draw(await act());
      await this.#around.pressed();
    });
  }

  /** Whether the host speaks next. From the settings it is the user who comes back. */
  #answers(): boolean {
    const next = this.state?.next ?? null;
    return next !== null && next.by !== 'user' && this.state?.view.state !== 'settings';
  }

  async #draw(state: RehearsalState): Promise<void> {
    this.state = state;
    await tick();
    const last = state.trace.steps.length - 1;
    const step = state.trace.steps[last];
    if (this.screen === null || step === undefined) return;
    const [pictures, drawn] = [[...this.pictures], [...this.#drawn]];
    pictures[last] = still(this.screen, this.#around.theme());
    drawn[last] = asDrawn(step, this.screen);
    this.pictures = pictures;
    this.#drawn = drawn;
  }
}
