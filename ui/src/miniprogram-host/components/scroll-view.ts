/** `<scroll-view>`: an element that scrolls, and says so. */

import type { BuiltIn } from './define';

export const scrollView: BuiltIn = {
  tag: 'scroll-view',
  properties: {
    scrollX: false,
    scrollY: false,
    scrollTop: 0,
    scrollLeft: 0,
    scrollIntoView: '',
    scrollWithAnimation: false,
    upperThreshold: 50,
    lowerThreshold: 50,
    enableFlex: false,
    enhanced: false,
    showScrollbar: true,
    bounces: true,
    type: 'list',
    enableBackToTop: false,
  },
  mount: ({ host, get, emit }) => {
    let low = false;
    let high = true;
    const dress = (): void => {
      host.toggleAttribute('scroll-x', Boolean(get('scrollX')));
      host.toggleAttribute('scroll-y', Boolean(get('scrollY')));
      host.toggleAttribute('enable-flex', Boolean(get('enableFlex')));
    };
    host.addEventListener(
      'scroll',
      () => {
        const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = host;
        emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth });
        const [at, end] = get('scrollY')
          ? [scrollTop, scrollHeight - clientHeight]
          : [scrollLeft, scrollWidth - clientWidth];
        const nowLow = at >= end - Number(get('lowerThreshold'));
        const nowHigh = at <= Number(get('upperThreshold'));
        if (nowLow && !low) emit('scrolltolower', { direction: get('scrollY') ? 'bottom' : 'right' });
        if (nowHigh && !high) emit('scrolltoupper', { direction: get('scrollY') ? 'top' : 'left' });
        low = nowLow;
        high = nowHigh;
      },
      { passive: true },
    );
    dress();
    return (name) => {
      if (name === 'scrollTop') host.scrollTop = Number(get('scrollTop'));
      else if (name === 'scrollLeft') host.scrollLeft = Number(get('scrollLeft'));
      else dress();
    };
  },
};
