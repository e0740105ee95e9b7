//! A draft on its way that another run can go on with.

use std::io;

use crate::disk::Draft;
use crate::fetch::{Held, Sink};
use crate::ledger::{Ledger, Part};

/// From so many bytes on it is worth a row of the journal that the rest can be asked for after a kill.
const WORTH: u64 = 1 << 20;

/// A draft that the journal knows of once it has grown.
pub(super) struct Parcel {
    pub(super) draft: Draft,
    held: Option<Held>,
    /// Noted when it has grown.
    part: Option<Part>,
    journal: Option<(i64, u32, Ledger)>,
}

impl Parcel {
    /// From nothing.
    pub(super) fn new(draft: Draft, journal: Option<(i64, u32, Ledger)>) -> Self {
        Self {
            draft,
            held: None,
            part: None,
            journal,
        }
    }

    /// What a killed run left behind, if it can be gone on with.
    pub(super) fn again(part: &Part, journal: Option<(i64, u32, Ledger)>) -> io::Result<Self> {
        let draft = Draft::reopen(&part.path)?;
        let held = Held {
            etag: part.etag.clone(),
            total: part.total,
            written: draft.bytes(),
        };
        Ok(Self {
            draft,
            held: Some(held),
            part: None,
            journal,
        })
    }
}

impl Sink for Parcel {
    fn start(&mut self, expected: Option<u64>) -> io::Result<()> {
        (self.held, self.part) = (None, None);
        self.draft.start(expected)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.draft.write(bytes)?;
        if self.draft.bytes() >= WORTH
            && let Some(mut part) = self.part.take()
            && let Some((batch, place, ledger)) = &self.journal
        {
            part.written = self.draft.bytes();
            ledger.note_part(*batch, *place, &part);
        }
        Ok(())
    }

    fn held(&self) -> Option<Held> {
        self.held.clone()
    }

    fn resumable(&mut self, etag: &str, total: Option<u64>) {
        self.part = Some(Part {
            path: self.draft.path().to_owned(),
            etag: etag.to_owned(),
            total,
            written: 0,
        });
    }
}
