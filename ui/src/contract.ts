// Generated from src-tauri/core/contract by `cargo test -p poster-tests --test drift`. Do not edit.

/** What went wrong. */
export type Kind =
  | 'privacy_not_declared'
  | 'privacy_not_agreed'
  | 'gesture_required'
  | 'domain_not_allowed'
  | 'interrupted'
  | 'concurrency_limit'
  | 'storage_full'
  | 'file_too_large'
  | 'network_tls'
  | 'network_dns'
  | 'network_timeout'
  | 'network_offline'
  | 'server_unreachable'
  | 'user_cancelled'
  | 'permission_denied_by_system'
  | 'permission_denied_by_user'
  | 'auth_expired'
  | 'link_expired'
  | 'rate_limited'
  | 'file_missing'
  | 'file_type_unsupported'
  | 'file_corrupt'
  | 'api_unsupported'
  | 'http_status'
  | 'cloud_folder_offline'
  | 'folder_protected'
  | 'file_in_use'
  | 'name_refused'
  | 'folder_gone'
  | 'folder_read_only'
  | 'invalid_argument'
  | 'unknown';

/** What may put it right. */
export type Recovery =
  | 'grant'
  | 'relocate'
  | 'retry'
  | 'stop';

/** The page, panel or act that leads out. */
export type Remedy =
  | 'none'
  | 'tell_owner'
  | 'agree_privacy'
  | 'tap_again'
  | 'try_again'
  | 'wait'
  | 'ask_again'
  | 'open_setting'
  | 'open_app_authorize_setting'
  | 'update_client'
  | 'free_space'
  | 'sign_in'
  | 'open_privacy_files'
  | 'open_ransomware_protection'
  | 'connect_snap'
  | 'connect_flatpak'
  | 'choose_folder'
  | 'copy_report';

/** Where the flow is. */
export type State =
  | 'ready'
  | 'fetching'
  | 'writing'
  | 'saved'
  | 'blocked'
  | 'settings'
  | 'checking'
  | 'granted'
  | 'still_refused'
  | 'misplaced'
  | 'failed'
  | 'stopped'
  | 'paused';

/** What moves the flow. */
export type Event =
  | 'save'
  | 'cancel'
  | 'open_settings'
  | 'recheck'
  | 'choose_folder'
  | 'retry'
  | 'open_folder'
  | 'dismiss'
  | 'fetched'
  | 'saved'
  | 'failed.grant'
  | 'failed.relocate'
  | 'failed.retry'
  | 'failed.stop'
  | 'cancelled'
  | 'interrupted'
  | 'resumed'
  | 'returned'
  | 'grant.yes'
  | 'grant.no'
  | 'grant.unasked'
  | 'chosen'
  | 'left';

/** What the host does for the flow. */
export type Effect =
  | 'fetch_poster'
  | 'write_poster'
  | 'open_settings'
  | 'probe_grant'
  | 'choose_folder'
  | 'open_folder'
  | 'abandon';

/** Which contract this is: the start of the tables' SHA-256. */
export const contractHash = '3091561b679c';

