// What is known of the phone, its WeChat and its user's language. Asked once; none of it changes while we run.

/** @typedef {import('./copy.js').Locale} Locale */
/** @typedef {'ios' | 'android' | 'harmony' | 'pc'} Environment */

/** @type {Record<string, Environment>} */
const ENVIRONMENTS = { ios: 'ios', android: 'android', ohos: 'harmony', ohos_pc: 'pc', windows: 'pc', mac: 'pc' };

/** @type {Environment | undefined} */
let known;

/**
 * Which written steps fit this device.
 *
 * @returns {Environment}
 */
function environment() {
  if (!known) {
    const { platform, system } = wx.getDeviceInfo();
    // The developer tools call themselves `devtools` and name the phone they stand for under `system`.
    known = ENVIRONMENTS[platform] || (/ios/i.test(system) ? 'ios' : 'android');
  }
  return known;
}

/** Whose error numbers these are: WeCom runs mini-programs too, and has `wx.qy`. */
function platform() {
  return 'qy' in wx ? 'wecom' : 'wechat';
}

/**
 * Where the mini-program runs, in the words of a trace.
 *
 * @returns {string}
 */
function place() {
  if (platform() === 'wecom') return 'wecom';
  const devtools = wx.getDeviceInfo().platform === 'devtools';
  return `wechat-${devtools ? 'devtools' : environment()}`;
}

/** What a trace says of the device: makes and versions, nothing that tells one from another. */
function device() {
  const { platform: name, system, brand, model } = wx.getDeviceInfo();
  const { SDKVersion, version } = wx.getAppBaseInfo();
  return { platform: name, system, brand, model, client: version, library: SDKVersion };
}

/**
 * Simplified Chinese for every kind of Chinese, English for everybody else.
 *
 * @returns {Locale}
 */
function locale() {
  const { language } = wx.getAppBaseInfo();
  return !language || /^zh/i.test(language) ? 'zh-CN' : 'en';
}

module.exports = { device, environment, locale, place, platform };
