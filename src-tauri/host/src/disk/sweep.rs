//! Temporary files that a killed run left behind.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::platform;

/// How the name of a temporary file begins; the process id and a random number follow.
pub(super) const PREFIX: &str = ".poster-";
/// How it ends.
pub(super) const SUFFIX: &str = ".part";
/// A younger file without a byte in it may just be about to be locked.
const YOUNG: Duration = Duration::from_secs(5);
/// Where a volume has no locks, nobody writes at one poster for longer.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The beginning of a picture that nobody has gone on with for so long is not wanted any more.
const FORGOTTEN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Removes this program's own temporary files from the folder, except those that a running instance is writing and those
/// in `keep` that are not forgotten. Returns how many; a folder that cannot be read has none.
///
/// Folders that macOS guards are left alone: reading them would ask the user for consent, unprompted.
pub fn sweep(folder: &Path, keep: &[PathBuf]) -> usize {
    if !platform::may_list(folder) {
        return 0;
    }
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_str().is_some_and(is_ours))
        .filter(|entry| !keep.contains(&entry.path()) || age(&entry.path()) >= FORGOTTEN)
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
    let Ok(metadata) = file.metadata() else { return false };
    let age = age(path);
    (metadata.len() > 0 || age >= YOUNG) && is_unlocked(&file, age)
}

/// How long ago the file was written; no time where that is not known.
fn age(path: &Path) -> Duration {
    let modified = fs::metadata(path).and_then(|about| about.modified());
    modified.ok().and_then(|at| at.elapsed().ok()).unwrap_or_default()
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
    use crate::fetch::Sink;

    fn left(path: &Path, bytes: &[u8], age: Duration) {
        fs::write(path, bytes).unwrap();
        let file = OpenOptions::new().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    #[test]
    fn only_our_own_stale_files_go() {
        let folder = tempfile::tempdir().unwrap();
        let (now, then) = (Duration::ZERO, Duration::from_secs(60));
        let mut draft = Draft::create(folder.path()).unwrap();
        draft.write(b"half a poster").unwrap();
        for (name, bytes, age) in [
            (".poster-12-0a0b0c0d.part", &b"half"[..], now),
            (".poster-12-0a0b0c0e.part", b"", then),
            (".poster-12-0a0b0c0f.part", b"", now),
            (".poster-mine.part", b"mine", then),
            ("poster.part", b"mine", then),
        ] {
            left(&folder.path().join(name), bytes, age);
        }
        assert_eq!(
            sweep(folder.path(), &[]),
            2,
            "one is being written, one may be about to be, two are not ours"
        );
        drop(draft);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        let wanted = ["aaaaaaaa", "bbbbbbbb"].map(|random| folder.path().join(format!(".poster-12-{random}.part")));
        left(&wanted[0], b"half", Duration::from_secs(60));
        left(&wanted[1], b"half", FORGOTTEN);
        assert_eq!(sweep(folder.path(), &wanted), 1, "what a batch may go on with stays, for a while");
        assert!(wanted[0].exists());
        assert_eq!(sweep(&folder.path().join("gone"), &[]), 0);
    }
}
