//! Posters dragged out of the window, as files.
//!
//! The system's drag has to begin while the mouse button is held, and only the page knows whether it is. So there are
//! two steps: [`ready`] says whether the files are at hand, and [`begin`] hands them to the system.

#[cfg(gtk)]
mod gtk_drag;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::{AppHandle, Manager as _};

use crate::app::App;
use crate::handover;

/// Longer than this, and the button is likely released.
const PATIENCE: Duration = Duration::from_millis(300);

/// What is seen under the pointer.
const PICTURE: &[u8] = include_bytes!("../../icons/32x32.png");

/// The files of the drag that is about to begin.
#[derive(Default)]
pub(crate) struct Held(Mutex<Vec<PathBuf>>);

impl Held {
    fn put(&self, files: Vec<PathBuf>) -> Vec<PathBuf> {
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), files)
    }
}

/// Whether these posters are at hand as files. `false`: they have to be fetched first.
pub(crate) async fn ready(app: &App, held: &Held, posters: &[String]) -> poster_host::Result<bool> {
    let files = tokio::time::timeout(PATIENCE, handover::files(app, posters)).await;
    let files = files.unwrap_or_else(|_late| Ok(Vec::new()))?;
    let at_hand = !files.is_empty();
    held.put(files);
    Ok(at_hand)
}

/// Begins the drag of what [`ready`] found. One that does not begin leaves everything as it was: nothing moves.
pub(crate) fn begin(handle: &AppHandle, held: &Held) {
    let files = held.put(Vec::new());
    let Some(window) = handle.get_webview_window("main").filter(|_| !files.is_empty()) else {
        return;
    };
    let _ = handle.run_on_main_thread(move || {
        let _ = start(&window, files);
    });
}

#[cfg(gtk)]
use gtk_drag::start;

#[cfg(not(gtk))]
fn start(window: &tauri::WebviewWindow, files: Vec<PathBuf>) -> Result<(), Box<dyn std::error::Error>> {
    let picture = drag::Image::Raw(PICTURE.to_vec());
    Ok(drag::start_drag(
        window,
        drag::DragItem::Files(files),
        picture,
        |_, _| {},
        drag::Options::default(),
    )?)
}
