//! Files that only say which process does something. The system lets go of them when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How often a lock is asked for that somebody has.
const TRIES: u32 = 5;
/// How long is waited in between.
const MOMENT: Duration = Duration::from_millis(10);

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct Locked {
    _file: Option<File>,
}

/// Takes the lock, unless somebody has it. Where the volume has no locks, nobody ever has it.
pub fn try_lock(path: &Path) -> Option<Locked> {
    let file = open(path);
    for _ in 0..TRIES {
        match file.as_ref().map(File::try_lock) {
            // Perhaps a program that this one is just starting: it has all open files until it is itself.
            Some(Err(TryLockError::WouldBlock)) => sleep(MOMENT),
            _ => return Some(Locked { _file: file }),
        }
    }
    None
}

/// Keeps those who write to a file apart from the one who replaces its content, between processes.
#[derive(Debug)]
pub struct Latch(Option<File>);

/// A latch that is held until this is dropped.
#[derive(Debug)]
pub struct Held<'a>(Option<&'a File>);

impl Latch {
    /// The latch of this lock file. Where it cannot be made, or the volume has no locks, nobody is waited for.
    pub fn open(path: &Path) -> Self {
        Self(open(path))
    }

    /// For those who write. Waits for whoever is replacing.
    pub fn share(&self) -> Held<'_> {
        Held(self.0.as_ref().filter(|file| file.lock_shared().is_ok()))
    }

    /// For the one who replaces. Waits for all others.
    pub fn seize(&self) -> Held<'_> {
        Held(self.0.as_ref().filter(|file| file.lock().is_ok()))
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if let Some(file) = self.0 {
            // Where this fails, closing the file lets go of it.
            let _ = file.unlock();
        }
    }
}

fn open(path: &Path) -> Option<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).ok()
}
