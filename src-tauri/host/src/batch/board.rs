//! Where every poster of a batch is, and the figures that follow from it. Decides nothing about the world.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use poster_core::window::{BatchFailures, BatchRemark, BatchRow, BatchState, BatchView, Outcome, Remark, RowState, SourceRef};
use poster_core::{Failure, Kind, Locale, Recovery, Surface, View, copy};

use super::End;
use super::meter::Meter;
use super::parcel::Parcel;
use crate::ledger::{Item, ItemState, Part};

/// Ended posters that are shown.
const LAST: usize = 8;
/// Failed posters that are shown.
const FAILED: usize = 500;
/// So many failures of one kind, with no success between them, are no longer about single posters.
const STREAK: usize = 5;
/// Posters that failed and whose bytes are kept for another try, at most: each is an open file.
const STOCKED: usize = 64;

/// Where one poster is.
struct Place {
    poster: String,
    title: String,
    state: RowState,
    received: u64,
    total: Option<u64>,
    /// What the source claims, as long as it counts among what is still to come.
    claim: Option<u64>,
    failure: Option<Box<Failure>>,
    file: Option<String>,
    stock: Stock,
    /// Its record may be old: it failed.
    renew: bool,
    /// The round in which it was taken up.
    round: u32,
}

/// What there is of a poster that waits.
pub(super) enum Stock {
    /// Nothing.
    Nothing,
    /// A temporary file of another run.
    Part(Part),
    /// What an attempt of this run left.
    Parcel(Box<Parcel>),
}

/// A poster that is taken up.
pub(super) struct Taken {
    pub(super) poster: String,
    pub(super) title: String,
    pub(super) stock: Stock,
    /// Whether its record is to be looked up again.
    pub(super) renew: bool,
}

/// All posters of a batch.
pub(super) struct Board {
    pub(super) state: BatchState,
    /// Since it was drawn last.
    pub(super) changed: bool,
    /// Counts how often the batch went on after something had held it.
    round: u32,
    places: Vec<Place>,
    waiting: VecDeque<usize>,
    flying: Vec<usize>,
    recent: VecDeque<usize>,
    /// The failures since the last success.
    streak: Vec<(usize, Kind)>,
    /// Failures went on from one to the next until they held all: those still in flight that fail wait with the others.
    spread: bool,
    /// The kind that did so last, with no success since.
    held_by: Option<Kind>,
    /// Kinds that hold no more, so that there is a way past them: each poster fails by itself. What is about the posters
    /// themselves holds once, anything else twice.
    told: Vec<Kind>,
    /// Posters that failed and whose bytes are kept.
    stocked: VecDeque<usize>,
    remarks: BTreeMap<Remark, u32>,
    done: u32,
    skipped: u32,
    name_taken: u32,
    failed: u32,
    /// Whether somebody draws what changes.
    beating: bool,
    /// Bytes of posters that have ended in this run or before.
    bytes: u64,
    claimed: u64,
    claims: usize,
    meter: Meter,
}

/// What the dispatcher is to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Take up this poster.
    Take(usize),
    /// Wait until something changes.
    Wait,
    /// Nothing is left: see [`Board::finish`].
    Done,
    /// It has ended.
    Over,
}

/// What a failure means for the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// This poster.
    Poster,
    /// All posters, until it is put right.
    Batch,
    /// All posters, but it has been put right while this one was still at it: it just tries again.
    Past,
}

