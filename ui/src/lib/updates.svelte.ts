import type { UpdateFailure } from '../generated/types';
import { isUpdateFailure, type Host, type Unlisten } from '../host/types';

export type Found = { version: string; notes: string };

/** What is known of a newer version of the app, and how far its installation is. */
export class Updates {
  /** This app can update itself. Until that is known, nothing is said about updates. */
  possible = $state(false);
  found = $state.raw<Found | null>(null);
  phase = $state<'quiet' | 'checking' | 'newest' | 'installing' | 'installed'>('quiet');
  /** Of the download: 0 to 100, null where its length is not known. */
  percent = $state<number | null>(null);
  failure = $state.raw<UpdateFailure | null>(null);
  /** The last attempt ended in something that is no failure: a defect of the app. */
  broken = $state(false);

  constructor(readonly host: Host) {}

  /** Checks once when the app is opened. A failure is not shown then: the user asked for nothing. */
  async open(): Promise<Unlisten> {
    const end = await this.host.onUpdateProgress(({ received, total }) => {
      this.percent = total === null || total === 0 ? null : Math.min(100, Math.floor((received / total) * 100));
    });
    void this.check().then(() => {
      this.failure = null;
      this.broken = false;
    });
    return end;
  }

  /** Asks whether there is a newer version. */
  async check(): Promise<void> {
    if (this.phase === 'checking' || this.phase === 'installing' || this.phase === 'installed') return;
    this.phase = 'checking';
    await this.#attempt(async () => {
      const update = await this.host.checkUpdate();
      this.possible = update.state !== 'off';
      this.found = update.state === 'found' ? { version: update.version, notes: update.notes } : null;
      this.phase = update.state === 'newest' ? 'newest' : 'quiet';
    });
  }

  /** Fetches, checks and installs what was found. */
  async install(): Promise<void> {
    if (this.phase === 'installing') return;
    this.phase = 'installing';
    this.percent = null;
    await this.#attempt(async () => {
      await this.host.installUpdate();
      this.phase = 'installed';
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    this.broken = false;
    try {
      await work();
    } catch (reason) {
      this.phase = 'quiet';
      this.broken = !isUpdateFailure(reason);
      if (!isUpdateFailure(reason)) return;
      // Only an app that can update itself fails at it.
      this.possible = true;
      this.failure = reason;
    }
  }
}
