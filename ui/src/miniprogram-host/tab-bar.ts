/** app.json's tab bar. */

import { themed, type Bundle } from './bundle';
import { draw } from './element';
import type { Phone } from './phone';

export class TabBar {
  readonly #bundle: Bundle;
  readonly #phone: Phone;
  readonly #element: HTMLElement;
  readonly #chosen: (route: string) => void;

  constructor(phone: Phone, bundle: Bundle, chosen: (route: string) => void) {
    this.#phone = phone;
    this.#bundle = bundle;
    this.#chosen = chosen;
    this.#element = draw('div', { class: 'tab-bar', attributes: { role: 'tablist' } });
    phone.screen.stage.append(this.#element);
  }

  has(route: string): boolean {
    return this.#bundle.app.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false;
  }

  /** Draws the bar with one tab chosen; undefined takes it away. */
  show(route: string | undefined): void {
    const config = this.#bundle.app.tabBar;
    this.#element.hidden = route === undefined;
    if (route === undefined || config === undefined) return;
    const { color, selectedColor, backgroundColor } = themed(config, this.#bundle, this.#phone.script.theme);
    this.#element.style.backgroundColor = backgroundColor ?? '#ffffff';
    this.#element.replaceChildren(
      ...config.list.map((plain) => {
        const tab = themed(plain, this.#bundle, this.#phone.script.theme);
        const here = tab.pagePath === route;
        const source = here ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath;
        const item = draw(
          'button',
          {
            class: 'tab',
            attributes: {
              type: 'button',
              role: 'tab',
              'aria-selected': String(here),
              'data-action': `tab:${tab.pagePath}`,
            },
            press: () => this.#chosen(tab.pagePath),
          },
          [
            source ? draw('img', { attributes: { src: `program/${source.replace(/^\//u, '')}`, alt: '' } }) : undefined,
            draw('span', { text: tab.text }),
          ],
        );
        item.style.color = (here ? selectedColor : color) ?? '';
        return item;
      }),
    );
    this.#phone.screen.stage.append(this.#element);
  }
}
