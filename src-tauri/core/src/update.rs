//! What the window may know of a newer version of the app.

use serde::Serialize;
use ts_rs::TS;

/// Whether there is a newer version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Update {
    /// This app does not update itself: nobody built an address in, or the system's package tool looks after it.
    Off,
    /// Nobody asked, and the user does not want the app to look by itself.
    Unasked,
    /// This is the newest.
    Newest,
    /// There is one.
    Found {
        /// Its number.
        version: String,
        /// What is new, in the user's language; may be empty.
        notes: String,
    },
}

/// How far an update came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdateStage {
    /// Asking whether there is one.
    Check,
    /// Fetching it and comparing its signature.
    Download,
    /// Putting it in the old one's place.
    Install,
}

/// Why an update did not happen. The app in use is untouched by each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdateTrouble {
    /// The server cannot be reached.
    Offline,
    /// The server has nothing for this system, or is out of order.
    Unavailable,
    /// The answer is no description of a release.
    Garbage,
    /// The file ended before its end, or has none.
    Cut,
    /// The file is not signed by the key that this app was built with.
    BadSignature,
    /// The file is signed, and is another version than the one announced.
    OtherVersion,
    /// The file cannot take the old one's place.
    NotInstalled,
    /// Posters are being saved.
    Busy,
}

/// Why an update did not happen, and how far it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UpdateFailure {
    /// Why.
    pub trouble: UpdateTrouble,
    /// How far it came.
    pub stage: UpdateStage,
}
