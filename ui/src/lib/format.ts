/** Numbers as people read them. */
import type { Locale, PosterCard } from '../generated/types';

const FORMATS: Record<string, string> = {
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
  'image/jxl': 'JPEG XL',
  'image/bmp': 'BMP',
  'image/tiff': 'TIFF',
};

/** Decimal units, as file managers of macOS and Linux count. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 100 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

export function format(mediaType: string | null): string | null {
  return mediaType === null ? null : (FORMATS[mediaType.toLowerCase()] ?? null);
}

export function pixels(poster: Pick<PosterCard, 'width' | 'height'>): string | null {
  return poster.width === null || poster.height === null ? null : `${poster.width} × ${poster.height}`;
}

/** The line below a card, the most telling first: what is known, and nothing for what is not. */
export function facts(poster: PosterCard): string[] {
  const known = [pixels(poster), format(poster.media_type), poster.bytes === null ? null : size(poster.bytes)];
  return known.filter((fact) => fact !== null);
}

/** Whole percent; null while the length is unknown. Never 100 before the last byte. */
export function percent(received: number, total: number | null): number | null {
  if (total === null || total <= 0) return null;
  return Math.min(100, Math.floor((received / total) * 100));
}

/** `1.2 MB / 3.4 MB`, or what has come so far. */
export function amount(received: number, total: number | null): string {
  return total === null ? size(received) : `${size(received)} / ${size(total)}`;
}

// Making one costs more than drawing a line of the list.
const DAYS: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium' }),
  en: new Intl.DateTimeFormat('en', { dateStyle: 'medium' }),
};

/** An RFC 3339 date as a day; null for what is not a date. */
export function day(date: string | null, locale: Locale): string | null {
  return dayBy(DAYS, date, locale);
}

function dayBy(formats: Record<Locale, Intl.DateTimeFormat>, date: string | null, locale: Locale): string | null {
  const time = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? null : formats[locale].format(time);
}

const SHORT_DAYS: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: '2-digit', day: '2-digit' }),
  en: DAYS.en,
};

/** The same where there is little room. */
export function shortDay(date: string | null, locale: Locale): string | null {
  return dayBy(SHORT_DAYS, date, locale);
}

const CLOCKS: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false }),
  en: new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false }),
};
const NEAR_DAYS: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' }),
};

/** When something happened: the time of today, else the day, too; of another year the day alone. */
export function moment(time: number, locale: Locale, now = Date.now()): string {
  const [then, today] = [new Date(time), new Date(now)];
  if (then.toDateString() === today.toDateString()) return CLOCKS[locale].format(time);
  if (then.getFullYear() !== today.getFullYear()) return DAYS[locale].format(time);
  return `${NEAR_DAYS[locale].format(time)} ${CLOCKS[locale].format(time)}`;
}

/** Bytes a second. */
export function pace(rate: number): string {
  return `${size(Math.round(rate))}/s`;
}
