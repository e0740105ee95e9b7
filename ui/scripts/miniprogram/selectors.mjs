import parser from 'postcss-selector-parser';

/** Tags that WeChat brings; the host draws them as <wx-…>. */
export const BUILT_IN = new Set([
  'view',
  'text',
  'image',
  'button',
  'scroll-view',
  'swiper',
  'swiper-item',
  'navigator',
  'input',
  'textarea',
  'icon',
  'progress',
  'switch',
  'label',
  'form',
  'block',
  'slot',
  'rich-text',
  'page-meta',
  'cover-view',
  'cover-image',
  'page',
]);

/**
 * @param {string} selector as written
 * @param {{route?: string, scope?: string}} place a page's route or a component's scope; neither for app.wxss
 * @param {string | undefined} theme of the media rule around it
 */
export function scopeSelector(selector, { route, scope }, theme) {
  return parser((root) => {
    root.each((one) => {
      let onPage = false;
      one.walkTags((tag) => {
        if (tag.value === 'page' && route) {
          tag.replaceWith(parser.tag({ value: `wx-page:where([data-route="${route}"])` }));
          onPage = true;
        } else if (BUILT_IN.has(tag.value)) {
          tag.value = `wx-${tag.value}`;
        }
      });
      if (scope) {
        one.walkClasses((name) => {
          name.value = `${scope}--${name.value}`;
        });
        one.walkPseudos((pseudo) => {
          if (pseudo.value === ':host') pseudo.replaceWith(parser.tag({ value: `[wx-host="${scope}"]` }));
        });
      }
      // `:where` adds nothing to the weight, so the order of the files decides as it does in WeChat.
      let before = '';
      if (theme) before += `:where([data-theme="${theme}"]) `;
      if (route && !onPage) before += `:where(wx-page[data-route="${route}"]) `;
      if (before) one.prepend(parser.tag({ value: before }));
    });
  }).processSync(selector);
}
