//! What was saved, for people to look back at: the ledger's rows, and what only this run knows.

use std::path::{Path, PathBuf};

use poster_core::window::{HistoryRow, Outcome};

use crate::disk;
use crate::ledger::{Ledger, Past};
use crate::library::Library;
use crate::source::Source;

/// Rows that are shown, at most.
const MOST: u32 = 1000;

/// A save of this run. The ledger keeps only what was stored, and not whether the picture was whole.
#[derive(Clone)]
pub(crate) struct Attempt {
    pub(crate) row: HistoryRow,
    pub(crate) path: Option<PathBuf>,
}

/// The newest saves first. Blocks: it reads the ledger and looks for each file.
pub(crate) fn rows(ledger: &Ledger, library: &Library, attempts: &[Attempt]) -> Vec<HistoryRow> {
    let mut own: Vec<&Attempt> = attempts.iter().collect();
    let mut rows: Vec<HistoryRow> = Vec::new();
    for past in ledger.history(MOST, None) {
        let kept = row(&past, library);
        let of_this_run = own.iter().rposition(|attempt| {
            attempt.path.as_deref() == Some(&past.entry.path) && attempt.row.poster == kept.poster && attempt.row.source == kept.source
        });
        rows.push(match of_this_run.map(|at| &own.remove(at).row) {
            Some(attempt) => HistoryRow {
                outcome: attempt.outcome,
                verified: attempt.verified,
                ..kept
            },
            None => kept,
        });
    }
    let unsaved = own
        .into_iter()
        .filter(|attempt| matches!(attempt.row.outcome, Outcome::Failed | Outcome::NameTaken));
    rows.extend(unsaved.map(|attempt| attempt.row.clone()));
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    rows.truncate(MOST as usize);
    rows
}

fn row(Past { entry, exists, .. }: &Past, library: &Library) -> HistoryRow {
    let own = library.api().source();
    HistoryRow {
        source: if own.key == entry.source {
            own.label()
        } else {
            Source::label_of(&entry.source)
        },
        poster: entry.poster.clone(),
        // Rows of older versions have none.
        title: if entry.title.is_empty() {
            entry.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
        } else {
            entry.title.clone()
        },
        outcome: Outcome::Saved,
        file: name(&entry.path),
        folder: entry.path.parent().map(disk::label),
        bytes: Some(entry.bytes),
        missing: *exists == Some(false),
        verified: true,
        kind: None,
        at: entry.at,
    }
}

/// A file's name, for people.
pub(crate) fn name(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}
