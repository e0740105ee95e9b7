//! What was saved: which poster of which source, with which bytes, where and when. And the batches that are under way.
//!
//! One SQLite file in the app's data folder, shared by all running instances and by the command `poster`. A row that
//! was recorded survives a kill and a power cut. The file's troubles are never a reason not to start or not to save:
//! a damaged one is copied aside and what can be read of it is carried over; where none can be written,
//! rows are kept in memory and written as soon as it can.

mod journal;
mod repair;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use poster_core::Failure;
use poster_core::window::{LedgerState, Saved};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::disk::{self, Latch};

use schema::{ENTRY, Stored, entry};

pub use journal::{Begun, Item, ItemState, Lease, Part};

/// Files that are looked at for one poster or one content, at most.
const MOST: usize = 64;
/// How long disks are waited for that may be somewhere else.
const PATIENCE: Duration = Duration::from_millis(500);

/// The ledger. Clones share it. Functions may block for a sync of the disk: call them from a thread that may.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    file: Option<PathBuf>,
    latch: Latch,
    /// Locked before the reader where both are needed.
    writer: Mutex<Connection>,
    /// Never waits for a writer. `None`: what is written is only in memory, and the writer reads.
    reader: Mutex<Option<Connection>>,
    pending: Mutex<Pending>,
    state: Mutex<State>,
    listener: OnceLock<Box<dyn Fn(LedgerState) + Send + Sync>>,
}

/// Changes on their way to the disk: whoever writes next writes them all in one transaction. They are read as if they
/// were there already.
#[derive(Default)]
struct Pending {
    changes: Vec<Arc<Change>>,
    /// How many there have ever been.
    count: u64,
}

/// A change of the ledger.
enum Change {
    /// A poster was saved.
    Saved(Entry),
    /// A poster of a batch is that far.
    Item {
        batch: i64,
        place: u32,
        state: ItemState,
        failure: Option<Failure>,
    },
}

#[derive(Clone, Copy)]
struct State {
    found: LedgerState,
    failing: bool,
}

/// One saved poster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// See [`crate::source::Source::key`].
    pub source: String,
    /// The poster's id.
    pub poster: String,
    /// The poster's title; empty in rows of older versions.
    pub title: String,
    /// What the source said that changes with the picture: see [`version`].
    pub version: String,
    /// Of the bytes that the server sent, in lower-case hexadecimal; empty where nobody asked for it.
    pub sha256: String,
    /// See [`disk::Draft::sample`]; empty where the file does not hold what the server sent, and in rows of older versions.
    pub sample: String,
    /// Length of the file.
    pub bytes: u64,
    /// Where it is.
    pub path: PathBuf,
    /// Milliseconds since 1970.
    pub at: u64,
    /// The batch that it belongs to, and its place in it, from 0.
    pub item: Option<(i64, u32)>,
}

/// A row of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// For the next page: see [`Ledger::history`].
    pub row: i64,
    /// What was saved.
    pub entry: Entry,
    /// Whether the file is still there; `None` where its disk does not answer in time.
    pub exists: Option<bool>,
}

/// A row as it is looked up.
struct Known {
    entry: Entry,
    /// Another poster has been saved under its path since.
    replaced: bool,
}

impl Ledger {
    /// The usual file: `poster-companion/ledger.db` in the system's folder for the data of programs.
    pub fn file() -> Option<PathBuf> {
        dirs::data_local_dir().map(|folder| folder.join("poster-companion").join("ledger.db"))
    }

    /// Opens the file, made where missing. Where there is none, or none that can be written, rows stay in memory.
    pub fn open(file: Option<&Path>) -> Self {
        if let Some(folder) = file.and_then(Path::parent) {
            // Where it cannot be made, opening says so.
            let _ = disk::make_folder(folder);
        }
        let latch = Latch::open(&file.unwrap_or(Path::new("")).with_extension("lock"));
        let (writer, found) = file.map_or_else(|| (schema::in_memory(), LedgerState::Unavailable), |file| repair::open(file, &latch));
        let file = file.filter(|_| found != LedgerState::Unavailable);
        Self(Arc::new(Inner {
            reader: Mutex::new(file.and_then(|file| schema::reader(file).ok())),
            file: file.map(Path::to_owned),
            latch,
            writer: Mutex::new(writer),
            pending: Mutex::default(),
            state: Mutex::new(State { found, failing: false }),
            listener: OnceLock::new(),
        }))
    }

    /// Reads the whole file, and mends it where it is damaged. Takes a moment where it is large: not for the way to the
    /// first picture.
    pub fn check(&self) {
        let Some(file) = &self.0.file else { return };
        // Over a connection of its own: nobody waits for it.
        let checked = schema::reader(file).and_then(|connection| repair::check(&connection));
        if checked.is_err_and(|error| repair::is_damage(&error)) {
            self.mend(&mut self.writer());
        }
    }

