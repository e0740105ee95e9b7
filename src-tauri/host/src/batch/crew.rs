//! Those who do the work: one hands out posters, each poster goes its way from the source to its name.

use poster_core::signal::Stage;
use poster_core::window::{BatchState, Outcome};
use poster_core::{Failure, Poster};
use tokio::sync::OwnedSemaphorePermit;

use super::board::{Next, Reach};
use super::parcel::Parcel;
use super::{Batch, End};
use crate::disk::Draft;
use crate::fetch::{Progress, Stopped, Wanted};
use crate::filing::{Filing, Slot};
use crate::ledger::{ItemState, Ledger, Part};
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
                Next::Over => return over(&batch),
            }
        };
        let batch = batch.clone();
        tokio::spawn(async move { one(&batch, place, slot).await });
    }
}

fn over(batch: &Batch) {
    if batch.state() != BatchState::Cancelled {
        batch.board().end(BatchState::Finished);
        batch.close_journal();
    }
    batch.changed();
}

async fn one(batch: &Batch, place: usize, slot: OwnedSemaphorePermit) {
    let (id, part) = batch.board().poster(place);
    let (library, filing) = {
        let work = batch.work();
        (work.library.clone(), work.filing.clone())
    };
    let journal = batch.journal().map(|(id, ledger)| (id, place as u32, ledger));
    let ended = match library.poster(&id).await {
        Ok(poster) => {
            batch.board().known(place, &poster.title, poster.image.bytes);
            let way = Way {
                batch,
                place,
                library: &library,
                filing: &filing,
                journal: journal.as_ref(),
            };
            way.go(poster, part, slot).await
        }
        Err(failure) => {
            drop(slot);
            Err((id, String::new(), Lost::Failed(Box::new(failure))))
        }
    };
    match ended {
        Ok(end) => finish(batch, place, &end),
        Err((_, _, Lost::Stopped)) => batch.board().drop_flight(place),
        Err((poster, title, Lost::Failed(failure))) => fail(batch, place, poster, title, failure, journal).await,
    }
    batch.0.wake.notify_one();
}

async fn fail(batch: &Batch, place: usize, poster: String, title: String, failure: Box<Failure>, journal: Option<(i64, u32, Ledger)>) {
    if batch.0.cancel.is_cancelled() {
        return batch.board().drop_flight(place);
    }
    if batch.meet(place, &failure) != Reach::Poster {
        return;
    }
    let end = End {
        poster,
        title,
        file: None,
        bytes: None,
        sha256: None,
        verified: false,
        outcome: Outcome::Failed,
        failure: Some(failure),
    };
    if let Some((id, place, ledger)) = journal {
        let failure = end.failure.clone();
        // What cannot be noted is found out again after a kill.
        let _ = tokio::task::spawn_blocking(move || ledger.note(id, place, ItemState::Failed, failure.as_deref())).await;
    }
    finish(batch, place, &end);
}

fn finish(batch: &Batch, place: usize, end: &End) {
    // Told before the batch can have ended by it.
    batch.tell(end);
    batch.board().ended(place, end);
    if batch.is_over() {
        batch.draw();
    }
}

/// One poster's way.
struct Way<'a> {
    batch: &'a Batch,
    place: usize,
    library: &'a crate::library::Library,
    filing: &'a Filing,
    journal: Option<&'a (i64, u32, Ledger)>,
}

impl Way<'_> {
    async fn go(&self, poster: Poster, part: Option<Part>, slot: OwnedSemaphorePermit) -> Result<End, (String, String, Lost)> {
        let (id, title) = (poster.id.clone(), poster.title.clone());
        self.saved(poster, part, slot).await.map_err(|lost| (id, title, lost))
    }

    async fn saved(&self, poster: Poster, part: Option<Part>, slot: OwnedSemaphorePermit) -> Result<End, Lost> {
        let put = Slot {
            index: Some(self.place as u32 + 1),
            item: self.journal.map(|(id, place, _)| (*id, *place)),
            again: self.batch.0.resumed,
        };
        if let Some(end) = self.left_out(&poster, put).await? {
            return Ok(end);
        }
        let parcel = self.parcel(part).await?;
        let (parcel, image) = self.fetched(&poster, parcel).await?;
        self.batch.board().writing(self.place);
        // Taken before the slot is given back, so that no more wait for the disk than may.
        let _turn = self.batch.0.commits.acquire().await;
        drop(slot);
        let (verdict, draft) = save::look(parcel.draft, image).await.map_err(|failure| Lost::Failed(Box::new(failure)))?;
        let (filing, about) = (self.filing.clone(), poster.clone());
        let stored = tokio::task::spawn_blocking(move || filing.put(draft, &verdict, &about, put)).await;
        match stored {
            Ok(Ok(saved)) => Ok(end(poster, saved)),
            Ok(Err(failure)) => Err(Lost::Failed(Box::new(failure))),
            Err(broken) => Err(Lost::Failed(Box::new(save::broken(&broken, Stage::Write)))),
        }
    }

    /// Whether it was saved before, and need not be again.
    async fn left_out(&self, poster: &Poster, put: Slot) -> Result<Option<End>, Lost> {
        let (filing, about, journal) = (self.filing.clone(), poster.clone(), self.journal.cloned());
        let looked = tokio::task::spawn_blocking(move || {
            let path = filing.known(&about)?;
            filing.note_known(&about, &path, put);
            if let Some((id, place, ledger)) = journal {
                ledger.note(id, place, ItemState::Skipped, None);
            }
            Some(path)
        });
        let path = looked
            .await
            .map_err(|broken| Lost::Failed(Box::new(save::broken(&broken, Stage::Verify))))?;
        Ok(path.map(|path| End {
            poster: poster.id.clone(),
            title: poster.title.clone(),
            file: Some(path),
            bytes: None,
            sha256: None,
            verified: true,
            outcome: Outcome::Skipped,
            failure: None,
        }))
    }

    async fn parcel(&self, part: Option<Part>) -> Result<Parcel, Lost> {
        let (folder, journal) = (self.filing.folder.clone(), self.journal.cloned());
        let made = tokio::task::spawn_blocking(move || {
            // Where the old beginning is gone, or somebody has it, it begins anew.
            if let Some(again) = part.and_then(|part| Parcel::again(&part, journal.clone()).ok()) {
                return Ok(again);
            }
            let draft = Draft::create(&folder).map_err(|error| save::at_folder(&error, &folder, None))?;
            Ok(Parcel::new(draft, journal))
        });
        match made.await {
            Ok(made) => made.map_err(|failure| Lost::Failed(Box::new(failure))),
            Err(broken) => Err(Lost::Failed(Box::new(save::broken(&broken, Stage::Write)))),
        }
    }

    async fn fetched(&self, poster: &Poster, mut parcel: Parcel) -> Result<(Parcel, poster_core::ImageRef), Lost> {
        let wanted = Wanted {
            poster: Some(poster.id.clone()),
            image: poster.image.clone(),
        };
        let report = |came: Progress| self.batch.board().received(self.place, came.received, came.total);
        let api = self.library.api();
        match api.fetch(&wanted, &mut parcel, &report, &self.batch.0.cancel).await {
            Ok(fetched) => Ok((parcel, fetched.image)),
            Err(Stopped::Failed(failure)) => Err(Lost::Failed(failure)),
            Err(Stopped::Sink(error)) => {
                let failure = save::at_folder(&error, &self.filing.folder, poster.image.bytes);
                Err(Lost::Failed(Box::new(failure)))
            }
            Err(Stopped::Cancelled) => Err(Lost::Stopped),
        }
    }
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
        failure: None,
    }
}
