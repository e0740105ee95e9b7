/** What a mini-program can ask about the phone, the client and itself. */

import type { Phone } from '../phone';
import { asynchronous, type WxFunction } from './call';

export function system(phone: Phone): Record<string, WxFunction> {
  const window_ = (): Record<string, unknown> => {
    const { device, screen } = phone;
    const { clientWidth: width, clientHeight: height } = screen.element;
    const top = device.statusBar + device.titleBar;
    return {
      pixelRatio: globalThis.devicePixelRatio,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: height - top,
      statusBarHeight: device.statusBar,
      screenTop: top,
      safeArea: {
        left: 0,
        right: width,
        top: device.statusBar,
        bottom: height - device.safeBottom,
        width,
        height: height - device.statusBar - device.safeBottom,
      },
    };
  };
  const base = (): Record<string, unknown> => ({
    SDKVersion: phone.script.sdkVersion,
    enableDebug: false,
    host: { appId: '' },
    language: phone.script.language,
    version: phone.device.version,
    theme: phone.script.theme,
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
  });
  const device = (): Record<string, unknown> => {
    const { brand, model, system: name, platform } = phone.device;
    return { brand, model, system: name, platform, benchmarkLevel: 30, memorySize: 8192, abi: 'arm64' };
  };
  const all = (): Record<string, unknown> => ({
    ...window_(),
    ...base(),
    ...device(),
    // Only WeCom says so; a mini-program tells it by this.
    ...(phone.script.environment === 'wecom' ? { environment: 'wxwork' } : {}),
    albumAuthorized: phone.script.systemAlbum === 'authorized',
  });
  const size = (): DOMRect => phone.screen.capsule.getBoundingClientRect();
  return {
    getWindowInfo: window_,
    getAppBaseInfo: base,
    getDeviceInfo: device,
    getSystemInfoSync: all,
    getSystemInfo: asynchronous(phone, 'getSystemInfo', (_, settle) => phone.later(() => settle.success(all()))),
    getSystemInfoAsync: asynchronous(phone, 'getSystemInfoAsync', (_, settle) =>
      phone.later(() => settle.success(all())),
    ),
    getSystemSetting: () => ({
      bluetoothEnabled: true,
      locationEnabled: true,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    }),
    getMenuButtonBoundingClientRect: () => {
      const { left, top, right, bottom, width, height } = size();
      return { left, top, right, bottom, width, height };
    },
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'wx0000000000000000', envVersion: phone.script.envVersion, version: '1.0.0' },
    }),
    getUpdateManager: () => ({
      onCheckForUpdate: (hear: (result: { hasUpdate: boolean }) => void) =>
        phone.later(() => hear({ hasUpdate: false })),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    vibrateShort: asynchronous(phone, 'vibrateShort', (_, settle) => phone.later(() => settle.success())),
    vibrateLong: asynchronous(phone, 'vibrateLong', (_, settle) => phone.later(() => settle.success())),
    login: asynchronous(phone, 'login', (_, settle) => phone.later(() => settle.success({ code: 'rehearsal' }))),
  };
}
