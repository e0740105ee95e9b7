/** The columns of the list view, and the orders that they put posters in. */
import type { PosterCard } from '../generated/types';

export const COLUMNS = ['title', 'campaign', 'dimensions', 'size', 'updated', 'ends', 'saved'] as const;
export type Column = (typeof COLUMNS)[number];
export type Order = { by: Column; descending: boolean };

// Digits by their value: "夜跑 2" before "夜跑 10".
const words = new Intl.Collator('zh-CN', { numeric: true });

/** What a column orders by. Null is unknown, and stands last in either direction. */
const VALUES: Record<Column, (poster: PosterCard) => string | number | null> = {
  title: (poster) => poster.title,
  campaign: (poster) => poster.campaign,
  dimensions: ({ width, height }) => (width === null || height === null ? null : width * height),
  size: (poster) => poster.bytes,
  updated: (poster) => time(poster.updated_at),
  ends: (poster) => time(poster.ends_at),
  saved: (poster) => poster.saved?.at ?? null,
};

function time(date: string | null): number | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : at;
}

/** A comparison for this order. Each poster is read once, however often it is compared. */
export function comparing({ by, descending }: Order): (a: PosterCard, b: PosterCard) => number {
  const read = VALUES[by];
  const values = new Map<PosterCard, string | number | null>();
  const value = (poster: PosterCard): string | number | null => {
    const known = values.get(poster);
    if (known !== undefined) return known;
    const found = read(poster);
    values.set(poster, found);
    return found;
  };
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (typeof one === 'string' && typeof other === 'string') return sign * words.compare(one, other);
    return sign * (Number(one) - Number(other));
  };
}

/** What a press on a column's head leads to: up, down, and back to the source's own order. Sizes and dates begin with the largest. */
export function pressed(order: Order | null, by: Column): Order | null {
  const first = by !== 'title' && by !== 'campaign';
  if (order?.by !== by) return { by, descending: first };
  return order.descending === first ? { by, descending: !first } : null;
}
