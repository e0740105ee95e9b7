import type { Failure, PosterCard } from '../generated/types';
import { isFailure, type Host } from '../host/types';

export type Filter = { by: 'tag' | 'campaign'; name: string };
/** `loading`: nothing of this query is here yet. `more`: a further page is on its way. `broken`: a rejection that is no failure. */
export type Status = 'loading' | 'more' | 'idle' | 'failed' | 'broken';

/** Chips of one kind. More would be a second search page, and campaigns must not crowd out the tags. */
const MOST_CHIPS = 8;

/** The list of posters as far as it has been read, and what it is narrowed to. */
export class Gallery {
  status = $state<Status>('loading');
  failure = $state.raw<Failure | null>(null);
  q = $state('');
  filter = $state.raw<Filter | null>(null);
  /** Entries that the server sent and that are no posters. */
  skipped = $state(0);
  /** What this source can be filtered by, as learned from its pages. */
  filters = $state.raw<Filter[]>([]);
  #items = $state.raw<PosterCard[]>([]);
  #cursor: string | null = null;
  #complete = $state(false);
  /** An answer to an older question is dropped. */
  #question = 0;

  constructor(private readonly host: Host) {}

  /** The posters to show. Sources filter by tag; a campaign is looked for in what they sent. */
  items = $derived.by(() => {
    const filter = this.filter;
    return filter?.by === 'campaign' ? this.#items.filter((poster) => poster.campaign === filter.name) : this.#items;
  });

  get complete(): boolean {
    return this.#complete;
  }

  get narrowed(): boolean {
    return this.q !== '' || this.filter !== null;
  }

  find(id: string | null): PosterCard | null {
    return this.#items.find((poster) => poster.id === id) ?? null;
  }

  search(q: string): Promise<void> {
    this.q = q.trim();
    return this.reload();
  }

  narrow(filter: Filter | null): Promise<void> {
    this.filter = filter;
    return this.reload();
  }

  clear(): Promise<void> {
    this.q = '';
    this.filter = null;
    return this.reload();
  }

  /** Another source: nothing of the old one stays. */
  reset(): Promise<void> {
    this.filters = [];
    return this.clear();
  }

  reload(): Promise<void> {
    this.#cursor = null;
    this.#complete = false;
    this.#items = [];
    this.skipped = 0;
    this.status = 'loading';
    return this.#read();
  }

  /** Reads the next page unless one is on its way, the last one was, or the last try failed (that takes a `retry`). */
  async more(): Promise<void> {
    if (this.status !== 'idle' || this.#complete) return;
    this.status = 'more';
    await this.#read();
  }

  async retry(): Promise<void> {
    this.status = this.#items.length === 0 ? 'loading' : 'more';
    await this.#read();
  }

  async #read(): Promise<void> {
    const question = ++this.#question;
    this.failure = null;
    const tag = this.filter?.by === 'tag' ? this.filter.name : null;
    try {
      const page = await this.host.list({ q: this.q, tag, cursor: this.#cursor });
      if (question !== this.#question) return;
      // A list that changes between two pages may repeat a poster.
      const known = new Set(this.#items.map((poster) => poster.id));
      const fresh = page.items.filter((poster) => !known.has(poster.id) && known.add(poster.id));
      this.#items = [...this.#items, ...fresh];
      this.skipped += page.skipped;
      // A cursor that leads back to itself would never end.
      this.#complete = page.next_cursor === null || page.next_cursor === this.#cursor;
      this.#cursor = page.next_cursor;
      this.#learn(fresh);
      this.status = 'idle';
    } catch (reason) {
      if (question !== this.#question) return;
      this.failure = isFailure(reason) ? reason : null;
      this.status = this.failure === null ? 'broken' : 'failed';
    }
  }

  #learn(posters: PosterCard[]): void {
    const known = new Set(this.filters.map(({ by, name }) => `${by}:${name}`));
    const learned: Filter[] = [];
    const add = (by: Filter['by'], name: string | null): void => {
      if (name === null || name.trim() === '' || known.has(`${by}:${name}`)) return;
      known.add(`${by}:${name}`);
      learned.push({ by, name });
    };
    for (const poster of posters) add('campaign', poster.campaign);
    for (const poster of posters) for (const tag of poster.tags) add('tag', tag);
    if (learned.length === 0) return;
    const all = [...this.filters, ...learned];
    const some = (by: Filter['by']): Filter[] => all.filter((filter) => filter.by === by).slice(0, MOST_CHIPS);
    this.filters = [...some('campaign'), ...some('tag')];
  }
}
