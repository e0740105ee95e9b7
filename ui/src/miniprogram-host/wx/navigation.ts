/** Moves of the page stack, the title bar, and what belongs to the page on top. */

import type { Page } from '../page';
import { Refused, type PageStack } from '../page-stack';
import type { Phone } from '../phone';
import { asynchronous, type Options, type Settle, type WxFunction } from './call';

export function navigation(phone: Phone, stack: PageStack): Record<string, WxFunction> {
  const move = (name: string, go: (options: Options) => Record<string, unknown> | undefined): WxFunction =>
    asynchronous(phone, name, (options, settle) => {
      phone.later(() => {
        try {
          settle.success(go(options));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          settle.fail({ errMsg: `${name}:fail ${error.message}` });
        }
      });
    });
  const onTop = (name: string, change: (page: Page, options: Options) => void): WxFunction =>
    asynchronous(phone, name, (options, settle: Settle) => {
      if (stack.top) change(stack.top, options);
      phone.later(() => settle.success());
    });
  return {
    navigateTo: move('navigateTo', ({ url, events }) => ({ eventChannel: stack.open(url, events) })),
    navigateBack: move('navigateBack', ({ delta }) => void stack.back(delta)),
    redirectTo: move('redirectTo', ({ url }) => void stack.redirect(url)),
    reLaunch: move('reLaunch', ({ url }) => void stack.relaunch(url)),
    switchTab: move('switchTab', ({ url }) => void stack.switchTab(url)),
    setNavigationBarTitle: onTop('setNavigationBarTitle', (page, { title }) =>
      page.configure({ navigationBarTitleText: title }),
    ),
    setNavigationBarColor: onTop('setNavigationBarColor', (page, { frontColor, backgroundColor }) =>
      page.configure({
        navigationBarTextStyle: frontColor === '#ffffff' ? 'white' : 'black',
        navigationBarBackgroundColor: backgroundColor,
      }),
    ),
    setBackgroundColor: onTop('setBackgroundColor', (page, { backgroundColor }) => page.configure({ backgroundColor })),
    startPullDownRefresh: onTop('startPullDownRefresh', (page) => page.pullDown.start()),
    stopPullDownRefresh: onTop('stopPullDownRefresh', (page) => page.pullDown.stop()),
    pageScrollTo: onTop('pageScrollTo', (page, { scrollTop, selector }) => {
      const target = selector ? page.scroller.querySelector(selector) : null;
      const top = target
        ? target.getBoundingClientRect().top - page.scroller.getBoundingClientRect().top + page.scroller.scrollTop
        : Number(scrollTop ?? 0);
      page.scroller.scrollTo({ top });
    }),
    createSelectorQuery: () => {
      if (!stack.top) throw new Error('createSelectorQuery: no page is open');
      return stack.top.instance.createSelectorQuery();
    },
    createIntersectionObserver: (component: Page['instance'], options?: never) =>
      component.createIntersectionObserver(options),
    nextTick: (run: () => void) => phone.later(run),
  };
}
