/** What the compare screen asks of the program behind the window. */
import type {
  CompareSetup,
  Diff,
  DomainProgress,
  DomainReport,
  Event as FlowEvent,
  Explanation,
  Kind,
  ListedDomains,
  Matrix,
  Os,
  Pictures,
  Reference,
  Rehearsing,
  RehearsalState,
  Surface,
  Trace,
  TraceProblem,
  Unfinished,
} from '../generated/types';
import type { Unlisten } from './types';

export type Dragged = { state: 'over' | 'left' | 'unread' } | { state: 'dropped'; text: string };

export type ReportFormat = 'html' | 'json' | 'csv';

/** A promise of any of these rejects with a Failure; reading a trace rejects with a {@link TraceProblem}, too. */
export interface CompareHost {
  setup(): Promise<CompareSetup>;
  /** The desktop flow, its host rehearsing: no disk, no network, and never the window's own session. */
  open(scenario: string, environment: string): Promise<RehearsalState>;
  /** The next step of the scenario. */
  play(): Promise<RehearsalState>;
  /** A button, by hand. */
  press(event: FlowEvent): Promise<RehearsalState>;
  close(): Promise<void>;
  /** `unfinished`: sides that are still being played. */
  diff(a: Trace, b: Trace, unfinished: Unfinished): Promise<Diff>;
  /** Every scenario in every environment. */
  matrix(reference: Reference): Promise<Matrix>;
  /** Reads a trace from its text. */
  importTrace(text: string): Promise<Trace>;
  /** A file is dragged over the window, leaves it again, or is let go there. */
  onDragged(listener: (dragged: Dragged) => void): Promise<Unlisten>;
  /** Opens the system's file dialog. Null when the user closed it. */
  openTrace(): Promise<Trace | null>;
  /** Ends with the file's name; null when the user closed the dialog. */
  saveTrace(trace: Trace): Promise<string | null>;
  /** Two runs as a page, with the pictures that were taken of them. */
  exportPair(a: Trace, b: Trace, pictures: Pictures): Promise<string | null>;
  /** The matrix as a page or as JSON, or the classification table as CSV. */
  exportReport(format: ReportFormat, reference: Reference | null): Promise<string | null>;
  explain(text: string, surface: Surface, os: Os | null): Promise<Explanation>;
  /** One check at a time. It ends by itself, or with what it has found when it is cancelled. */
  checkDomains(listed: ListedDomains): Promise<DomainReport>;
  cancelDomains(): Promise<void>;
  onDomains(listener: (progress: DomainProgress) => void): Promise<Unlisten>;
  /** The next save of the main window meets this failure; null ends the rehearsal. */
  rehearse(wanted: { kind: Kind; environment: string } | null): Promise<Rehearsing | null>;
  onRehearsing(listener: (rehearsing: Rehearsing | null) => void): Promise<Unlisten>;
}

export function isTraceProblem(reason: unknown): reason is TraceProblem {
  return typeof reason === 'object' && reason !== null && 'line' in reason && 'column' in reason;
}
