/** What a key means on the compare screen. One table, so that the help and the behaviour cannot differ. */
import type { Key } from '../lib/keys';

export type CompareIntent =
  | 'play'
  | 'step'
  | 'restart'
  | 'before'
  | 'after'
  | 'parting'
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

const ANYWHERE: Record<string, CompareIntent> = {
  '[': 'section_before',
  ']': 'section_after',
  Escape: 'back',
  '?': 'help',
};

const SIDES: Record<string, CompareIntent> = {
  p: 'play',
  n: 'step',
  r: 'restart',
  ArrowUp: 'before',
  ArrowDown: 'after',
  d: 'parting',
  '1': 'beside',
  '2': 'blink',
  '3': 'slider',
  b: 'flip',
  '+': 'zoom_in',
  '=': 'zoom_in',
  '-': 'zoom_out',
  '0': 'fit',
  '/': 'search',
  k: 'scenario_before',
  j: 'scenario_after',
};

/** The intent of a key press, or null; nothing while somebody types or an input method composes. */
export function compareIntent(key: Key, sides: boolean, typing: boolean): CompareIntent | null {
  if (key.isComposing || key.altKey || key.ctrlKey || key.metaKey || typing) return null;
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  return ANYWHERE[name] ?? (sides ? (SIDES[name] ?? null) : null);
}
