import { tick } from 'svelte';

import type {
  CompareSetup,
  Diff,
  DiffStep,
  EnvironmentCard,
  Matrix,
  Reference,
  ScenarioCard,
  Surface,
  Trace,
  TraceStep,
} from '../generated/types';
import type { Desk } from '../lib/desk.svelte';
import { DesktopSide } from './desktop-side.svelte';
import { PhoneSide } from './phone-side.svelte';
import { posterFile } from './poster-file';
import { compareWords } from './words';

export type Section = 'sides' | 'matrix' | 'table' | 'domains' | 'rehearse';
export type Look = 'beside' | 'blink' | 'slider';
export type Speed = 'slow' | 'usual' | 'fast' | 'instant';
/** The desktop's side is the left one. */
export type Hand = 'left' | 'right';

export const SECTIONS: readonly Section[] = ['sides', 'matrix', 'table', 'domains', 'rehearse'];
export const LOOKS: readonly Look[] = ['beside', 'blink', 'slider'];
export const SPEEDS: readonly Speed[] = ['slow', 'usual', 'fast', 'instant'];
/** Between two steps, so that a person can read what changed. */
const PAUSE_MS: Record<Speed, number> = { slow: 2200, usual: 1100, fast: 450, instant: 0 };
const FIRST_SCENARIO = 'denied_then_granted';
/** Device pixels; one of the widths that thumbnails are kept in. */
const PICTURE_WIDTH = 720;
const SMALLEST = 1;
const LARGEST = 4;

/** What the compare screen shows and plays. It decides nothing about what differs: the program behind it does. */
export class Comparison {
  section = $state<Section>('sides');
  setup = $state.raw<CompareSetup | null>(null);
  scenario = $state.raw<ScenarioCard | null>(null);
  environments = $state<Reference>({ desktop: '', wechat: '' });
  readonly desktop: DesktopSide;
  readonly phone: PhoneSide;
  /** A trace from elsewhere stands in for the live side. */
  recorded = $state.raw<Record<Hand, Trace | null>>({ left: null, right: null });
  diff = $state.raw<Diff | null>(null);
  /** The step that is looked back at; null follows the latest. */
  chosen = $state<number | null>(null);

  look = $state<Look>('beside');
  zoom = $state(1);
  /** How far both views are scrolled, as parts of what can be scrolled. */
  scrolled = $state.raw({ x: 0, y: 0 });
  speed = $state<Speed>('usual');
  playing = $state(false);
  opening = $state(false);

  matrix = $state.raw<Matrix | null>(null);
  matrixMs = $state(0);
  matrixRunning = $state(false);

  words = $derived.by(() => compareWords(this.desk.locale));
  left = $derived.by(() => this.recorded.left ?? this.desktop.trace);
  right = $derived.by(() => this.recorded.right ?? this.phone.trace);
  steps = $derived.by<DiffStep[]>(() => this.diff?.steps ?? alone(this.left, this.right));
  last = $derived(this.steps.length - 1);
  /** The row of the comparison on screen; -1 before the first. */
  shown = $derived(this.chosen === null ? this.last : Math.min(this.chosen, this.last));
  /** Whether the live screens are shown, not stills of an earlier step. */
  live = $derived(this.shown === this.last);
  done = $derived.by(() => this.desktop.done && this.phone.done);

  /** A newer rehearsal: what an older one still answers is dropped. */
  #run = 0;
  #turn: Promise<void> = Promise.resolve();
  /** A recorded trace is there for one cell of the matrix only. */
  #standsIn = false;
  #file: { id: string; picture: Promise<string | null> } | null = null;

