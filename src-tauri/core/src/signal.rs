//! What a surface observed when something went wrong: facts, never a verdict.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was observed, by surface. Classification (`contract`) turns it into a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "surface", rename_all = "lowercase")]
pub enum Signal {
    /// The desktop app and the command line.
    Desktop(DesktopSignal),
    /// The mini-program.
    Wechat(WechatSignal),
}

impl Signal {
    /// Whose it is.
    pub fn surface(&self) -> Surface {
        match self {
            Self::Desktop(_) => Surface::Desktop,
            Self::Wechat(_) => Surface::Wechat,
        }
    }
}

/// The two surfaces that share the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Surface {
    /// The desktop app and the command line.
    Desktop,
    /// The mini-program.
    Wechat,
}

/// An operating system. A raw code means nothing without it: 19 is a read-only
/// medium on Windows and "no such device" on Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Os {
    Windows,
    Macos,
    Linux,
    #[serde(other)]
    Other,
}

/// Which part of the work failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Asking the source what it offers.
    List,
    /// Downloading.
    Fetch,
    /// Looking whether the bytes are a whole picture.
    Verify,
    /// Storing: create, write, sync, rename.
    Write,
    /// Looking whether a refusal is put right.
    Probe,
    /// Opening a settings page, a folder, a dialog.
    Open,
    /// Anything else.
    #[default]
    #[serde(other)]
    Other,
}

/// What the network reported, below HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Net {
    /// Certificate or handshake.
    Tls,
    /// The name could not be resolved.
    Dns,
    /// Too slow: no connection, no first byte, or bytes below the limit.
    Timeout,
    /// This machine has no network.
    Offline,
    /// Nobody listens, or a proxy refuses.
    Refused,
    /// The connection broke.
    Reset,
    /// Fewer bytes than announced.
    Incomplete,
    /// An answer that is not HTTP, or not the contract.
    BadResponse,
    /// More redirects than allowed, or one without a target.
    RedirectLoop,
    /// An address, scheme or redirect that must not be followed.
    Blocked,
    /// A certificate store or client that could not be set up.
    Setup,
}

/// What was wrong with the bytes that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// No bytes.
    Empty,
    /// Bytes of something else: HTML, JSON, SVG, a program.
    NotPicture,
    /// A picture that is cut or broken.
    Damaged,
    /// Other bytes than the source announced (length or hash).
    Mismatch,
    /// More bytes than the limit.
    TooLarge,
}

/// Something that the platform saw around the failure. A hint is an observation
/// ("this folder is under a privacy guard"), never a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// The folder of the target is there.
    ParentExists,
    /// The folder of the target is gone.
    ParentMissing,
    /// The folder lies where the system guards: macOS privacy folders, Windows Controlled Folder Access.
    GuardedFolder,
    /// The target or its folder carries a lock (`uchg` on macOS, `chattr +i` on Linux).
    Locked,
    /// The target exists and has the read-only attribute.
    ReadOnlyTarget,
    /// The target is a folder.
    TargetIsFolder,
    /// The program runs inside Flatpak.
    Flatpak,
    /// The program runs inside Snap.
    Snap,
    /// The folder belongs to a cloud drive (`OneDrive`, iCloud Drive).
    CloudFolder,
    /// The folder is on a network share.
    NetworkShare,
    /// The link that failed had an expiry date or a signature.
    SignedLink,
    /// The access token was sent with the request.
    TokenSent,
}

/// What the desktop saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct DesktopSignal {
    /// The system that `code` belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os: Option<Os>,
    /// The raw operating-system code (`errno`, `GetLastError`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i32>,
    /// The name of the `std::io::ErrorKind`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub io: Option<String>,
    /// Which part of the work failed.
    pub stage: Stage,
    /// What the network reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net: Option<Net>,
    /// The HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// What was wrong with the bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// What the platform saw around it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    #[ts(type = "Array<Hint>")]
    pub hints: BTreeSet<Hint>,
    /// Facts that the copy may name.
    #[serde(skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// The library's or system's own words. For the report only: nothing classifies by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Facts for the sentence that the user reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct Facts {
    /// The folder's label: its last two components, never the whole path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// The file's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The server's host name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Bytes needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub need: Option<u64>,
    /// Bytes free.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub free: Option<u64>,
    /// Seconds to wait, as the server asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub wait: Option<u64>,
}

impl Facts {
    /// Whether no fact is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a `wx` call answered, with what was looked up around it.
///
/// Shape of the answer: `{errMsg, errno?}`; HTTP trouble arrives in *success* with a `statusCode`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(optional_fields)]
pub struct WechatSignal {
    /// The message, untouched.
    pub err_msg: String,
    /// Absent on many phones. Used only where the text is silent, and only with its platform.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub errno: Option<i64>,
    /// Whose numbers `errno` speaks: `wechat`, `wecom`, `alipay`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// Of `downloadFile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<u16>,
    /// `getSetting().authSetting['scope.writePhotosAlbum']`, looked up after the refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// `getAppAuthorizeSetting().albumAuthorized`; iOS only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub album: Option<Album>,
    /// Which part of the work failed.
    #[serde(skip_serializing_if = "is_other")]
    pub stage: Stage,
    /// Facts that the copy may name.
    #[serde(skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_other(stage: &Stage) -> bool {
    *stage == Stage::Other
}

/// The mini-program's own permission: three-valued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Never asked (`undefined`): saving asks.
    Unasked,
    /// `false`: only the settings page helps.
    Refused,
    /// `true`.
    Granted,
}

/// WeChat's own permission from the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Album {
    /// The phone allows WeChat.
    Authorized,
    /// The phone refuses WeChat.
    Denied,
    /// Anything else (`not determined`).
    #[serde(other)]
    Undetermined,
}
