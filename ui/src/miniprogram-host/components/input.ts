/** `<input>` and `<textarea>`. */

import type { BuiltIn, Mounted } from './define';

const SHARED = {
  value: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  cursorSpacing: 0,
  adjustPosition: true,
  holdKeyboard: false,
  confirmType: 'done',
  name: '',
};

function field(inner: HTMLInputElement | HTMLTextAreaElement, { host, get, emit }: Mounted): (name: string) => void {
  inner.className = 'host-field';
  const dress = (name?: string): void => {
    const value = String(get('value') ?? '');
    if (inner.value !== value) inner.value = value;
    inner.placeholder = String(get('placeholder') ?? '');
    inner.disabled = Boolean(get('disabled'));
    inner.maxLength = Number(get('maxlength'));
    if (inner instanceof HTMLInputElement) {
      const kinds: Record<string, string> = { number: 'numeric', digit: 'decimal' };
      inner.inputMode = kinds[String(get('type'))] ?? 'text';
      inner.type = get('password') ? 'password' : 'text';
    }
    if (get('focus') && (name === undefined || name === 'focus')) window.setTimeout(() => inner.focus(), 0);
  };
  inner.addEventListener('input', () =>
    emit('input', { value: inner.value, cursor: inner.selectionStart ?? inner.value.length }),
  );
  inner.addEventListener('focus', () => emit('focus', { value: inner.value, height: 0 }));
  inner.addEventListener('blur', () => emit('blur', { value: inner.value }));
  inner.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter' && inner instanceof HTMLInputElement)
      emit('confirm', { value: inner.value });
  });
  host.append(inner);
  dress();
  return dress;
}

export const input: BuiltIn = {
  tag: 'input',
  properties: { ...SHARED, type: 'text', password: false },
  mount: (mounted) => field(document.createElement('input'), mounted),
};

export const textarea: BuiltIn = {
  tag: 'textarea',
  properties: { ...SHARED, autoHeight: false, fixed: false, showConfirmBar: true },
  mount: (mounted) => field(document.createElement('textarea'), mounted),
};
