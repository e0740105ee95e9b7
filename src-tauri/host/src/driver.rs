//! Carries out what the flow asks for, and answers it: the desktop's half of the contract.
//!
//! The session decides (poster-core), the driver performs. It knows no window: what only a window can do
//! (dialogs, the sign-in panel, drawing) goes through [`Doors`].

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use poster_core::compare::rehearsal::Rehearsing;
use poster_core::session::{Answer, Step};
use poster_core::signal::{Facts, Stage};
use poster_core::window::{BatchOptions, HistoryRow, OnKnown, Outcome, Progress, SourceRef};
use poster_core::{Effect, Event, Failure, Locale, Poster, Remedy, Session, State, Surface, View};

use crate::api::ListQuery;
use crate::compare::fault::Fault;
use crate::disk::{self, label};
use crate::fetch::{Cancel, Stopped};
use crate::filing::Filing;
use crate::history::{self, Attempt};
use crate::ledger::{self, Ledger};
use crate::library::{Library, Original};
use crate::platform;
use crate::save::{self, Saved};

/// What a driver needs from the world around it.
pub trait Doors: Send + Sync + 'static {
    /// Shows the system's folder dialog; `None` when it is closed.
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>>;
    /// Opens the panel where a new token is entered; [`Driver::returned`] follows when it is closed.
    fn sign_in(&self);
    /// The flow has moved: draw it.
    fn view(&self, view: &View);
    /// Bytes have come.
    fn progress(&self, progress: Progress);
    /// A save has ended, and stands in the history.
    fn recorded(&self, poster: &str, outcome: Outcome);
    /// The folder has been changed through the flow.
    fn folder(&self, folder: &Path);
    /// What the next save is made to meet has changed.
    fn rehearsing(&self, rehearsing: Option<&Rehearsing>);
}

/// One window's flow, and what it has saved in this run.
#[derive(Clone)]
pub struct Driver(Arc<Inner>);

struct Inner {
    /// A button is pressed on a thread without a runtime of its own.
    runtime: tokio::runtime::Handle,
    doors: Box<dyn Doors>,
    desk: Mutex<Desk>,
}

/// What changes.
struct Desk {
    session: Session,
    library: Arc<Library>,
    ledger: Ledger,
    options: BatchOptions,
    folder: PathBuf,
    locale: Locale,
    cancel: Cancel,
    original: Option<Original>,
    saved: Option<PathBuf>,
    /// The saves of this run, the oldest first.
    attempts: Vec<Attempt>,
    /// Whether the window has lost the focus since the settings page was opened.
    away: bool,
    /// What the next save is made to meet, and until when the screen says so.
    fault: Option<Fault>,
}

/// Which poster of which source goes where: what a save began with, whatever the session has moved on to.
struct Errand {
    source: SourceRef,
    poster: String,
    title: String,
    folder: PathBuf,
}

impl Driver {
    /// A driver at rest, which works on this runtime.
    pub fn new(
        runtime: tokio::runtime::Handle,
        library: Arc<Library>,
        ledger: Ledger,
        options: BatchOptions,
        folder: PathBuf,
        locale: Locale,
        doors: Box<dyn Doors>,
    ) -> Self {
        let mut session = Session::new(Surface::Desktop);
        session.set_place(place_of(&folder));
        Self(Arc::new(Inner {
            runtime,
            doors,
            desk: Mutex::new(Desk {
                session,
                library,
                ledger,
                options,
                folder,
                locale,
                cancel: Cancel::new(),
                original: None,
                saved: None,
                attempts: Vec::new(),
                away: false,
                fault: None,
            }),
        }))
    }

    /// What is to be drawn.
    pub fn view(&self) -> View {
        self.desk().view()
    }

    /// A button, or the wish to save `poster`.
    pub fn send(&self, event: Event, poster: Option<&str>) -> View {
        let step = {
            let mut desk = self.desk();
            match poster.filter(|_| event == Event::Save && desk.session.state() == State::Ready) {
                Some(poster) => desk.session.save(poster),
                None => desk.session.send(event),
            }
        };
        self.end_of_rehearsal();
        self.follow(step)
    }

    /// The window has lost the focus: the user may be at the switch.
    pub fn left_window(&self) {
        self.desk().away = true;
    }

    /// The window has the focus again. Only a user who was away can have come back from the switch.
    pub fn came_back(&self) {
        let was_away = std::mem::take(&mut self.desk().away);
        if was_away {
            self.returned();
        }
    }

