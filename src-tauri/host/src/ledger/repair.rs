//! A ledger that is damaged, or that cannot be written.

use std::path::{Path, PathBuf};

use poster_core::window::LedgerState;
use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, ToSql, params};

use super::schema::{self, ENTRY, entry};
use super::{Change, write};
use crate::disk::{self, Latch};

/// Rows that are carried over in one transaction.
const GROUP: usize = 1000;

/// Opens the file, whatever is the matter with it.
pub(super) fn open(file: &Path, latch: &Latch) -> (Connection, LedgerState) {
    let connected = {
        let _used = latch.share();
        schema::connect(file)
    };
    match connected {
        Ok(connection) => (connection, LedgerState::Ok),
        Err(error) if is_damage(&error) => replace(file, latch),
        Err(_) => (readable(file).unwrap_or_else(schema::in_memory), LedgerState::Unavailable),
    }
}

/// Whether the file's content is at fault, and not the disk under it.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        Some(code) => matches!(code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase),
        // Other tables than ours, or other types in them.
        None => !matches!(error, rusqlite::Error::InvalidPath(_)),
    }
}

/// Reads the whole file. A ledger of many years takes a moment.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<()> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(rusqlite::Error::InvalidQuery) }
}

/// Copies the damaged file aside, empties it, and carries over what can be read of the copy; unless another instance has
/// done so meanwhile. Nobody writes to the file while this goes on.
///
/// The file is emptied by SQLite itself and not replaced: another instance that has it open would go on with the old one.
/// No connection of this process may be open: copying would let go of its locks.
pub(super) fn replace(file: &Path, latch: &Latch) -> (Connection, LedgerState) {
    let _seized = latch.seize();
    if let Ok(connection) = schema::connect(file)
        && check(&connection).is_ok()
    {
        return (connection, LedgerState::Ok);
    }
    let aside = file.with_extension(format!("damaged-{}.db", super::now()));
    let copied = ["", "-wal"]
        .into_iter()
        .try_for_each(|part| disk::copy(&beside(file, part), &beside(&aside, part)));
    if copied.is_ok()
        && let Ok(connection) = emptied(file)
    {
        return (salvaged(&aside, connection), LedgerState::Rebuilt);
    }
    // The run still knows what can be read.
    (salvaged(file, schema::in_memory()), LedgerState::Unavailable)
}

/// The same file without content, whatever was in it.
fn emptied(file: &Path) -> rusqlite::Result<Connection> {
    // With an empty log this would need the file all to itself; any page in the log will do.
    let _touched = schema::connect(file).and_then(|connection| schema::touch(&connection).map(|()| connection));
    let connection = Connection::open(file)?;
    connection.busy_timeout(schema::PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, true)?;
    let emptied = connection.execute_batch("VACUUM");
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, false)?;
    emptied?;
    schema::connect(file)
}

/// What can still be read of a damaged file, written into another one: what was saved, and the batches under way.
fn salvaged(damaged: &Path, mut into: Connection) -> Connection {
    let Ok(from) = Connection::open_with_flags(damaged, OpenFlags::SQLITE_OPEN_READ_WRITE) else {
        return into;
    };
    // Tables of an older version have fewer columns.
    let old = ENTRY.replace("title", "''").replace("sample", "''");
    let columns = [ENTRY, &old]
        .into_iter()
        .find(|columns| from.prepare(&format!("SELECT {columns} FROM saved")).is_ok());
    if let Some(columns) = columns {
        saved(&from, columns, &mut into);
    }
    // Batches are few and short-lived: those that can be read whole are worth going on with.
    let _ = batches(&from, &mut into);
    into
}

/// The rows of what was saved, from both ends towards the damage.
fn saved(from: &Connection, columns: &str, into: &mut Connection) {
    let mut last = i64::MIN;
    for order in ["ASC", "DESC"] {
        let rows = from.prepare(&format!(
            "SELECT {columns}, rowid FROM saved NOT INDEXED WHERE rowid > ?1 ORDER BY rowid {order}"
        ));
        let Ok(mut rows) = rows else { return };
        let Ok(rows) = rows.query_map([last], |row| Ok((entry(row)?, row.get::<_, i64>(9)?))) else {
            return;
        };
        let mut found = Vec::new();
        // The first row that cannot be read ends this direction.
        for (entry, number) in rows.map_while(Result::ok) {
            if order == "ASC" {
                last = number;
            }
            found.push(Change::Saved(entry).into());
            if found.len() == GROUP && order == "ASC" {
                let _ = write(into, &found);
                found.clear();
            }
        }
        // Later rows count more than earlier ones: their order stays.
        if order == "DESC" {
            found.reverse();
        }
        for group in found.chunks(GROUP) {
            let _ = write(into, group);
        }
    }
}

fn batches(from: &Connection, into: &mut Connection) -> rusqlite::Result<()> {
    let change = into.transaction()?;
    let all = |row: &Row<'_>, columns: usize| {
        (0..columns)
            .map(|column| row.get(column))
            .collect::<rusqlite::Result<Vec<rusqlite::types::Value>>>()
    };
    let mut rows = from.prepare("SELECT id, source, folder, options FROM batch")?;
    for row in rows.query_map([], |row| all(row, 4))? {
        let row = row?;
        change.execute(
            "INSERT INTO batch (id, source, folder, options) VALUES (?1, ?2, ?3, ?4)",
            refs(&row).as_slice(),
        )?;
    }
    let mut rows = from.prepare("SELECT batch, place, poster, title, state, failure FROM item")?;
    for row in rows.query_map([], |row| all(row, 6))? {
        let row = row?;
        change.execute(
            "INSERT INTO item (batch, place, poster, title, state, failure) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            refs(&row).as_slice(),
        )?;
    }
    change.execute("DELETE FROM item WHERE batch NOT IN (SELECT id FROM batch)", params![])?;
    change.commit()
}

fn refs(values: &[rusqlite::types::Value]) -> Vec<&dyn ToSql> {
    values.iter().map(|value| value as &dyn ToSql).collect()
}

/// A copy in memory of a ledger that can be read and not written.
fn readable(file: &Path) -> Option<Connection> {
    let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let mut copy = Connection::open_in_memory().ok()?;
    Backup::new(&from, &mut copy)
        .ok()?
        .run_to_completion(1024, std::time::Duration::ZERO, None)
        .ok()?;
    schema::migrate(&mut copy).ok()?;
    Some(copy)
}

fn beside(file: &Path, part: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(part);
    name.into()
}
