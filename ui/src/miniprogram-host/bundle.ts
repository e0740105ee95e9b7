/** What the compile step leaves in `program.js`, as `globalThis.miniprogramBundle`. */

import type { glassEasel } from 'glass-easel-miniprogram-adapter';

/** Title bar and scrolling of a window; app.json's `window` and a page's own .json share it. */
export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  backgroundTextStyle?: 'dark' | 'light';
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
}

/** One tab of app.json's `tabBar`. */
export interface TabConfig {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

/** app.json, as far as the host reads it. */
export interface AppConfig {
  pages: string[];
  entryPagePath?: string;
  window?: WindowConfig;
  darkmode?: boolean;
  tabBar?: {
    color?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
    list: TabConfig[];
  };
}

/** A page's or component's .json; component paths are absolute. */
export interface ComponentConfig extends WindowConfig {
  component?: boolean;
  usingComponents?: Record<string, string>;
  styleIsolation?: string;
}

/** A function around one .js file. */
export type ModuleFunction = (...scope: unknown[]) => void;

/** The whole compiled mini-program. */
export interface Bundle {
  app: AppConfig;
  /** theme.json: values of `@name` in app.json, by theme. */
  theme: Partial<Record<'light' | 'dark', Record<string, string>>>;
  /** All .wxss in one style sheet. */
  styles: string;
  components: { path: string; config: ComponentConfig; scope: string }[];
  templates: NonNullable<glassEasel.template.ComponentTemplate['groupList']>;
  modules: Record<string, ModuleFunction>;
}

/** Resolves the `@name` values of a configuration against theme.json. */
export function themed<T extends object>(config: T, bundle: Bundle, theme: 'light' | 'dark'): T {
  const values = bundle.theme[theme] ?? {};
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === 'string' && value.startsWith('@') ? (values[value.slice(1)] ?? value) : value,
    ]),
  ) as T;
}
