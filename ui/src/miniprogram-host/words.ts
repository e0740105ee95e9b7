/** WeChat's and the phone's own words: everything on the screen that the mini-program did not write. */

const zh = {
  confirm: '确定',
  cancel: '取消',
  allow: '允许',
  deny: '拒绝',
  settings: '设置',
  back: '返回',
  more: '更多',
  close: '关闭',
  asks: '申请',
  albumAsked: '保存图片或视频到你的相册',
  albumScope: '添加到相册',
  mayUse: (app: string) => `允许“${app}”使用`,
  nothingAsked: (app: string) => `“${app}”未使用任何信息`,
  wechat: '微信',
  wecom: '企业微信',
  system: {
    title: '允许“微信”访问',
    permissions: '应用权限',
    photos: '照片',
    photosOn: '仅添加照片',
    photosOff: '无',
    storage: '照片和视频',
    storageOn: '允许',
    storageOff: '不允许',
  },
  privacyTitle: '用户隐私保护提示',
  privacyBody: (contract: string) =>
    `在你使用服务之前，请仔细阅读${contract}。如你同意该指引，请点击“同意”开始使用本小程序。`,
  privacyAgree: '同意',
  privacyContract: (app: string) => `《${app}小程序隐私保护指引》`,
  privacyText: (app: string) =>
    `本指引是“${app}”小程序开发者为处理你的个人信息而制定。\n\n开发者处理的信息\n为了将你选择的推广海报保存到手机，开发者将在获取你的明示同意后，使用你的相册（仅写入）权限。\n\n你的权益\n你可以在小程序主页右上角“···”—“设置”中关闭该权限。`,
  send: '发送给朋友',
  sendOn: '转发给朋友',
  favourite: '收藏',
  saveImage: '保存图片',
  savedToPhone: '已保存到系统相册',
  reload: '重新进入小程序',
  photos: '照片',
  noPhotos: '没有照片',
  copied: '内容已复制',
  sent: '已发送',
};

type Words = typeof zh;

const en: Words = {
  confirm: 'OK',
  cancel: 'Cancel',
  allow: 'Allow',
  deny: 'Reject',
  settings: 'Settings',
  back: 'Back',
  more: 'More',
  close: 'Close',
  asks: 'requests to',
  albumAsked: 'Save images and videos to your album',
  albumScope: 'Add to album',
  mayUse: (app) => `Allow “${app}” to use`,
  nothingAsked: (app) => `“${app}” uses no information`,
  wechat: 'WeChat',
  wecom: 'WeCom',
  system: {
    title: 'Allow WeChat to Access',
    permissions: 'App permissions',
    photos: 'Photos',
    photosOn: 'Add Photos Only',
    photosOff: 'None',
    storage: 'Photos and videos',
    storageOn: 'Allowed',
    storageOff: 'Not allowed',
  },
  privacyTitle: 'Privacy Notice',
  privacyBody: (contract) =>
    `Please read ${contract} before you use this service. If you agree to it, tap Agree to begin.`,
  privacyAgree: 'Agree',
  privacyContract: (app) => `“${app}” Mini Program Privacy Protection Guidelines`,
  privacyText: (app) =>
    `These guidelines are made by the developer of “${app}” for handling your personal information.\n\nInformation handled\nTo save the poster you choose to your phone, the developer uses your album (write only) after you agree.\n\nYour rights\nYou can switch the permission off under “···”, Settings, at the top right of the mini program.`,
  send: 'Send to Chat',
  sendOn: 'Forward',
  favourite: 'Favorites',
  saveImage: 'Save Image',
  savedToPhone: 'Saved to album',
  reload: 'Reload Mini Program',
  photos: 'Photos',
  noPhotos: 'No photos',
  copied: 'Copied',
  sent: 'Sent',
};

/** The words in the phone's language. */
export function wordsIn(language: 'zh_CN' | 'en'): Words {
  return language === 'en' ? en : zh;
}

export type { Words };
