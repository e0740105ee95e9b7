/** The program behind the compare screen, as a script says: two flows that are written down, not played. */
import type {
  CompareSetup,
  Diff,
  Difference,
  DomainReport,
  EnvironmentCard,
  Event as FlowEvent,
  Explanation,
  Kind,
  Matrix,
  Reference,
  Rehearsing,
  RehearsalState,
  ScenarioCard,
  Signal,
  StepCard,
  Surface,
  Trace,
  TraceStep,
  View,
} from '../src/generated/types';
import type { CompareHost, ReportFormat } from '../src/host/compare';
import type { Unlisten } from '../src/host/types';
import { posters } from './posters';

export const CONTRACT = '073dcde044e5';

type Line = [on: FlowEvent, by: 'user' | 'host', state: TraceStep['state'], copy: string, offers: FlowEvent[]];

const LINES: Line[] = [
  ['save', 'user', 'fetching', '保存中...', ['cancel']],
  ['fetched', 'host', 'writing', '保存中...', ['cancel']],
  ['failed.grant', 'host', 'blocked', '需要您授权保存相册', ['open_settings', 'dismiss']],
  ['open_settings', 'user', 'settings', '请打开开关后回到这里，我们会接着保存这张海报。', ['recheck', 'dismiss']],
  ['returned', 'host', 'checking', '正在检查权限...', ['dismiss']],
  ['grant.yes', 'host', 'granted', '获取权限成功,再次点击图片即可保存', ['save', 'dismiss']],
  ['save', 'user', 'fetching', '保存中...', ['cancel']],
  ['fetched', 'host', 'writing', '保存中...', ['cancel']],
  ['saved', 'host', 'saved', '您的推广海报已存入手机相册，赶快分享给好友吧', ['dismiss']],
  ['dismiss', 'user', 'ready', '', ['save']],
];

const LABELS: Partial<Record<FlowEvent, string>> = {
  save: '保存海报',
  cancel: '取消',
  open_settings: '去设置',
  choose_folder: '换个文件夹',
  recheck: '我已打开',
  dismiss: '知道了',
};

/** A trace of the classic flow: all of it, or its first steps. */
export function trace(surface: Surface, count = LINES.length, parts: Partial<Trace> = {}): Trace {
  return {
    format: 'poster-trace/1',
    contract: CONTRACT,
    app: null,
    surface,
    environment: surface === 'desktop' ? 'macos' : 'wechat-ios',
    scenario: 'denied_then_granted',
    recorded: false,
    steps: LINES.slice(0, count).map((line, at) => step(line, at, surface)),
    ...parts,
  };
}

function step([on, by, state, copy, offers]: Line, at: number, surface: Surface): TraceStep {
  const refused = on === 'failed.grant';
  const kept = ['blocked', 'settings', 'checking'].includes(state);
  return {
    on,
    by,
    taken: true,
    state,
    kind: kept ? (surface === 'desktop' ? 'permission_denied_by_system' : 'permission_denied_by_user') : null,
    recovery: kept ? 'grant' : null,
    remedy: kept ? (surface === 'desktop' ? 'open_privacy_files' : 'open_setting') : null,
    title: copy === '' ? '' : '提示',
    copy: surface === 'desktop' ? copy.replace('手机相册', '“下载/海报”') : copy,
    offers: offers.map((event) => ({ event, label: LABELS[event] ?? event })),
    do: on === 'save' ? ['fetch_poster'] : [],
    signal: !refused
      ? null
      : surface === 'desktop'
        ? {
            surface,
            os: 'macos',
            code: 1,
            io: 'PermissionDenied',
            stage: 'write',
            hints: ['guarded_folder'],
            facts: {},
          }
        : { surface, errMsg: 'saveImageToPhotosAlbum:fail auth deny', stage: 'write', facts: {} },
    classified: refused
      ? { row: surface === 'desktop' ? 14 : 15, pattern: 'auth den(y|ied)', why: 'The user said no.' }
      : null,
    t: at * 500,
    attempt: at < 6 ? 1 : 2,
    at,
    filled: false,
  };
}

const WECHAT: Signal = {
  surface: 'wechat',
  errMsg: 'saveImageToPhotosAlbum:fail auth deny',
  stage: 'write',
  facts: {},
};
const DESKTOP: Signal = {
  surface: 'desktop',
  os: 'macos',
  code: 1,
  io: 'PermissionDenied',
  stage: 'write',
  hints: ['guarded_folder'],
  facts: {},
};

