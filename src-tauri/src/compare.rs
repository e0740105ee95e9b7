//! The compare screen's own room: the rehearsal that runs, and the files that are opened and saved there.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use poster_core::compare::environment::{Reference, environments};
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::matrix::Everything;
use poster_core::compare::rehearsal::{Rehearsal, RehearsalState};
use poster_core::compare::trace::{Trace, TraceProblem};
use poster_core::signal::Stage;
use poster_core::{Event, Failure, Locale, PosterCard};
use poster_host::compare::{self, unplayable};
use poster_host::fetch::Cancel;
use poster_host::{disk, platform};
use tauri::{AppHandle, DragDropEvent, Emitter as _, Window};

use crate::dialogs::{self, File};

/// Longer than any trace of a person, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// The room. One rehearsal and one check of the domains run at a time.
#[derive(Default)]
pub(crate) struct Room {
    rehearsal: Mutex<Option<Running>>,
    /// The last run of everything: a report tells of what is on the screen.
    everything: Mutex<Option<Arc<Everything>>>,
    domains: Mutex<Cancel>,
}

struct Running {
    rehearsal: Rehearsal,
    poster: PosterCard,
}

/// What reading a trace can fail with.
#[derive(serde::Serialize)]
#[serde(untagged)]
pub(crate) enum Unread {
    /// The file is no trace.
    Trace(TraceProblem),
    /// The file could not be read at all.
    File(Box<poster_core::window::Problem>),
}

impl Room {
    /// Opens a scenario in an environment of the desktop.
    pub(crate) fn open(&self, scenario: &str, environment: &str, poster: PosterCard, locale: Locale) -> poster_host::Result<RehearsalState> {
        let written = known::scenario(scenario).ok_or_else(|| unplayable(&format!("no scenario is called {scenario}")))?;
        let place = environments().find(environment).filter(|place| place.os.is_some());
        let place = place.ok_or_else(|| unplayable(&format!("no desktop environment is called {environment}")))?;
        let rehearsal = Rehearsal::open(written, place, locale).map_err(|error| unplayable(&error))?;
        let state = rehearsal.state(locale, poster.clone());
        *self.running() = Some(Running { rehearsal, poster });
        Ok(state)
    }

    /// Does what comes next.
    pub(crate) fn play(&self, locale: Locale) -> poster_host::Result<RehearsalState> {
        self.with(locale, Rehearsal::play)
    }

    /// A button, by hand.
    pub(crate) fn press(&self, event: Event, locale: Locale) -> poster_host::Result<RehearsalState> {
        self.with(locale, |rehearsal| rehearsal.press(event))
    }

    /// The screen is left.
    pub(crate) fn close(&self) {
        *self.running() = None;
    }

    fn with(&self, locale: Locale, act: impl FnOnce(&mut Rehearsal)) -> poster_host::Result<RehearsalState> {
        let mut running = self.running();
        let running = running.as_mut().ok_or_else(|| unplayable(&"no rehearsal is open"))?;
        act(&mut running.rehearsal);
        Ok(running.rehearsal.state(locale, running.poster.clone()))
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.rehearsal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Plays everything anew. Blocks for some seconds.
    pub(crate) fn run(&self, reference: &Reference) -> poster_host::Result<Arc<Everything>> {
        let everything = Arc::new(compare::everything(reference)?);
        *self.everything.lock().unwrap_or_else(PoisonError::into_inner) = Some(everything.clone());
        Ok(everything)
    }

    /// What was played last against this reference, else played now.
    pub(crate) fn everything(&self, reference: &Reference) -> poster_host::Result<Arc<Everything>> {
        let last = self.everything.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match last.filter(|last| last.matrix.reference == *reference) {
            Some(last) => Ok(last),
            None => self.run(reference),
        }
    }

    /// A check of the domains begins; one that still runs ends.
    pub(crate) fn check(&self) -> Cancel {
        let fresh = Cancel::new();
        std::mem::replace(&mut *self.domains.lock().unwrap_or_else(PoisonError::into_inner), fresh.clone()).cancel();
        fresh
    }

    /// The check that runs ends with what it has found.
    pub(crate) fn end_check(&self) {
        self.domains.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }
}

/// Lets the user choose a trace, and reads it. `Ok(None)`: the dialog was closed.
pub(crate) async fn open_trace(handle: &AppHandle) -> poster_host::Result<Option<Result<Trace, TraceProblem>>> {
    let Some(path) = dialogs::pick_file(handle, File::Open).await else {
        return Ok(None);
    };
    let bytes = disk::read(&path, LONGEST).map_err(|error| at(&path, &error))?;
    Ok(Some(import(&String::from_utf8_lossy(&bytes))))
}

/// What becomes of a file that is dragged over the window. The page is told no path, and gets the text of one that is let
/// go there: WebKitGTK hands a page no file by itself.
#[derive(Clone, serde::Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
enum Dragged {
    Over,
    Left,
    Dropped { text: String },
    Unread,
}

/// Passes a drag on to the compare screen, which imports what is dropped.
pub(crate) fn dragged(window: &Window, event: &DragDropEvent) {
    let told = match event {
        DragDropEvent::Enter { .. } => Dragged::Over,
        DragDropEvent::Leave => Dragged::Left,
        DragDropEvent::Drop { paths, .. } => match paths.first().map(|path| disk::read(path, LONGEST)) {
            Some(Ok(bytes)) => Dragged::Dropped {
                text: String::from_utf8_lossy(&bytes).into_owned(),
            },
            Some(Err(_)) => Dragged::Unread,
            None => Dragged::Left,
        },
        _ => return,
    };
    // A window that is gone hears nothing, and needs nothing.
    let _ = window.emit("dragged", told);
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    Failure::desktop(platform::observe_folder(error, &folder, Stage::Write))
}
