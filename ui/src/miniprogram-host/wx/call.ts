/** The form that all asynchronous functions of wx share. */

import type { Phone } from '../phone';
import { plain } from '../log';
import { spell, type Mishap, type Spelling } from './spelling';

/** Any function of wx. */
export type WxFunction = (...parameters: never[]) => unknown;

/** Options as a mini-program passes them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a mini-program passes is not known before
export type Options = Record<string, any>;

/** The two ends of a call; only the first one counts. */
export interface Settle {
  success: (result?: Record<string, unknown>) => void;
  /** A mishap in the environment's own words, or the words themselves. */
  fail: (failure: Mishap | Spelling) => void;
}

/** A call that somebody else ends. */
export interface HeldCall {
  readonly api: string;
  readonly options: Options;
  readonly settle: Settle;
  /** Goes on as the phone would have. */
  go: () => void;
  /** Tells the mini-program once more, whatever it was told before; late answers come so. */
  repeat: (ok: boolean, result: Record<string, unknown>) => void;
  /** Tells the headers of an answer; `onHeadersReceived` of a download hears them. */
  headers: (header: Record<string, string>) => void;
}

type Run = (options: Options, settle: Settle) => unknown;

/**
 * Makes `wx.name(options)`: callbacks where given, else a promise; a scripted end before anything else. What `run`
 * returns is returned where callbacks are given (a DownloadTask).
 */
export function asynchronous(phone: Phone, name: string, run: Run): WxFunction {
  return (options: Options = {}) => {
    phone.log.add({ what: 'call', api: name, options: plain(options) });
    const start = (ended: (ok: boolean, result: Record<string, unknown>) => void): unknown => {
      let over = false;
      const end = (ok: boolean, result: Record<string, unknown>): void => {
        if (over) return;
        over = true;
        phone.log.add({ what: 'settle', api: name, result: plain(result) as Record<string, unknown> });
        ended(ok, result);
      };
      const settle: Settle = {
        success: (result = {}) => end(true, { ...result, errMsg: `${name}:ok` }),
        fail: (failure) => {
          const { errMsg, errno } =
            typeof failure === 'string' ? spell(phone.script.environment, name, failure) : failure;
          end(false, errno === undefined ? { errMsg } : { errMsg, errno });
        },
      };
      const scripted = phone.nextFailure(name);
      if (scripted?.never) return idle;
      if (scripted?.errMsg !== undefined) {
        const { errMsg, errno, errCode } = scripted;
        phone.later(() => end(false, plain({ errMsg, errno, errCode }) as Record<string, unknown>));
        return idle;
      }
      const go = (): unknown => run(scripted ? { ...options, scripted } : options, settle);
      const headers = new Listeners<[{ header: Record<string, string> }]>();
      const held: HeldCall = {
        api: name,
        options,
        settle,
        go: () => void go(),
        repeat: (ok, result) => ended(ok, { ...result, errMsg: result.errMsg ?? `${name}:ok` }),
        headers: (header) => headers.tell(phone, { header }),
      };
      if (!phone.hold?.(held)) return go();
      return {
        ...idle,
        abort: () => phone.later(() => settle.fail('aborted')),
        onHeadersReceived: headers.on,
        offHeadersReceived: headers.off,
      };
    };
    const { success, fail, complete } = options;
    if (success ?? fail ?? complete) {
      return start((ok, result) => {
        guarded(phone, () => (ok ? success : fail)?.(result));
        guarded(phone, () => complete?.(result));
      });
    }
    return new Promise((resolve, reject) => {
      start((ok, result) => {
        if (ok) resolve(result);
        // WeChat rejects with this plain object too, not with an Error.
        else reject(result);
      });
    });
  };
}

// The task of a call that never reaches the network.
const nothing = (): void => undefined;
const idle = {
  abort: nothing,
  onProgressUpdate: nothing,
  offProgressUpdate: nothing,
  onHeadersReceived: nothing,
  offHeadersReceived: nothing,
};

/** Runs code of the mini-program; what it throws is kept and goes no further. */
export function guarded<T>(phone: Phone, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    phone.log.error(error);
    return undefined;
  }
}

/** A pair onX / offX. */
export class Listeners<T extends unknown[]> {
  readonly #all = new Set<(...parameters: T) => void>();

  readonly on = (listener: (...parameters: T) => void): void => {
    this.#all.add(listener);
  };

  /** Without a listener all go, as in WeChat. */
  readonly off = (listener?: (...parameters: T) => void): void => {
    if (listener) this.#all.delete(listener);
    else this.#all.clear();
  };

  get any(): boolean {
    return this.#all.size > 0;
  }

  tell(phone: Phone, ...parameters: T): void {
    for (const listener of [...this.#all]) guarded(phone, () => listener(...parameters));
  }
}
