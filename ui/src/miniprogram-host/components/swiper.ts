/** `<swiper>` and `<swiper-item>`: pages side by side that a finger moves. */

import type { BuiltIn } from './define';

export const swiper: BuiltIn = {
  tag: 'swiper',
  properties: {
    current: 0,
    vertical: false,
    indicatorDots: false,
    indicatorColor: 'rgba(0, 0, 0, .3)',
    indicatorActiveColor: '#000000',
    autoplay: false,
    interval: 5000,
    duration: 500,
    circular: false,
    previousMargin: '0px',
    nextMargin: '0px',
    easingFunction: 'default',
  },
  mount: ({ host, get, emit }) => {
    let current = 0;
    let settled: number | undefined;
    const dots = document.createElement('span');
    dots.className = 'host-swiper-dots';
    const size = (): number => (get('vertical') ? host.clientHeight : host.clientWidth);
    const go = (to: number, smooth: boolean): void => {
      host.scrollTo({ [get('vertical') ? 'top' : 'left']: to * size(), behavior: smooth ? 'smooth' : 'instant' });
    };
    const dress = (): void => {
      host.toggleAttribute('vertical', Boolean(get('vertical')));
      host.style.setProperty('--dot', String(get('indicatorColor')));
      host.style.setProperty('--dot-on', String(get('indicatorActiveColor')));
      if (!get('indicatorDots')) {
        dots.remove();
        return;
      }
      const count = host.querySelectorAll('wx-swiper-item').length;
      dots.replaceChildren(
        ...Array.from({ length: count }, (_, at) =>
          Object.assign(document.createElement('i'), { className: at === current ? 'host-on' : '' }),
        ),
      );
      host.append(dots);
    };
    host.addEventListener(
      'scroll',
      () => {
        window.clearTimeout(settled);
        // Not every web view in use tells the end of a scroll.
        settled = window.setTimeout(() => {
          const at = Math.round((get('vertical') ? host.scrollTop : host.scrollLeft) / Math.max(1, size()));
          if (at !== current) {
            current = at;
            emit('change', { current, currentItemId: '', source: 'touch' });
            dress();
          }
          emit('animationfinish', { current, currentItemId: '', source: 'touch' });
        }, 120);
      },
      { passive: true },
    );
    window.setTimeout(() => {
      current = Number(get('current'));
      go(current, false);
      dress();
    }, 0);
    return (name) => {
      if (name === 'current' && Number(get('current')) !== current) go(Number(get('current')), true);
      dress();
    };
  },
};

export const swiperItem: BuiltIn = { tag: 'swiper-item', properties: { itemId: '', skipHiddenItemLayout: false } };
