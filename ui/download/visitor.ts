/** Who looks at the page, judged from what the browser says. A guess is never final: every file stands in the table. */

/** What the browser says of itself; the last two only Chromium tells, and only when asked. */
export interface Told {
  userAgent: string;
  touchPoints: number;
  architecture?: string | undefined;
  bitness?: string | undefined;
}

/** The key of an offer (`offers.mjs`), "phone", or "anybody". */
export function visitorOf({ userAgent: agent, touchPoints, architecture, bitness }: Told): string {
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const tablet = /Macintosh/.test(agent) && touchPoints > 1;
  if (tablet || /Android|iPhone|iPad|iPod|Windows Phone|OpenHarmony|HarmonyOS/.test(agent)) return 'phone';
  if (/Windows NT/.test(agent)) {
    if (/Windows NT [1-6]\./.test(agent)) return 'windows-old';
    if (architecture === 'arm' || /\b(ARM64|aarch64)\b/i.test(agent)) return 'windows-arm64';
    const wide = bitness === '64' || /Win64|WOW64|x64/.test(agent);
    return wide ? 'windows-x64' : 'windows-x86';
  }
  if (/Macintosh|Mac OS X/.test(agent)) return 'macos';
  // CrOS runs Linux packages for those who switched that on; that is not ours to guess.
  if (/Linux/.test(agent) && !/CrOS/.test(agent)) {
    // Their packages have other names for the web view than Fedora's: they get what needs no package.
    const other = /Red Hat|CentOS|SUSE/i.test(agent);
    const family = other ? 'rpmless' : /Fedora/i.test(agent) ? 'fedora' : 'linux';
    const arm = architecture === 'arm' || /aarch64|arm64/i.test(agent);
    if (!arm && /i[3-6]86|armv\d/.test(agent)) return 'anybody';
    return `${family}-${arm ? 'arm64' : 'x64'}`;
  }
  return 'anybody';
}

/** Whether this is WeChat's own browser, and whether the one of its program for computers. */
export function wechatOf(agent: string): 'phone' | 'desk' | null {
  if (!/MicroMessenger/i.test(agent)) return null;
  return /WindowsWechat|MacWechat|UnifiedPC|Windows NT|Macintosh|X11/i.test(agent) ? 'desk' : 'phone';
}
