/** The scripted `wx`: every function that is here answers; any other name throws, so that a gap is seen. */

import type { PageStack } from '../page-stack';
import type { Phone } from '../phone';
import { album } from './album';
import { albumPermission, type Background } from './album-permission';
import { Listeners, type WxFunction } from './call';
import { dialogs } from './dialogs';
import { fileSystem } from './file-system';
import { navigation } from './navigation';
import type { Network } from './network';
import type { Privacy } from './privacy';
import { share } from './share';
import { storage } from './storage';
import { system } from './system';
import { systemPermission } from './system-permission';

/** What happens to the app as a whole. */
export class AppEvents {
  readonly shown = new Listeners<[Record<string, unknown>]>();
  readonly hidden = new Listeners<[]>();
  readonly themed = new Listeners<[{ theme: string }]>();
  readonly failed = new Listeners<[string]>();
}

/** Everything the functions work on. */
export interface Workings {
  phone: Phone;
  stack: PageStack;
  network: Network;
  privacy: Privacy;
  background: Background;
  events: AppEvents;
  /** How the app was opened. */
  entry: () => Record<string, unknown>;
}

/** Base library that brought a function, where a page may meet an older one. */
const SINCE: Record<string, string> = {
  openSetting: '1.1.0',
  showShareImageMenu: '2.14.3',
  shareFileMessage: '2.16.1',
  getAppAuthorizeSetting: '2.20.1',
  getWindowInfo: '2.20.1',
  getDeviceInfo: '2.20.1',
  getAppBaseInfo: '2.20.1',
  openAppAuthorizeSetting: '2.25.3',
  getPrivacySetting: '2.32.3',
  onNeedPrivacyAuthorization: '2.32.3',
  requirePrivacyAuthorize: '2.32.3',
  openPrivacyContract: '2.32.3',
};

/** Functions that an environment lacks, by the documentation's table. */
const LACKS: Partial<Record<string, string[]>> = {
  wecom: ['openAppAuthorizeSetting', 'getSystemSetting'],
  pc: ['openAppAuthorizeSetting'],
};

/** Makes the object. What the script says is asked at every access, so a test may take a function away. */
export function scriptedWx(workings: Workings): object {
  const { phone, stack, network, privacy, background, events, entry } = workings;
  const functions: Record<string, WxFunction> = {
    ...dialogs(phone),
    ...privacy.functions,
    ...albumPermission(phone, privacy, background),
    ...systemPermission(phone, background),
    ...album(phone, privacy),
    ...network.functions,
    ...system(phone),
    ...storage(phone),
    ...fileSystem(phone),
    ...navigation(phone, stack),
    ...share(phone),
    onAppShow: events.shown.on,
    offAppShow: events.shown.off,
    onAppHide: events.hidden.on,
    offAppHide: events.hidden.off,
    onThemeChange: events.themed.on,
    offThemeChange: events.themed.off,
    onError: events.failed.on,
    offError: events.failed.off,
    getLaunchOptionsSync: entry,
    getEnterOptionsSync: entry,
  };
  const lacking = (name: string): boolean =>
    phone.script.unsupported.includes(name) ||
    (LACKS[phone.script.environment]?.includes(name) ?? false) ||
    older(phone.script.sdkVersion, SINCE[name]);
  functions.canIUse = (schema: string) => {
    const name = schema.split('.')[0] ?? '';
    return name.startsWith('button') || (name in functions && !lacking(name));
  };
  // WeCom's own functions; that the name is there tells a mini-program where it runs.
  const qy = phone.script.environment === 'wecom' ? { qy: {} } : {};
  const values: Record<string, unknown> = { ...qy, env: { USER_DATA_PATH: phone.files.userData } };
  return new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name === 'symbol' || name === 'then' || name === 'qy') return Reflect.get(values, name);
        if (name in values) return values[name];
        if (name in functions) return lacking(name) ? undefined : functions[name];
        phone.log.add({ what: 'gap', name: `wx.${name}` });
        throw new Error(`wx.${name} is not scripted`);
      },
      has: (_, name) => typeof name === 'string' && (name in values || (name in functions && !lacking(name))),
    },
  );
}

function older(version: string, than: string | undefined): boolean {
  if (than === undefined) return false;
  const parts = (text: string): number[] => text.split('.').map(Number);
  const [mine, least] = [parts(version), parts(than)];
  for (const [at, number] of least.entries()) {
    const own = mine[at] ?? 0;
    if (own !== number) return own < number;
  }
  return false;
}
