/** The classification table as the screen shows it, read from the contract itself. */
import { contractHash, failures, flow } from '../contract';
import type { Explanation, Kind, Locale, Recovery, Surface } from '../generated/types';

export { contractHash };

/** A signal that a row waits for: what it looks at, and whether that was seen or is assumed. */
export type Wanted = { text: string; seen: string | null; assumed: string | null };

export type Row = {
  /** Counted from 0. */
  at: number;
  kind: Kind;
  recovery: Recovery;
  why: string;
  /** By surface; null where the row does not exist there. */
  sides: Record<Surface, { remedy: string; title: string; body: string; signals: Wanted[] } | null>;
  /** Why a surface has no such row. */
  na: Partial<Record<Surface, string>>;
};

type Words = { title: string; body: string; desktop?: { title?: string; body?: string }; wechat?: { body?: string } };
type Source = {
  kind: Kind;
  recovery: Recovery;
  why: string;
  remedy: Partial<Record<Surface, string>>;
  copy: Record<Locale, Words>;
  signals: Partial<Record<Surface, readonly Record<string, unknown>[]>>;
  wechat_na?: string;
  desktop_na?: string;
};

export function rows(locale: Locale): Row[] {
  return (failures.rows as unknown as readonly Source[]).map((row, at) => {
    const copy = row.copy[locale];
    const side = (surface: Surface): Row['sides'][Surface] =>
      row[`${surface}_na`] === undefined
        ? {
            remedy: row.remedy[surface] ?? 'none',
            title: copy[surface as 'desktop']?.title ?? copy.title,
            body: filled(copy[surface]?.body ?? copy.body, locale),
            signals: (row.signals[surface] ?? []).map(wanted),
          }
        : null;
    return {
      at,
      kind: row.kind,
      recovery: row.recovery,
      why: row.why,
      sides: { desktop: side('desktop'), wechat: side('wechat') },
      na: {
        ...(row.desktop_na === undefined ? {} : { desktop: row.desktop_na }),
        ...(row.wechat_na === undefined ? {} : { wechat: row.wechat_na }),
      },
    };
  });
}

/** The sentence with the words that stand where a fact is not known. */
function filled(sentence: string, locale: Locale): string {
  const facts: Record<string, Record<Locale, string>> = flow.words;
  return sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => facts[name]?.[locale] ?? whole);
}

function wanted({ evidence, source, ...rest }: Record<string, unknown>): Wanted {
  const text = Object.entries(rest)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
  const from = typeof source === 'string' ? source : '';
  return { text, seen: evidence === 'seen' ? from : null, assumed: evidence === 'seen' ? null : from };
}

/** Whether this is what caught an error that was looked up. */
export function hit(wanted: Wanted, surface: Surface, { pattern, signal }: Explanation): boolean {
  return signal.surface === surface && pattern !== null && wanted.text.includes(pattern);
}

/** Whether a row has all the words that are looked for. */
export function matches(row: Row, sought: string): boolean {
  const all = [
    row.kind,
    row.recovery,
    row.why,
    ...Object.values(row.sides).flatMap((side) =>
      side === null ? [] : [side.title, side.body, side.remedy, ...side.signals.map(({ text }) => text)],
    ),
  ]
    .join(' ')
    .toLowerCase();
  return sought
    .trim()
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}
