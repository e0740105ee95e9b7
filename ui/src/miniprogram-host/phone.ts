/** One phone, switched on for one rehearsal: what all parts of the host share. */

import { Clock } from './clock';
import { devices, type Device } from './device';
import { Files, pictureType } from './files';
import { Gesture } from './gesture';
import { Screen } from './screen/screen';
import type { Script, ScriptedFailure } from './script';
import { Log, type Entry } from './log';
import { Posters } from './posters/posters';
import { Tasks } from './tasks';
import { wordsIn, type Words } from './words';
import type { HeldCall } from './wx/call';

/** A picture in the phone's album. */
export interface Photo {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What outlives a page and a screen. Switching on anew makes a new one. */
export class Phone {
  readonly log: Log;
  readonly tasks = new Tasks();
  readonly clock: Clock;
  readonly posters: Posters;
  readonly gesture = new Gesture();
  readonly screen: Screen;
  readonly files: Files;
  readonly album: Photo[] = [];
  readonly storage = new Map<string, unknown>();
  /** Kept alive: the script is also the state. What the user switches is written back here. */
  readonly script: Script;
  /** The mini-program is in the background. */
  hidden = false;
  /** Asked at every call of wx: a rehearsal takes it, and ends it when its step comes. */
  hold: ((call: HeldCall) => boolean) | undefined;
  #failures: ScriptedFailure[];

  constructor(body: HTMLElement, script: Script, heard: (entry: Entry) => void) {
    this.script = script;
    this.clock = new Clock(this.tasks, script.rehearsal !== undefined);
    this.log = new Log(() => this.clock.now, heard);
    this.posters = new Posters(script.posters);
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

  /** HTTP: posters of the rehearsal come from the frame itself, everything else over the network. */
  async reach(url: string, options: RequestInit = {}): Promise<Response> {
    const own = this.script.rehearsal && (await this.posters.answer(url));
    return own ?? fetch(this.addressOf(url), { ...options, credentials: 'omit' });
  }

  /** Path of a picture's file; one that lies on a server is fetched to a temporary file first. */
  async fetchPicture(source: string): Promise<string> {
    if (this.files.owns(source)) return source;
    const response = await this.reach(source);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const type = pictureType(bytes);
    return this.files.keepTemporary({ bytes, type: `image/${type}` }, type === 'jpeg' ? '.jpg' : `.${type}`);
  }

  /** Runs in a task of its own, as every answer of the client arrives; never after the phone was switched off. */
  later(run: () => void, milliseconds = 0): void {
    this.tasks.later(run, milliseconds);
  }

  /** Forgets what is pending and empties the screen. */
  switchOff(): void {
    this.tasks.stop();
    this.screen.element.remove();
  }
}
