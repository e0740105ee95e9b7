/** The host's and the mini-program's looks, as texts: a sandboxed document cannot read a sheet that is linked. */

import hostLook from './look/look.css';
import type { Bundle } from './bundle';

declare const miniprogramBundle: Bundle;

/** The style sheets' texts: the host's own, then the mini-program's. */
export function texts(): string[] {
  return [hostLook, miniprogramBundle.styles];
}

/** Dresses the document, once. */
export function look(): void {
  document.adoptedStyleSheets = texts().map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
