/** `<switch>`. */

import { draw } from '../element';
import type { BuiltIn } from './define';

export const switchInput: BuiltIn = {
  tag: 'switch',
  properties: { checked: false, disabled: false, type: 'switch', color: '#04BE02', name: '' },
  mount: ({ host, get, emit, element }) => {
    let on = Boolean(get('checked'));
    host.append(draw('span', { class: 'switch' }, [draw('span', { class: 'knob' })]));
    host.setAttribute('role', 'switch');
    const dress = (): void => {
      host.setAttribute('aria-checked', String(on));
      host.toggleAttribute('disabled', Boolean(get('disabled')));
      host.style.setProperty('--on', String(get('color')));
    };
    element.addListener('tap', () => {
      if (get('disabled')) return;
      on = !on;
      dress();
      emit('change', { value: on });
    });
    dress();
    return (name) => {
      if (name === 'checked') on = Boolean(get('checked'));
      dress();
    };
  },
};
