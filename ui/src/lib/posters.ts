/** What is said of a poster wherever it is shown. */
import type { Locale, PosterCard, SourceRef } from '../generated/types';
import { day } from './format';
import type { Words } from './words';

/** Its title, or what a poster without one is called. */
export function titleOf({ title }: { title: string }, words: Pick<Words, 'untitled'>): string {
  return title.trim() === '' ? words.untitled : title;
}

/** Whether a poster may be used yet, now, or no more. */
export type Validity = 'upcoming' | 'valid' | 'expired';

export function validity(
  { starts_at, ends_at }: Pick<PosterCard, 'starts_at' | 'ends_at'>,
  now = Date.now(),
): Validity {
  // What is not a date sets no limit: comparing with NaN is false.
  if (ends_at !== null && Date.parse(ends_at) < now) return 'expired';
  return starts_at !== null && Date.parse(starts_at) > now ? 'upcoming' : 'valid';
}

/** What somebody who is about to use it should know; null for a poster that may be used. */
export function caution(
  poster: Pick<PosterCard, 'starts_at' | 'ends_at'>,
  words: Words,
  locale: Locale,
): string | null {
  const state = validity(poster);
  if (state === 'expired') return words.expiredOn(day(poster.ends_at, locale) ?? '');
  return state === 'upcoming' ? words.startsOn(day(poster.starts_at, locale) ?? '') : null;
}

/** What to call a source: the built-in one has a name in each language. */
export function sourceName(source: Pick<SourceRef, 'name' | 'demo'>, words: Pick<Words, 'demoSource'>): string {
  return source.demo ? words.demoSource : source.name;
}
