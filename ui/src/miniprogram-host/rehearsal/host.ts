/** WeChat's and the phone's part of a scenario: the call that waits gets its answer, or the way back is gone. */

import type { Phone } from '../phone';
import type { PhoneSignal, Told } from '../protocol';
import type { HeldCall } from '../wx/call';
import { spell, type Mishap } from '../wx/spelling';
import { finger } from './press';
import type { Classified, Save } from './save';
import { told } from './told';

export interface Around {
  phone: Phone;
  save: () => Save;
  leavePage: () => void;
  leaveApp: () => void;
  classify: (signal: PhoneSignal) => Classified;
  /** How many steps the flow has made. */
  progress: () => number;
}

/** The call whose answer a state waits for. */
const WAITS: Partial<Record<string, string[]>> = {
  fetching: ['downloadFile'],
  writing: ['saveImageToPhotosAlbum'],
  settings: ['openSetting', 'login'],
  checking: ['getSetting', 'getPrivacySetting'],
};
const WORK = ['downloadFile', 'saveImageToPhotosAlbum'];
/** A bare event has no words of its own; the call that waits has. */
const WORDS: Partial<Record<string, Record<string, Mishap>>> = {
  interrupted: {
    downloadFile: 'interrupted',
    saveImageToPhotosAlbum: 'interrupted',
    openSetting: 'suspended',
    getSetting: 'suspended',
  },
  cancelled: { downloadFile: 'aborted', saveImageToPhotosAlbum: 'cancelled', openSetting: 'cancelled' },
};
/** A link that is over is fetched anew once, and then fails again. */
const TRIES = 3;

export class Host {
  readonly #around: Around;
  #waiting: HeldCall | undefined;
  /** Kept for answers that come too late. */
  readonly #ended = new Map<string, HeldCall>();
  /** The signal says nothing about the permission, so nothing is to be found out. */
  #unseen = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Whether this call waits to be answered. By hand only the work itself does; everything else goes on as on a phone. */
  takes(call: HeldCall, playing: boolean): boolean {
    const { state } = this.#around.save().view;
    if (call.api === 'getSetting' && this.#unseen) {
      this.#around.phone.later(() => call.settle.fail({ errMsg: 'getSetting:fail' }));
      return true;
    }
    if (!WAITS[state]?.includes(call.api)) return false;
    if (!playing && !WORK.includes(call.api)) return false;
    this.#waiting = call;
    // WeChat's settings are a page that a finger leaves.
    return call.api !== 'openSetting';
  }

