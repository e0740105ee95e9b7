//! The tables, how a connection is set up, and how a path is stored.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, Row, ToSql, TransactionBehavior};

use super::Entry;
use crate::platform;

/// How long another instance's transaction is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Each step brings the tables from one version to the next. Older programs go on writing to newer tables: columns are
/// only ever added, with defaults.
const STEPS: [&str; 2] = [
    "
CREATE TABLE saved (
  source TEXT NOT NULL, poster TEXT NOT NULL, version TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, path TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX saved_by_poster ON saved (source, poster);
CREATE INDEX saved_by_bytes ON saved (sha256);
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, folder TEXT NOT NULL, options TEXT NOT NULL
);
CREATE TABLE item (
  batch INTEGER NOT NULL, place INTEGER NOT NULL, poster TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', failure TEXT, part TEXT, etag TEXT, total INTEGER,
  PRIMARY KEY (batch, place)
) WITHOUT ROWID;
",
    "
ALTER TABLE saved ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE saved ADD COLUMN sample TEXT NOT NULL DEFAULT '';
CREATE INDEX saved_by_path ON saved (path);
CREATE INDEX saved_by_length ON saved (bytes, sample);
ALTER TABLE batch ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN written INTEGER;
",
];

/// The columns of a row of `saved`, as [`entry`] reads them.
pub(super) const ENTRY: &str = "source, poster, title, version, sha256, sample, bytes, path, at";

/// Queries that say whether the tables are ours.
const OURS: [&str; 3] = [
    "SELECT source, poster, title, version, sha256, sample, bytes, path, at FROM saved",
    "SELECT id, source, folder, options, paused FROM batch",
    "SELECT batch, place, poster, title, state, failure, part, etag, total, written FROM item",
];

/// A connection to the file. An error says that it is damaged, or cannot be written.
pub(super) fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    // Where the volume has no shared memory, SQLite stays with its older journal, which is as safe.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    // On a Mac, a plain sync leaves the bytes in the drive's own memory.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    migrate(&mut connection)?;
    // Says at once where nothing can be written.
    connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK;")?;
    Ok(connection)
}

/// A second connection that only reads. What is being written never holds it up.
pub(super) fn reader(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

/// Brings the tables to this program's version.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? < STEPS.len() {
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another instance may have been faster.
        let known = version(&change)?;
        for step in STEPS.iter().skip(known) {
            change.execute_batch(step)?;
        }
        change.pragma_update(None, "user_version", known.max(STEPS.len()) as u32)?;
        change.commit()?;
    }
    if OURS.iter().all(|query| connection.prepare(query).is_ok()) {
        Ok(())
    } else {
        Err(rusqlite::Error::InvalidQuery)
    }
}

/// Writes a page that says what it said before.
pub(super) fn touch(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "user_version", version(connection)? as u32)
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.pragma_query_value(None, "user_version", |row| Ok(row.get::<_, u32>(0).unwrap_or_default() as usize))
}

/// A ledger that lasts as long as the program.
///
/// # Panics
/// Where there is no memory for an empty database.
#[expect(clippy::expect_used, reason = "without memory nothing works")]
pub(super) fn in_memory() -> Connection {
    let mut connection = Connection::open_in_memory().expect("memory");
    migrate(&mut connection).expect("tables");
    connection
}

/// Reads a row that was selected with [`ENTRY`].
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        source: row.get(0)?,
        poster: row.get(1)?,
        title: row.get(2)?,
        version: row.get(3)?,
        sha256: row.get(4)?,
        sample: row.get(5)?,
        bytes: row.get::<_, i64>(6)?.cast_unsigned(),
        path: path(row, 7)?,
        at: row.get::<_, i64>(8)?.cast_unsigned(),
        item: None,
    })
}

/// A path as it is stored: text, or the bytes of one that is no text.
pub(super) struct Stored<'a>(pub(super) &'a Path);

impl ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0.to_str() {
            Some(text) => ToSqlOutput::Borrowed(text.into()),
            None => ToSqlOutput::Owned(Value::Blob(platform::bytes_of_path(self.0))),
        })
    }
}

/// The path in a column.
pub(super) fn path(row: &Row<'_>, column: usize) -> rusqlite::Result<PathBuf> {
    match row.get_ref(column)? {
        ValueRef::Blob(bytes) => Ok(platform::path_of_bytes(bytes)),
        text => Ok(text.as_str()?.into()),
    }
}
