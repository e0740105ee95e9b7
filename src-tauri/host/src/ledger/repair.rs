//! A ledger that is damaged, or that cannot be written.

use std::path::{Path, PathBuf};

use poster_core::window::LedgerState;
use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{entry, schema, write};
use crate::disk;

/// Rows that are carried over in one transaction.
const GROUP: usize = 1000;

/// Opens the file, whatever is the matter with it.
pub(super) fn open(file: &Path) -> (Connection, LedgerState) {
    if let Some(folder) = file.parent() {
        // Where it cannot be made, opening says so.
        let _ = disk::make_folder(folder);
    }
    // Two instances that start on the same damage mend it once.
    let _turn = disk::lock(&file.with_extension("lock"));
    match schema::connect(file).and_then(checked) {
        Ok(connection) => (connection, LedgerState::Ok),
        Err(error) if is_damage(&error) => rebuild(file),
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

/// Sets the file aside and carries over what can be read of it.
pub(super) fn rebuild(file: &Path) -> (Connection, LedgerState) {
    let aside = file.with_extension(format!("damaged-{}.db", super::now()));
    for part in ["", "-wal", "-shm"] {
        // A part that is not there need not be moved.
        let _ = disk::move_aside(&beside(file, part), &beside(&aside, part));
    }
    match schema::connect(file) {
        Ok(mut connection) => {
            salvage(&aside, &mut connection);
            (connection, LedgerState::Rebuilt)
        }
        Err(_) => (schema::in_memory(), LedgerState::Unavailable),
    }
}

fn checked(connection: Connection) -> rusqlite::Result<Connection> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let ours = [
        "SELECT source, poster, version, sha256, bytes, path, at FROM saved",
        "SELECT id, source, folder, options FROM batch",
        "SELECT batch, place, poster, title, state, failure, part, etag, total FROM item",
    ];
    if verdict == "ok" && ours.iter().all(|query| connection.prepare(query).is_ok()) {
        Ok(connection)
    } else {
        Err(rusqlite::Error::InvalidQuery)
    }
}

/// Rows that can still be read, from both ends towards the damage.
fn salvage(aside: &Path, into: &mut Connection) {
    let Ok(from) = Connection::open_with_flags(aside, OpenFlags::SQLITE_OPEN_READ_WRITE) else {
        return;
    };
    let mut last = i64::MIN;
    for order in ["ASC", "DESC"] {
        let mut group = Vec::new();
        let rows = from.prepare(&format!(
            "SELECT source, poster, version, sha256, bytes, path, at, rowid FROM saved NOT INDEXED WHERE rowid > ?1 ORDER BY rowid {order}"
        ));
        let Ok(mut rows) = rows else { return };
        let Ok(rows) = rows.query_map([last], |row| Ok((entry(row)?, row.get::<_, i64>(7)?))) else {
            return;
        };
        // The first row that cannot be read ends this direction.
        for (entry, number) in rows.map_while(Result::ok) {
            if order == "ASC" {
                last = number;
            }
            group.push(entry);
            if group.len() == GROUP {
                let _ = write(into, &group);
                group.clear();
            }
        }
        let _ = write(into, &group);
    }
}

/// A copy in memory of a ledger that can be read and not written.
fn readable(file: &Path) -> Option<Connection> {
    let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let mut copy = Connection::open_in_memory().ok()?;
    Backup::new(&from, &mut copy)
        .ok()?
        .run_to_completion(1024, std::time::Duration::ZERO, None)
        .ok()?;
    checked(copy).ok()
}

fn beside(file: &Path, part: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(part);
    name.into()
}
