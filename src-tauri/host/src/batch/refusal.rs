//! The one refusal that holds a batch: the same flow as that of a single save, whose last step lets the batch go on.

use std::path::Path;

use poster_core::session::{Answer, Step};
use poster_core::signal::Stage;
use poster_core::window::BatchState;
use poster_core::{Effect, Event, Failure, Locale, Remedy, Session, State, Surface, View};

use super::board::Reach;
use super::parcel::Parcel;
use super::{Batch, End};
use crate::driver::{self, place_of};
use crate::ledger::ItemState;
use crate::platform;

/// Where the flow of the refusal is.
pub(super) struct Refusal {
    session: Session,
    /// Whether the window has lost the focus since the settings page was opened.
    pub(super) away: bool,
}

impl Refusal {
    /// None so far.
    pub(super) fn new(folder: &Path) -> Self {
        let mut session = Session::new(Surface::Desktop);
        session.set_place(place_of(folder));
        Self { session, away: false }
    }

    /// What the dialog shows, while something is refused.
    pub(super) fn view(&self, locale: Locale) -> Option<View> {
        let refused = !matches!(self.session.state(), State::Ready | State::Fetching);
        refused.then(|| self.session.view(locale, "*"))
    }

    /// What holds the batch.
    pub(super) fn failure(&self) -> Option<Failure> {
        self.session.failure().cloned()
    }

    /// Takes the dialog away. Whether there was one.
    pub(super) fn dismiss(&mut self) -> bool {
        let open = !matches!(self.session.state(), State::Ready);
        self.session.send(Event::Left);
        open
    }

    /// The first one is shown; those that meet the same behind it are not.
    fn begin(&mut self, poster: &str, failure: Box<Failure>) {
        if matches!(self.session.state(), State::Ready | State::Fetching) {
            self.session.send(Event::Left);
            self.session.save(poster);
            self.session.answer(self.session.attempt(), Answer::Failed(failure));
        }
    }
}

impl Batch {
    /// Takes a failure in. One that concerns every poster holds them all: the first is shown, the others wait behind it.
    /// Only one that concerns this poster alone is left to the caller, who has it land.
    pub(super) fn meet(&self, place: usize, end: &End, parcel: Option<Box<Parcel>>) -> Reach {
        let journal = self.journal();
        let reach = {
            let mut refusal = self.refusal();
            let mut board = self.board();
            let (reach, again) = board.fail(place, end, parcel);
            if reach == Reach::Batch
                && board.state == BatchState::Blocked
                && let Some(failure) = &end.failure
            {
                refusal.begin(&end.poster, failure.clone());
            }
            // In the order in which it happened.
            if let Some((id, ledger)) = &journal {
                if reach == Reach::Poster {
                    ledger.note(*id, place as u32, ItemState::Failed, end.failure.as_deref());
                }
                for place in again {
                    ledger.note(*id, place as u32, ItemState::Waiting, None);
                }
            }
            reach
        };
        self.changed();
        reach
    }

    /// A button of the dialog.
    pub(super) fn send(&self, event: Event) {
        self.step(|session| {
            let step = session.send(event);
            if step.taken && event == Event::Dismiss {
                self.board().put_aside();
            }
            step
        });
    }

    /// The user is back from the switch.
    pub(super) fn returned(&self) {
        let attempt = {
            let refusal = self.refusal();
            if refusal.session.state() != State::Settings {
                return;
            }
            refusal.session.attempt()
        };
        self.answer(attempt, Answer::Event(Event::Returned));
    }

    fn answer(&self, attempt: u32, answer: Answer) {
        self.step(|session| session.answer(attempt, answer));
    }

    /// Moves the flow, and the batch with it: nobody sees or changes the one without the other.
    fn step(&self, act: impl FnOnce(&mut Session) -> Step) {
        let step = {
            let mut refusal = self.refusal();
            let step = act(&mut refusal.session);
            // The flow would save the poster now: the batch does, with all the others.
            if step.taken && step.effects.contains(&Effect::FetchPoster) {
                self.board().go_on();
            }
            step
        };
        if !step.taken {
            return;
        }
        for effect in step.effects {
            match effect {
                Effect::OpenSettings => self.open_settings(),
                Effect::ProbeGrant => self.probe(),
                Effect::ChooseFolder => self.choose_folder(),
                Effect::FetchPoster | Effect::WritePoster | Effect::OpenFolder | Effect::Abandon => {}
            }
        }
        self.changed();
    }

    fn open_settings(&self) {
        let (attempt, remedy) = {
            let mut refusal = self.refusal();
            refusal.away = false;
            (refusal.session.attempt(), refusal.remedy())
        };
        let Some(batches) = self.0.batches.upgrade() else { return };
        if remedy == Remedy::SignIn {
            batches.doors.sign_in();
            return;
        }
        let batch = self.clone();
        let folder = self.work().filing.folder.clone();
        self.0.handle.spawn(async move {
            let opened = tokio::task::spawn_blocking(move || platform::open(remedy)).await;
            if let Ok(Err(error)) = opened {
                let failure = Failure::desktop(platform::observe_folder(&error, &folder, Stage::Open));
                batch.answer(attempt, Answer::Failed(Box::new(failure)));
            }
        });
    }

    fn probe(&self) {
        let (attempt, remedy) = {
            let refusal = self.refusal();
            (refusal.session.attempt(), refusal.remedy())
        };
        let (folder, library) = {
            let work = self.work();
            (work.filing.folder.clone(), work.library.clone())
        };
        let batch = self.clone();
        self.0.handle.spawn(async move {
            let found = driver::probe(remedy, folder, &library).await;
            batch.answer(attempt, found);
        });
    }

    fn choose_folder(&self) {
        let attempt = self.refusal().session.attempt();
        let batch = self.clone();
        self.0.handle.spawn(async move {
            let Some(batches) = batch.0.batches.upgrade() else { return };
            let Some(folder) = batches.doors.choose_folder().await else { return };
            batch.work().filing.folder.clone_from(&folder);
            batch.refusal().session.set_place(place_of(&folder));
            if let Some((id, ledger)) = batch.journal() {
                ledger.note_folder(id, &folder);
            }
            batches.doors.folder(&folder);
            batch.answer(attempt, Answer::Event(Event::Chosen));
        });
    }
}

impl Refusal {
    fn remedy(&self) -> Remedy {
        self.session.failure().map_or(Remedy::None, |failure| failure.remedy)
    }
}
