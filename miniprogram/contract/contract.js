// Generated from src-tauri/core/contract by `cargo test -p poster-tests --test drift`. Do not edit.

module.exports = {
  "hash": "3091561b679c",
  "remedies": {
    "none": {
      "zh-CN": "",
      "en": ""
    },
    "tell_owner": {
      "zh-CN": "把信息转告负责人",
      "en": "Tell the owner"
    },
    "agree_privacy": {
      "zh-CN": "查看隐私保护指引",
      "en": "Read the privacy notice"
    },
    "tap_again": {
      "zh-CN": "再点一次",
      "en": "Tap again"
    },
    "try_again": {
      "zh-CN": "重试",
      "en": "Try again"
    },
    "wait": {
      "zh-CN": "稍后重试",
      "en": "Wait"
    },
    "ask_again": {
      "zh-CN": "再次授权",
      "en": "Ask again"
    },
    "open_setting": {
      "zh-CN": "打开小程序设置",
      "en": "Open the mini-program's settings",
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
      "en": "Update WeChat"
    },
    "free_space": {
      "zh-CN": "清理空间",
      "en": "Make room"
    },
    "sign_in": {
      "zh-CN": "重新登录",
      "en": "Sign in",
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
      "en": "Choose another folder"
    },
    "copy_report": {
      "zh-CN": "复制报告",
      "en": "Copy the report"
    }
  },
  "rows": [
    {
      "kind": "privacy_not_declared",
      "recovery": "stop",
      "remedy": "tell_owner",
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
      "signals": [
        {
          "text": "(not|un|n.t) ?declared"
        },
        {
          "text": "announce your privacy|please go to mp open"
        },
        {
          "text": "require permission desc"
        },
        {
          "text": "隐私.{0,12}(未|没有|尚未)声明|(未|没有|尚未)在?.{0,12}隐私.{0,8}声明"
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
          ]
        }
      ]
    },
    {
      "kind": "privacy_not_agreed",
      "recovery": "grant",
      "remedy": "agree_privacy",
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
      "signals": [
        {
          "text": "privacy"
        },
        {
          "text": "隐私"
        }
      ]
    },
    {
      "kind": "gesture_required",
      "recovery": "retry",
      "remedy": "tap_again",
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
      "signals": [
        {
          "text": "\\bgesture\\b|only be invoked by user"
        },
        {
          "text": "用户.{0,6}(手势|点击).{0,6}(触发|调用)"
        }
      ]
    },
    {
      "kind": "domain_not_allowed",
      "recovery": "stop",
      "remedy": "tell_owner",
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
      "signals": [
        {
          "text": "not in (the )?(domain|legal|valid|white)|domain ?list|(domain|host) (is )?not (allowed|permitted|trusted)|域名.{0,12}(不在|未|非法|不合法|列表)|不在.{0,16}域名"
        },
        {
          "text": "(不支持|仅支持|必须).{0,8}https"
        },
        {
          "errno": [
            600002
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "interrupted",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "\\binterrupt|jsapi has no permission|suspend|running ?state",
          "event": "interrupted"
        },
        {
          "text": "(in|to|into|enter) (the )?background",
          "event": "interrupted"
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
          "event": "interrupted"
        }
      ]
    },
    {
      "kind": "concurrency_limit",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "max(imum)? concurren|concurren\\w*.{0,20}(limit|exce)|(exce|max).{0,24}(concurren|connections?|tasks?)\\b|frequency limit|too many|频繁|并发"
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
          ]
        },
        {
          "errno": [
            1003
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "storage_full",
      "recovery": "relocate",
      "remedy": "free_space",
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "手机存储空间不足，请清理出一些空间后再试。",
          "actions": {
            "retry": "已清理，重试",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Your phone is out of space. Make some room, then try again.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": [
        {
          "text": "(disk|storage|space|quota|saved file).{0,32}(full|not enough|insufficient|exceed|limit)|(exceed|max).{0,24}(storage|quota)|no space left|(not enough|insufficient).{0,12}(space|storage|disk)|out of (space|storage)|(磁盘|存储|空间|内存).{0,8}(不足|不够|已满)|超出最大存储量"
        },
        {
          "text": "save file (fail|error)|create temp file fail|getparentfile failed|move file failed"
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
          ]
        }
      ]
    },
    {
      "kind": "file_too_large",
      "recovery": "stop",
      "remedy": "tell_owner",
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
      "signals": [
        {
          "text": "(exce|over).{0,24}(file )?size|size (limit|exce)|too (large|big)|max(imum)? (file )?size|(文件|大小).{0,8}(过大|太大|超|限制)|超过.{0,8}大小"
        },
        {
          "errno": [
            603301
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "network_tls",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "hand ?shak|certificat|\\bcert\\b|err (cert|ssl|insecure)|self ?signed|\\btls\\b|证书|安全连接"
        }
      ]
    },
    {
      "kind": "network_dns",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "unknow\\w* ?host|name not resolved|name resolution|enotfound|getaddrinfo|eai again|\\bdns\\b|(resolv|lookup).{0,20}host|host.{0,16}(not found|unresolved|unreachable name)|host ?name could not be found|找到.{0,8}主机名|域名解析|解析.{0,4}(域名|主机)"
        }
      ]
    },
    {
      "kind": "network_timeout",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "time ?d? ?-?out|etimedout|超时"
        },
        {
          "errno": [
            5
          ],
          "platform": [
            "uni-app-x"
          ]
        }
      ]
    },
    {
      "kind": "network_offline",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "err (internet disconnected|network changed|network access denied|address unreachable|network io suspended)|enet(unreach|down)|network (is )?(error|unreachable|down|disconnect\\w*|unavailable|not available)|no (network|internet)|(network|internet|device) .{0,12}(offline|disconnected)|fail:? ?offline|(appears|seems) to be offline|connect error|断开.{0,6}(互联网|网络)|(网络|断网).{0,6}(异常|错误|不可用|断开|未连接|不给力|失败)|无网络|没有网络"
        },
        {
          "errno": [
            600000
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        },
        {
          "errno": [
            600003
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "server_unreachable",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "err (connection|proxy|tunnel|empty response|address invalid|http2|quic|spdy)|econn|epipe|ehostunreach|socket hang up|connection (was )?(refused|reset|closed|aborted?|lost)|connection abort|connect(ion)? fail|failed to connect|proxy|服务器.{0,6}(繁忙|无响应|连接|拒绝)"
        },
        {
          "text": "\\bnet?::|failed to load resource"
        }
      ]
    },
    {
      "kind": "user_cancelled",
      "recovery": "retry",
      "remedy": "ask_again",
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "还没有保存：授权窗口被关闭了。再点一次，在弹窗里选择“允许”即可。",
          "actions": {
            "retry": "再试一次",
            "dismiss": "暂不"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Nothing was saved: the permission prompt was closed. Try again and choose Allow.",
          "actions": {
            "retry": "Try again",
            "dismiss": "Not now"
          }
        }
      },
      "signals": [
        {
          "text": "auth\\w*(:? ?fail)?:? ?cancel|cancel\\w*( the)? auth|授权.{0,4}取消|取消.{0,2}授权"
        },
        {
          "text": "\\bauth\\w* ?:?(fail)?:? ?(deny|denied|denies|refuse|reject)|\\bdenied\\b|\\bdeny\\b|unauthori[sz]e|no response",
          "not": "system",
          "scope": [
            "unasked"
          ]
        },
        {
          "text": "cancel|force stop|取消",
          "event": "cancelled"
        },
        {
          "text": "fail:? ?abort(ed)?\\.?$|\\babort(ed)? by user",
          "event": "cancelled"
        },
        {
          "errno": [
            104
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "permission_denied_by_system",
      "recovery": "grant",
      "remedy": "open_app_authorize_setting",
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "手机系统没有允许微信使用相册。请在系统设置里打开微信的“照片/相册”权限，再回来保存。",
          "actions": {
            "open_settings": "去系统设置",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The phone does not let WeChat use the album. Turn on Photos for WeChat in the system settings, then come back.",
          "actions": {
            "open_settings": "Open system settings",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": [
        {
          "text": "system.{0,24}(den[iy]|refus|reject|forbid|disallow|not (allow|authori|grant))|(os|phone|device)( album)? permission|系统.{0,6}(权限|拒绝|禁止|未授权|不允许)|没有开启相册权限|相册权限.{0,6}(未|没有|关闭)|<system permission",
          "not": "privacy"
        },
        {
          "text": "den(y|ied)|unauthori|no response|no permission|fail\\.?$",
          "scope": [
            "granted"
          ]
        },
        {
          "text": "den(y|ied)|unauthori|no response|no permission|fail\\.?$",
          "album": [
            "denied"
          ]
        },
        {
          "text": "(permission|access) (is )?denied|no( album| photo)? permission|not permitted by",
          "not": "user|\\bauth|scope|, ?open|writefile|readfile|%s|save ?file|operation"
        },
        {
          "errno": [
            3
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "permission_denied_by_user",
      "recovery": "grant",
      "remedy": "open_setting",
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
      "signals": [
        {
          "text": "\\bauth\\w*[ :.]{0,3}((fail|error)[ :.]{0,3})*(deny|den(ied|ies)|refus|reject|forbid|no response)|auth(deny|denied)"
        },
        {
          "text": "unauthori[sz]|(not|un) ?authori[sz]ed|\\b(deny|denied|denies)\\b|refused by (the )?user|(user|scope).{0,16}(refus|reject|disallow|not allow)|(用户|被).{0,6}(拒绝|不允许|未授权|未允许)|不允许授权|拒绝授权|未授权|没有授权",
          "not": "(permission|access) (is )?denied, ?open|%s|writefile|readfile|permission denied|access denied"
        },
        {
          "text": "(user|auth\\w*|scope).{0,24}(permission|access) (is )?denied|(permission|access) (is )?denied by (the )?user"
        },
        {
          "text": "fail\\.?$",
          "scope": [
            "refused"
          ]
        },
        {
          "text": "no permission|permission denied|access denied",
          "scope": [
            "refused"
          ]
        },
        {
          "errno": [
            103
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "auth_expired",
      "recovery": "grant",
      "remedy": "sign_in",
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "登录已过期，请重新登录后继续保存。",
          "actions": {
            "open_settings": "重新登录",
            "dismiss": "取消"
          }
        },
        "en": {
          "title": "Notice",
          "body": "Your sign-in has expired. Sign in again, then the poster can be saved.",
          "actions": {
            "open_settings": "Sign in",
            "dismiss": "Cancel"
          }
        }
      },
      "signals": [
        {
          "statusCode": [
            401
          ]
        },
        {
          "text": "status ?code:? ?401"
        }
      ]
    },
    {
      "kind": "link_expired",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "statusCode": [
            403
          ]
        },
        {
          "text": "status ?code:? ?403"
        },
        {
          "text": "(link|url|signature|token).{0,12}expired"
        }
      ]
    },
    {
      "kind": "rate_limited",
      "recovery": "retry",
      "remedy": "wait",
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
      "signals": [
        {
          "statusCode": [
            429
          ]
        },
        {
          "text": "status ?code:? ?429"
        }
      ]
    },
    {
      "kind": "file_missing",
      "recovery": "stop",
      "remedy": "none",
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
      "signals": [
        {
          "statusCode": [
            404,
            410
          ]
        },
        {
          "text": "status ?code:? ?(404|410)"
        },
        {
          "text": "no such file|(file|path)\\w*( data)?[ :]{0,2}(is |does |do |was )?(not|no) ?(exist|found)|file ?not ?(exist|found)|enoent|get file data fail|file data is empty|文件.{0,6}(不存在|找不到|丢失)"
        },
        {
          "text": "empty response"
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
          ]
        }
      ]
    },
    {
      "kind": "file_type_unsupported",
      "recovery": "stop",
      "remedy": "tell_owner",
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
      "signals": [
        {
          "text": "invalid (file|image) ?(type|format)|(unsupported|can't support|not support\\w*).{0,16}(file|image|video|format|type)|(file|image|video) ?(type|format).{0,16}(error|invalid|not|un)|open as file ?type|fail:? ?invalid (file|image)\\.?$|not an? image|failed to load image|image file size zero|(文件|图片).{0,6}(格式|类型).{0,6}(错误|不支持|不正确|无效)"
        },
        {
          "errno": [
            1300301
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        },
        {
          "errno": [
            1103007
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "file_corrupt",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "text": "corrupt|truncated|incomplete|(文件|图片).{0,6}(损坏|不完整)"
        },
        {
          "text": "empty file|downloaded 0 bytes"
        }
      ]
    },
    {
      "kind": "api_unsupported",
      "recovery": "stop",
      "remedy": "update_client",
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "当前版本不支持这个功能，请更新微信后再试，或长按图片保存。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "This version does not support it. Update WeChat, or long-press the picture to save it.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": [
        {
          "text": "not (yet )?(be )?(support|implement)|un(support|implement)|no ?-?bridge|is not a function|settings? page not found|not available|not configured|(请|需要)?(更新|升级).{0,6}(微信|版本)|不支持"
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
          ]
        }
      ]
    },
    {
      "kind": "http_status",
      "recovery": "retry",
      "remedy": "try_again",
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
      "signals": [
        {
          "statusCode": "not_ok"
        },
        {
          "text": "status ?code:? ?[345]\\d\\d|http (error|status)|max redirect|server error|download failed"
        },
        {
          "errno": [
            600008
          ],
          "platform": [
            "wechat",
            "wecom",
            "wechat-minigame"
          ]
        }
      ]
    },
    {
      "kind": "cloud_folder_offline",
      "recovery": "relocate",
      "remedy": "none",
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
      "signals": []
    },
    {
      "kind": "folder_protected",
      "recovery": "grant",
      "remedy": "none",
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
      "signals": []
    },
    {
      "kind": "file_in_use",
      "recovery": "retry",
      "remedy": "none",
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
      "signals": []
    },
    {
      "kind": "name_refused",
      "recovery": "relocate",
      "remedy": "none",
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
      "signals": []
    },
    {
      "kind": "folder_gone",
      "recovery": "relocate",
      "remedy": "none",
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
      "signals": []
    },
    {
      "kind": "folder_read_only",
      "recovery": "relocate",
      "remedy": "none",
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
      "signals": []
    },
    {
      "kind": "invalid_argument",
      "recovery": "stop",
      "remedy": "tell_owner",
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
      "signals": [
        {
          "text": "inval\\w* (url|urls|request|param|data|arg|path|file ?path|input|scheme|option)|inval url|(url|urls|path|filepath|scheme|param\\w*|argument|type|data)( scheme)? (is |are )?(invalid|illegal|empty|missing|required)|illegal|\\bis empty|list empty|is a directory|not a directory|name too long|param\\w* (error|type)|parameter|argument|must be (http|a |an )|operation not permitted|permission denied|base64|should (have|be)|path has error|fail:? ?invalid\\.?$|为空|参数|只支持 ?http",
          "not": "illegal ?swanapp"
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
          ]
        }
      ]
    },
    {
      "kind": "unknown",
      "recovery": "stop",
      "remedy": "copy_report",
      "copy": {
        "zh-CN": {
          "title": "提示",
          "body": "保存没有成功，原因还不清楚。您可以再点一次保存；如果还是不行，请长按图片保存，或把下面的信息发给我们。",
          "actions": {
            "dismiss": "知道了"
          }
        },
        "en": {
          "title": "Notice",
          "body": "The poster was not saved, and we do not know why yet. You may press save again; if it fails again, long-press the picture, or send us the details.",
          "actions": {
            "dismiss": "OK"
          }
        }
      },
      "signals": []
    }
  ],
  "flow": {
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
      "ready": {},
      "fetching": {
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
        "copy": {
          "zh-CN": {
            "body": "您的推广海报已存入手机相册，赶快分享给好友吧",
            "actions": {
              "dismiss": "好的"
            }
          },
          "en": {
            "body": "Your poster is in your album. Share it with your friends!",
            "actions": {
              "dismiss": "OK"
            }
          }
        }
      },
      "blocked": {},
      "settings": {
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
        "copy": {
          "zh-CN": {
            "body": "获取权限成功,再次点击图片即可保存",
            "actions": {
              "save": "保存",
              "dismiss": "取消"
            }
          },
          "en": {
            "body": "Permission granted. Tap once more to save the poster.",
            "actions": {
              "save": "Save",
              "dismiss": "Cancel"
            }
          }
        }
      },
      "still_refused": {
        "copy": {
          "zh-CN": {
            "body": "获取权限失败，将无法保存到相册哦~",
            "actions": {
              "dismiss": "知道了"
            }
          },
          "en": {
            "body": "Still no permission, so the poster cannot be saved to the album.",
            "actions": {
              "dismiss": "OK"
            }
          }
        }
      },
      "misplaced": {},
      "failed": {},
      "stopped": {},
      "paused": {
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
        "by": "user",
        "label": {
          "zh-CN": "保存到本地相册",
          "en": "Save to album"
        }
      },
      "cancel": {
        "by": "user",
        "label": {
          "zh-CN": "取消",
          "en": "Cancel"
        }
      },
      "open_settings": {
        "by": "user",
        "label": {
          "zh-CN": "去设置",
          "en": "Open settings"
        }
      },
      "recheck": {
        "by": "user",
        "label": {
          "zh-CN": "我已打开",
          "en": "It is on now"
        }
      },
      "choose_folder": {
        "by": "user",
        "label": {
          "zh-CN": "换个文件夹",
          "en": "Choose another folder"
        }
      },
      "retry": {
        "by": "user",
        "label": {
          "zh-CN": "重试",
          "en": "Try again"
        }
      },
      "open_folder": {
        "by": "user",
        "label": {
          "zh-CN": "打开文件夹",
          "en": "Open folder"
        }
      },
      "dismiss": {
        "by": "user",
        "label": {
          "zh-CN": "知道了",
          "en": "OK"
        }
      },
      "fetched": {
        "by": "host"
      },
      "saved": {
        "by": "host"
      },
      "failed.grant": {
        "by": "host"
      },
      "failed.relocate": {
        "by": "host"
      },
      "failed.retry": {
        "by": "host"
      },
      "failed.stop": {
        "by": "host"
      },
      "cancelled": {
        "by": "host"
      },
      "interrupted": {
        "by": "host"
      },
      "resumed": {
        "by": "host"
      },
      "returned": {
        "by": "host"
      },
      "grant.yes": {
        "by": "host"
      },
      "grant.no": {
        "by": "host"
      },
      "grant.unasked": {
        "by": "host"
      },
      "chosen": {
        "by": "host"
      },
      "left": {
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
        ]
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
  }
};
