/** Sizes that the screens are drawn at before they are scaled into the room there is. CSS pixels. */
import type { Surface } from '../generated/types';

export type Size = { width: number; height: number };

/** The glass of the phone, without its rim. */
export const GLASS: Size = { width: 375, height: 760 };
export const RIM = 10;

const SIZES: Record<Surface, Size> = {
  desktop: { width: 440, height: 760 },
  wechat: { width: GLASS.width + 2 * RIM, height: GLASS.height + 2 * RIM },
};

export function sizeOf(surface: Surface): Size {
  return SIZES[surface];
}
