//! What crosses to the window besides [`View`](crate::View): ids and words, never a path, an address or a token.

mod batch;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use batch::{
    BatchFailures, BatchOptions, BatchRemark, BatchRow, BatchState, BatchView, Convert, ConvertTo, Layout, LedgerState, Mark, NamePreview,
    NameProblem, OnConflict, OnKnown, Only, Remark, RowState, Saved, Selection,
};

use crate::compare::rehearsal::Rehearsing;
use crate::contract::Locale;
use crate::copy::{self, Message};
use crate::failure::Failure;
use crate::poster::{PosterCard, PosterPage};
use crate::signal::{Os, Signal, Surface};
use crate::words::{Event, Kind, Recovery, Remedy};

/// What the window needs to draw its first frame.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Hello {
    /// Of the app.
    pub version: String,
    /// The system.
    pub os: Os,
    /// The user's language.
    pub locale: Locale,
    /// The user's colours.
    pub theme: Theme,
    /// Where posters come from.
    pub source: SourceLabel,
    /// Where posters go.
    pub folder: FolderLabel,
    /// See [`crate::CONTRACT_HASH`].
    pub contract: String,
    /// The row that the next save is made to meet.
    pub rehearsing: Option<Rehearsing>,
    /// How posters are laid out.
    pub layout: Layout,
    /// What is not as the user left it.
    pub notices: Vec<Notice>,
}

/// Something that could not be read or opened, and that the app works without. The user is told once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The settings file was damaged: it was set aside, and the app started with its defaults.
    SettingsDamaged,
    /// The address in the settings file is not one: the demo is shown instead.
    SourceUnreadable,
    /// The usual cache folder cannot be used: pictures are kept in a temporary one.
    CacheUnavailable,
    /// The ledger was damaged: it was set aside, and what could be read of it is in a new one.
    LedgerRebuilt,
    /// The ledger cannot be written: what is saved now is known until the app is closed.
    LedgerUnavailable,
}

/// The user's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// A source, as the window may know it.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "Source")]
pub struct SourceLabel {
    /// See [`SourceRef::key`].
    pub key: String,
    /// For people.
    pub name: String,
    /// Its host name.
    pub host: String,
    /// Its address, to be edited; without a password, a query or a token.
    pub address: String,
    /// Whether it is the built-in demo.
    pub demo: bool,
    /// Whether an access token is kept for it.
    pub token_set: bool,
}

/// Which source a poster belongs to: poster ids are unique only within one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct SourceRef {
    /// Stays the same where the address changes, as the port of the demo does.
    pub key: String,
    /// For people.
    pub name: String,
    /// Whether it is the built-in demo.
    pub demo: bool,
}

/// A folder, as the window may know it: its last two components.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Folder")]
pub struct FolderLabel {
    /// For people.
    pub label: String,
}

/// A page of posters.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Page {
    /// The posters.
    pub items: Vec<PosterCard>,
    /// Passed back as it is.
    pub next_cursor: Option<String>,
    /// Entries of the source that are no posters.
    pub skipped: u32,
}

impl From<&PosterPage> for Page {
    fn from(page: &PosterPage) -> Self {
        Self {
            items: page.items.iter().map(PosterCard::from).collect(),
            next_cursor: page.next_cursor.clone(),
            skipped: page.skipped,
        }
    }
}

/// Bytes so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// The attempt that they belong to.
    pub attempt: u32,
    /// Bytes that came.
    #[ts(type = "number")]
    pub received: u64,
    /// Bytes announced.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
}

/// A failure outside the flow (a list that does not load), with its sentence.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "Failure")]
pub struct Problem {
    /// What went wrong.
    pub kind: Kind,
    /// What may put it right.
    pub recovery: Recovery,
    /// What leads out.
    pub remedy: Remedy,
    /// What the flow would be told.
    pub event: Event,
    /// What was observed.
    pub signal: Signal,
    /// What the user reads.
    pub copy: Message,
}

impl Problem {
    /// The failure with its sentence in this language.
    pub fn new(failure: &Failure, locale: Locale) -> Self {
        let Failure {
            kind,
            recovery,
            remedy,
            event,
            signal,
        } = failure.clone();
        Self {
            kind,
            recovery,
            remedy,
            event,
            signal,
            copy: copy::failure_message(Surface::Desktop, locale, failure),
        }
    }
}

/// One save, of this run or an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryRow {
    /// Where the poster came from.
    pub source: SourceRef,
    /// The poster's id.
    pub poster: String,
    /// The poster's title.
    pub title: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The file's name.
    pub file: Option<String>,
    /// The folder's label.
    pub folder: Option<String>,
    /// Of the file.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// Whether the file is no longer where it was put.
    pub missing: bool,
    /// Whether the picture was checked to be whole.
    pub verified: bool,
    /// What went wrong.
    pub kind: Option<Kind>,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: u64,
}

/// How a save ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Stored now.
    Saved,
    /// The same file was there already.
    Skipped,
    /// Not stored: another file has the name, and the user wants such files left alone.
    NameTaken,
    /// Not stored.
    Failed,
}
