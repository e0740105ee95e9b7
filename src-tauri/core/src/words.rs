//! The contract's words. Generated from src-tauri/core/contract by `cargo test -p poster-tests --test drift`. Do not edit.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which contract this is: the start of the tables' SHA-256.
pub const CONTRACT_HASH: &str = "3091561b679c";

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Kind {
    /// The owner has not declared the album in the mini-program's privacy agreement. The user can change nothing, so nobody is sent to a settings page; the approval takes 30 to 60 minutes to arrive.
    #[serde(rename = "privacy_not_declared")]
    PrivacyNotDeclared,
    /// The user has not agreed to the mini-program's privacy agreement. Agreeing is the switch: the agreement is shown again, and agreed to, the same save works. Staff of WeChat: key on the text, not on 104.
    #[serde(rename = "privacy_not_agreed")]
    PrivacyNotAgreed,
    /// WeChat opens its settings only from a tap; some other call came between the tap and openSetting. A new tap works.
    #[serde(rename = "gesture_required")]
    GestureRequired,
    /// The address is not on the owner's list (phone), or is one that must not be followed (desktop: not https, a private address, a redirect elsewhere). A developer's setting: never the user's settings page.
    #[serde(rename = "domain_not_allowed")]
    DomainNotAllowed,
    /// The system stopped the work because the program went to the background (5 seconds on WeChat). Not a network failure and, though the text says 'no permission', not a refusal: go on when back in front.
    #[serde(rename = "interrupted")]
    Interrupted,
    /// Too many downloads or open files at once; one after another works.
    #[serde(rename = "concurrency_limit")]
    ConcurrencyLimit,
    /// No room at this place. 1300202 means this or a single file over the limit; the text decides. Another disk has room; on a phone the user makes room and tries again.
    #[serde(rename = "storage_full")]
    StorageFull,
    /// The picture is larger than the surface can take (phone: 200 MB a download; desktop: the app's own limit of 100 MB, or the file system's).
    #[serde(rename = "file_too_large")]
    FileTooLarge,
    /// The secure connection could not be made: certificate, clock, or something in between. Never retried by itself. The word 'ssl' alone is not enough: a dropped connection says it too.
    #[serde(rename = "network_tls")]
    NetworkTls,
    /// The server's name could not be resolved.
    #[serde(rename = "network_dns")]
    NetworkDns,
    /// The answer took too long.
    #[serde(rename = "network_timeout")]
    NetworkTimeout,
    /// This device has no network.
    #[serde(rename = "network_offline")]
    NetworkOffline,
    /// There is a network, but the server or a proxy on the way does not take the connection or drops it. The way out is 'later', not 'check your network'.
    #[serde(rename = "server_unreachable")]
    ServerUnreachable,
    /// The user closed a dialog or stopped the work. Silent: no error, the button stays. A dismissed permission prompt ('auth canceled') is no refusal either: the user is told that nothing was saved and may be asked again; never the settings page.
    #[serde(rename = "user_cancelled")]
    UserCancelled,
    /// The system's switch for the whole program is off (phone: album for WeChat; macOS: Files and Folders; Linux: the snap or flatpak permission). wx.openSetting cannot fix it. Comes before the user's refusal: 'system auth deny' contains 'auth deny'.
    #[serde(rename = "permission_denied_by_system")]
    PermissionDeniedBySystem,
    /// The user once said no. WeChat never asks again; only the settings page helps. 'denied' does not contain 'deny': the commonest bug in public code.
    #[serde(rename = "permission_denied_by_user")]
    PermissionDeniedByUser,
    /// 401: the sign-in is missing or over. Signing in again is the switch; after it the same save works.
    #[serde(rename = "auth_expired")]
    AuthExpired,
    /// The picture's signed link is over (403). A fresh link is fetched with the next try.
    #[serde(rename = "link_expired")]
    LinkExpired,
    /// The server asks for a pause. The time it names is kept; nothing is tried earlier by itself.
    #[serde(rename = "rate_limited")]
    RateLimited,
    /// The poster is no longer there: gone from the server (404, 410), or its temporary file is gone from the phone.
    #[serde(rename = "file_missing")]
    FileMissing,
    /// What came is not a picture that can be saved: a web page, a message, a program. On Android the type is looked up by the file's extension, so the file is renamed by its signature before anything is said.
    #[serde(rename = "file_type_unsupported")]
    FileTypeUnsupported,
    /// The picture is cut or damaged, or is not the one that was announced. Nothing half is ever kept under the poster's name.
    #[serde(rename = "file_corrupt")]
    FileCorrupt,
    /// This client or system has no such function: an old WeChat, WeCom's missing settings page, a preview in the browser.
    #[serde(rename = "api_unsupported")]
    ApiUnsupported,
    /// The server answered, but not with the picture. The number goes into the report.
    #[serde(rename = "http_status")]
    HttpStatus,
    /// The folder belongs to a cloud drive or a network share that is not connected now. A local folder works.
    #[serde(rename = "cloud_folder_offline")]
    CloudFolderOffline,
    /// A guard of the system may have blocked the write: Windows Controlled Folder Access answers 'file not found' (2) for a new file in a folder that is there. Inferred, so the copy says 'may'.
    #[serde(rename = "folder_protected")]
    FolderProtected,
    /// Another program holds the file: an antivirus, a sync client, a viewer. It lets go in a moment, or when closed.
    #[serde(rename = "file_in_use")]
    FileInUse,
    /// The system refuses this path: too long, forbidden characters, or a folder of the same name. Names are made safe beforehand, so the folder's own path is the likely cause: another folder works.
    #[serde(rename = "name_refused")]
    NameRefused,
    /// The folder is no longer there: removed, renamed, or its drive unplugged.
    #[serde(rename = "folder_gone")]
    FolderGone,
    /// This place takes no new file from this account: a read-only disk, a folder without the right to write, a lock. Another place does; whoever may repair the folder can do so and try again.
    #[serde(rename = "folder_read_only")]
    FolderReadOnly,
    /// A mistake of the program or of the source: an empty or malformed address, a wrong path or parameter. The user can change nothing.
    #[serde(rename = "invalid_argument")]
    InvalidArgument,
    /// Nothing of the table fits. It never retries by itself and promises nothing; the raw signal goes into the report so that a row can be added.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Kind {
    /// Every word, in the order of the table.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::PrivacyNotDeclared,
        Self::PrivacyNotAgreed,
        Self::GestureRequired,
        Self::DomainNotAllowed,
        Self::Interrupted,
        Self::ConcurrencyLimit,
        Self::StorageFull,
        Self::FileTooLarge,
        Self::NetworkTls,
        Self::NetworkDns,
        Self::NetworkTimeout,
        Self::NetworkOffline,
        Self::ServerUnreachable,
        Self::UserCancelled,
        Self::PermissionDeniedBySystem,
        Self::PermissionDeniedByUser,
        Self::AuthExpired,
        Self::LinkExpired,
        Self::RateLimited,
        Self::FileMissing,
        Self::FileTypeUnsupported,
        Self::FileCorrupt,
        Self::ApiUnsupported,
        Self::HttpStatus,
        Self::CloudFolderOffline,
        Self::FolderProtected,
        Self::FileInUse,
        Self::NameRefused,
        Self::FolderGone,
        Self::FolderReadOnly,
        Self::InvalidArgument,
        Self::Unknown,
    ];

    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PrivacyNotDeclared => "privacy_not_declared",
            Self::PrivacyNotAgreed => "privacy_not_agreed",
            Self::GestureRequired => "gesture_required",
            Self::DomainNotAllowed => "domain_not_allowed",
            Self::Interrupted => "interrupted",
            Self::ConcurrencyLimit => "concurrency_limit",
            Self::StorageFull => "storage_full",
            Self::FileTooLarge => "file_too_large",
            Self::NetworkTls => "network_tls",
            Self::NetworkDns => "network_dns",
            Self::NetworkTimeout => "network_timeout",
            Self::NetworkOffline => "network_offline",
            Self::ServerUnreachable => "server_unreachable",
            Self::UserCancelled => "user_cancelled",
            Self::PermissionDeniedBySystem => "permission_denied_by_system",
            Self::PermissionDeniedByUser => "permission_denied_by_user",
            Self::AuthExpired => "auth_expired",
            Self::LinkExpired => "link_expired",
            Self::RateLimited => "rate_limited",
            Self::FileMissing => "file_missing",
            Self::FileTypeUnsupported => "file_type_unsupported",
            Self::FileCorrupt => "file_corrupt",
            Self::ApiUnsupported => "api_unsupported",
            Self::HttpStatus => "http_status",
            Self::CloudFolderOffline => "cloud_folder_offline",
            Self::FolderProtected => "folder_protected",
            Self::FileInUse => "file_in_use",
            Self::NameRefused => "name_refused",
            Self::FolderGone => "folder_gone",
            Self::FolderReadOnly => "folder_read_only",
            Self::InvalidArgument => "invalid_argument",
            Self::Unknown => "unknown",
        }
    }
}

