// Generated from src-tauri/core/contract by `cargo test -p poster-tests --test drift`. Do not edit.

import type { Surface } from './types';

/** By row of `failures.json` and by surface: its rules in one line each, as the traces tell them. */
export const rules: readonly Record<Surface, readonly string[]>[] = [
  {
    "wechat": [
      "/(not|un|n.t) ?declared/",
      "/announce your privacy|please go to mp open/",
      "/require permission desc/",
      "/隐私.{0,12}(未|没有|尚未)声明|(未|没有|尚未)在?.{0,12}隐私.{0,8}声明/",
      "errno 112, 101100 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": []
  },
  {
    "wechat": [
      "/privacy/",
      "/隐私/"
    ],
    "desktop": []
  },
  {
    "wechat": [
      "/\\bgesture\\b|only be invoked by user/",
      "/用户.{0,6}(手势|点击).{0,6}(触发|调用)/"
    ],
    "desktop": []
  },
  {
    "wechat": [
      "/not in (the )?(domain|legal|valid|white)|domain ?list|(domain|host) (is )?not (allowed|permitted|trusted)|域名.{0,12}(不在|未|非法|不合法|列表)|不在.{0,16}域名/",
      "/(不支持|仅支持|必须).{0,8}https/",
      "errno 600002 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "net blocked"
    ]
  },
  {
    "wechat": [
      "/\\binterrupt|jsapi has no permission|suspend|running ?state/",
      "/(in|to|into|enter) (the )?background/",
      "errno 102 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "io Interrupted"
    ]
  },
  {
    "wechat": [
      "/max(imum)? concurren|concurren\\w*.{0,20}(limit|exce)|(exce|max).{0,24}(concurren|connections?|tasks?)\\b|frequency limit|too many|频繁|并发/",
      "errno 600007, 1302002 · platform wechat, wecom, wechat-minigame",
      "errno 1003 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "linux, macos · code 23, 24",
      "windows · code 4, 10024"
    ]
  },
  {
    "wechat": [
      "/(disk|storage|space|quota|saved file).{0,32}(full|not enough|insufficient|exceed|limit)|(exceed|max).{0,24}(storage|quota)|no space left|(not enough|insufficient).{0,12}(space|storage|disk)|out of (space|storage)|(磁盘|存储|空间|内存).{0,8}(不足|不够|已满)|超出最大存储量/",
      "/save file (fail|error)|create temp file fail|getparentfile failed|move file failed/",
      "errno 1300202, 1103004, 603300 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "linux · code 28, 122",
      "macos · code 28, 69",
      "windows · code 39, 112",
      "windows · code 1295",
      "io StorageFull, QuotaExceeded"
    ]
  },
  {
    "wechat": [
      "/(exce|over).{0,24}(file )?size|size (limit|exce)|too (large|big)|max(imum)? (file )?size|(文件|大小).{0,8}(过大|太大|超|限制)|超过.{0,8}大小/",
      "errno 603301 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "content too_large",
      "linux, macos · code 27",
      "windows · code 223",
      "io FileTooLarge"
    ]
  },
  {
    "wechat": [
      "/hand ?shak|certificat|\\bcert\\b|err (cert|ssl|insecure)|self ?signed|\\btls\\b|证书|安全连接/"
    ],
    "desktop": [
      "net tls"
    ]
  },
  {
    "wechat": [
      "/unknow\\w* ?host|name not resolved|name resolution|enotfound|getaddrinfo|eai again|\\bdns\\b|(resolv|lookup).{0,20}host|host.{0,16}(not found|unresolved|unreachable name)|host ?name could not be found|找到.{0,8}主机名|域名解析|解析.{0,4}(域名|主机)/"
    ],
    "desktop": [
      "net dns"
    ]
  },
  {
    "wechat": [
      "/time ?d? ?-?out|etimedout|超时/",
      "errno 5 · platform uni-app-x"
    ],
    "desktop": [
      "net timeout",
      "status 408",
      "linux · code 110",
      "macos · code 60",
      "windows · code 10060, 121",
      "io TimedOut"
    ]
  },
  {
    "wechat": [
      "/err (internet disconnected|network changed|network access denied|address unreachable|network io suspended)|enet(unreach|down)|network (is )?(error|unreachable|down|disconnect\\w*|unavailable|not available)|no (network|internet)|(network|internet|device) .{0,12}(offline|disconnected)|fail:? ?offline|(appears|seems) to be offline|connect error|断开.{0,6}(互联网|网络)|(网络|断网).{0,6}(异常|错误|不可用|断开|未连接|不给力|失败)|无网络|没有网络/",
      "errno 600000 · platform wechat, wecom, wechat-minigame",
      "errno 600003 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "net offline",
      "linux · code 100, 101",
      "macos · code 50, 51",
      "windows · code 10050, 10051",
      "io NetworkDown, NetworkUnreachable"
    ]
  },
  {
    "wechat": [
      "/err (connection|proxy|tunnel|empty response|address invalid|http2|quic|spdy)|econn|epipe|ehostunreach|socket hang up|connection (was )?(refused|reset|closed|aborted?|lost)|connection abort|connect(ion)? fail|failed to connect|proxy|服务器.{0,6}(繁忙|无响应|连接|拒绝)/",
      "/\\bnet?::|failed to load resource/"
    ],
    "desktop": [
      "net refused, reset, setup",
      "status 502, 503, 504",
      "linux · code 103, 104, 111, 113",
      "macos · code 53, 54, 61, 65",
      "windows · code 1225, 10053, 10054, 10061, 10065",
      "io ConnectionRefused, ConnectionReset, ConnectionAborted, HostUnreachable, NotConnected, BrokenPipe · stage list, fetch"
    ]
  },
  {
    "wechat": [
      "/auth\\w*(:? ?fail)?:? ?cancel|cancel\\w*( the)? auth|授权.{0,4}取消|取消.{0,2}授权/",
      "/\\bauth\\w* ?:?(fail)?:? ?(deny|denied|denies|refuse|reject)|\\bdenied\\b|\\bdeny\\b|unauthori[sz]e|no response/ · not /system/ · scope unasked",
      "/cancel|force stop|取消/",
      "/fail:? ?abort(ed)?\\.?$|\\babort(ed)? by user/",
      "errno 104 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "io Cancelled",
      "windows · code 995, 1223",
      "linux · code 125",
      "macos · code 89"
    ]
  },
  {
    "wechat": [
      "/system.{0,24}(den[iy]|refus|reject|forbid|disallow|not (allow|authori|grant))|(os|phone|device)( album)? permission|系统.{0,6}(权限|拒绝|禁止|未授权|不允许)|没有开启相册权限|相册权限.{0,6}(未|没有|关闭)|<system permission/ · not /privacy/",
      "/den(y|ied)|unauthori|no response|no permission|fail\\.?$/ · scope granted",
      "/den(y|ied)|unauthori|no response|no permission|fail\\.?$/ · album denied",
      "/(permission|access) (is )?denied|no( album| photo)? permission|not permitted by/ · not /user|\\bauth|scope|, ?open|writefile|readfile|%s|save ?file|operation/",
      "errno 3 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "macos · code 1 · without locked",
      "linux · code 1, 13 · hints snap",
      "linux · code 1, 13 · hints flatpak",
      "macos · io PermissionDenied · hints guarded_folder"
    ]
  },
  {
    "wechat": [
      "/\\bauth\\w*[ :.]{0,3}((fail|error)[ :.]{0,3})*(deny|den(ied|ies)|refus|reject|forbid|no response)|auth(deny|denied)/",
      "/unauthori[sz]|(not|un) ?authori[sz]ed|\\b(deny|denied|denies)\\b|refused by (the )?user|(user|scope).{0,16}(refus|reject|disallow|not allow)|(用户|被).{0,6}(拒绝|不允许|未授权|未允许)|不允许授权|拒绝授权|未授权|没有授权/ · not /(permission|access) (is )?denied, ?open|%s|writefile|readfile|permission denied|access denied/",
      "/(user|auth\\w*|scope).{0,24}(permission|access) (is )?denied|(permission|access) (is )?denied by (the )?user/",
      "/fail\\.?$/ · scope refused",
      "/no permission|permission denied|access denied/ · scope refused",
      "errno 103 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": []
  },
  {
    "wechat": [
      "statusCode 401",
      "/status ?code:? ?401/"
    ],
    "desktop": [
      "status 401"
    ]
  },
  {
    "wechat": [
      "statusCode 403",
      "/status ?code:? ?403/",
      "/(link|url|signature|token).{0,12}expired/"
    ],
    "desktop": [
      "status 403 · stage fetch"
    ]
  },
  {
    "wechat": [
      "statusCode 429",
      "/status ?code:? ?429/"
    ],
    "desktop": [
      "status 429"
    ]
  },
  {
    "wechat": [
      "statusCode 404, 410",
      "/status ?code:? ?(404|410)/",
      "/no such file|(file|path)\\w*( data)?[ :]{0,2}(is |does |do |was )?(not|no) ?(exist|found)|file ?not ?(exist|found)|enoent|get file data fail|file data is empty|文件.{0,6}(不存在|找不到|丢失)/",
      "/empty response/",
      "errno 1300002, 1103002, 603302 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "status 404, 410",
      "linux, macos · code 2 · stage verify",
      "windows · code 2, 3 · stage verify"
    ]
  },
  {
    "wechat": [
      "/invalid (file|image) ?(type|format)|(unsupported|can't support|not support\\w*).{0,16}(file|image|video|format|type)|(file|image|video) ?(type|format).{0,16}(error|invalid|not|un)|open as file ?type|fail:? ?invalid (file|image)\\.?$|not an? image|failed to load image|image file size zero|(文件|图片).{0,6}(格式|类型).{0,6}(错误|不支持|不正确|无效)/",
      "errno 1300301 · platform wechat, wecom, wechat-minigame",
      "errno 1103007 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "content not_picture"
    ]
  },
  {
    "wechat": [
      "/corrupt|truncated|incomplete|(文件|图片).{0,6}(损坏|不完整)/",
      "/empty file|downloaded 0 bytes/"
    ],
    "desktop": [
      "content empty, damaged, mismatch",
      "net incomplete",
      "io UnexpectedEof",
      "io InvalidData"
    ]
  },
  {
    "wechat": [
      "/not (yet )?(be )?(support|implement)|un(support|implement)|no ?-?bridge|is not a function|settings? page not found|not available|not configured|(请|需要)?(更新|升级).{0,6}(微信|版本)|不支持/",
      "errno 100, 102101 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "linux · code 38, 95",
      "macos · code 45, 78, 102",
      "windows · code 50, 120",
      "io Unsupported"
    ]
  },
  {
    "wechat": [
      "statusCode outside 200-299",
      "/status ?code:? ?[345]\\d\\d|http (error|status)|max redirect|server error|download failed/",
      "errno 600008 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "status outside 200-299",
      "net bad_response, redirect_loop"
    ]
  },
  {
    "wechat": [],
    "desktop": [
      "windows · code 362",
      "windows · code 53, 67",
      "windows · code 59, 64, 1231",
      "windows · code 358, 389, 395, 397, 404",
      "linux · code 107, 112, 116",
      "macos · code 57, 64, 70",
      "io StaleNetworkFileHandle"
    ]
  },
  {
    "wechat": [],
    "desktop": [
      "windows · code 2 · hints guarded_folder, parent_exists",
      "windows · code 5, 6 · hints guarded_folder",
      "windows · io PermissionDenied · hints guarded_folder"
    ]
  },
  {
    "wechat": [],
    "desktop": [
      "windows · code 32, 33",
      "linux · code 16, 26",
      "macos · code 16, 26",
      "io ResourceBusy, ExecutableFileBusy"
    ]
  },
  {
    "wechat": [],
    "desktop": [
      "linux · code 36",
      "macos · code 63, 92",
      "windows · code 123, 161, 206",
      "linux · code 21, 17",
      "macos · code 21, 17",
      "windows · code 80, 183",
      "io InvalidFilename, IsADirectory, AlreadyExists",
      "hints target_is_folder"
    ]
  },
  {
    "wechat": [],
    "desktop": [
      "linux, macos · code 2, 20",
      "windows · code 2, 3, 15, 21, 267",
      "io NotFound, NotADirectory",
      "hints parent_missing"
    ]
  },
  {
    "wechat": [],
    "desktop": [
      "linux · code 30",
      "macos · code 30",
      "windows · code 19",
      "linux · code 1, 13",
      "macos · code 13",
      "macos · code 1 · hints locked",
      "windows · code 5",
      "io PermissionDenied, ReadOnlyFilesystem"
    ]
  },
  {
    "wechat": [
      "/inval\\w* (url|urls|request|param|data|arg|path|file ?path|input|scheme|option)|inval url|(url|urls|path|filepath|scheme|param\\w*|argument|type|data)( scheme)? (is |are )?(invalid|illegal|empty|missing|required)|illegal|\\bis empty|list empty|is a directory|not a directory|name too long|param\\w* (error|type)|parameter|argument|must be (http|a |an )|operation not permitted|permission denied|base64|should (have|be)|path has error|fail:? ?invalid\\.?$|为空|参数|只支持 ?http/ · not /illegal ?swanapp/",
      "errno 101, 110, 1001, 1300001, 1300013, 1300020, 1300021, 1300036, 1300203, 1301002, 1301004, 600009 · platform wechat, wecom, wechat-minigame"
    ],
    "desktop": [
      "linux · code 22",
      "macos · code 22",
      "windows · code 87",
      "io InvalidInput"
    ]
  },
  {
    "wechat": [],
    "desktop": []
  }
];
