//! A batch outside the window: progress on the task bar or dock, and a notification when it has finished.

use std::sync::{Mutex, PoisonError};

use poster_core::copy;
use poster_core::window::{BatchState, BatchView};
use poster_host::platform;
use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager as _};

use crate::app::App;

/// The batch whose end was announced last: each is announced once.
#[derive(Default)]
pub(crate) struct Announced(Mutex<Option<u32>>);

/// Shows how far the batch is, on desktops that have a place for it.
pub(crate) fn progress(handle: &AppHandle, view: Option<&BatchView>) {
    let Some(window) = handle.get_webview_window("main") else { return };
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

impl Announced {
    /// Notifies a user who is looking elsewhere that the batch has finished. A click opens its folder.
    pub(crate) fn finished(&self, handle: &AppHandle, view: &BatchView) {
        let window = handle.get_webview_window("main");
        let is_looking = window.is_some_and(|window| window.is_focused().unwrap_or(false));
        let mut announced = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *announced == Some(view.id) || is_looking {
            return;
        }
        *announced = Some(view.id);
        let Some(app) = handle.try_state::<App>() else { return };
        let Some(folder) = app.batches().folder() else { return };
        let words = copy::batch_ended(app.driver().locale(), view);
        platform::notify(words.title, words.body, move || {
            // A file manager that does not start is no failure of the batch, which is done.
            let _ = platform::open_folder(&folder);
        });
    }
}