  constructor(readonly desk: Desk) {
    this.desktop = new DesktopSide(
      desk.host,
      () => desk.locale,
      () => void this.#compare(),
    );
    this.phone = new PhoneSide(() => void this.#compare());
  }

  async open(): Promise<void> {
    await this.desk.attempt(async () => {
      const setup = await this.desk.host.compare.setup();
      this.setup = setup;
      this.environments = { desktop: setup.reference.desktop, wechat: setup.reference.wechat };
      this.scenario = setup.scenarios.find(({ name }) => name === FIRST_SCENARIO) ?? setup.scenarios[0] ?? null;
    });
    await this.restart();
  }

  async close(): Promise<void> {
    this.#run += 1;
    this.playing = false;
    await this.desk.attempt(() => this.desktop.close());
  }

  environment(surface: Surface): EnvironmentCard | null {
    const id = this.environments[surface];
    return this.setup?.environments.find((one) => one.id === id) ?? null;
  }

  of(surface: Surface): EnvironmentCard[] {
    return this.setup?.environments.filter((one) => one.surface === surface) ?? [];
  }

  /** Why this side does not play the scenario; null where it does. */
  notOn(surface: Surface): string | null {
    return this.scenario?.not_on[surface] ?? null;
  }

  step(hand: Hand, row = this.shown): TraceStep | null {
    const at = this.steps[row]?.[hand === 'left' ? 'a' : 'b'] ?? null;
    return at === null ? null : ((hand === 'left' ? this.left : this.right)?.steps[at] ?? null);
  }

  async choose(scenario: ScenarioCard, environments: Partial<Reference> = {}): Promise<void> {
    if (this.#standsIn) this.recorded = { left: null, right: null };
    this.#standsIn = false;
    this.scenario = scenario;
    this.environments = { ...this.environments, ...environments };
    await this.restart();
  }

  /** The scenario before or after, in the order given. */
  async turn(by: 1 | -1, order: readonly ScenarioCard[]): Promise<void> {
    const at = order.findIndex(({ name }) => name === this.scenario?.name);
    const next = order[at + by];
    if (next !== undefined) await this.choose(next);
  }

  async settle(surface: Surface, environment: string): Promise<void> {
    this.environments = { ...this.environments, [surface]: environment };
    await this.restart();
  }

  /** Both sides from the start; how they are looked at stays. */
  restart(): Promise<void> {
    const run = ++this.#run;
    this.playing = false;
    this.diff = null;
    this.chosen = null;
    this.opening = true;
    return this.#inTurn(async () => {
      if (run !== this.#run) return;
      const { scenario, environments } = this;
      if (scenario === null) return;
      await tick();
      await this.desk.attempt(async () => {
        if (this.notOn('desktop') === null) await this.desktop.open(scenario.name, environments.desktop);
        else await this.desktop.close();
      });
      try {
        if (this.notOn('wechat') !== null) this.phone.close();
        else {
          await this.phone.open(scenario, {
            scenario: scenario.name,
            environment: environments.wechat,
            locale: this.desk.locale,
            theme: this.desk.dark ? 'dark' : 'light',
            poster: this.desktop.poster,
            picture: await this.#picture(),
          });
        }
      } catch {
        // Said in the frame's own place.
      }
      if (run === this.#run) this.opening = false;
    });
  }

  /** One step of the scenario on both sides. */
  next(): Promise<void> {
    const run = this.#run;
    this.chosen = null;
    return this.#inTurn(async () => {
      if (run !== this.#run || this.done) return;
      await this.desk.attempt(() =>
        Promise.all([
          this.desktop.done ? undefined : this.desktop.play(),
          this.phone.done ? undefined : this.phone.play(),
        ]),
      );
      await this.#compare();
    });
  }

  async play(): Promise<void> {
    if (this.playing) {
      this.playing = false;
      return;
    }
    if (this.done) await this.restart();
    const run = this.#run;
    this.playing = true;
    while (this.playing && run === this.#run && !this.done) {
      await this.next();
      if (run === this.#run && !this.done) await new Promise((done) => setTimeout(done, PAUSE_MS[this.speed]));
    }
    if (run !== this.#run) return;
    const finished = this.playing;
    this.playing = false;
    if (finished) this.toParting();
  }

  toParting(): void {
    const first = this.diff?.first ?? null;
    if (first !== null) this.lookAt(first);
  }

  lookAt(row: number): void {
    this.playing = false;
    this.chosen = row >= this.last ? null : Math.max(0, row);
  }

  async put(hand: Hand, trace: Trace | null): Promise<void> {
    this.recorded = { ...this.recorded, [hand]: trace };
    this.chosen = null;
    await this.#compare();
    if (trace !== null) this.toParting();
  }

  zoomBy(factor: number): void {
    this.zoom = Math.min(LARGEST, Math.max(SMALLEST, this.zoom * factor));
  }

  zoomFit(): void {
    this.zoom = 1;
    this.scrolled = { x: 0, y: 0 };
  }

  async runMatrix(reference: Reference): Promise<void> {
    if (this.matrixRunning) return;
    this.matrixRunning = true;
    const start = performance.now();
    await this.desk.attempt(async () => {
      this.matrix = await this.desk.host.compare.matrix(reference);
    });
    this.matrixMs = performance.now() - start;
    this.matrixRunning = false;
  }

  /** Opens a cell of the matrix: its environment against the reference of the other side. */
  async openPair(scenario: string, environment: string): Promise<void> {
    const card = this.setup?.scenarios.find(({ name }) => name === scenario);
    const column = this.setup?.environments.find(({ id }) => id === environment);
    if (card === undefined || column === undefined || this.matrix === null) return;
    const { surface } = column;
    const { reference } = this.matrix;
    const other = surface === 'desktop' ? 'wechat' : 'desktop';
    this.section = 'sides';
    this.recorded = { left: null, right: null };
    const speed = this.speed;
    this.speed = 'instant';
    let standIn: Trace | null = null;
    if (card.not_on[other] !== undefined && environment !== reference[surface]) {
      // Only one surface plays it: what the reference did there stands on the other side.
      await this.choose(card, reference);
      await this.play();
      standIn = surface === 'desktop' ? this.desktop.trace : this.phone.trace;
    }
    await this.choose(card, { ...reference, [surface]: environment });
    if (standIn !== null) {
      const trace = { ...standIn, recorded: true };
      this.recorded = surface === 'desktop' ? { left: null, right: trace } : { left: trace, right: null };
      this.#standsIn = true;
    }
    await this.play();
    this.speed = speed;
  }

  async #compare(): Promise<void> {
    const run = this.#run;
    const { left, right } = this;
    if (left === null || right === null) {
      this.diff = null;
      return;
    }
    await this.desk.attempt(async () => {
      const diff = await this.desk.host.compare.diff(left, right);
      if (run === this.#run) this.diff = diff;
    });
  }

  async #picture(): Promise<string | null> {
    const poster = this.desktop.poster;
    if (poster === null) return null;
    this.#file ??= { id: poster.id, picture: posterFile(this.desk.host.picture(poster.id, 'thumb', PICTURE_WIDTH)) };
    return this.#file.id === poster.id ? this.#file.picture : null;
  }

  /** One after the other: a rehearsal is one thing, and its steps have an order. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

/** A trace with nothing to compare it with. */
function alone(left: Trace | null, right: Trace | null): DiffStep[] {
  const steps = (left ?? right)?.steps ?? [];
  return steps.map((step, at) => ({
    name: step.on,
    a: left === null ? null : at,
    b: left === null ? at : null,
    differences: [],
  }));
}
