/** What the desktop's screen says, read from the screen itself: the words of a trace are those that somebody could read. */
import type { TraceStep } from '../generated/types';

const BUTTON = 'button[data-testid]';
/** What the test ids of the flow's own buttons begin with, in the dialog, in the bar and at rest. */
const OFFER = /^(?:rehearsal-)?offer-/u;

/** The step with its sentences, instructions and buttons as they are drawn. */
export function asDrawn(step: TraceStep, screen: HTMLElement): TraceStep {
  const dialog = screen.querySelector('[data-testid=rehearsal-guidance]');
  const bar = screen.querySelector('[role=progressbar]')?.closest('section');
  const labels = new Map<string, string>();
  for (const button of screen.querySelectorAll<HTMLElement>(BUTTON)) {
    const id = button.dataset.testid ?? '';
    if (OFFER.test(id)) labels.set(id.replace(OFFER, ''), text(button));
  }
  const offers = step.offers
    .filter(({ event }) => labels.has(event))
    .map(({ event }) => ({ event, label: labels.get(event) ?? '' }));
  if (dialog !== null) {
    const instructions = [...dialog.querySelectorAll('ol > li')].map(text);
    return {
      ...step,
      title: text(dialog.querySelector('#rehearsal-title')),
      copy: text(dialog.querySelector('#rehearsal-body')),
      instructions,
      offers,
    };
  }
  if (bar) return { ...step, copy: text(bar.querySelector('.title')), offers };
  return { ...step, copy: '', offers };
}

function text(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/gu, ' ').trim();
}
