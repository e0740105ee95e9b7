//! Saving a poster: straight from the network into its folder, or from the cache after a refusal.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use poster_core::picture::{Format, Verdict};
use poster_core::signal::{Content, DesktopSignal, Stage};
use poster_core::window::Outcome;
use poster_core::{Failure, ImageRef, Poster};
use tokio::sync::Semaphore;

use crate::api::Api;
use crate::disk::{self, Draft, OnConflict};
use crate::fetch::{Cancel, Progress, Sink as _, Stopped, Wanted};
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
    /// Stored now, or there already.
    pub outcome: Outcome,
}

/// Where a poster goes.
#[derive(Clone, Debug)]
pub struct Target {
    /// The folder. It must be there.
    pub folder: PathBuf,
    /// Where the name is taken already.
    pub on_conflict: OnConflict,
    /// Whether the caller wants the digest: it costs about half as much again as saving does.
    pub digest: bool,
}

/// How many posters are under way at once. Clones share.
///
/// A poster leaves its download slot with its last byte: the disk works on it while the network fetches the next one.
/// Many syncs at once share the file system's journal, so that they cost a fraction of one after the other.
#[derive(Clone, Debug)]
pub struct Slots {
    downloads: Arc<Semaphore>,
    disk: Arc<Semaphore>,
}

impl Slots {
    /// Posters that the disk works on at once, at most.
    pub const DISK: usize = 32;

    /// This many downloads at once. [`Limits::connections`](crate::limits::Limits::connections) still bounds each host.
    pub fn new(downloads: usize) -> Self {
        Self {
            downloads: Arc::new(Semaphore::new(downloads)),
            disk: Arc::new(Semaphore::new(Self::DISK)),
        }
    }
}

/// Downloads a poster: written beside its target, checked, synced, and only then named.
///
/// Pieces are written on the calling task, which is quicker than handing them over, and blocks for moments: a runtime
/// that also serves a window should leave this to another one. `name` is asked once the bytes have told their format;
/// it gets the extension without its dot.
pub async fn fetch_into(
    api: &Api,
    slots: &Slots,
    wanted: &Wanted,
    target: &Target,
    name: impl FnOnce(&str) -> String,
    on_progress: &(dyn Fn(Progress) + Sync),
    cancel: &Cancel,
) -> crate::Result<Saved> {
    // Never closed, so this succeeds, here and below.
    let Some(download) = cancel.run_until_cancelled(slots.downloads.acquire()).await else {
        return Err(cancelled());
    };
    let mut draft = Draft::create(&target.folder).map_err(|error| at_folder(&error, &target.folder, None))?;
    let fetched = match api.fetch(wanted, &mut draft, on_progress, cancel).await {
        Ok(fetched) => fetched,
        Err(Stopped::Failed(failure)) => return Err(*failure),
        Err(Stopped::Sink(error)) => return Err(at_folder(&error, &target.folder, wanted.image.bytes)),
        Err(Stopped::Cancelled) => return Err(cancelled()),
    };
    drop(download);
    let name = name(draft.format().map_or("", Format::extension));
    let target = target.clone();
    let _disk = slots.disk.acquire().await;
    let settled = tokio::task::spawn_blocking(move || {
        let verdict = check(&draft, &fetched.image)?;
        let sha256 = target.digest.then(|| draft.sha256()).transpose();
        let sha256 = sha256.map_err(|error| at_folder(&error, &target.folder, None))?;
        commit(draft, &verdict, &target.folder, &name, target.on_conflict, sha256)
    });
    settled.await.unwrap_or_else(|ended| Err(broken(&ended, Stage::Write)))
}

/// Looks at what came, on a thread that may block: is it a picture that may be kept, and the one that was announced?
pub async fn look(draft: Draft, announced: ImageRef) -> crate::Result<(Verdict, Draft)> {
    let looked = tokio::task::spawn_blocking(move || check(&draft, &announced).map(|verdict| (verdict, draft))).await;
    looked.unwrap_or_else(|ended| Err(broken(&ended, Stage::Verify)))
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
    filing.put(draft, &verdict, poster, Slot::default())
}

fn check(draft: &Draft, announced: &ImageRef) -> crate::Result<Verdict> {
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
pub(crate) fn commit(
    draft: Draft,
    verdict: &Verdict,
    folder: &Path,
    name: &str,
    on_conflict: OnConflict,
    sha256: Option<String>,
) -> crate::Result<Saved> {
    let bytes = draft.bytes();
    let target = folder.join(name);
    let at_target = |error: io::Error| with_need(platform::observe(&error, &target, Stage::Write), Some(bytes));
    let committed = draft.commit(name, on_conflict).map_err(at_target)?;
    Ok(Saved {
        path: committed.path,
        bytes,
        sha256,
        verified: verdict.is_whole(),
        outcome: committed.outcome,
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
