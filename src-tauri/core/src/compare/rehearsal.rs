//! A scenario played on a real session, its host answering from the script: no disk, no network.

#[cfg(test)]
mod tests;

use serde::Serialize;
use ts_rs::TS;

use super::environment::Environment;
use super::play::{self, Act, Move, begun, desktop_session, moves};
use super::setup::StepBy;
use super::trace::Trace;
use crate::contract::{ByLocale, Locale};
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
    /// What happens next; absent: it is over, or the user has left the script and it is theirs to press.
    pub next: Option<NextStep>,
    /// Whether the user has left the script.
    pub strayed: bool,
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
}

/// The next real save of the main window meets this row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Rehearsing {
    /// The row.
    pub kind: Kind,
    /// What people call it.
    pub name: ByLocale<String>,
    /// The desktop environment whose wording is used.
    pub environment: String,
    /// Whether a save has met it: what is on the screen now is the rehearsal.
    pub met: bool,
}

/// A rehearsal: the desktop's session, and a script that presses and answers.
///
/// A button that is not the scenario's next step leaves the script: from then on the user presses, and the host answers
/// with what the scenario still has that fits, else with success.
#[derive(Clone, Debug)]
pub struct Rehearsal {
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
    pub fn open(scenario: &Scenario, place: &Environment, locale: Locale) -> Result<Self, ScenarioError> {
        Ok(Self {
            locale,
            moves: moves(scenario, place)?,
            next: 0,
            strayed: false,
            choosing: false,
            session: desktop_session(),
            trace: begun(place, Some(&scenario.name)),
        })
    }

    /// Does what comes next.
    pub fn play(&mut self) {
        match self.upcoming() {
            Some(Upcoming::Scripted(index)) => {
                self.next = index + 1;
                let scripted = self.moves[index].clone();
                self.perform(&scripted);
            }
            Some(Upcoming::Success(event)) => self.by_itself(Act::Host(event)),
            None => {}
        }
    }

    /// A button, pressed by hand.
    pub fn press(&mut self, event: Event) {
        let scripted = self
            .moves
            .get(self.next)
            .filter(|next| !self.strayed && matches!(next.act, Act::User(wanted) if wanted == event));
        if let Some(scripted) = scripted.cloned() {
            self.next += 1;
            self.perform(&scripted);
        } else {
            let known = flow().step(Surface::Desktop, self.session.state(), event).is_some();
            self.strayed |= known;
            self.by_itself(Act::User(event));
        }
    }

    /// What the window draws, in this language.
    pub fn state(&self, locale: Locale, poster: PosterCard) -> RehearsalState {
        RehearsalState {
            view: View {
                poster: self.session.poster().map(|_| poster.id.clone()),
                ..self.session.view(locale, "*")
            },
            next: self.next(),
            strayed: self.strayed,
            trace: self.trace.clone(),
            poster,
        }
    }

    fn next(&self) -> Option<NextStep> {
        Some(match self.upcoming()? {
            Upcoming::Success(event) => NextStep {
                step: None,
                by: StepBy::Host,
                event: Some(event),
            },
            Upcoming::Scripted(index) => {
                let scripted = &self.moves[index];
                let (by, event) = match &scripted.act {
                    Act::User(event) => (StepBy::User, Some(*event)),
                    Act::Host(event) => (StepBy::Host, Some(*event)),
                    Act::Fails(_) => (StepBy::Fails, None),
                };
                NextStep {
                    step: scripted.at,
                    by,
                    event,
                }
            }
        })
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

    fn by_itself(&mut self, act: Act) {
        self.perform(&Move { at: None, late: false, act });
    }

    fn perform(&mut self, next: &Move) {
        let step = play::perform(&mut self.session, &mut self.trace, next, self.locale);
        if step.taken {
            self.choosing = step.effects.contains(&Effect::ChooseFolder);
        }
    }
}
