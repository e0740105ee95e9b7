/** The capsule at the top right, and where its two halves lead. */

import { draw } from './element';
import type { PageStack } from './page-stack';
import type { Phone } from './phone';
import { showSheet } from './screen/sheet';
import type { Background } from './wx/album-permission';
import { openSettings } from './wx/album-permission';
import { forward } from './wx/share';

/** Draws the two halves and gives them their work. */
export function drawCapsule(
  phone: Phone,
  stack: PageStack,
  background: Background,
  leave: () => void,
  restart: () => void,
): void {
  const { words } = phone;
  const menu = (): void => {
    const entries: [string, () => void][] = [
      [words.send, () => forward(phone, stack, 'menu')],
      [words.settings, () => openSettings(phone, background, () => undefined)],
      [words.reload, restart],
    ];
    showSheet(phone, {
      name: 'capsule-menu',
      title: phone.script.appName,
      choices: entries.map(([text]) => text),
      chosen: (at) => {
        if (at !== undefined) entries[at]?.[1]();
      },
    });
  };
  phone.screen.capsule.replaceChildren(
    draw(
      'button',
      {
        class: 'capsule-more',
        attributes: { type: 'button', 'data-action': 'capsule-more', 'aria-label': words.more },
        press: menu,
      },
      [draw('i'), draw('i'), draw('i')],
    ),
    draw(
      'button',
      {
        class: 'capsule-close',
        attributes: { type: 'button', 'data-action': 'capsule-close', 'aria-label': words.close },
        press: leave,
      },
      [draw('i')],
    ),
  );
}
