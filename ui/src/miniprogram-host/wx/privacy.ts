/** The privacy agreement: declared by the owner, agreed to by the user. */

import { draw } from '../element';
import type { Phone } from '../phone';
import { showFullPage } from '../screen/full-page';
import { asynchronous, guarded, type WxFunction } from './call';
import type { Mishap } from './spelling';

/** What a mini-program answers to onNeedPrivacyAuthorization. */
interface Answer {
  event: 'exposureAuthorization' | 'agree' | 'disagree';
  buttonId?: string;
}

type Listener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void;

export class Privacy {
  readonly #phone: Phone;
  #listener: Listener | undefined;
  /** Id of the button whose tap agreed last; an answer must name it. */
  #agreedBy: string | undefined;
  readonly functions: Record<string, WxFunction>;

  constructor(phone: Phone) {
    this.#phone = phone;
    this.functions = {
      // A later listener replaces an earlier one, as the documentation says.
      onNeedPrivacyAuthorization: (listener: Listener) => {
        this.#listener = listener;
      },
      getPrivacySetting: asynchronous(phone, 'getPrivacySetting', (_, settle) => {
        const { declared, agreed } = phone.script.privacy;
        phone.later(() =>
          settle.success({
            needAuthorization: declared && !agreed,
            privacyContractName: phone.words.privacyContract(phone.script.appName),
          }),
        );
      }),
      requirePrivacyAuthorize: asynchronous(phone, 'requirePrivacyAuthorize', (_, settle) => {
        this.pass('requirePrivacyAuthorize', () => settle.success(), settle.fail);
      }),
      openPrivacyContract: asynchronous(phone, 'openPrivacyContract', (_, settle) => {
        this.#showContract();
        phone.later(() => settle.success());
      }),
    };
  }

  /** A tap on `<button open-type="agreePrivacyAuthorization">`: from then on every declared api may be called. */
  agree(buttonId: string): void {
    this.#agreedBy = buttonId;
    this.#phone.script.privacy.agreed = true;
  }

  /** Lets a call of a covered api through, after the popup where one is needed. */
  pass(api: string, through: () => void, fail: (mishap: Mishap) => void): void {
    const { privacy } = this.#phone.script;
    if (!privacy.declared) {
      this.#phone.later(() => fail('privacy_not_declared'));
      return;
    }
    if (privacy.agreed) {
      through();
      return;
    }
    let answered = false;
    const resolve = (answer: Answer): void => {
      if (answer.event === 'exposureAuthorization' || answered) return;
      answered = true;
      if (answer.event === 'disagree') {
        this.#phone.later(() => fail('privacy_not_agreed'));
      } else if (this.#agreedBy === undefined || this.#agreedBy !== answer.buttonId) {
        this.#phone.later(() => fail('privacy_button_wrong'));
      } else {
        this.#phone.later(through);
      }
    };
    const listener = this.#listener;
    if (listener) this.#phone.later(() => guarded(this.#phone, () => listener(resolve, { referrer: api })));
    else this.#showOfficial(resolve);
  }

  // WeChat's own popup, for a mini-program that brings none.
  #showOfficial(resolve: (answer: Answer) => void): void {
    const { words, script } = this.#phone;
    const end = (event: 'agree' | 'disagree', text: string): void => {
      layer.close(text);
      this.#phone.log.add({ what: 'tap', on: 'privacy', text });
      if (event === 'agree') this.agree('official');
      resolve({ event, buttonId: 'official' });
    };
    const contract = words.privacyContract(script.appName);
    const button = (event: 'agree' | 'disagree', text: string): HTMLElement =>
      draw('button', {
        class: event === 'agree' ? 'prompt-button prompt-yes' : 'prompt-button',
        text,
        attributes: { type: 'button', 'data-action': event },
        press: () => end(event, text),
      });
    const layer = this.#phone.screen.show(
      'privacy',
      draw('div', { class: 'layer sheet-layer masked' }, [
        draw('div', { class: 'prompt', attributes: { role: 'dialog' } }, [
          draw('div', { class: 'prompt-title', text: words.privacyTitle }),
          draw('div', { class: 'prompt-body', text: words.privacyBody(contract) }),
          draw('button', {
            class: 'link',
            text: contract,
            attributes: { type: 'button', 'data-action': 'contract' },
            press: () => this.#showContract(),
          }),
          draw('div', { class: 'prompt-buttons' }, [
            button('disagree', words.deny),
            button('agree', words.privacyAgree),
          ]),
        ]),
      ]),
      { title: words.privacyTitle, buttons: [words.deny, words.privacyAgree] },
    );
  }

  #showContract(): void {
    const { words, script } = this.#phone;
    showFullPage(this.#phone, {
      name: 'privacy-contract',
      title: '',
      body: [
        draw('h1', { class: 'contract-title', text: words.privacyContract(script.appName) }),
        draw('div', { class: 'contract-text', text: words.privacyText(script.appName) }),
      ],
      left: () => undefined,
    });
  }
}