  /** Answers the work that waits, as the phone would by itself, or with this failure. False where none does. */
  release(signal: PhoneSignal | null): boolean {
    if (!this.#waiting || !WORK.includes(this.#waiting.api)) return false;
    const waiting = this.#take();
    if (waiting && signal) this.#refuse(waiting, signal);
    else waiting?.go();
    return true;
  }

  async fail(signal: PhoneSignal, late: boolean): Promise<Told | null> {
    const { phone, save, classify, progress } = this.#around;
    if (late) return this.#late(call(signal.errMsg), false, { ...signal });
    const { state, remedy } = save().view;
    const { kind } = classify(signal);
    if (state === 'settings' && remedy === 'agree_privacy' && kind === 'privacy_not_agreed')
      return finger(save().part('.panel .row .poster-button'));
    const direct = this.#mustBeTold(state, signal, kind);
    if (direct) {
      this.#quit();
      phone.clock.forget();
      save().tell({ failed: classify(signal) });
      return direct;
    }
    if (!this.#waiting) return this.#late(call(signal.errMsg), false, { ...signal });
    const before = progress();
    for (let tries = 0; tries < TRIES && progress() === before; tries += 1) {
      const waiting = this.#take();
      if (waiting) this.#refuse(waiting, signal);
      await phone.tasks.quiet();
    }
    this.#unseen = false;
    return null;
  }

  async happen(event: string, late: boolean): Promise<Told | null> {
    const { phone, leaveApp, leavePage, save } = this.#around;
    const { script } = phone;
    const api = { fetched: 'downloadFile', saved: 'saveImageToPhotosAlbum' }[event];
    switch (event) {
      case 'left':
        this.#waiting = undefined;
        leavePage();
        return null;
      case 'resumed':
        leaveApp();
        return null;
      case 'returned':
        return this.#comeBack();
      case 'grant.yes':
      case 'grant.no':
      case 'grant.unasked':
        return this.#grant(event);
      default:
    }
    if (late || !this.#waiting) return this.#late(api ?? '', true, {});
    if (event === 'fetched' || event === 'saved') {
      if (event === 'saved')
        Object.assign(script, {
          scope: true,
          systemAlbum: 'authorized',
          storage: 'ok',
          privacy: { declared: true, agreed: true },
        });
      this.#take()?.go();
      return null;
    }
    const word = WORDS[event]?.[this.#waiting.api];
    if (!word) {
      this.#quit();
      save().tell({ event });
      return told.look_does_not_fail;
    }
    const waiting = this.#quit();
    waiting?.settle.fail(spell(script.environment, waiting.api, word));
    return null;
  }

  /** Home from the switch, by the finger's way. */
  async #comeBack(): Promise<Told | null> {
    const { phone, leaveApp, save } = this.#around;
    const layer = phone.screen.layers.at(-1);
    if (layer?.name === 'settings' || layer?.name === 'system') {
      this.#take();
      return finger(layer.element.querySelector<HTMLElement>('[data-action="back"]') ?? undefined);
    }
    if (this.#waiting?.api === 'login') this.#take()?.go();
    else if (save().view.remedy === 'agree_privacy') return finger(save().part('.panel .row .agree'));
    else leaveApp();
    return null;
  }

  #grant(event: 'grant.yes' | 'grant.no' | 'grant.unasked'): Told | null {
    const { phone, save } = this.#around;
    const { script, device } = phone;
    const yes = event === 'grant.yes';
    if (
      !this.#waiting ||
      (save().view.remedy === 'open_app_authorize_setting' && device.platform !== 'ios' && event !== 'grant.unasked')
    ) {
      this.#quit();
      save().tell({ event });
      return told.switch_unseen;
    }
    if (this.#waiting.api === 'getPrivacySetting') {
      script.privacy.agreed = yes;
    } else if (event === 'grant.unasked') {
      delete script.scope;
    } else if (save().view.remedy === 'open_app_authorize_setting') {
      script.systemAlbum = yes ? 'authorized' : 'denied';
      script.scope = true;
    } else {
      script.scope = yes;
    }
    this.#take()?.go();
    return null;
  }

  #mustBeTold(state: string, signal: PhoneSignal, kind: string): Told | undefined {
    const { api } = this.#waiting ?? {};
    if (state === 'writing' && signal.statusCode !== undefined) return told.status_while_saving;
    if (state === 'settings' && (api !== 'openSetting' || signal.statusCode !== undefined))
      return told.page_does_not_fail;
    if (state === 'checking' && kind !== 'interrupted') return told.look_does_not_fail;
    return undefined;
  }

  /** The call fails in these words, and around it is to be seen what they say. */
  #refuse(waiting: HeldCall, signal: PhoneSignal): void {
    const { phone, classify } = this.#around;
    const { script } = phone;
    const { errMsg, errno, statusCode, facts } = signal;
    const { kind, event } = classify(signal);
    const { scope } = signal;
    this.#unseen = scope === undefined;
    if (scope === 'unasked' || (kind === 'user_cancelled' && event !== 'cancelled')) delete script.scope;
    else if (scope === 'refused' || kind === 'permission_denied_by_user') script.scope = false;
    else if (scope === 'granted' || kind === 'permission_denied_by_system') script.scope = true;
    if (/^(?:permission|user)_/u.test(kind)) this.#unseen = false;
    if (signal.album === 'denied' || kind === 'permission_denied_by_system') script.systemAlbum = 'denied';
    if (kind === 'privacy_not_agreed') script.privacy.agreed = false;
    if (kind === 'privacy_not_declared') script.privacy.declared = false;
    if (statusCode === undefined) {
      this.#closePage();
      waiting.settle.fail({ errMsg, ...(errno === undefined ? {} : { errno }) });
      return;
    }
    if (facts?.wait) waiting.headers({ 'Retry-After': String(facts.wait) });
    waiting.settle.success({ statusCode, tempFilePath: '', header: {} });
  }

  /** An answer of an attempt that is over reaches the mini-program's own callback once more. */
  #late(api: string, ok: boolean, result: Record<string, unknown>): null {
    const known = this.#ended.get(api) ?? [...this.#ended.values()].at(-1);
    known?.repeat(ok, ok ? { statusCode: 200, tempFilePath: '' } : result);
    return null;
  }

  #take(): HeldCall | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#ended.set(waiting.api, waiting);
    return waiting;
  }

  /** Gives up what waits, with its page. */
  #quit(): HeldCall | undefined {
    this.#closePage();
    return this.#take();
  }

  #closePage(): void {
    const { screen } = this.#around.phone;
    const top = screen.layers.at(-1);
    if (top?.name === 'settings' || top?.name === 'system') top.close('left');
  }
}

/** The call that a message names. */
function call(message: string): string {
  return message.split(':', 1)[0] ?? '';
}
