//! The compare screen's own room: the rehearsal that runs, and the files that are opened and saved there.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use poster_core::compare::environment::environments;
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::rehearsal::{Rehearsal, RehearsalState};
use poster_core::compare::trace::{Trace, TraceProblem};
use poster_core::signal::Stage;
use poster_core::{Event, Failure, Locale, PosterCard};
use poster_host::compare::unplayable;
use poster_host::{disk, platform};
use tauri::AppHandle;

use crate::dialogs::{self, File};

/// Longer than any trace of a person, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// The room. One rehearsal runs at a time.
#[derive(Default)]
pub(crate) struct Room(Mutex<Option<Running>>);

struct Running {
    rehearsal: Rehearsal,
    since: Instant,
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
        *self.running() = Some(Running {
            rehearsal,
            since: Instant::now(),
            poster,
        });
        Ok(state)
    }

    /// Does what comes next.
    pub(crate) fn play(&self, locale: Locale) -> poster_host::Result<RehearsalState> {
        self.with(locale, Rehearsal::play)
    }

    /// A button, by hand.
    pub(crate) fn press(&self, event: Event, locale: Locale) -> poster_host::Result<RehearsalState> {
        self.with(locale, |rehearsal, t| rehearsal.press(event, t))
    }

    /// Back to before the first step.
    pub(crate) fn restart(&self, locale: Locale) -> poster_host::Result<RehearsalState> {
        if let Some(running) = self.running().as_mut() {
            running.since = Instant::now();
        }
        self.with(locale, |rehearsal, _| rehearsal.restart())
    }

    /// The screen is left.
    pub(crate) fn close(&self) {
        *self.running() = None;
    }

    fn with(&self, locale: Locale, act: impl FnOnce(&mut Rehearsal, u64)) -> poster_host::Result<RehearsalState> {
        let mut running = self.running();
        let running = running.as_mut().ok_or_else(|| unplayable(&"no rehearsal is open"))?;
        act(&mut running.rehearsal, running.since.elapsed().as_millis() as u64);
        Ok(running.rehearsal.state(locale, running.poster.clone()))
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

fn at(path: &Path, error: &std::io::Error) -> Failure {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    Failure::desktop(platform::observe_folder(error, &folder, Stage::Write))
}
