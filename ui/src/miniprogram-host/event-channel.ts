/** What two pages may tell each other across wx.navigateTo. */

type Hear = (...parameters: unknown[]) => void;

export class EventChannel {
  readonly #heard = new Map<string, Set<Hear>>();
  /** What was told before anybody listened, kept for the first that does. */
  readonly #early = new Map<string, unknown[][]>();

  constructor(events: Record<string, Hear> = {}) {
    for (const [name, hear] of Object.entries(events)) this.on(name, hear);
  }

  readonly on = (name: string, hear: Hear): void => {
    const set = this.#heard.get(name) ?? new Set();
    this.#heard.set(name, set.add(hear));
    for (const parameters of this.#early.get(name) ?? []) hear(...parameters);
    this.#early.delete(name);
  };

  readonly once = (name: string, hear: Hear): void => {
    const first: Hear = (...parameters) => {
      this.off(name, first);
      hear(...parameters);
    };
    this.on(name, first);
  };

  readonly off = (name: string, hear?: Hear): void => {
    if (hear) this.#heard.get(name)?.delete(hear);
    else this.#heard.delete(name);
  };

  readonly emit = (name: string, ...parameters: unknown[]): void => {
    const set = this.#heard.get(name);
    if (set?.size) for (const hear of [...set]) hear(...parameters);
    else this.#early.set(name, [...(this.#early.get(name) ?? []), parameters]);
  };
}
