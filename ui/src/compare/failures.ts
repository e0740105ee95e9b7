/** The classification table as the screen shows it, read from the contract itself. */
import { contractHash, failures, flow } from '../contract';
import { rules } from '../generated/rules';
import type { Evidence, Explanation, Kind, Locale, Recovery, Remedy, Surface } from '../generated/types';
import { remedyName } from './names';

export { contractHash };

/** A rule of a row, in one line. */
export type Rule = { text: string; evidence: Evidence; source: string };

export type Row = {
  /** Counted from 0. */
  at: number;
  kind: Kind;
  name: string;
  recovery: Recovery;
  why: string;
  /** By surface; null where the row does not exist there. */
  sides: Record<Surface, { remedy: Remedy; remedyName: string; title: string; body: string; rules: Rule[] } | null>;
  /** Why a surface has no such row. */
  na: Partial<Record<Surface, string>>;
};

type Words = { title: string; body: string; desktop?: { title?: string; body?: string }; wechat?: { body?: string } };
type Both = Record<Locale, string>;
type Source = {
  kind: Kind;
  name: Both;
  recovery: Recovery;
  why: Both;
  remedy: Record<Surface, Remedy>;
  copy: Record<Locale, Words>;
  signals: Record<Surface, readonly { evidence: Evidence; source?: string }[]>;
  wechat_na?: Both;
  desktop_na?: Both;
};

export function rows(locale: Locale): Row[] {
  return (failures.rows as unknown as readonly Source[]).map((row, at) => {
    const copy = row.copy[locale];
    const side = (surface: Surface): Row['sides'][Surface] =>
      row[`${surface}_na`] === undefined
        ? {
            remedy: row.remedy[surface],
            remedyName: remedyName(row.remedy[surface], locale),
            title: copy[surface as 'desktop']?.title ?? copy.title,
            body: filled(copy[surface]?.body ?? copy.body, locale),
            rules: row.signals[surface].map(({ evidence, source = '' }, rule) => ({
              text: rules[at]?.[surface][rule] ?? '',
              evidence,
              source,
            })),
          }
        : null;
    return {
      at,
      kind: row.kind,
      name: row.name[locale],
      recovery: row.recovery,
      why: row.why[locale],
      sides: { desktop: side('desktop'), wechat: side('wechat') },
      na: {
        ...(row.desktop_na === undefined ? {} : { desktop: row.desktop_na[locale] }),
        ...(row.wechat_na === undefined ? {} : { wechat: row.wechat_na[locale] }),
      },
    };
  });
}

/** The sentence with the words that stand where a fact is not known. */
function filled(sentence: string, locale: Locale): string {
  const facts: Record<string, Record<Locale, string>> = flow.words;
  return sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => facts[name]?.[locale] ?? whole);
}

/** Whether this rule of a surface is what matched an error that was looked up. */
export function hit(rule: number, surface: Surface, { rule: found, signal }: Explanation): boolean {
  return signal.surface === surface && found === rule;
}

/** Whether a row has all the words that are looked for. */
export function matches(row: Row, sought: string): boolean {
  const all = [
    row.kind,
    row.name,
    row.recovery,
    row.why,
    ...Object.values(row.sides).flatMap((side) =>
      side === null ? [] : [side.title, side.body, side.remedy, side.remedyName, ...side.rules.map(({ text }) => text)],
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
