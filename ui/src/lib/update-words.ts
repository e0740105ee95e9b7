/** What the window says about newer versions of the app. */
import type { Locale, UpdateTrouble } from '../generated/types';

const chinese = {
  version: (product: string, version: string): string => `${product} ${version}`,
  check: '检查更新',
  checking: '正在检查…',
  newest: '已是最新版本',
  chip: (version: string): string => `新版本 ${version}`,
  title: (version: string): string => `有新版本 ${version}`,
  current: (version: string): string => `当前版本 ${version}`,
  body: '安装前会核对签名，装好后重新打开应用即可。设置和保存记录都会保留。',
  bodyWindows: '安装前会核对签名，安装时应用会自动关闭，装好后再打开。设置和保存记录都会保留。',
  notes: '更新内容',
  install: '下载并安装',
  later: '以后再说',
  again: '再试一次',
  downloading: (percent: number | null): string => (percent === null ? '正在下载…' : `正在下载… ${percent}%`),
  installing: '正在核对签名并安装…',
  installedTitle: (version: string): string => `已更新到 ${version}`,
  installedBody: '重新打开应用后就是新版本。',
  restart: '立即重新打开',
  refusedTitle: '没有更新',
  notYetTitle: '现在还不能重新打开',
  busyRestart: '正在保存海报。保存完再重新打开，就是新版本。',
  automatic: '自动检查更新',
  trouble: {
    offline: '连不上更新服务器。请检查网络后再试，现在的版本可以照常使用。',
    unavailable: '更新服务器上暂时没有适合这台电脑的安装包。请过一会儿再试。',
    garbage: '更新服务器的回答无法识别，没有下载任何东西。请过一会儿再试；如果总是这样，请告诉管理员。',
    cut: '安装包没有下载完整，已经丢弃。请检查网络后再试。',
    bad_signature: '安装包的签名不对，它可能被人改动过。已经丢弃，没有安装。请告诉管理员。',
    other_version: '服务器给的安装包与它说的版本不符，可能是旧版本。已经丢弃，没有安装。请告诉管理员。',
    not_installed: '新版本放不进应用所在的位置，现在的版本没有变。请从下载页重新安装。',
    busy: '正在保存海报，保存完再安装更新。',
  } satisfies Record<UpdateTrouble, string>,
};

export type UpdateWords = typeof chinese;

const english: UpdateWords = {
  version: (product, version) => `${product} ${version}`,
  check: 'Check for updates',
  checking: 'Checking…',
  newest: 'This is the newest version',
  chip: (version) => `Version ${version}`,
  title: (version) => `Version ${version} is available`,
  current: (version) => `You have ${version}`,
  body: 'Its signature is checked before it is installed. Reopen the app afterwards; settings and records stay.',
  bodyWindows:
    'Its signature is checked before it is installed. The app closes and opens again; settings and records stay.',
  notes: 'What is new',
  install: 'Download and install',
  later: 'Later',
  again: 'Try again',
  downloading: (percent) => (percent === null ? 'Downloading…' : `Downloading… ${percent}%`),
  installing: 'Checking the signature and installing…',
  installedTitle: (version) => `Updated to ${version}`,
  installedBody: 'The new version is there when the app is opened again.',
  restart: 'Reopen now',
  refusedTitle: 'Not updated',
  notYetTitle: 'Not reopened yet',
  busyRestart: 'Posters are being saved. Reopen the app when that is done.',
  automatic: 'Check for updates automatically',
  trouble: {
    offline: 'The update server cannot be reached. Check the network and try again; this version keeps working.',
    unavailable: 'The update server has no package for this computer at the moment. Try again later.',
    garbage:
      'The update server sent something that is not a description of a release, so nothing was downloaded. Try again later; if it keeps happening, tell your administrator.',
    cut: 'The package did not arrive whole and was thrown away. Check the network and try again.',
    bad_signature:
      'The signature of the package is wrong: somebody may have changed it. It was thrown away and nothing was installed. Tell your administrator.',
    other_version:
      'The package is not the version that the server announced, perhaps an older one. It was thrown away and nothing was installed. Tell your administrator.',
    not_installed:
      'The new version cannot be put where the app is, and this version is unchanged. Install it from the download page.',
    busy: 'A poster is being saved. Install the update when that is done.',
  },
};

export const updateWords = (locale: Locale): UpdateWords => (locale === 'en' ? english : chinese);
