/** What a key means on the compare screen. One table: the behaviour and the help are both read from it. */
import type { Key } from '../lib/keys';

export type CompareIntent =
  | 'play'
  | 'step'
  | 'restart'
  | 'before'
  | 'after'
  | 'parting'
  | 'unfold'
  | 'beside'
  | 'blink'
  | 'slider'
  | 'flip'
  | 'zoom_in'
  | 'zoom_out'
  | 'fit'
  | 'search'
  | 'scenario_before'
  | 'scenario_after'
  | 'section_before'
  | 'section_after'
  | 'back'
  | 'help';

/** A line of the help. `anywhere`: on every part of the screen, not only beside the two flows. */
type Line = { does: string; keys: Record<string, CompareIntent>; anywhere?: true };

const LINES = [
  { does: 'play', keys: { p: 'play' } },
  { does: 'step', keys: { n: 'step' } },
  { does: 'restart', keys: { r: 'restart' } },
  { does: 'steps', keys: { ArrowUp: 'before', ArrowDown: 'after' } },
  { does: 'parting', keys: { d: 'parting' } },
  { does: 'unfold', keys: { e: 'unfold' } },
  { does: 'beside', keys: { '1': 'beside' } },
  { does: 'blink', keys: { '2': 'blink' } },
  { does: 'flip', keys: { b: 'flip' } },
  { does: 'slider', keys: { '3': 'slider' } },
  { does: 'zoom', keys: { '+': 'zoom_in', '-': 'zoom_out' } },
  { does: 'fit', keys: { '0': 'fit' } },
  { does: 'scenarios', keys: { k: 'scenario_before', j: 'scenario_after' } },
  { does: 'search', keys: { '/': 'search' } },
  { does: 'tabs', keys: { '[': 'section_before', ']': 'section_after' }, anywhere: true },
  { does: 'back', keys: { Escape: 'back' }, anywhere: true },
  { does: 'help', keys: { '?': 'help' }, anywhere: true },
] as const satisfies readonly Line[];

export type Does = (typeof LINES)[number]['does'];

const CAPS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', '-': '−', Escape: 'Esc' };

/** The help: what is written on the keys, and what they do. */
export const HELP: readonly { does: Does; keys: string[] }[] = LINES.map(({ does, keys }) => ({
  does,
  keys: Object.keys(keys).map((key) => CAPS[key] ?? key.toUpperCase()),
}));

const MEANT: ReadonlyMap<string, { intent: CompareIntent; anywhere: boolean }> = new Map(
  (LINES as readonly Line[]).flatMap(({ keys, anywhere = false }) =>
    Object.entries(keys).map(([key, intent]) => [key, { intent, anywhere }] as const),
  ),
);

/** The plus sign without its shift key. */
const ALSO: Record<string, string> = { '=': '+' };

/** The intent of a key press, or null; nothing while somebody types or an input method composes. */
export function compareIntent(key: Key, sides: boolean, typing: boolean): CompareIntent | null {
  if (key.isComposing || key.altKey || key.ctrlKey || key.metaKey || typing) return null;
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  const meant = MEANT.get(ALSO[name] ?? name);
  return meant !== undefined && (sides || meant.anywhere) ? meant.intent : null;
}
