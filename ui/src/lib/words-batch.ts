/** The window's own words about many posters at once: selecting, saving, naming, the list. */
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

/** `3 小时 5 分` is more than anybody needs: the larger unit alone, rounded up. */
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
  selected: (n: number): string => `已选 ${n} 张`,
  selectAll: (n: number): string => `全选 ${n} 张`,
  selectEverything: '全选所有结果',
  truncated: (n: number): string => `结果太多，先选中了前 ${n} 张`,
  clear: '取消选择',
  saveTo: (n: number, folder: string): string => `保存 ${n} 张到 ${folder}`,
  running: '上一批还没有存完',
  options: '保存选项',
  fresh: '新的',
  freshHint: '只看还没有保存过的海报',
  grid: '大图',
  list: '列表',
  sortBy: (column: string): string => `按${column}排序`,
  rising: '升序',
  falling: '降序',
  columns: {
    title: '标题',
    campaign: '活动',
    dimensions: '尺寸',
    size: '大小',
    updated: '更新日期',
    saved: '已保存',
  } satisfies Record<Column, string>,
  missing: '文件已不在',
  missingHint: (file: string): string => `保存过“${file}”，但它已经不在那里了`,
  changed: '有新版',
  changedHint: '保存之后，来源更新了这张海报',
  savedHint: (file: string, folder: string): string => `已保存：${folder} / ${file}`,
  open: '打开预览',
  copyFile: '复制文件',
  fileCopied: '文件已复制，可以粘贴到别的程序里',
  pictureCopied: '图片已复制',
  menu: (title: string): string => `操作：${title}`,

  saving: (done: number, total: number): string => `正在保存 ${done} / ${total}`,
  pausing: '正在暂停…',
  paused: (left: number): string => `已暂停，还有 ${left} 张`,
  held: (left: number): string => `需要您处理一下，还有 ${left} 张在等`,
  resumed: '接着上次没存完的',
  timeLeft: (ms: number): string => `约剩 ${chineseTime(ms)}`,
  pause: '暂停',
  resume: '继续',
  stop: '停止',
  stopHint: '停止这一批；已经存好的会留下',
  answer: '去处理',
  retry: (n: number): string => `重试未存的 ${n} 张`,
  exportErrors: '导出清单',
  exported: '清单已导出',
  openFolder: '打开文件夹',
  done: '完成',
  showEach: '逐张查看',
  hideEach: '收起',
  each: '逐张进度',
  more: (n: number): string => `另有 ${n} 张在等`,
  finished: ({ saved, skipped, nameTaken, failed, folder }: Share): string =>
    [
      saved > 0 ? `${saved} 张已存入 ${folder}` : '',
      skipped > 0 ? `${skipped} 张已经有了，跳过` : '',
      nameTaken > 0 ? `${nameTaken} 张因有同名文件未存` : '',
      failed > 0 ? `${failed} 张没存成` : '',
    ]
      .filter((part) => part !== '')
      .join('，') || '没有需要保存的',
  cancelled: ({ saved, left, folder }: Share): string =>
    saved > 0 ? `已停止：${saved} 张已存入 ${folder}，${left} 张没有存` : `已停止，${left} 张没有存`,
  failures: (n: number): string => `${n} 张`,
  state: {
    waiting: '等待',
    fetching: '下载中',
    writing: '写入中',
    saved: '已保存',
    skipped: '跳过',
    name_taken: '同名，跳过',
    failed: '未保存',
    held: '在等您',
  },
  heldMore: (left: number): string => `还有 ${left} 张在等，处理好以后会接着全部存完。`,

  names: '文件名',
  namesHint: '点击下面的词加进去；用 / 分子文件夹',
  folders: '每个活动一个子文件夹',
  preview: '会保存成',
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
  overwriteWarning: '覆盖后，原来的文件就没有了。',
  known: '以前存过的海报',
  knowns: { skip: '这里有就跳过', skip_anywhere: '别处有也跳过', save_again: '再存一份' },
  convert: '图片格式',
  converts: { as_is: '原样', png: 'PNG', jpeg: 'JPEG' },
  convertHint: '本来就是这种格式的和会动的，原样保存',
  quality: '画质',
  keepOriginal: '同时保留原文件',
  sidecar: '旁边存一份说明（JSON）',
  sidecarHint: '标题、活动、标签、来源，给别的程序用',
  applies: '单张保存也按这里来',
  keep: '好了',
  cancel: '取消',

  ledger: {
    rebuilt: '保存记录损坏了，已另存一份并重新开始记。已保存的文件都还在。',
    unavailable: '保存记录暂时打不开：可以照常保存，只是看不出哪些存过。',
  },
  keys: {
    select: '选择这张海报',
    range: '连续选择',
    all: '全选',
    copyFile: '复制文件',
    clear: '取消选择',
    saveSelected: '保存（选中的）海报',
  },
};

