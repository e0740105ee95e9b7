import type { Event as FlowEvent, Progress, View } from '../generated/types';
import type { Host } from '../host/types';
import type { Words } from './words';

/** What a dialog of the flow needs: the desk of the window, or a rehearsal's. */
export interface Speaker {
  readonly view: View;
  readonly words: Words;
  readonly host: Pick<Host, 'picture'>;
  send(event: FlowEvent): Promise<unknown>;
  /** Copies the report of the failure on screen. True when it went well. */
  copyReport(): Promise<boolean>;
}

/** And what the bar of a save in progress needs. */
export interface Saver extends Speaker {
  readonly progress: Progress | null;
  /** The poster's title. */
  readonly saving: string | null;
}