    /// What was found; `Unavailable` also while rows cannot be written.
    pub fn state(&self) -> LedgerState {
        let State { found, failing } = *self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        if failing { LedgerState::Unavailable } else { found }
    }

    /// `tell` hears of every change of the state from now on. The first listener stays.
    pub fn listen(&self, tell: impl Fn(LedgerState) + Send + Sync + 'static) {
        // A second listener is a defect of the program that both belong to, and costs it nothing but news.
        let _ = self.0.listener.set(Box::new(tell));
    }

    /// Keeps a row for good. Whether it is on the disk now; if not, it is tried again with the next one.
    ///
    /// Calls at the same time share one sync of the disk.
    pub fn record(&self, entry: Entry) -> bool {
        let own = self.add(Change::Saved(entry));
        let mut writer = self.writer();
        // Whoever had the connection before may have written it.
        self.is_written(own) || self.flush_with(&mut writer)
    }

    /// Keeps a row that can be found out again after a kill: written with the next one, or by [`Ledger::flush`]. Does not
    /// block.
    pub fn record_soon(&self, entry: Entry) {
        self.add(Change::Saved(entry));
    }

    /// Writes what is pending. Whether nothing is any more.
    pub fn flush(&self) -> bool {
        self.pending().changes.is_empty() || self.flush_with(&mut self.writer())
    }

    /// Whether changes wait to be written.
    pub fn has_pending(&self) -> bool {
        !self.pending().changes.is_empty()
    }

