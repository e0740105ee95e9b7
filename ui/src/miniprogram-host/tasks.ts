/** What the phone still has to do: every answer arrives in a task of its own. */

export class Tasks {
  readonly #channel = new MessageChannel();
  readonly #soon: (() => void)[] = [];
  readonly #timers = new Set<number>();
  #under = 0;
  #stopped = false;

  constructor() {
    // A timer of zero would be stretched by the browser, the more the longer the chain.
    this.#channel.port1.onmessage = () => this.#soon.shift()?.();
  }

  /** Runs in a task of its own, after those that were asked for before; never after `stop`. */
  later(run: () => void, milliseconds = 0): void {
    if (this.#stopped) return;
    if (milliseconds <= 0) {
      this.#soon.push(run);
      this.#channel.port2.postMessage(null);
      return;
    }
    const timer = window.setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Counts work that ends by itself: decoding a picture, reading a file. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#under += 1;
    try {
      return await work;
    } finally {
      this.#under -= 1;
    }
  }

  /** Resolves when nothing moves any more; timers that run for a while do not count. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 3 && !this.#stopped;) {
      await new Promise<void>((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          done();
        };
        port2.postMessage(null);
      });
      calm = this.#soon.length > 0 || this.#under > 0 ? 0 : calm + 1;
    }
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Forgets what is pending. */
  stop(): void {
    this.#stopped = true;
    this.#soon.length = 0;
    for (const timer of this.#timers) window.clearTimeout(timer);
    this.#timers.clear();
    this.#channel.port1.close();
  }
}
