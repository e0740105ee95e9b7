/** Components that are no more than an element with a style. */

import type { BuiltIn } from './define';

export const plainElements: BuiltIn[] = [
  { tag: 'view' },
  { tag: 'cover-view' },
  { tag: 'label', properties: { for: '' } },
  { tag: 'form', properties: { reportSubmit: false } },
  {
    tag: 'text',
    properties: { selectable: false, userSelect: false, space: '', decode: false },
    mount: ({ host, get }) => {
      const dress = (): void => {
        host.classList.toggle('host-selectable', Boolean(get('userSelect')) || Boolean(get('selectable')));
      };
      dress();
      return dress;
    },
  },
  {
    tag: 'icon',
    properties: { type: '', size: '23px', color: '' },
    mount: ({ host, get }) => {
      const dress = (): void => {
        const size = String(get('size'));
        host.dataset.type = String(get('type'));
        host.style.setProperty('--size', /^\d+$/u.test(size) ? `${size}px` : size);
        host.style.color = String(get('color'));
      };
      dress();
      return dress;
    },
  },
  {
    tag: 'progress',
    properties: {
      percent: 0,
      strokeWidth: 6,
      activeColor: '#09BB07',
      backgroundColor: '',
      showInfo: false,
      active: false,
      activeMode: 'backwards',
      duration: 30,
      borderRadius: 0,
    },
    mount: ({ host, get }) => {
      const bar = document.createElement('span');
      bar.className = 'host-progress-bar';
      host.append(bar);
      const dress = (): void => {
        host.style.setProperty('--stroke', `${String(get('strokeWidth'))}px`);
        host.style.setProperty('--percent', `${String(get('percent'))}%`);
        host.style.setProperty('--radius', `${String(get('borderRadius'))}px`);
        bar.style.backgroundColor = String(get('activeColor'));
        host.style.backgroundColor = String(get('backgroundColor'));
      };
      dress();
      return dress;
    },
  },
];