impl Board {
    /// As the journal says, with the lengths that the source claims.
    pub(super) fn new(items: impl ExactSizeIterator<Item = (Item, Option<u64>)>, paused: bool) -> Self {
        let mut board = Self {
            state: if paused { BatchState::Paused } else { BatchState::Running },
            changed: true,
            round: 0,
            places: Vec::with_capacity(items.len()),
            waiting: VecDeque::new(),
            flying: Vec::new(),
            recent: VecDeque::new(),
            streak: Vec::new(),
            spread: false,
            held_by: None,
            told: Vec::new(),
            stocked: VecDeque::new(),
            remarks: BTreeMap::new(),
            done: 0,
            skipped: 0,
            name_taken: 0,
            failed: 0,
            beating: false,
            bytes: 0,
            claimed: 0,
            claims: 0,
            meter: Meter::default(),
        };
        for (place, (item, total)) in items.enumerate() {
            let state = match item.state {
                ItemState::Waiting => RowState::Waiting,
                ItemState::Saved => RowState::Saved,
                ItemState::Skipped => RowState::Skipped,
                ItemState::NameTaken => RowState::NameTaken,
                ItemState::Failed => RowState::Failed,
            };
            match state {
                RowState::Saved => board.done += 1,
                RowState::Skipped => board.skipped += 1,
                RowState::NameTaken => board.name_taken += 1,
                RowState::Failed => board.failed += 1,
                _ => {
                    board.waiting.push_back(place);
                    board.claimed += total.unwrap_or_default();
                    board.claims += usize::from(total.is_some());
                }
            }
            board.places.push(Place {
                poster: item.poster,
                title: item.title,
                state,
                received: 0,
                total,
                claim: total.filter(|_| matches!(state, RowState::Waiting)),
                failure: item.failure.map(Box::new),
                file: None,
                stock: item.part.map_or(Stock::Nothing, Stock::Part),
                renew: false,
                round: 0,
            });
        }
        board
    }

    /// The posters as the journal would write them.
    pub(super) fn items(&self) -> Vec<Item> {
        let item = |place: &Place| Item {
            poster: place.poster.clone(),
            title: place.title.clone(),
            state: match place.state {
                RowState::Saved => ItemState::Saved,
                RowState::Skipped => ItemState::Skipped,
                RowState::NameTaken => ItemState::NameTaken,
                RowState::Failed => ItemState::Failed,
                _ => ItemState::Waiting,
            },
            failure: None,
            part: None,
        };
        self.places.iter().map(item).collect()
    }

    /// The next poster to take up.
    pub(super) fn next(&mut self) -> Next {
        match self.state {
            BatchState::Finished | BatchState::Cancelled => Next::Over,
            BatchState::Running => match self.waiting.pop_front() {
                Some(place) => {
                    self.flying.push(place);
                    let round = self.round;
                    let at = self.at(place);
                    (at.state, at.round) = (RowState::Fetching, round);
                    Next::Take(place)
                }
                None if self.flying.is_empty() => Next::Done,
                None => Next::Wait,
            },
            BatchState::Pausing | BatchState::Paused | BatchState::Blocked => Next::Wait,
        }
    }

    /// A poster's id and title.
    pub(super) fn name_of(&self, place: usize) -> (String, String) {
        let at = &self.places[place];
        (at.poster.clone(), at.title.clone())
    }

    /// What is needed to take a poster up.
    pub(super) fn taken(&mut self, place: usize) -> Taken {
        let at = self.at(place);
        Taken {
            poster: at.poster.clone(),
            title: at.title.clone(),
            stock: std::mem::replace(&mut at.stock, Stock::Nothing),
            renew: std::mem::take(&mut at.renew),
        }
    }

    /// What is now known of a poster.
    pub(super) fn known(&mut self, place: usize, title: &str, bytes: Option<u64>) {
        title.clone_into(&mut self.at(place).title);
        self.claim(place, bytes);
    }

    /// Bytes have come.
    pub(super) fn received(&mut self, place: usize, received: u64, total: Option<u64>) {
        self.claim(place, total);
        self.at(place).received = received;
    }

    /// How long a poster is said to be, from the first who says so.
    fn claim(&mut self, place: usize, bytes: Option<u64>) {
        let at = self.at(place);
        at.total = bytes.or(at.total);
        if at.claim.is_none()
            && let Some(bytes) = bytes
        {
            at.claim = Some(bytes);
            self.claimed += bytes;
            self.claims += 1;
        }
    }

    /// All bytes are there.
    pub(super) fn writing(&mut self, place: usize) {
        self.at(place).state = RowState::Writing;
    }

    /// A poster has come to its end.
    pub(super) fn ended(&mut self, place: usize, end: &End) {
        self.mark(place, end);
        self.land(place);
    }

