// A `wx` that behaves as the documentation says, for tests without a phone. What it says and does is data; nothing of
// it knows of node or of a browser. A function that is not written here throws, so that a gap is seen.

/** @typedef {{errMsg: string, errno?: number}} Refusal */

/**
 * What a server does with a download or a request.
 *
 * @typedef {object} Reply
 * @property {number} [statusCode]
 * @property {Uint8Array} [bytes]
 * @property {unknown} [data] Of a request.
 * @property {Record<string, string>} [header]
 * @property {string} [path] The temporary file's path.
 * @property {string} [fail] The client's words instead of an answer.
 * @property {number} [errno]
 * @property {boolean} [never] Neither success nor fail.
 */

/**
 * The phone, its WeChat and what its user will do.
 *
 * @typedef {object} Script
 * @property {'ios' | 'android' | 'ohos' | 'ohos_pc' | 'windows' | 'mac' | 'devtools'} platform
 * @property {string} system
 * @property {boolean} wecom
 * @property {string} language
 * @property {string[]} missing Functions that this client lacks.
 * @property {boolean | undefined} scope `authSetting['scope.writePhotosAlbum']`.
 * @property {'allow' | 'deny' | 'close' | 'silent'} prompt What the user does when asked for the album.
 * @property {'authorized' | 'denied' | 'not determined'} album The phone's switch for WeChat.
 * @property {string} systemWords What the client says when that switch is off.
 * @property {{declared: boolean, agreed: boolean, official: 'agree' | 'disagree'}} privacy `official`: what the user does at WeChat's own popup.
 * @property {((script: Script) => void) | undefined} atSettings What the user does in WeChat's settings page.
 * @property {((script: Script) => void) | undefined} atSystem What the user does in the phone's settings.
 * @property {boolean} settingsSilent WeChat's settings open and never call back.
 * @property {boolean} modalsFail No dialog opens.
 * @property {string} saveFails The client's words for a save that is allowed and fails all the same.
 * @property {boolean} neverSaves The save calls back neither way, permission given.
 * @property {string} sheetFails The words of the share sheet; empty: it opens.
 * @property {boolean} clipboardDeclared
 * @property {'develop' | 'trial' | 'release'} version Which version of the mini-program runs.
 * @property {Record<string, Reply | Reply[]>} replies By address; a list is used up, its last one stays.
 */

const SCOPE = 'scope.writePhotosAlbum';
const MOST_AT_ONCE = 10;
const USER_DATA = 'wxfile://usr';

