//! What was saved: which poster of which source, with which bytes, where and when. And the batch that is under way.
//!
//! One SQLite file in the app's data folder, shared by all running instances and by the command `poster`. A row that
//! was recorded survives a kill and a power cut. The file's troubles are never a reason not to start or not to save:
//! a damaged one is set aside and what can be read of it goes into a new one; where none can be written,
//! rows are kept in memory and written as soon as it can.

mod journal;
mod repair;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use poster_core::window::{LedgerState, Saved};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::disk;

pub use journal::{Begun, Item, ItemState, Lease, Part};

/// The ledger. Clones share it. All functions block for a sync of the disk at most: call them from a thread that may.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    file: Option<PathBuf>,
    found: LedgerState,
    connection: Mutex<Connection>,
    /// Rows on their way to the disk: whoever gets the connection next writes them all in one transaction.
    pending: Mutex<Vec<Entry>>,
    failing: AtomicBool,
}

/// One saved poster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// See [`crate::source::Source::key`].
    pub source: String,
    /// The poster's id.
    pub poster: String,
    /// What the source said that changes with the picture: see [`version`].
    pub version: String,
    /// Of the bytes that the server sent, in lower-case hexadecimal.
    pub sha256: String,
    /// Length of the file.
    pub bytes: u64,
    /// Where it is.
    pub path: PathBuf,
    /// Milliseconds since 1970.
    pub at: u64,
    /// The batch that it belongs to, and its place in it, from 0.
    pub item: Option<(i64, u32)>,
}

impl Ledger {
    /// The usual file: `poster-companion/ledger.db` in the system's folder for the data of programs.
    pub fn file() -> Option<PathBuf> {
        dirs::data_local_dir().map(|folder| folder.join("poster-companion").join("ledger.db"))
    }

    /// Opens the file, made where missing. Where there is none, or none that can be written, rows stay in memory.
    pub fn open(file: Option<&Path>) -> Self {
        let (connection, found) = file.map_or_else(|| (schema::in_memory(), LedgerState::Unavailable), repair::open);
        Self(Arc::new(Inner {
            file: file.filter(|_| found != LedgerState::Unavailable).map(Path::to_owned),
            found,
            connection: Mutex::new(connection),
            pending: Mutex::default(),
            failing: AtomicBool::new(false),
        }))
    }

    /// What was found at start; `Unavailable` also while rows cannot be written.
    pub fn state(&self) -> LedgerState {
        if self.0.failing.load(Ordering::Relaxed) {
            LedgerState::Unavailable
        } else {
            self.0.found
        }
    }

    /// Keeps a row for good. Whether it is on the disk now; if not, it is tried again with the next one.
    ///
    /// Calls at the same time share one sync of the disk.
    pub fn record(&self, entry: Entry) -> bool {
        self.0.pending.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        let mut connection = self.connection();
        // Taken with the connection in hand: what is not here any more is on the disk already.
        self.flush(&mut connection)
    }

