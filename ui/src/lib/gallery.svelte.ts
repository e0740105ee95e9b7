import { SvelteMap } from 'svelte/reactivity';

import type { Failure, Mark, PosterCard, Saved } from '../generated/types';
import { isFailure, type Host } from '../host/types';
import { comparing, type Order } from './columns';
import { validity } from './posters';
import { sorted } from './sorting';

export type Filter = { by: 'tag' | 'campaign'; name: string };
/** `loading`: nothing of this query is here yet. `more`: a further page is on its way. `broken`: a rejection that is no failure. */
export type Status = 'loading' | 'more' | 'idle' | 'failed' | 'broken';

/** The list of posters as far as it has been read, and what it is narrowed to. A further page costs what the page costs, not what is there. */
export class Gallery {
  status = $state<Status>('loading');
  failure = $state.raw<Failure | null>(null);
  q = $state('');
  filter = $state.raw<Filter | null>(null);
  /** Only posters that have never been saved. */
  fresh = $state(false);
  /** Null: as the source sends them. */
  order = $state.raw<Order | null>(null);
  /** Entries that the server sent and that are no posters. */
  skipped = $state(0);
  /** What this source can be filtered by, as learned from its pages. */
  filters = $state.raw<Filter[]>([]);
  /** Goes up when another list is asked for. */
  question = $state(0);
  #complete = $state(false);
  #all: PosterCard[] = [];
  #known = new Map<string, PosterCard>();
  #cursor: string | null = null;
  /** An answer to an older question is dropped. */
  #asked = 0;
  #reading: Promise<void> | null = null;
  /** What has changed about saved posters since their page was read. */
  readonly #marks = new SvelteMap<string, Saved | null>();
  /** How much of the list was there when it was put in order. */
  #ordered = 0;
  /** What is shown. Pages are added in place: a copy for each page would cost what is there, and not what came. */
  #items: PosterCard[] = [];
  /** Where each poster stands in it. */
  readonly #places = new Map<string, number>();
  #shown = $state(0);
  /** Those that may not be used any more. */
  readonly #expired = new Set<string>();
  /** The filters by kind and name. */
  readonly #named = new Set<string>();

  constructor(private readonly host: Host) {}

  get complete(): boolean {
    return this.#complete;
  }

  /**
   * The posters to show. Sources filter by tag; a campaign is looked for in what they sent. The array stays the same
   * while it grows, so nothing may be derived from it alone: see `count`.
   */
  get items(): readonly PosterCard[] {
    void this.#shown;
    return this.#items;
  }

  /** The ids of those that may not be used any more, as far as the list has been read. */
  get expired(): ReadonlySet<string> {
    void this.#shown;
    return this.#expired;
  }

  get count(): number {
    return this.items.length;
  }

