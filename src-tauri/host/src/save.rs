//! Saving a poster that has come: looked at, stored, and told how that ended.

use std::io;
use std::path::{Path, PathBuf};

use poster_core::picture::Verdict;
use poster_core::signal::{Content, DesktopSignal, Stage};
use poster_core::window::{Outcome, Remark};
use poster_core::{Failure, ImageRef, Poster};

use crate::disk::{self, Draft, OnConflict};
use crate::fetch::Sink as _;
use crate::filing::{Filing, Slot};
use crate::library::Original;
use crate::platform;

/// A poster that is stored.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Where.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// Lower-case hexadecimal; where it was asked for.
    pub sha256: Option<String>,
    /// Whether the picture was found whole. `false`: kept as the server sent it, but marked.
    pub verified: bool,
    /// Stored now, there already, or left out because of its name.
    pub outcome: Outcome,
    /// What could not be done with it.
    pub remark: Option<Remark>,
}

/// Stores a picture that is in the cache already. Blocks: for a thread that may.
pub fn store(original: &Original, filing: &Filing, poster: &Poster) -> crate::Result<Saved> {
    let at_target = |error: io::Error| at_folder(&error, &filing.folder, Some(original.bytes));
    let mut draft = Draft::create(&filing.folder).map_err(at_target)?;
    draft.start(Some(original.bytes)).map_err(at_target)?;
    disk::each_piece(&original.path, |piece| draft.write(piece)).map_err(at_target)?;
    let expected = ImageRef {
        sha256: Some(original.sha256.clone()),
        ..ImageRef::default()
    };
    let verdict = check(&draft, &expected)?;
    filing.put(&mut draft, &verdict, poster, Slot::default())
}

/// Looks at what came: is it a picture that may be kept, and the one that was announced? Blocks.
pub(crate) fn check(draft: &Draft, announced: &ImageRef) -> crate::Result<Verdict> {
    let verdict = draft
        .verdict()
        .map_err(|content| refused(content, "the bytes are no picture that is kept".into()))?;
    let Some(wanted) = &announced.sha256 else { return Ok(verdict) };
    let found = draft
        .sha256()
        .map_err(|error| Failure::desktop(platform::observe(&error, draft.path(), Stage::Verify)))?;
    if wanted.eq_ignore_ascii_case(&found) {
        Ok(verdict)
    } else {
        Err(refused(Content::Mismatch, "the SHA-256 is not the announced one".into()))
    }
}

/// Bytes that are not kept, and why.
pub(crate) fn refused(content: Content, detail: String) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        stage: Stage::Verify,
        content: Some(content),
        detail: Some(detail),
        ..DesktopSignal::default()
    })
}

/// Names a checked picture. Blocks.
pub(crate) fn commit(draft: &mut Draft, verdict: &Verdict, folder: &Path, name: &str, on_conflict: OnConflict) -> crate::Result<Saved> {
    let bytes = draft.bytes();
    let target = folder.join(name);
    let at_target = |error: io::Error| with_need(platform::observe(&error, &target, Stage::Write), Some(bytes));
    let committed = draft.commit(name, on_conflict).map_err(at_target)?;
    Ok(Saved {
        path: committed.path,
        bytes,
        sha256: draft.known_sha256(),
        verified: verdict.is_whole(),
        outcome: committed.outcome,
        remark: None,
    })
}

/// What the disk refused, with the space that was needed.
pub fn at_folder(error: &io::Error, folder: &Path, need: Option<u64>) -> Failure {
    with_need(platform::observe_folder(error, folder, Stage::Write), need)
}

fn with_need(mut signal: DesktopSignal, need: Option<u64>) -> Failure {
    // Only a full disk tells its free space; only there is the need worth a word.
    if signal.facts.free.is_some() {
        signal.facts.need = need;
    }
    Failure::desktop(signal)
}

/// A worker that panicked: a defect, told as what it is.
pub fn broken(error: &tokio::task::JoinError, stage: Stage) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        stage,
        detail: Some(format!("a worker ended: {error}")),
        ..DesktopSignal::default()
    })
}

/// The end of a save that the user stopped.
pub fn cancelled() -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        stage: Stage::Fetch,
        io: Some("Cancelled".into()),
        ..DesktopSignal::default()
    })
}