    /// What is known of these posters of a source, in their order. Looks whether the files are still there.
    pub fn marks<'a>(&self, source: &str, posters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Option<Saved>> {
        let found: Vec<Option<(Entry, String)>> = {
            let mut connection = self.connection();
            self.flush(&mut connection);
            posters
                .into_iter()
                .map(|(poster, version)| latest(&connection, source, poster).map(|entry| (entry, version.to_owned())))
                .collect()
        };
        found
            .into_iter()
            .map(|known| {
                known.map(|(entry, version)| Saved {
                    at: entry.at,
                    file: entry.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                    folder: entry.path.parent().map(disk::label).unwrap_or_default(),
                    missing: !disk::is_file(&entry.path),
                    changed: !version.is_empty() && !entry.version.is_empty() && version != entry.version,
                })
            })
            .collect()
    }

    /// When a poster was saved last, and where.
    pub fn latest(&self, source: &str, poster: &str) -> Option<Entry> {
        let mut connection = self.connection();
        self.flush(&mut connection);
        latest(&connection, source, poster)
    }

    /// The files that hold these bytes, the newest first. They may be gone.
    pub fn holders(&self, sha256: &str) -> Vec<PathBuf> {
        let mut connection = self.connection();
        self.flush(&mut connection);
        let mut found = Vec::new();
        // A ledger that cannot be read knows nothing: then the poster is saved once more, which loses nothing.
        let _ = connection
            .prepare_cached("SELECT path FROM saved WHERE sha256 = ?1 ORDER BY rowid DESC LIMIT 32")
            .and_then(|mut rows| {
                for path in rows.query_map([sha256], |row| row.get::<_, String>(0))? {
                    found.push(PathBuf::from(path?));
                }
                Ok(())
            });
        found
    }

    /// What was saved last, the newest first, of all sources.
    pub fn recent(&self, most: usize) -> Vec<Entry> {
        let mut connection = self.connection();
        self.flush(&mut connection);
        let read = connection
            .prepare_cached("SELECT source, poster, version, sha256, bytes, path, at FROM saved ORDER BY rowid DESC LIMIT ?1")
            .and_then(|mut rows| rows.query_map([most.cast_signed() as i64], entry)?.collect());
        // A ledger that cannot be read knows nothing.
        read.unwrap_or_default()
    }

    /// How many rows there are.
    pub fn len(&self) -> u64 {
        let counted = self.connection().query_row("SELECT count(*) FROM saved", [], |row| row.get::<_, i64>(0));
        counted.map_or(0, i64::cast_unsigned)
    }

    /// Whether nothing was ever saved.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what is pending, in one transaction.
    fn flush(&self, connection: &mut Connection) -> bool {
        let group = std::mem::take(&mut *self.0.pending.lock().unwrap_or_else(PoisonError::into_inner));
        if group.is_empty() {
            return true;
        }
        let mut written = write(connection, &group);
        if let Err(error) = &written
            && repair::is_damage(error)
            && let Some(file) = &self.0.file
        {
            (*connection, _) = repair::rebuild(file);
            written = write(connection, &group);
        }
        self.0.failing.store(written.is_err(), Ordering::Relaxed);
        if written.is_err() {
            let mut pending = self.0.pending.lock().unwrap_or_else(PoisonError::into_inner);
            pending.splice(0..0, group);
        }
        written.is_ok()
    }

    /// Runs a change of the journal. A batch goes on without it where it cannot be written.
    fn change<T>(&self, act: impl FnOnce(&mut Connection) -> rusqlite::Result<T>) -> Option<T> {
        let changed = act(&mut self.connection());
        self.0.failing.store(changed.is_err(), Ordering::Relaxed);
        changed.ok()
    }
}

/// What changes with a poster's picture: its announced digest, its entity tag, or the time of its last change.
pub fn version(poster: &poster_core::Poster) -> &str {
    let image = &poster.image;
    // The time comes first: the others may be absent until the source has made the picture.
    let known = poster.updated_at.as_deref().or(image.sha256.as_deref()).or(image.etag.as_deref());
    known.unwrap_or_default()
}

/// Now, in milliseconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

fn write(connection: &mut Connection, group: &[Entry]) -> rusqlite::Result<()> {
    let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for entry in group {
        change
            .prepare_cached("INSERT INTO saved (source, poster, version, sha256, bytes, path, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![
                entry.source,
                entry.poster,
                entry.version,
                entry.sha256,
                entry.bytes.cast_signed(),
                entry.path.to_string_lossy(),
                entry.at.cast_signed(),
            ])?;
        // Saved and done are one fact: a poster of a batch is never saved without being done.
        if let Some((batch, place)) = entry.item {
            journal::end(&change, batch, place, ItemState::Saved, None)?;
        }
    }
    change.commit()
}

fn latest(connection: &Connection, source: &str, poster: &str) -> Option<Entry> {
    let rows = connection.prepare_cached(
        "SELECT source, poster, version, sha256, bytes, path, at FROM saved WHERE source = ?1 AND poster = ?2 ORDER BY rowid DESC LIMIT 1",
    );
    rows.and_then(|mut rows| rows.query_row([source, poster], entry).optional())
        .ok()
        .flatten()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        source: row.get(0)?,
        poster: row.get(1)?,
        version: row.get(2)?,
        sha256: row.get(3)?,
        bytes: row.get::<_, i64>(4)?.cast_unsigned(),
        path: PathBuf::from(row.get::<_, String>(5)?),
        at: row.get::<_, i64>(6)?.cast_unsigned(),
        item: None,
    })
}