    /// The user is back from the settings page or the sign-in panel.
    pub fn returned(&self) {
        let attempt = {
            let desk = self.desk();
            if desk.session.state() != State::Settings {
                return;
            }
            desk.session.attempt()
        };
        self.answer(attempt, Answer::Event(Event::Returned));
    }

    /// The window is closing.
    pub fn close(&self) {
        let attempt = self.desk().session.attempt();
        self.answer(attempt, Answer::Event(Event::Left));
    }

    /// Posters come from elsewhere now; a running save is abandoned.
    pub fn set_library(&self, library: Arc<Library>) {
        let mut desk = self.desk();
        // At the switch the new source is the answer to the flow's question, so the flow stays.
        let at_the_switch = desk.session.state() == State::Settings;
        desk.library = library;
        drop(desk);
        if !at_the_switch {
            self.close();
        }
    }

    /// Where posters come from.
    pub fn library(&self) -> Arc<Library> {
        self.desk().library.clone()
    }

    /// Posters go elsewhere from now on.
    pub fn set_folder(&self, folder: PathBuf) {
        let mut desk = self.desk();
        desk.session.set_place(place_of(&folder));
        desk.folder = folder;
    }

    /// Where posters go.
    pub fn folder(&self) -> PathBuf {
        self.desk().folder.clone()
    }

    /// Posters are saved in another way from now on.
    pub fn set_options(&self, options: BatchOptions) {
        self.desk().options = options;
    }

    /// The user reads another language from now on.
    pub fn set_locale(&self, locale: Locale) {
        self.desk().locale = locale;
    }

    /// The user's language.
    pub fn locale(&self) -> Locale {
        self.desk().locale
    }

    /// What was saved, in this run and before, and what failed in this run; the newest first. Blocks.
    pub fn history(&self) -> Vec<HistoryRow> {
        let (ledger, library, attempts) = {
            let desk = self.desk();
            (desk.ledger.clone(), desk.library.clone(), desk.attempts.clone())
        };
        history::rows(&ledger, &library, &attempts)
    }

    /// Shows the file of a poster that was saved, in the file manager.
    pub async fn reveal(&self, source: &str, poster: &str) -> crate::Result<()> {
        let (ledger, source, poster) = (self.desk().ledger.clone(), source.to_owned(), poster.to_owned());
        let found = tokio::task::spawn_blocking(move || {
            let last = || ledger.latest(&source, &poster).map(|entry| entry.path);
            // Where no file is left, the last one is named as missing.
            ledger.path_of(&source, &poster).or_else(last)
        });
        match found.await {
            Ok(Some(path)) => reveal(path).await,
            Ok(None) => Ok(()),
            Err(broken) => Err(save::broken(&broken, Stage::Open)),
        }
    }

    /// Makes the next save meet a row of the table; `None` lets it be. See [`Fault::of`] for what can be met.
    pub fn rehearse(&self, fault: Option<Fault>) -> Option<Rehearsing> {
        self.desk().fault = fault;
        let rehearsing = self.rehearsing();
        self.0.doors.rehearsing(rehearsing.as_ref());
        rehearsing
    }

    /// What the next save is made to meet, or what the screen shows because of it.
    pub fn rehearsing(&self) -> Option<Rehearsing> {
        self.desk().fault.as_ref().map(|fault| fault.told.clone())
    }

    /// The failure that the flow is at, for the report.
    pub fn failure(&self) -> Option<Failure> {
        self.desk().session.failure().cloned()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        // A panic while it was held leaves plain data behind; the next step is still right.
        self.0.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, attempt: u32, answer: Answer) {
        let failure = match &answer {
            Answer::Failed(failure) => Some(failure.clone()),
            Answer::Event(_) => None,
        };
        let (step, stage, errand, rehearsed) = {
            let mut desk = self.desk();
            let (stage, errand) = (desk.session.state(), desk.errand());
            // Nothing failed: the history tells what happened.
            let rehearsed = desk.fault.as_ref().is_some_and(|fault| fault.told.met);
            (desk.session.answer(attempt, answer), stage, errand, rehearsed)
        };
        if !step.taken {
            return;
        }
        self.end_of_rehearsal();
        if let Some(failure) = failure.filter(|failure| failure.event != Event::Cancelled)
            && matches!(stage, State::Fetching | State::Writing)
            && !rehearsed
        {
            self.record(errand, Err(&failure));
        }
        self.follow(step);
    }