    /// What is known of these posters (id and [`version`]) of a source, in their order. Asks no disk where the posters
    /// are: see [`Ledger::marks`].
    pub fn marks_unseen<'a>(&self, source: &str, posters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Option<Saved>> {
        let known = posters.into_iter().map(|(poster, version)| {
            let known = self.known(source, poster).into_iter().next()?;
            Some(mark(&known.entry, known.replaced, version))
        });
        known.collect()
    }

    /// The same with a look whether the files are there. Disks that do not answer at once count as they did before.
    pub fn marks<'a>(&self, source: &str, posters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Option<Saved>> {
        let posters: Vec<(Vec<Known>, &str)> = posters
            .into_iter()
            .map(|(poster, version)| (self.known(source, poster), version))
            .collect();
        let mut files = Vec::new();
        for (known, _) in &posters {
            files.extend(known.iter().filter(|known| !known.replaced).map(|known| known.entry.file()));
        }
        let mut there = disk::are_there(files, PATIENCE).into_iter();
        let marks = posters.iter().map(|(known, version)| {
            // The newest that is there, else the newest.
            let mut found = None;
            for known in known {
                let missing = known.replaced || there.next().flatten() == Some(false);
                if found.is_none_or(|(_, before)| before && !missing) {
                    found = Some((&known.entry, missing));
                }
            }
            found.map(|(entry, missing)| mark(entry, missing, version))
        });
        marks.collect()
    }

    /// When a poster was saved last, and where.
    pub fn latest(&self, source: &str, poster: &str) -> Option<Entry> {
        self.known(source, poster).into_iter().next().map(|known| known.entry)
    }

    /// The files that a poster was saved to and that no other poster has taken since, the newest first. They may be gone.
    pub fn copies(&self, source: &str, poster: &str) -> Vec<Entry> {
        let known = self.known(source, poster);
        known.into_iter().filter(|known| !known.replaced).map(|known| known.entry).collect()
    }

    /// The newest file of a poster that is still there.
    pub fn path_of(&self, source: &str, poster: &str) -> Option<PathBuf> {
        let copies = self.copies(source, poster);
        let there = disk::are_there(copies.iter().map(Entry::file).collect(), PATIENCE);
        let found = copies.into_iter().zip(there).find(|(_, there)| *there == Some(true));
        found.map(|(entry, _)| entry.path)
    }

    /// What was saved, the newest first: at most `limit` rows, those before the row `before` of an earlier page.
    pub fn history(&self, limit: u32, before: Option<i64>) -> Vec<Past> {
        let query = format!("SELECT {ENTRY}, rowid, EXISTS ({LATER}) FROM saved WHERE rowid < ?1 ORDER BY rowid DESC LIMIT ?2");
        let mut rows: Vec<(i64, Known)> = self.read(|connection| {
            let mut rows = connection.prepare_cached(&query)?;
            let rows = rows.query_map(params![before.unwrap_or(i64::MAX), limit], |row| {
                let known = Known {
                    entry: entry(row)?,
                    replaced: row.get(10)?,
                };
                Ok((row.get(9)?, known))
            })?;
            rows.collect()
        });
        if before.is_none() {
            let pending = self.saved_pending(|_| true);
            let unwritten = pending.into_iter().map(|entry| (i64::MAX, Known { entry, replaced: false }));
            rows = unwritten.chain(rows).take(limit as usize).collect();
        }
        let there = disk::are_there(rows.iter().map(|(_, known)| known.entry.file()).collect(), PATIENCE);
        let past = rows.into_iter().zip(there).map(|((row, known), there)| Past {
            row,
            exists: if known.replaced { Some(false) } else { there },
            entry: known.entry,
        });
        past.collect()
    }

    /// The files that were saved from bytes with this digest, the newest first. They may be gone.
    pub fn holders(&self, sha256: &str) -> Vec<Entry> {
        self.files("sha256 = ?1", &[&sha256], |entry| entry.sha256 == sha256)
    }

    /// The files that may hold just these bytes, the newest first. They may be gone, and they may hold others.
    pub fn twins(&self, bytes: u64, sample: &str) -> Vec<Entry> {
        self.files("bytes = ?1 AND sample IN (?2, '')", &[&bytes.cast_signed(), &sample], |entry| {
            entry.bytes == bytes && [sample, ""].contains(&entry.sample.as_str())
        })
    }

    /// How many rows there are on the disk.
    pub fn len(&self) -> u64 {
        let counted = self.read(|connection| connection.query_row("SELECT count(*) FROM saved", [], |row| row.get::<_, i64>(0)));
        counted.cast_unsigned()
    }

    /// Whether nothing was ever saved.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn files(&self, condition: &str, values: &[&dyn rusqlite::ToSql], is: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let query = format!("SELECT {ENTRY} FROM saved WHERE {condition} AND NOT EXISTS ({LATER}) ORDER BY rowid DESC LIMIT {MOST}");
        let mut found = self.saved_pending(is);
        let written: Vec<Entry> = self.read(|connection| {
            let mut rows = connection.prepare_cached(&query)?;
            let rows = rows.query_map(values, entry)?;
            rows.collect()
        });
        found.extend(written);
        found
    }

    /// The rows of a poster, the newest first.
    fn known(&self, source: &str, poster: &str) -> Vec<Known> {
        // Before the disk is read: a row that is written in between is found twice rather than not at all.
        let changes = self.pending().changes.clone();
        let pending: Vec<&Entry> = changes.iter().rev().filter_map(|change| change.saved()).collect();
        let is_it = |entry: &Entry| entry.source == source && entry.poster == poster;
        let taken = |before: &Entry, later: &[&Entry]| {
            later
                .iter()
                .any(|entry| !is_it(entry) && entry.path == before.path && !entry.holds_same(before))
        };
        let mut known: Vec<Known> = Vec::new();
        for (at, entry) in pending.iter().enumerate().filter(|(_, entry)| is_it(entry)) {
            known.push(Known {
                replaced: taken(entry, &pending[..at]),
                entry: (*entry).clone(),
            });
        }
        let query = format!("SELECT {ENTRY}, EXISTS ({LATER}) FROM saved WHERE source = ?1 AND poster = ?2 ORDER BY rowid DESC LIMIT {MOST}");
        let written: Vec<Known> = self.read(|connection| {
            let mut rows = connection.prepare_cached(&query)?;
            let rows = rows.query_map([source, poster], |row| {
                Ok(Known {
                    entry: entry(row)?,
                    replaced: row.get(9)?,
                })
            })?;
            rows.collect()
        });
        for mut row in written {
            row.replaced |= taken(&row.entry, &pending);
            if known.iter().all(|known| known.entry.path != row.entry.path) {
                known.push(row);
            }
        }
        known
    }

    /// Rows that wait to be written, the newest first.
    fn saved_pending(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let changes = self.pending().changes.clone();
        let saved = changes.iter().rev().filter_map(|change| change.saved());
        saved.filter(|entry| wanted(entry)).cloned().collect()
    }

    /// Asks the disk. A ledger that cannot be read knows nothing: then a poster is saved once more, which loses nothing.
    fn read<T: Default>(&self, ask: impl Fn(&Connection) -> rusqlite::Result<T>) -> T {
        let once = || {
            let reader = self.reader();
            if let Some(connection) = &*reader {
                return ask(connection);
            }
            drop(reader);
            ask(&self.writer())
        };
        let found = once().or_else(|error| {
            if !repair::is_damage(&error) {
                return Err(error);
            }
            self.mend(&mut self.writer());
            once()
        });
        found.unwrap_or_default()
    }

    /// Mends a damaged file.
    fn mend(&self, writer: &mut Connection) {
        let Some(file) = &self.0.file else { return };
        let mut reader = self.reader();
        (*writer, *reader) = (schema::in_memory(), None);
        let (connection, found) = repair::replace(file, &self.0.latch);
        *writer = connection;
        if found != LedgerState::Unavailable {
            *reader = schema::reader(file).ok();
        }
        drop(reader);
        if found != LedgerState::Ok {
            self.change_state(|state| state.found = found);
        }
    }

    /// Writes what is pending, in one transaction. Whether that worked.
    fn flush_with(&self, writer: &mut Connection) -> bool {
        let group = self.pending().changes.clone();
        if group.is_empty() {
            return true;
        }
        let mut written = self.write(writer, &group);
        if let Err(error) = &written
            && repair::is_damage(error)
        {
            self.mend(writer);
            written = self.write(writer, &group);
        }
        if written.is_ok() {
            self.pending().changes.drain(..group.len());
        }
        self.change_state(|state| state.failing = written.is_err());
        written.is_ok()
    }

    fn write(&self, writer: &mut Connection, group: &[Arc<Change>]) -> rusqlite::Result<()> {
        let _nobody_replaces = self.0.latch.share();
        write(writer, group)
    }

    /// Runs a change of the journal, behind everything that is pending. A batch goes on without it where it cannot be
    /// written.
    fn change<T>(&self, act: impl FnOnce(&mut Connection) -> rusqlite::Result<T>) -> Option<T> {
        let mut writer = self.writer();
        self.flush_with(&mut writer);
        let changed = {
            let _nobody_replaces = self.0.latch.share();
            act(&mut writer)
        };
        self.change_state(|state| state.failing = changed.is_err());
        changed.ok()
    }

    fn change_state(&self, change: impl FnOnce(&mut State)) {
        let before = self.state();
        change(&mut self.0.state.lock().unwrap_or_else(PoisonError::into_inner));
        let now = self.state();
        if now != before
            && let Some(tell) = self.0.listener.get()
        {
            tell(now);
        }
    }

    /// Has a change written with the next ones. Its number.
    fn add(&self, change: Change) -> u64 {
        let mut pending = self.pending();
        pending.changes.push(change.into());
        pending.count += 1;
        pending.count
    }

    fn is_written(&self, number: u64) -> bool {
        let pending = self.pending();
        pending.count - pending.changes.len() as u64 >= number
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Option<Connection>> {
        self.0.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.0.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let group = std::mem::take(&mut self.pending.get_mut().unwrap_or_else(PoisonError::into_inner).changes);
        if !group.is_empty() {
            let _nobody_replaces = self.latch.share();
            // The last try: nobody is left who could be told.
            let _ = write(self.writer.get_mut().unwrap_or_else(PoisonError::into_inner), &group);
        }
    }
}