    /// A poster's end counts from now on; it is among those in flight until it lands.
    fn mark(&mut self, place: usize, end: &End) {
        let at = self.at(place);
        at.state = match end.outcome {
            Outcome::Saved => RowState::Saved,
            Outcome::Skipped => RowState::Skipped,
            Outcome::NameTaken => RowState::NameTaken,
            Outcome::Failed => RowState::Failed,
        };
        at.title.clone_from(&end.title);
        at.file = end.file.as_ref().and_then(|file| Some(file.file_name()?.to_string_lossy().into_owned()));
        at.failure.clone_from(&end.failure);
        // Claims are for what is still to come.
        let claim = at.claim.take();
        at.total = end.bytes.filter(|_| end.outcome == Outcome::Saved);
        let received = std::mem::replace(&mut at.received, at.total.unwrap_or_default());
        if let Some(claim) = claim {
            self.claimed = self.claimed.saturating_sub(claim);
            self.claims = self.claims.saturating_sub(1);
        }
        self.bytes += received;
        match end.outcome {
            Outcome::Saved => self.done += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::NameTaken => self.name_taken += 1,
            Outcome::Failed => self.failed += 1,
        }
        if end.outcome == Outcome::Saved {
            self.streak.clear();
            self.held_by = None;
        }
        if let Some(remark) = end.remark {
            *self.remarks.entry(remark).or_default() += 1;
        }
        self.recent.push_front(place);
        self.recent.truncate(LAST);
        self.changed = true;
    }

    /// Takes a failure in, and says what it means. One that goes on from poster to poster ends up meaning all of them: then
    /// those that had failed before by it wait again, too.
    pub(super) fn fail(&mut self, place: usize, end: &End, parcel: Option<Box<Parcel>>) -> (Reach, Vec<usize>) {
        let Some(failure) = &end.failure else { return (Reach::Past, Vec::new()) };
        let reach = self.reach(place, failure);
        let mut again = Vec::new();
        match reach {
            Reach::Poster => {
                self.mark(place, end);
                self.stock(place, parcel);
            }
            Reach::Past => self.drop_flight(place, parcel),
            Reach::Batch => again = self.hold(place, parcel),
        }
        (reach, again)
    }

    fn reach(&mut self, place: usize, failure: &Failure) -> Reach {
        let of_the_poster = is_of_the_poster(failure.kind);
        if self.places[place].round != self.round && !of_the_poster {
            return Reach::Past;
        }
        if holds_all(failure) || (self.spread && !of_the_poster) {
            return Reach::Batch;
        }
        self.streak.push((place, failure.kind));
        let like_it = self.streak.iter().filter(|(_, kind)| *kind == failure.kind).count();
        if like_it < STREAK || self.told.contains(&failure.kind) {
            return Reach::Poster;
        }
        self.spread = true;
        // The user knows, and goes on all the same.
        if of_the_poster || self.held_by.replace(failure.kind) == Some(failure.kind) {
            self.told.push(failure.kind);
        }
        Reach::Batch
    }

    /// A refusal holds everything: this poster waits, and those that just met the same. Returns those.
    fn hold(&mut self, place: usize, parcel: Option<Box<Parcel>>) -> Vec<usize> {
        self.wait(place, RowState::Held, parcel);
        let mut again = Vec::new();
        for (place, _) in std::mem::take(&mut self.streak) {
            if self.places[place].state == RowState::Failed {
                self.failed -= 1;
                self.wait_again(place);
                again.push(place);
            }
        }
        // One that the user has paused, or whose refusal was put aside, shows it when it goes on.
        if self.state == BatchState::Running {
            self.state = BatchState::Blocked;
        }
        self.land(place);
        again
    }

    /// A poster that the user stopped, or that another attempt takes up: it waits again, if there is anything to wait for.
    pub(super) fn drop_flight(&mut self, place: usize, parcel: Option<Box<Parcel>>) {
        // What is half there goes with a batch that was ended.
        let parcel = parcel.filter(|_| self.state != BatchState::Cancelled);
        self.wait(place, RowState::Waiting, parcel);
        self.land(place);
    }

    fn wait(&mut self, place: usize, state: RowState, parcel: Option<Box<Parcel>>) {
        let at = self.at(place);
        (at.state, at.received) = (state, 0);
        at.stock = parcel.map_or(Stock::Nothing, Stock::Parcel);
        self.waiting.push_front(place);
    }

    /// Keeps the bytes of a poster that failed, and forgets those of the one that failed longest ago.
    fn stock(&mut self, place: usize, parcel: Option<Box<Parcel>>) {
        let Some(parcel) = parcel else { return };
        self.at(place).stock = Stock::Parcel(parcel);
        self.stocked.push_back(place);
        if self.stocked.len() > STOCKED
            && let Some(oldest) = self.stocked.pop_front()
            && self.places[oldest].state == RowState::Failed
        {
            self.at(oldest).stock = Stock::Nothing;
        }
    }

