/** One phone, switched on for one rehearsal: what all parts of the host share. */

import { devices, type Device } from './device';
import { Files, pictureType } from './files';
import { Gesture } from './gesture';
import { Screen } from './screen/screen';
import type { Script, ScriptedFailure } from './script';
import { Trace, type Entry } from './trace';
import { wordsIn, type Words } from './words';

/** A picture in the phone's album. */
export interface Photo {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What outlives a page and a screen. Switching on anew makes a new one. */
export class Phone {
  readonly trace: Trace;
  readonly gesture = new Gesture();
  readonly screen: Screen;
  readonly files: Files;
  readonly album: Photo[] = [];
  readonly storage = new Map<string, unknown>();
  /** Kept alive: the script is also the state. What the user switches is written back here. */
  readonly script: Script;
  /** The mini-program is in the background. */
  hidden = false;
  #failures: ScriptedFailure[];
  #timers = new Set<number>();

  constructor(body: HTMLElement, script: Script, heard: (entry: Entry) => void) {
    this.script = script;
    this.trace = new Trace(heard);
    this.#failures = script.failures;
    this.files = new Files(this.device);
    this.screen = new Screen(body, this);
  }

  get device(): Device {
    return devices[this.script.environment];
  }

  get words(): Words {
    return wordsIn(this.script.language);
  }

  /** Removes and returns the next scripted end of this api's calls. */
  nextFailure(api: string): ScriptedFailure | undefined {
    const at = this.#failures.findIndex((row) => row.api === api);
    return at < 0 ? undefined : this.#failures.splice(at, 1)[0];
  }

  /** Where a request for `url` really goes: the script may send an origin elsewhere. */
  addressOf(url: string): string {
    if (!URL.canParse(url)) return url;
    const { origin } = new URL(url);
    const other = this.script.hosts[origin];
    return other === undefined ? url : other + url.slice(origin.length);
  }

  /** Path of a picture's file; one that lies on a server is fetched to a temporary file first. */
  async fetchPicture(source: string): Promise<string> {
    if (this.files.owns(source)) return source;
    const response = await fetch(this.addressOf(source), { credentials: 'omit' });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const type = pictureType(bytes);
    return this.files.keepTemporary({ bytes, type: `image/${type}` }, type === 'jpeg' ? '.jpg' : `.${type}`);
  }

  /** Runs in a task of its own, as every answer of the client arrives; never after the phone was switched off. */
  later(run: () => void, milliseconds = 0): void {
    const timer = window.setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Forgets what is pending and empties the screen. */
  switchOff(): void {
    for (const timer of this.#timers) window.clearTimeout(timer);
    this.#timers.clear();
    this.screen.element.remove();
  }
}
