/** The arithmetic of the gallery: which cards exist at which place for a given scroll position. A list is a grid of one column. */

/** Narrowest card, in CSS pixels: five columns in the smallest window. */
const NARROWEST = 164;
const GAP = 20;
/** Height of the two lines below a picture, with their distance to the next row. */
const CAPTION = 76;
/** Posters are 9:16; others are cropped to it in the gallery only. */
const RATIO = 16 / 9;
/** Height of a row of the list, CSS pixels. */
const LINE = 44;
/** Kept above and below what is visible, CSS pixels (in whole rows): scrolling meets finished pictures there. */
const SPARE = 600;
/** How many screens before its end the list is read on. */
const AHEAD = 3;
/** Widths that thumbnails are asked for, in device pixels: few, so that the cache is met again after a resize. */
const WIDTHS = [240, 360, 540, 720] as const;
/** The same of the small pictures in lines of a list. */
export const LINE_THUMB = 180;
/** And of those beside a text: in a dialog, in the history. */
export const SIDE_THUMB = WIDTHS[0];

export type Layout = {
  columns: number;
  /** CSS pixels. */
  cardWidth: number;
  /** CSS pixels. */
  pictureHeight: number;
  /** Distance from one row to the next, CSS pixels. */
  rowHeight: number;
};

/** CSS pixels from the top left corner of the grid. */
export type Rect = { left: number; top: number; right: number; bottom: number };

export type Range = {
  first: number;
  /** Exclusive. */
  end: number;
};

export function layout(width: number): Layout {
  // More room makes larger cards as well as more of them: a huge screen shows few enough to look at.
  const narrowest = width > 2400 ? NARROWEST * 2 : width > 1500 ? NARROWEST + 36 : NARROWEST;
  const columns = Math.max(2, Math.floor((width + GAP) / (narrowest + GAP)));
  const cardWidth = Math.max(1, Math.floor((width - GAP * (columns - 1)) / columns));
  const pictureHeight = Math.round(cardWidth * RATIO);
  return { columns, cardWidth, pictureHeight, rowHeight: pictureHeight + CAPTION };
}

/** The list: one poster a row. */
export function lines(width: number): Layout {
  return { columns: 1, cardWidth: Math.max(1, width), pictureHeight: LINE - 6, rowHeight: LINE };
}

/** Where a card stands, CSS pixels from the top left corner of the grid. */
export function place(index: number, grid: Layout): { x: number; y: number } {
  const row = Math.floor(index / grid.columns);
  const column = index - row * grid.columns;
  return { x: column * (grid.cardWidth + GAP), y: row * grid.rowHeight };
}

/** The height of all rows, CSS pixels. */
export function height(count: number, grid: Layout): number {
  return Math.ceil(count / grid.columns) * grid.rowHeight;
}

/** The cards worth having in the document. `top` is how far the grid's own top has been scrolled out of sight (negative: not yet). */
export function visible(top: number, viewport: number, count: number, grid: Layout): Range {
  const rows = Math.ceil(count / grid.columns);
  const spare = Math.ceil(SPARE / grid.rowHeight);
  const first = Math.floor(top / grid.rowHeight) - spare;
  const end = Math.ceil((top + viewport) / grid.rowHeight) + spare;
  const clamp = (row: number): number => Math.min(Math.max(row, 0), rows);
  return { first: Math.min(clamp(first) * grid.columns, count), end: Math.min(clamp(end) * grid.columns, count) };
}

/** Whether the end of what is loaded is close enough to ask for more: before it comes into sight. */
export function nearEnd(range: Range, count: number): boolean {
  return range.end + AHEAD * (range.end - range.first) >= count;
}

/** Where to scroll so that a card keeps its place on screen in another layout. `part`: how much of its row was scrolled out of sight. */
export function keep(index: number, part: number, grid: Layout): number {
  return (Math.floor(index / grid.columns) + part) * grid.rowHeight;
}

/** The cards that a rubber band touches: of each row a stretch, given as its first card and its end. */
export function touched(band: Rect, count: number, grid: Layout): Range[] {
  const step = grid.cardWidth + GAP;
  const left = Math.max(0, Math.ceil((band.left - grid.cardWidth) / step));
  const right = Math.min(grid.columns - 1, Math.floor(band.right / step));
  const top = Math.max(0, Math.floor(band.top / grid.rowHeight));
  const bottom = Math.min(Math.ceil(count / grid.columns) - 1, Math.floor(band.bottom / grid.rowHeight));
  const found: Range[] = [];
  if (right < left) return found;
  for (let row = top; row <= bottom; row += 1) {
    const first = row * grid.columns + left;
    const end = Math.min(row * grid.columns + right + 1, count);
    if (first < end) found.push({ first, end });
  }
  return found;
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'pageup' | 'pagedown';

/** The card that a step of the keyboard leads to; the same card when there is none. */
export function step(from: number, direction: Step, count: number, columns: number, pageRows = 2): number {
  const last = count - 1;
  const jump = (distance: number): number => {
    const to = from + distance;
    if (to < 0) return from;
    if (to <= last) return to;
    // Down from the last full row leads to the short row below it.
    return Math.floor(last / columns) > Math.floor(from / columns) ? last : from;
  };
  switch (direction) {
    case 'left':
      return Math.max(0, from - 1);
    case 'right':
      return Math.min(last, from + 1);
    case 'up':
      return jump(-columns);
    case 'down':
      return jump(columns);
    case 'home':
      return 0;
    case 'end':
      return last;
    case 'pageup':
      return Math.max(from % columns, from - columns * pageRows);
    case 'pagedown':
      return Math.min(last, from + columns * pageRows);
  }
}

/** Whether a picture (pixels, as claimed) would lose too much when it is cropped to the shape of a card. */
export function tooWide({ width, height }: { width: number | null; height: number | null }): boolean {
  return width !== null && height !== null && (width / height) * RATIO > 1.35;
}

/** The width to ask a thumbnail for, in device pixels. */
export function thumbWidth(cardWidth: number, pixelRatio: number): number {
  const wanted = cardWidth * pixelRatio;
  return WIDTHS.find((width) => width >= wanted) ?? WIDTHS[WIDTHS.length - 1] ?? 720;
}
