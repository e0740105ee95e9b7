//! What only a window can do for the flow: dialogs, the sign-in panel, drawing.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use poster_core::View;
use poster_core::compare::rehearsal::Rehearsing;
use poster_core::window::Progress;
use poster_host::driver::Doors;
use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::app::App;

/// How often the window hears of bytes: more often than a screen draws is wasted.
const PACE: Duration = Duration::from_millis(40);

/// The doors of the main window.
pub(crate) struct WindowDoors {
    handle: AppHandle,
    told: Mutex<Option<Instant>>,
}

impl WindowDoors {
    /// Of this app.
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self {
            handle,
            told: Mutex::new(None),
        }
    }

    fn tell(&self, event: &str, payload: impl serde::Serialize + Clone) {
        // A window that is gone hears nothing, and needs nothing.
        let _ = self.handle.emit(event, payload);
    }
}

impl Doors for WindowDoors {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(pick_folder(&self.handle))
    }

    fn sign_in(&self) {
        self.tell("sign_in", ());
    }

    fn view(&self, view: &View) {
        self.tell("view", view);
    }

    fn progress(&self, progress: Progress) {
        let done = progress.total == Some(progress.received);
        let Ok(mut told) = self.told.lock() else { return };
        if done || told.is_none_or(|before| before.elapsed() >= PACE) {
            *told = Some(Instant::now());
            self.tell("progress", progress);
        }
    }

    fn history(&self) {
        self.tell("history", ());
    }

    fn rehearsing(&self, rehearsing: Option<&Rehearsing>) {
        self.tell("rehearsing", rehearsing);
    }

    fn folder(&self, folder: &Path) {
        if let Some(app) = self.handle.try_state::<App>() {
            app.remember_folder(folder);
        }
    }
}

/// Shows the system's folder dialog over the window; `None` when it is closed.
pub(crate) async fn pick_folder(handle: &AppHandle) -> Option<PathBuf> {
    pick(handle, rfd::AsyncFileDialog::pick_folder).await
}

/// What a file is chosen for.
#[derive(Clone, Copy)]
pub(crate) enum File {
    /// To be read.
    Open,
    /// To be written, under this name unless the user has another.
    Save(&'static str),
}

/// Shows the system's file dialog over the window; `None` when it is closed.
pub(crate) async fn pick_file(handle: &AppHandle, file: File) -> Option<PathBuf> {
    match file {
        File::Open => pick(handle, rfd::AsyncFileDialog::pick_file).await,
        File::Save(name) => pick(handle, move |dialog| dialog.set_file_name(name).save_file()).await,
    }
}

async fn pick<F>(handle: &AppHandle, show: impl FnOnce(rfd::AsyncFileDialog) -> F + Send + 'static) -> Option<PathBuf>
where
    F: Future<Output = Option<rfd::FileHandle>> + Send + 'static,
{
    if let Some(answer) = answered_by_a_test() {
        return answer;
    }
    let (answer, picked) = tokio::sync::oneshot::channel();
    let window = handle.get_webview_window("main");
    let shown = handle.run_on_main_thread(move || {
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(window) = &window {
            dialog = dialog.set_parent(window);
        }
        // The dialog is made on the main thread (macOS demands it) and waited for elsewhere.
        let picking = show(dialog);
        tauri::async_runtime::spawn(async move {
            // Nobody waits any more when the window has been closed.
            let _ = answer.send(picking.await.map(|picked| picked.path().to_owned()));
        });
    });
    shown.ok()?;
    picked.await.ok().flatten()
}

/// A test cannot press the buttons of a native dialog: it names the folder instead. An empty name closes the dialog.
#[cfg(any(debug_assertions, feature = "e2e"))]
#[expect(clippy::option_option, reason = "no test, a test that closes the dialog, a test that picks")]
fn answered_by_a_test() -> Option<Option<PathBuf>> {
    let file = std::env::var_os("POSTER_COMPANION_PICK")?;
    let named = poster_host::disk::read_text(Path::new(&file)).ok()?;
    Some(Some(named.trim()).filter(|name| !name.is_empty()).map(PathBuf::from))
}

#[cfg(not(any(debug_assertions, feature = "e2e")))]
#[expect(clippy::option_option, reason = "the same signature as in a debug build")]
fn answered_by_a_test() -> Option<Option<PathBuf>> {
    None
}
