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

/** The line below a card: what is known, and nothing for what is not. */
export function facts(poster: PosterCard): string {
  const known = [pixels(poster), format(poster.media_type), poster.bytes === null ? null : size(poster.bytes)];
  return known.filter((fact) => fact !== null).join(' · ');
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
  if (date === null) return null;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : DAYS[locale].format(time);
}

export function clock(time: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(time);
}

/** Bytes a second. */
export function pace(rate: number): string {
  return `${size(Math.round(rate))}/s`;
}
