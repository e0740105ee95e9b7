import type { Event as FlowEvent, Progress, State, View } from '../generated/types';
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

/** States in which the flow has something to say that needs an answer. */
const SPEAKING: ReadonlySet<State> = new Set([
  'saved',
  'blocked',
  'settings',
  'checking',
  'granted',
  'still_refused',
  'misplaced',
  'failed',
  'stopped',
  'paused',
]);

export function speaks(state: State): boolean {
  return SPEAKING.has(state);
}
