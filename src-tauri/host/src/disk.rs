//! Putting posters on disk: whole under their final name, or not there at all; and nothing overwritten
//! unless the user chose so.
//!
//! The order of a save: temporary file in the target folder, stream and check ([`Draft`]), sync, rename without
//! replacing, sync of the folder. All functions block: call them from a thread that may.

mod draft;
mod lasting;
mod lock;
mod names;
mod scratch;
mod space;
mod sweep;
mod there;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use poster_core::picture::{Checker, Verdict};
use poster_core::place;
use poster_core::signal::Content;
use poster_core::window::Outcome;
use sha2::{Digest, Sha256};

use crate::{inspect, platform};

pub use draft::{Draft, replace};
pub use lock::{Held, Latch, Locked, try_lock};
pub use poster_core::window::OnConflict;
pub(crate) use scratch::Scratch;
pub use sweep::sweep;
pub use there::{are_there, is_there};

/// Numbers that are looked through for a poster that was named before.
const NUMBERS: u32 = 10_000;
/// More numbers than this are never given at once.
const GAP: u32 = 64;

/// A poster in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Where it is; where the name was taken, the file that has it.
    pub path: PathBuf,
    /// `Saved`: the file is there under its final name, and will be after a power cut.
    /// `NameTaken`: a file of that name was there, and stays.
    pub outcome: Outcome,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// See [`Draft::verdict`].
    pub verdict: Result<Verdict, Content>,
    /// Its length.
    pub bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// The folder that is used until the user chooses one: `海报` in the system's downloads folder.
pub fn default_folder() -> PathBuf {
    platform::downloads().unwrap_or_else(std::env::temp_dir).join("海报")
}

/// Makes the folder, with those above it, if it is not there.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Looks whether posters can be saved into the folder, by writing a file and removing it.
/// Nothing less tells: permissions, locks and guards are seen only by writing.
pub fn probe(folder: &Path) -> io::Result<()> {
    Draft::create(folder)?.probe()
}

/// The folder as the user may read it: its last two components.
pub fn label(folder: &Path) -> String {
    platform::label(folder).unwrap_or_else(|| folder.to_string_lossy().into_owned())
}

/// The file that stands in the way of a name, if any: the same name, or one that differs
/// only in case or in Unicode composition.
pub fn existing(folder: &Path, name: &str) -> Option<PathBuf> {
    names::existing(folder, name)
}

/// Copies a file of this program's own. One that is not there leaves none behind.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    match fs::copy(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map(drop),
    }
}

/// Removes a file of this program's own, if it is there.
pub fn remove(path: &Path) {
    // It is found and removed another time.
    let _ = fs::remove_file(path);
}

/// The subfolder of this name, made where missing. One whose name differs only in case or in composition is taken as it is.
pub fn subfolder(folder: &Path, name: &str) -> io::Result<PathBuf> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    // Names that differ only so, and that are both wanted now, are one folder.
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let path = existing(folder, name).unwrap_or_else(|| folder.join(name));
    match fs::create_dir(&path) {
        Ok(()) => {
            names::note(folder, &path);
            platform::sync_folder(folder)?;
            Ok(path)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(path),
        Err(error) => Err(error),
    }
}

/// A file of this name, or of the name with a number, that holds what `is_it` looks for.
pub fn numbered_like(folder: &Path, name: &str, mut is_it: impl FnMut(&Path) -> bool) -> Option<PathBuf> {
    let mut missing = 0;
    for n in 0.. {
        let name = if n == 0 { name.to_owned() } else { place::numbered(name, n) };
        match existing(folder, &name) {
            Some(path) if is_it(&path) => return Some(path),
            Some(_) => missing = 0,
            // Whoever was about to take this number was killed, too.
            None => missing += 1,
        }
        if missing > GAP || n > NUMBERS {
            break;
        }
    }
    None
}

/// Reads a small text file of this program's own.
pub fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path, 16 << 20)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Reads a file of at most `most` bytes; `FileTooLarge` beyond that.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let mut bytes = Vec::with_capacity(file.metadata().map_or(0, |m| m.len().min(most) as usize));
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        Err(io::ErrorKind::FileTooLarge.into())
    } else {
        Ok(bytes)
    }
}

/// Reads a file of any length in pieces, in bounded memory. The first error, of reading or of `take`, ends it.
pub fn each_piece(path: &Path, take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    each_read(open(path)?, take)
}

/// The same of what is left to read of an open file.
fn each_read(mut from: impl Read, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => take(&buffer[..n])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Looks what is in a file.
pub fn examine(path: &Path) -> io::Result<Examined> {
    let (mut checker, mut hash) = (Checker::new(), Sha256::new());
    each_piece(path, |piece| {
        checker.push(piece);
        hash.update(piece);
        Ok(())
    })?;
    let verdict = checker
        .finish()
        .map(|verdict| inspect::judge(verdict, || read(path, inspect::MOST_BYTES)));
    Ok(Examined {
        verdict,
        bytes: checker.total(),
        sha256: hex(&hash.finalize()),
    })
}

fn open(path: &Path) -> io::Result<File> {
    let about = fs::metadata(path)?;
    match (about.is_file(), about.is_dir()) {
        (true, _) => File::open(path),
        (_, true) => Err(io::ErrorKind::IsADirectory.into()),
        // Opening a pipe would wait for its other end.
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// The digest of what is left to read, in lower-case hexadecimal.
fn sha256(from: impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    each_read(from, |piece| {
        hash.update(piece);
        Ok(())
    })?;
    Ok(hex(&hash.finalize()))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
