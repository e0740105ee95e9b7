//! Which names a folder has, so that no two saves get one that some system takes for the same.
//!
//! The file system itself keeps equal names apart, also between processes. What is kept here is for names that
//! differ in case or composition only: this file system may tell them apart, the next one (a memory stick, a zip) does not.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use poster_core::place::{collision_key, numbered};

use crate::platform;

/// The highest number put behind a name.
const HIGHEST: u32 = 9_999;
/// How long a listing is believed although the folder has changed (mostly by ourselves).
const FRESH: Duration = Duration::from_secs(1);
/// A folder so large that listing it takes a while is listed again after so many times as long.
const REST: u32 = 30;
/// Folders that are remembered, at most.
const MOST: usize = 64;

/// What came of asking for a name.
pub(super) enum Claim {
    /// It is ours.
    Won(PathBuf),
    /// This file has it.
    Lost(PathBuf),
}

#[derive(Default)]
struct Folder {
    /// The names that were listed, and those given since, by key.
    names: HashMap<String, String>,
    /// Being given at this moment.
    given: HashSet<String>,
    /// The number to try next, by the key of the name without a number.
    next: HashMap<String, u32>,
    listed: Option<Listed>,
}

/// When the names were listed, how long that took, and when the folder had changed last.
#[derive(Clone, Copy)]
struct Listed {
    at: Instant,
    took: Duration,
    changed: Option<SystemTime>,
}

/// Each folder has a lock of its own: listing a large one holds up no other.
type Folders = HashMap<PathBuf, Arc<Mutex<Folder>>>;

static FOLDERS: LazyLock<Mutex<Folders>> = LazyLock::new(Mutex::default);

fn of(folder: &Path) -> Arc<Mutex<Folder>> {
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    if folders.len() >= MOST && !folders.contains_key(folder) {
        // Those that nobody is at are listed again when they are needed.
        folders.retain(|_, names| Arc::strong_count(names) > 1);
    }
    Arc::clone(folders.entry(folder.to_owned()).or_default())
}

fn locked(names: &Mutex<Folder>) -> MutexGuard<'_, Folder> {
    names.lock().unwrap_or_else(PoisonError::into_inner)
}

/// See [`super::existing`].
pub(super) fn existing(folder: &Path, name: &str) -> Option<PathBuf> {
    let exact = folder.join(name);
    // Not `exists()`: a dangling link also has the name.
    if fs::symlink_metadata(&exact).is_ok() {
        return Some(exact);
    }
    locked(&of(folder)).alike(folder, name)
}

/// Notes a name that was given in another way.
pub(super) fn note(folder: &Path, path: &Path) {
    if let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) {
        locked(&of(folder)).names.insert(collision_key(&name), name);
    }
}

/// Gives the name, or where it is taken and `number` is set the next one with a number, to the
/// file that `rename` moves there. `rename` must fail with `AlreadyExists` where somebody was faster.
pub(super) fn claim(folder: &Path, name: &str, number: bool, mut rename: impl FnMut(&Path) -> io::Result<()>) -> io::Result<Claim> {
    let names = of(folder);
    let first = collision_key(name);
    let mut n = 0;
    while n <= HIGHEST {
        let wanted = if n == 0 { name.to_owned() } else { numbered(name, n) };
        let (path, key) = (folder.join(&wanted), collision_key(&wanted));
        let taken = {
            let mut known = locked(&names);
            let taken = known.alike(folder, &wanted);
            if taken.is_none() {
                known.given.insert(key.clone());
            }
            taken
        };
        let taken = if let Some(taken) = taken {
            taken
        } else {
            // The file system itself says whether the very same name is taken.
            let renamed = rename(&path);
            let mut known = locked(&names);
            known.given.remove(&key);
            match renamed {
                Ok(()) => {
                    known.names.insert(key, wanted);
                    if n > 0 {
                        known.next.insert(first, n + 1);
                    }
                    return Ok(Claim::Won(path));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => path,
                Err(error) => return Err(error),
            }
        };
        if !number {
            return Ok(Claim::Lost(taken));
        }
        // Numbers given before are most likely still taken; gaps are not looked for.
        n = if n == 0 {
            locked(&names).next.get(&first).copied().unwrap_or(1)
        } else {
            n + 1
        };
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl Folder {
    /// The file whose name is the same, or differs in case or composition only; where names may be listed.
    fn alike(&mut self, folder: &Path, name: &str) -> Option<PathBuf> {
        if !platform::may_list(folder) {
            return None;
        }
        let key = collision_key(name);
        if self.given.contains(&key) {
            return Some(folder.join(name));
        }
        self.list(folder);
        let path = folder.join(self.names.get(&key)?);
        if fs::symlink_metadata(&path).is_ok() {
            return Some(path);
        }
        // It has been deleted since.
        self.names.remove(&key);
        None
    }

    fn list(&mut self, folder: &Path) {
        let begin = Instant::now();
        if self.listed.is_some_and(|listed| listed.at.elapsed() < FRESH.max(listed.took * REST)) {
            return;
        }
        let changed = fs::metadata(folder).and_then(|metadata| metadata.modified()).ok();
        if self.listed.is_some_and(|listed| listed.changed == changed) {
            return;
        }
        let Ok(entries) = fs::read_dir(folder) else { return };
        self.names = entries
            .filter_map(Result::ok)
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .map(|name| (collision_key(&name), name))
            .collect();
        self.listed = Some(Listed {
            at: begin,
            took: begin.elapsed(),
            changed,
        });
    }
}
