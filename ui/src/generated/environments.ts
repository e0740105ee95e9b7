// Generated from src-tauri/core/contract by `cargo test -p poster-tests --test drift`. Do not edit.

/** Where the mini-program runs. */
export type WechatEnvironment =
  | 'wechat-ios'
  | 'wechat-android'
  | 'wechat-harmony'
  | 'wechat-pc'
  | 'wechat-devtools'
  | 'wecom';

/** Where the desktop app runs. */
export type DesktopEnvironment =
  | 'windows'
  | 'macos'
  | 'linux'
  | 'flatpak';

/** What can befall a save. */
export type MishapWord =
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
  | 'too_large'
  | 'damaged'
  | 'path_invalid'
  | 'url_invalid'
  | 'aborted'
  | 'cancelled'
  | 'guarded'
  | 'folder_gone'
  | 'read_only'
  | 'in_use'
  | 'name_refused'
  | 'cloud_offline'
  | 'unsupported';

/** Places and wordings: `environments.json`. */
export const environments = {
  "version": 1,
  "order": "First fitting row wins: in (its environments; all of the surface where absent), api (the call; any where absent). $ stands for the call's name. Every row is seen (where somebody met it), documented (by whoever makes it) or assumed (and says from what).",
  "reference": {
    "desktop": "macos",
    "wechat": "wechat-ios"
  },
  "environments": [
    {
      "id": "wechat-ios",
      "surface": "wechat",
      "name": {
        "zh-CN": "微信 iOS",
        "en": "WeChat for iOS"
      },
      "client": "ios",
      "platform": "wechat"
    },
    {
      "id": "wechat-android",
      "surface": "wechat",
      "name": {
        "zh-CN": "微信 Android",
        "en": "WeChat for Android"
      },
      "client": "android",
      "platform": "wechat"
    },
    {
      "id": "wechat-harmony",
      "surface": "wechat",
      "name": {
        "zh-CN": "微信 鸿蒙",
        "en": "WeChat for HarmonyOS"
      },
      "client": "harmony",
      "platform": "wechat"
    },
    {
      "id": "wechat-pc",
      "surface": "wechat",
      "name": {
        "zh-CN": "微信 电脑版",
        "en": "WeChat for PC"
      },
      "client": "pc",
      "platform": "wechat"
    },
    {
      "id": "wechat-devtools",
      "surface": "wechat",
      "name": {
        "zh-CN": "微信开发者工具",
        "en": "WeChat developer tools"
      },
      "client": "devtools",
      "platform": "wechat"
    },
    {
      "id": "wecom",
      "surface": "wechat",
      "name": {
        "zh-CN": "企业微信",
        "en": "WeCom"
      },
      "client": "wecom",
      "platform": "wecom"
    },
    {
      "id": "windows",
      "surface": "desktop",
      "name": {
        "zh-CN": "Windows",
        "en": "Windows"
      },
      "os": "windows"
    },
    {
      "id": "macos",
      "surface": "desktop",
      "name": {
        "zh-CN": "macOS",
        "en": "macOS"
      },
      "os": "macos"
    },
    {
      "id": "linux",
      "surface": "desktop",
      "name": {
        "zh-CN": "Linux",
        "en": "Linux"
      },
      "os": "linux"
    },
    {
      "id": "flatpak",
      "surface": "desktop",
      "name": {
        "zh-CN": "Linux Flatpak",
        "en": "Linux Flatpak"
      },
      "os": "linux",
      "hints": [
        "flatpak"
      ]
    }
  ],
  "mishaps": [
    {
      "mishap": "denied",
      "name": {
        "zh-CN": "用户拒绝了权限",
        "en": "The user refused the permission"
      },
      "kind": "permission_denied_by_user",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail:auth denied"
          },
          "seen": "developers.weixin.qq.com forum oCJUsw_xwxrDftwi9uPRM0Lvv6Js"
        },
        {
          "in": [
            "wechat-harmony"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail:auth denied"
          },
          "assumed": "as WeChat for Android"
        },
        {
          "in": [
            "wechat-ios"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail auth deny"
          },
          "seen": "developers.weixin.qq.com forum oCJUsw_xwxrDftwi9uPRM0Lvv6Js"
        },
        {
          "in": [
            "wechat-devtools"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail auth deny"
          },
          "seen": "developers.weixin.qq.com forum oCJUsw_kaSIxQReOmjUFFdfx8IJQ"
        },
        {
          "in": [
            "wechat-devtools"
          ],
          "api": "authorize",
          "signal": {
            "errMsg": "$:fail auth deny"
          },
          "seen": "developers.weixin.qq.com forum 27930d7c4dc9ce8ae75e7005d1ee39aa"
        },
        {
          "api": "authorize",
          "signal": {
            "errMsg": "$:fail auth deny",
            "errno": 103
          },
          "assumed": "a public mini-program compares it, without saying where"
        },
        {
          "signal": {
            "errMsg": "$:fail auth deny"
          },
          "assumed": "as WeChat for iOS"
        }
      ],
      "desktop": [
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 1,
            "io": "PermissionDenied",
            "hints": [
              "guarded_folder"
            ]
          },
          "seen": "agterm#468"
        },
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 2,
            "io": "NotFound",
            "hints": [
              "guarded_folder",
              "parent_exists"
            ]
          },
          "seen": "winforms#7228"
        },
        {
          "in": [
            "flatpak"
          ],
          "signal": {
            "code": 13,
            "io": "PermissionDenied"
          },
          "assumed": "flatpak documents"
        },
        {
          "in": [
            "linux"
          ],
          "signal": {
            "code": 13,
            "io": "PermissionDenied"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "dismissed",
      "name": {
        "zh-CN": "用户关掉了授权弹窗",
        "en": "The user closed the permission prompt"
      },
      "kind": "user_cancelled",
      "event": "failed.retry",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "signal": {
            "errMsg": "$:fail:auth canceled",
            "errno": 104
          },
          "documented": "WeChat for Android, native text \"fail:auth canceled\""
        },
        {
          "in": [
            "wechat-harmony"
          ],
          "signal": {
            "errMsg": "$:fail:auth canceled",
            "errno": 104
          },
          "assumed": "as WeChat for Android"
        },
        {
          "in": [
            "wechat-pc"
          ],
          "signal": {
            "errMsg": "$:fail cancel"
          },
          "seen": "comment in a public mini-program"
        },
        {
          "signal": {
            "errMsg": "$:fail auth cancel"
          },
          "assumed": "as WeChat for Android, without its colon"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "denied_by_system",
      "name": {
        "zh-CN": "系统没有允许",
        "en": "The system does not allow it"
      },
      "kind": "permission_denied_by_system",
      "wechat": [
        {
          "in": [
            "wechat-ios"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail system deny"
          },
          "seen": "public mini-programs (iPhone, Settings, Privacy, Photos)"
        },
        {
          "in": [
            "wechat-android"
          ],
          "signal": {
            "errMsg": "$:fail:system permission denied",
            "errno": 3
          },
          "documented": "WeChat for Android, native errno table"
        },
        {
          "in": [
            "wechat-harmony"
          ],
          "signal": {
            "errMsg": "$:fail:system permission denied",
            "errno": 3
          },
          "assumed": "as WeChat for Android"
        },
        {
          "in": [
            "wecom"
          ],
          "signal": {
            "errMsg": "$:fail:system permission denied"
          },
          "assumed": "reported from WeCom, for another call"
        },
        {
          "signal": {
            "errMsg": "$:fail system permission denied"
          },
          "assumed": "the PublicErrno table's words"
        }
      ],
      "desktop": [
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 1,
            "io": "PermissionDenied"
          },
          "seen": "agterm#468"
        },
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 5,
            "io": "PermissionDenied"
          },
          "documented": "winerror.h"
        },
        {
          "in": [
            "flatpak"
          ],
          "signal": {
            "code": 13,
            "io": "PermissionDenied"
          },
          "assumed": "flatpak documents"
        },
        {
          "in": [
            "linux"
          ],
          "signal": {
            "code": 13,
            "io": "PermissionDenied"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "privacy_not_agreed",
      "name": {
        "zh-CN": "没有同意隐私保护指引",
        "en": "The privacy notice was not agreed to"
      },
      "kind": "privacy_not_agreed",
      "wechat": [
        {
          "api": "requirePrivacyAuthorize",
          "signal": {
            "errMsg": "$:fail user deny"
          },
          "assumed": "a test of a public mini-program"
        },
        {
          "signal": {
            "errMsg": "$:fail privacy permission is not authorized",
            "errno": 104
          },
          "assumed": "api-typings, which name no environment"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "privacy_button_wrong",
      "name": {
        "zh-CN": "同意按钮接错了",
        "en": "The agree button is wired wrongly"
      },
      "kind": "privacy_not_agreed",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail privacy permission is not authorized or buttonId is wrong",
            "errno": 104
          },
          "assumed": "developers.weixin.qq.com forum oCJUsw5hnwozJemjKnA27OCCg-fU, which names no environment"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "privacy_not_declared",
      "name": {
        "zh-CN": "小程序没有声明相册用途",
        "en": "The owner did not declare the album"
      },
      "kind": "privacy_not_declared",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail api scope is not declared in the privacy agreement",
            "errno": 112
          },
          "assumed": "developers.weixin.qq.com forum oCJUsw3wyb8UQexj-0nLSC9NrkBE, for another call"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "no_gesture",
      "name": {
        "zh-CN": "不是点击触发的",
        "en": "No tap led to the call"
      },
      "kind": "gesture_required",
      "wechat": [
        {
          "in": [
            "wechat-devtools"
          ],
          "signal": {
            "errMsg": "$:fail can only be invoked by user TAP gesture."
          },
          "seen": "developers.weixin.qq.com forum 0000ce1ffac2e0c4c3da31b1456000"
        },
        {
          "signal": {
            "errMsg": "$:fail can only be invoked by user TAP gesture."
          },
          "assumed": "as the developer tools"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "offline",
      "name": {
        "zh-CN": "没有网络",
        "en": "No network"
      },
      "kind": "network_offline",
      "wechat": [
        {
          "in": [
            "wechat-devtools"
          ],
          "signal": {
            "errMsg": "$:fail "
          },
          "assumed": "the developer tools pass on an empty message"
        },
        {
          "in": [
            "wechat-ios",
            "wecom",
            "wechat-pc"
          ],
          "signal": {
            "errMsg": "$:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED",
            "errno": 600001
          },
          "assumed": "the long form of the HTTPDNS document"
        },
        {
          "signal": {
            "errMsg": "$:fail -106:net::ERR_INTERNET_DISCONNECTED",
            "errno": 600001
          },
          "assumed": "the short form of the HTTPDNS document"
        }
      ],
      "desktop": [
        {
          "signal": {
            "net": "offline"
          },
          "documented": "this program's resolver, errno(3)"
        }
      ]
    },
    {
      "mishap": "timeout",
      "name": {
        "zh-CN": "超时",
        "en": "Too slow"
      },
      "kind": "network_timeout",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail timeout",
            "errno": 5
          },
          "assumed": "developers.weixin.qq.com forum, which names no environment"
        }
      ],
      "desktop": [
        {
          "signal": {
            "net": "timeout"
          },
          "documented": "this program's HTTP client"
        }
      ]
    },
    {
      "mishap": "dns",
      "name": {
        "zh-CN": "域名解析失败",
        "en": "The name is not found"
      },
      "kind": "network_dns",
      "wechat": [
        {
          "in": [
            "wechat-android",
            "wechat-harmony"
          ],
          "signal": {
            "errMsg": "$:fail -105:net::ERR_NAME_NOT_RESOLVED",
            "errno": 600001
          },
          "assumed": "the short form of the HTTPDNS document"
        },
        {
          "signal": {
            "errMsg": "$:fail errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED",
            "errno": 600001
          },
          "assumed": "the long form of the HTTPDNS document"
        }
      ],
      "desktop": [
        {
          "signal": {
            "net": "dns"
          },
          "documented": "this program's resolver"
        }
      ]
    },
    {
      "mishap": "tls",
      "name": {
        "zh-CN": "证书不被接受",
        "en": "The certificate is not accepted"
      },
      "kind": "network_tls",
      "wechat": [
        {
          "in": [
            "wechat-ios"
          ],
          "api": "downloadFile",
          "signal": {
            "errMsg": "$:fail errcode:-202 cronet error code:-202error_msg:ne::ERR CERT AUTHORITY INVALID",
            "errno": 600001
          },
          "seen": "developers.weixin.qq.com forum oCJUsw4y2zcMxcBGZU1VgTPdgJs8"
        },
        {
          "signal": {
            "errMsg": "$:fail ssl hand shake error"
          },
          "assumed": "developers.weixin.qq.com forum, which names no environment"
        }
      ],
      "desktop": [
        {
          "signal": {
            "net": "tls"
          },
          "documented": "rustls, this program's TLS"
        }
      ]
    },
    {
      "mishap": "refused",
      "name": {
        "zh-CN": "服务器连不上",
        "en": "The server does not answer"
      },
      "kind": "server_unreachable",
      "wechat": [
        {
          "in": [
            "wechat-android",
            "wechat-harmony"
          ],
          "signal": {
            "errMsg": "$:fail -102:net::ERR_CONNECTION_REFUSED",
            "errno": 600001
          },
          "assumed": "the short form of the HTTPDNS document"
        },
        {
          "signal": {
            "errMsg": "$:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED",
            "errno": 600001
          },
          "assumed": "the long form of the HTTPDNS document"
        }
      ],
      "desktop": [
        {
          "signal": {
            "net": "refused"
          },
          "documented": "this program's HTTP client"
        }
      ]
    },
    {
      "mishap": "domain",
      "name": {
        "zh-CN": "域名不在名单里",
        "en": "The host is not on the list"
      },
      "kind": "domain_not_allowed",
      "wechat": [
        {
          "in": [
            "wechat-devtools"
          ],
          "api": "downloadFile",
          "signal": {
            "errMsg": "$:fail createDownloadTask:fail url not in domain list"
          },
          "seen": "a blog of a project log (2020), and three public mini-programs"
        },
        {
          "signal": {
            "errMsg": "$:fail url not in domain list",
            "errno": 600002
          },
          "assumed": "wxa-plugin-canvas#169 and the PublicErrno table"
        }
      ],
      "desktop": [
        {
          "signal": {
            "net": "blocked"
          },
          "documented": "this program's address guard"
        }
      ]
    },
    {
      "mishap": "interrupted",
      "name": {
        "zh-CN": "切到后台被打断",
        "en": "Interrupted in the background"
      },
      "kind": "interrupted",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "signal": {
            "errMsg": "$:fail:interrupted"
          },
          "documented": "WeChat for Android, native text \"fail:interrupted\""
        },
        {
          "signal": {
            "errMsg": "$:fail interrupted"
          },
          "assumed": "the official document, which names no environment"
        }
      ],
      "desktop": [
        {
          "signal": {
            "io": "Interrupted"
          },
          "assumed": "std"
        }
      ]
    },
    {
      "mishap": "suspended",
      "name": {
        "zh-CN": "在后台调用",
        "en": "Called in the background"
      },
      "kind": "interrupted",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail:jsapi has no permission, event=$, runningState=suspend, permissionMsg=permission ok, detail=network api interrupted in suspend state",
            "errno": 102
          },
          "assumed": "developers.weixin.qq.com forum 0006a047a30a10f139c82386356800, from a logger that lower-cased it"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "too_many",
      "name": {
        "zh-CN": "同时太多",
        "en": "Too much at once"
      },
      "kind": "concurrency_limit",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail exceed max concurrent request count",
            "errno": 600007
          },
          "assumed": "the PublicErrno table"
        }
      ],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 4
          },
          "assumed": "winerror.h"
        },
        {
          "signal": {
            "code": 24
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "storage_full",
      "name": {
        "zh-CN": "空间不足",
        "en": "No room left"
      },
      "kind": "storage_full",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail"
          },
          "documented": "WeChat for Android, copying into the gallery throws"
        },
        {
          "in": [
            "wechat-harmony"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail"
          },
          "assumed": "as WeChat for Android"
        },
        {
          "api": "downloadFile",
          "signal": {
            "errMsg": "$:fail download fail save file fail"
          },
          "assumed": "wxa-plugin-canvas#245, which names no environment"
        },
        {
          "signal": {
            "errMsg": "$:fail disk space not enough"
          },
          "assumed": "a test of a public mini-program"
        }
      ],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 112,
            "io": "StorageFull"
          },
          "documented": "winerror.h"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 28,
            "io": "StorageFull"
          },
          "documented": "errno(2)"
        },
        {
          "signal": {
            "code": 28,
            "io": "StorageFull"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "file_missing",
      "name": {
        "zh-CN": "文件不在",
        "en": "The file is gone"
      },
      "kind": "file_missing",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail file not found"
          },
          "assumed": "a public mini-program compares it, without saying where"
        }
      ],
      "desktop": [
        {
          "signal": {
            "status": 404
          },
          "documented": "RFC 9110"
        }
      ]
    },
    {
      "mishap": "file_type",
      "name": {
        "zh-CN": "不是图片",
        "en": "No picture"
      },
      "kind": "file_type_unsupported",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "signal": {
            "errMsg": "$:fail invalid file type"
          },
          "documented": "WeChat for Android, native (type by extension)"
        },
        {
          "signal": {
            "errMsg": "$:fail invalid file type"
          },
          "assumed": "as WeChat for Android"
        }
      ],
      "desktop": [
        {
          "signal": {
            "content": "not_picture"
          },
          "documented": "this program's signature check"
        }
      ]
    },
    {
      "mishap": "too_large",
      "name": {
        "zh-CN": "图片太大",
        "en": "The picture is too large"
      },
      "kind": "file_too_large",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail exceed max file size"
          },
          "assumed": "the document of downloadFile, which gives no wording"
        }
      ],
      "desktop": [
        {
          "signal": {
            "content": "too_large"
          },
          "documented": "this program's own limit"
        }
      ]
    },
    {
      "mishap": "damaged",
      "name": {
        "zh-CN": "图片不完整",
        "en": "The picture is cut"
      },
      "kind": "file_corrupt",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail incomplete"
          },
          "assumed": "a connection that ends early, as other hosts of mini-programs word it"
        }
      ],
      "desktop": [
        {
          "signal": {
            "content": "damaged"
          },
          "documented": "this program's check of end markers, length and hash"
        }
      ]
    },
    {
      "mishap": "path_invalid",
      "name": {
        "zh-CN": "路径无效",
        "en": "The path is wrong"
      },
      "kind": "invalid_argument",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail filePath invalid"
          },
          "documented": "WeChat for Android, native text \"fail filePath invalid\""
        },
        {
          "api": "saveImageToPhotosAlbum",
          "signal": {
            "errMsg": "$:fail filePath invalid"
          },
          "assumed": "as WeChat for Android"
        }
      ],
      "desktop": []
    },
    {
      "mishap": "url_invalid",
      "name": {
        "zh-CN": "地址无效",
        "en": "The address is wrong"
      },
      "kind": "invalid_argument",
      "wechat": [
        {
          "signal": {
            "errMsg": "$:fail invalid url",
            "errno": 600009
          },
          "assumed": "the PublicErrno table"
        }
      ],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 87,
            "io": "InvalidInput"
          },
          "documented": "winerror.h"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 22,
            "io": "InvalidInput"
          },
          "documented": "errno(2)"
        },
        {
          "signal": {
            "code": 22,
            "io": "InvalidInput"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "aborted",
      "name": {
        "zh-CN": "下载被取消",
        "en": "The download was cancelled"
      },
      "kind": "user_cancelled",
      "event": "cancelled",
      "wechat": [
        {
          "api": "downloadFile",
          "signal": {
            "errMsg": "$:fail abort"
          },
          "assumed": "other hosts of mini-programs"
        }
      ],
      "desktop": [
        {
          "signal": {
            "io": "Cancelled"
          },
          "documented": "this program's cancel button"
        }
      ]
    },
    {
      "mishap": "cancelled",
      "name": {
        "zh-CN": "用户取消",
        "en": "The user cancelled"
      },
      "kind": "user_cancelled",
      "event": "cancelled",
      "wechat": [
        {
          "in": [
            "wechat-pc"
          ],
          "signal": {
            "errMsg": "$:fail cancel"
          },
          "seen": "comment in a public mini-program"
        },
        {
          "signal": {
            "errMsg": "$:fail cancel"
          },
          "assumed": "a public mini-program compares it, for another call"
        }
      ],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 1223
          },
          "assumed": "winerror.h"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 89
          },
          "assumed": "errno(2)"
        },
        {
          "signal": {
            "code": 125
          },
          "assumed": "errno(3)"
        }
      ]
    },
    {
      "mishap": "guarded",
      "name": {
        "zh-CN": "文件夹受保护",
        "en": "A guard protects the folder"
      },
      "kind": "folder_protected",
      "wechat": [],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 2,
            "io": "NotFound",
            "hints": [
              "guarded_folder",
              "parent_exists"
            ]
          },
          "seen": "winforms#7228"
        }
      ]
    },
    {
      "mishap": "folder_gone",
      "name": {
        "zh-CN": "文件夹不在",
        "en": "The folder is gone"
      },
      "kind": "folder_gone",
      "wechat": [],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 3,
            "io": "NotFound",
            "hints": [
              "parent_missing"
            ]
          },
          "documented": "winerror.h"
        },
        {
          "signal": {
            "code": 2,
            "io": "NotFound",
            "hints": [
              "parent_missing"
            ]
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "read_only",
      "name": {
        "zh-CN": "文件夹不能写入",
        "en": "The folder takes no files"
      },
      "kind": "folder_read_only",
      "wechat": [],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 19,
            "io": "ReadOnlyFilesystem"
          },
          "documented": "winerror.h"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 30,
            "io": "ReadOnlyFilesystem"
          },
          "documented": "errno(2)"
        },
        {
          "signal": {
            "code": 30,
            "io": "ReadOnlyFilesystem"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "in_use",
      "name": {
        "zh-CN": "文件被占用",
        "en": "The file is in use"
      },
      "kind": "file_in_use",
      "wechat": [],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 32,
            "io": "Uncategorized"
          },
          "seen": "rattler PR#2453"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 16,
            "io": "ResourceBusy"
          },
          "assumed": "errno(2)"
        },
        {
          "signal": {
            "code": 16,
            "io": "ResourceBusy"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "name_refused",
      "name": {
        "zh-CN": "系统不接受文件名",
        "en": "The system refuses the name"
      },
      "kind": "name_refused",
      "wechat": [],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 206,
            "io": "InvalidFilename"
          },
          "documented": "winerror.h"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 63,
            "io": "InvalidFilename"
          },
          "documented": "errno(2)"
        },
        {
          "signal": {
            "code": 36,
            "io": "InvalidFilename"
          },
          "documented": "errno(3)"
        }
      ]
    },
    {
      "mishap": "cloud_offline",
      "name": {
        "zh-CN": "云盘文件夹没有连上",
        "en": "The cloud folder is offline"
      },
      "kind": "cloud_folder_offline",
      "wechat": [],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 362,
            "io": "Uncategorized"
          },
          "seen": "ShareX#7246"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 57
          },
          "assumed": "errno(2)"
        },
        {
          "signal": {
            "code": 107
          },
          "assumed": "errno(3)"
        }
      ]
    },
    {
      "mishap": "unsupported",
      "name": {
        "zh-CN": "不支持",
        "en": "Not supported"
      },
      "kind": "api_unsupported",
      "wechat": [
        {
          "in": [
            "wechat-android"
          ],
          "signal": {
            "errMsg": "$:fail:jsapi not supported",
            "errno": 100
          },
          "documented": "WeChat for Android, native errno table"
        },
        {
          "signal": {
            "errMsg": "$:fail not supported"
          },
          "assumed": "as WeChat for Android, shortened"
        }
      ],
      "desktop": [
        {
          "in": [
            "windows"
          ],
          "signal": {
            "code": 50,
            "io": "Unsupported"
          },
          "assumed": "winerror.h"
        },
        {
          "in": [
            "macos"
          ],
          "signal": {
            "code": 45,
            "io": "Unsupported"
          },
          "assumed": "errno(2)"
        },
        {
          "signal": {
            "code": 95,
            "io": "Unsupported"
          },
          "documented": "errno(3)"
        }
      ]
    }
  ]
} as const;
