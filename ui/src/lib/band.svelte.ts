import type { Rect } from './grid';

/** A press that moves less is a click. CSS pixels. */
const SLACK = 5;
/** So close to the edge of the page it scrolls by itself; CSS pixels. */
const EDGE = 36;

type Point = { x: number; y: number };

/** The rubber band: drawn with the pointer over free space, in the coordinates of the wall, which may scroll under it. */
export class Band {
  /** What it spans; null while none is drawn. */
  rect = $state.raw<Rect | null>(null);
  #from: Point | null = null;
  /** Where the pointer is, in the window. */
  #pointer: Point = { x: 0, y: 0 };
  #frame = 0;

  constructor(
    private readonly page: HTMLElement,
    private readonly wall: HTMLElement,
    /** Called for each change of the span. */
    private readonly changed: (rect: Rect) => void,
  ) {}

  start(event: PointerEvent): void {
    this.#pointer = { x: event.clientX, y: event.clientY };
    this.#from = this.#onWall();
  }

  move(event: PointerEvent): void {
    if (this.#from === null) return;
    this.#pointer = { x: event.clientX, y: event.clientY };
    this.#draw();
    if (this.rect !== null && this.#frame === 0) this.#frame = requestAnimationFrame(this.#scroll);
  }

  /** True when there was a band, and not only a press. */
  end(): boolean {
    const drawn = this.rect !== null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#from = null;
    this.rect = null;
    return drawn;
  }

  #onWall(): Point {
    const { left, top } = this.wall.getBoundingClientRect();
    return { x: this.#pointer.x - left, y: this.#pointer.y - top };
  }

  #draw(): void {
    if (this.#from === null) return;
    const to = this.#onWall();
    if (this.rect === null && Math.hypot(to.x - this.#from.x, to.y - this.#from.y) < SLACK) return;
    this.rect = {
      left: Math.min(this.#from.x, to.x),
      top: Math.min(this.#from.y, to.y),
      right: Math.max(this.#from.x, to.x),
      bottom: Math.max(this.#from.y, to.y),
    };
    this.changed(this.rect);
  }

  readonly #scroll = (): void => {
    this.#frame = 0;
    if (this.rect === null) return;
    const { top, bottom } = this.page.getBoundingClientRect();
    const over = Math.min(0, this.#pointer.y - top - EDGE) + Math.max(0, this.#pointer.y - bottom + EDGE);
    if (over === 0) return;
    this.page.scrollTop += over / 2;
    this.#draw();
    this.#frame = requestAnimationFrame(this.#scroll);
  };
}
