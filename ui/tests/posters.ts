/** Posters for tests and the dev page, with pictures drawn as SVG. */
import type { PosterCard } from '../src/generated/types';

const TITLES = [
  ['春日上新 · 樱花季', '春季', ['新品', '门店']],
  ['Summer Coffee Week', '夏季', ['饮品', 'English']],
  ['周末市集：在老城里逛一圈，遇见三十位手作人和他们的故事', '城市生活', ['市集']],
  ['山野露营指南', '城市生活', ['户外']],
  ['夜跑 10K', '城市生活', ['户外', '运动']],
  ['Autumn Reading List', '秋季', ['English', '阅读']],
  ['中秋礼盒 早鸟八折', '秋季', ['门店', '礼盒']],
  ['咖啡与面包', '夏季', ['饮品']],
  ['新店开业', '秋季', ['门店', '新品']],
  ['Winter Light', '冬季', ['English']],
  ['年货节', '冬季', ['礼盒']],
  ['海边的一天', '夏季', ['户外']],
] as const;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const SIZES = [
  [1080, 1920],
  [750, 1334],
  [2160, 3840],
] as const;

export const posters: PosterCard[] = many(72);

/** As many as a test wants. */
export function many(count: number): PosterCard[] {
  return Array.from({ length: count }, (_, at) => poster(at));
}

function poster(at: number): PosterCard {
  const [title, campaign, tags] = TITLES[at % TITLES.length] ?? TITLES[0];
  const [width, height] = SIZES[at % SIZES.length] ?? SIZES[0];
  return {
    id: `p-${String(at + 1).padStart(3, '0')}`,
    title: at < TITLES.length ? title : `${title} ${Math.floor(at / TITLES.length) + 1}`,
    campaign,
    tags: [...tags],
    width,
    height,
    bytes: 150_000 + ((at * 7_919_311) % 5_800_000),
    media_type: TYPES[at % TYPES.length] ?? null,
    updated_at: `2026-0${(at % 9) + 1}-12T08:00:00Z`,
    starts_at: null,
    ends_at: at % 3 === 0 ? '2099-12-31T00:00:00Z' : null,
    saved: null,
  };
}

/** A hill, a sun and a title: enough to judge a layout by. */
export function draw(poster: PosterCard): string {
  const at = Number.parseInt(poster.id.slice(2), 10);
  const hue = (at * 47) % 360;
  const escaped = poster.title.replace(/[&<>]/g, '').slice(0, 9);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${poster.width}" height="${poster.height}" viewBox="0 0 90 160">
    <defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${hue} 55% 78%)"/><stop offset="1" stop-color="hsl(${hue + 40} 60% 60%)"/></linearGradient></defs>
    <rect width="90" height="160" fill="url(#s)"/><circle cx="${25 + (at % 5) * 10}" cy="62" r="${12 + (at % 4) * 3}" fill="hsl(${hue + 150} 80% 88%)"/>
    <path d="M0 112 Q22 ${80 + (at % 6) * 4} 48 104 T90 96 V160 H0Z" fill="hsl(${hue + 20} 35% 42%)"/><path d="M0 130 Q30 108 60 126 T90 122 V160 H0Z" fill="hsl(${hue + 10} 40% 28%)"/>
    <text x="8" y="24" font-size="8.5" font-weight="600" fill="hsl(${hue} 60% 18%)" font-family="sans-serif">${escaped}</text>
    <rect x="70" y="140" width="13" height="13" fill="#fff"/><path d="M72 142h4v4h-4zM78 142h3v3h-3zM72 148h3v3h-3zM78 147h3v4h-3z" fill="#222"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
