import type {
  Event as FlowEvent,
  Hello,
  HistoryRow,
  Locale,
  PosterCard,
  Progress,
  Theme,
  View,
} from '../generated/types';
import { isFailure, type Host, type Unlisten } from '../host/types';
import { Batch } from './batch.svelte';
import { Gallery } from './gallery.svelte';
import { Selection } from './selection.svelte';
import { speaks, type Speaker } from './speaker';
import { Updates } from './updates.svelte';
import { words } from './words';

export type Sheet = 'history' | 'source' | 'keys' | 'update' | 'options';
/** Where the menu of a poster opens, CSS pixels of the window. */
export type Menu = { poster: PosterCard; index: number; x: number; y: number };
export type Toast = { text: string; tone: 'quiet' | 'bad' };

const TOAST_MS = 3200;
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
  history = $state.raw<HistoryRow[]>([]);
  sheet = $state<Sheet | null>(null);
  /** The compare screen is open. */
  comparing = $state(false);
  /** The poster in the viewer. */
  shown = $state<string | null>(null);
  /** The card that the keyboard is on. */
  active = $state(0);
  toast = $state.raw<Toast | null>(null);
  menu = $state.raw<Menu | null>(null);
  readonly gallery: Gallery;
  readonly updates: Updates;
  readonly batch: Batch;
  readonly selection = new Selection();

  locale = $derived<Locale>(this.hello?.locale ?? 'zh-CN');
  words = $derived(words(this.locale));
  rehearsing = $derived(this.hello?.rehearsing ?? null);
  /** The colours that are on screen. */
  dark = $derived.by(() => {
    const theme = this.hello?.theme ?? 'system';
    return theme === 'dark' || (theme === 'system' && this.#systemDark);
  });
  busy = $derived(this.view.state === 'fetching' || this.view.state === 'writing');
  /** A save can start: the flow offers it. */
  canSave = $derived(this.view.state === 'ready' || this.view.state === 'saved');
  speaking = $derived(speaks(this.view.state));
  /** The title of the poster being saved. */
  saving = $derived.by(() => this.gallery.find(this.view.poster)?.title ?? null);
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
  listed = $derived(this.hello?.layout === 'list');
  savedIds = $derived(new Set(this.history.filter((row) => row.outcome === 'saved').map((row) => row.poster)));

  #systemDark = $state(false);
  #views = 0;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #signInAsked = false;

  constructor(readonly host: Host) {
    this.gallery = new Gallery(host);
    this.updates = new Updates(host);
    this.batch = new Batch(host, (command) => this.attempt(command));
  }

  /** Connects to the program. Ends with a function that disconnects. */
  async open(): Promise<Unlisten> {
    const ends = await Promise.all([
      this.host.onView((view) => {
        this.#views += 1;
        this.#draw(view);
      }),
      this.host.onProgress((progress) => {
        if (progress.attempt === this.view.attempt) this.progress = progress;
      }),
      this.host.onHistory(() => void this.#readHistory()),
      this.host.onMarks((marks) => this.gallery.mark(marks)),
      this.host.onSignIn(() => {
        this.#signInAsked = true;
        this.sheet = 'source';
      }),
      this.host.compare.onRehearsing((rehearsing) => {
        if (this.hello !== null) this.hello = { ...this.hello, rehearsing };
      }),
      this.#watchColours(),
    ]);
    await this.attempt(async () => {
      this.hello = await this.host.hello();
    });
    const ledger = this.hello?.ledger ?? 'ok';
    if (ledger !== 'ok') this.say(this.words.batch.ledger[ledger], 'bad');
    const [batch, updates] = await Promise.all([
      this.batch.open(),
      this.updates.open(),
      this.#readView(),
      this.#readHistory(),
      this.gallery.reload(),
    ]);
    return () => {
      for (const end of [...ends, batch, updates]) end();
    };
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
    clearTimeout(this.#toastTimer);
    this.toast = { text, tone };
    this.#toastTimer = setTimeout(() => (this.toast = null), tone === 'bad' ? TOAST_MS * 2 : TOAST_MS);
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
  }

  copyImage(poster: string): Promise<boolean> {
    return this.attempt(() => this.host.copyImage(poster));
  }

  copyReport(): Promise<boolean> {
    return this.attempt(() => this.host.copyReport());
  }

  async copyPicture(poster: string): Promise<void> {
    if (await this.copyImage(poster)) this.say(this.words.batch.pictureCopied);
  }

  async copyFile(poster: string): Promise<void> {
    if (await this.attempt(() => this.host.copyFile(poster))) this.say(this.words.batch.fileCopied);
  }

  /** The drag that has just begun takes the poster along, and the whole selection when the poster is one of it. */
  async dragOut(poster: string): Promise<void> {
    const posters = this.selection.has(poster) ? this.selection.ids : [poster];
    await this.attempt(() => this.host.dragOut(posters));
  }

  /** Everything that the question finds, on screen or not. */
  async selectAll(): Promise<void> {
    const { gallery } = this;
    const here = (): void => this.selection.replace(gallery.items.map(({ id }) => id));
    if (gallery.complete) here();
    // A campaign is looked for here, so all of it has to be here.
    else if (gallery.filter?.by === 'campaign') {
      if (await gallery.whole()) here();
    } else {
      await this.attempt(async () => {
        const { question } = gallery;
        const tag = gallery.filter?.name ?? null;
        const found = await this.host.selectAll({ q: gallery.q, tag, only: gallery.fresh ? 'new' : 'all' });
        if (question !== gallery.question) return;
        this.selection.replace(found.ids);
        if (found.truncated) this.say(this.words.batch.truncated(found.ids.length));
      });
    }
  }

  async saveSelected(): Promise<void> {
    // The rehearsal is of one save: what a batch saves under its mark would be taken for rehearsed.
    if (this.rehearsing !== null) this.say(this.words.rehearsalOne, 'bad');
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

  async changeFolder(): Promise<void> {
    await this.attempt(async () => {
      const folder = await this.host.changeFolder();
      if (folder === null || this.hello === null) return;
      this.hello = { ...this.hello, folder };
      this.say(this.words.folderChanged(folder.label));
    });
  }

  async toggleLocale(): Promise<void> {
    if (this.hello === null) return;
    const locale: Locale = this.locale === 'en' ? 'zh-CN' : 'en';
    await this.attempt(async () => {
      await this.host.setLocale(locale);
      // The names of source and folder may be in the language too.
      this.hello = await this.host.hello();
      await Promise.all([this.#readView(), this.batch.read()]);
      if (this.gallery.status === 'failed') await this.gallery.retry();
    });
  }

  async cycleTheme(): Promise<void> {
    if (this.hello === null) return;
    const theme = THEMES[(THEMES.indexOf(this.hello.theme) + 1) % THEMES.length] ?? 'system';
    this.hello = { ...this.hello, theme };
    await this.attempt(() => this.host.setTheme(theme));
  }

  /** The source is another one now. */
  async moved(hello: Hello): Promise<void> {
    this.hello = hello;
    this.shown = null;
    this.active = 0;
    await this.closeSheet();
    await this.gallery.reset();
  }

  async closeSheet(): Promise<void> {
    const asked = this.sheet === 'source' && this.#signInAsked;
    this.sheet = null;
    if (!asked) return;
    this.#signInAsked = false;
    await this.attempt(() => this.host.settingsClosed());
  }

  show(index: number): void {
    const poster = this.gallery.items[index];
    if (poster === undefined) return;
    this.active = index;
    this.shown = poster.id;
  }

  /** Shows the neighbour; reads on when the end of what is loaded is near. */
  turn(by: 1 | -1): void {
    const at = this.gallery.items.findIndex((poster) => poster.id === this.shown);
    if (at < 0) return;
    this.show(at + by);
    if (at + by >= this.gallery.items.length - 3) void this.gallery.more();
  }

  /** The newest row of this run that has the poster on disk. */
  savedRow(poster: string): HistoryRow | null {
    return this.history.findLast((row) => row.poster === poster && row.outcome === 'saved') ?? null;
  }

  #draw(view: View): void {
    // An answer of an abandoned attempt.
    if (view.attempt < this.view.attempt) return;
    if (view.attempt !== this.view.attempt) this.progress = null;
    // The dialog tells the folder's name: the chip must not tell another.
    const folderMayHaveChanged = this.view.state !== 'fetching' && view.state === 'fetching';
    this.view = view;
    if (view.state === 'saved') void this.#readHistory();
    if (folderMayHaveChanged) void this.#readHello();
  }

  /** Ends the rehearsal that the next save would meet. */
  endRehearsal(): Promise<boolean> {
    return this.attempt(() => this.host.compare.rehearse(null));
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

  async #readHistory(): Promise<void> {
    await this.attempt(async () => {
      this.history = await this.host.history();
    });
  }
}
