/** A step as it is traced: what the flow says, in the words that are on the screen. */

import { failures, flow } from '../../contract';
import { rules } from '../../generated/rules';
import type { Signal, TraceStep } from '../../generated/types';
import type { Phone } from '../phone';
import type { Classified, Rule, Save, Seen, View } from './save';

/** The rows of the mini-program's own contract: a rule is known by its place there. */
export type Table = readonly { signals: readonly Rule[] }[];

/** The step as the flow knows it, before anything is drawn. */
export function traced({ on, taken, state, attempt, effects, failure }: Seen, view: View, t: number, table: Table): TraceStep {
  const failing = failure && failure.event === on ? failure : undefined;
  return {
    on,
    by: flow.events[on].by,
    taken,
    state,
    // A cancel, too, shows what was observed; the flow forgets it at once.
    kind: failing?.kind ?? view.kind,
    recovery: failing?.recovery ?? view.recovery,
    remedy: failing?.remedy ?? view.remedy,
    title: view.title,
    copy: view.body,
    instructions: view.steps,
    offers: view.offers.map(({ event, label }) => ({ event, label })),
    do: effects,
    // On a phone it goes without saying whose it is; in a trace it does not.
    signal: failing ? ({ ...failing.signal, surface: 'wechat' } as Signal) : null,
    classified: failing ? classified(failing, table) : null,
    t: Math.round(t),
    attempt,
    at: null,
    filled: false,
  };
}

/** Puts what is on the screen in place of what should be: sentences, and labels of the buttons that are drawn. */
export function asDrawn(step: TraceStep, phone: Phone, save: Save): void {
  const text = (element: Element | undefined | null): string => element?.textContent.trim() ?? '';
  const label = (words: (string | undefined)[]): void => {
    step.offers = step.offers.map((offer, at) => ({ ...offer, label: words[at] ?? offer.label }));
  };
  const layer = phone.screen.layers.at(-1);
  if (save.sheet) {
    step.title = text(save.part('.panel .title'));
    step.copy = text(save.part('.panel .body'));
    step.instructions = save.parts('.panel .step .text').map(text);
    label(save.parts('.panel .offer').map(text));
  } else if (layer?.name === 'modal') {
    const inside = (selector: string): string => text(layer.element.querySelector(selector));
    step.title = inside('.host-modal-title');
    step.copy = inside('.host-modal-content');
    // WeChat's own dialog has no room for them.
    step.instructions = [];
    label(step.offers.map((_, at) => inside(`[data-action="${at === 0 ? 'confirm' : 'cancel'}"]`)));
  } else if (layer?.name === 'loading') {
    step.copy = text(layer.element);
  } else if (step.state === 'ready') {
    const button = save.part('.save');
    if (button) label([text(button)]);
  }
}

function classified({ kind, rule }: Classified, table: Table): TraceStep['classified'] {
  const row = failures.rows.findIndex((one) => one.kind === kind);
  const found = rule === undefined ? -1 : (table[row]?.signals.indexOf(rule) ?? -1);
  return {
    row,
    rule: found < 0 ? null : found,
    pattern: rules[row]?.wechat[found] ?? null,
    why: failures.rows[row]?.why ?? { 'zh-CN': '', en: '' },
  };
}
