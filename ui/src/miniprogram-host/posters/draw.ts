/** Posters drawn in the frame, for a rehearsal that brings none. */

import type { RehearsedPoster } from '../script';

/** What is rehearsed with where nothing else is given. */
export const drawn: RehearsedPoster[] = [
  { id: 'spring', title: '春日焕新季 全场低至五折', campaign: '春日活动' },
  { id: 'member', title: '会员日 双倍积分', campaign: '会员', height: 1000 },
];

const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** A JPEG with the poster's title, the same for the same poster. */
export function drawPoster(poster: RehearsedPoster): Promise<Uint8Array<ArrayBuffer>> {
  const { id, title, width = 750, height = 1125 } = poster;
  const key = JSON.stringify([id, title, width, height]);
  const known = kept.get(key);
  if (known) return known;
  const picture = paint(
    title,
    width,
    height,
    [...id].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 360,
  );
  kept.set(key, picture);
  return picture;
}

async function paint(title: string, width: number, height: number, hue: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // In memory: it is read back at once, which a graphics card is slow at.
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('nothing to draw on');
  const ground = pen.createLinearGradient(0, 0, width * 0.4, height);
  ground.addColorStop(0, `hsl(${hue} 75% 62%)`);
  ground.addColorStop(1, `hsl(${(hue + 28) % 360} 70% 42%)`);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = 'rgb(255 255 255 / 16%)';
  for (const [x, y, radius] of [
    [0.86, 0.1, 0.34],
    [0.1, 0.52, 0.2],
    [0.7, 0.86, 0.42],
  ] as const) {
    pen.beginPath();
    pen.arc(x * width, y * height, radius * width, 0, 7);
    pen.fill();
  }
  pen.fillStyle = '#ffffff';
  const [head = '', ...rest] = title.split(' ');
  const size = Math.min(width * 0.22, (width * 0.84) / Math.max(1, head.length));
  pen.font = `bold ${size}px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
  pen.fillText(head, width * 0.08, height * 0.34);
  pen.font = `${width * 0.062}px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
  pen.fillText(rest.join(' '), width * 0.085, height * 0.34 + size * 0.75);
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/jpeg', 0.9);
  });
  if (!blob) throw new Error('nothing drawn');
  return new Uint8Array(await blob.arrayBuffer());
}
