/** The program behind the compare screen, as a script says: two flows that are written down, not played. */
import type {
  CompareSetup,
  Diff,
  Difference,
  Divergence,
  DomainProgress,
  DomainReport,
  EnvironmentCard,
  Event as FlowEvent,
  Explanation,
  Kind,
  ListedDomains,
  Locale,
  Matrix,
  Pictures,
  Reference,
  Rehearsing,
  RehearsalState,
  ScenarioCard,
  Signal,
  StepCard,
  Surface,
  Trace,
  TraceStep,
  Unfinished,
  View,
} from '../src/generated/types';
import { contractHash } from '../src/contract';
import type { CompareHost, Dragged, ReportFormat } from '../src/host/compare';
import type { Unlisten } from '../src/host/types';
import { posters } from './posters';

export const CONTRACT = contractHash;

const both = (chinese: string, english: string): Record<Locale, string> => ({ 'zh-CN': chinese, en: english });

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
    clock: 'simulated',
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
      ? {
          row: surface === 'desktop' ? 14 : 15,
          rule: 0,
          pattern: 'auth den(y|ied)',
          why: both('用户拒绝过。', 'The user said no.'),
        }
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
          macos: { mishap: 'denied', signal: DESKTOP, evidence: 'seen', source: 'agterm#468' },
          'wechat-ios': { mishap: 'denied', signal: WECHAT, evidence: 'seen', source: 'forum oCJUsw' },
          'wechat-android': { mishap: 'denied', signal: WECHAT, evidence: 'assumed', source: 'as WeChat for iOS' },
        }
      : {},
    late: false,
  };
});

const scenario = (name: string, parts: Partial<ScenarioCard> = {}): ScenarioCard => ({
  name,
  desc: both(`${name} 里发生的事。`, `What happens in ${name}.`),
  not_on: {},
  steps: PLAN,
  ...parts,
});

function environment(id: string, surface: Surface, chinese: string, english: string): EnvironmentCard {
  const desktop = surface === 'desktop';
  return {
    id,
    surface,
    name: both(chinese, english),
    ...(desktop ? { os: id === 'macos' ? 'macos' : id === 'windows' ? 'windows' : 'linux' } : {}),
    possible: desktop
      ? [
          { kind: 'permission_denied_by_system', signal: DESKTOP, evidence: 'seen', source: 'agterm#468' },
          {
            kind: 'auth_expired',
            signal: { surface: 'desktop', status: 401, stage: 'fetch', hints: [], facts: {} },
            evidence: 'documented',
            source: 'RFC 9110',
          },
        ]
      : [],
  } as EnvironmentCard;
}

export const SETUP: CompareSetup = {
  scenarios: [
    scenario('denied_then_granted'),
    scenario('saved'),
    scenario('offline'),
    scenario('folder_gone', { not_on: { wechat: both('手机只有一个相册。', 'A phone has one album.') } }),
  ],
  environments: [
    environment('wechat-ios', 'wechat', '微信 iOS', 'WeChat for iOS'),
    environment('wechat-android', 'wechat', '微信 Android', 'WeChat for Android'),
    environment('macos', 'desktop', 'macOS', 'macOS'),
    environment('linux', 'desktop', 'Linux', 'Linux'),
  ],
  divergences: [
    {
      scenario: 'saved',
      environment: 'linux',
      step: 1,
      why: both('Linux 没有这样的开关。', 'Linux has no such switch.'),
    },
  ],
  contract: CONTRACT,
  reference: { desktop: 'macos', wechat: 'wechat-ios' },
  desktop_default: 'linux',
};

const COPY: Difference = {
  field: 'copy',
  a: '“下载/海报”',
  b: '手机相册',
  standing: 'contract',
  why: both('契约给两端各写了一份。', 'The contract has a version for each surface.'),
};

export class ScriptedCompare implements CompareHost {
  readonly calls: unknown[][] = [];
  setup_ = SETUP;
  /** What the diff finds besides, by row. */
  found = new Map<number, Difference[]>();
  /** Listed differences that no cell shows. */
  gone: Divergence[] = [];
  /** What `importTrace` rejects with, while set. */
  problem: unknown = null;
  /** Whether playing fails, while set. */
  broken = false;
  /** Which buttons leave the script. */
  strays = new Set<FlowEvent>();
  #strayed = false;
  #played = 0;
  #scenario = 'denied_then_granted';
  #environment = 'macos';
  /** A check of the domains goes on until this is over. */
  checking: Promise<void> = Promise.resolve();
  #dragged: ((dragged: Dragged) => void)[] = [];
  #domains: ((progress: DomainProgress) => void)[] = [];
  #rehearsing: ((rehearsing: Rehearsing | null) => void)[] = [];

  setup = async (): Promise<CompareSetup> => this.setup_;

  async open(scenario: string, environment: string): Promise<RehearsalState> {
    this.calls.push(['open', scenario, environment]);
    this.#scenario = scenario;
    this.#environment = environment;
    this.#played = 0;
    this.#strayed = false;
    return this.#state();
  }

  async play(): Promise<RehearsalState> {
    if (this.broken) throw new Error('the program is gone');
    this.#played = Math.min(this.#played + 1, LINES.length);
    return this.#state();
  }

  async press(event: FlowEvent): Promise<RehearsalState> {
    this.calls.push(['press', event]);
    this.#strayed ||= this.strays.has(event);
    return this.play();
  }

