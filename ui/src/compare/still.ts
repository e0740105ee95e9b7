/** A still of a part of this window: markup and the style sheets that dress it, inert. */

export type Still = {
  /** CSS pixels. */
  width: number;
  height: number;
  markup: string;
  styles: readonly string[];
};

/** Copies what an element looks like now. Sizes are those of its own layout, whatever scale it is shown at. */
export function still(element: HTMLElement): Still {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const one of copy.querySelectorAll('script, iframe, template')) one.remove();
  for (const one of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of ['id', 'data-testid', 'tabindex', 'role', 'aria-live']) one.removeAttribute(name);
    // The content policy takes no style attribute from markup; the drawing side puts it back by script.
    const style = one.getAttribute('style');
    one.removeAttribute('style');
    if (style !== null) one.setAttribute('data-style', style);
  }
  return {
    width: element.offsetWidth,
    height: element.offsetHeight,
    markup: copy.outerHTML,
    styles: documentStyles(),
  };
}

let read: { sheets: number; styles: string[] } = { sheets: -1, styles: [] };

/** The texts of this window's style sheets; read again only when there are more of them. */
function documentStyles(): string[] {
  const sheets = [...document.styleSheets];
  if (sheets.length !== read.sheets) {
    read = {
      sheets: sheets.length,
      styles: sheets.map((sheet) => [...sheet.cssRules].map((r) => r.cssText).join('\n')),
    };
  }
  return read.styles;
}

const adopted = new Map<string, CSSStyleSheet>();

/** Draws a still into a shadow root of `host`, over whatever was drawn there before. */
export function drawStill(picture: Still, host: HTMLElement): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = picture.styles.map((text) => {
    const known = adopted.get(text);
    if (known !== undefined) return known;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    adopted.set(text, sheet);
    return sheet;
  });
  const body = new DOMParser().parseFromString(picture.markup, 'text/html').body;
  for (const one of body.querySelectorAll<HTMLElement>('[data-style]')) {
    one.style.cssText = one.dataset.style ?? '';
  }
  root.replaceChildren(...body.childNodes);
}
