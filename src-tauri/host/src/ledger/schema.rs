//! The tables, and how a connection is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

/// How long another instance's transaction is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS saved (
  source TEXT NOT NULL, poster TEXT NOT NULL, version TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, path TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS saved_by_poster ON saved (source, poster);
CREATE INDEX IF NOT EXISTS saved_by_bytes ON saved (sha256);
CREATE TABLE IF NOT EXISTS batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, folder TEXT NOT NULL, options TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS item (
  batch INTEGER NOT NULL, place INTEGER NOT NULL, poster TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', failure TEXT, part TEXT, etag TEXT, total INTEGER,
  PRIMARY KEY (batch, place)
) WITHOUT ROWID;
PRAGMA user_version = 1;
";

/// A connection to the file. An error says that it is damaged, or cannot be written.
pub(super) fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    // Where the volume has no shared memory, SQLite stays with its older journal, which is as safe.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    // On a Mac, a plain sync leaves the bytes in the drive's own memory.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    if connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? == 0 {
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {TABLES} COMMIT;"))?;
    }
    // Says at once where nothing can be written.
    connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK;")?;
    Ok(connection)
}

/// A ledger that lasts as long as the program.
///
/// # Panics
/// Where there is no memory for an empty database.
#[expect(clippy::expect_used, reason = "without memory nothing works")]
pub(super) fn in_memory() -> Connection {
    let connection = Connection::open_in_memory().expect("memory");
    connection.execute_batch(TABLES).expect("tables");
    connection
}
