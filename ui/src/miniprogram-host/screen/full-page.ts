/** A whole page of WeChat's or the phone's own, with a title and a way back. */

import { draw, icon } from '../element';
import type { Phone } from '../phone';
import type { Layer } from './screen';

export const BACK = 'M14.500 4.500L7 12l7.500 7.500';

export interface FullPage {
  name: string;
  title: string;
  body: (Node | undefined)[];
  /** Word beside the arrow: the app that the way back leads to. */
  backTo?: string;
  detail?: unknown;
  /** Called after the page left the screen, while the tap is handled. */
  left: () => void;
}

/** Shows the page; `close` of the result leaves it too, without calling `left`. */
export function showFullPage(phone: Phone, page: FullPage): Layer {
  const ink = phone.screen.element.dataset.ink as 'black' | 'white';
  const leave = (): void => {
    layer.close('back');
    phone.log.add({ what: 'tap', on: page.name, text: phone.words.back });
    phone.gesture.during(page.left);
  };
  const layer = phone.screen.show(
    page.name,
    draw('div', { class: 'layer full-page' }, [
      draw('div', { class: 'title-bar' }, [
        draw(
          'button',
          {
            class: 'title-back',
            attributes: { type: 'button', 'data-action': 'back', 'aria-label': phone.words.back },
            press: leave,
          },
          [icon(BACK), page.backTo ? draw('span', { text: page.backTo }) : undefined],
        ),
        draw('div', { class: 'title-text', text: page.title }),
      ]),
      draw('div', { class: 'full-page-body' }, page.body),
    ]),
    page.detail,
    () => phone.screen.inkOf(ink),
  );
  phone.screen.inkOf(phone.script.theme === 'dark' ? 'white' : 'black');
  return layer;
}

/** A row with a switch; `changed` gets the new position. */
export function switchRow(
  label: string,
  on: boolean,
  changed: (on: boolean) => void,
  notes?: { on: string; off: string },
): HTMLElement {
  const note = draw('span', { class: 'row-note', text: notes ? notes[on ? 'on' : 'off'] : '' });
  const row = draw(
    'button',
    { class: 'row', attributes: { type: 'button', role: 'switch', 'aria-checked': String(on), 'data-action': label } },
    [
      draw('span', { class: 'row-label', text: label }),
      note,
      draw('span', { class: 'switch' }, [draw('span', { class: 'knob' })]),
    ],
  );
  row.addEventListener('pointerup', () => {
    const next = row.getAttribute('aria-checked') !== 'true';
    row.setAttribute('aria-checked', String(next));
    if (notes) note.textContent = notes[next ? 'on' : 'off'];
    changed(next);
  });
  return row;
}
