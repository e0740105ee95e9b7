/** What happened on the phone, in order. */

/** One happening. `what` names it, the other fields depend on it. */
export type Entry = { n: number; t: number } & (
  | { what: 'call'; api: string; options: unknown }
  | { what: 'settle'; api: string; result: Record<string, unknown> }
  | { what: 'tap'; on: string; text: string }
  | { what: 'screen'; shows: string; detail?: unknown }
  | { what: 'closed'; shows: string; by: string }
  | { what: 'page'; route: string; on: string }
  | { what: 'app'; on: string }
  | { what: 'album'; added: string }
  /** Something the mini-program used that this host has not. */
  | { what: 'gap'; name: string }
  | { what: 'error'; message: string }
);

type Happening = Entry extends infer E ? (E extends Entry ? Omit<E, 'n' | 't'> : never) : never;

/** Grows until the phone is switched on anew. */
export class Log {
  readonly entries: Entry[] = [];
  readonly #now: () => number;
  readonly #heard: (entry: Entry) => void;

  constructor(now: () => number, heard: (entry: Entry) => void) {
    this.#now = now;
    this.#heard = heard;
  }

  /** Appends; `t` is milliseconds since the phone was switched on. */
  add(happening: Happening): void {
    const entry = { n: this.entries.length, t: Math.round(this.#now()), ...happening } as Entry;
    this.entries.push(entry);
    this.#heard(entry);
  }

  /** Keeps an exception of the mini-program, and shows it where a developer looks. */
  error(error: unknown): void {
    this.add({
      what: 'error',
      message: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
    });
    console.error(error);
  }
}

/** A copy without functions, blobs and cycles, fit for a message to another frame. */
export function plain(value: unknown, depth = 6): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => plain(item, depth - 1));
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined && typeof item !== 'function')
        .map(([key, item]) => [key, plain(item, depth - 1)]),
    );
  }
  return undefined;
}
