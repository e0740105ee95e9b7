/** What a mini-program can read about the phone, per environment. */

import type { Environment } from './script';

/** One make of device; lengths in CSS pixels. */
export interface Device {
  platform: 'ios' | 'android' | 'ohos' | 'windows' | 'devtools';
  system: string;
  brand: string;
  model: string;
  /** Version of the client. */
  version: string;
  statusBar: number;
  titleBar: number;
  /** Room that the home indicator takes. */
  safeBottom: number;
  /** Where temporary and user files seem to lie. */
  temporary: string;
  userData: string;
}

const phone = { statusBar: 44, titleBar: 44, safeBottom: 34, temporary: 'wxfile://tmp_', userData: 'wxfile://usr' };

/** Typical values of one device of each kind. */
export const devices: Record<Environment, Device> = {
  ios: { ...phone, platform: 'ios', system: 'iOS 18.5', brand: 'iPhone', model: 'iPhone 15', version: '8.0.60' },
  android: {
    ...phone,
    platform: 'android',
    system: 'Android 15',
    brand: 'Xiaomi',
    model: 'Xiaomi 15',
    version: '8.0.60',
    statusBar: 36,
    titleBar: 48,
    safeBottom: 16,
  },
  harmony: {
    ...phone,
    platform: 'ohos',
    system: 'HarmonyOS 5.1',
    brand: 'HUAWEI',
    model: 'Mate 70',
    version: '1.0.10',
    statusBar: 38,
    titleBar: 48,
    safeBottom: 28,
  },
  pc: {
    ...phone,
    platform: 'windows',
    system: 'Windows 11 x64',
    brand: 'microsoft',
    model: 'microsoft',
    version: '4.0.6',
    statusBar: 0,
    titleBar: 48,
    safeBottom: 0,
  },
  devtools: {
    ...phone,
    platform: 'devtools',
    system: 'iOS 10.0.1',
    brand: 'devtools',
    model: 'iPhone X',
    version: '8.0.5',
    temporary: 'http://tmp/',
    userData: 'http://usr',
  },
  wecom: { ...phone, platform: 'ios', system: 'iOS 18.5', brand: 'iPhone', model: 'iPhone 15', version: '4.1.36' },
};
