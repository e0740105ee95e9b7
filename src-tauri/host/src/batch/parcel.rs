//! A picture on its way that another attempt, or another run, can go on with.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use poster_core::ImageRef;

use crate::disk::Draft;
use crate::fetch::{Held, Sink};
use crate::ledger::{Ledger, Part};

/// What has come in so much time is worth a sync and a row of the journal. Most pictures come faster.
const WORTH: Duration = Duration::from_secs(2);

/// Which poster of which batch it belongs to, and where that is written down.
pub(super) type Journal = (i64, u32, Ledger);

/// A draft, from its first byte to its name.
pub(super) struct Parcel {
    folder: PathBuf,
    /// Made with the first byte: nothing waits for the disk before a request is sent.
    draft: Option<Draft>,
    /// What an earlier attempt left.
    held: Option<Held>,
    /// The strong entity tag of what is coming, and its length where announced: with them it can be gone on with.
    tag: Option<(String, Option<u64>)>,
    /// All of it is here; what it is to be checked against.
    whole: Option<ImageRef>,
    /// An attempt has failed: its folder may have gone meanwhile.
    again: bool,
    journal: Option<Journal>,
    noted: Instant,
    noting: Arc<AtomicBool>,
}

impl Parcel {
    /// From nothing.
    pub(super) fn new(folder: &Path, journal: Option<Journal>) -> Self {
        Self {
            folder: folder.to_owned(),
            draft: None,
            held: None,
            tag: None,
            whole: None,
            again: false,
            journal,
            noted: Instant::now(),
            noting: Arc::default(),
        }
    }

    /// What another run left behind, if it can be gone on with. Blocks.
    pub(super) fn reopen(part: &Part, folder: &Path, journal: Option<Journal>) -> io::Result<Self> {
        let draft = Draft::reopen(&part.path, part.written)?;
        let mut parcel = Self::new(folder, journal);
        parcel.tag = Some((part.etag.clone(), part.total));
        parcel.draft = Some(draft);
        parcel.pause();
        Ok(parcel)
    }

    /// An attempt has ended without success. Whether the next one can go on from here.
    pub(super) fn pause(&mut self) -> bool {
        self.again = true;
        if self.whole.is_some() {
            return true;
        }
        if self.draft.as_mut().is_some_and(|draft| draft.settle().is_err()) {
            self.draft = None;
        }
        let written = self.draft.as_ref().map_or(0, Draft::bytes);
        self.held = self.tag.as_ref().filter(|_| written > 0).map(|(etag, total)| Held {
            etag: etag.clone(),
            total: *total,
            written,
        });
        self.held.is_some()
    }

    /// All bytes are here.
    pub(super) fn complete(&mut self, image: ImageRef) {
        self.whole = Some(image);
    }

    /// What a whole picture is to be checked against.
    pub(super) fn whole(&self) -> Option<&ImageRef> {
        self.whole.as_ref()
    }

    /// The draft of a whole picture, in this folder. Blocks.
    pub(super) fn draft_in(&mut self, folder: &Path) -> io::Result<&mut Draft> {
        let draft = self.draft.as_mut().ok_or(io::ErrorKind::NotFound)?;
        if self.again || self.folder != folder {
            draft.move_into(folder)?;
            folder.clone_into(&mut self.folder);
        }
        Ok(draft)
    }

    /// The rest comes into another folder. Blocks.
    pub(super) fn move_to(&mut self, folder: &Path) -> io::Result<()> {
        folder.clone_into(&mut self.folder);
        self.draft.as_mut().map_or(Ok(()), |draft| draft.move_into(folder))
    }

    /// Whether its bytes are in another folder.
    pub(super) fn is_elsewhere(&self, folder: &Path) -> bool {
        self.folder != folder
    }

    /// The program ends: another run may go on with what is here. Blocks.
    pub(super) fn leave(mut self) {
        if let (true, Some(draft), Some((etag, total)), Some((batch, place, ledger))) = (self.pause(), self.draft, self.tag, &self.journal)
            && draft.handle().and_then(|file| file.sync_data()).is_ok()
        {
            let part = Part {
                path: draft.path().to_owned(),
                etag,
                total,
                written: draft.bytes(),
            };
            ledger.note_part(*batch, *place, &part);
            draft.leave();
        }
    }

    /// Notes what has come so far, on another thread: only what is synced can be relied on after a power cut.
    fn note(&mut self) {
        let (Some(draft), Some((etag, total)), Some((batch, place, ledger))) = (&self.draft, &self.tag, &self.journal) else {
            return;
        };
        let Ok(file) = draft.handle() else { return };
        if self.noting.swap(true, Ordering::AcqRel) {
            return;
        }
        let part = Part {
            path: draft.path().to_owned(),
            etag: etag.clone(),
            total: *total,
            written: draft.bytes(),
        };
        let (batch, place, ledger, noting) = (*batch, *place, ledger.clone(), self.noting.clone());
        tokio::task::spawn_blocking(move || {
            // What cannot be synced is fetched again after a kill.
            if file.sync_data().is_ok() {
                ledger.note_part(batch, place, &part);
            }
            noting.store(false, Ordering::Release);
        });
    }
}

impl Sink for Parcel {
    fn start(&mut self, expected: Option<u64>) -> io::Result<()> {
        (self.held, self.tag, self.whole) = (None, None, None);
        self.noted = Instant::now();
        match &mut self.draft {
            Some(draft) => draft,
            none => none.insert(Draft::create(&self.folder)?),
        }
        .start(expected)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let draft = self.draft.as_mut().ok_or(io::ErrorKind::NotFound)?;
        draft.write(bytes)?;
        if self.noted.elapsed() >= WORTH {
            self.noted = Instant::now();
            self.note();
        }
        Ok(())
    }

    fn held(&self) -> Option<Held> {
        self.held.clone()
    }

    fn resumable(&mut self, etag: &str, total: Option<u64>) {
        self.tag = Some((etag.to_owned(), total));
    }
}
