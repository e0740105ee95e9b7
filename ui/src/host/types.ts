/**
 * The boundary of the window. Everything the window can ask of the program behind it is here,
 * in terms of poster ids and words: no path and no token ever comes back.
 */
import type {
  Event as FlowEvent,
  Failure,
  Folder,
  Hello,
  HistoryRow,
  Locale,
  Only,
  Page,
  Progress,
  Theme,
  Update,
  UpdateFailure,
  View,
} from '../generated/types';
import type { BatchHost } from './batch';
import type { CompareHost } from './compare';

export type ListQuery = {
  /** Words to look for; empty means everything. */
  q: string;
  /** One tag, or every tag. */
  tag: string | null;
  /** As the last page gave it; null asks for the first page. */
  cursor: string | null;
  /** `new`: never saved from this source. */
  only: Only;
};

/** What becomes of a window that is to be closed: it stays, saves on out of sight, or closes and resumes next time. */
export type Closing = 'stay' | 'minimise' | 'quit';

/** Ends a subscription. */
export type Unlisten = () => void;

/** A promise of any of these commands rejects with a {@link Failure} and with nothing else. */
export interface Host extends BatchHost {
  hello(): Promise<Hello>;
  list(query: ListQuery): Promise<Page>;
  view(): Promise<View>;
  /** Sends one user event to the flow. `poster` goes only with the save of a poster that the flow does not know yet. */
  send(event: FlowEvent, poster?: string): Promise<View>;
  /** Opens the system's folder dialog. Null when the user closed it. */
  changeFolder(): Promise<Folder | null>;
  /** What was saved, in this run and before, and what failed in this run; the newest first. */
  history(): Promise<HistoryRow[]>;
  /** Shows the file of a saved poster in the file manager. `source`: a source's key. */
  reveal(source: string, poster: string): Promise<void>;
  /** Draws a picture that could not be shown once more; rejects with the reason. */
  tryPicture(poster: string): Promise<void>;
  copyImage(poster: string): Promise<void>;
  /** Copies the report of the failure on screen. */
  copyReport(): Promise<void>;
  setLocale(locale: Locale): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  /** A null token keeps the one in the keychain. */
  setSource(url: string, token: string | null): Promise<Hello>;
  useDemo(): Promise<Hello>;
  /** Removes the access token of the current source. */
  forgetToken(): Promise<Hello>;
  /** Tells the flow that the user is back from the window's own source settings. */
  settingsClosed(): Promise<void>;

  /** The user's answer to `onClosing`. */
  answerClosing(answer: Closing): Promise<void>;

  /** Everything behind the compare screen. */
  readonly compare: CompareHost;
  /** Whether there is a newer version of the app; `byHand` where the user asked. It and the next ones reject with an {@link UpdateFailure}. */
  checkUpdate(byHand: boolean): Promise<Update>;
  /** Whether the window looks for newer versions by itself. */
  setAutomaticUpdates(on: boolean): Promise<void>;
  /** Puts the version in place that the last check found. On Windows the app ends here. */
  installUpdate(): Promise<void>;
  /** Ends the app and opens it again; not while posters are being saved. */
  restart(): Promise<void>;

  /** The address of a picture. `width` in device pixels, for thumbnails only. With a `version` the address stands for one picture for ever. */
  picture(poster: string, size: 'thumb' | 'full', width?: number, version?: string | null): string;

  onView(listener: (view: View) => void): Promise<Unlisten>;
  onProgress(listener: (progress: Progress) => void): Promise<Unlisten>;
  onHistory(listener: () => void): Promise<Unlisten>;
  /** The way out of a failure is the source sheet: open it. */
  onSignIn(listener: () => void): Promise<Unlisten>;
  /** What `hello` tells in its notices may have changed. */
  onNotices(listener: () => void): Promise<Unlisten>;
  /** The window is to be closed while posters are being saved: ask. */
  onClosing(listener: () => void): Promise<Unlisten>;
  /** Bytes of the update so far; a null total is not known. */
  onUpdateProgress(listener: (fetched: { received: number; total: number | null }) => void): Promise<Unlisten>;
}

/** Whether a rejection is the failure that the boundary promises. Anything else is a defect of the program itself. */
export function isFailure(reason: unknown): reason is Failure {
  return typeof reason === 'object' && reason !== null && 'kind' in reason && 'copy' in reason;
}

/** Whether a rejection says why an update did not happen. */
export function isUpdateFailure(reason: unknown): reason is UpdateFailure {
  return typeof reason === 'object' && reason !== null && 'trouble' in reason && 'stage' in reason;
}
