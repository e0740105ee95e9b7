/** What the phone, WeChat and its user are like for one rehearsal. */

import type { WechatEnvironment } from '../generated/environments';

/** Where the mini-program runs; each spells its failures in its own way. */
export type Environment = 'ios' | 'android' | 'harmony' | 'pc' | 'devtools' | 'wecom';

/** How the network behaves, for every request and download. */
export type Network = 'ok' | 'offline' | 'timeout' | 'dns' | 'tls' | 'refused';

/** The next call of `api` that no earlier row took ends like this. */
export interface ScriptedFailure {
  /** Name without `wx.`: `saveImageToPhotosAlbum`. */
  api: string;
  /** The whole text, prefix included. Without it the call succeeds, with `statusCode` if that is given. */
  errMsg?: string;
  errno?: number;
  errCode?: number;
  /** downloadFile and request: a success with this HTTP status. */
  statusCode?: number;
  /** downloadFile: a success whose file has no bytes. */
  empty?: boolean;
  /** Neither success nor fail is ever called, as some phones do. */
  never?: boolean;
}

/** A poster that is rehearsed with; without a picture one is drawn. */
export interface RehearsedPoster {
  id: string;
  title: string;
  campaign?: string;
  /** Pixels. */
  width?: number;
  height?: number;
  /** The picture's file in base64: JPEG, PNG, GIF or WebP. */
  picture?: string;
}

/** Everything that can be chosen; JSON all through, so that it crosses a frame and stands in a file. */
export interface Script {
  environment: Environment;
  language: 'zh_CN' | 'en';
  theme: 'light' | 'dark';
  /** Version of the base library, as `SDKVersion`. */
  sdkVersion: string;
  /** Which version of the mini-program runs. */
  envVersion: 'develop' | 'trial' | 'release';
  /** Name of the mini-program in WeChat's own screens. */
  appName: string;
  /** The mini-program's album switch: absent = never asked, false = refused, true = allowed. */
  scope?: boolean;
  /** What the user does with the album prompt; `by_hand` leaves it on the screen for a finger. */
  userAnswersPrompt: 'allow' | 'deny' | 'cancel' | 'by_hand';
  /** The system's own album switch for WeChat. */
  systemAlbum: 'authorized' | 'denied' | 'not determined';
  /** Whether the owner declared the album in the privacy agreement, and whether this user agreed to it. */
  privacy: { declared: boolean; agreed: boolean };
  network: Network;
  storage: 'ok' | 'full';
  /** Taken in order, per api. */
  failures: ScriptedFailure[];
  /** Functions that this client lacks: `wx.x` is undefined and `canIUse` says no. */
  unsupported: string[];
  /** Origins that requests are sent to instead: `https://posters.example.com` to `http://127.0.0.1:8080`. */
  hosts: Record<string, string>;
  /** Host names that the owner listed; absent = the check is off, as in the developer tools. */
  domains?: { request: string[]; download: string[] };
  /** Start page and query, with or without a leading slash; absent = the first page. */
  path?: string;
  /** What a company sets in the mini-program's config/app.js before it ships. */
  config?: Record<string, string | number | boolean>;
  /** A scenario is played: calls of the save wait for their step, and the clock moves with the steps. */
  rehearsal?: { scenario: string | null };
  /** What the rehearsal's own poster API lists; absent = posters that are drawn here. */
  posters?: RehearsedPoster[];
  /** Milliseconds that WeChat's own animations and prompts that answer themselves take; 0 for tests. */
  pace: number;
  /** Milliseconds after which a call that still runs in the background is interrupted. */
  interruptAfter: number;
}

/** A phone where everything works and nothing was asked yet. */
export const usual: Script = {
  environment: 'ios',
  language: 'zh_CN',
  theme: 'light',
  sdkVersion: '3.8.12',
  envVersion: 'release',
  appName: '海报助手',
  userAnswersPrompt: 'by_hand',
  systemAlbum: 'authorized',
  privacy: { declared: true, agreed: true },
  network: 'ok',
  storage: 'ok',
  failures: [],
  unsupported: [],
  hosts: {},
  pace: 250,
  interruptAfter: 5000,
};

/** A script as it is sent: an environment may be named by its id, and everything has a default. */
export type ScriptParts = Partial<Omit<Script, 'environment'>> & { environment?: Environment | WechatEnvironment };

/** `usual` with the given parts replaced, its name in the chosen language; the result shares nothing with either. */
export function scriptOf({ environment = usual.environment, ...parts }: ScriptParts): Script {
  const named = parts.language === 'en' ? { appName: 'Poster Companion' } : {};
  return structuredClone({
    ...usual,
    ...named,
    ...parts,
    environment: environment.replace(/^wechat-/u, '') as Environment,
  });
}

/** How `core/contract/environments.json` calls an environment. */
export function idOf(environment: Environment): WechatEnvironment {
  return environment === 'wecom' ? environment : `wechat-${environment}`;
}
