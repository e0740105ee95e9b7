/** WeChat's built-in components. */

import type { glassEasel } from 'glass-easel-miniprogram-adapter';

import type { Phone } from '../phone';
import type { Background } from '../wx/album-permission';
import type { Privacy } from '../wx/privacy';
import { button } from './button';
import { define, type BuiltIn } from './define';
import { image } from './image';
import { input, textarea } from './input';
import { navigator } from './navigator';
import { plainElements } from './plain';
import { scrollView } from './scroll-view';
import { swiper, swiperItem } from './swiper';
import { switchInput } from './switch';

/** What a component may reach outside itself. */
export interface Reach {
  phone: Phone;
  privacy: Privacy;
  background: Background;
  /** A move of the page stack, by the name of its function in wx. */
  navigate: (how: string, options: { url?: string; delta?: number }) => void;
  /** The user forwards the page; `dataset` is the tapped button's. */
  share: (dataset: Record<string, unknown>) => void;
}

/** Defines all of them in the space that every mini-program's space is based on. */
export function builtIn(
  space: glassEasel.ComponentSpace,
  reach: Reach,
): Map<string, glassEasel.GeneralComponentDefinition> {
  const all: BuiltIn[] = [
    ...plainElements,
    image(reach),
    button(reach),
    scrollView,
    swiper,
    swiperItem,
    navigator(reach),
    input,
    textarea,
    switchInput,
  ];
  return new Map(all.map((one) => [one.tag, define(space, one)]));
}
