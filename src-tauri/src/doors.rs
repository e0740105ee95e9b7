//! What the flow and the batches need from a window: dialogs, the sign-in panel, events to draw.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use poster_core::View;
use poster_core::compare::rehearsal::Rehearsing;
use poster_core::window::{BatchState, BatchView, Outcome, Progress};
use poster_host::batch::{self, End};
use poster_host::driver::Doors;
use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::announce::{self, Announced};
use crate::app::App;
use crate::dialogs;
use crate::marks::Fresh;

/// Progress is sent no more often than this: more than a screen draws would be wasted.
const PACE: Duration = Duration::from_millis(40);

/// The doors of the main window.
pub(crate) struct WindowDoors {
    handle: AppHandle,
    /// When progress was sent last.
    sent: Mutex<Option<Instant>>,
    announced: Announced,
}

impl WindowDoors {
    /// Doors of this app's window.
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self {
            handle,
            sent: Mutex::new(None),
            announced: Announced::default(),
        }
    }

    fn emit(&self, event: &str, payload: impl serde::Serialize + Clone) {
        // A window that has been closed needs no events.
        let _ = self.handle.emit(event, payload);
    }
}

impl Doors for WindowDoors {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(dialogs::pick_folder(&self.handle))
    }

    fn sign_in(&self) {
        self.emit("sign_in", ());
    }

    fn view(&self, view: &View) {
        self.emit("view", view);
    }

    fn progress(&self, progress: Progress) {
        let done = progress.total == Some(progress.received);
        let Ok(mut sent) = self.sent.lock() else { return };
        if done || sent.is_none_or(|before| before.elapsed() >= PACE) {
            *sent = Some(Instant::now());
            self.emit("progress", progress);
        }
    }

    fn recorded(&self, poster: &str, outcome: Outcome) {
        self.emit("history", ());
        if outcome != Outcome::Failed {
            Fresh::note(&self.handle, poster);
        }
    }

    fn rehearsing(&self, rehearsing: Option<&Rehearsing>) {
        self.emit("rehearsing", rehearsing);
    }

    fn folder(&self, folder: &Path) {
        if let Some(app) = self.handle.try_state::<App>() {
            app.remember_folder(folder);
        }
    }
}

impl batch::Doors for WindowDoors {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(dialogs::pick_folder(&self.handle))
    }

    fn sign_in(&self) {
        self.emit("sign_in", ());
    }

    fn folder(&self, folder: &Path) {
        if let Some(app) = self.handle.try_state::<App>() {
            app.set_folder(folder);
        }
    }

    fn batch(&self, view: Option<&BatchView>) {
        self.emit("batch", view);
        announce::progress(&self.handle, view);
        if let Some(view) = view.filter(|view| view.state == BatchState::Finished) {
            self.announced.finished(&self.handle, view);
        }
    }

    fn ended(&self, end: &End) {
        if end.outcome != Outcome::Failed {
            Fresh::note(&self.handle, &end.poster);
        }
    }
}