export type BatchWords = typeof chinese;

export const english: BatchWords = {
  select: (title) => `Select: ${title}`,
  selected: (n) => `${n} selected`,
  selectAll: (n) => `Select all ${n}`,
  selectEverything: 'Select all results',
  truncated: (n) => `Too many results: the first ${n} are selected`,
  clear: 'Clear selection',
  saveTo: (n, folder) => `Save ${posters(n)} to ${folder}`,
  running: 'The last batch is not finished yet',
  options: 'Save options',
  fresh: 'New',
  freshHint: 'Only posters that have not been saved yet',
  grid: 'Grid',
  list: 'List',
  sortBy: (column) => `Sort by ${column.toLowerCase()}`,
  rising: 'ascending',
  falling: 'descending',
  columns: {
    title: 'Title',
    campaign: 'Campaign',
    dimensions: 'Dimensions',
    size: 'Size',
    updated: 'Updated',
    saved: 'Saved',
  },
  missing: 'File is gone',
  missingHint: (file) => `Saved as “${file}”, but it is no longer there`,
  changed: 'Newer version',
  changedHint: 'The source has changed this poster since it was saved',
  savedHint: (file, folder) => `Saved: ${folder} / ${file}`,
  open: 'Open preview',
  copyFile: 'Copy file',
  fileCopied: 'File copied: paste it into another program',
  pictureCopied: 'Image copied',
  menu: (title) => `Actions: ${title}`,

  saving: (done, total) => `Saving ${done} of ${total}`,
  pausing: 'Pausing…',
  paused: (left) => `Paused, ${left} to go`,
  held: (left) => `Needs your attention, ${left} waiting`,
  resumed: 'Continued from last time',
  timeLeft: (ms) => `about ${englishTime(ms)} left`,
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  stopHint: 'Stop this batch; what is saved stays',
  answer: 'See what',
  retry: (n) => `Retry the ${n} not saved`,
  exportErrors: 'Export list',
  exported: 'List exported',
  openFolder: 'Open folder',
  done: 'Done',
  showEach: 'Show each',
  hideEach: 'Hide',
  each: 'Progress of each poster',
  more: (n) => `${n} more waiting`,
  finished: ({ saved, skipped, nameTaken, failed, folder }) => {
    const said = [
      saved > 0 ? `${posters(saved)} saved to ${folder}` : '',
      skipped > 0 ? `${skipped} skipped, already there` : '',
      nameTaken > 0 ? `${nameTaken} skipped, name taken` : '',
      failed > 0 ? `${failed} not saved` : '',
    ].filter((part) => part !== '');
    return said.length === 0 ? 'Nothing needed saving' : said.join(', ');
  },
  cancelled: ({ saved, left, folder }) =>
    saved > 0
      ? `Stopped: ${posters(saved)} saved to ${folder}, ${left} not saved`
      : `Stopped, ${posters(left)} not saved`,
  failures: posters,
  state: {
    waiting: 'Waiting',
    fetching: 'Downloading',
    writing: 'Writing',
    saved: 'Saved',
    skipped: 'Skipped',
    name_taken: 'Name taken',
    failed: 'Not saved',
    held: 'Waiting for you',
  },
  heldMore: (left) =>
    left === 1 ? '1 more is waiting and goes on afterwards.' : `${left} more are waiting and go on afterwards.`,

  names: 'File name',
  namesHint: 'Click a word below to add it; / makes a subfolder',
  folders: 'A subfolder for each campaign',
  preview: 'Will be saved as',
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
  overwriteWarning: 'An overwritten file is gone.',
  known: 'Posters saved before',
  knowns: { skip: 'Skip if here', skip_anywhere: 'Skip anywhere', save_again: 'Save again' },
  convert: 'Picture format',
  converts: { as_is: 'As it is', png: 'PNG', jpeg: 'JPEG' },
  convertHint: 'What is in that format already, or moves, stays as it is',
  quality: 'Quality',
  keepOriginal: 'Keep the original, too',
  sidecar: 'Save a description beside it (JSON)',
  sidecarHint: 'Title, campaign, tags and source, for other programs',
  applies: 'Saving a single poster follows this, too',
  keep: 'Done',
  cancel: 'Cancel',

  ledger: {
    rebuilt: 'The record of saved posters was damaged. It was set aside and started anew; the files are all there.',
    unavailable: 'The record of saved posters cannot be opened: saving works, but nothing shows what was saved before.',
  },
  keys: {
    select: 'Select the poster',
    range: 'Select a range',
    all: 'Select all',
    copyFile: 'Copy file',
    clear: 'Clear the selection',
    saveSelected: 'Save the (selected) posters',
  },
};
