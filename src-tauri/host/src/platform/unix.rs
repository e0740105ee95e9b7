//! What Linux and macOS have in common.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::fs::{CWD, RenameFlags};

/// Bytes that this user may still write.
pub(super) fn free_space(folder: &Path) -> Option<u64> {
    let volume = rustix::fs::statvfs(folder).ok()?;
    volume.f_bavail.checked_mul(volume.f_frsize)
}

pub(super) fn bytes_of_path(path: &Path) -> Vec<u8> {
    path.as_os_str().as_bytes().to_owned()
}

pub(super) fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    OsStr::from_bytes(bytes).into()
}

/// Without a name in between: by the system call, else by a second name for the same file.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => return Ok(()),
        Err(error) => {
            let error = io::Error::from(error);
            // Not a matter of the volume: no other way would help.
            if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) {
                return Err(error);
            }
        }
    }
    fs::hard_link(from, to)?;
    // The file has its name; a first name that stays is swept later.
    let _ = fs::remove_file(from);
    Ok(())
}

/// A program whose success tells whether the way works.
pub(super) fn run(program: &str, arguments: &[&str]) -> io::Result<()> {
    let status = quiet(program, arguments).status()?;
    if status.success() { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// A program that says nothing, with its own libraries.
pub(super) fn quiet(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if std::env::var_os("APPIMAGE").is_some() {
        // An AppImage's own libraries would be loaded into the system's programs.
        command.env_remove("LD_LIBRARY_PATH");
    }
    command
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;
    use crate::ledger::{Entry, Ledger};

    #[test]
    fn the_ledger_gives_a_path_that_is_no_text_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ledger.db");
        let path = folder.path().join(OsStr::from_bytes(b"\xFF\xE6.png"));
        let of = |poster: &str| Entry {
            poster: poster.into(),
            sha256: poster.into(),
            path: path.clone(),
            ..Entry::default()
        };
        {
            let ledger = Ledger::open(Some(&file));
            assert!(ledger.record(of("one")) && ledger.record(of("other")));
        }
        let ledger = Ledger::open(Some(&file));
        assert_eq!(ledger.latest("", "other"), Some(of("other")));
        assert!(ledger.copies("", "one").is_empty() && ledger.copies("", "other").len() == 1);
    }
}
