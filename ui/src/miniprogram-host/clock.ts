/** The phone's clock, and the mini-program's timers on it. */

import type { Tasks } from './tasks';

interface Timer {
  at: number;
  run: () => void;
}

export class Clock {
  readonly #tasks: Tasks;
  readonly #still: boolean;
  readonly #start = performance.now();
  readonly #timers = new Map<number, Timer>();
  #moved = 0;
  #last = 0;

  /** A `still` clock is moved by `advance` alone: in a rehearsal no patience runs out while somebody looks. */
  constructor(tasks: Tasks, still: boolean) {
    this.#tasks = tasks;
    this.#still = still;
  }

  /** Milliseconds since the phone was switched on. */
  get now(): number {
    return this.#still ? this.#moved : performance.now() - this.#start;
  }

  /** What the mini-program finds under this name. */
  readonly setTimeout = (run: () => void, milliseconds = 0): number => {
    this.#last += 1;
    const id = this.#last;
    const fire = (): void => {
      if (this.#timers.delete(id)) run();
    };
    this.#timers.set(id, { at: this.#moved + milliseconds, run: fire });
    if (!this.#still || milliseconds <= 0) this.#tasks.later(fire, milliseconds);
    return id;
  };

  readonly clearTimeout = (id: number): void => {
    this.#timers.delete(id);
  };

  /** Drops the mini-program's timers: what they wait for is over. */
  forget(): void {
    this.#timers.clear();
  }

  /** Lets the time pass at once; what falls due runs in its order. */
  advance(milliseconds: number): void {
    const end = this.#moved + milliseconds;
    for (;;) {
      const [due] = [...this.#timers.values()]
        .filter(({ at }) => at > this.#moved && at <= end)
        .sort((a, b) => a.at - b.at);
      if (!due) break;
      this.#moved = due.at;
      due.run();
    }
    this.#moved = end;
  }
}