/// What may put it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Recovery {
    /// Somebody switched it off; switched on, the same save works.
    #[serde(rename = "grant")]
    Grant,
    /// This save can never work here, another place may.
    #[serde(rename = "relocate")]
    Relocate,
    /// Nothing to change; trying again may work.
    #[serde(rename = "retry")]
    Retry,
    /// Nothing the user can do in this flow.
    #[serde(rename = "stop")]
    Stop,
}

impl Recovery {
    /// Every word, in the order of the table.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::Grant,
        Self::Relocate,
        Self::Retry,
        Self::Stop,
    ];

    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Relocate => "relocate",
            Self::Retry => "retry",
            Self::Stop => "stop",
        }
    }
}

/// The page, panel or act that leads out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Remedy {
    /// Nothing to open.
    #[serde(rename = "none")]
    None,
    /// The owner of the mini-program or of the poster source has to act.
    #[serde(rename = "tell_owner")]
    TellOwner,
    /// Show the privacy agreement again.
    #[serde(rename = "agree_privacy")]
    AgreePrivacy,
    /// A fresh tap.
    #[serde(rename = "tap_again")]
    TapAgain,
    /// The same save once more.
    #[serde(rename = "try_again")]
    TryAgain,
    /// The same save after the time the server named.
    #[serde(rename = "wait")]
    Wait,
    /// The same save asks for the permission again.
    #[serde(rename = "ask_again")]
    AskAgain,
    /// wx.openSetting
    #[serde(rename = "open_setting")]
    OpenSetting,
    /// wx.openAppAuthorizeSetting, or written steps where it is missing.
    #[serde(rename = "open_app_authorize_setting")]
    OpenAppAuthorizeSetting,
    /// A newer client.
    #[serde(rename = "update_client")]
    UpdateClient,
    /// Storage of the phone.
    #[serde(rename = "free_space")]
    FreeSpace,
    /// The source's access token.
    #[serde(rename = "sign_in")]
    SignIn,
    /// macOS System Settings, Privacy & Security.
    #[serde(rename = "open_privacy_files")]
    OpenPrivacyFiles,
    /// Controlled folder access.
    #[serde(rename = "open_ransomware_protection")]
    OpenRansomwareProtection,
    /// snap connect.
    #[serde(rename = "connect_snap")]
    ConnectSnap,
    /// flatpak override, or Flatseal.
    #[serde(rename = "connect_flatpak")]
    ConnectFlatpak,
    /// The system's folder dialog.
    #[serde(rename = "choose_folder")]
    ChooseFolder,
    /// The raw signal, for whoever adds the row.
    #[serde(rename = "copy_report")]
    CopyReport,
}

