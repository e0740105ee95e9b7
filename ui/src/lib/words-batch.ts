/** The window's own words about many posters at once: selecting, saving, naming, the list. */
import type { Remark } from '../generated/types';
import type { Column } from './columns';
import type { Token } from './names';

export type Share = {
  saved: number;
  skipped: number;
  nameTaken: number;
  failed: number;
  left: number;
  folder: string;
};

/** The larger unit alone, rounded up: nobody needs `3 小时 5 分`. */
function chineseTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${Math.max(1, seconds)} 秒`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}

function englishTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${Math.max(1, seconds)} s`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}

const posters = (n: number): string => (n === 1 ? '1 poster' : `${n} posters`);

export const chinese = {
  select: (title: string): string => `选择：${title}`,
  selectThis: '选择这张海报',
  selected: (n: number): string => `已选 ${n} 张`,
  selectAll: (n: number): string => `全选 ${n} 张`,
  selectEverything: '全选所有结果',
  selecting: '正在读取全部结果…',
  truncated: (n: number): string => `结果太多，已选中前 ${n} 张`,
  clear: '取消选择',
  saveTo: (n: number, folder: string): string => `保存 ${n} 张到 ${folder}`,
  running: '上一批还在保存，请等它完成或停止它',
  options: '保存选项',
  fresh: '未保存',
  freshHint: '只看还没有保存过的海报',
  grid: '大图',
  list: '列表',
  layout: '显示方式',
  sortBy: (column: string): string => `按${column}排序`,
  rising: '升序',
  falling: '降序',
  columns: {
    title: '标题',
    campaign: '活动',
    dimensions: '尺寸',
    size: '大小',
    updated: '更新日期',
    ends: '有效期',
    saved: '保存状态',
  } satisfies Record<Column, string>,
  missing: '文件已不在',
  missingHint: (file: string): string => `曾保存为“${file}”，但文件已不在原处`,
  changed: '有新版',
  changedHint: '保存之后，来源更新了这张海报',
  savedHint: (file: string, folder: string): string => `已保存：${folder} / ${file}`,
  expired: (n: number): string => `其中 ${n} 张已过期`,
  dropExpired: '不选已过期的',
  open: '打开预览',
  menu: (title: string): string => `操作：${title}`,

  saving: (done: number, total: number): string => `正在保存 ${done} / ${total}`,
  pausing: '正在暂停…',
  paused: (left: number): string => `已暂停，还有 ${left} 张`,
  held: (left: number): string => `需要您处理，还有 ${left} 张等待保存`,
  resumed: '继续上次未完成的保存',
  from: (source: string): string => `来自 ${source}`,
  timeLeft: (ms: number): string => `约剩 ${chineseTime(ms)}`,
  pause: '暂停',
  resume: '继续',
  stop: '停止',
  stopHint: '停止这一批；已保存的会保留',
  stopTitle: '停止保存？',
  stopBody: (left: number): string => `还有 ${left} 张没有保存。已保存的海报会保留。`,
  stopNow: '停止保存',
  stopNot: '继续保存',
  answer: '去处理',
  retry: (n: number): string => `重试未保存的 ${n} 张`,
  exportErrors: '导出清单',
  exports: { csv: '表格（CSV，可用 Excel 打开）', json: '数据（JSON）' },
  exported: (file: string): string => `清单已导出为 ${file}`,
  openFolder: '打开文件夹',
  showEach: '逐张查看',
  hideEach: '收起',
  each: '逐张进度',
  more: (n: number): string => `另有 ${n} 张等待中`,
  finished: ({ saved, skipped, nameTaken, failed, folder }: Share): string =>
    [
      saved > 0 ? `${saved} 张已存入 ${folder}` : '',
      skipped > 0 ? `${skipped} 张已有，跳过` : '',
      nameTaken > 0 ? `${nameTaken} 张因同名文件跳过` : '',
      failed > 0 ? `${failed} 张保存失败` : '',
    ]
      .filter((part) => part !== '')
      .join('，') || '没有需要保存的海报',
  cancelled: ({ saved, left, folder }: Share): string =>
    saved > 0 ? `已停止：${saved} 张已存入 ${folder}，${left} 张未保存` : `已停止，${left} 张未保存`,
  failures: (n: number): string => `${n} 张`,
  remarks: {
    not_converted: '已保存，但无法转换格式，保持原样。',
    no_sidecar: '已保存，但说明文件没有写成。',
  } satisfies Record<Remark, string>,
  state: {
    waiting: '等待中',
    fetching: '下载中',
    writing: '写入中',
    saved: '已保存',
    skipped: '已跳过',
    name_taken: '同名，已跳过',
    failed: '未保存',
    held: '待处理',
  },
  heldMore: (left: number): string => `还有 ${left} 张等待保存，处理好后会自动继续。`,

  names: '文件名',
  namesHint: '点击下面的词可插入；用 / 表示子文件夹',
  folders: '每个活动一个子文件夹',
  preview: '保存后的文件名',
  tokens: {
    title: '标题',
    id: '编号',
    campaign: '活动',
    date: '日期',
    index: '序号',
    width: '宽',
    height: '高',
    ext: '格式',
  } satisfies Record<Token, string>,
  conflict: '遇到同名文件',
  conflicts: { skip: '跳过', number: '加编号', overwrite: '覆盖' },
  overwriteWarning: '覆盖后无法恢复原来的文件。',
  known: '已保存过的海报',
  knowns: { skip: '此处已有则跳过', skip_anywhere: '别处已有也跳过', save_again: '再存一份' },
  convert: '图片格式',
  converts: { as_is: '不转换', png: 'PNG', jpeg: 'JPEG' },
  convertHint: '已是该格式的图片和动图保持原样',
  quality: '画质',
  keepOriginal: '同时保留原文件',
  sidecar: '同时保存说明文件（JSON）',
  sidecarHint: '标题、活动、标签、来源，供其他程序使用',
  applies: '单张保存也使用这些设置',
  keep: '保存设置',
  cancel: '取消',
};

