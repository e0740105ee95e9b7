/** Copying, also where the browser has no clipboard for pages (http, WeChat). */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyAsOfOld(text);
  }
}

function copyAsOfOld(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'for-readers';
  // Inside an open dialog, where the rest of the page takes no focus.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  const before = document.activeElement;
  field.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    // Then the person is told to do it by hand.
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
