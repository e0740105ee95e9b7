/** A user's step: the finger goes to where the button is. */

import { tap } from '../finger';
import type { Phone } from '../phone';
import type { Told } from '../protocol';
import type { Save } from './save';
import { told } from './told';

/** What a finger may meet. */
export interface Screenful {
  phone: Phone;
  save: () => Save;
  openPoster: () => void;
}

/** Presses the button that sends `event`. Gives why not, where there is none. */
export async function press({ phone, save, openPoster }: Screenful, event: string): Promise<Told | null> {
  if (!save().element.isConnected) {
    openPoster();
    await phone.tasks.quiet();
  }
  const at = save();
  const { state, offers } = at.view;
  const place = offers.findIndex((offer) => offer.event === event);
  const layer = phone.screen.layers.at(-1);
  if (place >= 0) {
    const offer = at.sheet ? at.parts('.panel .offer')[place] : undefined;
    const button = layer?.element.querySelector<HTMLElement>(`[data-action="${place === 0 ? 'confirm' : 'cancel'}"]`);
    if (offer) return finger(offer);
    if (layer?.name === 'modal' && button) return finger(button);
    // A phone that told nobody of the way back: who can tap the button again is back.
    if (state === 'settings' && event === 'recheck' && layer?.name === 'settings') {
      layer.close('left');
      return finger(at.part('.save'));
    }
  }
  if (event === 'save') {
    // A finger is quicker than the sign over the page, but not than a dialog.
    const under = layer !== undefined && layer.name !== 'loading';
    await finger(at.part('.save'));
    return under ? told.covered : null;
  }
  if (layer?.name === 'settings') layer.close('left');
  at.saving.press(event);
  return told.no_button;
}

/** Taps, so that the mini-program hears it before anything else happens. */
export async function finger(element: HTMLElement | undefined): Promise<null> {
  if (!element) throw new Error('nothing to tap');
  await tap(element);
  return null;
}
