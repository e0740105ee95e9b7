/** What keys mean. One table, which both the behaviour and the help are read from. */

export type Surface = 'gallery' | 'viewer';

type Hold = 'none' | 'ctrl' | 'ctrl+shift';
type Binding = {
  on: readonly Surface[];
  key: string;
  /** Control, or ⌘ on macOS. */
  hold?: Hold;
  /** Also while somebody types. */
  typing?: true;
  /** The row of the help that it belongs to. Without one it is a second way to the same thing. */
  help?: Help;
};

/** The rows of the help, as `words.keys` names them. */
export type Help =
  | 'move'
  | 'open'
  | 'save'
  | 'select'
  | 'range'
  | 'all'
  | 'clear'
  | 'copy'
  | 'copyFile'
  | 'search'
  | 'help'
  | 'compare'
  | 'turn'
  | 'zoom'
  | 'fit'
  | 'actual'
  | 'close';

const GALLERY: readonly Surface[] = ['gallery'];
const VIEWER: readonly Surface[] = ['viewer'];
const BOTH: readonly Surface[] = ['gallery', 'viewer'];

const BINDINGS = {
  up: [{ on: GALLERY, key: 'ArrowUp', help: 'move' }],
  down: [{ on: GALLERY, key: 'ArrowDown', help: 'move' }],
  left: [{ on: GALLERY, key: 'ArrowLeft', help: 'move' }],
  right: [{ on: GALLERY, key: 'ArrowRight', help: 'move' }],
  home: [{ on: GALLERY, key: 'Home' }],
  end: [{ on: GALLERY, key: 'End' }],
  pageup: [{ on: GALLERY, key: 'PageUp' }],
  pagedown: [{ on: GALLERY, key: 'PageDown' }],
  save: [
    { on: BOTH, key: 's', hold: 'ctrl', typing: true, help: 'save' },
    { on: BOTH, key: 's' },
  ],
  select_all: [{ on: GALLERY, key: 'a', hold: 'ctrl', help: 'all' }],
  copy: [{ on: BOTH, key: 'c', hold: 'ctrl', help: 'copy' }],
  copy_file: [{ on: BOTH, key: 'c', hold: 'ctrl+shift', help: 'copyFile' }],
  search: [
    { on: GALLERY, key: 'f', hold: 'ctrl', typing: true, help: 'search' },
    { on: GALLERY, key: '/' },
  ],
  help: [
    { on: GALLERY, key: 'F1', typing: true, help: 'help' },
    { on: GALLERY, key: '?' },
  ],
  compare: [{ on: GALLERY, key: 'd', hold: 'ctrl+shift', typing: true, help: 'compare' }],
  previous: [{ on: VIEWER, key: 'ArrowLeft', help: 'turn' }],
  next: [{ on: VIEWER, key: 'ArrowRight', help: 'turn' }],
  zoom_in: [
    { on: VIEWER, key: '+', help: 'zoom' },
    { on: VIEWER, key: '=' },
  ],
  zoom_out: [{ on: VIEWER, key: '-', help: 'zoom' }],
  zoom_fit: [{ on: VIEWER, key: '0', help: 'fit' }],
  zoom_actual: [{ on: VIEWER, key: '1', help: 'actual' }],
} satisfies Record<string, readonly Binding[]>;

export type Intent = keyof typeof BINDINGS;

const TABLE = Object.entries(BINDINGS).flatMap(([meant, bindings]) =>
  bindings.map((binding: Binding) => ({ ...binding, meant: meant as Intent })),
);

export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

/** Where the focus is: in a field that takes text, in what the keys are about, or on something else. */
export type Focus = 'text' | 'here' | 'elsewhere';

/**
 * The intent of a key press, or null. A single character counts only where it is `here`, so that nobody who dictates or
 * brushes a key saves a poster; while an input method composes, nothing counts. Enter, Space and Escape are left to the
 * focused element and its dialog.
 */
export function intent(key: Key, surface: Surface, focus: Focus): Intent | null {
  if (key.isComposing || key.altKey) return null;
  const control = key.ctrlKey || key.metaKey;
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  const hold: Hold = !control ? 'none' : key.shiftKey ? 'ctrl+shift' : 'ctrl';
  const found = TABLE.find((row) => row.on.includes(surface) && row.key === name && (row.hold ?? 'none') === hold);
  if (found === undefined) return null;
  if (focus === 'text' && found.typing !== true) return null;
  if (focus === 'elsewhere' && !control && name.length === 1) return null;
  return found.meant;
}

/** Whether the element takes text. */
export function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['button', 'checkbox', 'radio'].includes(target.type))
  );
}

/** How keys are written on this system, in this language. */
export type KeyNames = { control: string; space: string };

const WRITTEN: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  '-': '−',
};

function written({ key, hold = 'none' }: Pick<Binding, 'key' | 'hold'>, names: KeyNames): string[] {
  const held = { none: [], ctrl: [names.control], 'ctrl+shift': [names.control, '⇧'] }[hold];
  return [...held, WRITTEN[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
}

/** The keys of an intent, for a menu: `Ctrl+S`, `⌘S`. */
export function hint(meant: Intent, names: KeyNames): string {
  const first = TABLE.find((row) => row.meant === meant);
  return (first === undefined ? [] : written(first, names)).join(names.control.length > 1 ? '+' : '');
}

/** What the focused element or its dialog does by itself. */
const BY_ITSELF: Record<Surface, readonly [Help, (names: KeyNames) => string[]][]> = {
  gallery: [
    ['open', () => ['Enter']],
    ['select', ({ space }) => [space]],
    ['range', () => ['⇧', '↑', '↓']],
    ['clear', () => ['Esc']],
  ],
  viewer: [['close', () => ['Esc']]],
};

/** The order of the help, from what is used most. */
const ORDER: Record<Surface, readonly Help[]> = {
  gallery: ['move', 'open', 'save', 'select', 'range', 'all', 'clear', 'copy', 'copyFile', 'search', 'compare', 'help'],
  viewer: ['turn', 'zoom', 'fit', 'actual', 'save', 'copy', 'copyFile', 'close'],
};

/** The help: each row with its keys. */
export function helpRows(surface: Surface, names: KeyNames): { does: Help; keys: string[] }[] {
  return ORDER[surface].map((does) => {
    const own = BY_ITSELF[surface].find(([row]) => row === does);
    const bound = TABLE.filter((row) => row.help === does && row.on.includes(surface));
    return { does, keys: own?.[1](names) ?? bound.flatMap((row) => written(row, names)) };
  });
}