impl Remedy {
    /// Every word, in the order of the table.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::TellOwner,
        Self::AgreePrivacy,
        Self::TapAgain,
        Self::TryAgain,
        Self::Wait,
        Self::AskAgain,
        Self::OpenSetting,
        Self::OpenAppAuthorizeSetting,
        Self::UpdateClient,
        Self::FreeSpace,
        Self::SignIn,
        Self::OpenPrivacyFiles,
        Self::OpenRansomwareProtection,
        Self::ConnectSnap,
        Self::ConnectFlatpak,
        Self::ChooseFolder,
        Self::CopyReport,
    ];

    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::TellOwner => "tell_owner",
            Self::AgreePrivacy => "agree_privacy",
            Self::TapAgain => "tap_again",
            Self::TryAgain => "try_again",
            Self::Wait => "wait",
            Self::AskAgain => "ask_again",
            Self::OpenSetting => "open_setting",
            Self::OpenAppAuthorizeSetting => "open_app_authorize_setting",
            Self::UpdateClient => "update_client",
            Self::FreeSpace => "free_space",
            Self::SignIn => "sign_in",
            Self::OpenPrivacyFiles => "open_privacy_files",
            Self::OpenRansomwareProtection => "open_ransomware_protection",
            Self::ConnectSnap => "connect_snap",
            Self::ConnectFlatpak => "connect_flatpak",
            Self::ChooseFolder => "choose_folder",
            Self::CopyReport => "copy_report",
        }
    }
}

