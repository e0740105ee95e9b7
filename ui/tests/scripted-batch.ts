/** The part of the scripted host that is about many posters. It says what a script pushes; it saves nothing. */
import type {
  BatchOptions,
  BatchView,
  Event as FlowEvent,
  Layout,
  Mark,
  NamePreview,
  PosterCard,
  Saved,
  Selection,
  SourceRef,
} from '../src/generated/types';
import type { BatchHost } from '../src/host/batch';
import type { Unlisten } from '../src/host/types';
import { posters } from './posters';

export const OPTIONS: BatchOptions = {
  template: '{title}',
  conflict: 'number',
  known: 'skip',
  convert: null,
  sidecar: false,
};

export const DEMO: SourceRef = { key: 'demo', name: '演示海报 Demo', demo: true };

/** What the ledger has of a saved poster. */
export function saved(wanted: Partial<Saved> = {}): Saved {
  return { at: Date.UTC(2026, 5, 1), file: '海报.jpg', folder: '下载/海报', missing: false, changed: false, ...wanted };
}

export class ScriptedBatch implements BatchHost {
  /** Every call, oldest first, for tests to look at. */
  readonly calls: unknown[][] = [];
  all: PosterCard[] = posters;
  batch_: BatchView | null = null;
  options_: BatchOptions = OPTIONS;
  /** What `batchStart` and the files for other programs reject with, while set. */
  batchRefusal: unknown = null;
  /** Posters whose files have to be fetched before they can be dragged. */
  readonly away = new Set<string>();
  #batch: ((view: BatchView | null) => void)[] = [];
  #marks: ((marks: Mark[]) => void)[] = [];

  pushBatch(change: Partial<BatchView>): BatchView {
    const base: BatchView = this.batch_ ?? {
      id: 1,
      state: 'running',
      total: 0,
      done: 0,
      skipped: 0,
      name_taken: 0,
      failed: 0,
      waiting: 0,
      bytes: 0,
      bytes_total: null,
      rate: 0,
      left_ms: null,
      rows: [],
      failures: [],
      source: DEMO,
      remarks: [],
      folder: '下载/海报',
      refusal: null,
      resumed: false,
    };
    const view = { ...base, ...change };
    this.batch_ = view;
    for (const listener of this.#batch) listener(view);
    return view;
  }

  pushMarks(...marks: Mark[]): void {
    for (const listener of this.#marks) listener(marks);
  }

  selectStop = (): Promise<void> => this.#note('selectStop');

  async selectAll(query: Parameters<BatchHost['selectAll']>[0]): Promise<Selection | null> {
    this.calls.push(['selectAll', query]);
    const found = this.all.filter(
      ({ title, tags }) => title.includes(query.q) && (query.tag === null || tags.includes(query.tag)),
    );
    return { ids: found.map(({ id }) => id), truncated: false };
  }

  async batch(): Promise<BatchView | null> {
    return this.batch_;
  }

  async batchStart(ids: string[], options: BatchOptions): Promise<BatchView> {
    this.calls.push(['batchStart', ids, options]);
    if (this.batchRefusal !== null) throw this.batchRefusal;
    this.batch_ = null;
    return this.pushBatch({ total: ids.length, waiting: ids.length });
  }

  batchPause = (): Promise<void> => this.#note('batchPause');
  batchResume = (): Promise<void> => this.#note('batchResume');
  batchCancel = (): Promise<void> => this.#note('batchCancel');
  batchRetryFailed = (): Promise<void> => this.#note('batchRetryFailed');
  batchSend = (event: FlowEvent): Promise<void> => this.#note('batchSend', event);
  batchClose = (): Promise<void> => this.#note('batchClose');
  batchReveal = (): Promise<void> => this.#note('batchReveal');
  dragBegin = (): Promise<void> => this.#note('dragBegin');
  setLayout = (layout: Layout): Promise<void> => this.#note('setLayout', layout);

  async batchErrors(format: 'csv' | 'json'): Promise<string | null> {
    await this.#note('batchErrors', format);
    return `failed-posters.${format}`;
  }

  async copyFiles(ids: string[]): Promise<void> {
    await this.#note('copyFiles', ids);
    if (this.batchRefusal !== null) throw this.batchRefusal;
  }

  async prepareFiles(ids: string[]): Promise<void> {
    await this.#note('prepareFiles', ids);
    if (this.batchRefusal !== null) throw this.batchRefusal;
    for (const id of ids) this.away.delete(id);
  }

  async dragReady(ids: string[]): Promise<boolean> {
    await this.#note('dragReady', ids);
    return !ids.some((id) => this.away.has(id));
  }

  async batchOptions(): Promise<BatchOptions> {
    return this.options_;
  }

  async setBatchOptions(options: BatchOptions): Promise<void> {
    await this.#note('setBatchOptions', options);
    this.options_ = options;
  }

  async namePreview(template: string, ids: string[]): Promise<NamePreview> {
    await this.#note('namePreview', template, ids);
    const open = template.lastIndexOf('{');
    if (open > template.lastIndexOf('}')) {
      return { names: [], problem: { at: open, message: '大括号没有合上：{ 后面要有 }' } };
    }
    const names = ids.map((id, at) => {
      const poster = this.all.find((it) => it.id === id);
      const values: Record<string, string | null | undefined> = {
        title: poster?.title,
        id,
        campaign: poster?.campaign,
        date: '2026-06-01',
        index: String(at + 1),
        width: String(poster?.width),
        height: String(poster?.height),
      };
      return `${template.replace(/\{(\w+)\}/g, (_, token: string) => values[token] ?? '')}.jpg`;
    });
    return { names, problem: null };
  }

  onBatch = (listener: (view: BatchView | null) => void): Promise<Unlisten> => listen(this.#batch, listener);
  onMarks = (listener: (marks: Mark[]) => void): Promise<Unlisten> => listen(this.#marks, listener);

  async #note(...call: unknown[]): Promise<void> {
    this.calls.push(call);
  }
}

export async function listen<T>(listeners: T[], listener: T): Promise<Unlisten> {
  listeners.push(listener);
  return () => void listeners.splice(listeners.indexOf(listener), 1);
}
