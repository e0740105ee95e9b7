/** The part of the boundary that is about many posters at once. */
import type {
  BatchOptions,
  BatchView,
  Event as FlowEvent,
  Layout,
  LedgerState,
  Mark,
  NamePreview,
  Only,
  Selection,
} from '../generated/types';
import type { Unlisten } from './types';

/** A promise of any of these commands rejects with a Failure and with nothing else. */
export interface BatchHost {
  /** Every id that a query finds, on all its pages. `truncated`: there are more than anybody saves at once. */
  selectAll(query: { q: string; tag: string | null; only: Only }): Promise<Selection>;

  batch(): Promise<BatchView | null>;
  batchStart(posters: string[], options: BatchOptions): Promise<BatchView>;
  batchPause(): Promise<void>;
  batchResume(): Promise<void>;
  batchCancel(): Promise<void>;
  batchRetryFailed(): Promise<void>;
  /** A button of the refusal that holds the batch. */
  batchSend(event: FlowEvent): Promise<void>;
  batchClose(): Promise<void>;
  /** Writes the list of what failed where the system's dialog says. False when the user closed it. */
  batchErrors(format: 'csv' | 'json'): Promise<boolean>;
  /** Opens the folder that the batch saved to. */
  batchReveal(): Promise<void>;
  batchOptions(): Promise<BatchOptions>;
  setBatchOptions(options: BatchOptions): Promise<void>;
  /** What some posters would be called. */
  namePreview(template: string, posters: string[]): Promise<NamePreview>;

  /** Puts the poster's file, not its pixels, on the clipboard. */
  copyFile(poster: string): Promise<void>;
  /** Takes over a drag that has just begun: the posters' files go where it ends. */
  dragOut(posters: string[]): Promise<void>;
  setLayout(layout: Layout): Promise<void>;

  onBatch(listener: (view: BatchView | null) => void): Promise<Unlisten>;
  /** What the ledger says of some posters has changed. */
  onMarks(listener: (marks: Mark[]) => void): Promise<Unlisten>;
  /** The ledger itself is in another state: mended, out of reach, or back. */
  onLedger(listener: (state: LedgerState) => void): Promise<Unlisten>;
}
