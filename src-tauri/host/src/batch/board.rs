//! Where every poster of a batch is, and the figures that follow from it. Decides nothing about the world.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use poster_core::window::{BatchFailures, BatchRow, BatchState, BatchView, Outcome, RowState, SourceRef};
use poster_core::{Failure, Kind, Locale, Recovery, Surface, View, copy};

use super::End;
use super::meter::Meter;
use crate::ledger::{Item, ItemState, Part};

/// Ended posters that are shown.
const LAST: usize = 8;
/// Failed posters that are shown.
const FAILED: usize = 500;
/// So many failures of one kind after another, that trying again may mend, are no longer about single posters.
const STREAK: usize = 5;

/// Where one poster is.
struct Place {
    poster: String,
    title: String,
    state: RowState,
    received: u64,
    total: Option<u64>,
    failure: Option<Box<Failure>>,
    file: Option<String>,
    part: Option<Part>,
    /// The round in which it was taken up.
    round: u32,
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
    /// The last failures, as long as they are of one kind and nothing succeeded between them.
    streak: Vec<usize>,
    done: u32,
    skipped: u32,
    failed: u32,
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
    /// Nothing is left.
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
    pub(super) fn new(items: Vec<Item>, claimed: &HashMap<usize, u64>) -> Self {
        let mut board = Self {
            state: BatchState::Running,
            changed: true,
            round: 0,
            places: Vec::with_capacity(items.len()),
            waiting: VecDeque::new(),
            flying: Vec::new(),
            recent: VecDeque::new(),
            streak: Vec::new(),
            done: 0,
            skipped: 0,
            failed: 0,
            bytes: 0,
            claimed: 0,
            claims: 0,
            meter: Meter::default(),
        };
        for (place, item) in items.into_iter().enumerate() {
            let total = claimed.get(&place).copied();
            let state = match item.state {
                ItemState::Waiting => RowState::Waiting,
                ItemState::Saved => RowState::Saved,
                ItemState::Skipped | ItemState::NameTaken => RowState::Skipped,
                ItemState::Failed => RowState::Failed,
            };
            match state {
                RowState::Saved => board.done += 1,
                RowState::Skipped => board.skipped += 1,
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
                failure: item.failure.map(Box::new),
                file: None,
                part: item.part,
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
                None if self.flying.is_empty() => Next::Over,
                None => Next::Wait,
            },
            BatchState::Pausing | BatchState::Paused | BatchState::Blocked => Next::Wait,
        }
    }

    /// A poster's id.
    pub(super) fn id(&self, place: usize) -> String {
        self.places[place].poster.clone()
    }

    /// A poster's id, and what of it is on the disk from another run.
    pub(super) fn poster(&mut self, place: usize) -> (String, Option<Part>) {
        let at = self.at(place);
        (at.poster.clone(), at.part.take())
    }

    /// What is now known of a poster.
    pub(super) fn known(&mut self, place: usize, title: &str, bytes: Option<u64>) {
        let at = self.at(place);
        title.clone_into(&mut at.title);
        if at.total.is_none()
            && let Some(bytes) = bytes
        {
            at.total = Some(bytes);
            self.claimed += bytes;
            self.claims += 1;
        }
    }

    /// Bytes have come.
    pub(super) fn received(&mut self, place: usize, received: u64, total: Option<u64>) {
        let at = self.at(place);
        (at.received, at.total) = (received, total.or(at.total));
    }

    /// All bytes are there.
    pub(super) fn writing(&mut self, place: usize) {
        self.at(place).state = RowState::Writing;
    }

    /// A poster has come to its end.
    pub(super) fn ended(&mut self, place: usize, end: &End) {
        self.land(place);
        let at = self.at(place);
        at.state = match end.outcome {
            Outcome::Saved => RowState::Saved,
            Outcome::Skipped => RowState::Skipped,
            Outcome::Failed => RowState::Failed,
        };
        at.title.clone_from(&end.title);
        at.file = end.file.as_ref().and_then(|file| Some(file.file_name()?.to_string_lossy().into_owned()));
        at.failure.clone_from(&end.failure);
        let claimed = at.total.take();
        let received = std::mem::take(&mut at.received);
        match end.outcome {
            Outcome::Saved => {
                at.total = end.bytes;
                at.received = end.bytes.unwrap_or_default();
                self.done += 1;
            }
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed => self.failed += 1,
        }
        // Claims are for what is still to come.
        if let Some(claimed) = claimed {
            self.claimed = self.claimed.saturating_sub(claimed);
            self.claims = self.claims.saturating_sub(1);
        }
        self.bytes += received;
        if end.outcome == Outcome::Saved {
            self.streak.clear();
        }
        self.recent.push_front(place);
        self.recent.truncate(LAST);
        self.settle();
    }

    /// What a failure means. One that goes on from poster to poster ends up meaning all of them.
    pub(super) fn reach(&mut self, place: usize, failure: &Failure) -> Reach {
        let all = if self.places[place].round == self.round {
            Reach::Batch
        } else {
            Reach::Past
        };
        if holds_all(failure) {
            return all;
        }
        if failure.recovery != Recovery::Retry || matches!(failure.kind, Kind::FileCorrupt | Kind::LinkExpired) {
            return Reach::Poster;
        }
        let same = |known: &usize| self.places[*known].failure.as_ref().is_some_and(|known| known.kind == failure.kind);
        if !self.streak.iter().all(same) {
            self.streak.clear();
        }
        self.streak.push(place);
        if self.streak.len() < STREAK { Reach::Poster } else { all }
    }

    /// A refusal holds everything: this poster waits, and those that just met the same.
    pub(super) fn hold(&mut self, place: usize) {
        self.land(place);
        let at = self.at(place);
        (at.state, at.received) = (RowState::Held, 0);
        self.waiting.push_front(place);
        for place in std::mem::take(&mut self.streak) {
            if self.places[place].state == RowState::Failed {
                self.failed -= 1;
                self.wait_again(place);
            }
        }
        // One that the user has paused, or whose refusal was put aside, shows it when it goes on.
        if self.state == BatchState::Running {
            self.state = BatchState::Blocked;
        }
        self.settle();
    }

    /// A poster that the user stopped, or that another attempt takes up: it waits again, if there is anything to wait for.
    pub(super) fn drop_flight(&mut self, place: usize) {
        self.land(place);
        let at = self.at(place);
        (at.state, at.received) = (RowState::Waiting, 0);
        self.waiting.push_front(place);
        self.settle();
    }

    /// No more posters are begun.
    pub(super) fn pause(&mut self) {
        if self.state == BatchState::Running {
            self.state = BatchState::Pausing;
            self.settle();
        }
    }

    /// Nothing holds it any more.
    pub(super) fn go_on(&mut self) {
        if matches!(self.state, BatchState::Finished | BatchState::Cancelled) {
            return;
        }
        self.state = BatchState::Running;
        self.round += 1;
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

    /// The end.
    pub(super) fn end(&mut self, state: BatchState) {
        self.state = state;
        self.changed = true;
    }

    /// Those that failed wait again. Returns which.
    pub(super) fn retry_failed(&mut self) -> Vec<usize> {
        let places: Vec<usize> = (0..self.places.len())
            .filter(|place| self.places[*place].state == RowState::Failed)
            .collect();
        for place in &places {
            self.failed -= 1;
            self.wait_again(*place);
        }
        self.streak.clear();
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

    fn land(&mut self, place: usize) {
        self.flying.retain(|flying| *flying != place);
        self.changed = true;
    }

    fn settle(&mut self) {
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
