import type { DomainProgress, DomainReport } from '../generated/types';
import type { Unlisten } from '../host/types';
import type { Desk } from '../lib/desk.svelte';
import { items } from './lines';

/** The hosts of the source against the lists of the mini-program's domains. */
export class DomainCheck {
  /** As they were pasted, one a line. */
  request = $state('');
  download = $state('');
  running = $state(false);
  progress = $state.raw<DomainProgress | null>(null);
  report = $state.raw<DomainReport | null>(null);

  #hear: Promise<Unlisten> | null = null;

  constructor(private readonly desk: Desk) {}

  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.progress = null;
    await this.desk.attempt(async () => {
      this.#hear ??= this.desk.host.compare.onDomains((progress) => (this.progress = progress));
      await this.#hear;
      const listed = { request: items(this.request), download: items(this.download) };
      this.report = await this.desk.host.compare.checkDomains(listed);
    });
    this.running = false;
  }

  async cancel(): Promise<void> {
    await this.desk.attempt(() => this.desk.host.compare.cancelDomains());
  }

  async close(): Promise<void> {
    if (this.running) await this.cancel();
    (await this.#hear)?.();
    this.#hear = null;
  }
}
