/** Which posters are selected. By id: they need not be on screen, nor even have been read. */
export class Selection {
  /** Where a range starts: the poster that was last selected on its own. */
  anchor: string | null = null;
  #ids = new Set<string>();
  /** What was selected before the range or the rubber band that is being drawn; null while none is. */
  #before: ReadonlySet<string> | null = null;
  #version = $state(0);

  get size(): number {
    void this.#version;
    return this.#ids.size;
  }

  get ids(): string[] {
    void this.#version;
    return [...this.#ids];
  }

  has(id: string): boolean {
    void this.#version;
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.anchor = id;
    this.#before = null;
    this.#version += 1;
  }

  /** Everything from the anchor to `to`, in the order of the list. Drawing another range from the same anchor takes the last one back. */
  range(list: readonly { id: string }[], to: number): void {
    const start = list.findIndex(({ id }) => id === this.anchor);
    const from = start < 0 ? to : start;
    this.anchor ??= list[to]?.id ?? null;
    this.#draw(list.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id));
  }

  /** A rubber band starts. `adding`: to what is selected already. */
  bandStart(adding: boolean): void {
    this.#before = adding ? this.#ids : new Set();
  }

  /** What the rubber band holds now. */
  band(ids: Iterable<string>): void {
    this.#draw(ids);
  }

  replace(ids: Iterable<string>): void {
    this.#before = new Set();
    this.#draw(ids);
  }

  remove(ids: Iterable<string>): void {
    const kept = new Set(this.#ids);
    for (const id of ids) kept.delete(id);
    this.replace(kept);
  }

  clear(): void {
    this.anchor = null;
    this.replace([]);
  }

  #draw(ids: Iterable<string>): void {
    this.#before ??= this.#ids;
    const drawn = new Set(this.#before);
    for (const id of ids) drawn.add(id);
    this.#ids = drawn;
    this.#version += 1;
  }
}