impl Change {
    fn saved(&self) -> Option<&Entry> {
        match self {
            Self::Saved(entry) => Some(entry),
            Self::Item { .. } => None,
        }
    }
}

impl Entry {
    /// Where it is, and how long; the length is 0 where it is not known.
    fn file(&self) -> (PathBuf, u64) {
        (self.path.clone(), self.bytes)
    }

    /// Whether both were saved from the same bytes, as far as they say.
    fn holds_same(&self, other: &Self) -> bool {
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        self.bytes == other.bytes && (same(&self.sha256, &other.sha256) || same(&self.sample, &other.sample))
    }
}

/// Rows that were written later, of other posters with other bytes in the same file.
const LATER: &str = "SELECT 1 FROM saved later WHERE later.path = saved.path AND later.rowid > saved.rowid \
     AND (later.poster <> saved.poster OR later.source <> saved.source) \
     AND NOT (later.bytes = saved.bytes AND (later.sha256 <> '' AND later.sha256 = saved.sha256 OR later.sample <> '' AND later.sample = saved.sample))";

fn mark(entry: &Entry, missing: bool, version: &str) -> Saved {
    Saved {
        at: entry.at,
        file: entry.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        folder: entry.path.parent().map(disk::label).unwrap_or_default(),
        missing,
        changed: !version.is_empty() && !entry.version.is_empty() && version != entry.version,
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

fn write(connection: &mut Connection, group: &[Arc<Change>]) -> rusqlite::Result<()> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for one in group {
        match &**one {
            Change::Saved(entry) => {
                change
                    .prepare_cached(&format!("INSERT INTO saved ({ENTRY}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"))?
                    .execute(params![
                        entry.source,
                        entry.poster,
                        entry.title,
                        entry.version,
                        entry.sha256,
                        entry.sample,
                        entry.bytes.cast_signed(),
                        Stored(&entry.path),
                        entry.at.cast_signed(),
                    ])?;
                // Saved and done are one fact: a poster of a batch is never saved without being done.
                if let Some((batch, place)) = entry.item {
                    journal::end(&change, batch, place, ItemState::Saved, None)?;
                }
            }
            Change::Item {
                batch,
                place,
                state,
                failure,
            } => journal::end(&change, *batch, *place, *state, failure.as_ref())?,
        }
    }
    change.commit()
}
