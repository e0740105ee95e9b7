/** What the compare screen asks of the program behind the window. */
import type {
  CompareSetup,
  Diff,
  DomainReport,
  Event as FlowEvent,
  Explanation,
  Kind,
  Matrix,
  Os,
  Reference,
  Rehearsing,
  RehearsalState,
  Surface,
  Trace,
  TraceProblem,
} from '../generated/types';
import type { Unlisten } from './types';

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
  restart(): Promise<RehearsalState>;
  close(): Promise<void>;
  diff(a: Trace, b: Trace): Promise<Diff>;
  /** Every scenario in every environment. */
  matrix(reference: Reference): Promise<Matrix>;
  /** Reads a trace from its text. */
  importTrace(text: string): Promise<Trace>;
  /** Opens the system's file dialog. Null when the user closed it. */
  openTrace(): Promise<Trace | null>;
  /** Ends with the file's name; null when the user closed the dialog. */
  saveTrace(trace: Trace): Promise<string | null>;
  /** The matrix as a page or as JSON, or the classification table as CSV. */
  exportReport(format: ReportFormat, reference: Reference | null): Promise<string | null>;
  explain(text: string, surface: Surface, os: Os | null): Promise<Explanation>;
  checkDomains(listed: string[]): Promise<DomainReport>;
  /** The next save of the main window meets this failure; null ends the rehearsal. */
  rehearse(wanted: { kind: Kind; environment: string } | null): Promise<Rehearsing | null>;
  onRehearsing(listener: (rehearsing: Rehearsing | null) => void): Promise<Unlisten>;
}

export function isTraceProblem(reason: unknown): reason is TraceProblem {
  return typeof reason === 'object' && reason !== null && 'line' in reason && 'column' in reason;
}
