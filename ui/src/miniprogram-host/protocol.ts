/**
 * What the page around the phone and the phone's frame say to each other: types only, for both sides.
 *
 * The frame is `miniprogram/index.html#wait` with `sandbox="allow-scripts"`. Its origin is opaque, so the page posts to
 * it with the target `'*'`, and knows its answers by `event.source === frame.contentWindow` (their `origin` is `'null'`).
 * First the frame says that it is ready; then the page asks `reset` or `rehearse`, and may ask anything.
 */

import type { MishapWord, WechatEnvironment } from '../generated/environments';
import type { Trace, TraceStep } from '../generated/types';
import type { Entry } from './log';
import type { State } from './run';
import type { RehearsedPoster, Script, ScriptParts } from './script';

/** What a failing call answers, and what is to be seen around it. */
export interface PhoneSignal {
  errMsg: string;
  errno?: number;
  platform?: string;
  statusCode?: number;
  /** The mini-program's own switch, as getSetting shows it. */
  scope?: 'unasked' | 'refused' | 'granted';
  /** The phone's switch for WeChat. */
  album?: 'authorized' | 'denied' | 'undetermined';
  stage?: string;
  facts?: { folder?: string; file?: string; host?: string; need?: number; free?: number; wait?: number };
}

/** One step of a scenario. */
export interface Step {
  by: 'user' | 'host' | 'fails';
  /** Null for a failure, whose event follows from its row. */
  event: string | null;
  /** It belongs to an attempt that is over. */
  late?: boolean;
  /** What befalls the call: put into the words of the phone's environment. Null: `signal` says it itself. */
  mishap?: MishapWord | null;
  /** Of a failure: the scenario's own signal. */
  signal?: PhoneSignal | null;
}

export interface RehearsalParts {
  environment: WechatEnvironment;
  scenario?: string | null;
  language?: 'zh_CN' | 'en';
  theme?: 'light' | 'dark';
  /** Milliseconds of WeChat's own animations. */
  pace?: number;
  /** The first one is saved. Without any, some are drawn. */
  posters?: RehearsedPoster[];
}

/** A key with what is held beside it. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** A text in both languages. */
export interface Told {
  'zh-CN': string;
  en: string;
}

/** How far a rehearsal is. */
export interface Rehearsed {
  trace: Trace;
  state: State;
  /** Place in the trace of the step that was played last; -1 before the first. */
  at: number;
  /**
   * Why the flow had to be told directly at that step, as no finger and no answer of WeChat leads to its event here; null
   * where it was played as it would happen.
   */
  told: Told | null;
}

/** A still of the screen. Draw it with `snapshot/draw.ts`, keep it with `snapshot/page.ts`. */
export interface Snapshot {
  environment: WechatEnvironment;
  theme: 'light' | 'dark';
  /** CSS pixels. */
  width: number;
  height: number;
  /** Inert: no script, no handler, no style attribute, nothing that loads. */
  markup: string;
  /** Texts of style sheets; all but the last are the same at every step. */
  styles: string[];
  /** For `<canvas data-picture="n">` of the markup: `data:image/…;base64,…`. */
  pictures: string[];
}

/** Everything that can be asked for, by name. */
export interface Requests {
  /** Switches the phone off and on again, with a script of its own. */
  reset: (parts?: ScriptParts) => void;
  /** The same for a scenario; answers when the poster's page stands. */
  rehearse: (parts: RehearsalParts) => Promise<Rehearsed>;
  /** Plays one step. Answers when nothing moves any more; takes milliseconds. */
  play: (step: Step) => Promise<Rehearsed>;
  rehearsed: () => Rehearsed;
  /**
   * Answers the download or the save that a finger started, as `play` does for a scenario; null is success. False where
   * none waits.
   */
  answer: (signal: PhoneSignal | null) => boolean;
  snapshot: () => Promise<Snapshot>;
  state: () => State;
  /** Everything that happened, calls of `wx` included. */
  log: () => Entry[];
  /** A finger: `.class` of the mini-program, `text=…`, or `action=…` of WeChat's own buttons. */
  tap: (target: string, hold?: number) => Promise<void>;
  /** Middle of what `tap` would tap. */
  place: (target: string) => { x: number; y: number } | undefined;
  /** Changes parts of the script while it runs: theme, network, switches. */
  change: (parts: Partial<Script>) => void;
  show: () => void;
  hide: () => void;
  pullDown: () => void;
  openAlbum: () => void;
}

/** To the frame. */
export interface Request<Name extends keyof Requests = keyof Requests> {
  to: 'miniprogram';
  /** Chosen by the page; the answer carries it. */
  id: number;
  do: Name;
  with?: Parameters<Requests[Name]>;
}

/** From the frame. */
export type Message = { from: 'miniprogram' } & (
  | { ready: true }
  /** To a request. */
  | { id: number; result: unknown }
  | { id: number; error: string }
  /** A step of the trace, at its place, as it happens by play or by hand; again where more is known of it. */
  | { step: TraceStep; at: number }
  /** A finger started the mini-program anew: the rehearsal stands at its beginning. */
  | { restarted: true }
  /** A key that nothing in the frame takes: while it has the focus, the page around it hears none. */
  | { key: PressedKey }
  /** A happening on the phone. */
  | { entry: Entry }
);
