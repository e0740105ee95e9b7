//! A poster on its way to its place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::Duration;

use poster_core::picture::{Checker, Format, Verdict};
use poster_core::signal::Content;
use poster_core::window::Outcome;

use super::sweep::{PREFIX, SUFFIX};
use super::{Committed, OnConflict, each_read, lasting, names};
use crate::fetch::Sink;
use crate::{inspect, platform};

/// Tries for an unused temporary name.
const TRIES: u32 = 16;
/// Waits, in milliseconds, while another program has the file for a moment. Together below 600.
const PATIENCE: [u64; 6] = [10, 25, 50, 100, 200, 200];

/// A temporary file in the folder of its target: written, looked at, then renamed. Dropped before that, it is gone.
pub struct Draft {
    temporary: Temporary,
    folder: PathBuf,
    checker: Checker,
    /// Of the bytes so far, once somebody has asked.
    digest: OnceLock<String>,
}

/// The file itself. It is locked while it lives, so that another running instance does not sweep it.
struct Temporary {
    file: File,
    path: PathBuf,
    named: bool,
}

impl Draft {
    /// Begins a file in the folder, which must be there. Lists nothing: macOS asks the user about that.
    pub fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            temporary: Temporary::create(folder)?,
            folder: folder.to_owned(),
            checker: Checker::new(),
            digest: OnceLock::new(),
        })
    }

    /// Takes up a temporary file that a killed run left behind. Reads it once, to know what it holds.
    ///
    /// A power cut may leave zeros where bytes should be: what the file ends in of these is forgotten.
    /// Errors: `WouldBlock` where a running instance is writing it.
    pub fn reopen(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        file.try_lock().map_err(|held| match held {
            fs::TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
            fs::TryLockError::Error(error) => error,
        })?;
        let solid = solid_length(&mut file)?;
        file.set_len(solid)?;
        file.rewind()?;
        let mut checker = Checker::new();
        each_read(&mut file, |piece| {
            checker.push(piece);
            Ok(())
        })?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        let temporary = Temporary {
            file,
            path: path.to_owned(),
            named: false,
        };
        Ok(Self {
            temporary,
            folder,
            checker,
            digest: OnceLock::new(),
        })
    }

    /// The bytes that have come, at most `most` of them.
    pub fn read(&self, most: u64) -> io::Result<Vec<u8>> {
        // Through the same handle: Windows would not let another one read what is locked.
        let mut file = &self.temporary.file;
        let mut bytes = Vec::new();
        file.rewind()?;
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Where the bytes are until they have their name.
    pub fn path(&self) -> &Path {
        &self.temporary.path
    }

    /// The file gets its name in this folder, on the same volume, and not in the one where it was begun.
    pub fn move_to(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    /// How many bytes have come.
    pub fn bytes(&self) -> u64 {
        self.checker.total()
    }

    /// What the bytes were found to begin with, once enough have come.
    pub fn format(&self) -> Option<Format> {
        self.checker.format()
    }

    /// The SHA-256 of the bytes that have come, in lower-case hexadecimal. Reads them back, once: to digest them as
    /// they come would hold up the network, and most saves need no digest. Blocks.
    pub fn sha256(&self) -> io::Result<String> {
        if let Some(known) = self.digest.get() {
            return Ok(known.clone());
        }
        // Through the same handle: Windows would not let another one read what is locked.
        let mut file = &self.temporary.file;
        file.rewind()?;
        let digest = super::sha256(file)?;
        Ok(self.digest.get_or_init(|| digest).clone())
    }

    /// What the bytes are, once the last one has come; or why they are no picture that is kept.
    ///
    /// The structure decides. Where it proves little, and where decoding costs next to nothing, a
    /// decoder is asked as well. Blocks for some milliseconds then.
    pub fn verdict(&self) -> Result<Verdict, Content> {
        let verdict = self.checker.finish()?;
        Ok(inspect::judge(verdict, || self.read(inspect::MOST_BYTES)))
    }

    /// Gives the file its name: synced before and after, nothing overwritten unless asked for. Blocks.
    pub fn commit(self, name: &str, on_conflict: OnConflict) -> io::Result<Committed> {
        let Self { mut temporary, folder, .. } = self;
        // Synced before it has its name: a power cut leaves the whole file or none.
        temporary.file.sync_all()?;
        let path = match on_conflict {
            OnConflict::Overwrite => {
                let path = names::existing(&folder, name).unwrap_or_else(|| folder.join(name));
                patiently(|| rename_over(&temporary.path, &path))?;
                names::note(&folder, &path);
                path
            }
            OnConflict::Skip | OnConflict::Number => {
                let number = on_conflict == OnConflict::Number;
                let from = &temporary.path;
                match names::claim(&folder, name, number, |to| patiently(|| rename(from, to)))? {
                    names::Claim::Won(path) => path,
                    names::Claim::Lost(path) => {
                        return Ok(Committed {
                            path,
                            outcome: Outcome::Skipped,
                        });
                    }
                }
            }
        };
        temporary.named = true;
        lasting::sync(&folder, &temporary.file)?;
        Ok(Committed {
            path,
            outcome: Outcome::Saved,
        })
    }

    /// Writes a little and throws it away.
    pub(super) fn probe(mut self) -> io::Result<()> {
        self.temporary.file.write_all(b"probe")?;
        self.temporary.file.sync_all()
    }
}

impl Sink for Draft {
    fn start(&mut self, expected: Option<u64>) -> io::Result<()> {
        self.temporary.file.set_len(0)?;
        self.temporary.file.rewind()?;
        self.checker = Checker::new();
        self.digest.take();
        // Before the download, not after nine tenths of it.
        let free = expected.and_then(|_| platform::free_space(&self.folder));
        match (expected, free) {
            (Some(need), Some(free)) if need > free => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.temporary.file.write_all(bytes)?;
        self.checker.push(bytes);
        self.digest.take();
        Ok(())
    }
}

/// The length of a file without the zeros at its end.
fn solid_length(file: &mut File) -> io::Result<u64> {
    let (mut at, mut solid) = (0, 0);
    each_read(file, |piece| {
        if let Some(last) = piece.iter().rposition(|byte| *byte != 0) {
            solid = at + last as u64 + 1;
        }
        at += piece.len() as u64;
        Ok(())
    })?;
    Ok(solid)
}

impl Temporary {
    fn create(folder: &Path) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..TRIES {
            let name = format!("{PREFIX}{}-{:08x}{SUFFIX}", std::process::id(), fastrand::u32(..));
            let path = folder.join(name);
            match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => {
                    // Where the volume has no locks, age alone protects it.
                    let _ = file.try_lock();
                    return Ok(Self { file, path, named: false });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.named {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces a small file of this program's own, whole or not at all, and makes its folder where missing.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = Temporary::create(folder)?;
    temporary.file.write_all(bytes)?;
    temporary.file.sync_all()?;
    patiently(|| fs::rename(&temporary.path, path))?;
    temporary.named = true;
    platform::sync_rename(folder, &temporary.file)
}

/// Renames without replacing, on every volume.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let error = match platform::rename_new(from, to) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    if error.kind() == io::ErrorKind::AlreadyExists || platform::passes_soon(&error) {
        return Err(error);
    }
    // Volumes that can neither refuse to replace nor link: reserve the name, then rename over the empty file.
    let reserved = OpenOptions::new().write(true).create_new(true).open(to);
    reserved.and_then(|_| {
        fs::rename(from, to).inspect_err(|_| {
            let _ = fs::remove_file(to);
        })
    })
}

fn rename_over(from: &Path, to: &Path) -> io::Result<()> {
    if fs::metadata(to).is_ok_and(|metadata| metadata.is_dir()) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    fs::rename(from, to)
}

/// Tries again while another program holds the file for a moment.
fn patiently(mut rename: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    for wait in PATIENCE {
        match rename() {
            Err(error) if platform::passes_soon(&error) => sleep(Duration::from_millis(wait)),
            other => return other,
        }
    }
    rename()
}
