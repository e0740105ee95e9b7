/**
 * How each environment words a failure. A row with a `source` was seen there by somebody; without one it is assumed from
 * the nearest environment. First matching row wins.
 */

import type { Environment } from '../script';

/** What befalls a call, whatever it is called there. */
export type Mishap =
  | 'denied'
  | 'dismissed'
  | 'denied_by_system'
  | 'privacy_not_agreed'
  | 'privacy_button_wrong'
  | 'privacy_not_declared'
  | 'no_gesture'
  | 'offline'
  | 'timeout'
  | 'dns'
  | 'tls'
  | 'refused'
  | 'domain'
  | 'interrupted'
  | 'suspended'
  | 'too_many'
  | 'storage_full'
  | 'file_missing'
  | 'file_type'
  | 'path_invalid'
  | 'url_invalid'
  | 'aborted'
  | 'cancelled';

/** A failure as the mini-program receives it. */
export interface Spelling {
  errMsg: string;
  errno?: number;
}

interface Row {
  mishap: Mishap;
  /** Absent = every environment. */
  in?: Environment[];
  api?: string;
  /** `$` stands for the api. */
  text: string;
  errno?: number;
  source?: string;
}

const phones: Environment[] = ['android', 'harmony'];

const rows: Row[] = [
  {
    mishap: 'denied',
    in: ['android'],
    api: 'saveImageToPhotosAlbum',
    text: '$:fail:auth denied',
    source: 'developers.weixin.qq.com forum oCJUsw_xwxrDftwi9uPRM0Lvv6Js',
  },
  { mishap: 'denied', in: ['harmony'], api: 'saveImageToPhotosAlbum', text: '$:fail:auth denied' },
  {
    mishap: 'denied',
    in: ['ios'],
    api: 'saveImageToPhotosAlbum',
    text: '$:fail auth deny',
    source: 'developers.weixin.qq.com forum oCJUsw_xwxrDftwi9uPRM0Lvv6Js',
  },
  {
    mishap: 'denied',
    in: ['devtools'],
    api: 'saveImageToPhotosAlbum',
    text: '$:fail auth deny',
    source: 'developers.weixin.qq.com forum oCJUsw_kaSIxQReOmjUFFdfx8IJQ',
  },
  {
    mishap: 'denied',
    in: ['devtools'],
    api: 'authorize',
    text: '$:fail auth deny',
    source: 'developers.weixin.qq.com forum 27930d7c4dc9ce8ae75e7005d1ee39aa',
  },
  { mishap: 'denied', api: 'authorize', text: '$:fail auth deny', errno: 103 },
  { mishap: 'denied', text: '$:fail auth deny' },
  {
    mishap: 'dismissed',
    in: ['android'],
    text: '$:fail:auth canceled',
    errno: 104,
    source: 'WeChat for Android, native text "fail:auth canceled"',
  },
  { mishap: 'dismissed', in: ['harmony'], text: '$:fail:auth canceled', errno: 104 },
  { mishap: 'dismissed', in: ['pc'], text: '$:fail cancel', source: 'comment in a public mini-program' },
  { mishap: 'dismissed', text: '$:fail auth cancel' },
  {
    mishap: 'denied_by_system',
    in: ['ios'],
    api: 'saveImageToPhotosAlbum',
    text: '$:fail system deny',
    source: 'public mini-programs (iPhone, Settings, Privacy, Photos)',
  },
  {
    mishap: 'denied_by_system',
    in: ['android'],
    text: '$:fail:system permission denied',
    errno: 3,
    source: 'WeChat for Android, native errno table',
  },
  { mishap: 'denied_by_system', in: ['harmony'], text: '$:fail:system permission denied', errno: 3 },
  { mishap: 'denied_by_system', in: ['wecom'], text: '$:fail:system permission denied' },
  { mishap: 'denied_by_system', text: '$:fail system permission denied' },
  { mishap: 'privacy_not_agreed', api: 'requirePrivacyAuthorize', text: '$:fail user deny' },
  { mishap: 'privacy_not_agreed', text: '$:fail privacy permission is not authorized', errno: 104 },
  {
    mishap: 'privacy_button_wrong',
    text: '$:fail privacy permission is not authorized or buttonId is wrong',
    errno: 104,
  },
  { mishap: 'privacy_not_declared', text: '$:fail api scope is not declared in the privacy agreement', errno: 112 },
  {
    mishap: 'no_gesture',
    in: ['devtools'],
    text: '$:fail can only be invoked by user TAP gesture.',
    source: 'developers.weixin.qq.com forum 0000ce1ffac2e0c4c3da31b1456000',
  },
  { mishap: 'no_gesture', text: '$:fail can only be invoked by user TAP gesture.' },
  { mishap: 'offline', in: ['devtools'], text: '$:fail ' },
  {
    mishap: 'offline',
    in: ['ios', 'wecom', 'pc'],
    text: '$:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    errno: 600001,
  },
  { mishap: 'offline', text: '$:fail -106:net::ERR_INTERNET_DISCONNECTED', errno: 600001 },
  { mishap: 'timeout', text: '$:fail timeout', errno: 5 },
  { mishap: 'dns', in: phones, text: '$:fail -105:net::ERR_NAME_NOT_RESOLVED', errno: 600001 },
  {
    mishap: 'dns',
    text: '$:fail errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED',
    errno: 600001,
  },
  {
    mishap: 'tls',
    in: ['ios'],
    api: 'downloadFile',
    text: '$:fail errcode:-202 cronet error code:-202error_msg:ne::ERR CERT AUTHORITY INVALID',
    errno: 600001,
    source: 'developers.weixin.qq.com forum oCJUsw4y2zcMxcBGZU1VgTPdgJs8',
  },
  { mishap: 'tls', text: '$:fail ssl hand shake error' },
  { mishap: 'refused', in: phones, text: '$:fail -102:net::ERR_CONNECTION_REFUSED', errno: 600001 },
  {
    mishap: 'refused',
    text: '$:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
    errno: 600001,
  },
  {
    mishap: 'domain',
    in: ['devtools'],
    api: 'downloadFile',
    text: '$:fail createDownloadTask:fail url not in domain list',
    source: 'a blog of a project log (2020), and three public mini-programs',
  },
  { mishap: 'domain', text: '$:fail url not in domain list', errno: 600002 },
  {
    mishap: 'interrupted',
    in: ['android'],
    text: '$:fail:interrupted',
    source: 'WeChat for Android, native text "fail:interrupted"',
  },
  { mishap: 'interrupted', text: '$:fail interrupted' },
  {
    mishap: 'suspended',
    text: '$:fail:jsapi has no permission, event=$, runningState=suspend, permissionMsg=permission ok, detail=network api interrupted in suspend state',
    errno: 102,
  },
  { mishap: 'too_many', text: '$:fail exceed max concurrent request count', errno: 600007 },
  {
    mishap: 'storage_full',
    in: ['android'],
    api: 'saveImageToPhotosAlbum',
    text: '$:fail',
    source: 'WeChat for Android, copying into the gallery throws',
  },
  { mishap: 'storage_full', in: ['harmony'], api: 'saveImageToPhotosAlbum', text: '$:fail' },
  { mishap: 'storage_full', api: 'downloadFile', text: '$:fail download fail save file fail' },
  { mishap: 'storage_full', text: '$:fail disk space not enough' },
  { mishap: 'file_missing', text: '$:fail file not found' },
  {
    mishap: 'file_type',
    in: ['android'],
    text: '$:fail invalid file type',
    source: 'WeChat for Android, native (type by extension)',
  },
  { mishap: 'file_type', text: '$:fail invalid file type' },
  { mishap: 'path_invalid', text: '$:fail filePath invalid' },
  { mishap: 'url_invalid', text: '$:fail invalid url', errno: 600009 },
  { mishap: 'aborted', text: '$:fail abort' },
  { mishap: 'cancelled', text: '$:fail cancel' },
];

/** The failure as `environment` words it, with where that wording was seen. */
export function spell(
  environment: Environment,
  api: string,
  mishap: Mishap,
): Spelling & { source: string | undefined } {
  const row = rows.find(
    (one) => one.mishap === mishap && (one.in?.includes(environment) ?? true) && (one.api ?? api) === api,
  );
  if (row === undefined) throw new Error(`no spelling of ${mishap}`);
  const errMsg = row.text.replaceAll('$', api);
  return { errMsg, ...(row.errno === undefined ? {} : { errno: row.errno }), source: row.source };
}
