/** The only file that knows Tauri. */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type { CompareHost } from './compare';
import type { Host } from './types';

// `poster://localhost/` or, on Windows, `http://poster.localhost/`.
const pictures = (): string => convertFileSrc('', 'poster');

const compare: CompareHost = {
  setup: () => invoke('compare_setup'),
  open: (scenario, environment) => invoke('rehearsal_open', { scenario, environment }),
  play: () => invoke('rehearsal_play'),
  press: (event) => invoke('rehearsal_press', { event }),
  close: () => invoke('rehearsal_close'),
  diff: (a, b, unfinished) => invoke('compare_diff', { a, b, unfinished }),
  matrix: ({ desktop, wechat }) => invoke('compare_matrix', { desktop, wechat }),
  importTrace: (text) => invoke('trace_import', { text }),
  onDragged: (listener) => listen('dragged', (event) => listener(event.payload as never)),
  openTrace: () => invoke('trace_open'),
  saveTrace: (trace) => invoke('trace_save', { trace }),
  exportPair: (a, b, pictures) => invoke('pair_export', { a, b, pictures }),
  exportReport: (format, reference) =>
    invoke('report_export', { format, desktop: reference?.desktop ?? null, wechat: reference?.wechat ?? null }),
  explain: (text, surface, os) => invoke('explain', { text, surface, os }),
  checkDomains: (listed) => invoke('domain_check', { listed }),
  cancelDomains: () => invoke('domain_cancel'),
  onDomains: (listener) => listen('domain_progress', (event) => listener(event.payload as never)),
  rehearse: (wanted) =>
    invoke('rehearse_next_save', { kind: wanted?.kind ?? null, environment: wanted?.environment ?? null }),
  onRehearsing: (listener) => listen('rehearsing', (event) => listener(event.payload as never)),
};

export const tauriHost: Host = {
  hello: () => invoke('hello'),
  list: ({ q, tag, cursor, only }) => invoke('list', { q, tag, cursor, only }),
  view: () => invoke('view'),
  send: (event, poster) => invoke('send', { event, poster: poster ?? null }),
  changeFolder: () => invoke('change_folder'),
  history: () => invoke('history'),
  reveal: (source, poster) => invoke('reveal', { source, poster }),
  tryPicture: (poster) => invoke('try_picture', { poster }),
  copyImage: (poster) => invoke('copy_image', { poster }),
  copyReport: () => invoke('copy_report'),
  setLocale: (locale) => invoke('set_locale', { locale }),
  setTheme: (theme) => invoke('set_theme', { theme }),
  setSource: (url, token) => invoke('set_source', { url, token }),
  useDemo: () => invoke('use_demo'),
  forgetToken: () => invoke('forget_token'),
  settingsClosed: () => invoke('settings_closed'),
  answerClosing: (answer) => invoke('answer_closing', { answer }),
  compare,

  checkUpdate: (byHand) => invoke('check_update', { byHand }),
  setAutomaticUpdates: (on) => invoke('set_automatic_updates', { on }),
  installUpdate: () => invoke('install_update'),
  restart: () => invoke('restart'),

  selectAll: ({ q, tag, only }) => invoke('select_all', { q, tag, only }),
  selectStop: () => invoke('select_stop'),
  batch: () => invoke('batch'),
  batchStart: (posters, options) => invoke('batch_start', { posters, options }),
  batchPause: () => invoke('batch_pause'),
  batchResume: () => invoke('batch_resume'),
  batchCancel: () => invoke('batch_cancel'),
  batchRetryFailed: () => invoke('batch_retry_failed'),
  batchSend: (event) => invoke('batch_send', { event }),
  batchClose: () => invoke('batch_close'),
  batchErrors: (format) => invoke('batch_errors', { format }),
  batchReveal: () => invoke('batch_reveal'),
  batchOptions: () => invoke('batch_options'),
  setBatchOptions: (options) => invoke('set_batch_options', { options }),
  namePreview: (template, posters) => invoke('name_preview', { template, posters }),
  copyFiles: (posters) => invoke('copy_files', { posters }),
  prepareFiles: (posters) => invoke('prepare_files', { posters }),
  dragReady: (posters) => invoke('drag_ready', { posters }),
  dragBegin: () => invoke('drag_begin'),
  setLayout: (layout) => invoke('set_layout', { layout }),

  picture: (poster, size, width, version) => {
    const asked = [
      ...(width === undefined ? [] : [`w=${width}`]),
      ...(version === undefined || version === null ? [] : [`v=${encodeURIComponent(version)}`]),
    ].join('&');
    return `${pictures()}${encodeURIComponent(poster)}/${size}${asked === '' ? '' : `?${asked}`}`;
  },

  onBatch: (listener) => listen('batch', (event) => listener(event.payload as never)),
  onMarks: (listener) => listen('marks', (event) => listener(event.payload as never)),
  onView: (listener) => listen('view', (event) => listener(event.payload as never)),
  onProgress: (listener) => listen('progress', (event) => listener(event.payload as never)),
  onHistory: (listener) => listen('history', () => listener()),
  onSignIn: (listener) => listen('sign_in', () => listener()),
  onNotices: (listener) => listen('notices', () => listener()),
  onClosing: (listener) => listen('closing', () => listener()),
  onUpdateProgress: (listener) => listen('update_progress', (event) => listener(event.payload as never)),
};
