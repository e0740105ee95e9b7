import { devicePixelRatio } from 'svelte/reactivity/window';

import type { Desk } from './desk.svelte';
import { height, keep, layout, lines, nearEnd, place, thumbWidth, visible } from './grid';

/** Free space on either side of the wall, CSS pixels. */
const SIDE = 24;
/** Above the wall, inside what scrolls, CSS pixels. */
const TOP = 8;
/** After so long without a movement the page stands still. */
const AT_REST_MS = 150;
/** Beyond every rank that is in sight. */
const OUT_OF_SIGHT = 10_000;

/** The wall that the posters hang on: how large they are, which of them are in sight, and which pictures come first. */
export class Wall {
  /** What scrolls. */
  page: HTMLElement | undefined = $state();
  /** Of the page, CSS pixels. */
  width = $state(0);
  viewport = $state(0);
  /** The keyboard is on one of the posters. */
  hasFocus = $state(false);
  #scrolled = $state(0);

  #room = $derived(Math.max(0, this.width - 2 * SIDE));
  grid = $derived.by(() => (this.desk.listed ? lines(this.#room) : layout(this.#room)));
  #range = $derived.by(() => visible(this.#scrolled, this.viewport, this.desk.gallery.count, this.grid));
  // Numbers, so that nothing is drawn anew before a row comes or goes.
  #first = $derived(this.#range.first);
  #end = $derived(this.#range.end);
  /** The posters that are in the document. The one with the focus stays there, wherever it has been scrolled to. */
  indices = $derived.by(() => {
    const [first, end, kept] = [this.#first, this.#end, this.desk.active];
    const list = Array.from({ length: end - first }, (_, at) => first + at);
    if (this.hasFocus && kept < this.desk.gallery.count && (kept < first || kept >= end)) list.push(kept);
    return list;
  });
  /** Width of the thumbnails, device pixels. */
  thumb = $derived(thumbWidth(this.grid.cardWidth, devicePixelRatio.current ?? 1));
  /** Of all posters, CSS pixels. */
  height = $derived.by(() => height(this.desk.gallery.count, this.grid));
  pageRows = $derived(Math.max(1, Math.floor(this.viewport / this.grid.rowHeight)));
  /** The end of what is loaded is near. */
  needsMore = $derived.by(() => this.viewport > 0 && nearEnd(this.#range, this.desk.gallery.count));

  /** What stands at the top of the page. It stays there when the window changes its width, or the grid becomes a list. */
  #top = { index: 0, part: 0 };
  /** Where that has scrolled to: not the user's doing, so it changes nothing about what they look at. */
  #settled = -1;
  /** Which way the page moves, and when it last did. */
  #drift = { rows: 0, at: 0 };

  /** Made while a component is: it lives as long. */
  constructor(private readonly desk: Desk) {
    let before = this.grid;
    $effect(() => {
      const now = this.grid;
      const same = now.rowHeight === before.rowHeight && now.columns === before.columns;
      before = now;
      if (this.page === undefined || same) return;
      this.#settled = keep(this.#top.index, this.#top.part, now);
      this.page.scrollTop = this.#settled;
    });
  }

  readonly scroll = (): void => {
    const { page } = this;
    if (page === undefined) return;
    this.#drift = { rows: Math.sign(page.scrollTop - TOP - this.#scrolled), at: performance.now() };
    this.#scrolled = page.scrollTop - TOP;
    if (Math.abs(page.scrollTop - this.#settled) < 1) return;
    this.#settled = -1;
    const rows = page.scrollTop / this.grid.rowHeight;
    this.#top = { index: Math.floor(rows) * this.grid.columns, part: rows % 1 };
  };

  toTop(): void {
    this.page?.scrollTo({ top: 0 });
  }

  /** Scrolls as little as brings the poster into sight. */
  reveal(index: number): void {
    const { page, grid } = this;
    if (page === undefined) return;
    const { y } = place(index, grid);
    if (y < page.scrollTop) page.scrollTop = y;
    else if (TOP + y + grid.rowHeight > page.scrollTop + this.viewport) {
      page.scrollTop = TOP + y + grid.rowHeight - this.viewport;
    }
  }

  /** What is in sight comes first: at rest in reading order, while the page moves down the latest first, because it stays longest. Then what is nearest to it. */
  rank(index: number): number {
    const { rowHeight, columns } = this.grid;
    const from = Math.floor(this.#scrolled / rowHeight) * columns;
    const to = Math.ceil((this.#scrolled + this.viewport) / rowHeight) * columns;
    const sinking = this.#drift.rows > 0 && performance.now() - this.#drift.at < AT_REST_MS;
    if (index >= from && index < to) return sinking ? to - index : index - from;
    return OUT_OF_SIGHT + (index < from ? from - index : index - to);
  }
}
