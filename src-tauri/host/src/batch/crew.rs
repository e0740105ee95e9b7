//! Those who do the work: one hands out posters, each poster goes its way from the source to its name.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use poster_core::signal::Stage;
use poster_core::window::Outcome;
use poster_core::{DesktopSignal, Failure, Kind, Poster};
use tokio::sync::OwnedSemaphorePermit;

use super::board::{Next, Reach, Stock, Taken};
use super::parcel::{Journal, Parcel};
use super::{Batch, End};
use crate::fetch::{Progress, Stopped};
use crate::filing::{Filing, Slot};
use crate::ledger::Entry;
use crate::platform;
use crate::save::{self, Saved};

/// Why a poster did not get its name.
enum Lost {
    Failed(Box<Failure>),
    Stopped,
}

/// Hands out posters until none is left, or the batch is ended.
pub(super) async fn dispatch(batch: Batch) {
    loop {
        // Never closed.
        let Ok(slot) = batch.0.slots.clone().acquire_owned().await else { return };
        let place = loop {
            let woken = batch.0.wake.notified();
            // Apart from the match: the board must not be held while waiting.
            let next = batch.board().next();
            match next {
                Next::Take(place) => break place,
                Next::Wait => woken.await,
                Next::Done => {
                    if finish(&batch).await {
                        return;
                    }
                }
                Next::Over => return,
            }
        };
        let batch = batch.clone();
        tokio::spawn(async move { fly(&batch, place, slot).await });
    }
}

/// Nothing is left to do: the journal is closed, and then the batch. Whether it is; posters may be tried again just now.
async fn finish(batch: &Batch) -> bool {
    let closing = batch.clone();
    // A journal that cannot be closed is gone through once more at the next start, and found done.
    let _ = tokio::task::spawn_blocking(move || closing.close_journal()).await;
    let finished = batch.board().finish();
    if finished {
        batch.changed();
    } else {
        let opening = batch.clone();
        let _ = tokio::task::spawn_blocking(move || opening.open_journal()).await;
    }
    finished
}

/// A poster's way, whatever happens on it.
async fn fly(batch: &Batch, place: usize, slot: OwnedSemaphorePermit) {
    if AssertUnwindSafe(one(batch, place, slot)).catch_unwind().await.is_err() {
        let (poster, title) = batch.board().name_of(place);
        let failure = Failure::desktop(DesktopSignal {
            os: Some(platform::os()),
            stage: Stage::Other,
            detail: Some("a worker panicked".into()),
            ..DesktopSignal::default()
        });
        fail(batch, place, None, poster, title, Box::new(failure));
    }
    batch.0.wake.notify_one();
}

async fn one(batch: &Batch, place: usize, slot: OwnedSemaphorePermit) {
    let Taken { poster, title, stock, renew } = batch.board().taken(place);
    let (library, filing) = {
        let work = batch.work();
        (work.library.clone(), work.filing.clone())
    };
    let journal = batch.journal().map(|(id, ledger)| (id, place as u32, ledger));
    let mut way = Way {
        batch,
        place,
        library: &library,
        filing: &filing,
        journal,
        parcel: None,
    };
    let ended = way.go(&poster, stock, renew, slot).await;
    let parcel = way
        .parcel
        .take()
        .filter(|_| ended.is_err())
        .and_then(|mut parcel| parcel.pause().then_some(parcel));
    match ended {
        Ok(end) => {
            // Told before the batch can have ended by it.
            batch.tell(&end);
            batch.board().ended(place, &end);
        }
        Err(Lost::Stopped) => batch.board().drop_flight(place, parcel),
        Err(Lost::Failed(failure)) => fail(batch, place, parcel, poster, title, failure),
    }
}

fn fail(batch: &Batch, place: usize, parcel: Option<Box<Parcel>>, poster: String, title: String, failure: Box<Failure>) {
    if batch.0.cancel.is_cancelled() {
        return batch.board().drop_flight(place, parcel);
    }
    // Bytes that are not what they should be are not gone on with.
    let parcel = parcel.filter(|_| !matches!(failure.kind, Kind::FileCorrupt | Kind::FileTypeUnsupported));
    let end = End::failed(poster, title, failure);
    if batch.meet(place, &end, parcel) != Reach::Poster {
        return;
    }
    batch.tell(&end);
    batch.board().land(place);
}

/// One poster's way.
struct Way<'a> {
    batch: &'a Batch,
    place: usize,
    library: &'a crate::library::Library,
    filing: &'a Filing,
    journal: Option<Journal>,
    /// What has come of it, also where the way ends early.
    parcel: Option<Box<Parcel>>,
}