/** Every kind of failure: `failures.json`. */
export const failures = {
  "version": 1,
  "order": "First matching row wins. Text, status, raw code and observation come first over the whole table; only where they match nothing do errno (phone) and the io kind (desktop) speak, again from the first row on.",
  "remedies": {
    "none": {
      "zh-CN": "",
      "en": "",
      "why": "Nothing to open."
    },
    "tell_owner": {
      "zh-CN": "把信息转告负责人",
      "en": "Tell the owner",
      "why": "The owner of the mini-program or of the poster source has to act."
    },
    "agree_privacy": {
      "zh-CN": "查看隐私保护指引",
      "en": "Read the privacy notice",
      "why": "Show the privacy agreement again."
    },
    "tap_again": {
      "zh-CN": "再点一次",
      "en": "Tap again",
      "why": "A fresh tap."
    },
    "try_again": {
      "zh-CN": "重试",
      "en": "Try again",
      "why": "The same save once more."
    },
    "wait": {
      "zh-CN": "稍后重试",
      "en": "Wait",
      "why": "The same save after the time the server named."
    },
    "ask_again": {
      "zh-CN": "再次授权",
      "en": "Ask again",
      "why": "The same save asks for the permission again."
    },
    "open_setting": {
      "zh-CN": "打开小程序设置",
      "en": "Open the mini-program's settings",
      "why": "wx.openSetting",
      "steps": {
        "*": {
          "zh-CN": [
            "在打开的页面里找到“添加到相册”",
            "打开它",
            "返回小程序"
          ],
          "en": [
            "Find Add to album on the page that opens",
            "Turn it on",
            "Come back to the mini-program"
          ]
        }
      }
    },
    "open_app_authorize_setting": {
      "zh-CN": "打开微信的系统权限",
      "en": "Open WeChat's permissions",
      "why": "wx.openAppAuthorizeSetting, or written steps where it is missing.",
      "steps": {
        "ios": {
          "zh-CN": [
            "打开手机的“设置”",
            "点“微信”",
            "点“照片”，选择“添加照片”或“完全访问”",
            "回到这里"
          ],
          "en": [
            "Open the phone's Settings",
            "Tap WeChat",
            "Tap Photos and choose Add Photos Only or Full Access",
            "Come back here"
          ]
        },
        "android": {
          "zh-CN": [
            "打开手机的“设置”",
            "点“应用”→“微信”→“权限”",
            "把“存储”或“照片和视频”设为允许",
            "回到这里"
          ],
          "en": [
            "Open the phone's Settings",
            "Tap Apps, WeChat, Permissions",
            "Allow Storage or Photos and videos",
            "Come back here"
          ]
        },
        "harmony": {
          "zh-CN": [
            "打开手机的“设置”",
            "点“隐私和安全”→“权限管理”→“微信”",
            "允许“图片和视频”",
            "回到这里"
          ],
          "en": [
            "Open the phone's Settings",
            "Tap Privacy & security, Permission manager, WeChat",
            "Allow Pictures and videos",
            "Come back here"
          ]
        },
        "pc": {
          "zh-CN": [
            "打开电脑的系统设置",
            "找到“隐私”中的“图片”或“文件”",
            "允许微信",
            "回到这里"
          ],
          "en": [
            "Open the computer's settings",
            "Find Pictures or Files under Privacy",
            "Allow WeChat",
            "Come back here"
          ]
        }
      }
    },
    "update_client": {
      "zh-CN": "更新微信",
      "en": "Update WeChat",
      "why": "A newer client."
    },
    "free_space": {
      "zh-CN": "清理空间",
      "en": "Make room",
      "why": "Storage of the phone."
    },
    "sign_in": {
      "zh-CN": "重新登录",
      "en": "Sign in",
      "why": "The source's access token.",
      "steps": {
        "*": {
          "zh-CN": [
            "在打开的面板里填写新的访问令牌",
            "保存后会自动继续"
          ],
          "en": [
            "Enter a new access token in the panel that opens",
            "Saving then continues by itself"
          ]
        }
      }
    },
    "open_privacy_files": {
      "zh-CN": "打开“文件与文件夹”设置",
      "en": "Open Files and Folders",
      "why": "macOS System Settings, Privacy & Security.",
      "steps": {
        "*": {
          "zh-CN": [
            "在“文件与文件夹”里找到海报助手",
            "打开要保存的文件夹的开关",
            "回到这里"
          ],
          "en": [
            "Find Poster Companion under Files and Folders",
            "Turn on the folder you save to",
            "Come back here"
          ]
        }
      }
    },
    "open_ransomware_protection": {
      "zh-CN": "打开 Windows 安全中心",
      "en": "Open Windows Security",
      "why": "Controlled folder access.",
      "steps": {
        "*": {
          "zh-CN": [
            "打开“勒索软件防护”",
            "点“允许应用通过受控文件夹访问”",
            "添加海报助手",
            "回到这里"
          ],
          "en": [
            "Open Ransomware protection",
            "Choose Allow an app through Controlled folder access",
            "Add Poster Companion",
            "Come back here"
          ]
        }
      }
    },
    "connect_snap": {
      "zh-CN": "连接 snap 权限",
      "en": "Connect the snap permission",
      "why": "snap connect.",
      "steps": {
        "*": {
          "zh-CN": [
            "打开终端",
            "运行 snap connect poster-companion:removable-media",
            "回到这里"
          ],
          "en": [
            "Open a terminal",
            "Run snap connect poster-companion:removable-media",
            "Come back here"
          ]
        }
      }
    },
    "connect_flatpak": {
      "zh-CN": "打开 Flatpak 权限",
      "en": "Open the Flatpak permission",
      "why": "flatpak override, or Flatseal.",
      "steps": {
        "*": {
          "zh-CN": [
            "打开 Flatseal，选择海报助手",
            "允许访问要保存的文件夹",
            "回到这里"
          ],
          "en": [
            "Open Flatseal and choose Poster Companion",
            "Allow the folder you save to",
            "Come back here"
          ]
        }
      }
    },
    "choose_folder": {
      "zh-CN": "换个文件夹",
      "en": "Choose another folder",
      "why": "The system's folder dialog."
    },
    "copy_report": {
      "zh-CN": "复制报告",
      "en": "Copy the report",
      "why": "The raw signal, for whoever adds the row."
    }
  },
  "rows": [
    {
      "kind": "privacy_not_declared",
      "name": {
        "zh-CN": "没有声明隐私用途",
        "en": "Privacy not declared"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "小程序的负责人没有在隐私保护指引里声明相册。用户什么也改不了，所以不带任何人去设置页；审核通过要 30 到 60 分钟才生效。",
        "en": "The owner has not declared the album in the mini-program's privacy agreement. The user can change nothing, so nobody is sent to a settings page; the approval takes 30 to 60 minutes to arrive."
      },
      "remedy": {
        "desktop": "none",
        "wechat": "tell_owner"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "这个小程序还没有声明相册用途，暂时不能保存到相册。请把下面的信息转告小程序的负责人。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "This mini-program has not declared its use of the album yet, so it cannot save. Please pass the details on to its owner.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "(not|un|n.t) ?declared",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "text": "announce your privacy|please go to mp open",
            "evidence": "seen",
            "source": "forum"
          },
          {
            "text": "require permission desc",
            "evidence": "assumed",
            "source": "forum"
          },
          {
            "text": "隐私.{0,12}(未|没有|尚未)声明|(未|没有|尚未)在?.{0,12}隐私.{0,8}声明",
            "evidence": "assumed"
          },
          {
            "errno": [
              112,
              101100
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": []
      },
      "desktop_na": {
        "zh-CN": "没有哪个桌面系统要求程序的负责人声明隐私用途。",
        "en": "No desktop system asks the owner of a program for a privacy declaration."
      }
    },
    {
      "kind": "privacy_not_agreed",
      "name": {
        "zh-CN": "没有同意隐私保护指引",
        "en": "Privacy not agreed to"
      },
      "recovery": "grant",
      "why": {
        "zh-CN": "用户还没有同意小程序的隐私保护指引。开关就是“同意”：再展示一次，同意之后同样的保存就能成功。微信员工的说法：以文字为准，不要以 104 为准。",
        "en": "The user has not agreed to the mini-program's privacy agreement. Agreeing is the switch: the agreement is shown again, and agreed to, the same save works. Staff of WeChat: key on the text, not on 104."
      },
      "remedy": {
        "desktop": "none",
        "wechat": "agree_privacy"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "需要您同意隐私保护指引，才能保存到相册。",
          "actions": {
            "open_settings": "查看并同意",
            "dismiss": "暂不"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Please agree to the privacy notice, then the poster can be saved to your album.",
          "actions": {
            "open_settings": "Read and agree",
            "dismiss": "Not now"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "privacy",
            "evidence": "seen",
            "source": "forum"
          },
          {
            "text": "隐私",
            "evidence": "assumed"
          }
        ],
        "desktop": []
      },
      "desktop_na": {
        "zh-CN": "桌面应用在用户和保存之间没有隐私保护指引。",
        "en": "The desktop app has no privacy agreement between the user and the save."
      }
    },
    {
      "kind": "gesture_required",
      "name": {
        "zh-CN": "需要一次点击",
        "en": "A tap is needed"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "微信只允许由点击打开设置页；点击和 openSetting 之间夹了别的调用。再点一次即可。",
        "en": "WeChat opens its settings only from a tap; some other call came between the tap and openSetting. A new tap works."
      },
      "remedy": {
        "desktop": "none",
        "wechat": "tap_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "请再点一次按钮，微信只在点击时打开设置。",
          "actions": {
            "retry": "再试一次",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Please tap once more: WeChat opens its settings only from a tap.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "\\bgesture\\b|only be invoked by user",
            "evidence": "seen",
            "source": "forum"
          },
          {
            "text": "用户.{0,6}(手势|点击).{0,6}(触发|调用)",
            "evidence": "assumed"
          }
        ],
        "desktop": []
      },
      "desktop_na": {
        "zh-CN": "桌面程序随时可以打开设置页。",
        "en": "A desktop program may open a settings page at any time."
      }
    },
    {
      "kind": "domain_not_allowed",
      "name": {
        "zh-CN": "域名不在名单里",
        "en": "Domain not allowed"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "地址不在负责人配置的名单里（手机），或者是不该访问的地址（桌面：不是 https、内网地址、跳到别处）。这是开发者的配置，绝不带用户去设置页。",
        "en": "The address is not on the owner's list (phone), or is one that must not be followed (desktop: not https, a private address, a redirect elsewhere). A developer's setting: never the user's settings page."
      },
      "remedy": {
        "desktop": "tell_owner",
        "wechat": "tell_owner"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "图片所在的网址还没有被允许下载。请把下面的信息转告负责人。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The poster's address is not allowed for downloads yet. Please pass the details on to the owner.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "not in (the )?(domain|legal|valid|white)|domain ?list|(domain|host) (is )?not (allowed|permitted|trusted)|域名.{0,12}(不在|未|非法|不合法|列表)|不在.{0,16}域名",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "text": "(不支持|仅支持|必须).{0,8}https",
            "evidence": "assumed"
          },
          {
            "errno": [
              600002
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "net": [
              "blocked"
            ],
            "evidence": "documented",
            "source": "guard"
          }
        ]
      }
    },
    {
      "kind": "interrupted",
      "name": {
        "zh-CN": "被系统打断",
        "en": "Interrupted"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "程序切到后台（微信是 5 秒），系统中断了工作。不是网络故障；虽然文字里写着“no permission”，也不是被拒绝：回到前台就接着做。",
        "en": "The system stopped the work because the program went to the background (5 seconds on WeChat). Not a network failure and, though the text says 'no permission', not a refusal: go on when back in front."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "保存被打断了，重新开始就好。",
          "actions": {
            "retry": "继续保存",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Saving was interrupted. Just start again.",
          "actions": {
            "retry": "Go on saving",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "\\binterrupt|jsapi has no permission|suspend|running ?state",
            "event": "interrupted",
            "evidence": "seen",
            "source": "staff, forum"
          },
          {
            "text": "(in|to|into|enter) (the )?background",
            "event": "interrupted",
            "evidence": "assumed"
          },
          {
            "errno": [
              102
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "event": "interrupted",
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "io": [
              "Interrupted"
            ],
            "evidence": "assumed",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "concurrency_limit",
      "name": {
        "zh-CN": "同时下载太多",
        "en": "Too many at once"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "同时下载或打开的文件太多；一个一个来就行。",
        "en": "Too many downloads or open files at once; one after another works."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "同时进行的任务太多了，请稍等一下再试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Too much is going on at once. Please try again in a moment.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "max(imum)? concurren|concurren\\w*.{0,20}(limit|exce)|(exce|max).{0,24}(concurren|connections?|tasks?)\\b|frequency limit|too many|频繁|并发",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "errno": [
              600007,
              1302002
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          },
          {
            "errno": [
              1003
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "os": [
              "linux",
              "macos"
            ],
            "code": [
              23,
              24
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              4,
              10024
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          }
        ]
      }
    },
    {
      "kind": "storage_full",
      "name": {
        "zh-CN": "空间不足",
        "en": "No space left"
      },
      "recovery": "relocate",
      "why": {
        "zh-CN": "这里没有空间了。1300202 既可能是没有空间，也可能是单个文件超限，以文字为准。换一个磁盘就有空间；手机上由用户清理后再试。",
        "en": "No room at this place. 1300202 means this or a single file over the limit; the text decides. Another disk has room; on a phone the user makes room and tries again."
      },
      "remedy": {
        "desktop": "choose_folder",
        "wechat": "free_space"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "手机存储空间不足，请清理出一些空间后再试。",
          "actions": {
            "retry": "已清理，重试",
            "dismiss": "取消"
          },
          "desktop": {
            "body": "{folder}所在的磁盘空间不足：需要{need}，剩余{free}。请换个文件夹，或清理后重试。",
            "actions": {
              "choose_folder": "换个文件夹",
              "retry": "已清理，重试"
            }
          }
        },
        "en": {
          "title": "Notice",
          "body": "Your phone is out of space. Make some room, then try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          },
          "desktop": {
            "body": "The disk that holds {folder} is full: {need} needed, {free} free. Choose another folder, or free up space and try again.",
            "actions": {
              "choose_folder": "Choose another folder",
              "retry": "Try again"
            }
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "(disk|storage|space|quota|saved file).{0,32}(full|not enough|insufficient|exceed|limit)|(exceed|max).{0,24}(storage|quota)|no space left|(not enough|insufficient).{0,12}(space|storage|disk)|out of (space|storage)|(磁盘|存储|空间|内存).{0,8}(不足|不够|已满)|超出最大存储量",
            "evidence": "documented",
            "source": "api-typings"
          },
          {
            "text": "save file (fail|error)|create temp file fail|getparentfile failed|move file failed",
            "evidence": "assumed",
            "source": "forum"
          },
          {
            "errno": [
              1300202,
              1103004,
              603300
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "os": [
              "linux"
            ],
            "code": [
              28,
              122
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              28,
              69
            ],
            "evidence": "documented",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              39,
              112
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              1295
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "io": [
              "StorageFull",
              "QuotaExceeded"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "file_too_large",
      "name": {
        "zh-CN": "图片太大",
        "en": "Picture too large"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "图片比这一端能接受的还大（手机：单次下载 200 MB；桌面：应用自己的 100 MB 上限，或者文件系统的上限）。",
        "en": "The picture is larger than the surface can take (phone: 200 MB a download; desktop: the app's own limit of 100 MB, or the file system's)."
      },
      "remedy": {
        "desktop": "tell_owner",
        "wechat": "tell_owner"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "这张海报的文件太大，无法保存。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "This poster's file is too large to save.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "(exce|over).{0,24}(file )?size|size (limit|exce)|too (large|big)|max(imum)? (file )?size|(文件|大小).{0,8}(过大|太大|超|限制)|超过.{0,8}大小",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "errno": [
              603301
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "content": [
              "too_large"
            ],
            "evidence": "documented",
            "source": "fetch"
          },
          {
            "os": [
              "linux",
              "macos"
            ],
            "code": [
              27
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              223
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "io": [
              "FileTooLarge"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "network_tls",
      "name": {
        "zh-CN": "证书不被接受",
        "en": "Certificate not accepted"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "无法建立安全连接：证书、时钟，或者中间有什么东西。绝不自动重试。只有“ssl”一个词不够：连接断开时也会这么说。",
        "en": "The secure connection could not be made: certificate, clock, or something in between. Never retried by itself. The word 'ssl' alone is not enough: a dropped connection says it too."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "无法与服务器建立安全连接。请检查时间和网络（例如是否需要先登录 Wi-Fi），再试一次。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "No secure connection to the server. Check the clock and the network (a Wi-Fi sign-in page?), then try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "hand ?shak|certificat|\\bcert\\b|err (cert|ssl|insecure)|self ?signed|\\btls\\b|证书|安全连接",
            "evidence": "seen",
            "source": "docs, blog"
          }
        ],
        "desktop": [
          {
            "net": [
              "tls"
            ],
            "evidence": "documented",
            "source": "rustls"
          }
        ]
      }
    },
    {
      "kind": "network_dns",
      "name": {
        "zh-CN": "找不到域名",
        "en": "Name not found"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "找不到服务器的域名。",
        "en": "The server's name could not be resolved."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "找不到服务器，请检查网络后重试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The server could not be found. Check the network, then try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "unknow\\w* ?host|name not resolved|name resolution|enotfound|getaddrinfo|eai again|\\bdns\\b|(resolv|lookup).{0,20}host|host.{0,16}(not found|unresolved|unreachable name)|host ?name could not be found|找到.{0,8}主机名|域名解析|解析.{0,4}(域名|主机)",
            "evidence": "seen",
            "source": "issue"
          }
        ],
        "desktop": [
          {
            "net": [
              "dns"
            ],
            "evidence": "documented",
            "source": "resolver"
          }
        ]
      }
    },
    {
      "kind": "network_timeout",
      "name": {
        "zh-CN": "网络超时",
        "en": "Timed out"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "应答太慢。",
        "en": "The answer took too long."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "网络太慢，这次没有等到图片。请重试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The network is too slow: the poster did not arrive in time. Please try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "time ?d? ?-?out|etimedout|超时",
            "evidence": "seen",
            "source": "forum"
          },
          {
            "errno": [
              5
            ],
            "platform": [
              "uni-app-x"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "net": [
              "timeout"
            ],
            "evidence": "documented",
            "source": "client"
          },
          {
            "status": [
              408
            ],
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              110
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              60
            ],
            "evidence": "assumed",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              10060,
              121
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "io": [
              "TimedOut"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "network_offline",
      "name": {
        "zh-CN": "没有网络",
        "en": "Offline"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "这台设备没有网络。",
        "en": "This device has no network."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "网络连接不上，请检查网络后重试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "No network connection. Check the network, then try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "err (internet disconnected|network changed|network access denied|address unreachable|network io suspended)|enet(unreach|down)|network (is )?(error|unreachable|down|disconnect\\w*|unavailable|not available)|no (network|internet)|(network|internet|device) .{0,12}(offline|disconnected)|fail:? ?offline|(appears|seems) to be offline|connect error|断开.{0,6}(互联网|网络)|(网络|断网).{0,6}(异常|错误|不可用|断开|未连接|不给力|失败)|无网络|没有网络",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "errno": [
              600000
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          },
          {
            "errno": [
              600003
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "net": [
              "offline"
            ],
            "evidence": "documented",
            "source": "resolver, errno"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              100,
              101
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              50,
              51
            ],
            "evidence": "assumed",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              10050,
              10051
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "io": [
              "NetworkDown",
              "NetworkUnreachable"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "server_unreachable",
      "name": {
        "zh-CN": "服务器无人应答",
        "en": "Server unreachable"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "网络是通的，但服务器或途中的代理不接受连接，或者断开了连接。办法是“稍后再试”，不是“检查网络”。",
        "en": "There is a network, but the server or a proxy on the way does not take the connection or drops it. The way out is 'later', not 'check your network'."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "服务器暂时连不上，请稍后再试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The server cannot be reached right now. Please try again later.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "err (connection|proxy|tunnel|empty response|address invalid|http2|quic|spdy)|econn|epipe|ehostunreach|socket hang up|connection (was )?(refused|reset|closed|aborted?|lost)|connection abort|connect(ion)? fail|failed to connect|proxy|服务器.{0,6}(繁忙|无响应|连接|拒绝)",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "text": "\\bnet?::|failed to load resource",
            "evidence": "assumed",
            "source": "docs"
          }
        ],
        "desktop": [
          {
            "net": [
              "refused",
              "reset",
              "setup"
            ],
            "evidence": "documented",
            "source": "client"
          },
          {
            "status": [
              502,
              503,
              504
            ],
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              103,
              104,
              111,
              113
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              53,
              54,
              61,
              65
            ],
            "evidence": "assumed",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              1225,
              10053,
              10054,
              10061,
              10065
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "io": [
              "ConnectionRefused",
              "ConnectionReset",
              "ConnectionAborted",
              "HostUnreachable",
              "NotConnected",
              "BrokenPipe"
            ],
            "stage": [
              "list",
              "fetch"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "user_cancelled",
      "name": {
        "zh-CN": "用户取消",
        "en": "Cancelled by the user"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "用户关掉了对话框，或者停止了保存。不出声：不报错，按钮还在。关掉授权弹窗（“auth canceled”）也不算拒绝：告诉用户没有保存，可以再问一次；绝不去设置页。",
        "en": "The user closed a dialog or stopped the work. Silent: no error, the button stays. A dismissed permission prompt ('auth canceled') is no refusal either: the user is told that nothing was saved and may be asked again; never the settings page."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "ask_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "还没有保存：授权窗口被关闭了。再点一次，在弹窗里选择“允许”即可。",
          "actions": {
            "retry": "再试一次",
            "dismiss": "暂不"
          },
          "desktop": {
            "body": "已取消，没有保存。",
            "actions": {
              "retry": "重试"
            }
          }
        },
        "en": {
          "title": "Notice",
          "body": "Nothing was saved: the permission prompt was closed. Try again and choose Allow.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Not now"
          },
          "desktop": {
            "body": "Cancelled; nothing was saved.",
            "actions": {
              "retry": "Try again"
            }
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "auth\\w*(:? ?fail)?:? ?cancel|cancel\\w*( the)? auth|授权.{0,4}取消|取消.{0,2}授权",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "text": "\\bauth\\w* ?:?(fail)?:? ?(deny|denied|denies|refuse|reject)|\\bdenied\\b|\\bdeny\\b|unauthori[sz]e|no response",
            "not": "system",
            "scope": [
              "unasked"
            ],
            "evidence": "documented",
            "source": "docs: undefined is never asked"
          },
          {
            "text": "cancel|force stop|取消",
            "event": "cancelled",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "text": "fail:? ?abort(ed)?\\.?$|\\babort(ed)? by user",
            "event": "cancelled",
            "evidence": "seen",
            "source": "code"
          },
          {
            "errno": [
              104
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "io": [
              "Cancelled"
            ],
            "event": "cancelled",
            "evidence": "documented",
            "source": "the cancel button"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              995,
              1223
            ],
            "event": "cancelled",
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              125
            ],
            "event": "cancelled",
            "evidence": "assumed",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              89
            ],
            "event": "cancelled",
            "evidence": "assumed",
            "source": "errno(2)"
          }
        ]
      }
    },
    {
      "kind": "permission_denied_by_system",
      "name": {
        "zh-CN": "系统没有允许",
        "en": "Denied by the system"
      },
      "recovery": "grant",
      "why": {
        "zh-CN": "系统对整个程序的开关是关的（手机：微信的相册权限；macOS：文件与文件夹；Linux：snap 或 flatpak 的权限）。wx.openSetting 解决不了。排在用户拒绝之前：“system auth deny”里含有“auth deny”。",
        "en": "The system's switch for the whole program is off (phone: album for WeChat; macOS: Files and Folders; Linux: the snap or flatpak permission). wx.openSetting cannot fix it. Comes before the user's refusal: 'system auth deny' contains 'auth deny'."
      },
      "remedy": {
        "desktop": "open_privacy_files",
        "wechat": "open_app_authorize_setting"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "手机系统没有允许微信使用相册。请在系统设置里打开微信的“照片/相册”权限，再回来保存。",
          "actions": {
            "open_settings": "去系统设置",
            "dismiss": "取消"
          },
          "desktop": {
            "body": "系统没有允许{app}使用{folder}。请在系统设置里打开权限，或者换个文件夹。",
            "actions": {
              "open_settings": "打开系统设置",
              "choose_folder": "换个文件夹"
            }
          }
        },
        "en": {
          "title": "Notice",
          "body": "The phone does not let WeChat use the album. Turn on Photos for WeChat in the system settings, then come back.",
          "actions": {
            "open_settings": "Open system settings",
            "dismiss": "Cancel"
          },
          "desktop": {
            "body": "The system does not let {app} use {folder}. Turn it on in the system settings, or choose another folder.",
            "actions": {
              "open_settings": "Open system settings",
              "choose_folder": "Choose another folder"
            }
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "system.{0,24}(den[iy]|refus|reject|forbid|disallow|not (allow|authori|grant))|(os|phone|device)( album)? permission|系统.{0,6}(权限|拒绝|禁止|未授权|不允许)|没有开启相册权限|相册权限.{0,6}(未|没有|关闭)|<system permission",
            "not": "privacy",
            "evidence": "seen",
            "source": "docs, forum"
          },
          {
            "text": "den(y|ied)|unauthori|no response|no permission|fail\\.?$",
            "scope": [
              "granted"
            ],
            "evidence": "documented",
            "source": "docs: getSetting true, yet refused"
          },
          {
            "text": "den(y|ied)|unauthori|no response|no permission|fail\\.?$",
            "album": [
              "denied"
            ],
            "evidence": "documented",
            "source": "docs: albumAuthorized"
          },
          {
            "text": "(permission|access) (is )?denied|no( album| photo)? permission|not permitted by",
            "not": "user|\\bauth|scope|, ?open|writefile|readfile|%s|save ?file|operation",
            "evidence": "assumed",
            "source": "forum"
          },
          {
            "errno": [
              3
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "os": [
              "macos"
            ],
            "code": [
              1
            ],
            "without": [
              "locked"
            ],
            "evidence": "seen",
            "source": "agterm#468"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              1,
              13
            ],
            "hints": [
              "snap"
            ],
            "remedy": "connect_snap",
            "evidence": "seen",
            "source": "magic-wormhole#364"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              1,
              13
            ],
            "hints": [
              "flatpak"
            ],
            "remedy": "connect_flatpak",
            "evidence": "assumed",
            "source": "flatpak docs"
          },
          {
            "io": [
              "PermissionDenied"
            ],
            "os": [
              "macos"
            ],
            "hints": [
              "guarded_folder"
            ],
            "evidence": "assumed",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "permission_denied_by_user",
      "name": {
        "zh-CN": "用户拒绝了权限",
        "en": "Denied by the user"
      },
      "recovery": "grant",
      "why": {
        "zh-CN": "用户曾经拒绝过。微信不会再问，只有设置页能解决。“denied”里不含“deny”：这是公开代码里最常见的错误。",
        "en": "The user once said no. WeChat never asks again; only the settings page helps. 'denied' does not contain 'deny': the commonest bug in public code."
      },
      "remedy": {
        "desktop": "none",
        "wechat": "open_setting"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "需要您授权保存相册",
          "actions": {
            "open_settings": "去授权",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Please allow saving to your album.",
          "actions": {
            "open_settings": "Open settings",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "\\bauth\\w*[ :.]{0,3}((fail|error)[ :.]{0,3})*(deny|den(ied|ies)|refus|reject|forbid|no response)|auth(deny|denied)",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "text": "unauthori[sz]|(not|un) ?authori[sz]ed|\\b(deny|denied|denies)\\b|refused by (the )?user|(user|scope).{0,16}(refus|reject|disallow|not allow)|(用户|被).{0,6}(拒绝|不允许|未授权|未允许)|不允许授权|拒绝授权|未授权|没有授权",
            "not": "(permission|access) (is )?denied, ?open|%s|writefile|readfile|permission denied|access denied",
            "evidence": "seen",
            "source": "forum"
          },
          {
            "text": "(user|auth\\w*|scope).{0,24}(permission|access) (is )?denied|(permission|access) (is )?denied by (the )?user",
            "evidence": "assumed"
          },
          {
            "text": "fail\\.?$",
            "scope": [
              "refused"
            ],
            "evidence": "documented",
            "source": "docs: getSetting false"
          },
          {
            "text": "no permission|permission denied|access denied",
            "scope": [
              "refused"
            ],
            "evidence": "assumed",
            "source": "docs: getSetting false"
          },
          {
            "errno": [
              103
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": []
      },
      "desktop_na": {
        "zh-CN": "桌面程序没有一个用户可以拒绝的自有权限；拒绝的是系统（permission_denied_by_system）。",
        "en": "A desktop program asks for no permission of its own that a user could refuse; what refuses is the system (permission_denied_by_system)."
      }
    },
    {
      "kind": "auth_expired",
      "name": {
        "zh-CN": "登录已过期",
        "en": "Sign-in expired"
      },
      "recovery": "grant",
      "why": {
        "zh-CN": "401：没有登录，或者登录已过期。开关就是重新登录，之后同样的保存就能成功。",
        "en": "401: the sign-in is missing or over. Signing in again is the switch; after it the same save works."
      },
      "remedy": {
        "desktop": "sign_in",
        "wechat": "sign_in"
      },
      "not_offered": [
        "choose_folder"
      ],
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "登录已过期，请重新登录后继续保存。",
          "actions": {
            "open_settings": "重新登录",
            "dismiss": "取消"
          },
          "desktop": {
            "body": "访问令牌已失效，请重新填写后继续。",
            "actions": {
              "open_settings": "填写令牌"
            }
          }
        },
        "en": {
          "title": "Notice",
          "body": "Your sign-in has expired. Sign in again, then the poster can be saved.",
          "actions": {
            "open_settings": "Sign in",
            "dismiss": "Cancel"
          },
          "desktop": {
            "body": "The access token is no longer accepted. Enter a new one to continue.",
            "actions": {
              "open_settings": "Enter token"
            }
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "statusCode": [
              401
            ],
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "text": "status ?code:? ?401",
            "evidence": "assumed"
          }
        ],
        "desktop": [
          {
            "status": [
              401
            ],
            "evidence": "documented",
            "source": "RFC 9110"
          }
        ]
      }
    },
    {
      "kind": "link_expired",
      "name": {
        "zh-CN": "图片链接已过期",
        "en": "Link expired"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "图片的签名链接已失效（403）。再试一次会取一个新链接。",
        "en": "The picture's signed link is over (403). A fresh link is fetched with the next try."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "图片链接已过期，重试时会自动换新的链接。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The picture's link has expired. Trying again fetches a fresh one.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "statusCode": [
              403
            ],
            "evidence": "documented",
            "source": "COS and OSS documents"
          },
          {
            "text": "status ?code:? ?403",
            "evidence": "assumed"
          },
          {
            "text": "(link|url|signature|token).{0,12}expired",
            "evidence": "assumed"
          }
        ],
        "desktop": [
          {
            "status": [
              403
            ],
            "stage": [
              "fetch"
            ],
            "evidence": "documented",
            "source": "COS and OSS documents"
          }
        ]
      }
    },
    {
      "kind": "rate_limited",
      "name": {
        "zh-CN": "服务器要求稍候",
        "en": "Too many requests"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "服务器要求稍等。它说多久就等多久，在那之前绝不自动再试。",
        "en": "The server asks for a pause. The time it names is kept; nothing is tried earlier by itself."
      },
      "remedy": {
        "desktop": "wait",
        "wechat": "wait"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "请求太频繁，请{wait}再试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The server asks for a pause. Please try again {wait}.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "statusCode": [
              429
            ],
            "evidence": "documented",
            "source": "RFC 6585"
          },
          {
            "text": "status ?code:? ?429",
            "evidence": "assumed"
          }
        ],
        "desktop": [
          {
            "status": [
              429
            ],
            "evidence": "documented",
            "source": "RFC 6585"
          }
        ]
      }
    },
    {
      "kind": "file_missing",
      "name": {
        "zh-CN": "海报已不存在",
        "en": "Poster missing"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "海报已经不在了：服务器上没有了（404、410），或者手机上的临时文件没有了。",
        "en": "The poster is no longer there: gone from the server (404, 410), or its temporary file is gone from the phone."
      },
      "remedy": {
        "desktop": "none",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "这张海报已经不在了，请刷新列表。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "This poster is no longer there. Please refresh the list.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "statusCode": [
              404,
              410
            ],
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "text": "status ?code:? ?(404|410)",
            "evidence": "assumed"
          },
          {
            "text": "no such file|(file|path)\\w*( data)?[ :]{0,2}(is |does |do |was )?(not|no) ?(exist|found)|file ?not ?(exist|found)|enoent|get file data fail|file data is empty|文件.{0,6}(不存在|找不到|丢失)",
            "evidence": "seen",
            "source": "forum"
          },
          {
            "text": "empty response",
            "evidence": "assumed",
            "source": "sim"
          },
          {
            "errno": [
              1300002,
              1103002,
              603302
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "status": [
              404,
              410
            ],
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "os": [
              "linux",
              "macos"
            ],
            "code": [
              2
            ],
            "stage": [
              "verify"
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              2,
              3
            ],
            "stage": [
              "verify"
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          }
        ]
      }
    },
    {
      "kind": "file_type_unsupported",
      "name": {
        "zh-CN": "收到的不是图片",
        "en": "Not a picture"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "收到的不是能保存的图片：网页、消息或程序。Android 按扩展名判断类型，所以先按文件头改好扩展名，再下结论。",
        "en": "What came is not a picture that can be saved: a web page, a message, a program. On Android the type is looked up by the file's extension, so the file is renamed by its signature before anything is said."
      },
      "remedy": {
        "desktop": "tell_owner",
        "wechat": "tell_owner"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "收到的不是能保存的图片，没有保存。可能需要先登录 Wi-Fi，或请负责人检查这张海报。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "What arrived is not a picture that can be saved, so nothing was kept. A Wi-Fi sign-in page? Otherwise ask the owner to check this poster.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "invalid (file|image) ?(type|format)|(unsupported|can't support|not support\\w*).{0,16}(file|image|video|format|type)|(file|image|video) ?(type|format).{0,16}(error|invalid|not|un)|open as file ?type|fail:? ?invalid (file|image)\\.?$|not an? image|failed to load image|image file size zero|(文件|图片).{0,6}(格式|类型).{0,6}(错误|不支持|不正确|无效)",
            "evidence": "seen",
            "source": "docs, forum"
          },
          {
            "errno": [
              1300301
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          },
          {
            "errno": [
              1103007
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "content": [
              "not_picture"
            ],
            "evidence": "documented",
            "source": "signature check"
          }
        ]
      }
    },
    {
      "kind": "file_corrupt",
      "name": {
        "zh-CN": "图片不完整",
        "en": "Picture damaged"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "图片不完整、损坏，或者不是事先说好的那一张。半张图绝不会用海报的名字留下来。",
        "en": "The picture is cut or damaged, or is not the one that was announced. Nothing half is ever kept under the poster's name."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "图片没有完整下载下来，没有保存。请重试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The picture arrived incomplete, so nothing was saved. Please try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "corrupt|truncated|incomplete|(文件|图片).{0,6}(损坏|不完整)",
            "evidence": "assumed"
          },
          {
            "text": "empty file|downloaded 0 bytes",
            "evidence": "assumed",
            "source": "flow/effects.js"
          }
        ],
        "desktop": [
          {
            "content": [
              "empty",
              "damaged",
              "mismatch"
            ],
            "evidence": "documented",
            "source": "end markers, length, hash"
          },
          {
            "net": [
              "incomplete"
            ],
            "evidence": "documented",
            "source": "client"
          },
          {
            "io": [
              "UnexpectedEof"
            ],
            "evidence": "documented",
            "source": "std"
          },
          {
            "io": [
              "InvalidData"
            ],
            "evidence": "assumed",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "api_unsupported",
      "name": {
        "zh-CN": "功能不支持",
        "en": "Not supported"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "客户端或系统没有这个功能：旧版微信、没有设置页的企业微信、浏览器里的预览。",
        "en": "This client or system has no such function: an old WeChat, WeCom's missing settings page, a preview in the browser."
      },
      "remedy": {
        "desktop": "none",
        "wechat": "update_client"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "当前版本不支持这个功能，请更新微信后再试，或长按图片保存。",
          "actions": {
            "dismiss": "知道了"
          },
          "desktop": {
            "body": "这台电脑的系统不支持这个操作。"
          }
        },
        "en": {
          "title": "Notice",
          "body": "This version does not support it. Update WeChat, or long-press the picture to save it.",
          "actions": {
            "dismiss": "OK"
          },
          "desktop": {
            "body": "This computer's system does not support this."
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "not (yet )?(be )?(support|implement)|un(support|implement)|no ?-?bridge|is not a function|settings? page not found|not available|not configured|(请|需要)?(更新|升级).{0,6}(微信|版本)|不支持",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "errno": [
              100,
              102101
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "os": [
              "linux"
            ],
            "code": [
              38,
              95
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              45,
              78,
              102
            ],
            "evidence": "assumed",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              50,
              120
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "io": [
              "Unsupported"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "http_status",
      "name": {
        "zh-CN": "服务器自己出错",
        "en": "Server error"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "服务器应答了，但给的不是图片。状态码写进报告。",
        "en": "The server answered, but not with the picture. The number goes into the report."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "try_again"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "服务器返回了{status}，请稍后再试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The server answered with {status}. Please try again later.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "statusCode": "not_ok",
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "text": "status ?code:? ?[345]\\d\\d|http (error|status)|max redirect|server error|download failed",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "errno": [
              600008
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "assumed",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "status": "not_ok",
            "evidence": "documented",
            "source": "RFC 9110"
          },
          {
            "net": [
              "bad_response",
              "redirect_loop"
            ],
            "evidence": "documented",
            "source": "client"
          }
        ]
      }
    },
    {
      "kind": "cloud_folder_offline",
      "name": {
        "zh-CN": "云端文件夹不在线",
        "en": "Cloud folder offline"
      },
      "recovery": "relocate",
      "why": {
        "zh-CN": "这个文件夹属于云盘或网络共享，现在没有连上。换成本机的文件夹就行。",
        "en": "The folder belongs to a cloud drive or a network share that is not connected now. A local folder works."
      },
      "remedy": {
        "desktop": "choose_folder",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "{folder}在网盘或网络共享上，现在连不上。请先连接它，或换一个本地文件夹。",
          "actions": {
            "choose_folder": "换个文件夹",
            "retry": "已连接，重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "{folder} is on a cloud drive or network share that cannot be reached right now. Connect it, or choose a local folder.",
          "actions": {
            "choose_folder": "Choose another folder",
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": [
          {
            "os": [
              "windows"
            ],
            "code": [
              362
            ],
            "evidence": "seen",
            "source": "ShareX#7246"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              53,
              67
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              59,
              64,
              1231
            ],
            "evidence": "assumed",
            "source": "winerror.h"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              358,
              389,
              395,
              397,
              404
            ],
            "evidence": "assumed",
            "source": "winerror.h: the cloud file codes"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              107,
              112,
              116
            ],
            "evidence": "assumed",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              57,
              64,
              70
            ],
            "evidence": "assumed",
            "source": "errno(2)"
          },
          {
            "io": [
              "StaleNetworkFileHandle"
            ],
            "evidence": "assumed",
            "source": "std"
          }
        ]
      },
      "wechat_na": {
        "zh-CN": "手机相册总在本机。",
        "en": "A phone's album is always local."
      }
    },
    {
      "kind": "folder_protected",
      "name": {
        "zh-CN": "文件夹受系统保护",
        "en": "Folder protected"
      },
      "recovery": "grant",
      "why": {
        "zh-CN": "写入可能被系统的防护拦住了：Windows 的“受控文件夹访问”会对明明存在的文件夹里的新文件回答“找不到文件”（2）。这是推断，所以文案说“可能”。",
        "en": "A guard of the system may have blocked the write: Windows Controlled Folder Access answers 'file not found' (2) for a new file in a folder that is there. Inferred, so the copy says 'may'."
      },
      "remedy": {
        "desktop": "open_ransomware_protection",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "Windows 的“受控文件夹访问”可能拦住了{app}。请在安全中心里允许它，或换个文件夹（推荐“下载”）。",
          "actions": {
            "open_settings": "打开安全中心",
            "choose_folder": "换个文件夹",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Windows Controlled folder access may have blocked {app}. Allow it in Windows Security, or choose another folder (Downloads works).",
          "actions": {
            "open_settings": "Open Windows Security",
            "choose_folder": "Choose another folder",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": [
          {
            "os": [
              "windows"
            ],
            "code": [
              2
            ],
            "hints": [
              "guarded_folder",
              "parent_exists"
            ],
            "evidence": "seen",
            "source": "winforms#7228"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              5,
              6
            ],
            "hints": [
              "guarded_folder"
            ],
            "evidence": "assumed",
            "source": "claude-code#53761"
          },
          {
            "io": [
              "PermissionDenied"
            ],
            "os": [
              "windows"
            ],
            "hints": [
              "guarded_folder"
            ],
            "evidence": "assumed",
            "source": "std"
          }
        ]
      },
      "wechat_na": {
        "zh-CN": "手机在应用和相册之间没有这样的防护。",
        "en": "Phones have no such guard between an app and the album."
      }
    },
    {
      "kind": "file_in_use",
      "name": {
        "zh-CN": "文件被占用",
        "en": "File in use"
      },
      "recovery": "retry",
      "why": {
        "zh-CN": "别的程序占着这个文件：杀毒软件、同步工具、看图软件。过一会儿或者关掉它就会放开。",
        "en": "Another program holds the file: an antivirus, a sync client, a viewer. It lets go in a moment, or when closed."
      },
      "remedy": {
        "desktop": "try_again",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "{file}正被其他程序使用。请关闭后重试。",
          "actions": {
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "{file} is being used by another program. Close it, then try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": [
          {
            "os": [
              "windows"
            ],
            "code": [
              32,
              33
            ],
            "evidence": "seen",
            "source": "rattler PR#2453"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              16,
              26
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              16,
              26
            ],
            "evidence": "assumed",
            "source": "errno(2)"
          },
          {
            "io": [
              "ResourceBusy",
              "ExecutableFileBusy"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      },
      "wechat_na": {
        "zh-CN": "相册从不报告文件被占用。",
        "en": "The album never reports a file in use."
      }
    },
    {
      "kind": "name_refused",
      "name": {
        "zh-CN": "文件名不被接受",
        "en": "Name refused"
      },
      "recovery": "relocate",
      "why": {
        "zh-CN": "系统不接受这个路径：太长、有不允许的字符，或者有同名文件夹。文件名事先已经处理过，所以多半是文件夹自己的路径；换个文件夹就行。",
        "en": "The system refuses this path: too long, forbidden characters, or a folder of the same name. Names are made safe beforehand, so the folder's own path is the likely cause: another folder works."
      },
      "remedy": {
        "desktop": "choose_folder",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "{folder}里存不下这个文件名（路径太长，或已有同名项目）。请换个文件夹。",
          "actions": {
            "choose_folder": "换个文件夹",
            "retry": "重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "{folder} cannot take this file name (path too long, or the name is taken). Choose another folder.",
          "actions": {
            "choose_folder": "Choose another folder",
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": [
          {
            "os": [
              "linux"
            ],
            "code": [
              36
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              63,
              92
            ],
            "evidence": "documented",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              123,
              161,
              206
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              21,
              17
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              21,
              17
            ],
            "evidence": "documented",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              80,
              183
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "io": [
              "InvalidFilename",
              "IsADirectory",
              "AlreadyExists"
            ],
            "evidence": "documented",
            "source": "std"
          },
          {
            "hints": [
              "target_is_folder"
            ],
            "evidence": "assumed",
            "source": "platform"
          }
        ]
      },
      "wechat_na": {
        "zh-CN": "相册自己给图片命名。",
        "en": "The album names its pictures itself."
      }
    },
    {
      "kind": "folder_gone",
      "name": {
        "zh-CN": "文件夹已不在",
        "en": "Folder gone"
      },
      "recovery": "relocate",
      "why": {
        "zh-CN": "文件夹不在了：被删除、改名，或者磁盘被拔掉了。",
        "en": "The folder is no longer there: removed, renamed, or its drive unplugged."
      },
      "remedy": {
        "desktop": "choose_folder",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "{folder}已经不在了。请换个文件夹，或恢复它后重试。",
          "actions": {
            "choose_folder": "换个文件夹",
            "retry": "已恢复，重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "{folder} is no longer there. Choose another folder, or restore it and try again.",
          "actions": {
            "choose_folder": "Choose another folder",
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": [
          {
            "os": [
              "linux",
              "macos"
            ],
            "code": [
              2,
              20
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              2,
              3,
              15,
              21,
              267
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "io": [
              "NotFound",
              "NotADirectory"
            ],
            "evidence": "documented",
            "source": "std"
          },
          {
            "hints": [
              "parent_missing"
            ],
            "evidence": "documented",
            "source": "platform"
          }
        ]
      },
      "wechat_na": {
        "zh-CN": "手机相册不会被删除。",
        "en": "A phone's album cannot be removed."
      }
    },
    {
      "kind": "folder_read_only",
      "name": {
        "zh-CN": "文件夹不能写入",
        "en": "Folder read-only"
      },
      "recovery": "relocate",
      "why": {
        "zh-CN": "这个位置不接受这个账户的新文件：只读磁盘、没有写权限的文件夹、被锁住。换个位置就行；能修好文件夹的人也可以修好后再试。",
        "en": "This place takes no new file from this account: a read-only disk, a folder without the right to write, a lock. Another place does; whoever may repair the folder can do so and try again."
      },
      "remedy": {
        "desktop": "choose_folder",
        "wechat": "none"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "{folder}不允许写入。请换个文件夹，或修改它的权限后重试。",
          "actions": {
            "choose_folder": "换个文件夹",
            "retry": "已改好，重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "{folder} is not writable. Choose another folder, or fix its permissions and try again.",
          "actions": {
            "choose_folder": "Choose another folder",
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": [
          {
            "os": [
              "linux"
            ],
            "code": [
              30
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              30
            ],
            "evidence": "documented",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              19
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "os": [
              "linux"
            ],
            "code": [
              1,
              13
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              13
            ],
            "evidence": "documented",
            "source": "errno(2)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              1
            ],
            "hints": [
              "locked"
            ],
            "evidence": "documented",
            "source": "st_flags"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              5
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "io": [
              "PermissionDenied",
              "ReadOnlyFilesystem"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      },
      "wechat_na": {
        "zh-CN": "小程序不能选择相册的位置。",
        "en": "A mini-program cannot choose where the album is."
      }
    },
    {
      "kind": "invalid_argument",
      "name": {
        "zh-CN": "海报数据有误",
        "en": "Invalid data"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "程序或数据来源的错误：地址为空或格式不对，路径或参数不对。用户什么也改不了。",
        "en": "A mistake of the program or of the source: an empty or malformed address, a wrong path or parameter. The user can change nothing."
      },
      "remedy": {
        "desktop": "tell_owner",
        "wechat": "tell_owner"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "这张海报的信息有误，无法保存。请把下面的信息转告负责人。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "This poster's data is wrong, so it cannot be saved. Please pass the details on to the owner.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": {
        "wechat": [
          {
            "text": "inval\\w* (url|urls|request|param|data|arg|path|file ?path|input|scheme|option)|inval url|(url|urls|path|filepath|scheme|param\\w*|argument|type|data)( scheme)? (is |are )?(invalid|illegal|empty|missing|required)|illegal|\\bis empty|list empty|is a directory|not a directory|name too long|param\\w* (error|type)|parameter|argument|must be (http|a |an )|operation not permitted|permission denied|base64|should (have|be)|path has error|fail:? ?invalid\\.?$|为空|参数|只支持 ?http",
            "not": "illegal ?swanapp",
            "evidence": "documented",
            "source": "docs"
          },
          {
            "errno": [
              101,
              110,
              1001,
              1300001,
              1300013,
              1300020,
              1300021,
              1300036,
              1300203,
              1301002,
              1301004,
              600009
            ],
            "platform": [
              "wechat",
              "wecom",
              "wechat-minigame"
            ],
            "evidence": "documented",
            "source": "PublicErrno table"
          }
        ],
        "desktop": [
          {
            "os": [
              "linux"
            ],
            "code": [
              22
            ],
            "evidence": "documented",
            "source": "errno(3)"
          },
          {
            "os": [
              "macos"
            ],
            "code": [
              22
            ],
            "evidence": "documented",
            "source": "errno(2)"
          },
          {
            "os": [
              "windows"
            ],
            "code": [
              87
            ],
            "evidence": "documented",
            "source": "winerror.h"
          },
          {
            "io": [
              "InvalidInput"
            ],
            "evidence": "documented",
            "source": "std"
          }
        ]
      }
    },
    {
      "kind": "unknown",
      "name": {
        "zh-CN": "无法识别的错误",
        "en": "Unknown error"
      },
      "recovery": "stop",
      "why": {
        "zh-CN": "表里没有一行符合。绝不自动重试，也不作任何承诺；原始信号写进报告，好补上一行。",
        "en": "Nothing of the table fits. It never retries by itself and promises nothing; the raw signal goes into the report so that a row can be added."
      },
      "remedy": {
        "desktop": "copy_report",
        "wechat": "copy_report"
      },
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "保存没有成功，原因还不清楚。您可以再点一次保存；如果还是不行，请长按图片保存，或把下面的信息发给我们。",
          "actions": {
            "dismiss": "知道了"
          },
          "desktop": {
            "body": "保存没有成功，原因还不清楚。您可以再点一次保存；如果还是不行，请把下面的信息发给我们。"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The poster was not saved, and we do not know why yet. You may press save again; if it fails again, long-press the picture, or send us the details.",
          "actions": {
            "dismiss": "OK"
          },
          "desktop": {
            "body": "The poster was not saved, and we do not know why yet. You may press save again; if it fails again, please send us the details."
          }
        }
      },
      "signals": {
        "wechat": [],
        "desktop": []
      },
      "always": true
    }
  ]
} as const;

/** The states and what leads from one to the next: `flow.json`. */
export const flow = {
  "version": 1,
  "title": {
    "zh-CN": "提示",
    "en": "Notice"
  },
  "words": {
    "album": {
      "zh-CN": "手机相册",
      "en": "your album"
    },
    "app": {
      "zh-CN": "海报助手",
      "en": "Poster Companion"
    },
    "file": {
      "zh-CN": "海报",
      "en": "the poster"
    },
    "folder": {
      "zh-CN": "所选文件夹",
      "en": "the chosen folder"
    },
    "free": {
      "zh-CN": "不足",
      "en": "too little"
    },
    "host": {
      "zh-CN": "服务器",
      "en": "the server"
    },
    "need": {
      "zh-CN": "更多空间",
      "en": "more space"
    },
    "status": {
      "zh-CN": "异常",
      "en": "an error"
    },
    "wait": {
      "zh-CN": "稍后",
      "en": "a little later"
    }
  },
  "states": {
    "ready": {
      "name": {
        "zh-CN": "待保存",
        "en": "Ready"
      },
      "why": "Nothing is under way; the save button is the only offer."
    },
    "fetching": {
      "name": {
        "zh-CN": "下载中",
        "en": "Fetching"
      },
      "why": "The poster is on its way from the server.",
      "copy": {
        "zh-CN": {
          "body": "保存中..."
        },
        "en": {
          "body": "Saving..."
        }
      }
    },
    "writing": {
      "name": {
        "zh-CN": "写入中",
        "en": "Writing"
      },
      "why": "The whole poster is here and checked; it is being stored. The user sees one sentence for both halves.",
      "copy": {
        "zh-CN": {
          "body": "保存中..."
        },
        "en": {
          "body": "Saving..."
        }
      }
    },
    "saved": {
      "name": {
        "zh-CN": "已保存",
        "en": "Saved"
      },
      "why": "The poster is stored whole.",
      "copy": {
        "zh-CN": {
          "body": "您的推广海报已存入手机相册，赶快分享给好友吧",
          "actions": {
            "dismiss": "好的"
          },
          "desktop": {
            "body": "您的推广海报已存入{folder}，赶快分享给好友吧"
          }
        },
        "en": {
          "body": "Your poster is in your album. Share it with your friends!",
          "actions": {
            "dismiss": "OK"
          },
          "desktop": {
            "body": "Your poster is in {folder}. Share it with your friends!"
          }
        }
      }
    },
    "blocked": {
      "name": {
        "zh-CN": "需要授权",
        "en": "Blocked"
      },
      "why": "Something is switched off that somebody can switch on; the copy is the failure's own."
    },
    "settings": {
      "name": {
        "zh-CN": "在设置里",
        "en": "In settings"
      },
      "why": "The user is at the switch. Coming back is noticed by the host; the button is for hosts that notice nothing.",
      "copy": {
        "zh-CN": {
          "body": "请打开开关后回到这里，我们会接着保存这张海报。",
          "actions": {
            "recheck": "我已打开",
            "dismiss": "取消"
          }
        },
        "en": {
          "body": "Turn the switch on and come back here; this poster will then be saved.",
          "actions": {
            "recheck": "It is on now",
            "dismiss": "Cancel"
          }
        }
      }
    },
    "checking": {
      "name": {
        "zh-CN": "检查权限",
        "en": "Checking"
      },
      "why": "Back from the switch: look whether it is on before anything is promised.",
      "copy": {
        "zh-CN": {
          "body": "正在检查权限..."
        },
        "en": {
          "body": "Checking the permission..."
        }
      }
    },
    "granted": {
      "name": {
        "zh-CN": "已获权限",
        "en": "Granted"
      },
      "why": "The switch is on. The confirm button saves the same poster at once, and only once for each trip to the switch.",
      "copy": {
        "zh-CN": {
          "body": "获取权限成功,再次点击图片即可保存",
          "actions": {
            "save": "保存",
            "dismiss": "取消"
          },
          "desktop": {
            "body": "权限已开启，点“保存”继续保存这张海报"
          }
        },
        "en": {
          "body": "Permission granted. Tap once more to save the poster.",
          "actions": {
            "save": "Save",
            "dismiss": "Cancel"
          },
          "desktop": {
            "body": "Permission granted. Press Save to continue with this poster."
          }
        }
      }
    },
    "still_refused": {
      "name": {
        "zh-CN": "仍被拒绝",
        "en": "Still refused"
      },
      "why": "The user came back and the switch is still off: said once, truthfully, with the way to it left open.",
      "copy": {
        "zh-CN": {
          "body": "获取权限失败，将无法保存到相册哦~",
          "actions": {
            "dismiss": "知道了"
          },
          "desktop": {
            "body": "获取权限失败，将无法保存到{folder}哦~"
          }
        },
        "en": {
          "body": "Still no permission, so the poster cannot be saved to the album.",
          "actions": {
            "dismiss": "OK"
          },
          "desktop": {
            "body": "Still no permission, so the poster cannot be saved to {folder}."
          }
        }
      }
    },
    "misplaced": {
      "name": {
        "zh-CN": "此处存不了",
        "en": "Misplaced"
      },
      "why": "This place cannot take the poster; another may. The copy is the failure's own."
    },
    "failed": {
      "name": {
        "zh-CN": "可重试",
        "en": "Failed"
      },
      "why": "Trying again may work. The copy is the failure's own."
    },
    "stopped": {
      "name": {
        "zh-CN": "无法继续",
        "en": "Stopped"
      },
      "why": "Nothing the user can do in this flow. The copy is the failure's own, with the report to copy."
    },
    "paused": {
      "name": {
        "zh-CN": "被打断",
        "en": "Paused"
      },
      "why": "The system suspended us in the middle; the poster goes on when we are in front again.",
      "copy": {
        "zh-CN": {
          "body": "保存被打断了，回到这里会自动继续。"
        },
        "en": {
          "body": "Saving was interrupted and will resume when you are back here."
        }
      }
    }
  },
  "events": {
    "save": {
      "name": {
        "zh-CN": "保存",
        "en": "Save"
      },
      "by": "user",
      "label": {
        "zh-CN": "保存到本地相册",
        "en": "Save to album",
        "desktop": {
          "zh-CN": "保存海报",
          "en": "Save poster"
        }
      }
    },
    "cancel": {
      "name": {
        "zh-CN": "取消",
        "en": "Cancel"
      },
      "by": "user",
      "label": {
        "zh-CN": "取消",
        "en": "Cancel"
      }
    },
    "open_settings": {
      "name": {
        "zh-CN": "去设置",
        "en": "Open settings"
      },
      "by": "user",
      "label": {
        "zh-CN": "去设置",
        "en": "Open settings"
      }
    },
    "recheck": {
      "name": {
        "zh-CN": "我已打开",
        "en": "It is on now"
      },
      "by": "user",
      "label": {
        "zh-CN": "我已打开",
        "en": "It is on now"
      }
    },
    "choose_folder": {
      "name": {
        "zh-CN": "换个文件夹",
        "en": "Choose a folder"
      },
      "by": "user",
      "label": {
        "zh-CN": "换个文件夹",
        "en": "Choose another folder"
      }
    },
    "retry": {
      "name": {
        "zh-CN": "重试",
        "en": "Try again"
      },
      "by": "user",
      "label": {
        "zh-CN": "重试",
        "en": "Try again"
      }
    },
    "open_folder": {
      "name": {
        "zh-CN": "打开文件夹",
        "en": "Open the folder"
      },
      "by": "user",
      "label": {
        "zh-CN": "打开文件夹",
        "en": "Open folder"
      }
    },
    "dismiss": {
      "name": {
        "zh-CN": "关闭提示",
        "en": "Dismiss"
      },
      "by": "user",
      "label": {
        "zh-CN": "知道了",
        "en": "OK"
      }
    },
    "fetched": {
      "name": {
        "zh-CN": "下载完成",
        "en": "Fetched"
      },
      "by": "host"
    },
    "saved": {
      "name": {
        "zh-CN": "写入完成",
        "en": "Written"
      },
      "by": "host"
    },
    "failed.grant": {
      "name": {
        "zh-CN": "失败：需授权",
        "en": "Failed: grant"
      },
      "by": "host"
    },
    "failed.relocate": {
      "name": {
        "zh-CN": "失败：换地方",
        "en": "Failed: relocate"
      },
      "by": "host"
    },
    "failed.retry": {
      "name": {
        "zh-CN": "失败：可重试",
        "en": "Failed: retry"
      },
      "by": "host"
    },
    "failed.stop": {
      "name": {
        "zh-CN": "失败：止步",
        "en": "Failed: stop"
      },
      "by": "host"
    },
    "cancelled": {
      "name": {
        "zh-CN": "已取消",
        "en": "Cancelled"
      },
      "by": "host"
    },
    "interrupted": {
      "name": {
        "zh-CN": "被打断",
        "en": "Interrupted"
      },
      "by": "host"
    },
    "resumed": {
      "name": {
        "zh-CN": "恢复",
        "en": "Resumed"
      },
      "by": "host"
    },
    "returned": {
      "name": {
        "zh-CN": "回到应用",
        "en": "Came back"
      },
      "by": "host"
    },
    "grant.yes": {
      "name": {
        "zh-CN": "权限已开",
        "en": "Switch is on"
      },
      "by": "host"
    },
    "grant.no": {
      "name": {
        "zh-CN": "权限未开",
        "en": "Switch is off"
      },
      "by": "host"
    },
    "grant.unasked": {
      "name": {
        "zh-CN": "从未询问",
        "en": "Never asked"
      },
      "by": "host"
    },
    "chosen": {
      "name": {
        "zh-CN": "选好文件夹",
        "en": "Folder chosen"
      },
      "by": "host"
    },
    "left": {
      "name": {
        "zh-CN": "离开页面",
        "en": "Left the page"
      },
      "by": "host"
    }
  },
  "effects": {
    "fetch_poster": "Download the poster to a private place and check that it is a whole picture. Answers fetched, failed.*, cancelled or interrupted.",
    "write_poster": "Store the checked poster where the user finds it. Answers saved, failed.*, cancelled or interrupted.",
    "open_settings": "Open the page that the failure's remedy names, in the same tick as the tap. Answers returned, or failed.* when the page cannot be opened.",
    "probe_grant": "Look whether the switch is on now. Answers grant.yes, grant.no, grant.unasked or failed.*.",
    "choose_folder": "Show the system's folder dialog. Answers chosen, or nothing when the user closes it.",
    "open_folder": "Show the saved poster in the file manager.",
    "abandon": "Stop what is under way; its late answers carry an old attempt number and are ignored."
  },
  "transitions": [
    {
      "from": [
        "ready"
      ],
      "on": "save",
      "to": "fetching",
      "do": [
        "fetch_poster"
      ]
    },
    {
      "from": [
        "fetching"
      ],
      "on": "fetched",
      "to": "writing",
      "do": [
        "write_poster"
      ]
    },
    {
      "from": [
        "writing"
      ],
      "on": "saved",
      "to": "saved",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing"
      ],
      "on": "cancel",
      "to": "ready",
      "do": [
        "abandon"
      ]
    },
    {
      "from": [
        "fetching",
        "writing",
        "settings",
        "checking"
      ],
      "on": "cancelled",
      "to": "ready",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing",
        "settings",
        "checking"
      ],
      "on": "interrupted",
      "to": "paused",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing"
      ],
      "on": "failed.grant",
      "to": "blocked",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing",
        "settings",
        "checking"
      ],
      "on": "failed.relocate",
      "to": "misplaced",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing",
        "settings",
        "checking"
      ],
      "on": "failed.retry",
      "to": "failed",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing",
        "settings",
        "checking"
      ],
      "on": "failed.stop",
      "to": "stopped",
      "do": []
    },
    {
      "from": [
        "blocked",
        "still_refused"
      ],
      "on": "open_settings",
      "to": "settings",
      "do": [
        "open_settings"
      ]
    },
    {
      "from": [
        "settings"
      ],
      "on": "returned",
      "to": "checking",
      "do": [
        "probe_grant"
      ]
    },
    {
      "from": [
        "settings"
      ],
      "on": "recheck",
      "to": "checking",
      "do": [
        "probe_grant"
      ]
    },
    {
      "from": [
        "checking"
      ],
      "on": "grant.yes",
      "to": "granted",
      "do": []
    },
    {
      "from": [
        "checking"
      ],
      "on": "grant.no",
      "to": "still_refused",
      "do": []
    },
    {
      "from": [
        "settings",
        "checking"
      ],
      "on": "failed.grant",
      "to": "still_refused",
      "do": []
    },
    {
      "from": [
        "checking"
      ],
      "on": "grant.unasked",
      "to": "fetching",
      "do": [
        "fetch_poster"
      ],
      "desktop_na": {
        "zh-CN": "没有哪个桌面系统区分“从未询问”和“已拒绝”；保存本身就会询问。",
        "en": "No desktop system tells never asked from refused; the save itself asks."
      }
    },
    {
      "from": [
        "granted"
      ],
      "on": "save",
      "to": "fetching",
      "do": [
        "fetch_poster"
      ]
    },
    {
      "from": [
        "misplaced",
        "blocked",
        "still_refused"
      ],
      "on": "choose_folder",
      "to": "same",
      "do": [
        "choose_folder"
      ],
      "wechat_na": {
        "zh-CN": "手机只有一个相册。",
        "en": "A phone has one album."
      }
    },
    {
      "from": [
        "misplaced",
        "blocked",
        "still_refused"
      ],
      "on": "chosen",
      "to": "fetching",
      "do": [
        "fetch_poster"
      ],
      "wechat_na": {
        "zh-CN": "手机只有一个相册。",
        "en": "A phone has one album."
      }
    },
    {
      "from": [
        "misplaced",
        "failed",
        "paused"
      ],
      "on": "retry",
      "to": "fetching",
      "do": [
        "fetch_poster"
      ]
    },
    {
      "from": [
        "paused"
      ],
      "on": "resumed",
      "to": "fetching",
      "do": [
        "fetch_poster"
      ]
    },
    {
      "from": [
        "saved"
      ],
      "on": "open_folder",
      "to": "same",
      "do": [
        "open_folder"
      ],
      "wechat_na": {
        "zh-CN": "小程序打不开相册。",
        "en": "A mini-program cannot open the album."
      }
    },
    {
      "from": [
        "saved",
        "blocked",
        "settings",
        "checking",
        "granted",
        "still_refused",
        "misplaced",
        "failed",
        "stopped",
        "paused"
      ],
      "on": "dismiss",
      "to": "ready",
      "do": []
    },
    {
      "from": [
        "fetching",
        "writing",
        "saved",
        "blocked",
        "settings",
        "checking",
        "granted",
        "still_refused",
        "misplaced",
        "failed",
        "stopped",
        "paused"
      ],
      "on": "left",
      "to": "ready",
      "do": [
        "abandon"
      ]
    }
  ]
} as const;
