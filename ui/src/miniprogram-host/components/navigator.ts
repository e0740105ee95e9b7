/** `<navigator>`: a link to another page. */

import type { BuiltIn } from './define';
import type { Reach } from './index';

const WAYS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

export function navigator({ navigate }: Reach): BuiltIn {
  return {
    tag: 'navigator',
    properties: { url: '', openType: 'navigate', delta: 1, hoverClass: 'navigator-hover', target: 'self' },
    mount: ({ get, element }) => {
      element.addListener('tap', () => {
        const how = WAYS[String(get('openType'))];
        if (how) navigate(how, { url: String(get('url')), delta: Number(get('delta')) });
      });
      return undefined;
    },
  };
}
