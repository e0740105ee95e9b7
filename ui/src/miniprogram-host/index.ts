/**
 * The runner page's own script: starts the mini-program with the usual script, and opens two doors to it:
 * `window.miniprogramHost` for a test, messages for a parent frame of the same origin.
 */

import './look/look.css';

import type { Bundle } from './bundle';
import { Run, type State } from './run';
import { scriptOf, type Script } from './script';
import type { Entry } from './trace';

/** What can be done from outside. */
export interface MiniprogramHost {
  /** The running script; it is also the phone's state. Change it with `change`. */
  readonly script: Script;
  /** Whether a phone was switched on yet. */
  readonly on: boolean;
  state: () => State;
  trace: () => Entry[];
  tap: (target: string, hold?: number) => Promise<void>;
  /** Middle of what `tap` would tap, for a finger from outside; undefined where nothing is found. */
  place: (target: string) => { x: number; y: number } | undefined;
  show: () => void;
  hide: () => void;
  change: (parts: Partial<Script>) => void;
  pullDown: () => void;
  openAlbum: () => void;
  /** Switches the phone off and on again, with a script of its own. */
  reset: (parts?: Partial<Script>) => void;
}

/** A message of the parent frame: `{to: 'miniprogram', id, do: 'tap', with: […]}`; answered with the same id. */
interface Command {
  to: 'miniprogram';
  id: number;
  do: keyof MiniprogramHost;
  with?: unknown[];
}

declare global {
  var miniprogramBundle: Bundle;
  var miniprogramHost: MiniprogramHost;
}

const send = (message: object): void => {
  if (window.parent !== window) window.parent.postMessage({ from: 'miniprogram', ...message }, window.location.origin);
};

let run: Run | undefined;

function running(): Run {
  if (!run) throw new Error('switched off: reset switches on');
  return run;
}

function reset(parts: Partial<Script> = {}): void {
  run?.switchOff();
  run = new Run(
    document.body,
    globalThis.miniprogramBundle,
    scriptOf(parts),
    (entry) => send({ entry }),
    () => reset(structuredClone(running().phone.script)),
  );
  run.start();
}

globalThis.miniprogramHost = {
  get script() {
    return running().phone.script;
  },
  get on() {
    return run !== undefined;
  },
  state: () => running().state,
  trace: () => running().trace,
  tap: (target, hold) => running().tap(target, hold),
  place: (target) => running().place(target),
  show: () => running().show(),
  hide: () => running().hide(),
  change: (parts) => running().change(parts),
  pullDown: () => running().pullDown(),
  openAlbum: () => running().showAlbum(),
  reset,
};

function isCommand(data: unknown): data is Command {
  return (
    data !== null &&
    typeof data === 'object' &&
    (data as Command).to === 'miniprogram' &&
    (data as Command).do in globalThis.miniprogramHost
  );
}

window.addEventListener('message', (event) => {
  if (event.origin !== window.location.origin || event.source !== window.parent || !isCommand(event.data)) return;
  const { id, do: name, with: parameters = [] } = event.data;
  const answer = async (): Promise<unknown> => {
    const member = globalThis.miniprogramHost[name];
    return typeof member === 'function'
      ? (member as (...all: unknown[]) => unknown)(...parameters)
      : structuredClone(member);
  };
  answer().then(
    (result) => send({ id, result }),
    (error: unknown) => send({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

// A frame says by its address that its parent will send the first script.
if (!window.location.hash.includes('wait')) reset();
send({ ready: true });
