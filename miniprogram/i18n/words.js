// Every word of the pages and components that is not the contract's. What a save says stands in `contract/contract.js`.

/** @typedef {import('../flow/copy.js').Locale} Locale */
/** @typedef {typeof ZH} Words */

const ZH = {
  gallery: {
    title: '海报',
    lead: '挑一张，存到相册，发给朋友',
    loading: '正在加载海报',
    empty: '还没有海报',
    emptyHint: '有新海报时会出现在这里，下拉可以刷新。',
    again: '重试',
    more: '正在加载更多',
    moreFailed: '没有加载出来，点这里重试',
    end: '没有更多了',
    open: '查看海报：',
    untitled: '未命名的海报',
  },
  poster: {
    title: '海报',
    until: '有效期至 ',
    hint: '也可以长按图片保存或转发',
    preview: '点按放大，长按保存或转发：',
    broken: '图片没有显示出来，点这里重试',
  },
  save: {
    share: '分享图片',
    sharing: '请稍候...',
    report: '问题信息',
    copy: '复制信息',
    copied: '已复制',
    copyFailed: '请长按上面的文字复制',
    close: '关闭',
  },
  record: {
    label: '测试记录',
    body: '测试版：每一步都记在这里，不含账号、口令和图片地址。复制文字，或者作为文件发出去。',
    copy: '复制测试记录',
    send: '发送文件',
    clear: '清空记录',
  },
  privacy: {
    title: '隐私保护提示',
    before: '保存海报到相册之前，请阅读',
    contract: '《用户隐私保护指引》',
    after: '。同意后才会使用相册，只保存您点选的海报，不读取您的照片。',
    agree: '同意',
    disagree: '拒绝',
  },
};

/** @type {Words} */
const EN = {
  gallery: {
    title: 'Posters',
    lead: 'Pick one, save it, send it to friends',
    loading: 'Loading posters',
    empty: 'No posters yet',
    emptyHint: 'New posters appear here. Pull down to refresh.',
    again: 'Try again',
    more: 'Loading more',
    moreFailed: 'Could not load more. Tap to try again',
    end: 'That is all',
    open: 'Open poster: ',
    untitled: 'Untitled poster',
  },
  poster: {
    title: 'Poster',
    until: 'Valid until ',
    hint: 'Or long-press the picture to save or forward it',
    preview: 'Tap to enlarge, long-press to save or forward: ',
    broken: 'The picture did not load. Tap to try again',
  },
  save: {
    share: 'Share picture',
    sharing: 'One moment...',
    report: 'Details',
    copy: 'Copy details',
    copied: 'Copied',
    copyFailed: 'Long-press the text above to copy it',
    close: 'Close',
  },
  record: {
    label: 'QA record',
    body: 'A build for QA: every step is kept here, without accounts, tokens or picture links. Copy the text, or send it as a file.',
    copy: 'Copy the QA record',
    send: 'Send as file',
    clear: 'Clear',
  },
  privacy: {
    title: 'Privacy notice',
    before: 'Before a poster is saved to your album, please read the ',
    contract: 'privacy protection guidelines',
    after: '. The album is used only after you agree, only to save the poster you picked. Your photos are never read.',
    agree: 'Agree',
    disagree: 'Decline',
  },
};

const WORDS = { 'zh-CN': ZH, en: EN };

/**
 * @param {Locale} locale
 * @returns {Words}
 */
function words(locale) {
  return WORDS[locale];
}

module.exports = { words };
