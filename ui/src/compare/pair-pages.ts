/** Both sides as one page: the screens that were taken go into it as pages of their own. */
import type { Picture, Pictures } from '../generated/types';
import { snapshotPage } from '../miniprogram-host/snapshot/page';
import type { Comparison } from './comparison.svelte';
import { stillPage } from './still';

/** Ends with the file's name; null when the user closed the dialog. */
export async function exportPair(comparison: Comparison): Promise<string | null> {
  const { desk, desktop, left, phone, recorded, right } = comparison;
  if (left === null || right === null) return null;
  const poster = await comparison.picture();
  const none: Picture | null = null;
  const pictures: Pictures = {
    a:
      recorded.left === null
        ? Array.from(desktop.pictures, (one) =>
            one === undefined ? none : { ...sizeOf(one), page: stillPage(one, poster) },
          )
        : [],
    b:
      recorded.right === null
        ? Array.from(phone.pictures, (one) => (one === undefined ? none : { ...sizeOf(one), page: snapshotPage(one) }))
        : [],
  };
  return desk.host.compare.exportPair(left, right, pictures);
}

function sizeOf({ width, height }: { width: number; height: number }): { width: number; height: number } {
  return { width: Math.ceil(width), height: Math.ceil(height) };
}
