/** What a still is made of. The side that takes it keeps to this, and the side that draws it takes nothing else over. */

/** Elements of the mini-program's own components (their names hold a hyphen) and of the host's drawings. */
export const ELEMENTS =
  /^(?:[a-z]\w*-[\w-]+|div|span|h1|p|i|b|button|label|input|textarea|canvas|svg|g|path|circle|rect)$/u;

/** Attributes that say something to the style sheets, or to who reads the screen. */
export const KEPT = /^(?:class|wx-host|lang|role|type|disabled|plain|loading|viewBox|d|aria-[\w-]+|data-[\w-]+)$/u;

export const SVG = 'http://www.w3.org/2000/svg';
