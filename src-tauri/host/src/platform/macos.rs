//! macOS.

use std::fs::{self, File};
use std::io;
use std::os::macos::fs::MetadataExt;
use std::path::Path;

use poster_core::signal::Os;

use super::places::Places;
use super::unix::run;
pub(super) use super::unix::{bytes_of_path, free_space, path_of_bytes, rename_new};

pub(super) const OS: Os = Os::Macos;

/// `uchg`, `uappnd`, `schg`, `sappnd` (sys/stat.h).
const LOCKS: u32 = 0x2 | 0x4 | 0x0002_0000 | 0x0004_0000;
/// The volume is on this machine (sys/mount.h).
const MNT_LOCAL: u32 = 0x1000;

pub(super) fn is_locked(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.st_flags() & LOCKS != 0)
}

pub(super) fn is_remote(folder: &Path) -> bool {
    rustix::fs::statfs(folder).is_ok_and(|volume| volume.f_flags & MNT_LOCAL == 0)
}

pub(super) fn open_address(address: &str) -> io::Result<()> {
    run("/usr/bin/open", &[address])
}

pub(super) fn open_folder(folder: &Path) -> io::Result<()> {
    run("/usr/bin/open", &["--", &folder.to_string_lossy()])
}

pub(super) fn reveal(file: &Path) -> io::Result<()> {
    run("/usr/bin/open", &["-R", &std::path::absolute(file)?.to_string_lossy()])
}

/// The folder is not opened: that is reading it, and the system would ask. The journal is flushed
/// with the file instead (`F_FULLFSYNC`).
pub(super) fn sync_rename(_folder: &Path, file: &File) -> io::Result<()> {
    file.sync_all()
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Opening a guarded folder may ask the user; its entry lasts with the first file that is synced in it.
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

pub(super) fn may_list(folder: &Path) -> bool {
    !Places::of_user().is_guarded(OS, folder)
}

/// See [`super::has_display`].
pub(super) fn has_display() -> bool {
    true
}

/// See [`super::has_graphics_card`]. Nothing here draws differently without one.
pub(super) fn has_graphics_card() -> bool {
    true
}

/// It is; see [`when_clicked`].
pub(super) fn make_clickable(_notification: &mut notify_rust::Notification) {}

/// The system brings the app to the front when its notification is clicked, and tells nobody.
pub(super) fn when_clicked(_shown: notify_rust::NotificationHandle, _clicked: impl FnOnce()) {}

/// Nothing to set here.
pub(super) fn give_memory_back() {}
