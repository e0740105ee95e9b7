import { tick } from 'svelte';

import type { Event as FlowEvent, Locale, PosterCard, RehearsalState, Trace, View } from '../generated/types';
import type { Host } from '../host/types';
import type { Saver } from '../lib/speaker';
import { words, type Words } from '../lib/words';
import { still, type Still } from './still';

/** The desktop flow as it is rehearsed: what the window's own dialogs draw. */
export class DesktopSide implements Saver {
  state = $state.raw<RehearsalState | null>(null);
  /** By step of the trace; a step that passed too quickly to be seen has none. */
  pictures = $state.raw<(Still | undefined)[]>([]);
  /** The screen that stills are taken of. */
  screen = $state.raw<HTMLElement | null>(null);
  readonly progress = null;

  #host: Host;
  #locale: () => Locale;
  #pressed: () => void;

  constructor(host: Host, locale: () => Locale, pressed: () => void) {
    this.#host = host;
    this.#locale = locale;
    this.#pressed = pressed;
  }

  get host(): Pick<Host, 'picture'> {
    return this.#host;
  }

  get words(): Words {
    return words(this.#locale());
  }

  get trace(): Trace | null {
    return this.state?.trace ?? null;
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

  get done(): boolean {
    return this.state === null || this.state.done;
  }

  async open(scenario: string, environment: string): Promise<void> {
    this.pictures = [];
    this.state = await this.#host.compare.open(scenario, environment);
  }

  async play(): Promise<void> {
    await this.#draw(await this.#host.compare.play());
  }

  /** A button by hand. */
  async send(event: FlowEvent): Promise<void> {
    await this.#draw(await this.#host.compare.press(event));
    this.#pressed();
  }

  async copyReport(): Promise<boolean> {
    await navigator.clipboard.writeText(JSON.stringify(this.view.signal, null, 2));
    return true;
  }

  async close(): Promise<void> {
    this.state = null;
    this.pictures = [];
    await this.#host.compare.close();
  }

  async #draw(state: RehearsalState): Promise<void> {
    this.state = state;
    await tick();
    const last = state.trace.steps.length - 1;
    if (this.screen === null || last < 0) return;
    const pictures = [...this.pictures];
    pictures[last] = still(this.screen);
    this.pictures = pictures;
  }
}
