/** A sheet of choices from the bottom edge: action sheet, capsule menu, long-press menu. */

import { draw } from '../element';
import type { Phone } from '../phone';

export interface SheetParts {
  name: string;
  choices: string[];
  /** A line of small grey text above the choices. */
  title?: string | undefined;
  colour?: string | undefined;
  /** `at` is the choice's place, undefined when the sheet was dismissed. Called while the tap is handled. */
  chosen: (at: number | undefined) => void;
}

/** Shows the sheet over everything. */
export function showSheet(phone: Phone, { name, choices, title, colour, chosen }: SheetParts): void {
  const end = (at: number | undefined, by: string): void => {
    layer.close(by);
    phone.log.add({ what: 'tap', on: name, text: by });
    phone.gesture.during(() => chosen(at));
  };
  const dismiss = (): void => end(undefined, phone.words.cancel);
  const list = choices.map((text, at) => {
    const item = draw('button', {
      class: 'sheet-item',
      text,
      attributes: { type: 'button', 'data-action': text },
      press: () => end(at, text),
    });
    if (colour) item.style.color = colour;
    return item;
  });
  const layer = phone.screen.show(
    name,
    draw('div', { class: 'layer sheet-layer' }, [
      draw('div', { class: 'mask', press: dismiss }),
      draw('div', { class: 'sheet', attributes: { role: 'dialog' } }, [
        title ? draw('div', { class: 'sheet-title', text: title }) : undefined,
        ...list,
        draw('button', {
          class: 'sheet-item sheet-cancel',
          text: phone.words.cancel,
          attributes: { type: 'button', 'data-action': 'cancel' },
          press: dismiss,
        }),
      ]),
    ]),
    { title, choices },
  );
}