    /// The bytes of all posters that wait, for another run.
    pub(super) fn stocks(&mut self) -> Vec<Parcel> {
        let stocks = self.places.iter_mut().filter(|place| place.state != RowState::Failed);
        let parcels = stocks.filter_map(|place| match std::mem::replace(&mut place.stock, Stock::Nothing) {
            Stock::Parcel(parcel) => Some(*parcel),
            Stock::Part(_) | Stock::Nothing => None,
        });
        parcels.collect()
    }

    /// Whether posters are in flight.
    pub(super) fn is_flying(&self) -> bool {
        !self.flying.is_empty()
    }

    /// No more posters are begun.
    pub(super) fn pause(&mut self) {
        if self.state == BatchState::Running {
            self.state = if self.flying.is_empty() {
                BatchState::Paused
            } else {
                BatchState::Pausing
            };
            self.changed = true;
        }
    }

    /// Nothing holds it any more.
    pub(super) fn go_on(&mut self) {
        if matches!(self.state, BatchState::Finished | BatchState::Cancelled) {
            return;
        }
        self.state = BatchState::Running;
        self.round += 1;
        self.spread = false;
        for place in &self.waiting {
            self.places[*place].state = RowState::Waiting;
        }
        let bytes = self.so_far();
        self.meter.restart(bytes);
        self.changed = true;
    }

    /// The user has put the refusal aside without putting it right.
    pub(super) fn put_aside(&mut self) {
        if self.state == BatchState::Blocked {
            self.state = BatchState::Paused;
            self.changed = true;
        }
    }

    /// The user ends it.
    pub(super) fn cancel(&mut self) {
        self.state = BatchState::Cancelled;
        self.changed = true;
        for place in &mut self.places {
            place.stock = Stock::Nothing;
        }
    }

    /// The end, if nothing is left. Nobody is in flight then.
    pub(super) fn finish(&mut self) -> bool {
        let done = self.state == BatchState::Running && self.waiting.is_empty() && self.flying.is_empty();
        if done {
            self.state = BatchState::Finished;
            self.changed = true;
        }
        done
    }

