import type {
  Event as FlowEvent,
  Failure,
  Hello,
  HistoryRow,
  Locale,
  Notice,
  PosterCard,
  Progress,
  Theme,
  View,
} from '../generated/types';
import { isFailure, type Closing, type Host, type Unlisten } from '../host/types';
import { Batch } from './batch.svelte';
import { Gallery } from './gallery.svelte';
import { Handover } from './handover.svelte';
import type { KeyNames } from './keys';
import { titleOf } from './posters';
import { Selection } from './selection.svelte';
import { speaks, type Speaker } from './speaker';
import { Toasts, type Toast } from './toasts.svelte';
import { Updates } from './updates.svelte';
import { words } from './words';

export type Sheet = 'history' | 'source' | 'keys' | 'update' | 'options';
/** Where the menu of a poster opens, CSS pixels of the window. */
export type Menu = { poster: PosterCard; x: number; y: number };
/** Something that is not done before the user has said so. */
export type Question = 'stop_batch' | 'close_window';

const READY: View = {
  attempt: 0,
  state: 'ready',
  poster: null,
  kind: null,
  recovery: null,
  remedy: null,
  title: '',
  body: '',
  offers: [],
  signal: null,
  steps: [],
};
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** What is on screen. It draws what the flow says and hands the user's events back; it decides nothing about saving. */
export class Desk {
  hello = $state.raw<Hello | null>(null);
  view = $state.raw<View>(READY);
  progress = $state.raw<Progress | null>(null);
  /** Null until it is asked for. */
  history = $state.raw<HistoryRow[] | null>(null);
  sheet = $state<Sheet | null>(null);
  question = $state<Question | null>(null);
  /** The compare screen is open. */
  comparing = $state(false);
  /** The poster in the viewer. It stays there when the list behind it changes. */
  shown = $state.raw<PosterCard | null>(null);
  /** The poster that the keyboard is on; null is the first one. */
  activeId = $state<string | null>(null);
  menu = $state.raw<Menu | null>(null);
  /** All results are being looked for, to be selected. */
  selecting = $state(false);
  readonly gallery: Gallery;
  readonly updates: Updates;
  readonly batch: Batch;
  readonly handover: Handover;
  readonly selection = new Selection();
  readonly toasts = new Toasts();

  locale = $derived<Locale>(this.hello?.locale ?? 'zh-CN');
  words = $derived(words(this.locale));
  keyNames = $derived<KeyNames>({
    control: this.hello?.os === 'macos' ? '⌘' : 'Ctrl',
    space: this.words.keys.space,
  });
  rehearsing = $derived(this.hello?.rehearsing ?? null);
  /** The colours that are on screen. */
  dark = $derived.by(() => {
    const theme = this.hello?.theme ?? 'system';
    return theme === 'dark' || (theme === 'system' && this.#systemDark);
  });
  /** Where the keyboard is in the list. */
  active = $derived.by(() => Math.max(0, this.gallery.placeOf(this.activeId)));
  busy = $derived(this.view.state === 'fetching' || this.view.state === 'writing');
  /** A save can start: the flow offers it. */
  canSave = $derived(this.view.state === 'ready' || this.view.state === 'saved');
  speaking = $derived(speaks(this.view.state));
  /** The title of the poster being saved. */
  saving = $derived.by(() => {
    const poster = this.gallery.find(this.view.poster);
    return poster === null ? null : titleOf(poster, this.words);
  });
  /** A batch that is held up speaks through the same dialog as the save of one poster. */
  held = $derived.by((): Speaker | null => {
    const { refusal } = this.batch;
    if (!this.batch.speaking || refusal === null) return null;
    return {
      view: refusal,
      words: this.words,
      host: this.host,
      send: (event) => this.batch.send(event),
      copyReport: () => this.copyReport(),
    };
  });
  /** A dialog stands in front of everything: no key reaches what is behind it. */
  interrupted = $derived.by(
    () => this.speaking || this.batch.speaking || this.sheet !== null || this.question !== null,
  );
  /** Something stands in front of the gallery. */
  covered = $derived(this.interrupted || this.shown !== null || this.menu !== null || this.comparing);
  listed = $derived(this.hello?.layout === 'list');
  /** What is not as the user left it, and has not been waved aside. */
  notices = $derived((this.hello?.notices ?? []).filter((notice) => !this.#dismissed.includes(notice)));

  #dismissed = $state.raw<readonly Notice[]>([]);
  #systemDark = $state(false);
  #views = 0;
  #selectRequest = 0;
  #historyIsOld = false;
  #readingHistory = false;
  #signInAsked = false;

  constructor(readonly host: Host) {
    this.gallery = new Gallery(host);
    this.updates = new Updates(host);
    this.batch = new Batch(host, (command) => this.attempt(command));
    this.handover = new Handover(this);
  }

  /** Connects to the program. Ends with a function that disconnects. */
  async open(): Promise<Unlisten> {
    const coloured = this.#watchColours();
    const listening = await this.#settle([
      this.host.onView((view) => {
        this.#views += 1;
        this.#draw(view);
      }),
      this.host.onProgress((progress) => {
        if (progress.attempt === this.view.attempt) this.progress = progress;
      }),
      this.host.onHistory(() => this.#historyChanged()),
      this.host.onMarks((marks) => {
        this.gallery.mark(marks);
        this.#historyChanged();
      }),
      this.host.onSignIn(() => {
        this.#signInAsked = true;
        this.sheet = 'source';
      }),
      this.host.onNotices(() => void this.#readHello()),
      this.host.onClosing(() => (this.question = 'close_window')),
      this.host.compare.onRehearsing((rehearsing) => {
        if (this.hello !== null) this.hello = { ...this.hello, rehearsing };
      }),
    ]);
    await this.#readHello();
    const opened = await this.#settle([
      this.batch.open(),
      this.updates.open(),
      this.#readView(),
      this.gallery.reload(),
    ]);
    return () => {
      for (const end of [coloured, ...listening, ...opened]) end();
    };
  }

  /** Waits for all of them. One that is rejected is said, and stops none of the others. */
  async #settle(work: Promise<unknown>[]): Promise<Unlisten[]> {
    const settled = await Promise.allSettled(work);
    if (settled.some(({ status }) => status === 'rejected')) this.say(this.words.unexpected, 'bad');
    const ended = settled.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
    return ended.filter((end): end is Unlisten => typeof end === 'function');
  }

