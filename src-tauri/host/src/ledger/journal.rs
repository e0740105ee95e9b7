//! The batch that is under way, so that a killed app goes on with it.

use std::path::{Path, PathBuf};

use poster_core::Failure;
use poster_core::window::BatchOptions;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::schema::{Stored, path};
use super::{Change, Ledger};
use crate::disk;

/// A batch that was begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Its number.
    pub id: i64,
    /// See [`crate::source::Source::key`].
    pub source: String,
    /// Where its posters go.
    pub folder: PathBuf,
    /// How they are saved.
    pub options: BatchOptions,
    /// Its posters, in their order.
    pub items: Vec<Item>,
    /// Whether the user had paused it.
    pub paused: bool,
}

/// One poster of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The poster's id.
    pub poster: String,
    /// The poster's title.
    pub title: String,
    /// How far it is.
    pub state: ItemState,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// What of it is on the disk.
    pub part: Option<Part>,
}

/// How far a poster of a batch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ItemState {
    #[default]
    Waiting,
    Saved,
    Skipped,
    NameTaken,
    Failed,
}

/// The beginning of a picture in a temporary file, and what proves that the rest belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The temporary file.
    pub path: PathBuf,
    /// The strong entity tag that came with it.
    pub etag: String,
    /// Length of the whole, where announced.
    pub total: Option<u64>,
    /// So many bytes were synced: what is behind them may not be what came.
    pub written: u64,
}

/// The right to run a batch: one process has it. It ends with the process.
#[derive(Debug)]
pub struct Lease {
    _lock: Option<disk::Locked>,
}

impl Item {
    /// A poster that waits, and whose title is not known yet.
    pub fn of(poster: &str) -> Self {
        Self {
            poster: poster.to_owned(),
            ..Self::default()
        }
    }
}

impl ItemState {
    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Saved => "saved",
            Self::Skipped => "skipped",
            Self::NameTaken => "name_taken",
            Self::Failed => "failed",
        }
    }

    fn read(word: &str) -> Self {
        [Self::Saved, Self::Skipped, Self::NameTaken, Self::Failed]
            .into_iter()
            .find(|state| state.word() == word)
            .unwrap_or_default()
    }
}

impl Ledger {
    /// Writes down a batch that begins, with how far its posters are; its number and the right to run it.
    pub fn begin(&self, source: &str, folder: &Path, options: &BatchOptions, items: &[Item]) -> Option<(i64, Lease)> {
        let options = serde_json::to_string(options).ok()?;
        let id = self.change(|connection| {
            let change = connection.transaction()?;
            change.execute(
                "INSERT INTO batch (source, folder, options) VALUES (?1, ?2, ?3)",
                params![source, Stored(folder), options],
            )?;
            let id = change.last_insert_rowid();
            {
                let mut insert = change.prepare("INSERT INTO item (batch, place, poster, title, state) VALUES (?1, ?2, ?3, ?4, ?5)")?;
                for (place, item) in (0_i64..).zip(items) {
                    insert.execute(params![id, place, item.poster, item.title, item.state.word()])?;
                }
            }
            // Before anybody else can see it.
            let lease = self.lease(id);
            change.commit()?;
            Ok((id, lease))
        });
        id.and_then(|(id, lease)| Some((id, lease?)))
    }

    /// The newest batch of this source that a process left unfinished, with the right to run it. One that somebody is
    /// running is not given.
    pub fn unfinished(&self, source: &str) -> Option<(Begun, Lease)> {
        self.unfinished_ids(source).into_iter().find_map(|id| {
            let lease = self.lease(id)?;
            // Whoever held the lease before may have ended it meanwhile.
            Some((self.begun(id)?, lease))
        })
    }

    fn unfinished_ids(&self, source: &str) -> Vec<i64> {
        self.read(|connection| {
            let mut rows = connection.prepare("SELECT id FROM batch WHERE source = ?1 ORDER BY id DESC")?;
            rows.query_map([source], |row| row.get(0))?.collect()
        })
    }

    /// The temporary files that belong to unfinished batches: they are not swept away.
    pub fn parts(&self) -> Vec<PathBuf> {
        self.read(|connection| {
            let mut rows = connection.prepare("SELECT part FROM item WHERE part IS NOT NULL AND state = 'waiting'")?;
            rows.query_map([], |row| path(row, 0))?.collect()
        })
    }

