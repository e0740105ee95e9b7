//! Files that only say which process does something. The system lets go of them when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct Locked {
    _file: Option<File>,
}

/// Takes the lock, waiting for whoever has it. Where the volume has no locks, nobody is waited for.
pub fn lock(path: &Path) -> Locked {
    let file = open(path).filter(|file| file.lock().is_ok());
    Locked { _file: file }
}

/// Takes the lock, unless somebody has it.
pub fn try_lock(path: &Path) -> Option<Locked> {
    match open(path).map(|file| (file.try_lock(), file)) {
        Some((Err(TryLockError::WouldBlock), _)) => None,
        Some((_, file)) => Some(Locked { _file: Some(file) }),
        None => Some(Locked { _file: None }),
    }
}

fn open(path: &Path) -> Option<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).ok()
}
