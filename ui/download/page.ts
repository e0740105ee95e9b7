/**
 * What the page gains by a script: the one right button, copying, and the way out of WeChat. It runs in the head, before
 * anything is drawn, so that nothing jumps; without it the page says the same with more buttons.
 */
import { copy } from './copy';
import { visitorOf, wechatOf } from './visitor';

interface ChromiumNavigator extends Navigator {
  userAgentData?: {
    getHighEntropyValues?(hints: string[]): Promise<{ architecture?: string; bitness?: string }>;
  };
}

const root = document.documentElement;
const told = { userAgent: navigator.userAgent, touchPoints: navigator.maxTouchPoints };
const inWechat = wechatOf(told.userAgent);

root.dataset['script'] = '';
welcome(visitorOf(told));
if (inWechat !== null) root.dataset['wechat'] = inWechat;

// The chip comes later, if at all; on most machines it changes nothing.
const more = (navigator as ChromiumNavigator).userAgentData?.getHighEntropyValues?.(['architecture', 'bitness']);
more?.then(
  (hints) => welcome(visitorOf({ ...told, ...hints })),
  () => undefined,
);

document.addEventListener('DOMContentLoaded', () => {
  // A release that knows nothing of this visitor shows what it shows to anybody.
  const known = document.querySelector(`.offer[data-for~="${root.dataset['visitor'] ?? ''}"]`);
  if (known === null) welcome('anybody');
  for (const place of document.querySelectorAll<HTMLElement>('[data-address]')) place.textContent ||= here();
  for (const button of document.querySelectorAll<HTMLElement>('[data-share]')) button.hidden = !('share' in navigator);
  if (inWechat !== null) openWechat();
});

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
  if (button === null) return;
  const { copy: text, share } = button.dataset;
  if (text !== undefined) void copied(button, text || here());
  else if (share !== undefined) navigator.share({ url: here(), text: share }).catch(() => undefined);
  else if ('openWechat' in button.dataset) openWechat();
  else if ('close' in button.dataset) closeWechat();
});

/** Shows the offer for this visitor; style.css knows the names, too. */
function welcome(visitor: string): void {
  root.dataset['visitor'] = visitor;
}

/** This page's address, without the place in it. */
function here(): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return canonical ?? location.href.replace(/#.*$/, '');
}

async function copied(button: HTMLElement, text: string): Promise<void> {
  const done = await copy(text);
  const label = button.querySelector('span');
  const said = document.getElementById('said');
  const words = (done ? button.dataset['copied'] : button.dataset['failed']) ?? '';
  if (label === null || label.textContent === words) return;
  const before = label.textContent;
  label.textContent = words;
  if (said !== null) said.textContent = words;
  button.dataset['state'] = done ? 'done' : 'failed';
  setTimeout(() => {
    label.textContent = before;
    if (said !== null) said.textContent = '';
    delete button.dataset['state'];
  }, 2000);
}

/** Older phones know a dialog by name only: for them it is a box that is open or not. */
function openWechat(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#wechat');
  if (dialog === null || dialog.hasAttribute('open')) return;
  if (typeof dialog.showModal === 'function') dialog.showModal();
  else dialog.setAttribute('open', '');
}

function closeWechat(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#wechat');
  if (typeof dialog?.close === 'function') dialog.close();
  else dialog?.removeAttribute('open');
}
