/** The mini-program's poster-save, as a rehearsal sees it: its steps, its view and its own doors. */

import type { glassEasel } from 'glass-easel-miniprogram-adapter';

import type { Effect, Event, Kind, Recovery, Remedy, Signal, State } from '../../generated/types';

/** Where the component lies in the mini-program. */
const COMPONENT = 'components/poster-save/poster-save';

/** A rule of the mini-program's contract, as it lies there. */
export type Rule = object;

/** A failure as the mini-program classified it. */
export interface Classified {
  kind: Kind;
  recovery: Recovery;
  remedy: Remedy;
  event: Event;
  signal: Signal;
  /** None for the last row, which takes everything. */
  rule?: Rule;
}

/** One step, as the mini-program's own hook tells it. */
export interface Seen {
  on: Event;
  taken: boolean;
  state: State;
  attempt: number;
  effects: Effect[];
  failure?: Classified;
}

/** What the mini-program would draw. */
export interface View {
  state: State;
  kind: Kind | null;
  recovery: Recovery | null;
  remedy: Remedy | null;
  title: string;
  body: string;
  steps: string[];
  offers: { event: Event; label: string }[];
}

export type Answer = { event: string } | { failed: Classified };

interface Saving {
  session: { state: State; attempt: number; answer: (attempt: number, answer: Answer) => object };
  view: () => View;
  press: (event: string) => void;
  perform: (step: object) => void;
}

export class Save {
  readonly element: HTMLElement;
  readonly #component: glassEasel.GeneralComponent;

  private constructor(component: glassEasel.GeneralComponent) {
    this.#component = component;
    this.element = component.getBackendElement() as unknown as HTMLElement;
  }

  /** Listens to a component; undefined where it is another one. */
  static of(component: glassEasel.GeneralComponent, heard: (seen: Seen) => void): Save | undefined {
    if (component.is !== COMPONENT) return undefined;
    component.addListener('step', (event) => heard((event as unknown as { detail: Seen }).detail));
    return new Save(component);
  }

  get saving(): Saving {
    const { parts } = this.#component.getMethodCaller() as unknown as { parts: () => { saving: Saving } };
    return parts.call(this.#component.getMethodCaller()).saving;
  }

  get view(): View {
    return this.saving.view();
  }

  /** Whether the mini-program's own sheet is on the screen. */
  get sheet(): boolean {
    return this.part('.panel .offer') !== undefined;
  }

  /** Tells the flow what neither a finger nor WeChat can. */
  tell(answer: Answer): void {
    const { saving } = this;
    saving.perform(saving.session.answer(saving.session.attempt, answer));
  }

  /** The first element of these classes, as the mini-program calls them, each inside the one before. */
  part(classes: string): HTMLElement | undefined {
    return this.parts(classes)[0];
  }

  parts(classes: string): HTMLElement[] {
    const selector = classes.replaceAll(/\.([\w-]+)/gu, ':is([class$="--$1"], [class*="--$1 "])');
    return [...this.element.querySelectorAll<HTMLElement>(selector)];
  }
}