    /// Whether it has come to its end.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.state, BatchState::Finished | BatchState::Cancelled)
    }

    /// Somebody is to draw what changes. Whether nobody does yet.
    pub(super) fn begin_beating(&mut self) -> bool {
        !std::mem::replace(&mut self.beating, true)
    }

    /// Whether whoever draws may stop: it is over, and its end is drawn.
    pub(super) fn end_beating(&mut self) -> bool {
        self.beating = self.changed || !self.is_over();
        !self.beating
    }

    /// Those that failed wait again. Returns which.
    pub(super) fn retry_failed(&mut self) -> Vec<usize> {
        let places: Vec<usize> = (0..self.places.len())
            .filter(|place| self.places[*place].state == RowState::Failed)
            .collect();
        for place in &places {
            self.failed -= 1;
            self.wait_again(*place);
            self.at(*place).renew = true;
        }
        self.streak.clear();
        self.stocked.clear();
        if !places.is_empty() && self.state == BatchState::Finished {
            self.state = BatchState::Running;
            let bytes = self.so_far();
            self.meter.restart(bytes);
        }
        self.changed |= !places.is_empty();
        places
    }

    /// Some time has passed.
    pub(super) fn tick(&mut self, time: Duration) {
        if matches!(self.state, BatchState::Running | BatchState::Pausing) {
            let bytes = self.so_far();
            self.meter.tick(bytes, time);
            self.changed |= !self.flying.is_empty();
        }
    }

    /// The failed posters: id, title, failure.
    pub(super) fn failures(&self) -> impl Iterator<Item = (&str, &str, &Failure)> {
        self.places
            .iter()
            .filter(|place| place.state == RowState::Failed)
            .filter_map(|place| Some((place.poster.as_str(), place.title.as_str(), place.failure.as_deref()?)))
    }

    /// What is drawn.
    pub(super) fn view(&self, id: u32, locale: Locale, source: SourceRef, folder: String, refusal: Option<View>, resumed: bool) -> BatchView {
        let bytes = self.so_far();
        let open = (self.waiting.len() + self.flying.len()) as u64;
        // Those without a claim are thought to be like the others.
        let to_come = match self.claims as u64 {
            0 if open > 0 => None,
            0 => Some(0),
            claims => Some(self.claimed * open / claims),
        };
        let flown: u64 = self.flying.iter().map(|place| self.places[*place].received).sum();
        let left = to_come.map(|to_come| to_come.saturating_sub(flown));
        let mut failures: BTreeMap<Kind, BatchFailures> = BTreeMap::new();
        for (_, _, failure) in self.failures() {
            failures
                .entry(failure.kind)
                .or_insert_with(|| BatchFailures {
                    kind: failure.kind,
                    recovery: failure.recovery,
                    count: 0,
                    copy: copy::failure_message(Surface::Desktop, locale, failure),
                })
                .count += 1;
        }
        let held = self.waiting.iter().filter(|place| self.places[**place].state == RowState::Held);
        let failed = (0..self.places.len())
            .filter(|place| self.places[*place].state == RowState::Failed)
            .take(FAILED);
        let mut shown: Vec<usize> = self.flying.clone();
        shown.extend(held.take(LAST));
        shown.extend(self.recent.iter().filter(|place| self.places[**place].state != RowState::Failed));
        shown.extend(failed);
        let mut seen = std::collections::HashSet::new();
        shown.retain(|place| seen.insert(*place));
        BatchView {
            id,
            state: self.state,
            total: self.places.len() as u32,
            done: self.done,
            skipped: self.skipped,
            name_taken: self.name_taken,
            failed: self.failed,
            waiting: open as u32,
            bytes,
            bytes_total: to_come.map(|to_come| self.bytes + to_come),
            rate: if self.state == BatchState::Running || self.state == BatchState::Pausing {
                self.meter.rate()
            } else {
                0
            },
            left_ms: left.filter(|_| self.state == BatchState::Running).and_then(|left| self.meter.left(left)),
            rows: shown.into_iter().map(|place| self.row(place)).collect(),
            failures: failures.into_values().collect(),
            source,
            remarks: self
                .remarks
                .iter()
                .map(|(remark, count)| BatchRemark {
                    remark: *remark,
                    count: *count,
                })
                .collect(),
            folder,
            refusal,
            resumed,
        }
    }

    fn row(&self, place: usize) -> BatchRow {
        let at = &self.places[place];
        BatchRow {
            poster: at.poster.clone(),
            title: at.title.clone(),
            state: at.state,
            received: at.received,
            total: at.total,
            kind: at.failure.as_ref().map(|failure| failure.kind),
            file: at.file.clone(),
        }
    }

    fn so_far(&self) -> u64 {
        self.bytes + self.flying.iter().map(|place| self.places[*place].received).sum::<u64>()
    }

    fn wait_again(&mut self, place: usize) {
        let at = self.at(place);
        (at.state, at.failure, at.received) = (RowState::Waiting, None, 0);
        self.waiting.push_back(place);
    }

    /// A poster is in flight no more.
    pub(super) fn land(&mut self, place: usize) {
        if let Some(at) = self.flying.iter().position(|flying| *flying == place) {
            self.flying.remove(at);
        }
        if self.state == BatchState::Pausing && self.flying.is_empty() {
            self.state = BatchState::Paused;
        }
        self.changed = true;
    }

    fn at(&mut self, place: usize) -> &mut Place {
        &mut self.places[place]
    }
}

/// Whether no other poster will fare better until something is put right.
fn holds_all(failure: &Failure) -> bool {
    let of_one_poster = matches!(failure.kind, Kind::FileInUse | Kind::NameRefused);
    let by_kind = matches!(
        failure.kind,
        Kind::StorageFull
            | Kind::AuthExpired
            | Kind::NetworkOffline
            | Kind::NetworkDns
            | Kind::NetworkTls
            | Kind::ServerUnreachable
            | Kind::RateLimited
    );
    let by_recovery = matches!(failure.recovery, Recovery::Grant | Recovery::Relocate);
    (by_kind || by_recovery) && !of_one_poster
}

/// Whether the posters themselves may be at fault, however many there are.
fn is_of_the_poster(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::FileMissing | Kind::FileCorrupt | Kind::FileTooLarge | Kind::NameRefused | Kind::InvalidArgument
    )
}