    /// A rehearsal that was met is over when its failure has left the screen.
    fn end_of_rehearsal(&self) {
        let over = {
            let mut desk = self.desk();
            let gone = matches!(desk.session.state(), State::Ready | State::Fetching | State::Saved);
            gone && desk.fault.take_if(|fault| fault.told.met).is_some()
        };
        if over {
            self.0.doors.rehearsing(None);
        }
    }

    /// The rehearsed failure, if this is the stage of the work at which it is to be met.
    fn fault_at(&self, stage: Stage) -> Option<Failure> {
        let (failure, told) = {
            let mut desk = self.desk();
            let facts = place_of(&desk.folder);
            let fault = desk.fault.as_mut().filter(|fault| !fault.told.met && fault.is_at(stage))?;
            fault.told.met = true;
            (fault.failure(facts), fault.told.clone())
        };
        self.0.doors.rehearsing(Some(&told));
        Some(failure)
    }

    /// Draws the new state and does, in the same tick, what it asks for.
    fn follow(&self, step: Step) -> View {
        let view = self.view();
        if step.taken {
            self.0.doors.view(&view);
        }
        for effect in step.effects {
            match effect {
                Effect::FetchPoster => self.fetch(),
                Effect::WritePoster => self.write(),
                Effect::OpenSettings => self.open_settings(),
                Effect::ProbeGrant => self.probe(),
                Effect::ChooseFolder => self.choose_folder(),
                Effect::OpenFolder => self.open_folder(),
                Effect::Abandon => self.desk().cancel.cancel(),
            }
        }
        view
    }

    fn fetch(&self) {
        let (attempt, poster, library, cancel) = {
            let mut desk = self.desk();
            desk.cancel.cancel();
            desk.cancel = Cancel::new();
            desk.original = None;
            (
                desk.session.attempt(),
                desk.session.poster().unwrap_or_default().to_owned(),
                desk.library.clone(),
                desk.cancel.clone(),
            )
        };
        let driver = self.clone();
        self.0.runtime.spawn(async move {
            let doors = &driver.0.doors;
            let report = |came: crate::fetch::Progress| {
                doors.progress(Progress {
                    attempt,
                    received: came.received,
                    total: came.total,
                });
            };
            if let Some(failure) = driver.fault_at(Stage::Fetch) {
                driver.answer(attempt, Answer::Failed(Box::new(failure)));
                return;
            }
            let answer = match library.original(&poster, &report, &cancel).await {
                Ok(original) => {
                    driver.desk().original = Some(original);
                    Answer::Event(Event::Fetched)
                }
                Err(Stopped::Failed(failure)) => Answer::Failed(failure),
                Err(Stopped::Sink(error)) => Answer::Failed(Box::new(Failure::desktop(platform::observe_folder(
                    &error,
                    library.folder(),
                    Stage::Fetch,
                )))),
                Err(Stopped::Cancelled) => Answer::Event(Event::Cancelled),
            };
            driver.answer(attempt, answer);
        });
    }

    fn write(&self) {
        let (attempt, original, filing, library, errand) = {
            let desk = self.desk();
            let Some(original) = desk.original.clone() else { return };
            let mut options = desk.options.clone();
            // Whoever presses the button for one poster wants it in this folder; the same file twice is no use.
            options.known = OnKnown::Skip;
            let source = &desk.library.api().source().key;
            (
                desk.session.attempt(),
                original,
                Filing::new(desk.folder.clone(), options, desk.ledger.clone(), source),
                desk.library.clone(),
                desk.errand(),
            )
        };
        let driver = self.clone();
        self.0.runtime.spawn(async move {
            if let Some(failure) = driver.fault_at(Stage::Write) {
                driver.answer(attempt, Answer::Failed(Box::new(failure)));
                return;
            }
            let poster = library.known(&errand.poster).unwrap_or_else(|| Poster {
                id: errand.poster.clone(),
                ..Poster::default()
            });
            let stored = tokio::task::spawn_blocking(move || save::store(&original, &filing, &poster)).await;
            let answer = match stored {
                Ok(Ok(saved)) => {
                    // A save that was abandoned meanwhile has still happened: the history says so.
                    driver.record(errand, Ok(&saved));
                    driver.desk().saved = Some(saved.path);
                    Answer::Event(Event::Saved)
                }
                Ok(Err(failure)) => Answer::Failed(Box::new(failure)),
                Err(broken) => Answer::Failed(Box::new(save::broken(&broken, Stage::Write))),
            };
            driver.answer(attempt, answer);
        });
    }