/** @param {Partial<Script>} [written] */
function scriptedWx(written = {}) {
  /** @type {Script} */
  const script = {
    platform: 'android',
    system: 'Android 14',
    wecom: false,
    language: 'zh_CN',
    missing: [],
    scope: undefined,
    prompt: 'allow',
    album: 'authorized',
    systemWords: 'saveImageToPhotosAlbum:fail system permission denied',
    privacy: { declared: true, agreed: true, official: 'agree' },
    atSettings: undefined,
    atSystem: undefined,
    settingsSilent: false,
    modalsFail: false,
    saveFails: '',
    neverSaves: false,
    sheetFails: '',
    clipboardDeclared: true,
    version: 'release',
    replies: {},
    ...written,
  };

  /** @type {{name: string, option: Record<string, unknown>}[]} Every call, in order. */
  const calls = [];
  /** @type {(() => void)[]} Answers on their way. */
  const pending = [];
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  /** @type {Uint8Array[]} What is in the album. */
  const saved = [];
  /** @type {WechatMiniprogram.ShowModalOption[]} */
  const modals = [];
  /** @type {Map<string, unknown>} */
  const storage = new Map();
  /** @type {{show: (() => void)[], hide: (() => void)[]}} */
  const listeners = { show: [], hide: [] };
  /** @type {((resolve: (answer: {event: string, buttonId?: string}) => void, info: {referrer: string}) => void) | undefined} */
  let privacyListener;
  /** @type {string[]} Buttons with `open-type="agreePrivacyAuthorization"` that were pressed. */
  const agreeButtons = [];
  let inTap = false;
  let inFlight = 0;
  let mostInFlight = 0;
  let prompts = 0;
  let numbers = 0;
  /** @type {string | null} */
  let loading = null;
  /** @type {unknown[]} */
  const pages = [{ route: 'pages/poster/poster' }];

  const later = (/** @type {() => void} */ work) => void pending.push(work);

  /**
   * @param {string} api
   * @param {{success?: (result: never) => void, complete?: (result: never) => void}} option
   * @param {Record<string, unknown>} [result]
   */
  const succeed = (api, option, result = {}) => {
    const answer = /** @type {never} */ ({ ...result, errMsg: `${api}:ok` });
    if (option.success) option.success(answer);
    if (option.complete) option.complete(answer);
  };

  /**
   * @param {{fail?: (error: never) => void, complete?: (error: never) => void}} option
   * @param {string} errMsg
   * @param {number} [errno]
   */
  const refuse = (option, errMsg, errno) => {
    const answer = /** @type {never} */ (errno === undefined ? { errMsg } : { errMsg, errno });
    if (option.fail) option.fail(answer);
    if (option.complete) option.complete(answer);
  };

  /** @param {() => void} work A tap on the screen: what it does at once may open the settings. */
  const tap = (work) => {
    inTap = true;
    try {
      work();
    } finally {
      inTap = false;
    }
  };

  /**
   * The privacy gate of an album call.
   *
   * @param {string} api
   * @param {Parameters<typeof refuse>[0]} option
   * @param {() => void} go
   */
  const throughPrivacy = (api, option, go) => {
    const { privacy } = script;
    const declined = () => refuse(option, `${api}:fail privacy permission is not authorized`, 104);
    if (!privacy.declared) return refuse(option, `${api}:fail api scope is not declared in the privacy agreement`, 112);
    if (privacy.agreed) return go();
    if (!privacyListener) {
      privacy.agreed = privacy.official === 'agree';
      return privacy.agreed ? go() : declined();
    }
    privacyListener(
      ({ event, buttonId }) => {
        if (event === 'exposureAuthorization') return;
        if (event === 'agree' && buttonId && agreeButtons.includes(buttonId)) return later(go);
        later(event === 'agree' ? () => refuse(option, `${api}:fail privacy permission is not authorized or buttonId is wrong`, 104) : declined);
      },
      { referrer: api },
    );
  };

  /**
   * The album's own gate: asked once, remembered ever after.
   *
   * @param {string} api
   * @param {Parameters<typeof refuse>[0]} option
   * @param {() => void} go
   */
  const throughScope = (api, option, go) => {
    if (script.scope === false) return refuse(option, `${api}:fail auth deny`);
    if (script.scope === undefined) {
      prompts += 1;
      if (script.prompt === 'silent') return;
      if (script.prompt === 'close') return refuse(option, `${api}:fail auth cancel`);
      script.scope = script.prompt === 'allow';
      if (!script.scope) return refuse(option, `${api}:fail auth deny`);
    }
    if (script.album === 'denied') return refuse(option, script.systemWords);
    go();
  };

  /** @param {string} url */
  const replyTo = (url) => {
    const replies = script.replies[url.replace(/\?.*$/, '')] || script.replies[url] || script.replies['*'];
    if (!replies) throw new Error(`nobody answers at ${url}`);
    return Array.isArray(replies) ? (replies.length > 1 ? /** @type {Reply} */ (replies.shift()) : replies[0]) : replies;
  };

  const functions = {
    env: { USER_DATA_PATH: USER_DATA },

    /** @param {string} name */
    canIUse: (name) => name in functions && !script.missing.includes(name),
    getAppBaseInfo: () => ({ language: script.language, SDKVersion: '3.8.12', version: '8.0.60', theme: 'light' }),
    getDeviceInfo: () => ({ platform: script.platform, system: script.system, brand: 'Xiaomi', model: 'Xiaomi 15', deviceId: 'd-1234' }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0123456789abcdef', envVersion: script.version, version: '1.0.0' } }),

    /** @param {WechatMiniprogram.DownloadFileOption} option */
    downloadFile: (option) => {
      const reply = replyTo(option.url);
      let over = false;
      /** @type {((result: {header: Record<string, string>}) => void)[]} */
      const headersReceived = [];
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      const end = (/** @type {() => void} */ answer) => {
        if (over) return;
        over = true;
        inFlight -= 1;
        answer();
      };
      later(() => {
        if (inFlight > MOST_AT_ONCE) return end(() => refuse(option, 'downloadFile:fail exceed max concurrent limit', 600007));
        if (reply.never) return;
        if (reply.fail) return end(() => refuse(option, /** @type {string} */ (reply.fail), reply.errno));
        numbers += 1;
        const path = option.filePath || reply.path || `wxfile://tmp_${numbers}.jpg`;
        files.set(path, reply.bytes || JPEG);
        headersReceived.forEach((listener) => listener({ header: reply.header || {} }));
        end(() => succeed('downloadFile', option, { statusCode: reply.statusCode || 200, tempFilePath: path }));
      });
      return {
        abort: () => later(() => end(() => refuse(option, 'downloadFile:fail abort'))),
        /** @param {(result: {header: Record<string, string>}) => void} listener */
        onHeadersReceived: (listener) => void headersReceived.push(listener),
      };
    },

    /** @param {WechatMiniprogram.RequestOption} option */
    request: (option) => {
      const reply = replyTo(option.url);
      later(() => {
        if (reply.fail) refuse(option, reply.fail, reply.errno);
        else succeed('request', option, { statusCode: reply.statusCode || 200, data: reply.data, header: reply.header || {} });
      });
    },

    /** @param {WechatMiniprogram.LoginOption} option */
    login: (option) => later(() => succeed('login', option, { code: 'code-1' })),

    /** @param {WechatMiniprogram.SaveImageToPhotosAlbumOption} option */
    saveImageToPhotosAlbum: (option) => {
      const api = 'saveImageToPhotosAlbum';
      later(() =>
        throughPrivacy(api, option, () =>
          throughScope(api, option, () => {
            const bytes = files.get(option.filePath);
            if (script.neverSaves) return;
            if (script.saveFails) return refuse(option, script.saveFails);
            if (!option.filePath) return refuse(option, `${api}:fail filePath invalid`);
            if (!bytes) return refuse(option, `${api}:fail file not exists`);
            // Android looks the type up by the ending.
            if (script.platform === 'android' && !/\.(jpe?g|png|gif|webp|bmp)$/i.test(option.filePath)) return refuse(option, `${api}:fail invalid file type`);
            saved.push(bytes);
            succeed(api, option);
          }),
        ),
      );
    },

    /** @param {WechatMiniprogram.OpenSettingOption} option */
    openSetting: (option) => {
      if (!inTap) return later(() => refuse(option, 'openSetting:fail can only be invoked by user TAP gesture.'));
      later(() => {
        // Only a scope that was asked for once is listed there.
        if (script.settingsSilent) return;
        if (script.scope !== undefined && script.atSettings) script.atSettings(script);
        succeed('openSetting', option, { authSetting: script.scope === undefined ? {} : { [SCOPE]: script.scope } });
      });
    },

    /** @param {WechatMiniprogram.GetSettingOption} option */
    getSetting: (option) =>
      later(() => succeed('getSetting', option, { authSetting: script.scope === undefined ? {} : { [SCOPE]: script.scope } })),

    // The album is told on iOS only.
    getAppAuthorizeSetting: () => ({ albumAuthorized: script.platform === 'ios' ? script.album : undefined }),

    /** @param {WechatMiniprogram.OpenAppAuthorizeSettingOption} option */
    openAppAuthorizeSetting: (option) => {
      if (script.wecom) return later(() => refuse(option, 'openAppAuthorizeSetting:fail not supported'));
      later(() => {
        succeed('openAppAuthorizeSetting', option);
        background();
      });
    },

    /** @param {WechatMiniprogram.GetPrivacySettingOption} option */
    getPrivacySetting: (option) =>
      later(() => {
        const { declared, agreed } = script.privacy;
        succeed('getPrivacySetting', option, { needAuthorization: declared && !agreed, privacyContractName: '《海报助手隐私保护指引》' });
      }),
    /** @param {NonNullable<typeof privacyListener>} listener The last one counts. */
    onNeedPrivacyAuthorization: (listener) => {
      privacyListener = listener;
    },
    /** @param {WechatMiniprogram.RequirePrivacyAuthorizeOption} option */
    requirePrivacyAuthorize: (option) =>
      later(() => throughPrivacy('requirePrivacyAuthorize', option, () => succeed('requirePrivacyAuthorize', option))),
    /** @param {WechatMiniprogram.OpenPrivacyContractOption} option */
    openPrivacyContract: (option) => later(() => succeed('openPrivacyContract', option)),

    getFileSystemManager: () => fileSystem,

    /** @param {WechatMiniprogram.ShowShareImageMenuOption} option */
    showShareImageMenu: (option) =>
      later(() => {
        if (!files.has(option.path)) refuse(option, 'showShareImageMenu:fail file not found');
        else if (script.sheetFails) refuse(option, script.sheetFails);
        else succeed('showShareImageMenu', option);
      }),

    /** @param {WechatMiniprogram.ShareFileMessageOption} option */
    shareFileMessage: (option) =>
      later(() => {
        if (!files.has(option.filePath)) refuse(option, 'shareFileMessage:fail file not found');
        else succeed('shareFileMessage', option);
      }),

    /** @param {WechatMiniprogram.ShowLoadingOption} option */
    showLoading: (option) => {
      loading = option.title;
    },
    hideLoading: () => {
      loading = null;
    },
    /** @param {WechatMiniprogram.ShowModalOption} option */
    showModal: (option) => {
      const long = [option.confirmText, option.cancelText].find((label) => label && [...label].length > 4);
      if (long) throw new Error(`showModal allows four letters for a button: ${long}`);
      if (script.modalsFail) return later(() => refuse(option, 'showModal:fail'));
      modals.push(option);
    },
    showToast: () => {},
    /** @param {WechatMiniprogram.SetClipboardDataOption} option */
    setClipboardData: (option) =>
      later(() => {
        if (script.clipboardDeclared) succeed('setClipboardData', option);
        else refuse(option, 'setClipboardData:fail api scope is not declared in the privacy agreement', 112);
      }),
    previewImage: () => {},
    navigateTo: () => {},
    setNavigationBarTitle: () => {},
    stopPullDownRefresh: () => {},
    /** @param {string} key */
    getStorageSync: (key) => storage.get(key) || '',
    /** @param {string} key @param {unknown} value */
    setStorageSync: (key, value) => void storage.set(key, value),

    /** @param {() => void} listener */
    onAppShow: (listener) => void listeners.show.push(listener),
    /** @param {() => void} listener */
    onAppHide: (listener) => void listeners.hide.push(listener),
    /** @param {() => void} listener */
    offAppShow: (listener) => void remove(listeners.show, listener),
    /** @param {() => void} listener */
    offAppHide: (listener) => void remove(listeners.hide, listener),
  };
  // Every name is one of WeChat's.
  /** @type {Partial<Record<keyof WechatMiniprogram.Wx, unknown>>} */
  const known = functions;

  const fileSystem = {
    /** @param {WechatMiniprogram.GetFileInfoOption} option */
    getFileInfo: (option) => withFile('getFileInfo', option.filePath, option, (bytes) => ({ size: bytes.length })),
    /** @param {WechatMiniprogram.ReadFileOption} option */
    readFile: (option) =>
      withFile('readFile', option.filePath, option, (bytes) => {
        const from = option.position || 0;
        return { data: bytes.slice(from, from + (option.length || bytes.length)).buffer };
      }),
    /** @param {WechatMiniprogram.MkdirOption} option */
    mkdir: (option) => later(() => refuse(option, `mkdir:fail file already exists ${option.dirPath}`)),
    /** @param {WechatMiniprogram.CopyFileOption} option */
    copyFile: (option) =>
      withFile('copyFile', option.srcPath, option, (bytes) => {
        files.set(option.destPath, bytes);
        return {};
      }),
    /** @type {(path: string, data: string) => void} */
    writeFileSync: (path, data) => void files.set(path, Uint8Array.from(data, (letter) => letter.charCodeAt(0))),
    /** @param {WechatMiniprogram.UnlinkOption} option */
    unlink: (option) =>
      withFile('unlink', option.filePath, option, () => {
        files.delete(option.filePath);
        return {};
      }),
  };

  /**
   * @param {string} api
   * @param {string} path
   * @param {Parameters<typeof refuse>[0] & Parameters<typeof succeed>[1]} option
   * @param {(bytes: Uint8Array) => Record<string, unknown>} work
   */
  function withFile(api, path, option, work) {
    calls.push({ name: api, option: /** @type {Record<string, unknown>} */ (option) });
    later(() => {
      const bytes = files.get(path);
      if (bytes) succeed(api, option, work(bytes));
      else refuse(option, `${api}:fail no such file or directory ${path}`);
    });
  }

  function background() {
    listeners.hide.slice().forEach((listener) => listener());
  }

  const wx = new Proxy(/** @type {Record<string, unknown>} */ (known), {
    has: (_, name) => name in functions || (name === 'qy' && script.wecom),
    get(_, name) {
      if (typeof name === 'symbol') return undefined;
      if (script.missing.includes(name)) return undefined;
      if (!(name in functions)) throw new Error(`wx.${name} is not scripted`);
      const value = functions[/** @type {keyof typeof functions} */ (name)];
      if (typeof value !== 'function') return value;
      return (/** @type {Record<string, unknown>} */ option, /** @type {unknown} */ second) => {
        calls.push({ name, option });
        return /** @type {(option: unknown, second?: unknown) => unknown} */ (/** @type {unknown} */ (value))(option, second);
      };
    },
  });

  return {
    wx,
    script,
    calls,
    files,
    saved,
    modals,
    pages,
    storage,
    tap,
    background,
    /** In front again: the page's own `show` comes with it, which the loader plays. */
    foreground: () => listeners.show.slice().forEach((listener) => listener()),
    /** The phone's settings, opened by `openAppAuthorizeSetting` or by hand. */
    visitSystem: () => script.atSystem && script.atSystem(script),
    /** A tap on a button of the dialog that is open. */
    pressModal(/** @type {boolean} */ confirm) {
      const modal = modals.shift();
      if (!modal) throw new Error('no dialog is open');
      tap(() => modal.success && modal.success({ confirm, cancel: !confirm, content: '', errMsg: 'showModal:ok' }));
    },
    /** A tap on the popup's agree button, which WeChat notes before it tells the page. */
    pressAgree(/** @type {string} */ id, /** @type {() => void} */ told) {
      agreeButtons.push(id);
      script.privacy.agreed = true;
      tap(told);
    },
    /** Delivers one answer; `false` when none is on its way. */
    deliver() {
      const next = pending.shift();
      if (next) next();
      return next !== undefined;
    },
    named: (/** @type {string} */ name) => calls.filter((call) => call.name === name),
    get loading() {
      return loading;
    },
    get mostInFlight() {
      return mostInFlight;
    },
    get prompts() {
      return prompts;
    },
    get listening() {
      return listeners.show.length + listeners.hide.length;
    },
  };
}

/**
 * @param {(() => void)[]} list
 * @param {() => void} item
 */
function remove(list, item) {
  const place = list.indexOf(item);
  if (place >= 0) list.splice(place, 1);
}

const bytes = (/** @type {string} */ text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const JPEG = bytes('\xff\xd8\xff\xe0\0\x10JFIF\0\x01picture of a poster\xff\xd9');
const PNG = bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR picture of a poster');
const HTML = bytes('<!doctype html><title>Wi-Fi</title>');

module.exports = { HTML, JPEG, PNG, bytes, scriptedWx };