  /** Runs a command whose failure is worth one sentence on screen. True when it went well. */
  async attempt(command: () => Promise<unknown>): Promise<boolean> {
    try {
      await command();
      return true;
    } catch (reason) {
      this.say(isFailure(reason) ? reason.copy.body : this.words.unexpected, 'bad');
      return false;
    }
  }

  say(text: string, tone: Toast['tone'] = 'quiet'): void {
    this.toasts.say(text, tone);
  }

  dismiss(notice: Notice): void {
    this.#dismissed = [...this.#dismissed, notice];
  }

  async send(event: FlowEvent, poster?: string): Promise<void> {
    const before = this.#views;
    await this.attempt(async () => {
      const view = await this.host.send(event, poster);
      // A view that was pushed meanwhile is newer than the answer.
      if (before === this.#views) this.#draw(view);
    });
  }

  async save(poster: PosterCard): Promise<void> {
    if (this.canSave) await this.send('save', poster.id);
    else if (this.busy && this.view.poster !== poster.id) this.say(this.words.busy);
  }

  copyReport(): Promise<boolean> {
    return this.attempt(() => this.host.copyReport());
  }

  /** Everything that the question finds, on screen or not. */
  async selectAll(): Promise<void> {
    const { gallery } = this;
    const here = (): void => this.selection.replace(gallery.items.map(({ id }) => id));
    if (gallery.complete) return here();
    if (this.selecting) return;
    this.selecting = true;
    const request = (this.#selectRequest += 1);
    const isLast = (): boolean => request === this.#selectRequest;
    await this.attempt(async () => {
      // A campaign is looked for here, so all of it has to be here.
      if (gallery.filter?.by === 'campaign') {
        if ((await gallery.whole()) && isLast()) here();
        return;
      }
      const tag = gallery.filter?.name ?? null;
      const found = await this.host.selectAll({ q: gallery.q, tag, only: gallery.fresh ? 'new' : 'all' });
      if (found === null || !isLast()) return;
      this.selection.replace(found.ids);
      if (found.truncated) this.say(this.words.batch.truncated(found.ids.length));
    });
    if (isLast()) this.selecting = false;
  }

  async stopSelecting(): Promise<void> {
    this.#forgetSelecting();
    await this.attempt(() => this.host.selectStop());
  }

  #forgetSelecting(): void {
    this.#selectRequest += 1;
    this.selecting = false;
  }

  /** Another list: what was selected, and where the keyboard was, belonged to the old one. */
  startOver(): void {
    this.activeId = null;
    this.#forgetSelecting();
    this.selection.clear();
  }

  async saveSelected(): Promise<void> {
    // The rehearsal is of one save: what a batch saves under its mark would be taken for rehearsed.
    if (this.rehearsing !== null) this.say(this.words.rehearsalOne, 'bad');
    else if (this.batch.running) this.say(this.words.batch.running);
    else if (await this.batch.start(this.selection.ids)) this.selection.clear();
  }

  async setListed(listed: boolean): Promise<void> {
    if (this.hello === null || listed === this.listed) return;
    const layout = listed ? 'list' : 'grid';
    this.hello = { ...this.hello, layout };
    // An order can be seen, and undone, only where the columns are.
    if (!listed && this.gallery.order !== null) void this.gallery.arrange(null);
    await this.attempt(() => this.host.setLayout(layout));
  }

  /** The address of a poster's picture, with its version where the poster is known. */
  picture(poster: string, size: 'thumb' | 'full', width?: number): string {
    return this.host.picture(poster, size, width, this.gallery.find(poster)?.updated_at);
  }

  /** The same of a poster that may be another source's: those are not shown. */
  pictureFrom(source: string, poster: string, width: number): string | null {
    return source === this.hello?.source.key ? this.picture(poster, 'thumb', width) : null;
  }

  async changeFolder(): Promise<void> {
    await this.attempt(async () => {
      const folder = await this.host.changeFolder();
      if (folder === null || this.hello === null) return;
      this.hello = { ...this.hello, folder };
      this.say(this.words.folderChanged(folder.label));
    });
  }

  async setLocale(locale: Locale): Promise<void> {
    if (this.hello === null || locale === this.locale) return;
    await this.attempt(async () => {
      await this.host.setLocale(locale);
      // The name of the folder may be in the language, too.
      this.hello = await this.host.hello();
      await Promise.all([this.#readView(), this.batch.read()]);
      if (this.gallery.status === 'failed') await this.gallery.retry();
    });
  }

  toggleLocale(): Promise<void> {
    return this.setLocale(this.locale === 'en' ? 'zh-CN' : 'en');
  }

  async setTheme(theme: Theme): Promise<void> {
    if (this.hello === null) return;
    this.hello = { ...this.hello, theme };
    await this.attempt(() => this.host.setTheme(theme));
  }

  cycleTheme(): Promise<void> {
    const theme = this.hello?.theme ?? 'system';
    return this.setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system');
  }

  /**
   * Changes the source, and says what is `told`. The failure, if there is one, is for the sheet that asked; when that
   * has been closed meanwhile, it is said.
   */
  async changeSource(ask: () => Promise<Hello>, told = ''): Promise<Failure | null> {
    try {
      await this.#moved(await ask());
      if (told !== '') this.say(told);
    } catch (reason) {
      if (isFailure(reason) && this.sheet === 'source') return reason;
      this.say(isFailure(reason) ? reason.copy.body : this.words.unexpected, 'bad');
    }
    return null;
  }

  async #moved(hello: Hello): Promise<void> {
    this.hello = hello;
    this.shown = null;
    this.menu = null;
    this.activeId = null;
    this.history = null;
    if (this.sheet === 'source') await this.closeSheet();
    await this.gallery.reset();
  }

  async closeSheet(): Promise<void> {
    const asked = this.sheet === 'source' && this.#signInAsked;
    this.sheet = null;
    if (!asked) return;
    this.#signInAsked = false;
    await this.attempt(() => this.host.settingsClosed());
  }

  /** The answer to whether the window may close. */
  async close(answer: Closing): Promise<void> {
    this.question = null;
    await this.attempt(() => this.host.answerClosing(answer));
  }

  show(poster: PosterCard | undefined): void {
    if (poster === undefined) return;
    this.activeId = poster.id;
    this.shown = poster;
  }

  /** Shows the neighbour; reads on when the end of what is loaded is near. */
  turn(by: 1 | -1): void {
    const { gallery } = this;
    const at = gallery.placeOf(this.shown?.id ?? null);
    if (at < 0) return;
    this.show(gallery.items[at + by]);
    if (at + by >= gallery.count - 3) void gallery.more();
  }

  /** Shows the file of a saved poster in the file manager. */
  reveal(source: string, poster: string): Promise<boolean> {
    return this.attempt(() => this.host.reveal(source, poster));
  }

  /** Ends the rehearsal that the next save would meet. */
  endRehearsal(): Promise<boolean> {
    return this.attempt(() => this.host.compare.rehearse(null));
  }

  async openHistory(): Promise<void> {
    this.sheet = 'history';
    await this.#readHistory();
  }

  #historyChanged(): void {
    if (this.sheet === 'history') void this.#readHistory();
  }

  /** One read at a time: what changes meanwhile is read once more, however often it changed. */
  async #readHistory(): Promise<void> {
    this.#historyIsOld = true;
    if (this.#readingHistory) return;
    this.#readingHistory = true;
    while (this.#historyIsOld) {
      this.#historyIsOld = false;
      await this.attempt(async () => {
        this.history = await this.host.history();
      });
    }
    this.#readingHistory = false;
  }

  #draw(view: View): void {
    // An answer of an abandoned attempt.
    if (view.attempt < this.view.attempt) return;
    if (view.attempt !== this.view.attempt) this.progress = null;
    // The dialog tells the folder's name: the header must not tell another.
    const folderMayHaveChanged = this.view.state !== 'fetching' && view.state === 'fetching';
    this.view = view;
    if (folderMayHaveChanged) void this.#readHello();
  }

  #watchColours(): Unlisten {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    const read = (): void => void (this.#systemDark = query.matches);
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }

  async #readView(): Promise<void> {
    await this.attempt(async () => {
      const before = this.#views;
      const view = await this.host.view();
      if (before === this.#views) this.#draw(view);
    });
  }

  async #readHello(): Promise<void> {
    await this.attempt(async () => {
      this.hello = await this.host.hello();
    });
  }
}
