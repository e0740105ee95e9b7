//! What was saved, for people to look back at: the ledger's rows, and what only this run knows.

use std::path::{Path, PathBuf};

use poster_core::window::{HistoryRow, Outcome};

use crate::disk;
use crate::ledger::{Entry, Ledger};
use crate::library::Library;
use crate::source::Source;

/// Rows that are shown, at most.
const MOST: usize = 1000;

/// A save of this run. The ledger keeps only what was stored, and not whether the picture was whole.
#[derive(Clone)]
pub(crate) struct Attempt {
    pub(crate) row: HistoryRow,
    pub(crate) path: Option<PathBuf>,
}

/// The newest saves first. Blocks: it reads the ledger and looks for each file.
pub(crate) fn rows(ledger: &Ledger, library: &Library, attempts: &[Attempt]) -> Vec<HistoryRow> {
    let mut unknown: Vec<&Attempt> = attempts.iter().collect();
    let mut rows: Vec<HistoryRow> = ledger
        .recent(MOST)
        .into_iter()
        .map(|entry| {
            let own = unknown.iter().rposition(|attempt| {
                attempt.path.as_deref() == Some(&entry.path) && attempt.row.poster == entry.poster && attempt.row.source.key == entry.source
            });
            let kept = row(&entry, library);
            match own.map(|own| &unknown.remove(own).row) {
                Some(own) => HistoryRow {
                    outcome: own.outcome,
                    verified: own.verified,
                    ..kept
                },
                None => kept,
            }
        })
        .collect();
    // Failures, and files that the ledger could not write down.
    rows.extend(unknown.into_iter().map(|attempt| HistoryRow {
        missing: attempt.path.as_deref().is_some_and(|path| !disk::is_file(path)),
        ..attempt.row.clone()
    }));
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    rows.truncate(MOST);
    rows
}

/// The file of a poster that was saved last.
pub(crate) fn path(ledger: &Ledger, attempts: &[Attempt], source: &str, poster: &str) -> Option<PathBuf> {
    let own = attempts
        .iter()
        .rev()
        .find(|attempt| attempt.row.source.key == source && attempt.row.poster == poster && attempt.path.is_some());
    let kept = ledger.latest(source, poster).map(|entry| entry.path);
    kept.or_else(|| own.and_then(|attempt| attempt.path.clone()))
}

fn row(entry: &Entry, library: &Library) -> HistoryRow {
    let own = library.api().source();
    let is_own = own.key == entry.source;
    let known = is_own.then(|| library.known(&entry.poster)).flatten();
    let stem = entry.path.file_stem().unwrap_or_default().to_string_lossy();
    HistoryRow {
        source: if is_own { own.label() } else { Source::label_of(&entry.source) },
        poster: entry.poster.clone(),
        title: known.map_or_else(|| stem.into_owned(), |poster| poster.title),
        outcome: Outcome::Saved,
        file: name(&entry.path),
        folder: entry.path.parent().map(disk::label),
        bytes: Some(entry.bytes),
        missing: !disk::is_file(&entry.path),
        verified: true,
        kind: None,
        at: entry.at,
    }
}

/// A file's name, for people.
pub(crate) fn name(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}
