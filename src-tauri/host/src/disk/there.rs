//! Whether files are still there, on disks that may not answer.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Threads that look at once. A network share that has gone away keeps each of them for minutes.
const MOST: usize = 16;

static LOOKING: AtomicUsize = AtomicUsize::new(0);

/// Whether an ordinary file of this length is there; a length of 0 is not known.
pub fn is_there(path: &Path, bytes: u64) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file() && (bytes == 0 || about.len() == bytes))
}

/// The same for many files, in their order; `None` where a disk does not answer within `patience`. Blocks for so long.
///
/// Each folder is asked by a thread of its own, so that one that does not answer hides no other.
pub fn are_there(files: Vec<(PathBuf, u64)>, patience: Duration) -> Vec<Option<bool>> {
    let mut found = vec![None; files.len()];
    let mut folders: HashMap<PathBuf, Vec<(usize, PathBuf, u64)>> = HashMap::new();
    for (at, (path, bytes)) in files.into_iter().enumerate() {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        folders.entry(folder).or_default().push((at, path, bytes));
    }
    let (tell, told) = mpsc::channel();
    for files in folders.into_values() {
        look(files, tell.clone());
    }
    drop(tell);
    let end = Instant::now() + patience;
    while let Ok((at, there)) = told.recv_timeout(end.saturating_duration_since(Instant::now())) {
        found[at] = Some(there);
    }
    found
}

fn look(files: Vec<(usize, PathBuf, u64)>, tell: mpsc::Sender<(usize, bool)>) {
    if LOOKING.fetch_add(1, Ordering::Relaxed) >= MOST {
        LOOKING.fetch_sub(1, Ordering::Relaxed);
        return;
    }
    let looking = move || {
        for (at, path, bytes) in files {
            // Nobody listens any more when the patience has ended.
            if tell.send((at, is_there(&path, bytes))).is_err() {
                break;
            }
        }
        LOOKING.fetch_sub(1, Ordering::Relaxed);
    };
    if thread::Builder::new().name("poster-looking".into()).spawn(looking).is_err() {
        LOOKING.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn a_file_counts_by_its_length_and_its_kind() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.png");
        fs::write(&file, b"poster").unwrap();
        let asked = vec![
            (file.clone(), 6),
            (folder.path().join("b.png"), 6),
            (file.clone(), 7),
            (file, 0),
            (folder.path().to_owned(), 0),
        ];
        let patience = Duration::from_secs(60);
        let yes = [true, false, false, true, false].map(Some);
        assert_eq!(are_there(asked, patience), yes);
        assert_eq!(are_there(Vec::new(), patience), []);
    }
}
