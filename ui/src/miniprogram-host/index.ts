/**
 * The runner page's own script: starts the mini-program with the usual script, and opens two doors to it:
 * `window.miniprogramHost` for a test, messages for a parent frame (`protocol.ts`).
 */

import type { Bundle } from './bundle';
import type { Message, Request, Requests } from './protocol';
import { Run } from './run';
import { scriptOf, type ScriptParts } from './script';
import { look } from './look';
import { take } from './snapshot/take';

/** What can be done from outside. */
export interface MiniprogramHost extends Requests {
  /** Whether a phone was switched on yet. */
  readonly on: boolean;
}

declare global {
  var miniprogramBundle: Bundle;
  var miniprogramHost: MiniprogramHost;
}

type Said = Message extends infer M ? (M extends Message ? Omit<M, 'from'> : never) : never;

// Nothing here is a secret of the app; in the sandbox of the compare screen there is nothing else either.
const send = (message: Said): void => {
  if (window.parent !== window) window.parent.postMessage({ from: 'miniprogram', ...message }, '*');
};

let run: Run | undefined;

function running(): Run {
  if (!run) throw new Error('switched off: reset switches on');
  return run;
}

function reset(parts: ScriptParts = {}): void {
  run?.switchOff();
  run = new Run(
    document.body,
    globalThis.miniprogramBundle,
    scriptOf(parts),
    { entry: (entry) => send({ entry }), step: (step, at) => send({ step: structuredClone(step), at }) },
    () => void restart(),
  );
  run.start();
}

/** As WeChat's own menu does it: the mini-program begins anew, and with it what is rehearsed. */
async function restart(): Promise<void> {
  reset(structuredClone(running().phone.script));
  if (!running().phone.script.rehearsal) return;
  await running().rehearsal.begin();
  send({ restarted: true });
}

const host: MiniprogramHost = {
  get on() {
    return run !== undefined;
  },
  reset,
  rehearse: async ({ scenario = null, pace = 0, ...parts }) => {
    // Of a company that signs its users in.
    const config = { apiBase: 'https://posters.example.com', signInPath: '/v1/sign-in' };
    reset({ ...parts, pace, config, scope: true, rehearsal: { scenario } });
    await running().rehearsal.begin();
    return host.rehearsed();
  },
  play: async (step) => {
    await running().rehearsal.play(step);
    return host.rehearsed();
  },
  rehearsed: () => {
    const { rehearsal, state } = running();
    return { trace: rehearsal.trace, state, ...rehearsal.last };
  },
  answer: (signal) => running().rehearsal.answer(signal),
  snapshot: () => take(running().phone),
  state: () => running().state,
  log: () => running().log,
  tap: (target, hold) => running().tap(target, hold),
  place: (target) => running().place(target),
  show: () => running().show(),
  hide: () => running().hide(),
  change: (parts) => running().change(parts),
  pullDown: () => running().pullDown(),
  openAlbum: () => running().showAlbum(),
};
globalThis.miniprogramHost = host;

function isRequest(data: unknown): data is Request {
  return (
    data !== null &&
    typeof data === 'object' &&
    (data as Request).to === 'miniprogram' &&
    typeof Object.getOwnPropertyDescriptor(host, (data as Request).do)?.value === 'function'
  );
}

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || !isRequest(event.data)) return;
  const { id, do: name, with: parameters = [] } = event.data;
  const answer = async (): Promise<unknown> => (host[name] as (...all: unknown[]) => unknown)(...parameters);
  answer().then(
    (result) => send({ id, result }),
    (error: unknown) => send({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

// Whoever taps the phone has the focus in here, and still means the keys of the page around it.
window.addEventListener('keydown', (event) => {
  const { target } = event;
  const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (event.defaultPrevented || typing) return;
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  send({ key: { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } });
});

look();
// A frame says by its address that its parent will send the first script.
if (!window.location.hash.includes('wait')) reset();
send({ ready: true });