const PLAN: StepCard[] = LINES.map(([on, by]) => {
  const fails = on === 'failed.grant';
  return {
    by: fails ? 'fails' : by,
    event: fails ? null : on,
    wechat: fails ? WECHAT : null,
    desktop: fails ? DESKTOP : null,
    mishap: fails ? 'denied' : null,
    spelled: fails
      ? {
          macos: { mishap: 'denied', signal: DESKTOP, seen: 'agterm#468', assumed: null },
          'wechat-ios': { mishap: 'denied', signal: WECHAT, seen: 'forum oCJUsw', assumed: null },
          'wechat-android': { mishap: 'denied', signal: WECHAT, seen: null, assumed: 'as WeChat for iOS' },
        }
      : {},
    late: false,
  };
});

const scenario = (name: string, parts: Partial<ScenarioCard> = {}): ScenarioCard => ({
  name,
  desc: `What happens in ${name}.`,
  not_on: {},
  steps: PLAN,
  ...parts,
});

function environment(id: string, surface: Surface, chinese: string, english: string, seen: boolean): EnvironmentCard {
  const desktop = surface === 'desktop';
  return {
    id,
    surface,
    name: { 'zh-CN': chinese, en: english },
    ...(desktop ? { os: id === 'macos' ? 'macos' : id === 'windows' ? 'windows' : 'linux' } : {}),
    spellings: [
      {
        mishap: 'denied',
        api: null,
        kind: desktop ? 'permission_denied_by_system' : 'permission_denied_by_user',
        signal: desktop
          ? { surface: 'desktop', os: 'macos', code: 1, io: 'PermissionDenied', stage: 'write', hints: [], facts: {} }
          : { surface: 'wechat', errMsg: '$:fail auth deny', stage: 'write', facts: {} },
        seen: seen ? 'forum oCJUsw' : null,
        assumed: seen ? null : 'as WeChat for iOS',
      },
    ],
  } as EnvironmentCard;
}

export const SETUP: CompareSetup = {
  scenarios: [
    scenario('denied_then_granted'),
    scenario('saved'),
    scenario('offline'),
    scenario('folder_gone', { not_on: { wechat: 'A phone has one album.' } }),
  ],
  environments: [
    environment('wechat-ios', 'wechat', '微信 iOS', 'WeChat for iOS', true),
    environment('wechat-android', 'wechat', '微信 Android', 'WeChat for Android', false),
    environment('macos', 'desktop', 'macOS', 'macOS', true),
    environment('linux', 'desktop', 'Linux', 'Linux', true),
  ],
  mishaps: [
    {
      mishap: 'denied',
      name: { 'zh-CN': '用户拒绝了权限', en: 'The user refused the permission' },
      kind: 'permission_denied_by_user',
    },
  ],
  divergences: [],
  contract: CONTRACT,
  reference: { desktop: 'macos', wechat: 'wechat-ios' },
  desktop_default: 'linux',
};

const COPY: Difference = {
  field: 'copy',
  a: '“下载/海报”',
  b: '手机相册',
  standing: 'contract',
  why: 'The contract has a sentence of its own for each.',
};

export class ScriptedCompare implements CompareHost {
  readonly calls: unknown[][] = [];
  setup_ = SETUP;
  /** What the diff finds besides, by row. */
  found = new Map<number, Difference[]>();
  /** What `importTrace` rejects with, while set. */
  problem: unknown = null;
  #played = 0;
  #scenario = 'denied_then_granted';
  #environment = 'macos';
  #rehearsing: ((rehearsing: Rehearsing | null) => void)[] = [];

  setup = async (): Promise<CompareSetup> => this.setup_;

  async open(scenario: string, environment: string): Promise<RehearsalState> {
    this.calls.push(['open', scenario, environment]);
    this.#scenario = scenario;
    this.#environment = environment;
    this.#played = 0;
    return this.#state();
  }

  async play(): Promise<RehearsalState> {
    this.#played = Math.min(this.#played + 1, LINES.length);
    return this.#state();
  }

  async press(event: FlowEvent): Promise<RehearsalState> {
    this.calls.push(['press', event]);
    return this.play();
  }

  async restart(): Promise<RehearsalState> {
    this.#played = 0;
    return this.#state();
  }

  async close(): Promise<void> {
    this.calls.push(['close']);
  }

  /** Both traces step by step; the sentences of the last step differ by contract. */
  async diff(a: Trace, b: Trace): Promise<Diff> {
    this.calls.push(['diff', a.steps.length, b.steps.length]);
    const steps = Array.from({ length: Math.max(a.steps.length, b.steps.length) }, (_, at) => ({
      name: (a.steps[at] ?? b.steps[at])?.on ?? 'save',
      a: at < a.steps.length ? at : null,
      b: at < b.steps.length ? at : null,
      differences: [
        ...(a.steps[at]?.state === 'saved' && b.steps[at] !== undefined ? [COPY] : []),
        ...(this.found.get(at) ?? []),
      ],
    }));
    const parts = (standing: string): number =>
      steps.findIndex(({ differences }) => differences.some((difference) => difference.standing === standing));
    const first = [parts('unlisted'), parts('listed')].find((at) => at >= 0) ?? null;
    const other = b.contract !== a.contract;
    return {
      steps,
      first,
      same: first === null,
      contracts: {
        a: a.contract,
        b: b.contract,
        note: other
          ? { 'zh-CN': '右边是较旧的契约', en: 'The right side ran an older contract' }
          : { 'zh-CN': '', en: '' },
      },
    };
  }

