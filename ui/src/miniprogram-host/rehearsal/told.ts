/** Why the flow has to be told directly: what no finger and no answer of WeChat brings about on this phone. */

import type { Told } from '../protocol';

export const told = {
  no_button: {
    'zh-CN': '这一步在手机上没有按钮：等待提示或微信自己的页面盖住了整页，直接告诉了流程。',
    en: 'The phone draws no button for this here: the waiting sign or WeChat’s own page covers everything. The flow was told directly.',
  },
  covered: {
    'zh-CN': '按钮被对话框盖住，真实的手指点不到；这里直接点了它。',
    en: 'The button lies under a dialog, where no finger reaches it; it was tapped all the same.',
  },
  status_while_saving: {
    'zh-CN': '写入相册时不会有 HTTP 状态码，直接告诉了流程。',
    en: 'Storing into the album knows no HTTP status; the flow was told directly.',
  },
  page_does_not_fail: {
    'zh-CN': '打开的这个页面不会回答这样的失败，直接告诉了流程。',
    en: 'The page that was opened never answers with such a failure; the flow was told directly.',
  },
  look_does_not_fail: {
    'zh-CN': '回来后查看权限时不会这样失败（查不到时会直接再保存一次），直接告诉了流程。',
    en: 'The look at the permission never fails like this (what cannot be looked up, the next save finds out); the flow was told directly.',
  },
  switch_unseen: {
    'zh-CN': '这个环境不告诉小程序系统开关的状态，小程序会直接再保存一次；这里直接告诉了流程。',
    en: 'This environment does not show the phone’s switch to a mini-program, which would simply save again; the flow was told directly.',
  },
} satisfies Record<string, Told>;