  async close(): Promise<void> {
    this.calls.push(['close']);
  }

  /** Both traces step by step; the sentences of the last step differ by contract. */
  async diff(a: Trace, b: Trace, unfinished: Unfinished): Promise<Diff> {
    this.calls.push(['diff', a.steps.length, b.steps.length, unfinished]);
    const missing = (at: number): Difference[] => {
      if (at < a.steps.length && at < b.steps.length) return [];
      const pending = at < a.steps.length ? unfinished.b : unfinished.a;
      return [{ field: 'missing', a: null, b: null, standing: pending ? 'pending' : 'unlisted', why: null }];
    };
    const steps = Array.from({ length: Math.max(a.steps.length, b.steps.length) }, (_, at) => ({
      name: (a.steps[at] ?? b.steps[at])?.on ?? 'save',
      a: at < a.steps.length ? at : null,
      b: at < b.steps.length ? at : null,
      differences: [
        ...(a.steps[at]?.state === 'saved' && b.steps[at] !== undefined ? [COPY] : []),
        ...(this.found.get(at) ?? []),
        ...missing(at),
      ],
    }));
    const parts = (standing: string): number =>
      steps.findIndex(({ differences }) => differences.some((difference) => difference.standing === standing));
    const first = [parts('unlisted'), parts('version'), parts('listed')].find((at) => at >= 0) ?? null;
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
            ? { standing: 'not_played', against: null, at: null, why: not_on[surface] ?? null, evidence: 'seen' }
            : row === 2 && column === 1
              ? { standing: 'parts', against: 'macos', at: 2, why: null, evidence: 'assumed' }
              : row === 1 && column === 3
                ? {
                    standing: 'listed',
                    against: 'wechat-ios',
                    at: 1,
                    why: both('Linux 没有这样的开关。', 'Linux has no such switch.'),
                    evidence: 'seen',
                  }
                : {
                    standing: 'same',
                    against: against(surface, name, reference),
                    at: null,
                    why: null,
                    evidence: column === 1 ? 'assumed' : 'seen',
                  },
        ),
      })),
      gone: this.gone,
      well: false,
    };
  }

  async importTrace(text: string): Promise<Trace> {
    this.calls.push(['importTrace', text]);
    if (this.problem !== null) throw this.problem;
    return trace('wechat', 5, { recorded: true, contract: 'aaaabbbbcccc', environment: 'wechat-android' });
  }

  onDragged = async (listener: (dragged: Dragged) => void): Promise<Unlisten> => {
    this.#dragged.push(listener);
    return () => void this.#dragged.splice(this.#dragged.indexOf(listener), 1);
  };

  /** Something happens to a file over the window. */
  drag(dragged: Dragged): void {
    for (const listener of this.#dragged) listener(dragged);
  }

  async openTrace(): Promise<Trace | null> {
    return this.importTrace('');
  }

  async saveTrace(saved: Trace): Promise<string | null> {
    this.calls.push(['saveTrace', saved.surface]);
    return 'trace.json';
  }

  async exportPair(a: Trace, b: Trace, pictures: Pictures): Promise<string | null> {
    this.calls.push(['exportPair', a.surface, b.surface, pictures]);
    return 'pair.html';
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
      rule: 0,
      pattern: 'den(y|ied)',
      evidence: 'documented',
      source: 'docs',
      normalised: text.toLowerCase(),
      signal: { surface: 'wechat', errMsg: text, stage: 'other', facts: {} },
      why: both('用户拒绝过。', 'The user said no.'),
      recovery: 'grant',
      remedy: 'open_setting',
      event: 'failed.grant',
      copy: { 'zh-CN': '需要您授权保存相册', en: 'Allow the album, please' },
    };
  }

  async checkDomains(listed: ListedDomains): Promise<DomainReport> {
    this.calls.push(['checkDomains', listed]);
    for (const listener of this.#domains) listener({ posters: 72, followed: 0, of: null });
    await this.checking;
    return {
      hosts: [
        { host: '127.0.0.1:4000', purpose: 'request', example: 'v1', seen_in: ['api'], verdict: 'ip', count: 1 },
        {
          host: 'posters.example.com',
          purpose: 'download',
          example: 'p/1.jpg',
          seen_in: ['poster', 'redirect'],
          verdict: 'ok',
          count: 75,
        },
      ],
      posters: 72,
      followed: 8,
      unanswered: 1,
      cut: null,
    };
  }

  async cancelDomains(): Promise<void> {
    this.calls.push(['cancelDomains']);
  }

  onDomains = async (listener: (progress: DomainProgress) => void): Promise<Unlisten> => {
    this.#domains.push(listener);
    return () => void this.#domains.splice(this.#domains.indexOf(listener), 1);
  };

  async rehearse(wanted: { kind: Kind; environment: string } | null): Promise<Rehearsing | null> {
    this.calls.push(['rehearse', wanted]);
    const rehearsing = wanted === null ? null : { ...wanted, name: both('登录已过期', 'Sign-in expired'), met: false };
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
      next: next === undefined || this.#strayed ? null : { step: this.#played, by: next.by, event: next.event },
      strayed: this.#strayed,
      trace: played,
      poster,
    };
  }
}

function against(surface: Surface, scenario: string, { desktop, wechat }: Reference): string {
  if (scenario === 'folder_gone') return desktop;
  return surface === 'desktop' ? wechat : desktop;
}
