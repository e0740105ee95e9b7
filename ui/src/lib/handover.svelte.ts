import type { Desk } from './desk.svelte';

/** Rust hands over no more at once: see `handover.rs`. */
const MOST = 100;

/** Posters for other programs: copied as a picture, copied as files, dragged out of the window. */
export class Handover {
  /** The button that was pressed for the drag is still held. */
  #held = false;

  constructor(private readonly desk: Desk) {}

  /** True when it was copied. */
  async copyPicture(poster: string): Promise<boolean> {
    const { desk } = this;
    const copied = await desk.attempt(() => desk.host.copyImage(poster));
    if (copied) desk.say(desk.words.pictureCopied);
    return copied;
  }

  /** The poster as a file; the whole selection when the poster is one of it. */
  async copyFiles(poster: string): Promise<boolean> {
    const { desk } = this;
    const posters = this.#meant(poster);
    if (posters === null) return false;
    // Those that are not at hand take a while.
    if (posters.length > 1) desk.say(desk.words.preparing(posters.length));
    const copied = await desk.attempt(() => desk.host.copyFiles(posters));
    if (copied) desk.say(desk.words.filesCopied(posters.length));
    return copied;
  }

  /**
   * A drag has just begun. The system takes it over while the button is held; files that are not at hand by then are
   * fetched for the next try.
   */
  async dragOut(poster: string): Promise<void> {
    const { desk } = this;
    const posters = this.#meant(poster);
    if (posters === null) return;
    this.#held = true;
    const release = (): void => void (this.#held = false);
    const events = ['pointerup', 'pointercancel', 'blur'] as const;
    for (const event of events) window.addEventListener(event, release, { once: true, capture: true });
    await desk.attempt(async () => {
      const ready = await desk.host.dragReady(posters);
      if (ready && this.#held) return desk.host.dragBegin();
      if (ready) return;
      desk.say(desk.words.dragAgain);
      await desk.host.prepareFiles(posters);
      desk.say(desk.words.dragReady);
    });
    for (const event of events) window.removeEventListener(event, release, { capture: true });
    release();
  }

  #meant(poster: string): string[] | null {
    const { selection } = this.desk;
    if (!selection.has(poster)) return [poster];
    if (selection.size <= MOST) return selection.ids;
    this.desk.say(this.desk.words.tooManyFiles(MOST));
    return null;
  }
}
