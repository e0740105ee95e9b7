/** What a scenario is called on the screen, and where it stands in the list. Their files are written in English. */
import type { EnvironmentCard, Locale, ScenarioCard, Spelled } from '../generated/types';

export type Group = 'saved' | 'permission' | 'privacy' | 'network' | 'server' | 'file' | 'place' | 'user' | 'other';

export const GROUPS: readonly Group[] = [
  'saved',
  'permission',
  'privacy',
  'network',
  'server',
  'file',
  'place',
  'user',
  'other',
];

/** By the scenario's name: its group, its Chinese name, its English name. */
const NAMES: Record<string, readonly [Group, string, string]> = {
  saved: ['saved', '顺利保存', 'Saved without trouble'],
  saved_open_folder: ['saved', '保存后打开文件夹', 'Saved, then the folder is opened'],
  denied_then_granted: ['permission', '拒绝后打开权限，接着保存', 'Refused, then granted'],
  denied_still_refused: ['permission', '拒绝后仍未打开权限', 'Refused, and still refused'],
  denied_dismissed: ['permission', '拒绝后放弃', 'Refused, and left alone'],
  denied_by_system: ['permission', '系统没有允许', 'Refused by the system'],
  granted_left_alone: ['permission', '打开了权限，却不再保存', 'Granted, and left alone'],
  cancelled_at_the_switch: ['permission', '在设置页里取消', 'Cancelled at the switch'],
  prompt_dismissed: ['permission', '关掉授权弹窗', 'The prompt was closed'],
  never_asked: ['permission', '从未询问过权限', 'Never asked for'],
  gesture_required: ['permission', '打开设置需要一次点击', 'The settings need a tap'],
  another_folder_instead: ['permission', '不去授权，换个文件夹', 'Another folder instead'],
  privacy_not_agreed: ['privacy', '没有同意隐私保护指引', 'Privacy not agreed to'],
  privacy_not_declared: ['privacy', '没有声明隐私用途', 'Privacy not declared'],
  offline: ['network', '没有网络', 'Offline'],
  timeout: ['network', '网络超时', 'Timed out'],
  dns: ['network', '找不到服务器名', 'Name not found'],
  tls: ['network', '证书不被接受', 'Certificate not accepted'],
  server_unreachable: ['network', '服务器无人应答', 'Nobody answers'],
  interrupted: ['network', '保存时切到后台', 'WeChat in the background'],
  interrupted_desktop: ['network', '保存时电脑睡眠', 'The computer slept'],
  interrupted_everywhere: ['network', '每一步都被打断', 'Interrupted everywhere'],
  auth_expired: ['server', '登录已过期', 'Signed out'],
  link_expired: ['server', '图片链接已过期', 'The link is over'],
  rate_limited: ['server', '服务器要求稍候', 'Too many requests'],
  http_status: ['server', '服务器自己出错', 'The server has an error'],
  domain_not_allowed: ['server', '域名不在允许列表里', 'Domain not allowed'],
  concurrency_limit: ['server', '同时下载太多', 'Too much at once'],
  file_missing: ['file', '海报已不存在', 'The poster is gone'],
  file_too_large: ['file', '图片太大', 'Too large'],
  file_type_unsupported: ['file', '收到的不是图片', 'Not a picture'],
  file_corrupt: ['file', '图片不完整', 'The picture came cut'],
  invalid_argument: ['file', '海报数据有误', 'Wrong data'],
  storage_full: ['place', '空间不足', 'No room left'],
  folder_gone: ['place', '文件夹已被删除', 'The folder is gone'],
  folder_read_only: ['place', '文件夹不能写入', 'The folder is read-only'],
  folder_protected: ['place', '文件夹受系统保护', 'The folder is protected'],
  file_in_use: ['place', '文件被别的程序占用', 'The file is in use'],
  name_refused: ['place', '文件名不被接受', 'The name is refused'],
  cloud_folder_offline: ['place', '云端文件夹不在线', 'The cloud folder is offline'],
  cancelled: ['user', '取消保存', 'Cancelled'],
  double_tap: ['user', '连点两次', 'Tapped twice'],
  leaving_the_page: ['user', '离开页面', 'The page is left'],
  late_answers: ['user', '迟到的应答', 'Late answers'],
  api_unsupported: ['other', '客户端版本太旧', 'The client is too old'],
  unknown: ['other', '无法识别的错误', 'Nothing fits'],
  trouble_at_every_stage: ['other', '每个阶段都出错', 'Trouble at every stage'],
};

export function groupOf(scenario: string): Group {
  return NAMES[scenario]?.[0] ?? 'other';
}

/** Whether the list has a name for it. */
export function isNamed(scenario: string): boolean {
  return scenario in NAMES;
}

export function nameOf(scenario: string, locale: Locale): string {
  const [, chinese, english] = NAMES[scenario] ?? [];
  return (locale === 'zh-CN' ? chinese : english) ?? scenario;
}

export type Shelf = { group: Group; scenarios: ScenarioCard[] };

/** The list as it is shown: grouped, and narrowed to what is looked for. */
export function shelves(scenarios: readonly ScenarioCard[], sought: string): Shelf[] {
  const words = sought.trim().toLowerCase().split(/\s+/u);
  const found = scenarios.filter((scenario) => {
    const all = [
      scenario.name,
      nameOf(scenario.name, 'zh-CN'),
      nameOf(scenario.name, 'en'),
      scenario.desc['zh-CN'],
      scenario.desc.en,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return GROUPS.map((group) => ({
    group,
    // Within a group, as the table above has them.
    scenarios: found.filter(({ name }) => groupOf(name) === group).sort((a, b) => place(a.name) - place(b.name)),
  })).filter((shelf) => shelf.scenarios.length > 0);
}

/** Where a scenario stands in the whole list. */
export function place(scenario: string): number {
  const at = Object.keys(NAMES).indexOf(scenario);
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

/** A failure in the words of an environment. */
export type Wording = Pick<Spelled, 'signal' | 'evidence' | 'source'>;

/** How an environment words the failures of a scenario, each wording once. */
export function wordings(scenario: ScenarioCard | null, environment: EnvironmentCard | null): Wording[] {
  const all = (scenario?.steps ?? []).flatMap((step) => step.spelled[environment?.id ?? ''] ?? []);
  return all.filter(
    (one, at) => all.findIndex((other) => JSON.stringify(other.signal) === JSON.stringify(one.signal)) === at,
  );
}