/// Where the flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum State {
    /// Nothing is under way; the save button is the only offer.
    #[serde(rename = "ready")]
    Ready,
    /// The poster is on its way from the server.
    #[serde(rename = "fetching")]
    Fetching,
    /// The whole poster is here and checked; it is being stored. The user sees one sentence for both halves.
    #[serde(rename = "writing")]
    Writing,
    /// The poster is stored whole.
    #[serde(rename = "saved")]
    Saved,
    /// Something is switched off that somebody can switch on; the copy is the failure's own.
    #[serde(rename = "blocked")]
    Blocked,
    /// The user is at the switch. Coming back is noticed by the host; the button is for hosts that notice nothing.
    #[serde(rename = "settings")]
    Settings,
    /// Back from the switch: look whether it is on before anything is promised.
    #[serde(rename = "checking")]
    Checking,
    /// The switch is on. The confirm button saves the same poster at once, and only once for each trip to the switch.
    #[serde(rename = "granted")]
    Granted,
    /// The user came back and the switch is still off: said once, truthfully, with the way to it left open.
    #[serde(rename = "still_refused")]
    StillRefused,
    /// This place cannot take the poster; another may. The copy is the failure's own.
    #[serde(rename = "misplaced")]
    Misplaced,
    /// Trying again may work. The copy is the failure's own.
    #[serde(rename = "failed")]
    Failed,
    /// Nothing the user can do in this flow. The copy is the failure's own, with the report to copy.
    #[serde(rename = "stopped")]
    Stopped,
    /// The system suspended us in the middle; the poster goes on when we are in front again.
    #[serde(rename = "paused")]
    Paused,
}

impl State {
    /// Every word, in the order of the table.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::Ready,
        Self::Fetching,
        Self::Writing,
        Self::Saved,
        Self::Blocked,
        Self::Settings,
        Self::Checking,
        Self::Granted,
        Self::StillRefused,
        Self::Misplaced,
        Self::Failed,
        Self::Stopped,
        Self::Paused,
    ];

    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Fetching => "fetching",
            Self::Writing => "writing",
            Self::Saved => "saved",
            Self::Blocked => "blocked",
            Self::Settings => "settings",
            Self::Checking => "checking",
            Self::Granted => "granted",
            Self::StillRefused => "still_refused",
            Self::Misplaced => "misplaced",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
            Self::Paused => "paused",
        }
    }
}

/// What moves the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Event {
    /// Sent by the user.
    #[serde(rename = "save")]
    Save,
    /// Sent by the user.
    #[serde(rename = "cancel")]
    Cancel,
    /// Sent by the user.
    #[serde(rename = "open_settings")]
    OpenSettings,
    /// Sent by the user.
    #[serde(rename = "recheck")]
    Recheck,
    /// Sent by the user.
    #[serde(rename = "choose_folder")]
    ChooseFolder,
    /// Sent by the user.
    #[serde(rename = "retry")]
    Retry,
    /// Sent by the user.
    #[serde(rename = "open_folder")]
    OpenFolder,
    /// Sent by the user.
    #[serde(rename = "dismiss")]
    Dismiss,
    /// Sent by the host.
    #[serde(rename = "fetched")]
    Fetched,
    /// Sent by the host.
    #[serde(rename = "saved")]
    Saved,
    /// Sent by the host.
    #[serde(rename = "failed.grant")]
    FailedGrant,
    /// Sent by the host.
    #[serde(rename = "failed.relocate")]
    FailedRelocate,
    /// Sent by the host.
    #[serde(rename = "failed.retry")]
    FailedRetry,
    /// Sent by the host.
    #[serde(rename = "failed.stop")]
    FailedStop,
    /// Sent by the host.
    #[serde(rename = "cancelled")]
    Cancelled,
    /// Sent by the host.
    #[serde(rename = "interrupted")]
    Interrupted,
    /// Sent by the host.
    #[serde(rename = "resumed")]
    Resumed,
    /// Sent by the host.
    #[serde(rename = "returned")]
    Returned,
    /// Sent by the host.
    #[serde(rename = "grant.yes")]
    GrantYes,
    /// Sent by the host.
    #[serde(rename = "grant.no")]
    GrantNo,
    /// Sent by the host.
    #[serde(rename = "grant.unasked")]
    GrantUnasked,
    /// Sent by the host.
    #[serde(rename = "chosen")]
    Chosen,
    /// Sent by the host.
    #[serde(rename = "left")]
    Left,
}

