/** The mini-program's album switch: the prompt, getSetting, authorize and the settings page. */

import { draw } from '../element';
import type { Phone } from '../phone';
import { showFullPage, switchRow } from '../screen/full-page';
import { asynchronous, type WxFunction } from './call';
import type { Privacy } from './privacy';
import type { Mishap } from './spelling';

const SCOPE = 'scope.writePhotosAlbum';

/** Takes the app to the background and back; the settings pages do so on a phone. */
export interface Background {
  hide: () => void;
  show: () => void;
}

/** Asks where it was never asked; a refusal is remembered and answers at once from then on. */
export function passScope(phone: Phone, through: () => void, fail: (mishap: Mishap) => void): void {
  if (phone.script.scope !== undefined) {
    if (phone.script.scope) through();
    else phone.later(() => fail('denied'));
    return;
  }
  const { words, script } = phone;
  const end = (answer: 'allow' | 'deny' | 'cancel', text: string): void => {
    layer.close(text);
    phone.log.add({ what: 'tap', on: 'prompt', text });
    if (answer !== 'cancel') script.scope = answer === 'allow';
    if (answer === 'allow') through();
    else phone.later(() => fail(answer === 'deny' ? 'denied' : 'dismissed'));
  };
  const button = (answer: 'allow' | 'deny', text: string): HTMLElement =>
    draw('button', {
      class: answer === 'allow' ? 'prompt-button prompt-yes' : 'prompt-button',
      text,
      attributes: { type: 'button', 'data-action': answer },
      press: () => end(answer, text),
    });
  const layer = phone.screen.show(
    'prompt',
    draw('div', { class: 'layer sheet-layer masked' }, [
      draw('div', { class: 'prompt', attributes: { role: 'dialog' } }, [
        draw('div', { class: 'prompt-app' }, [
          draw('span', { class: 'app-icon' }),
          draw('span', { class: 'app-name', text: script.appName }),
          draw('span', { text: words.asks }),
        ]),
        draw('div', { class: 'prompt-title', text: words.albumAsked }),
        draw('div', { class: 'prompt-buttons' }, [button('deny', words.deny), button('allow', words.allow)]),
      ]),
    ]),
    { title: words.albumAsked, buttons: [words.deny, words.allow] },
  );
  const answer = script.userAnswersPrompt;
  if (answer !== 'by_hand')
    phone.later(() => end(answer, { allow: words.allow, deny: words.deny, cancel: '' }[answer]), script.pace * 2);
}

/** What getSetting and openSetting report: a scope that was never asked for is not there. */
function authSetting(phone: Phone): Record<string, boolean> {
  return phone.script.scope === undefined ? {} : { [SCOPE]: phone.script.scope };
}

/** WeChat's page of switches for this mini-program; only scopes asked for before are on it. */
export function showSettings(phone: Phone, left: () => void): void {
  const { words, script } = phone;
  const asked = script.scope !== undefined;
  showFullPage(phone, {
    name: 'settings',
    title: words.settings,
    body: [
      draw('div', {
        class: 'group-title',
        text: asked ? words.mayUse(script.appName) : words.nothingAsked(script.appName),
      }),
      asked
        ? draw('div', { class: 'group' }, [
            switchRow(words.albumScope, script.scope === true, (on) => {
              script.scope = on;
              phone.log.add({ what: 'tap', on: words.albumScope, text: on ? 'on' : 'off' });
            }),
          ])
        : undefined,
    ],
    detail: { rows: asked ? [{ label: words.albumScope, on: script.scope }] : [] },
    left,
  });
}

export function albumPermission(phone: Phone, privacy: Privacy, background: Background): Record<string, WxFunction> {
  return {
    getSetting: asynchronous(phone, 'getSetting', (_, settle) => {
      phone.later(() => settle.success({ authSetting: authSetting(phone) }));
    }),
    authorize: asynchronous(phone, 'authorize', ({ scope }, settle) => {
      if (scope !== SCOPE) {
        phone.later(() => settle.fail({ errMsg: `authorize:fail invalid scope ${scope}` }));
        return;
      }
      privacy.pass(
        'authorize',
        () => passScope(phone, () => phone.later(() => settle.success()), settle.fail),
        settle.fail,
      );
    }),
    openSetting: asynchronous(phone, 'openSetting', (_, settle) => {
      if (phone.gesture.active) openSettings(phone, background, (result) => settle.success(result));
      else phone.later(() => settle.fail('no_gesture'));
    }),
  };
}

/** Opens the settings page; `done` gets authSetting after the user came back, in a task of its own. */
export function openSettings(
  phone: Phone,
  background: Background,
  done: (result: { authSetting: Record<string, boolean> }) => void,
): void {
  // In the developer tools the page lies in the same window; on a phone it covers the mini-program. In a rehearsal one
  // way home is enough: the call's own answer.
  const covers = phone.script.environment !== 'devtools' && !phone.script.rehearsal;
  showSettings(phone, () => {
    if (covers) background.show();
    phone.later(() => done({ authSetting: authSetting(phone) }));
  });
  if (covers) phone.later(background.hide);
}
