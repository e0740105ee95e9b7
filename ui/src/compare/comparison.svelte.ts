import { tick } from 'svelte';

import type {
  CompareSetup,
  Diff,
  DiffStep,
  EnvironmentCard,
  Locale,
  Matrix,
  Reference,
  ScenarioCard,
  Surface,
  Trace,
  TraceStep,
} from '../generated/types';
import type { Desk } from '../lib/desk.svelte';
import { DesktopSide, type Around } from './desktop-side.svelte';
import { DomainCheck } from './domain-check.svelte';
import { pause } from './pause';
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
  /** What was asked and found there stays while other parts of the screen are looked at. */
  readonly domains: DomainCheck;
  /** A trace from elsewhere stands in for the live side. */
  recorded = $state.raw<Record<Hand, Trace | null>>({ left: null, right: null });
  diff = $state.raw<Diff | null>(null);
  /** The step that is looked back at; null follows the latest. */
  chosen = $state<number | null>(null);

  /** Whether the row on screen tells everything. Kept from step to step. */
  unfolded = $state(false);

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
  /** The sides on which a hand has left the script. */
  strayed = $derived.by<Surface[]>(() => [
    ...(this.desktop.strayed ? (['desktop'] as const) : []),
    ...(this.phone.strayed ? (['wechat'] as const) : []),
  ]);
  /** The reference of the same surface stands on this side: only one surface plays the scenario. */
  standIn = $state<Hand | null>(null);

  /** A newer rehearsal: what an older one still answers is dropped. */
  #run = 0;
  /** A newer play, or none: an older one stops at its next step. */
  #loop = 0;
  #compared = 0;
  #matrixRun = 0;
  #turn: Promise<void> = Promise.resolve();
  #file: { id: string; picture: Promise<string | null> } | null = null;

  constructor(readonly desk: Desk) {
    const around: Around = {
      host: desk.host,
      locale: () => desk.locale,
      theme: () => (desk.dark ? 'dark' : 'light'),
      inTurn: async (act) => {
        await this.#inTurn(async () => {
          await desk.attempt(act);
        });
      },
      pressed: async () => {
        this.pause();
        this.chosen = null;
        await this.#compare();
      },
    };
    this.desktop = new DesktopSide(around);
    this.phone = new PhoneSide(around);
    this.domains = new DomainCheck(desk);
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
    this.pause();
    await this.desk.attempt(() => Promise.all([this.desktop.close(), this.domains.close()]));
  }

  environment(surface: Surface): EnvironmentCard | null {
    const id = this.environments[surface];
    return this.setup?.environments.find((one) => one.id === id) ?? null;
  }

  of(surface: Surface): EnvironmentCard[] {
    return this.setup?.environments.filter((one) => one.surface === surface) ?? [];
  }

  /** Why this side does not play the scenario; null where it does. */
  notOn(surface: Surface): Record<Locale, string> | null {
    return this.scenario?.not_on[surface] ?? null;
  }

  step(hand: Hand, row = this.shown): TraceStep | null {
    const at = this.steps[row]?.[hand === 'left' ? 'a' : 'b'] ?? null;
    return at === null ? null : ((hand === 'left' ? this.left : this.right)?.steps[at] ?? null);
  }

  /** Where a side runs, by name: its environment, or what a trace from elsewhere calls itself. */
  nameOf(hand: Hand): string {
    const home: Surface = hand === 'left' ? 'desktop' : 'wechat';
    return this.environmentName(this.recorded[hand]?.environment ?? this.environments[home]);
  }

  environmentName(id: string): string {
    return this.setup?.environments.find((one) => one.id === id)?.name[this.desk.locale] ?? id;
  }

  async choose(scenario: ScenarioCard, environments: Partial<Reference> = {}): Promise<void> {
    if (this.standIn !== null) this.recorded = { left: null, right: null };
    this.standIn = null;
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
    this.pause();
    this.#compared += 1;
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
            picture: (await this.picture())?.split(',')[1] ?? null,
          });
        }
      } catch {
        // Said in the frame's own place.
      }
      if (run === this.#run) this.opening = false;
    });
  }

  /** One step of the scenario on both sides; on the one that is behind, where a hand has moved the other. */
  async next(): Promise<void> {
    this.pause();
    await this.#step();
    this.toParting(this.last);
  }

  async play(): Promise<void> {
    if (this.playing) this.pause();
    else await this.#through(() => PAUSE_MS[this.speed]);
  }

  pause(): void {
    this.#loop += 1;
    this.playing = false;
  }

  /** Plays to the end, from the start where that is reached. */
  async #through(pauseMs: () => number): Promise<void> {
    if (this.done) await this.restart();
    const run = this.#run;
    const loop = ++this.#loop;
    const on = (): boolean => loop === this.#loop && run === this.#run;
    this.playing = true;
    while (on() && !this.done) {
      // What fails is told; what moves nothing would move nothing again.
      if (!(await this.#step())) break;
      if (on() && !this.done) await pause(pauseMs());
    }
    if (!on()) return;
    this.playing = false;
    this.toParting();
  }

  /** Whether anything moved. */
  async #step(): Promise<boolean> {
    const run = this.#run;
    this.chosen = null;
    let moved = false;
    await this.#inTurn(async () => {
      if (run !== this.#run || this.done) return;
      const before = [this.desktop.at, this.phone.at];
      const { desktop, phone } = this;
      const behind = desktop.done || phone.done ? 0 : desktop.at - phone.at;
      const went = await this.desk.attempt(() =>
        Promise.all([
          desktop.done || behind > 0 ? undefined : desktop.play(),
          phone.done || behind < 0 ? undefined : phone.play(),
        ]),
      );
      moved = went && (before[0] !== desktop.at || before[1] !== phone.at);
      await this.#compare();
    });
    return moved;
  }

  /** To the first difference; `upTo`: only if it is this row, which has just come. */
  toParting(upTo?: number): void {
    const first = this.diff?.first ?? null;
    if (first === null || (upTo !== undefined && first !== upTo)) return;
    this.unfolded = true;
    this.lookAt(first);
  }

  lookAt(row: number): void {
    this.pause();
    this.chosen = row >= this.last ? null : Math.max(0, row);
  }

  async put(hand: Hand, trace: Trace | null): Promise<void> {
    this.recorded = { ...this.recorded, [hand]: trace };
    if (this.standIn === hand) this.standIn = null;
    this.chosen = null;
    await this.#compare();
    if (trace !== null) this.toParting();
  }

  /** A press on a row: the one on screen tells more or less, another one comes on screen. */
  press(row: number): void {
    if (row === this.shown) this.unfolded = !this.unfolded;
    else this.lookAt(row);
  }

  zoomBy(factor: number): void {
    this.zoom = Math.min(LARGEST, Math.max(SMALLEST, this.zoom * factor));
  }

  zoomFit(): void {
    this.zoom = 1;
    this.scrolled = { x: 0, y: 0 };
  }

  /** The newest question is the one that is answered. */
  async runMatrix(reference: Reference): Promise<void> {
    const run = ++this.#matrixRun;
    this.matrixRunning = true;
    const start = performance.now();
    await this.desk.attempt(async () => {
      const matrix = await this.desk.host.compare.matrix(reference);
      if (run === this.#matrixRun) this.matrix = matrix;
    });
    if (run !== this.#matrixRun) return;
    this.matrixMs = performance.now() - start;
    this.matrixRunning = false;
  }

  /** Opens a cell of the matrix: its environment beside the one that it was compared with. */
  async openPair(scenario: string, environment: string, against: string): Promise<void> {
    const { setup } = this;
    const card = setup?.scenarios.find(({ name }) => name === scenario);
    const find = (id: string): EnvironmentCard | undefined => setup?.environments.find((one) => one.id === id);
    const [column, other] = [find(environment), find(against)];
    if (setup === null || card === undefined || column === undefined || other === undefined) return;
    const { surface } = column;
    this.section = 'sides';
    this.recorded = { left: null, right: null };
    this.standIn = null;
    let standIn: Trace | null = null;
    if (other.surface === surface && against !== environment) {
      // Only one surface plays it: what the other environment did there stands on the other side.
      await this.choose(card, { [surface]: against });
      const run = this.#run;
      await this.#through(() => 0);
      if (run !== this.#run) return;
      standIn = surface === 'desktop' ? this.desktop.trace : this.phone.trace;
    }
    await this.choose(
      card,
      other.surface === surface ? { [surface]: environment } : { [surface]: environment, [other.surface]: against },
    );
    if (standIn !== null) {
      const hand: Hand = surface === 'desktop' ? 'right' : 'left';
      this.recorded = { ...this.recorded, [hand]: standIn };
      this.standIn = hand;
    }
    await this.#through(() => 0);
  }

  async #compare(): Promise<void> {
    const mine = ++this.#compared;
    const { left, right } = this;
    if (left === null || right === null) {
      this.diff = null;
      return;
    }
    // After a hand has left the script, nobody knows how far the other side is to come.
    const open = this.strayed.length > 0;
    const unfinished = {
      a: this.recorded.left === null && (open || !this.desktop.done),
      b: this.recorded.right === null && (open || !this.phone.done),
    };
    await this.desk.attempt(async () => {
      const diff = await this.desk.host.compare.diff(left, right, unfinished);
      if (mine === this.#compared) this.diff = diff;
    });
  }

  /** The poster's file as a data address, where it can be read. */
  async picture(): Promise<string | null> {
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
