//! Temporary files that a killed run left behind.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::platform;

/// How the name of a temporary file begins; the process id and a random number follow.
pub(super) const PREFIX: &str = ".poster-";
/// How it ends.
pub(super) const SUFFIX: &str = ".part";
/// A younger file may just be about to be locked.
const YOUNG: Duration = Duration::from_secs(5);
/// Where a volume has no locks, nobody writes at one poster for longer.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes this program's own temporary files from the folder, except those that a running
/// instance is writing. Returns how many; a folder that cannot be read has none.
///
/// Folders that macOS guards are left alone: reading them would ask the user for consent, unprompted.
pub fn sweep(folder: &Path) -> usize {
    if !platform::may_list(folder) {
        return 0;
    }
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_str().is_some_and(is_ours))
        .filter(|entry| is_stale(&entry.path()) && fs::remove_file(entry.path()).is_ok())
        .count()
}

fn is_ours(name: &str) -> bool {
    let Some(middle) = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX)) else {
        return false;
    };
    middle
        .split_once('-')
        .is_some_and(|(process, random)| process.parse::<u32>().is_ok() && u32::from_str_radix(random, 16).is_ok())
}

fn is_stale(path: &Path) -> bool {
    let Ok(file) = OpenOptions::new().read(true).write(true).open(path) else {
        return false;
    };
    let age = file.metadata().and_then(|metadata| metadata.modified()).ok();
    let age = age.and_then(|at| at.elapsed().ok()).unwrap_or_default();
    age >= YOUNG && is_unlocked(&file, age)
}

fn is_unlocked(file: &File, age: Duration) -> bool {
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => age >= OLD,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::disk::Draft;

    fn aged(path: &Path, age: Duration) {
        let file = File::create(path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    #[test]
    fn only_our_own_stale_files_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        aged(&path(".poster-12-0a0b0c0d.part"), Duration::from_secs(60));
        aged(&path(".poster-12-0a0b0c0e.part"), Duration::ZERO);
        aged(&path(".poster-mine.part"), Duration::from_secs(60));
        aged(&path("poster.part"), Duration::from_secs(60));
        let draft = Draft::create(folder.path()).unwrap();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let file = OpenOptions::new().write(true).open(entry.unwrap().path()).unwrap();
            if file.metadata().unwrap().len() == 0 {
                file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
            }
        }
        aged(&path(".poster-12-0a0b0c0e.part"), Duration::ZERO);
        assert_eq!(sweep(folder.path()), 1, "the draft is locked, one is young, two are not ours");
        drop(draft);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        assert_eq!(sweep(&path("gone")), 0);
    }
}
