//! Pictures and reports on the clipboard.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use poster_core::Failure;
use poster_core::signal::{DesktopSignal, Stage};
use poster_host::thumbnail::Pixels;

/// On Linux what was copied is served by whoever copied it: the clipboard is held until the app ends.
static HELD: Mutex<Option<arboard::Clipboard>> = Mutex::new(None);

/// Puts a text on the clipboard.
pub(crate) fn copy_text(text: String) -> poster_host::Result<()> {
    with_clipboard(|clipboard| clipboard.set_text(text))
}

/// Puts a picture on the clipboard.
pub(crate) fn copy_picture(pixels: Pixels) -> poster_host::Result<()> {
    let image = arboard::ImageData {
        width: pixels.width as usize,
        height: pixels.height as usize,
        bytes: Cow::Owned(pixels.rgba),
    };
    with_clipboard(|clipboard| clipboard.set_image(image))
}

/// Puts files on the clipboard, to be pasted into a folder or a chat.
pub(crate) fn copy_files(files: &[PathBuf]) -> poster_host::Result<()> {
    with_clipboard(|clipboard| clipboard.set().file_list(files))
}

fn with_clipboard(act: impl FnOnce(&mut arboard::Clipboard) -> Result<(), arboard::Error>) -> poster_host::Result<()> {
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    let opened = match held.take() {
        Some(clipboard) => Ok(clipboard),
        None => arboard::Clipboard::new(),
    };
    let acted = opened.and_then(|mut clipboard| {
        act(&mut clipboard)?;
        Ok(clipboard)
    });
    match acted {
        Ok(clipboard) => {
            *held = Some(clipboard);
            Ok(())
        }
        Err(error) => Err(Failure::desktop(DesktopSignal {
            os: Some(poster_host::platform::os()),
            stage: Stage::Open,
            io: Some("Unsupported".into()),
            detail: Some(format!("clipboard: {error}")),
            ..DesktopSignal::default()
        })),
    }
}
