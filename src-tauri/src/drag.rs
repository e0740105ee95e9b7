//! Posters dragged out of the window, as files with their proper names.

use std::path::PathBuf;

use poster_core::signal::Stage;
use poster_core::{DesktopSignal, Failure};
use poster_host::platform;
use tauri::{AppHandle, Manager as _, WebviewWindow};

use crate::app::App;

/// What a drag begins from: the toolkit's window on Linux, where Tauri gives it out, the window itself elsewhere.
trait DragWindow {
    #[allow(dead_code, reason = "on Linux the window has a method of that name, which goes first")]
    fn gtk_window(&self) -> tauri::Result<&Self>;
}

impl DragWindow for WebviewWindow {
    fn gtk_window(&self) -> tauri::Result<&Self> {
        Ok(self)
    }
}

/// Begins a drag of these posters; the button is still held. Those that are not at hand are fetched first.
pub(crate) async fn out(handle: &AppHandle, app: &App, posters: &[String]) -> poster_host::Result<()> {
    let mut files = Vec::with_capacity(posters.len());
    for poster in posters {
        files.push(app.named_file(poster).await?);
    }
    let Some(window) = handle.get_webview_window("main").filter(|_| !files.is_empty()) else {
        return Ok(());
    };
    let begun = handle.run_on_main_thread(move || begin(&window, files));
    begun.map_err(|error| failure(format!("drag: {error}")))
}

/// On the main thread. A drag that does not begin leaves everything as it was: the user sees that nothing moves.
fn begin(window: &WebviewWindow, files: Vec<PathBuf>) {
    let Ok(from) = window.gtk_window() else { return };
    let image = drag::Image::Raw(include_bytes!("../../icons/32x32.png").to_vec());
    let _ = drag::start_drag(&from, drag::DragItem::Files(files), image, |_, _| {}, drag::Options::default());
}

fn failure(detail: String) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        stage: Stage::Open,
        io: Some("Unsupported".into()),
        detail: Some(detail),
        ..DesktopSignal::default()
    })
}
