//! Windows.

#![expect(unsafe_code, reason = "the system's own functions; each call says why it is sound")]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::windows::ffi::{OsStrExt, OsStringExt};
use std::os::windows::process::CommandExt;
use std::path::{Component, Path, PathBuf, Prefix};
use std::process::Command;
use std::ptr;

use poster_core::signal::Os;
use windows_sys::Win32::Storage::FileSystem::{GetDiskFreeSpaceExW, GetDriveTypeW, MOVEFILE_WRITE_THROUGH, MoveFileExW};
use windows_sys::Win32::System::WindowsProgramming::DRIVE_REMOTE;
use windows_sys::Win32::UI::Shell::ShellExecuteW;
use windows_sys::Win32::UI::WindowsAndMessaging::SW_SHOWNORMAL;

pub(super) const OS: Os = Os::Windows;

/// Windows has the read-only attribute instead, which is seen everywhere.
pub(super) fn is_locked(_path: &Path) -> bool {
    false
}

pub(super) fn is_remote(folder: &Path) -> bool {
    let Some(Component::Prefix(prefix)) = folder.components().next() else {
        return false;
    };
    match prefix.kind() {
        Prefix::UNC(..) | Prefix::VerbatimUNC(..) => true,
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
            let root = [u16::from(letter), u16::from(b':'), u16::from(b'\\'), 0];
            // SAFETY: `root` is a string that ends in zero and lives through the call.
            unsafe { GetDriveTypeW(root.as_ptr()) == DRIVE_REMOTE }
        }
        _ => false,
    }
}

pub(super) fn free_space(folder: &Path) -> Option<u64> {
    let folder = wide(folder.as_os_str());
    let mut free = 0;
    // SAFETY: the string ends in zero, `free` is a place for one number, the other two may be null.
    let ok = unsafe { GetDiskFreeSpaceExW(folder.as_ptr(), &raw mut free, ptr::null_mut(), ptr::null_mut()) };
    (ok != 0).then_some(free)
}

/// `std::fs::rename` replaces the target here; the system's own call without flags does not.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    // A path may be longer than 260 units only in this form.
    let (from, to) = (verbatim(from)?, verbatim(to)?);
    // SAFETY: both strings end in zero and live through the call.
    let ok = unsafe { MoveFileExW(from.as_ptr(), to.as_ptr(), MOVEFILE_WRITE_THROUGH) };
    if ok == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

fn verbatim(path: &Path) -> io::Result<Vec<u16>> {
    let path = std::path::absolute(path)?;
    let short = path.as_os_str().len() < 240;
    match path.components().next() {
        Some(Component::Prefix(prefix)) if !short && matches!(prefix.kind(), Prefix::Disk(_)) => {
            let mut long = std::ffi::OsString::from(r"\\?\");
            long.push(&path);
            Ok(wide(&long))
        }
        _ => Ok(wide(path.as_os_str())),
    }
}

fn wide(text: &OsStr) -> Vec<u16> {
    text.encode_wide().chain([0]).collect()
}

pub(super) fn open_address(address: &str) -> io::Result<()> {
    shell_open(OsStr::new(address))
}

pub(super) fn open_folder(folder: &Path) -> io::Result<()> {
    if fs::metadata(folder)?.is_dir() {
        shell_open(std::path::absolute(folder)?.as_os_str())
    } else {
        // A file would be run.
        Err(io::ErrorKind::NotADirectory.into())
    }
}

pub(super) fn reveal(file: &Path) -> io::Result<()> {
    fs::metadata(file)?;
    let file = std::path::absolute(file)?;
    // Explorer reads its command line itself: the quotes go around the path only. A path holds no quote.
    let mut select = std::ffi::OsString::from("/select,\"");
    select.push(&file);
    select.push("\"");
    Command::new("explorer.exe").raw_arg(select).spawn().map(drop)
}

fn shell_open(what: &OsStr) -> io::Result<()> {
    let (verb, what) = (wide(OsStr::new("open")), wide(what));
    // SAFETY: both strings end in zero and live through the call; the rest may be null.
    let answer = unsafe { ShellExecuteW(ptr::null_mut(), verb.as_ptr(), what.as_ptr(), ptr::null(), ptr::null(), SW_SHOWNORMAL) };
    // Values up to 32 are errors, among them 31: nobody answers to this scheme.
    match answer as isize {
        0..=32 => Err(io::ErrorKind::NotFound.into()),
        _ => Ok(()),
    }
}

/// The rename was written through, and a folder cannot be synced here.
pub(super) fn sync_rename(_folder: &Path, _file: &File) -> io::Result<()> {
    Ok(())
}

/// NTFS keeps its folders in a journal of its own.
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn may_list(_folder: &Path) -> bool {
    true
}

/// See [`super::has_display`].
pub(super) fn has_display() -> bool {
    true
}

/// See [`super::has_graphics_card`]. Nothing here draws differently without one.
pub(super) fn has_graphics_card() -> bool {
    true
}

/// It is; an action would be a button of its own.
pub(super) fn make_clickable(_notification: &mut notify_rust::Notification) {}

/// Waits until the notification is clicked or gone.
pub(super) fn when_clicked(shown: notify_rust::NotificationHandle, clicked: impl FnOnce()) {
    // A notification whose end is never told is as good as one that was not clicked.
    let _ = shown.wait_for_response(|response: &notify_rust::NotificationResponse| {
        if matches!(response, notify_rust::NotificationResponse::Default) {
            clicked();
        }
    });
}

/// Nothing to set here.
pub(super) fn give_memory_back() {}

/// Lone surrogates are no text.
pub(super) fn bytes_of_path(path: &Path) -> Vec<u8> {
    path.as_os_str().encode_wide().flat_map(u16::to_le_bytes).collect()
}

pub(super) fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    OsString::from_wide(&units.collect::<Vec<u16>>()).into()
}
