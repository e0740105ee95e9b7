/** The arithmetic of the gallery: which cards exist at which place for a given scroll position. */

/** Narrowest card, in CSS pixels: five columns in the smallest window. */
const NARROWEST = 164;
const GAP = 20;
/** Height of the two lines below a picture, with their distance to the next row. */
const CAPTION = 76;
/** Posters are 9:16; others are cropped to it in the gallery only. */
const RATIO = 16 / 9;
/** Rows kept above and below what is visible, so that scrolling meets finished pictures. */
const SPARE_ROWS = 2;
/** Widths that thumbnails are asked for, in device pixels: few, so that the cache is met again after a resize. */
const WIDTHS = [360, 540, 720] as const;

export type Layout = {
  columns: number;
  /** CSS pixels. */
  cardWidth: number;
  /** CSS pixels. */
  pictureHeight: number;
  /** Distance from one row to the next, CSS pixels. */
  rowHeight: number;
};

export type Range = {
  first: number;
  /** Exclusive. */
  end: number;
};

export function layout(width: number): Layout {
  // More room makes larger cards as well as more of them.
  const narrowest = width > 1500 ? NARROWEST + 36 : NARROWEST;
  const columns = Math.max(2, Math.floor((width + GAP) / (narrowest + GAP)));
  const cardWidth = Math.max(1, Math.floor((width - GAP * (columns - 1)) / columns));
  const pictureHeight = Math.round(cardWidth * RATIO);
  return { columns, cardWidth, pictureHeight, rowHeight: pictureHeight + CAPTION };
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
  const first = Math.floor(top / grid.rowHeight) - SPARE_ROWS;
  const end = Math.ceil((top + viewport) / grid.rowHeight) + SPARE_ROWS;
  const clamp = (row: number): number => Math.min(Math.max(row, 0), rows);
  return { first: Math.min(clamp(first) * grid.columns, count), end: Math.min(clamp(end) * grid.columns, count) };
}

/** Whether the end of what is loaded is close enough to ask for more. */
export function nearEnd(range: Range, count: number): boolean {
  return range.end >= count;
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
