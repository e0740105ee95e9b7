/** The only file that knows Tauri. */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type { Host } from './types';

// `poster://localhost/` or, on Windows, `http://poster.localhost/`.
const pictures = (): string => convertFileSrc('', 'poster');

export const tauriHost: Host = {
  hello: () => invoke('hello'),
  list: ({ q, tag, cursor }) => invoke('list', { q, tag, cursor }),
  view: () => invoke('view'),
  send: (event, poster) => invoke('send', { event, poster: poster ?? null }),
  changeFolder: () => invoke('change_folder'),
  history: () => invoke('history'),
  reveal: (row) => invoke('reveal', { row }),
  copyImage: (poster) => invoke('copy_image', { poster }),
  copyReport: () => invoke('copy_report'),
  setLocale: (locale) => invoke('set_locale', { locale }),
  setTheme: (theme) => invoke('set_theme', { theme }),
  setSource: (url, token) => invoke('set_source', { url, token }),
  useDemo: () => invoke('use_demo'),
  settingsClosed: () => invoke('settings_closed'),

  checkUpdate: () => invoke('check_update'),
  installUpdate: () => invoke('install_update'),
  restart: () => invoke('restart'),

  picture: (poster, size, width) =>
    `${pictures()}${encodeURIComponent(poster)}/${size}${width === undefined ? '' : `?w=${width}`}`,

  onView: (listener) => listen('view', (event) => listener(event.payload as never)),
  onProgress: (listener) => listen('progress', (event) => listener(event.payload as never)),
  onHistory: (listener) => listen('history', () => listener()),
  onSignIn: (listener) => listen('sign_in', () => listener()),
  onUpdateProgress: (listener) => listen('update_progress', (event) => listener(event.payload as never)),
};
