//! Saving a poster: straight from the network into its folder, or from the cache after a refusal.

use std::io;
use std::path::{Path, PathBuf};

use poster_core::picture::Verdict;
use poster_core::signal::{Content, DesktopSignal, Stage};
use poster_core::window::Outcome;
use poster_core::{Failure, ImageRef, Poster};

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
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Whether the picture was found whole. `false`: kept as the server sent it, but marked.
    pub verified: bool,
    /// Stored now, or there already.
    pub outcome: Outcome,
}

/// Downloads into `folder`: written beside its target, checked, synced, and only then named.
///
/// `name` is asked once the bytes have told their format; it gets the extension without its dot.
pub async fn fetch_into(
    api: &Api,
    wanted: &Wanted,
    folder: &Path,
    name: impl FnOnce(&str) -> String,
    on_conflict: OnConflict,
    on_progress: &(dyn Fn(Progress) + Sync),
    cancel: &Cancel,
) -> crate::Result<Saved> {
    let mut draft = Draft::create(folder).map_err(|error| at_folder(&error, folder, None))?;
    let fetched = match api.fetch(wanted, &mut draft, on_progress, cancel).await {
        Ok(fetched) => fetched,
        Err(Stopped::Failed(failure)) => return Err(*failure),
        Err(Stopped::Sink(error)) => return Err(at_folder(&error, folder, wanted.image.bytes)),
        Err(Stopped::Cancelled) => return Err(cancelled()),
    };
    let (verdict, draft) = look(draft, fetched.image).await?;
    let name = name(verdict.format.extension());
    let folder = folder.to_owned();
    let settled = tokio::task::spawn_blocking(move || commit(draft, &verdict, &folder, &name, on_conflict)).await;
    settled.unwrap_or_else(|ended| Err(broken(&ended, Stage::Write)))
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
    match &announced.sha256 {
        Some(wanted) if !wanted.eq_ignore_ascii_case(&draft.sha256()) => {
            Err(refused(Content::Mismatch, "the SHA-256 is not the announced one".into()))
        }
        _ => Ok(verdict),
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
pub(crate) fn commit(draft: Draft, verdict: &Verdict, folder: &Path, name: &str, on_conflict: OnConflict) -> crate::Result<Saved> {
    let (bytes, sha256) = (draft.bytes(), draft.sha256());
    let target = folder.join(name);
    let committed = draft.commit(name, on_conflict);
    let committed = committed.map_err(|error| with_need(platform::observe(&error, &target, Stage::Write), Some(bytes)))?;
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
