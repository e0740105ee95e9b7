/**
 * Requests pictures a few at a time, those in sight first. One that is scrolled past before its turn is never requested;
 * one that is on its way then is cancelled.
 */

/** Enough to keep a slow source busy, few enough that what comes into sight next does not wait long. */
const AT_ONCE = 12;
/** Addresses that the web view answers from its own memory; those need no turn. */
const REMEMBERED = 600;

type Ask = {
  /** The lower, the sooner. Computed each time, because the wall moves. */
  rank: () => number;
  image: HTMLImageElement;
  src: string;
};

export class PictureQueue {
  readonly #waiting = new Set<Ask>();
  readonly #coming = new Set<Ask>();
  readonly #seen = new Set<string>();
  #woken = false;

  /** Whether the picture was here before and need not fade in again. */
  knows(src: string): boolean {
    return this.#seen.has(src);
  }

  /** Gives the image its address when its turn has come. Returns a function that cancels it. */
  ask(image: HTMLImageElement, src: string, rank: () => number): () => void {
    if (this.#seen.has(src)) {
      image.src = src;
      return () => image.removeAttribute('src');
    }
    const ask: Ask = { rank, image, src };
    this.#waiting.add(ask);
    this.#wake();
    const ended = (): void => {
      image.removeEventListener('load', loaded);
      image.removeEventListener('error', ended);
      this.#waiting.delete(ask);
      if (this.#coming.delete(ask)) this.#wake();
    };
    const loaded = (): void => {
      this.#remember(src);
      ended();
    };
    image.addEventListener('load', loaded);
    image.addEventListener('error', ended);
    return () => {
      ended();
      image.removeAttribute('src');
    };
  }

  /** Once everything that this turn of the event loop asks for is known. */
  #wake(): void {
    if (this.#woken) return;
    this.#woken = true;
    queueMicrotask(() => {
      this.#woken = false;
      while (this.#coming.size < AT_ONCE && this.#waiting.size > 0) this.#start();
    });
  }

  #start(): void {
    let next: Ask | null = null;
    let best = Number.POSITIVE_INFINITY;
    for (const ask of this.#waiting) {
      const rank = ask.rank();
      if (next === null || rank < best) [next, best] = [ask, rank];
    }
    if (next === null) return;
    this.#waiting.delete(next);
    this.#coming.add(next);
    next.image.src = next.src;
  }

  #remember(src: string): void {
    this.#seen.add(src);
    for (const oldest of this.#seen) {
      if (this.#seen.size <= REMEMBERED) break;
      this.#seen.delete(oldest);
    }
  }
}
