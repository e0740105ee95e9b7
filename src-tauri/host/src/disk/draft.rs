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
use sha2::{Digest as _, Sha256};

use super::sweep::{PREFIX, SUFFIX};
use super::{Committed, OnConflict, each_read, lasting, names, space};
use crate::fetch::Sink;
use crate::{inspect, platform};

/// Tries for an unused temporary name.
const TRIES: u32 = 16;
/// Waits, in milliseconds, while another program has the file for a moment. Together below 600.
const PATIENCE: [u64; 6] = [10, 25, 50, 100, 200, 200];
/// Bytes that are compared at once.
const PIECE: usize = 64 * 1024;
/// Bytes at each end that [`Draft::sample`] is made of.
const SAMPLE: u64 = 4096;

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
    /// It has its name, or is left for another run.
    stays: bool,
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

    /// Takes up a temporary file that another run left behind, as far as it was synced: a power cut may have left anything
    /// behind that. Reads it once, to know what it holds.
    ///
    /// Errors: `WouldBlock` where a running instance is writing it, `UnexpectedEof` where it is shorter.
    pub fn reopen(path: &Path, synced: u64) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        file.try_lock().map_err(|held| match held {
            fs::TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
            fs::TryLockError::Error(error) => error,
        })?;
        if file.metadata()?.len() < synced {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        file.set_len(synced)?;
        let mut checker = Checker::new();
        each_read(&mut file, |piece| {
            checker.push(piece);
            Ok(())
        })?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        let temporary = Temporary {
            file,
            path: path.to_owned(),
            stays: false,
        };
        Ok(Self {
            temporary,
            folder,
            checker,
            digest: OnceLock::new(),
        })
    }

    /// The file with what has come so far, to be synced by another thread while more comes.
    pub(crate) fn handle(&self) -> io::Result<File> {
        self.temporary.file.try_clone()
    }

    /// The file ends with the last byte that came: a write that failed may have left a part of its bytes.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        let length = self.bytes();
        self.temporary.file.set_len(length)?;
        self.temporary.file.seek(io::SeekFrom::Start(length)).map(drop)
    }

    /// The file stays for another run, which may [`reopen`](Self::reopen) it.
    pub(crate) fn leave(mut self) {
        self.temporary.stays = true;
    }

    /// Sees to it that the file is in the folder, with what has come: a whole picture whose folder went, or was given up for
    /// another one, is not fetched again.
    pub(crate) fn move_into(&mut self, folder: &Path) -> io::Result<()> {
        folder.clone_into(&mut self.folder);
        if self.path().parent() == Some(folder) && fs::symlink_metadata(self.path()).is_ok() {
            return Ok(());
        }
        let mut moved = Temporary::create(folder)?;
        let mut file = &self.temporary.file;
        file.rewind()?;
        each_read(file, |piece| moved.file.write_all(piece))?;
        self.temporary = moved;
        Ok(())
    }

    /// Whether a file holds exactly the bytes that have come.
    pub fn equals(&self, path: &Path) -> bool {
        let length = fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == self.bytes());
        length && self.compare(path).unwrap_or(false)
    }

    fn compare(&self, path: &Path) -> io::Result<bool> {
        let mut other = File::open(path)?;
        let mut own = &self.temporary.file;
        own.rewind()?;
        let (mut here, mut there) = (vec![0; PIECE], vec![0; PIECE]);
        let mut left = self.bytes();
        while left > 0 {
            let piece = left.min(PIECE as u64) as usize;
            own.read_exact(&mut here[..piece])?;
            other.read_exact(&mut there[..piece])?;
            if here[..piece] != there[..piece] {
                return Ok(false);
            }
            left -= piece as u64;
        }
        Ok(true)
    }

    /// A digest of the first and the last bytes, in hexadecimal: files of another length or another sample are different.
    /// Those of the same may be equal, which [`Draft::equals`] tells. Costs next to nothing, unlike a digest of all.
    pub fn sample(&self) -> io::Result<String> {
        let mut file = &self.temporary.file;
        let mut ends = vec![0; 2 * self.bytes().min(SAMPLE) as usize];
        let (first, last) = ends.split_at_mut(self.bytes().min(SAMPLE) as usize);
        file.rewind()?;
        file.read_exact(first)?;
        file.seek(io::SeekFrom::Start(self.bytes() - last.len() as u64))?;
        file.read_exact(last)?;
        let digest = Sha256::digest(&ends);
        Ok(super::hex(&digest[..16]))
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

    /// The SHA-256, where somebody has asked for it.
    pub fn known_sha256(&self) -> Option<String> {
        self.digest.get().cloned()
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
    ///
    /// What fails can be tried again. A file that has its name is done with.
    pub fn commit(&mut self, name: &str, on_conflict: OnConflict) -> io::Result<Committed> {
        let Self {
            temporary, folder, checker, ..
        } = self;
        if temporary.file.metadata()?.len() != checker.total() {
            // Not what was looked at.
            return Err(io::ErrorKind::InvalidData.into());
        }
        // Synced before it has its name: a power cut leaves the whole file or none.
        temporary.file.sync_all()?;
        let path = match on_conflict {
            OnConflict::Overwrite => {
                let path = names::existing(folder, name).unwrap_or_else(|| folder.join(name));
                patiently(|| rename_over(&temporary.path, &path))?;
                names::note(folder, &path);
                path
            }
            OnConflict::Skip | OnConflict::Number => {
                let number = on_conflict == OnConflict::Number;
                let from = &temporary.path;
                match names::claim(folder, name, number, |to| patiently(|| rename(from, to)))? {
                    names::Claim::Won(path) => path,
                    names::Claim::Lost(path) => {
                        return Ok(Committed {
                            path,
                            outcome: Outcome::NameTaken,
                        });
                    }
                }
            }
        };
        temporary.stays = true;
        lasting::sync(folder, &temporary.file).inspect_err(|_| {
            // Not saved for good: what is tried again must find it as it was.
            temporary.stays = fs::rename(&path, &temporary.path).is_err();
        })?;
        Ok(Committed {
            path,
            outcome: Outcome::Saved,
        })
    }

    /// Gives the file its name over whatever has it, without a sync: for what can be made again.
    pub(crate) fn keep(mut self, name: &str) -> io::Result<PathBuf> {
        let path = self.folder.join(name);
        patiently(|| fs::rename(&self.temporary.path, &path))?;
        self.temporary.stays = true;
        Ok(path)
    }

    /// Writes a little and throws it away.
    pub(super) fn probe(mut self) -> io::Result<()> {
        self.temporary.file.write_all(b"probe")?;
        self.temporary.file.sync_all()
    }
}

impl Sink for Draft {
    fn start(&mut self, expected: Option<u64>) -> io::Result<()> {
        if self.bytes() > 0 {
            self.temporary.file.set_len(0)?;
            self.temporary.file.rewind()?;
            self.checker = Checker::new();
            self.digest.take();
        }
        // Before the download, not after nine tenths of it.
        match expected {
            Some(need) if !space::is_enough(&self.folder, need) => Err(io::ErrorKind::StorageFull.into()),
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
                    return Ok(Self { file, path, stays: false });
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
        if !self.stays {
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
    temporary.stays = true;
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
