import type { UpdateFailure, UpdateStage } from '../generated/types';
import { isUpdateFailure, type Host, type Unlisten } from '../host/types';

export type Found = { version: string; notes: string };

/** How often an open window looks by itself. */
const DAY = 24 * 60 * 60 * 1000;

/** What is known of a newer version of the app, and how far its installation is. */
export class Updates {
  /** This app can update itself. Until that is known, nothing is said about updates. */
  possible = $state(false);
  found = $state.raw<Found | null>(null);
  phase = $state<'quiet' | 'checking' | 'newest' | 'installing' | 'installed'>('quiet');
  /** Of the download: 0 to 100, null where its length is not known. */
  percent = $state<number | null>(null);
  failure = $state.raw<UpdateFailure | null>(null);
  /** Looks by itself. */
  automatic = $state(true);

  constructor(readonly host: Host) {}

  /** Looks when the app is opened and once a day from then on, unless the user has switched that off. */
  async open(): Promise<Unlisten> {
    const end = await this.host.onUpdateProgress(({ received, total }) => {
      this.percent = total === null || total === 0 ? null : Math.min(100, Math.floor((received / total) * 100));
    });
    const look = (): void => void this.#look();
    look();
    const daily = setInterval(look, DAY);
    return () => {
      clearInterval(daily);
      end();
    };
  }

  /** What goes wrong when nobody asked is not shown. */
  async #look(): Promise<void> {
    await this.check(false);
    this.failure = null;
  }

  /** Asks whether there is a newer version. */
  async check(byHand = true): Promise<void> {
    if (this.phase === 'checking' || this.phase === 'installing' || this.phase === 'installed') return;
    // A version that is already found stays on offer while it is looked for again.
    this.phase = 'checking';
    await this.#attempt('check', async () => {
      const update = await this.host.checkUpdate(byHand);
      this.possible = update.state !== 'off';
      if (!byHand) this.automatic = update.state !== 'unasked';
      this.found = update.state === 'found' ? { version: update.version, notes: update.notes } : null;
      this.phase = update.state === 'newest' ? 'newest' : 'quiet';
    });
  }

  /** Switches the looks at opening and once a day on or off. */
  async setAutomatic(on: boolean): Promise<void> {
    this.automatic = on;
    await this.host.setAutomaticUpdates(on);
  }

  /** Opens the new version. Refused while posters are being saved. */
  async restart(): Promise<void> {
    await this.#attempt('install', () => this.host.restart());
  }

  /** Fetches, checks and installs what was found. */
  async install(): Promise<void> {
    if (this.phase === 'installing') return;
    this.phase = 'installing';
    this.percent = null;
    await this.#attempt('install', async () => {
      await this.host.installUpdate();
      this.phase = 'installed';
    });
  }

  async #attempt(stage: UpdateStage, work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (reason) {
      const known = isUpdateFailure(reason);
      // Only an app that can update itself fails at it.
      this.possible ||= known;
      // Whatever it was, the window goes on: nothing stays at "installing" for ever.
      this.failure = known ? reason : { trouble: stage === 'check' ? 'unavailable' : 'not_installed', stage };
      if (this.phase !== 'installed') this.phase = 'quiet';
      if (!known) throw reason;
    }
  }
}
