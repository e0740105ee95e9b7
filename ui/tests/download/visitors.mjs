// What browsers really say of themselves. `hints` is what Chromium tells of the chip when it is asked.
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
const X64 = { architecture: 'x86', bitness: '64' };
const ARM = { architecture: 'arm', bitness: '64' };

export const AGENT = {
  windows: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/142.0.0.0`,
  windows32: `Mozilla/5.0 (Windows NT 10.0) ${CHROME} Safari/537.36`,
  windows7: `Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36`,
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  linux: `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`,
  linuxArm: 'Mozilla/5.0 (X11; Linux aarch64; rv:144.0) Gecko/20100101 Firefox/144.0',
  linux32: 'Mozilla/5.0 (X11; Linux i686; rv:144.0) Gecko/20100101 Firefox/144.0',
  ubuntu: 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  fedora: 'Mozilla/5.0 (X11; Fedora; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  suse: 'Mozilla/5.0 (X11; SUSE; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  chromeos: `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`,
  android: `Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`,
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  harmony: `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${CHROME} Safari/537.36 ArkWeb/4.1.6.1 Mobile`,
  wechatAndroid:
    'Mozilla/5.0 (Linux; Android 14; PHK110) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20240301 MicroMessenger/8.0.48.2580(0x28003036) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
  wechatIphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003129) NetType/WIFI Language/zh_CN',
  wechatWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/9129 Flue',
  wechatMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/6.8.0(0x16080000) NetType/WIFI MiniProgramEnv/Mac MacWechat/WMPF XWEB/30817',
};

/** Who comes, and the files behind the big buttons; none where there is nothing for them. */
export const VISITORS = [
  { who: 'Windows on x64', agent: AGENT.windows, hints: X64, files: ['windows_x64-setup.exe'] },
  {
    who: 'Windows on ARM',
    agent: AGENT.windows,
    hints: ARM,
    files: ['windows_x64-setup.exe'],
    says: /Windows 11 能转译运行/,
  },
  {
    who: 'Windows of 32 bits',
    agent: AGENT.windows32,
    hints: { architecture: 'x86', bitness: '32' },
    files: [],
    says: /32 位的 Windows/,
  },
  { who: 'Windows 7', agent: AGENT.windows7, files: [], says: /Windows 8\.1 或更早/ },
  { who: 'a Mac', agent: AGENT.mac, files: ['macos_universal.dmg'] },
  { who: 'Linux on x64', agent: AGENT.linux, hints: X64, files: ['linux_x64.deb'] },
  { who: 'Linux on ARM, in Chromium', agent: AGENT.linux, hints: ARM, files: [], says: /没有 ARM 版 Linux 的安装包/ },
  { who: 'Linux on ARM, in Firefox', agent: AGENT.linuxArm, files: [], says: /没有 ARM 版 Linux 的安装包/ },
  { who: 'Ubuntu', agent: AGENT.ubuntu, files: ['linux_x64.deb'] },
  { who: 'Fedora', agent: AGENT.fedora, files: ['linux_x64.rpm'] },
  { who: 'SUSE', agent: AGENT.suse, files: ['linux_x64.AppImage'] },
  {
    who: 'Linux of 32 bits',
    agent: AGENT.linux32,
    files: ['windows_x64-setup.exe', 'macos_universal.dmg', 'linux_x64.deb'],
  },
  { who: 'ChromeOS', agent: AGENT.chromeos, files: ['windows_x64-setup.exe', 'macos_universal.dmg', 'linux_x64.deb'] },
  {
    who: 'a program nobody knows',
    agent: 'Whatever/1.0',
    files: ['windows_x64-setup.exe', 'macos_universal.dmg', 'linux_x64.deb'],
  },
  { who: 'an Android phone', agent: AGENT.android, touch: true, files: [], says: /这是电脑软件/ },
  { who: 'an iPhone', agent: AGENT.iphone, touch: true, files: [], says: /这是电脑软件/ },
  {
    who: 'an iPad, which says that it is a Mac',
    agent: AGENT.mac,
    touch: true,
    fingers: 5,
    files: [],
    says: /这是电脑软件/,
  },
  { who: 'a HarmonyOS phone', agent: AGENT.harmony, touch: true, files: [], says: /这是电脑软件/ },
];