    fn open_settings(&self) {
        let (attempt, remedy, folder) = {
            let mut desk = self.desk();
            desk.away = false;
            (
                desk.session.attempt(),
                desk.session.failure().map_or(Remedy::None, |failure| failure.remedy),
                desk.folder.clone(),
            )
        };
        if remedy == Remedy::SignIn {
            self.0.doors.sign_in();
            return;
        }
        let driver = self.clone();
        self.0.runtime.spawn(async move {
            let opened = tokio::task::spawn_blocking(move || platform::open(remedy)).await;
            if let Ok(Err(error)) = opened {
                let failure = Failure::desktop(platform::observe_folder(&error, &folder, Stage::Open));
                driver.answer(attempt, Answer::Failed(Box::new(failure)));
            }
        });
    }

    fn probe(&self) {
        let (attempt, remedy, folder, library) = {
            let desk = self.desk();
            (
                desk.session.attempt(),
                desk.session.failure().map_or(Remedy::None, |failure| failure.remedy),
                desk.folder.clone(),
                desk.library.clone(),
            )
        };
        let driver = self.clone();
        self.0.runtime.spawn(async move {
            driver.answer(attempt, probe(remedy, folder, &library).await);
        });
    }

    fn choose_folder(&self) {
        let attempt = self.desk().session.attempt();
        let driver = self.clone();
        self.0.runtime.spawn(async move {
            if let Some(folder) = driver.0.doors.choose_folder().await {
                driver.set_folder(folder.clone());
                driver.0.doors.folder(&folder);
                driver.answer(attempt, Answer::Event(Event::Chosen));
            }
        });
    }

    fn open_folder(&self) {
        let Some(path) = self.desk().saved.clone() else { return };
        // A file manager that does not start is no failure of the save, which is done.
        self.0.runtime.spawn(reveal(path));
    }

    fn record(&self, errand: Errand, ended: Result<&Saved, &Failure>) {
        let Errand {
            source,
            poster,
            title,
            folder,
        } = errand;
        let path = ended.ok().map(|saved| saved.path.clone());
        let outcome = ended.map_or(Outcome::Failed, |saved| saved.outcome);
        let row = HistoryRow {
            source,
            poster: poster.clone(),
            title,
            outcome,
            file: path.as_deref().and_then(history::name),
            folder: Some(label(path.as_deref().and_then(Path::parent).unwrap_or(&folder))),
            bytes: ended.ok().map(|saved| saved.bytes),
            missing: false,
            verified: ended.is_ok_and(|saved| saved.verified),
            kind: ended.err().map(|failure| failure.kind),
            at: ledger::now(),
        };
        self.desk().attempts.push(Attempt { row, path });
        self.0.doors.recorded(&poster, outcome);
    }
}

impl Desk {
    fn view(&self) -> View {
        self.session.view(self.locale, "*")
    }

    /// What the session is at.
    fn errand(&self) -> Errand {
        let poster = self.session.poster().unwrap_or_default();
        Errand {
            source: self.library.api().source().label(),
            poster: poster.to_owned(),
            title: self.library.known(poster).map_or_else(String::new, |poster| poster.title),
            folder: self.folder.clone(),
        }
    }
}

/// What sentences say of a folder.
pub(crate) fn place_of(folder: &Path) -> Facts {
    Facts {
        folder: Some(label(folder)),
        ..Facts::default()
    }
}

/// Looks whether what was refused is allowed now.
pub(crate) async fn probe(remedy: Remedy, folder: PathBuf, library: &Library) -> Answer {
    let found = if remedy == Remedy::SignIn {
        library
            .list(&ListQuery {
                limit: Some(1),
                ..ListQuery::default()
            })
            .await
            .map(drop)
    } else {
        let probed = tokio::task::spawn_blocking(move || {
            disk::probe(&folder).map_err(|error| Failure::desktop(platform::observe_folder(&error, &folder, Stage::Probe)))
        })
        .await;
        probed.unwrap_or_else(|broken| Err(save::broken(&broken, Stage::Probe)))
    };
    found.map_or_else(|failure| Answer::Failed(Box::new(failure)), |()| Answer::Event(Event::GrantYes))
}

async fn reveal(path: PathBuf) -> crate::Result<()> {
    let shown = path.clone();
    match tokio::task::spawn_blocking(move || platform::reveal(&shown)).await {
        Ok(opened) => opened.map_err(|error| Failure::desktop(platform::observe(&error, &path, Stage::Open))),
        Err(broken) => Err(save::broken(&broken, Stage::Open)),
    }
}