  async matrix(reference: Reference): Promise<Matrix> {
    this.calls.push(['matrix', reference]);
    const environments = this.setup_.environments.map(({ id }) => id);
    return {
      contract: CONTRACT,
      reference,
      environments,
      rows: this.setup_.scenarios.map(({ name, desc, not_on }, row) => ({
        scenario: name,
        desc,
        cells: this.setup_.environments.map(({ surface }, column) =>
          not_on[surface] !== undefined
            ? { standing: 'not_played', at: null, why: not_on[surface] ?? '', seen: true }
            : row === 2 && column === 1
              ? { standing: 'parts', at: 2, why: '', seen: false }
              : row === 1 && column === 3
                ? { standing: 'listed', at: 1, why: 'Linux has no such switch.', seen: true }
                : { standing: 'same', at: null, why: '', seen: column !== 1 },
        ),
      })),
      gone: [],
      well: false,
    };
  }

  async importTrace(text: string): Promise<Trace> {
    this.calls.push(['importTrace', text]);
    if (this.problem !== null) throw this.problem;
    return trace('wechat', 5, { recorded: true, contract: 'aaaabbbbcccc', environment: 'wechat-android' });
  }

  async openTrace(): Promise<Trace | null> {
    return this.importTrace('');
  }

  async saveTrace(saved: Trace): Promise<string | null> {
    this.calls.push(['saveTrace', saved.surface]);
    return 'trace.json';
  }

  async exportReport(format: ReportFormat, reference: Reference | null): Promise<string | null> {
    this.calls.push(['exportReport', format, reference]);
    return `report.${format}`;
  }

  async explain(text: string, surface: Surface): Promise<Explanation> {
    this.calls.push(['explain', text, surface]);
    return {
      kind: 'permission_denied_by_user',
      row: 15,
      pattern: 'den(y|ied)',
      source: 'docs',
      normalised: text.toLowerCase(),
      signal: { surface: 'wechat', errMsg: text, stage: 'other', facts: {} },
      why: 'The user said no.',
      recovery: 'grant',
      remedy: 'open_setting',
      event: 'failed.grant',
      copy: { 'zh-CN': '需要您授权保存相册', en: 'Allow the album, please' },
    };
  }

  async checkDomains(listed: string[]): Promise<DomainReport> {
    this.calls.push(['checkDomains', listed]);
    return {
      hosts: [
        { host: '127.0.0.1:4000', example: 'p/1.jpg', seen_in: ['poster', 'thumbnail'], verdict: 'ip', count: 72 },
        { host: 'posters.example.com', example: 'p/1.jpg', seen_in: ['redirect'], verdict: 'ok', count: 3 },
      ],
      checked: 75,
      truncated: false,
      unanswered: 1,
    };
  }

  async rehearse(wanted: { kind: Kind; environment: string } | null): Promise<Rehearsing | null> {
    this.calls.push(['rehearse', wanted]);
    const rehearsing = wanted === null ? null : { ...wanted, met: false };
    for (const listener of this.#rehearsing) listener(rehearsing);
    return rehearsing;
  }

  onRehearsing = async (listener: (rehearsing: Rehearsing | null) => void): Promise<Unlisten> => {
    this.#rehearsing.push(listener);
    return () => void this.#rehearsing.splice(this.#rehearsing.indexOf(listener), 1);
  };

  #state(): RehearsalState {
    const played = trace('desktop', this.#played, { scenario: this.#scenario, environment: this.#environment });
    const last = played.steps.at(-1);
    const view: View = {
      attempt: last?.attempt ?? 0,
      state: last?.state ?? 'ready',
      poster: 'p-001',
      kind: last?.kind ?? null,
      recovery: last?.recovery ?? null,
      remedy: last?.remedy ?? null,
      title: last?.title ?? '',
      body: last?.copy ?? '',
      steps: [],
      offers: (last?.offers ?? [{ event: 'save', label: '保存海报' }]).map((offer, index) => ({
        ...offer,
        primary: index === 0 && offer.event !== 'dismiss',
      })) as View['offers'],
      signal: last?.signal ?? null,
    };
    const next = PLAN[this.#played];
    const [poster] = posters;
    if (poster === undefined) throw new Error('there are posters');
    return {
      view,
      next: next === undefined ? null : { step: this.#played, by: next.by, event: next.event, label: '' },
      done: next === undefined,
      trace: played,
      poster,
    };
  }
}
