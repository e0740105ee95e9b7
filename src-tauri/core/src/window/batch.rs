//! A batch as the window draws it, and what the user chose for it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::copy::Message;
use crate::session::View;
use crate::window::SourceRef;
use crate::words::{Kind, Recovery};

/// What to do where a file of that name is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum OnConflict {
    /// Leave it, save nothing.
    Skip,
    /// Save beside it as `name (1).ext`.
    #[default]
    Number,
    /// Replace it: the user chose so.
    Overwrite,
}

/// What to do with a poster that was saved before and has not changed since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnKnown {
    /// Leave it out if its file is in the chosen folder or below it.
    #[default]
    Skip,
    /// Leave it out wherever its file is.
    SkipAnywhere,
    /// Save it once more.
    SaveAgain,
}

/// Which posters a list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Only {
    /// Every one.
    #[default]
    All,
    /// Those never saved from this source.
    New,
}

/// How posters are laid out in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Layout {
    #[default]
    Grid,
    List,
}

/// What a saved picture is turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Convert {
    /// The format.
    pub to: ConvertTo,
    /// 1 to 100, for JPEG.
    pub quality: u8,
    /// Whether the file as the server sent it is saved, too.
    pub keep_original: bool,
}

/// A format that every program opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ConvertTo {
    Png,
    Jpeg,
}

/// How posters are saved: remembered, and used by the single save, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BatchOptions {
    /// See [`crate::place::name_from_template`].
    pub template: String,
    /// Where a file of that name is there already.
    pub conflict: OnConflict,
    /// Where a poster was saved before.
    pub known: OnKnown,
    /// What pictures are turned into; `null` keeps them as they are.
    pub convert: Option<Convert>,
    /// Whether a `.json` with what is known of the poster is put beside it.
    pub sidecar: bool,
}

impl Default for BatchOptions {
    fn default() -> Self {
        Self {
            template: "{title}".into(),
            conflict: OnConflict::default(),
            known: OnKnown::default(),
            convert: None,
            sidecar: false,
        }
    }
}

/// That a poster was saved, and what became of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: u64,
    /// The file's name.
    pub file: String,
    /// The folder's label.
    pub folder: String,
    /// Whether the file is no longer where it was put.
    pub missing: bool,
    /// Whether the source has a newer version.
    pub changed: bool,
}

/// What has become of one poster on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Mark {
    /// Its id.
    pub poster: String,
    /// What the ledger says of it now.
    pub saved: Option<Saved>,
}

/// Every poster of a list, all pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Selection {
    /// Their ids, in the order of the list.
    pub ids: Vec<String>,
    /// Whether there are more than may be chosen at once.
    pub truncated: bool,
}

/// The state of the ledger, which says what was saved before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum LedgerState {
    /// As it should be.
    #[default]
    Ok,
    /// It was damaged: it has been set aside, and what could be read of it is in a new one.
    Rebuilt,
    /// It cannot be written: posters are saved all the same, and what was saved is known until the app is closed.
    Unavailable,
}

/// Where a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum BatchState {
    /// Posters come in.
    Running,
    /// The posters in flight are being finished, no more are begun.
    Pausing,
    /// Nothing moves until the user goes on.
    Paused,
    /// A refusal holds everything: [`BatchView::refusal`].
    Blocked,
    /// Every poster has come to its end.
    Finished,
    /// The user ended it.
    Cancelled,
}

/// Where one poster of a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum RowState {
    Waiting,
    Fetching,
    Writing,
    Saved,
    Skipped,
    /// Another file has the name, and stays.
    NameTaken,
    Failed,
    /// Kept back by the refusal that holds the batch.
    Held,
}

/// One poster of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BatchRow {
    /// Its id.
    pub poster: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub state: RowState,
    /// Bytes that came.
    #[ts(type = "number")]
    pub received: u64,
    /// Bytes announced.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
    /// What went wrong.
    pub kind: Option<Kind>,
    /// The file's name.
    pub file: Option<String>,
}

/// What could not be done with a poster that is saved all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// It could not be decoded, so it is saved in the format that it came in.
    NotConverted,
    /// The description beside it could not be written.
    NoSidecar,
}

/// How many posters are saved with the same remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BatchRemark {
    /// What could not be done.
    pub remark: Remark,
    /// With how many.
    pub count: u32,
}

/// The posters that met the same failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BatchFailures {
    /// What went wrong.
    pub kind: Kind,
    /// What may put it right.
    pub recovery: Recovery,
    /// How many met it.
    pub count: u32,
    /// What the user reads.
    pub copy: Message,
}

/// A batch as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BatchView {
    /// Another batch, another number.
    pub id: u32,
    /// Where it is.
    pub state: BatchState,
    /// Posters in it.
    pub total: u32,
    /// Posters saved.
    pub done: u32,
    /// Posters left out: saved before.
    pub skipped: u32,
    /// Posters left out: another file has the name.
    pub name_taken: u32,
    /// Posters that failed.
    pub failed: u32,
    /// Posters still to come, those in flight included.
    pub waiting: u32,
    /// Bytes that came.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes of all posters, as far as they can be told.
    #[ts(type = "number | null")]
    pub bytes_total: Option<u64>,
    /// Bytes a second, smoothed.
    #[ts(type = "number")]
    pub rate: u64,
    /// Milliseconds that are left, as far as they can be told.
    #[ts(type = "number | null")]
    pub left_ms: Option<u64>,
    /// Those in flight and the last that ended; of the failed ones all, up to a bound.
    pub rows: Vec<BatchRow>,
    /// The failures by kind.
    pub failures: Vec<BatchFailures>,
    /// Where the posters come from.
    pub source: SourceRef,
    /// What could not be done with posters that are saved.
    pub remarks: Vec<BatchRemark>,
    /// Where the posters go.
    pub folder: String,
    /// The one refusal that holds everything, with its ways out.
    pub refusal: Option<View>,
    /// Whether it was begun before the app was last closed.
    pub resumed: bool,
}

/// The names that a pattern gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NamePreview {
    /// One for each poster; folders are parted by `/`.
    pub names: Vec<String>,
    /// Why there are none.
    pub problem: Option<NameProblem>,
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NameProblem {
    /// Where, in characters from 0.
    pub at: u32,
    /// What the user reads.
    pub message: String,
}
