//! What the operating systems do differently. They observe; they never name a kind of failure.
//!
//! This folder is the only place in the repository that asks which system it runs on. Each system's file has the
//! same functions.

mod observe;
mod places;
mod settings;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(unix)]
mod unix;
#[cfg(target_os = "windows")]
mod windows;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(target_os = "macos")]
use macos as system;
#[cfg(target_os = "windows")]
use windows as system;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use poster_core::signal::Os;
use poster_core::words::Remedy;

pub(crate) use observe::label;
pub use observe::{observe, observe_folder};

/// The system that this program runs on.
pub fn os() -> Os {
    system::OS
}

/// Whether this program runs inside Flatpak.
pub fn in_flatpak() -> bool {
    observe::in_flatpak()
}

/// Whether a window can be shown: on Linux there may be no display.
pub fn has_display() -> bool {
    system::has_display()
}

/// Whether there is a graphics card that the programs of this user may draw with. Where there is none, drawing libraries
/// emulate one.
pub fn has_graphics_card() -> bool {
    system::has_graphics_card()
}

/// Has large pieces of memory go back to the system as soon as they are free. For programs that pass much through a few
/// buffers: kept ones cost a third of their memory. Called before anything else.
pub fn give_memory_back() {
    system::give_memory_back();
}

/// Bytes that this user may still write to the volume of a folder, where the system says.
pub fn free_space(folder: &Path) -> Option<u64> {
    system::free_space(folder)
}

/// The system's folder for downloads; where it names none, `Downloads` in the home folder.
pub fn downloads() -> Option<PathBuf> {
    dirs::download_dir().or_else(|| dirs::home_dir().map(|home| home.join("Downloads")))
}

/// Opens the settings page that the remedy names. Where the remedy is a command, there is nothing to open.
///
/// Errors: `Unsupported` for a remedy that is not a page of this system (the app itself acts
/// on those); the last opener's error where none of the addresses works.
pub fn open(remedy: Remedy) -> io::Result<()> {
    if settings::is_command(remedy) {
        return Ok(());
    }
    let mut result = Err(io::ErrorKind::Unsupported.into());
    for address in settings::pages(os(), remedy) {
        result = system::open_address(address);
        if result.is_ok() {
            break;
        }
    }
    result
}

/// Opens a folder in the system's file manager.
pub fn open_folder(folder: &Path) -> io::Result<()> {
    system::open_folder(folder)
}

/// Shows a file in the system's file manager, selected where the file manager can.
pub fn reveal(file: &Path) -> io::Result<()> {
    system::reveal(file)
}

/// Shows a notification. `clicked` is called when the user clicks on it, where the system tells.
/// A system without notifications shows none.
pub fn notify(title: String, body: String, clicked: impl FnOnce() + Send + 'static) {
    // Some systems answer late, or only when it is closed.
    std::thread::spawn(move || {
        let mut notification = notify_rust::Notification::new();
        notification.appname("Poster Companion").summary(&title).body(&body);
        system::make_clickable(&mut notification);
        if let Ok(shown) = notification.show() {
            system::when_clicked(shown, clicked);
        }
    });
}

/// Renames at once or fails with `AlreadyExists`: nothing is overwritten, nobody sees an intermediate state.
///
/// Fails with any other error on volumes that can do neither (exFAT through FUSE); the caller has a third way.
pub(crate) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    system::rename_new(from, to)
}

/// Makes a rename in the folder last through a power cut. `file` is the renamed file, still open.
pub(crate) fn sync_rename(folder: &Path, file: &File) -> io::Result<()> {
    system::sync_rename(folder, file)
}

/// Makes a new entry of the folder last through a power cut.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    system::sync_folder(folder)
}

/// The bytes of a path that is no text, for [`path_of_bytes`].
pub(crate) fn bytes_of_path(path: &Path) -> Vec<u8> {
    system::bytes_of_path(path)
}

/// The path of these bytes.
pub(crate) fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    system::path_of_bytes(bytes)
}

/// Whether the folder's names may be read without the system asking the user for consent.
pub(crate) fn may_list(folder: &Path) -> bool {
    system::may_list(folder)
}

/// Whether an error of a rename is likely gone in a moment: a virus scanner or a
/// cloud client has the file open.
pub(crate) fn passes_soon(error: &io::Error) -> bool {
    observe::passes_soon(os(), error)
}
