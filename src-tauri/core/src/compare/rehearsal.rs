//! A scenario played on a real session, its host answering from the script: no disk, no network.

#[cfg(test)]
mod tests;

use serde::Serialize;
use ts_rs::TS;

use super::environment::Environment;
use super::play::{Act, Move, begun, desktop_session, moves, perform};
use super::setup::StepBy;
use super::trace::Trace;
use crate::contract::Locale;
use crate::copy;
use crate::failure::Failure;
use crate::flow::flow;
use crate::poster::PosterCard;
use crate::scenario::{Scenario, ScenarioError};
use crate::session::{Session, View};
use crate::signal::Surface;
use crate::words::{Effect, Event, Kind, State};

/// A rehearsal as the window draws it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RehearsalState {
    /// What the user sees.
    pub view: View,
    /// What happens next; absent: it is over, or the user has left the scenario's way and it is theirs to press.
    pub next: Option<NextStep>,
    /// Whether the scenario has been played to its end.
    pub done: bool,
    /// What has happened so far.
    pub trace: Trace,
    /// The poster that is being saved.
    pub poster: PosterCard,
}

/// The next step of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NextStep {
    /// Counted from 0; absent where the host answers what the scenario does not.
    pub step: Option<u32>,
    /// Who does it.
    pub by: StepBy,
    /// What is sent; absent for a failure.
    pub event: Option<Event>,
    /// What the button is called, or what a failure is taken for; empty for an answer of the host.
    pub label: String,
}

/// The next real save of the main window meets this row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Rehearsing {
    /// The row.
    pub kind: Kind,
    /// The desktop environment whose wording is used.
    pub environment: String,
    /// Whether a save has met it: what is on the screen now is the rehearsal.
    pub met: bool,
}

/// A rehearsal: the desktop's session, and a script that presses and answers.
///
/// A button that is not the scenario's next step leaves its way: from then on the user presses, and the host answers
/// with what the scenario still has that fits, else with success.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    name: String,
    place: &'static Environment,
    /// What the trace is written in.
    locale: Locale,
    moves: Vec<Move>,
    next: usize,
    strayed: bool,
    /// The folder dialog is open: no state tells.
    choosing: bool,
    session: Session,
    trace: Trace,
}

/// What comes next.
enum Upcoming {
    /// This move of the script; those before it are skipped.
    Scripted(usize),
    /// The host succeeds.
    Success(Event),
}

impl Rehearsal {
    /// A scenario as one environment of the desktop meets it, before its first step.
    pub fn open(scenario: &Scenario, place: &'static Environment, locale: Locale) -> Result<Self, ScenarioError> {
        Ok(Self {
            name: scenario.name.clone(),
            place,
            locale,
            moves: moves(scenario, place)?,
            next: 0,
            strayed: false,
            choosing: false,
            session: desktop_session(),
            trace: begun(place, Some(&scenario.name)),
        })
    }

    /// Back to before the first step.
    pub fn restart(&mut self) {
        self.next = 0;
        self.strayed = false;
        self.choosing = false;
        self.session = desktop_session();
        self.trace = begun(self.place, Some(&self.name));
    }

    /// Does what comes next. `t`: milliseconds since the rehearsal began.
    pub fn play(&mut self, t: u64) {
        match self.upcoming() {
            Some(Upcoming::Scripted(index)) => {
                self.next = index + 1;
                let scripted = self.moves[index].clone();
                self.perform(&scripted, true, t);
            }
            Some(Upcoming::Success(event)) => self.by_itself(Act::Host(event), t),
            None => {}
        }
    }

    /// A button, pressed by hand.
    pub fn press(&mut self, event: Event, t: u64) {
        let scripted = self
            .moves
            .get(self.next)
            .filter(|next| !self.strayed && matches!(next.act, Act::User(wanted) if wanted == event));
        if let Some(scripted) = scripted.cloned() {
            self.next += 1;
            self.perform(&scripted, true, t);
        } else {
            let known = flow().step(Surface::Desktop, self.session.state(), event).is_some();
            self.strayed |= known;
            self.by_itself(Act::User(event), t);
        }
    }

    /// What the window draws, in this language.
    pub fn state(&self, locale: Locale, poster: PosterCard) -> RehearsalState {
        RehearsalState {
            view: View {
                poster: self.session.poster().map(|_| poster.id.clone()),
                ..self.session.view(locale, "*")
            },
            next: self.next(locale),
            done: !self.strayed && self.next == self.moves.len(),
            trace: self.trace.clone(),
            poster,
        }
    }

    fn next(&self, locale: Locale) -> Option<NextStep> {
        Some(match self.upcoming()? {
            Upcoming::Success(event) => NextStep {
                step: None,
                by: StepBy::Host,
                event: Some(event),
                label: String::new(),
            },
            Upcoming::Scripted(index) => {
                let scripted = &self.moves[index];
                let (by, event, label) = match &scripted.act {
                    Act::User(event) => (StepBy::User, Some(*event), self.label(*event, locale)),
                    Act::Host(event) => (StepBy::Host, Some(*event), String::new()),
                    Act::Fails(spelled) => (StepBy::Fails, None, Failure::new(spelled.signal.clone()).kind.as_str().to_owned()),
                };
                NextStep {
                    step: Some(scripted.at),
                    by,
                    event,
                    label,
                }
            }
        })
    }

    fn label(&self, event: Event, locale: Locale) -> String {
        let kind = self.session.failure().map(|failure| failure.kind);
        copy::label(Surface::Desktop, locale, self.session.state(), kind, event)
    }

    fn upcoming(&self) -> Option<Upcoming> {
        if !self.strayed {
            return (self.next < self.moves.len()).then_some(Upcoming::Scripted(self.next));
        }
        let success = self.success()?;
        let state = self.session.state();
        let answers = |next: &Move| match &next.act {
            Act::User(_) => false,
            Act::Host(event) => *event == success,
            Act::Fails(spelled) => flow().step(Surface::Desktop, state, Failure::new(spelled.signal.clone()).event).is_some(),
        };
        let fitting = (self.next..self.moves.len()).find(|&index| !self.moves[index].late && answers(&self.moves[index]));
        Some(fitting.map_or(Upcoming::Success(success), Upcoming::Scripted))
    }

    /// What the host says when all goes well; absent where it is not asked.
    fn success(&self) -> Option<Event> {
        if self.choosing {
            return Some(Event::Chosen);
        }
        match self.session.state() {
            State::Fetching => Some(Event::Fetched),
            State::Writing => Some(Event::Saved),
            State::Settings => Some(Event::Returned),
            State::Checking => Some(Event::GrantYes),
            State::Paused => Some(Event::Resumed),
            _ => None,
        }
    }

    fn by_itself(&mut self, act: Act, t: u64) {
        let unwritten = Move { at: 0, late: false, act };
        self.perform(&unwritten, false, t);
    }

    fn perform(&mut self, next: &Move, written: bool, t: u64) {
        let mut step = perform(&mut self.session, next, self.locale, t);
        if !written {
            step.at = None;
        }
        if step.taken {
            self.choosing = step.effects.contains(&Effect::ChooseFolder);
        }
        self.trace.steps.push(step);
    }
}