    /// Notes that the beginning of a picture is on the disk.
    pub fn note_part(&self, batch: i64, place: u32, part: &Part) {
        self.change(|connection| {
            connection
                .prepare_cached("UPDATE item SET part = ?3, etag = ?4, total = ?5, written = ?6 WHERE batch = ?1 AND place = ?2")?
                .execute(params![
                    batch,
                    place,
                    Stored(&part.path),
                    part.etag,
                    part.total.map(u64::cast_signed),
                    part.written.cast_signed(),
                ])
        });
    }

    /// Notes how a poster ended, or that it waits again; written with the next row, or by [`Ledger::flush`]. Does not block.
    pub fn note(&self, batch: i64, place: u32, state: ItemState, failure: Option<&Failure>) {
        self.add(Change::Item {
            batch,
            place,
            state,
            failure: failure.cloned(),
        });
    }

    /// Notes that a batch's posters go elsewhere from now on.
    pub fn note_folder(&self, batch: i64, folder: &Path) {
        self.change(|connection| connection.execute("UPDATE batch SET folder = ?2 WHERE id = ?1", params![batch, Stored(folder)]));
    }

    /// Notes whether the user has paused a batch.
    pub fn note_paused(&self, batch: i64, paused: bool) {
        self.change(|connection| connection.execute("UPDATE batch SET paused = ?2 WHERE id = ?1", params![batch, paused]));
    }

    /// Forgets a batch that has ended. What it saved stays recorded.
    pub fn close(&self, batch: i64) {
        self.change(|connection| {
            let change = connection.transaction()?;
            change.execute("DELETE FROM item WHERE batch = ?1", [batch])?;
            change.execute("DELETE FROM batch WHERE id = ?1", [batch])?;
            change.commit()
        });
        if let Some(file) = self.lease_file(batch) {
            disk::remove(&file);
        }
    }

    fn lease_file(&self, batch: i64) -> Option<PathBuf> {
        self.0.file.as_ref().map(|file| file.with_extension(format!("batch-{batch}.lock")))
    }

    fn lease(&self, batch: i64) -> Option<Lease> {
        let Some(file) = self.lease_file(batch) else {
            return Some(Lease { _lock: None });
        };
        disk::try_lock(&file).map(|lock| Lease { _lock: Some(lock) })
    }

    fn begun(&self, id: i64) -> Option<Begun> {
        self.read(|connection| {
            let batch = connection.query_row("SELECT source, folder, options, paused FROM batch WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, path(row, 1)?, row.get::<_, String>(2)?, row.get(3)?))
            });
            let Some((source, folder, options, paused)) = batch.optional()? else {
                return Ok(None);
            };
            let mut rows =
                connection.prepare("SELECT poster, title, state, failure, part, etag, total, written FROM item WHERE batch = ?1 ORDER BY place")?;
            let items = rows.query_map([id], |row| {
                let part = match (row.get_ref(4)?, row.get(5)?, row.get::<_, Option<i64>>(7)?) {
                    (ValueRef::Text(_) | ValueRef::Blob(_), Some(etag), Some(written)) => Some(Part {
                        path: path(row, 4)?,
                        etag,
                        total: row.get::<_, Option<i64>>(6)?.map(i64::cast_unsigned),
                        written: written.cast_unsigned(),
                    }),
                    _ => None,
                };
                Ok(Item {
                    poster: row.get(0)?,
                    title: row.get(1)?,
                    state: ItemState::read(&row.get::<_, String>(2)?),
                    failure: row
                        .get::<_, Option<String>>(3)?
                        .and_then(|signal| serde_json::from_str(&signal).ok())
                        .map(Failure::new),
                    part,
                })
            })?;
            Ok(Some(Begun {
                id,
                source,
                folder,
                // Options of another version: the usual ones lose nothing.
                options: serde_json::from_str(&options).unwrap_or_default(),
                items: items.collect::<rusqlite::Result<_>>()?,
                paused,
            }))
        })
    }
}

/// Notes how a poster ended, within a transaction.
pub(super) fn end(change: &Transaction<'_>, batch: i64, place: u32, state: ItemState, failure: Option<&Failure>) -> rusqlite::Result<()> {
    let failure = failure.and_then(|failure| serde_json::to_string(&failure.signal).ok());
    let connection: &Connection = change;
    connection
        .prepare_cached(
            "UPDATE item SET state = ?3, failure = ?4, part = NULL, etag = NULL, total = NULL, written = NULL WHERE batch = ?1 AND place = ?2",
        )?
        .execute(params![batch, place, state.word(), failure])
        .map(drop)
}
