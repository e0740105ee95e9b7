import type { BatchOptions, BatchView, Event as FlowEvent, Recovery } from '../generated/types';
import type { Host, Unlisten } from '../host/types';
import { speaks } from './speaker';

/** Runs a command whose failure is worth one sentence on screen. True when it went well. */
type Attempt = (command: () => Promise<unknown>) => Promise<boolean>;

/** The batch as the program behind the window tells it. Nothing is decided here. */
export class Batch {
  view = $state.raw<BatchView | null>(null);
  /** As remembered; null until they are read. */
  options = $state.raw<BatchOptions | null>(null);
  /** Whether the posters of the batch are listed one by one. */
  unfolded = $state(false);

  /** Posters are being saved, or will be without anybody's doing. */
  running = $derived(this.view !== null && this.view.state !== 'finished' && this.view.state !== 'cancelled');
  refusal = $derived(this.view?.refusal ?? null);
  speaking = $derived(this.refusal !== null && speaks(this.refusal.state));

  #pushed = 0;

  constructor(
    private readonly host: Host,
    private readonly attempt: Attempt,
  ) {}

  async open(): Promise<Unlisten> {
    const end = await this.host.onBatch((view) => {
      this.#pushed += 1;
      this.view = view;
    });
    await Promise.all([this.read(), this.readOptions()]);
    return end;
  }

  /** True when they are known now. */
  async readOptions(): Promise<boolean> {
    return this.attempt(async () => {
      this.options = await this.host.batchOptions();
    });
  }

  /** Reads it anew: what it says may be in another language now. */
  async read(): Promise<void> {
    await this.#answer(() => this.host.batch());
  }

  /** True when it started. Why not, otherwise, has been said. */
  async start(posters: string[]): Promise<boolean> {
    if (this.running || posters.length === 0) return false;
    if (this.options === null && !(await this.readOptions())) return false;
    const { options } = this;
    if (options === null) return false;
    this.unfolded = false;
    return this.#answer(() => this.host.batchStart(posters, options));
  }

  async remember(options: BatchOptions): Promise<boolean> {
    return this.attempt(async () => {
      await this.host.setBatchOptions(options);
      this.options = options;
    });
  }

  pause(): Promise<boolean> {
    return this.attempt(() => this.host.batchPause());
  }

  resume(): Promise<boolean> {
    return this.attempt(() => this.host.batchResume());
  }

  cancel(): Promise<boolean> {
    return this.attempt(() => this.host.batchCancel());
  }

  retry(): Promise<boolean> {
    return this.attempt(() => this.host.batchRetryFailed());
  }

  send(event: FlowEvent): Promise<boolean> {
    return this.attempt(() => this.host.batchSend(event));
  }

  reveal(): Promise<boolean> {
    return this.attempt(() => this.host.batchReveal());
  }

  async close(): Promise<void> {
    if (await this.attempt(() => this.host.batchClose())) this.view = null;
  }

  async #answer(command: () => Promise<BatchView | null>): Promise<boolean> {
    const before = this.#pushed;
    return this.attempt(async () => {
      const view = await command();
      // What was pushed meanwhile is newer than the answer.
      if (before === this.#pushed) this.view = view;
    });
  }
}

/** Whether retrying may help a poster that failed for such a reason. */
export function mayHelp(recovery: Recovery): boolean {
  return recovery !== 'stop';
}
