//! Which names a folder has, so that no two saves get one that some system takes for the same.
//!
//! The file system itself keeps equal names apart, also between processes. What is kept here is for names that
//! differ in case or composition only: this file system may tell them apart, the next one (a memory stick, a zip) does not.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use poster_core::place::{collision_key, numbered};

use crate::platform;

/// The highest number put behind a name.
const HIGHEST: u32 = 9_999;
/// How long a listing is believed although the folder has changed (mostly by ourselves).
const FRESH: Duration = Duration::from_secs(1);

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
    listed: Option<(Instant, Option<SystemTime>)>,
}

static FOLDERS: LazyLock<Mutex<HashMap<PathBuf, Folder>>> = LazyLock::new(Mutex::default);

fn folders() -> MutexGuard<'static, HashMap<PathBuf, Folder>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// See [`super::existing`].
pub(super) fn existing(folder: &Path, name: &str) -> Option<PathBuf> {
    folders().entry(folder.to_owned()).or_default().existing(folder, name)
}

/// Notes a name that was given in another way.
pub(super) fn note(folder: &Path, path: &Path) {
    if let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) {
        let mut folders = folders();
        folders.entry(folder.to_owned()).or_default().names.insert(collision_key(&name), name);
    }
}

/// Gives the name, or where it is taken and `number` is set the next one with a number, to the
/// file that `rename` moves there. `rename` must fail with `AlreadyExists` where somebody was faster.
pub(super) fn claim(folder: &Path, name: &str, number: bool, mut rename: impl FnMut(&Path) -> io::Result<()>) -> io::Result<Claim> {
    let first = collision_key(name);
    let mut n = 0;
    while n <= HIGHEST {
        let wanted = if n == 0 { name.to_owned() } else { numbered(name, n) };
        let (path, key) = (folder.join(&wanted), collision_key(&wanted));
        let taken = {
            let mut folders = folders();
            let known = folders.entry(folder.to_owned()).or_default();
            let taken = known.existing(folder, &wanted);
            if taken.is_none() {
                known.given.insert(key.clone());
            }
            taken
        };
        let result = match taken {
            Some(path) => Err(path),
            None => match rename(&path) {
                Ok(()) => Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(path.clone()),
                Err(error) => {
                    folders().entry(folder.to_owned()).or_default().given.remove(&key);
                    return Err(error);
                }
            },
        };
        let mut folders = folders();
        let known = folders.entry(folder.to_owned()).or_default();
        match result {
            Ok(()) => {
                known.given.remove(&key);
                known.names.insert(key, wanted);
                if n > 0 {
                    known.next.insert(first, n + 1);
                }
                return Ok(Claim::Won(path));
            }
            Err(path) => {
                known.given.remove(&key);
                if !number {
                    return Ok(Claim::Lost(path));
                }
                // Numbers given before are most likely still taken; gaps are not looked for.
                n = if n == 0 { known.next.get(&first).copied().unwrap_or(1) } else { n + 1 };
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl Folder {
    fn existing(&mut self, folder: &Path, name: &str) -> Option<PathBuf> {
        let exact = folder.join(name);
        // Not `exists()`: a dangling link also has the name.
        if fs::symlink_metadata(&exact).is_ok() {
            return Some(exact);
        }
        if !platform::may_list(folder) {
            return None;
        }
        let key = collision_key(name);
        if self.given.contains(&key) {
            return Some(exact);
        }
        self.list(folder, false);
        if self.names.contains_key(&key) {
            // It may have been deleted since.
            self.list(folder, true);
        }
        self.names.get(&key).map(|name| folder.join(name))
    }

    fn list(&mut self, folder: &Path, now: bool) {
        let changed = fs::metadata(folder).and_then(|metadata| metadata.modified()).ok();
        let fresh = self.listed.is_some_and(|(at, then)| then == changed || at.elapsed() < FRESH);
        if fresh && !now {
            return;
        }
        let Ok(entries) = fs::read_dir(folder) else { return };
        self.names = entries
            .filter_map(Result::ok)
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .map(|name| (collision_key(&name), name))
            .collect();
        self.listed = Some((Instant::now(), changed));
    }
}
