/** A still of a part of this window: markup and the style sheets that dress it, inert. */

export type Still = {
  /** CSS pixels. */
  width: number;
  height: number;
  /** The colours that it was drawn in, whatever the window wears later. */
  theme: 'light' | 'dark';
  markup: string;
  styles: readonly string[];
};

/** Copies what an element looks like now. Sizes are those of its own layout, whatever scale it is shown at. */
export function still(element: HTMLElement, theme: Still['theme']): Still {
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
    theme,
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
      // Colours are made anew where the still is drawn: it wears those of its own time.
      styles: sheets.map((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText).join('\n')),
    };
  }
  return read.styles;
}

const adopted = new Map<string, CSSStyleSheet>();

/** Draws a still into a shadow root of `host`, over whatever was drawn there before. */
export function drawStill(picture: Still, host: HTMLElement): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  host.dataset.theme = picture.theme;
  root.adoptedStyleSheets = picture.styles.map((text) => {
    const known = adopted.get(text);
    if (known !== undefined) return known;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(hosted(text));
    adopted.set(text, sheet);
    return sheet;
  });
  const body = new DOMParser().parseFromString(picture.markup, 'text/html').body;
  for (const one of body.querySelectorAll<HTMLElement>('[data-style]')) {
    one.style.cssText = one.dataset.style ?? '';
  }
  root.replaceChildren(...body.childNodes);
}

/** Rules of a document's root as those of a shadow root's host, which takes its conditions in brackets. */
function hosted(styles: string): string {
  return styles.replaceAll(/:root((?:\[[^\]]*\]|:lang\([^)]*\))*)/gu, (_, conditions: string) =>
    conditions === '' ? ':host' : `:host(${conditions})`,
  );
}

/** A still as HTML of its own, for a report that is read offline; `poster` stands for its pictures, as a data address. */
export function stillPage({ height, markup, styles, theme, width }: Still, poster: string | null): string {
  const body = new DOMParser().parseFromString(markup, 'text/html').body;
  for (const one of body.querySelectorAll<HTMLElement>('[data-style]')) {
    one.style.cssText = one.dataset.style ?? '';
    delete one.dataset.style;
  }
  for (const image of body.querySelectorAll('img')) {
    if (poster === null) image.remove();
    else image.src = poster;
  }
  const style = styles.join('\n').replaceAll('</', String.raw`<\/`);
  return `<!doctype html>
<html lang="zh-CN" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>${style}
html, body { width: ${width}px; height: ${height}px; overflow: hidden; }
* { animation: none !important; pointer-events: none; }
</style>
</head>
${body.outerHTML}
</html>
`;
}
