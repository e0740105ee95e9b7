/** The part of the boundary that is about many posters at once. */
import type {
  BatchOptions,
  BatchView,
  Event as FlowEvent,
  Layout,
  Mark,
  NamePreview,
  Only,
  Selection,
} from '../generated/types';
import type { Unlisten } from './types';

/** A promise of any of these commands rejects with a Failure and with nothing else. */
export interface BatchHost {
  /** Every id that a query finds, on all its pages. `truncated`: there are more than anybody saves at once. Null: stopped. */
  selectAll(query: { q: string; tag: string | null; only: Only }): Promise<Selection | null>;
  selectStop(): Promise<void>;

  batch(): Promise<BatchView | null>;
  batchStart(posters: string[], options: BatchOptions): Promise<BatchView>;
  batchPause(): Promise<void>;
  batchResume(): Promise<void>;
  batchCancel(): Promise<void>;
  batchRetryFailed(): Promise<void>;
  /** A button of the refusal that holds the batch. */
  batchSend(event: FlowEvent): Promise<void>;
  batchClose(): Promise<void>;
  /** Writes the list of what failed where the system's dialog says. The file's name; null when the user closed it. */
  batchErrors(format: 'csv' | 'json'): Promise<string | null>;
  /** Opens the folder that the batch saved to. */
  batchReveal(): Promise<void>;
  batchOptions(): Promise<BatchOptions>;
  setBatchOptions(options: BatchOptions): Promise<void>;
  /** What some posters would be called. */
  namePreview(template: string, posters: string[]): Promise<NamePreview>;

  /** Puts the posters' files, not their pixels, on the clipboard. */
  copyFiles(posters: string[]): Promise<void>;
  /** Fetches the files of posters, for the next drag. */
  prepareFiles(posters: string[]): Promise<void>;
  /** Whether the files are at hand, so that a drag of them can begin. */
  dragReady(posters: string[]): Promise<boolean>;
  /** Hands the drag of what was ready to the system. The mouse button has to be held. */
  dragBegin(): Promise<void>;
  setLayout(layout: Layout): Promise<void>;

  onBatch(listener: (view: BatchView | null) => void): Promise<Unlisten>;
  /** What the ledger says of some posters has changed. */
  onMarks(listener: (marks: Mark[]) => void): Promise<Unlisten>;
}
