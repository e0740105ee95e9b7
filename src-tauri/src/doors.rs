//! What only a window can do for the flow: dialogs, the sign-in panel, drawing.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use poster_core::compare::rehearsal::Rehearsing;
use poster_core::signal::Stage;
use poster_core::window::{BatchState, BatchView, Outcome, Progress};
use poster_core::{DesktopSignal, Failure, View, copy};
use poster_host::batch::{self, End};
use poster_host::driver::Doors;
use poster_host::{disk, platform};
use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::app::App;
use crate::marks::Fresh;

/// How often the window hears of bytes: more often than a screen draws is wasted.
const PACE: Duration = Duration::from_millis(40);

/// The doors of the main window.
pub(crate) struct WindowDoors {
    handle: AppHandle,
    told: Mutex<Option<Instant>>,
    /// The batch whose end was announced.
    announced: Mutex<Option<u32>>,
}

impl WindowDoors {
    /// Of this app.
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self {
            handle,
            told: Mutex::new(None),
            announced: Mutex::new(None),
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
        let Some(app) = self.handle.try_state::<App>() else { return };
        if let Some(row) = app.driver().history().first().filter(|row| row.outcome != Outcome::Failed) {
            Fresh::note(&self.handle, &row.poster);
        }
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

impl batch::Doors for WindowDoors {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(pick_folder(&self.handle))
    }

    fn sign_in(&self) {
        self.tell("sign_in", ());
    }

    fn folder(&self, folder: &Path) {
        if let Some(app) = self.handle.try_state::<App>() {
            app.set_folder(folder);
        }
    }

    fn batch(&self, view: Option<&BatchView>) {
        self.tell("batch", view);
        self.show_progress(view);
        if let Some(view) = view.filter(|view| view.state == BatchState::Finished) {
            self.announce(view);
        }
    }

    fn ended(&self, end: &End) {
        if end.outcome != Outcome::Failed {
            Fresh::note(&self.handle, &end.poster);
        }
    }
}

impl WindowDoors {
    /// On the task bar or the dock, where the system has one.
    fn show_progress(&self, view: Option<&BatchView>) {
        let Some(window) = self.handle.get_webview_window("main") else { return };
        let status = match view.map(|view| view.state) {
            Some(BatchState::Running | BatchState::Pausing) => ProgressBarStatus::Normal,
            Some(BatchState::Paused) => ProgressBarStatus::Paused,
            Some(BatchState::Blocked) => ProgressBarStatus::Error,
            Some(BatchState::Finished | BatchState::Cancelled) | None => ProgressBarStatus::None,
        };
        let percent = view.map(|view| u64::from(view.total - view.waiting) * 100 / u64::from(view.total.max(1)));
        // Many desktops have none.
        let _ = window.set_progress_bar(ProgressBarState {
            status: Some(status),
            progress: percent,
        });
    }

    /// Says once that a batch has ended, to a user who is looking elsewhere. A click opens the folder.
    fn announce(&self, view: &BatchView) {
        let away = self
            .handle
            .get_webview_window("main")
            .is_none_or(|window| !window.is_focused().unwrap_or(false));
        let mut announced = self.announced.lock().unwrap_or_else(PoisonError::into_inner);
        if *announced == Some(view.id) || !away {
            return;
        }
        *announced = Some(view.id);
        let Some(app) = self.handle.try_state::<App>() else { return };
        let Some(folder) = app.batches().folder() else { return };
        let words = copy::batch_ended(app.driver().locale(), view);
        platform::notify(words.title, words.body, move || {
            // A file manager that does not start is no failure of the batch, which is done.
            let _ = platform::open_folder(&folder);
        });
    }
}

/// Lets the user choose where a small file goes, and writes it, whole or not at all. Ends with its name; `None`: the
/// dialog was closed.
pub(crate) async fn save_file(handle: &AppHandle, name: &str, bytes: &[u8]) -> poster_host::Result<Option<String>> {
    let Some(file) = pick_file(handle, File::Save(name.to_owned())).await else {
        return Ok(None);
    };
    disk::replace(&file, bytes).map_err(|error| Failure::desktop(platform::observe(&error, &file, Stage::Write)))?;
    Ok(file.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Opens a folder in the file manager.
pub(crate) async fn open_folder(folder: PathBuf) -> poster_host::Result<()> {
    let opened = folder.clone();
    match tauri::async_runtime::spawn_blocking(move || platform::open_folder(&opened)).await {
        Ok(opened) => opened.map_err(|error| Failure::desktop(platform::observe_folder(&error, &folder, Stage::Open))),
        Err(broken) => Err(ended(&broken)),
    }
}

/// A worker that panicked: a defect, told as what it is.
pub(crate) fn ended(broken: &tauri::Error) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        detail: Some(format!("a worker ended: {broken}")),
        ..DesktopSignal::default()
    })
}

/// Shows the system's folder dialog over the window; `None` when it is closed.
pub(crate) async fn pick_folder(handle: &AppHandle) -> Option<PathBuf> {
    pick(handle, rfd::AsyncFileDialog::pick_folder).await
}

/// What a file is chosen for.
pub(crate) enum File {
    /// To be read.
    Open,
    /// To be written, under this name unless the user has another.
    Save(String),
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
