//! A folder of files that can always be made again: pictures and thumbnails, bounded in bytes.
//!
//! Keys are digests, so no name of a server becomes a path. Two instances may share the folder:
//! a file appears whole (rename) and may vanish at any time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use crate::disk::{Draft, hex};

/// What the app and the command line keep together, at most, in bytes.
const SHARED: u64 = 512 * 1024 * 1024;

/// A file that was used so lately need not be marked as used.
const UNUSED: Duration = Duration::from_secs(10 * 60);

/// How long a copy is kept for whoever it was lent to.
const LENT: Duration = Duration::from_secs(60 * 60);

/// This program's folder for what can be made again.
pub fn folder() -> PathBuf {
    dirs::cache_dir().unwrap_or_else(std::env::temp_dir).join("poster-companion")
}

/// A bounded folder of files that can be made again.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    limit: u64,
    /// Bytes written since room was made: looking through the whole folder for each small picture would cost more than
    /// the picture.
    written: Arc<AtomicU64>,
}

/// A share of the limit that is written before room is made again.
const SHARE: u64 = 32;

/// The name of a cached file: a digest of what it was made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// Made from these parts; other parts, other key.
    pub fn of(parts: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        }
        Self(hex(&digest.finalize()))
    }

    /// The file's name in the cache.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Cache {
    /// Uses `folder`, made where missing, for at most about `limit` bytes.
    pub fn open(folder: PathBuf, limit: u64) -> io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let cache = Self {
            folder,
            limit,
            written: Arc::default(),
        };
        cache.make_room();
        Ok(cache)
    }

    /// The pictures that the app and the command line share.
    pub fn shared() -> io::Result<Self> {
        Self::open(folder().join("pictures"), SHARED)
    }

    /// The same where the usual folder cannot be used.
    pub fn temporary() -> io::Result<Self> {
        Self::open(std::env::temp_dir().join("poster-companion").join("pictures"), SHARED)
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a key, if it is there. Marks it as used.
    pub fn find(&self, key: &Key) -> Option<PathBuf> {
        let path = self.path(key);
        let used = std::fs::metadata(&path).ok()?.modified().ok()?;
        // Only the order of eviction hangs on it, and not on minutes.
        if used.elapsed().is_ok_and(|age| age > UNUSED)
            && let Ok(file) = std::fs::File::options().append(true).open(&path)
        {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(path)
    }

    /// The bytes of a key, if they are there.
    pub fn read(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.find(key)?;
        std::fs::read(path).ok()
    }

    /// Keeps bytes under a key and makes room.
    pub fn write(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let mut draft = tempfile::NamedTempFile::with_prefix_in(".part-", &self.folder)?;
        io::Write::write_all(&mut draft, bytes)?;
        draft.persist(self.path(key)).map_err(|failed| failed.error)?;
        self.written(bytes.len() as u64);
        Ok(())
    }

    /// Keeps a picture that was begun in this folder under a key, and makes room. Nothing is synced: what a power cut leaves
    /// behind is looked at before it is used.
    pub(crate) fn keep(&self, draft: Draft, key: &Key) -> io::Result<PathBuf> {
        let bytes = draft.bytes();
        let path = draft.keep(key.as_str())?;
        self.written(bytes);
        Ok(path)
    }

    fn written(&self, bytes: u64) {
        if self.written.fetch_add(bytes, Ordering::Relaxed) + bytes > self.limit / SHARE {
            self.make_room();
        }
    }

    /// Where the file of a key is, or will be.
    pub fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(&key.0)
    }

    /// A copy of a cached file under a name for people, for another program to take. Copies of an hour ago are gone.
    pub fn lend(&self, file: &Path, digest: &str, name: &str) -> io::Result<PathBuf> {
        let lent = self.folder.with_extension("lent");
        for old in std::fs::read_dir(&lent).into_iter().flatten().flatten() {
            let age = old
                .metadata()
                .and_then(|about| about.modified())
                .map(|at| at.elapsed().unwrap_or_default());
            if age.is_ok_and(|age| age > LENT) {
                // Somebody may still be reading it: then it goes another time.
                let _ = std::fs::remove_dir_all(old.path());
            }
        }
        let folder = lent.join(digest.get(..16).unwrap_or(digest));
        std::fs::create_dir_all(&folder)?;
        let copy = folder.join(name);
        std::fs::copy(file, &copy)?;
        Ok(copy)
    }

    /// Deletes what was used longest ago until the rest fits.
    pub fn make_room(&self) {
        self.written.store(0, Ordering::Relaxed);
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .flatten()
            .filter_map(|entry| {
                let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
                Some((about.modified().ok()?, about.len(), entry.path()))
            })
            .collect();
        files.sort();
        let mut total: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, bytes, path) in files {
            if total <= self.limit {
                break;
            }
            if std::fs::remove_file(path).is_ok() {
                total -= bytes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test")]

    use super::{Cache, Key};

    #[test]
    fn what_is_kept_is_found_and_the_oldest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path().join("cache"), 25).unwrap();
        let keys: Vec<Key> = ["a", "b", "c"].iter().map(|name| Key::of(&[name])).collect();
        for (age, key) in keys.iter().enumerate() {
            cache.write(key, &[7; 10]).unwrap();
            let when = std::time::SystemTime::now() - std::time::Duration::from_secs(100 - age as u64);
            if let Ok(file) = std::fs::File::options().write(true).open(cache.path(key)) {
                file.set_modified(when).unwrap();
            }
        }
        assert_eq!(cache.read(&keys[0]), None, "30 bytes do not fit in 25: the oldest went");
        assert_eq!(cache.read(&keys[2]).unwrap(), [7; 10]);
    }

    #[test]
    fn parts_are_not_run_together() {
        assert_ne!(Key::of(&["ab", "c"]), Key::of(&["a", "bc"]));
    }
}
