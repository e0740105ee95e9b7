/** What a key means. One table, so that the help and the behaviour cannot differ. */

export type Surface = 'gallery' | 'viewer';
export type Intent =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'pageup'
  | 'pagedown'
  | 'save'
  | 'search'
  | 'help'
  | 'compare'
  | 'previous'
  | 'next'
  | 'zoom_in'
  | 'zoom_out'
  | 'zoom_fit'
  | 'zoom_actual'
  | 'copy'
  | 'copy_file'
  | 'select_all';

export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

const GALLERY: Record<string, Intent> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageup',
  PageDown: 'pagedown',
  s: 'save',
  '/': 'search',
  '?': 'help',
  c: 'compare',
};

const VIEWER: Record<string, Intent> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  '+': 'zoom_in',
  '=': 'zoom_in',
  '-': 'zoom_out',
  '0': 'zoom_fit',
  '1': 'zoom_actual',
  s: 'save',
};

/**
 * The intent of a key press, or null. While somebody types, only ctrl/⌘ combinations mean something;
 * while an input method composes, nothing does. Enter and Escape are left to the focused element and its dialog.
 */
export function intent(key: Key, surface: Surface, typing: boolean): Intent | null {
  if (key.isComposing || key.altKey) return null;
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  if (key.ctrlKey || key.metaKey) {
    if (name === 's') return 'save';
    if (name === 'c' && !typing) return key.shiftKey ? 'copy_file' : 'copy';
    if (name === 'a' && surface === 'gallery' && !typing) return 'select_all';
    if (name === 'f' && surface === 'gallery') return 'search';
    return null;
  }
  if (typing) return null;
  return (surface === 'gallery' ? GALLERY : VIEWER)[name] ?? null;
}

/** Whether the element takes text. */
export function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['button', 'checkbox', 'radio'].includes(target.type))
  );
}