export type BatchWords = typeof chinese;

export const english: BatchWords = {
  select: (title) => `Select: ${title}`,
  selectThis: 'Select this poster',
  selected: (n) => `${n} selected`,
  selectAll: (n) => `Select all ${n}`,
  selectEverything: 'Select all results',
  selecting: 'Reading all results…',
  truncated: (n) => `Too many results: the first ${n} are selected`,
  clear: 'Clear selection',
  saveTo: (n, folder) => `Save ${posters(n)} to ${folder}`,
  running: 'A batch is still being saved. Wait for it or stop it first',
  options: 'Save options',
  fresh: 'Not saved',
  freshHint: 'Only posters that have not been saved yet',
  grid: 'Grid',
  list: 'List',
  layout: 'Layout',
  sortBy: (column) => `Sort by ${column.toLowerCase()}`,
  rising: 'ascending',
  falling: 'descending',
  columns: {
    title: 'Title',
    campaign: 'Campaign',
    dimensions: 'Dimensions',
    size: 'Size',
    updated: 'Updated',
    ends: 'Valid until',
    saved: 'Status',
  },
  missing: 'File missing',
  missingHint: (file) => `Saved as “${file}”, but the file is no longer there`,
  changed: 'Newer version',
  changedHint: 'The source has changed this poster since it was saved',
  savedHint: (file, folder) => `Saved: ${folder} / ${file}`,
  expired: (n) => `${n} of them expired`,
  dropExpired: 'Deselect expired',
  open: 'Open preview',
  menu: (title) => `Actions: ${title}`,

  saving: (done, total) => `Saving ${done} of ${total}`,
  pausing: 'Pausing…',
  paused: (left) => `Paused, ${left} to go`,
  held: (left) => `Needs your attention, ${left} waiting`,
  resumed: 'Resumed from last time',
  from: (source) => `from ${source}`,
  timeLeft: (ms) => `about ${englishTime(ms)} left`,
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  stopHint: 'Stop this batch; what is saved stays',
  stopTitle: 'Stop saving?',
  stopBody: (left) => `${left === 1 ? '1 poster is' : `${left} posters are`} not saved yet. Saved posters stay.`,
  stopNow: 'Stop saving',
  stopNot: 'Keep saving',
  answer: 'Resolve',
  retry: (n) => `Retry the ${n} not saved`,
  exportErrors: 'Export list',
  exports: { csv: 'Table (CSV, opens in Excel)', json: 'Data (JSON)' },
  exported: (file) => `List exported to ${file}`,
  openFolder: 'Open folder',
  showEach: 'Show each poster',
  hideEach: 'Hide',
  each: 'Progress of each poster',
  more: (n) => `${n} more waiting`,
  finished: ({ saved, skipped, nameTaken, failed, folder }) => {
    const said = [
      saved > 0 ? `${posters(saved)} saved to ${folder}` : '',
      skipped > 0 ? `${skipped} already there, skipped` : '',
      nameTaken > 0 ? `${nameTaken} skipped, name taken` : '',
      failed > 0 ? `${failed} not saved` : '',
    ].filter((part) => part !== '');
    return said.length === 0 ? 'There was nothing to save' : said.join(', ');
  },
  cancelled: ({ saved, left, folder }) =>
    saved > 0
      ? `Stopped: ${posters(saved)} saved to ${folder}, ${left} not saved`
      : `Stopped, ${posters(left)} not saved`,
  failures: posters,
  remarks: {
    not_converted: 'Saved, but kept in the original format: it could not be converted.',
    no_sidecar: 'Saved, but without the description file, which could not be written.',
  },
  state: {
    waiting: 'Waiting',
    fetching: 'Downloading',
    writing: 'Writing',
    saved: 'Saved',
    skipped: 'Skipped',
    name_taken: 'Name taken',
    failed: 'Not saved',
    held: 'On hold',
  },
  heldMore: (left) => `${posters(left)} waiting. Saving then continues by itself.`,

  names: 'File name',
  namesHint: 'Click a word below to insert it; / makes a subfolder',
  folders: 'A subfolder for each campaign',
  preview: 'Resulting file names',
  tokens: {
    title: 'title',
    id: 'id',
    campaign: 'campaign',
    date: 'date',
    index: 'number',
    width: 'width',
    height: 'height',
    ext: 'type',
  },
  conflict: 'If the name is taken',
  conflicts: { skip: 'Skip', number: 'Add a number', overwrite: 'Overwrite' },
  overwriteWarning: 'An overwritten file cannot be restored.',
  known: 'Posters saved before',
  knowns: { skip: 'Skip if here', skip_anywhere: 'Skip anywhere', save_again: 'Save again' },
  convert: 'Picture format',
  converts: { as_is: 'Keep', png: 'PNG', jpeg: 'JPEG' },
  convertHint: 'Pictures already in that format and animations are kept as they are',
  quality: 'Quality',
  keepOriginal: 'Also keep the original file',
  sidecar: 'Also save a description file (JSON)',
  sidecarHint: 'Title, campaign, tags and source, for other programs',
  applies: 'Also used when saving a single poster',
  keep: 'Save settings',
  cancel: 'Cancel',
};
