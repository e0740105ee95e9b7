//! More posters than were ever drawn: the drawings again, under other ids and titles.

use std::sync::{Mutex, PoisonError};

use super::{Entry, listed};

/// Between a drawing's id and the number of its copy.
const MARK: char = '~';

/// Those made so far, in their order. They stay until the program ends.
static MADE: Mutex<Vec<&'static Entry>> = Mutex::new(Vec::new());

/// So many posters: the drawn ones, then copies of them round after round. The same number gives the same posters.
pub(crate) fn many(count: usize) -> Vec<&'static Entry> {
    let drawn = listed();
    let copies = count.saturating_sub(drawn.len());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    while made.len() < copies {
        let (round, place) = (made.len() / drawn.len() + 2, made.len() % drawn.len());
        let base = drawn[place];
        made.push(Box::leak(Box::new(Entry {
            id: Box::leak(format!("{}{MARK}{round}", base.id).into_boxed_str()),
            title: Box::leak(format!("{} {round}", base.title).into_boxed_str()),
            ..*base
        })));
    }
    drawn
        .iter()
        .copied()
        .chain(made.iter().take(copies).copied())
        .take(count.max(1))
        .collect()
}

/// A copy by its id.
pub(super) fn find(id: &str) -> Option<&'static Entry> {
    let (base, round) = id.split_once(MARK)?;
    let drawn = listed();
    let place = drawn.iter().position(|entry| entry.id == base)?;
    let round: usize = round.parse().ok()?;
    let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.get(round.checked_sub(2)? * drawn.len() + place)
        .copied()
        .filter(|entry| entry.id == id)
}

impl Entry {
    /// The drawing behind a copy.
    pub(crate) fn base(&'static self) -> Option<&'static Entry> {
        let (base, _) = self.id.split_once(MARK)?;
        listed().iter().find(|entry| entry.id == base).copied()
    }
}