impl Way<'_> {
    async fn go(&mut self, id: &str, stock: Stock, renew: bool, slot: OwnedSemaphorePermit) -> Result<End, Lost> {
        self.unpack(stock).await?;
        let poster = if renew {
            self.library.renewed(id).await
        } else {
            self.library.poster(id).await
        };
        let poster = poster.map_err(|failure| Lost::Failed(Box::new(failure)))?;
        self.batch.board().known(self.place, &poster.title, poster.image.bytes);
        let put = Slot {
            index: Some(self.place as u32 + 1),
            item: self.journal.as_ref().map(|(id, place, _)| (*id, *place)),
            again: self.batch.0.resumed,
        };
        if !self.filing.is_new(&poster)
            && let Some(known) = left_out(self.filing, &poster, put).await?
        {
            return Ok(skipped(poster, known));
        }
        self.fetch(&poster).await?;
        self.batch.board().writing(self.place);
        // Taken before the slot is given back, so that no more wait for the disk than may.
        let _turn = self.batch.0.commits.acquire().await;
        drop(slot);
        let saved = self.put(&poster, put).await?;
        Ok(end(poster, saved))
    }

    /// Takes up what is there of the poster.
    async fn unpack(&mut self, stock: Stock) -> Result<(), Lost> {
        let (folder, journal) = (self.filing.folder.clone(), self.journal.clone());
        let parcel = match stock {
            Stock::Nothing => None,
            Stock::Parcel(parcel) if !parcel.is_elsewhere(&folder) => Some(parcel),
            stock => {
                let moved = move || match stock {
                    // Where the old beginning is gone, or somebody has it, it begins anew.
                    Stock::Part(part) => Parcel::reopen(&part, &folder, journal).ok().map(Box::new),
                    Stock::Parcel(mut parcel) => match parcel.move_to(&folder) {
                        Ok(()) => Some(parcel),
                        Err(_) => None,
                    },
                    Stock::Nothing => None,
                };
                blocking(Stage::Write, moved).await?
            }
        };
        self.parcel = Some(parcel.unwrap_or_else(|| Box::new(Parcel::new(&self.filing.folder, self.journal.clone()))));
        Ok(())
    }

    async fn fetch(&mut self, poster: &Poster) -> Result<(), Lost> {
        let Some(parcel) = self.parcel.as_mut().filter(|parcel| parcel.whole().is_none()) else {
            return Ok(());
        };
        let (batch, place) = (self.batch, self.place);
        let report = |came: Progress| batch.board().received(place, came.received, came.total);
        match self.library.fetch(poster, &mut **parcel, &report, &batch.0.cancel).await {
            Ok(fetched) => {
                parcel.complete(fetched.image);
                Ok(())
            }
            Err(Stopped::Failed(failure)) => Err(Lost::Failed(failure)),
            Err(Stopped::Sink(error)) => {
                let failure = save::at_folder(&error, &self.filing.folder, poster.image.bytes);
                Err(Lost::Failed(Box::new(failure)))
            }
            Err(Stopped::Cancelled) => Err(Lost::Stopped),
        }
    }

    /// Checks what came and gives it its name.
    async fn put(&mut self, poster: &Poster, put: Slot) -> Result<Saved, Lost> {
        let Some(mut parcel) = self.parcel.take() else {
            return Err(Lost::Stopped);
        };
        let (filing, about) = (self.filing.clone(), poster.clone());
        let stored = move || {
            let image = parcel.whole().cloned().unwrap_or_default();
            let draft = parcel
                .draft_in(&filing.folder)
                .map_err(|error| save::at_folder(&error, &filing.folder, None));
            let saved = draft.and_then(|draft| {
                let verdict = save::check(draft, &image)?;
                filing.put(draft, &verdict, &about, put)
            });
            (parcel, saved)
        };
        let (parcel, saved) = blocking(Stage::Write, stored).await?;
        self.parcel = Some(parcel);
        saved.map_err(|failure| Lost::Failed(Box::new(failure)))
    }
}

/// Whether a poster was saved before, and need not be again.
async fn left_out(filing: &Filing, poster: &Poster, put: Slot) -> Result<Option<Entry>, Lost> {
    let (filing, about) = (filing.clone(), poster.clone());
    let looked = move || {
        let known = filing.known(&about)?;
        filing.note_known(&about, &known, put);
        Some(known)
    };
    blocking(Stage::Verify, looked).await
}

async fn blocking<T: Send + 'static>(stage: Stage, act: impl FnOnce() -> T + Send + 'static) -> Result<T, Lost> {
    let done = tokio::task::spawn_blocking(act).await;
    done.map_err(|broken| Lost::Failed(Box::new(save::broken(&broken, stage))))
}

fn end(poster: Poster, saved: Saved) -> End {
    End {
        poster: poster.id,
        title: poster.title,
        file: Some(saved.path),
        bytes: Some(saved.bytes),
        sha256: saved.sha256,
        verified: saved.verified,
        outcome: saved.outcome,
        remark: saved.remark,
        failure: None,
    }
}

/// One that was saved before: it was looked at then, and its length now.
fn skipped(poster: Poster, known: Entry) -> End {
    End {
        poster: poster.id,
        title: poster.title,
        bytes: Some(known.bytes).filter(|bytes| *bytes > 0),
        sha256: Some(known.sha256).filter(|sha256| !sha256.is_empty()),
        file: Some(known.path),
        verified: false,
        outcome: Outcome::Skipped,
        remark: None,
        failure: None,
    }
}