impl Event {
    /// Every word, in the order of the table.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::Save,
        Self::Cancel,
        Self::OpenSettings,
        Self::Recheck,
        Self::ChooseFolder,
        Self::Retry,
        Self::OpenFolder,
        Self::Dismiss,
        Self::Fetched,
        Self::Saved,
        Self::FailedGrant,
        Self::FailedRelocate,
        Self::FailedRetry,
        Self::FailedStop,
        Self::Cancelled,
        Self::Interrupted,
        Self::Resumed,
        Self::Returned,
        Self::GrantYes,
        Self::GrantNo,
        Self::GrantUnasked,
        Self::Chosen,
        Self::Left,
    ];

    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Cancel => "cancel",
            Self::OpenSettings => "open_settings",
            Self::Recheck => "recheck",
            Self::ChooseFolder => "choose_folder",
            Self::Retry => "retry",
            Self::OpenFolder => "open_folder",
            Self::Dismiss => "dismiss",
            Self::Fetched => "fetched",
            Self::Saved => "saved",
            Self::FailedGrant => "failed.grant",
            Self::FailedRelocate => "failed.relocate",
            Self::FailedRetry => "failed.retry",
            Self::FailedStop => "failed.stop",
            Self::Cancelled => "cancelled",
            Self::Interrupted => "interrupted",
            Self::Resumed => "resumed",
            Self::Returned => "returned",
            Self::GrantYes => "grant.yes",
            Self::GrantNo => "grant.no",
            Self::GrantUnasked => "grant.unasked",
            Self::Chosen => "chosen",
            Self::Left => "left",
        }
    }
}

/// What the host does for the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Effect {
    /// Download the poster to a private place and check that it is a whole picture. Answers fetched, failed.*, cancelled or interrupted.
    #[serde(rename = "fetch_poster")]
    FetchPoster,
    /// Store the checked poster where the user finds it. Answers saved, failed.*, cancelled or interrupted.
    #[serde(rename = "write_poster")]
    WritePoster,
    /// Open the page that the failure's remedy names, in the same tick as the tap. Answers returned, or failed.* when the page cannot be opened.
    #[serde(rename = "open_settings")]
    OpenSettings,
    /// Look whether the switch is on now. Answers grant.yes, grant.no, grant.unasked or failed.*.
    #[serde(rename = "probe_grant")]
    ProbeGrant,
    /// Show the system's folder dialog. Answers chosen, or nothing when the user closes it.
    #[serde(rename = "choose_folder")]
    ChooseFolder,
    /// Show the saved poster in the file manager.
    #[serde(rename = "open_folder")]
    OpenFolder,
    /// Stop what is under way; its late answers carry an old attempt number and are ignored.
    #[serde(rename = "abandon")]
    Abandon,
}

impl Effect {
    /// Every word, in the order of the table.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::FetchPoster,
        Self::WritePoster,
        Self::OpenSettings,
        Self::ProbeGrant,
        Self::ChooseFolder,
        Self::OpenFolder,
        Self::Abandon,
    ];

    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FetchPoster => "fetch_poster",
            Self::WritePoster => "write_poster",
            Self::OpenSettings => "open_settings",
            Self::ProbeGrant => "probe_grant",
            Self::ChooseFolder => "choose_folder",
            Self::OpenFolder => "open_folder",
            Self::Abandon => "abandon",
        }
    }
}
