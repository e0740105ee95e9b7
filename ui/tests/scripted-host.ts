/** A host that does what a script says. For tests and for looking at the window without the program behind it. */
import type {
  Event as FlowEvent,
  Failure,
  Hello,
  HistoryRow,
  Locale,
  Offer,
  Page,
  Progress,
  State,
  Update,
  View,
} from '../src/generated/types';
import type { Closing, Host, ListQuery, Unlisten } from '../src/host/types';
import { draw } from './posters';
import { DEMO, listen, ScriptedBatch } from './scripted-batch';
import { ScriptedCompare } from './scripted-compare';

export const HELLO: Hello = {
  version: '0.1.0',
  os: 'linux',
  locale: 'zh-CN',
  theme: 'system',
  source: { ...DEMO, host: '127.0.0.1', address: 'http://127.0.0.1:4000/', token_set: false },
  folder: { label: '下载/海报' },
  contract: '1',
  rehearsing: null,
  layout: 'grid',
  notices: [],
};

const LABELS: Partial<Record<FlowEvent, Record<Locale, string>>> = {
  save: { 'zh-CN': '保存海报', en: 'Save poster' },
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  open_settings: { 'zh-CN': '去设置', en: 'Open settings' },
  recheck: { 'zh-CN': '我已打开', en: 'It is on now' },
  choose_folder: { 'zh-CN': '换个文件夹', en: 'Choose another folder' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  open_folder: { 'zh-CN': '打开文件夹', en: 'Open folder' },
  dismiss: { 'zh-CN': '知道了', en: 'OK' },
};

type Script = {
  recovery?: Failure['recovery'];
  kind?: Failure['kind'];
  body: [string, string];
  offers: FlowEvent[];
  steps?: [string[], string[]];
};

const SCRIPTS: Record<State, Script> = {
  ready: { body: ['', ''], offers: ['save'] },
  fetching: { body: ['保存中...', 'Saving...'], offers: ['cancel'] },
  writing: { body: ['保存中...', 'Saving...'], offers: ['cancel'] },
  saved: {
    body: [
      '您的推广海报已存入下载/海报，赶快分享给好友吧',
      'Your poster is in Downloads/Posters. Share it with your friends!',
    ],
    offers: ['open_folder', 'dismiss'],
  },
  blocked: {
    recovery: 'grant',
    kind: 'folder_protected',
    body: [
      'Windows 的勒索软件防护可能阻止了海报助手写入“图片/海报”。请在设置里允许它，回来后我们接着保存这张海报。',
      'Ransomware protection may have stopped Poster Companion from writing to Pictures/Posters. Allow it in the settings; we go on with this poster when you are back.',
    ],
    offers: ['open_settings', 'choose_folder', 'dismiss'],
    steps: [
      [
        '打开“Windows 安全中心”的“勒索软件防护”',
        '选择“通过受控文件夹访问权限允许某个应用”',
        '添加 Poster Companion.exe',
      ],
      [
        'Open Ransomware protection in Windows Security',
        'Choose Allow an app through Controlled folder access',
        'Add Poster Companion.exe',
      ],
    ],
  },
  settings: {
    recovery: 'grant',
    kind: 'folder_protected',
    body: [
      '请打开开关后回到这里，我们会接着保存这张海报。',
      'Turn the switch on and come back here; we go on with this poster.',
    ],
    offers: ['recheck', 'dismiss'],
  },
  checking: {
    recovery: 'grant',
    kind: 'folder_protected',
    body: ['正在检查权限...', 'Checking the permission...'],
    offers: ['dismiss'],
  },
  granted: {
    recovery: 'grant',
    body: ['权限已开启，点“保存”继续保存这张海报', 'Permission granted. Press Save to continue with this poster.'],
    offers: ['save', 'dismiss'],
  },
  still_refused: {
    recovery: 'grant',
    kind: 'folder_protected',
    body: [
      '获取权限失败，将无法保存到下载/海报哦~',
      'Still no permission, so the poster cannot be saved to Downloads/Posters.',
    ],
    offers: ['open_settings', 'choose_folder', 'dismiss'],
  },
  misplaced: {
    recovery: 'relocate',
    kind: 'folder_read_only',
    body: [
      '“下载/海报”不允许写入。换个文件夹，我们接着保存这张海报。',
      'Nothing can be written to Downloads/Posters. Choose another folder and we go on with this poster.',
    ],
    offers: ['choose_folder', 'retry', 'dismiss'],
  },
  failed: {
    recovery: 'retry',
    kind: 'network_offline',
    body: ['这台电脑没有连上网络。连上后再试一次。', 'This computer is not connected. Connect it and try again.'],
    offers: ['retry', 'dismiss'],
  },
  stopped: {
    recovery: 'stop',
    kind: 'file_type_unsupported',
    body: [
      '服务器发来的内容不是图片，没有保存任何东西。请把报告发给管理员。',
      'The server sent something that is not a picture, so nothing was saved. Send the report to whoever runs it.',
    ],
    offers: ['dismiss'],
  },
  paused: {
    body: ['保存被打断了，回到这里会自动继续。', 'Saving was interrupted and goes on when you are back here.'],
    offers: ['retry', 'dismiss'],
  },
};

export function failure(recovery: Failure['recovery'] = 'retry', locale: Locale = 'zh-CN'): Failure {
  const chinese = locale === 'zh-CN';
  return {
    kind: 'network_offline',
    recovery,
    remedy: 'none',
    event: `failed.${recovery}`,
    signal: { surface: 'desktop', os: 'linux', stage: 'list', net: 'offline', facts: { host: 'posters.example.com' } },
    copy: chinese
      ? { title: '提示', body: '这台电脑似乎没有连上网络。连上后再试一次。' }
      : { title: 'Notice', body: 'This computer seems to be offline. Connect it and try again.' },
  } as Failure;
}

/** A poster that was saved. */
export function historyRow(): HistoryRow {
  return {
    source: DEMO,
    poster: 'p-001',
    title: '春日上新 · 樱花季',
    outcome: 'saved',
    file: '春日上新 · 樱花季.jpg',
    folder: '下载/海报',
    bytes: 2_412_000,
    missing: false,
    verified: true,
    kind: null,
    at: Date.UTC(2026, 5, 1, 6, 30),
  };
}

export class ScriptedHost extends ScriptedBatch implements Host {
  hello_: Hello;
  view_: View;
  rows: HistoryRow[] = [];
  readonly compare = new ScriptedCompare();
  readonly pageSize: number;
  /** What `list` rejects with, while set. */
  refusal: unknown = null;
  update: Update = { state: 'off' };
  /** What the commands of an update reject with, while set. */
  updateRefusal: unknown = null;

  /** Ids whose picture does not load. */
  readonly torn = new Set<string>();
  #attempt = 0;
  #view: ((view: View) => void)[] = [];
  #progress: ((progress: Progress) => void)[] = [];
  #history: (() => void)[] = [];
  #signIn: (() => void)[] = [];
  #closing: (() => void)[] = [];
  #notices: (() => void)[] = [];
  #fetched: ((fetched: { received: number; total: number | null }) => void)[] = [];

  constructor({ hello = {}, pageSize = 30 }: { hello?: Partial<Hello>; pageSize?: number } = {}) {
    super();
    this.hello_ = { ...HELLO, ...hello };
    this.pageSize = pageSize;
    this.view_ = this.make('ready', null);
  }

  make(state: State, poster: string | null): View {
    const script = SCRIPTS[state];
    const at = this.hello_.locale === 'zh-CN' ? 0 : 1;
    const offers: Offer[] = script.offers.map((event, index) => ({
      event,
      label: LABELS[event]?.[this.hello_.locale] ?? event,
      primary: index === 0 && event !== 'dismiss' && event !== 'cancel',
    }));
    return {
      attempt: this.#attempt,
      state,
      poster,
      kind: script.kind ?? null,
      recovery: script.recovery ?? null,
      remedy: null,
      title: at === 0 ? '提示' : 'Notice',
      body: script.body[at],
      offers,
      signal:
        script.kind === undefined
          ? null
          : {
              surface: 'desktop',
              os: 'windows',
              code: 2,
              io: 'NotFound',
              stage: 'write',
              hints: ['parent_exists', 'guarded_folder'],
              facts: { folder: '图片/海报', file: '春日上新.jpg' },
            },
      steps: script.steps?.[at] ?? [],
    } as View;
  }

  /** The flow moves, as if by itself. */
  push(state: State, poster: string | null = this.view_.poster): View {
    if (state === 'fetching') this.#attempt += 1;
    this.view_ = this.make(state, poster);
    for (const listener of this.#view) listener(this.view_);
    return this.view_;
  }

  pushView(view: View): void {
    this.view_ = view;
    for (const listener of this.#view) listener(view);
  }

  pushProgress(received: number, total: number | null, attempt = this.#attempt): void {
    for (const listener of this.#progress) listener({ attempt, received, total });
  }

  /** A save has ended. As the program does it: the newest row first, and the ledger's mark with it. */
  pushHistory(wanted: Partial<HistoryRow>): void {
    const row: HistoryRow = { ...historyRow(), at: historyRow().at + this.rows.length * 1000, ...wanted };
    this.rows = [row, ...this.rows];
    for (const listener of this.#history) listener();
    const { outcome, poster, at, file, folder } = row;
    if (outcome === 'failed' || row.source.key !== this.hello_.source.key) return;
    const mark = { at, file: file ?? '', folder: folder ?? '', missing: false, changed: false };
    this.pushMarks({ poster, saved: mark });
  }

  pushFetched(received: number, total: number | null): void {
    for (const listener of this.#fetched) listener({ received, total });
  }

  pushNotices(...notices: Hello['notices']): void {
    this.hello_ = { ...this.hello_, notices };
    for (const listener of this.#notices) listener();
  }

  pushClosing(): void {
    for (const listener of this.#closing) listener();
  }

  pushSignIn(): void {
    for (const listener of this.#signIn) listener();
  }

  async hello(): Promise<Hello> {
    this.calls.push(['hello']);
    return this.hello_;
  }

  async list(query: ListQuery): Promise<Page> {
    this.calls.push(['list', query]);
    if (this.refusal !== null) throw this.refusal;
    const found = this.all.filter(
      (poster) => poster.title.includes(query.q) && (query.tag === null || poster.tags.includes(query.tag)),
    );
    const from = query.cursor === null ? 0 : Number(query.cursor);
    const end = from + this.pageSize;
    return { items: found.slice(from, end), next_cursor: end < found.length ? String(end) : null, skipped: 0 };
  }

  async view(): Promise<View> {
    this.calls.push(['view']);
    this.view_ = this.make(this.view_.state, this.view_.poster);
    return this.view_;
  }

  async send(event: FlowEvent, poster?: string): Promise<View> {
    this.calls.push(['send', event, poster]);
    if (event === 'dismiss' || event === 'cancel') return this.push('ready', null);
    if (event === 'open_settings') return this.push('settings');
    if (event === 'recheck') return this.push('granted');
    if (event === 'open_folder') return this.view_;
    return this.push('fetching', poster ?? this.view_.poster);
  }

  async changeFolder(): Promise<{ label: string } | null> {
    this.calls.push(['changeFolder']);
    return { label: '图片/活动' };
  }

  async history(): Promise<HistoryRow[]> {
    this.calls.push(['history']);
    return this.rows;
  }

  async reveal(source: string, poster: string): Promise<void> {
    this.calls.push(['reveal', source, poster]);
  }

  async tryPicture(poster: string): Promise<void> {
    this.calls.push(['tryPicture', poster]);
    if (this.torn.has(poster)) throw failure('retry', this.hello_.locale);
  }

  async copyImage(poster: string): Promise<void> {
    this.calls.push(['copyImage', poster]);
  }

  async copyReport(): Promise<void> {
    this.calls.push(['copyReport']);
  }

  async setLocale(locale: Locale): Promise<void> {
    this.calls.push(['setLocale', locale]);
    this.hello_ = { ...this.hello_, locale };
  }

  async setTheme(theme: Hello['theme']): Promise<void> {
    this.calls.push(['setTheme', theme]);
    this.hello_ = { ...this.hello_, theme };
  }

  async setSource(url: string, token: string | null): Promise<Hello> {
    this.calls.push(['setSource', url, token]);
    if (this.refusal !== null) throw this.refusal;
    this.hello_ = {
      ...this.hello_,
      source: { key: url, name: url, host: url, address: url, demo: false, token_set: token !== null },
    };
    return this.hello_;
  }

  async checkUpdate(byHand: boolean): Promise<Update> {
    this.calls.push(['checkUpdate', byHand]);
    if (this.updateRefusal !== null) throw this.updateRefusal;
    return this.update;
  }

  async setAutomaticUpdates(on: boolean): Promise<void> {
    this.calls.push(['setAutomaticUpdates', on]);
  }

  async installUpdate(): Promise<void> {
    this.calls.push(['installUpdate']);
    if (this.updateRefusal !== null) throw this.updateRefusal;
  }

  async restart(): Promise<void> {
    this.calls.push(['restart']);
    if (this.updateRefusal !== null) throw this.updateRefusal;
  }

  async useDemo(): Promise<Hello> {
    this.calls.push(['useDemo']);
    this.hello_ = { ...this.hello_, source: HELLO.source };
    return this.hello_;
  }

  async forgetToken(): Promise<Hello> {
    this.calls.push(['forgetToken']);
    this.hello_ = { ...this.hello_, source: { ...this.hello_.source, token_set: false } };
    return this.hello_;
  }

  async answerClosing(answer: Closing): Promise<void> {
    this.calls.push(['answerClosing', answer]);
  }

  async settingsClosed(): Promise<void> {
    this.calls.push(['settingsClosed']);
  }

  picture(poster: string): string {
    const card = this.all.find(({ id }) => id === poster);
    return card === undefined || this.torn.has(poster) ? 'data:image/png,torn' : draw(card);
  }

  onView = (listener: (view: View) => void): Promise<Unlisten> => listen(this.#view, listener);
  onProgress = (listener: (progress: Progress) => void): Promise<Unlisten> => listen(this.#progress, listener);
  onHistory = (listener: () => void): Promise<Unlisten> => listen(this.#history, listener);
  onNotices = (listener: () => void): Promise<Unlisten> => listen(this.#notices, listener);
  onClosing = (listener: () => void): Promise<Unlisten> => listen(this.#closing, listener);
  onSignIn = (listener: () => void): Promise<Unlisten> => listen(this.#signIn, listener);
  onUpdateProgress = (listener: (fetched: { received: number; total: number | null }) => void): Promise<Unlisten> =>
    listen(this.#fetched, listener);
}
