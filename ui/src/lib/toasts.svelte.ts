import { untrack } from 'svelte';

/** Under which components find the toasts of their window. */
export const TOASTS = Symbol('toasts');

export type Toast = { text: string; tone: 'quiet' | 'bad' };

/** Long enough to be read by somebody who was looking elsewhere; bad news longer. */
const LASTS_MS: Record<Toast['tone'], number> = { quiet: 5000, bad: 12_000 };

/** The one sentence that is on screen for a while, and where it is shown. */
export class Toasts {
  current = $state.raw<Toast | null>(null);
  /** The dialogs that are open, the topmost last: everything below it is inert, so the sentence is shown inside it. */
  #dialogs = $state.raw<readonly object[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, tone: Toast['tone'] = 'quiet'): void {
    clearTimeout(this.#timer);
    this.current = { text, tone };
    this.#timer = setTimeout(() => (this.current = null), LASTS_MS[tone]);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }

  /** A dialog opens on top of all others. Returns what closes it. */
  opened(dialog: object): () => void {
    const change = (to: (dialogs: readonly object[]) => readonly object[]): void =>
      untrack(() => void (this.#dialogs = to(this.#dialogs)));
    change((dialogs) => [...dialogs, dialog]);
    return () => change((dialogs) => dialogs.filter((other) => other !== dialog));
  }

  /** Whether the sentence is shown in this dialog; null is the window itself. */
  isShownIn(dialog: object | null): boolean {
    return (this.#dialogs.at(-1) ?? null) === dialog;
  }
}