  /** Where a poster stands; -1 where it does not. */
  placeOf(id: string | null): number {
    void this.#shown;
    return id === null ? -1 : (this.#places.get(id) ?? -1);
  }

  get narrowed(): boolean {
    return this.q !== '' || this.filter !== null || this.fresh;
  }

  find(id: string | null): PosterCard | null {
    void this.#shown;
    return id === null ? null : (this.#known.get(id) ?? null);
  }

  /** Where and when it was saved, as of now. */
  savedOf(poster: PosterCard): Saved | null {
    const mark = this.#marks.get(poster.id);
    return mark === undefined ? poster.saved : mark;
  }

  /** The ledger has changed. */
  mark(marks: readonly Mark[]): void {
    for (const { poster: id, saved } of marks) {
      const poster = this.#known.get(id);
      if (poster !== undefined) poster.saved = saved;
      this.#marks.set(id, saved);
    }
  }

  search(q: string): Promise<void> {
    this.q = q.trim();
    return this.reload();
  }

  narrow(filter: Filter | null): Promise<void> {
    this.filter = filter;
    return this.reload();
  }

  showFresh(fresh: boolean): Promise<void> {
    this.fresh = fresh;
    return this.reload();
  }

  /** Every poster, as far as the words that are looked for allow. */
  showAll(): Promise<void> {
    this.filter = null;
    this.fresh = false;
    return this.reload();
  }

  clear(): Promise<void> {
    this.q = '';
    return this.showAll();
  }

  /** Another source: nothing of the old one stays. */
  reset(): Promise<void> {
    this.filters = [];
    this.#named.clear();
    return this.clear();
  }

  reload(): Promise<void> {
    this.question += 1;
    this.#cursor = null;
    this.#complete = false;
    this.#all = [];
    this.#known.clear();
    this.#expired.clear();
    this.#marks.clear();
    this.#ordered = 0;
    this.#show([]);
    this.skipped = 0;
    this.status = 'loading';
    const read = this.#read();
    return read.then(() => this.#rest());
  }

  /** Reads the next page unless the last one is here, or the last try failed (that takes a `retry`). */
  async more(): Promise<void> {
    if (this.status === 'more' && this.#reading !== null) return this.#reading;
    if (this.status !== 'idle' || this.#complete) return;
    this.status = 'more';
    await this.#read();
  }

  /** Reads on to the end. True when it came there: the question is still the same and nothing failed. */
  async whole(): Promise<boolean> {
    const { question } = this;
    await this.#reading;
    while (question === this.question && this.status === 'idle' && !this.#complete) await this.more();
    return question === this.question && this.#complete;
  }

  async retry(): Promise<void> {
    this.status = this.#all.length === 0 ? 'loading' : 'more';
    await this.#read();
    this.#rest();
  }

  /** An order of a part of the list would be none: the rest of it is read, too. */
  #rest(): void {
    if (this.order !== null) void this.whole();
  }

  /** Puts the list in order, or back in the source's. */
  async arrange(order: Order | null): Promise<void> {
    this.order = order;
    await this.#arrange();
    if (order !== null) await this.whole();
  }

  #read(): Promise<void> {
    this.#reading = this.#page(++this.#asked);
    return this.#reading;
  }

  async #page(asked: number): Promise<void> {
    this.failure = null;
    const tag = this.filter?.by === 'tag' ? this.filter.name : null;
    try {
      const page = await this.host.list({ q: this.q, tag, cursor: this.#cursor, only: this.fresh ? 'new' : 'all' });
      if (asked !== this.#asked) return;
      // A list that changes between two pages may repeat a poster.
      const fresh = page.items.filter((poster) => !this.#known.has(poster.id) && this.#known.set(poster.id, poster));
      this.#all.push(...fresh);
      for (const poster of fresh) if (validity(poster) === 'expired') this.#expired.add(poster.id);
      this.skipped += page.skipped;
      // A cursor that leads back to itself would never end.
      this.#complete = page.next_cursor === null || page.next_cursor === this.#cursor;
      this.#cursor = page.next_cursor;
      this.#learn(fresh);
      if (this.order === null) this.#append(this.#narrow(fresh));
      // Ordering only what has doubled costs, in all, no more than ordering twice.
      else if (this.#complete || this.#all.length >= 2 * this.#ordered) await this.#arrange();
      if (asked === this.#asked) this.status = 'idle';
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.failure = isFailure(reason) ? reason : null;
      this.status = this.failure === null ? 'broken' : 'failed';
    }
  }

  async #arrange(): Promise<void> {
    const { order, question } = this;
    this.#ordered = this.#all.length;
    const shown = this.#narrow(this.#all);
    if (order === null) {
      this.#show(shown);
      return;
    }
    const inOrder = await sorted(shown, comparing(order));
    if (question === this.question && order === this.order) this.#show(inOrder);
  }

  #show(posters: PosterCard[]): void {
    this.#items = [];
    this.#places.clear();
    this.#append(posters);
  }

  #append(posters: readonly PosterCard[]): void {
    for (const poster of posters) {
      this.#places.set(poster.id, this.#items.length);
      this.#items.push(poster);
    }
    this.#shown += 1;
  }

  #narrow(posters: PosterCard[]): PosterCard[] {
    const filter = this.filter;
    if (filter?.by !== 'campaign') return posters.slice();
    // A tag of the same name has no chip of its own.
    return posters.filter(({ campaign, tags }) => campaign === filter.name || tags.includes(filter.name));
  }

  #learn(posters: PosterCard[]): void {
    const learned: Filter[] = [];
    const add = (by: Filter['by'], name: string | null): void => {
      if (name === null || name.trim() === '' || this.#named.has(`${by}:${name}`)) return;
      this.#named.add(`${by}:${name}`);
      learned.push({ by, name });
    };
    for (const poster of posters) add('campaign', poster.campaign);
    for (const poster of posters) for (const tag of poster.tags) add('tag', tag);
    if (learned.length === 0) return;
    const all = [...this.filters, ...learned];
    const campaigns = all.filter(({ by }) => by === 'campaign');
    // A campaign and a tag of one name are one chip.
    const tags = all.filter(({ by, name }) => by === 'tag' && !this.#named.has(`campaign:${name}`));
    this.filters = [...campaigns, ...tags];
  }
}
