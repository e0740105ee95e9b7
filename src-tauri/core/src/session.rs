//! The flow of one save: a state, an attempt number, and what happens on each event.
//!
//! The mini-program's twin is `miniprogram/flow/session.js`; `tests/scenarios` keep both alike.
//! Decides only: the effects it returns are carried out by a host, which answers with [`Answer`]s.

use serde::Serialize;
use ts_rs::TS;

use crate::contract::{Locale, contract};
use crate::copy;
use crate::failure::Failure;
use crate::flow::{Target, flow};
use crate::signal::{Facts, Signal, Surface};
use crate::words::{Effect, Event, Kind, Recovery, Remedy, State};

/// The flow of one save at a time.
#[derive(Clone, Debug)]
pub struct Session {
    surface: Surface,
    state: State,
    attempt: u32,
    poster: Option<String>,
    failure: Option<Failure>,
    place: Facts,
}

/// What the host has to tell: an event, or a failure (whose event follows from its row).
#[derive(Clone, Debug)]
pub enum Answer {
    /// Something happened.
    Event(Event),
    /// Something went wrong.
    Failed(Box<Failure>),
}

/// What an event led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Whether the event had a transition. `false`: it was ignored (a double tap, a late answer).
    pub taken: bool,
    /// What the host does now, in this order and in the same tick.
    pub effects: Vec<Effect>,
}

impl Session {
    /// A session at rest.
    pub fn new(surface: Surface) -> Self {
        Self {
            surface,
            state: State::Ready,
            attempt: 0,
            poster: None,
            failure: None,
            place: Facts::default(),
        }
    }

    /// A session in the middle of its flow, as a record tells of it.
    pub(crate) fn standing(surface: Surface, state: State, failure: Option<Failure>, attempt: u32) -> Self {
        Self {
            state,
            attempt,
            failure,
            ..Self::new(surface)
        }
    }

    /// Where the flow is.
    pub fn state(&self) -> State {
        self.state
    }

    /// The number of the running attempt. Answers carry the number they belong to.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The poster being saved.
    pub fn poster(&self) -> Option<&str> {
        self.poster.as_deref()
    }

    /// What went wrong last, while it matters.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Tells the copy where this save goes (folder and file label).
    pub fn set_place(&mut self, place: Facts) {
        self.place = place;
    }

    /// Asks to save a poster. Ignored while another save is under way.
    pub fn save(&mut self, poster: &str) -> Step {
        if self.state != State::Ready {
            return Step::default();
        }
        self.poster = Some(poster.to_owned());
        self.send(Event::Save)
    }

    /// Takes a user's event: a button.
    pub fn send(&mut self, event: Event) -> Step {
        let Some(row) = flow().step(self.surface, self.state, event) else {
            return Step::default();
        };
        if let Target::State(state) = row.to {
            self.state = state;
        }
        if row.effects.iter().any(|effect| matches!(effect, Effect::FetchPoster | Effect::Abandon)) {
            self.attempt += 1;
        }
        if matches!(self.state, State::Ready | State::Fetching | State::Saved) {
            self.failure = None;
        }
        Step {
            taken: true,
            effects: row.effects.clone(),
        }
    }

    /// Takes an answer of the host. One that belongs to another attempt is ignored.
    pub fn answer(&mut self, attempt: u32, answer: Answer) -> Step {
        if attempt != self.attempt {
            return Step::default();
        }
        match answer {
            Answer::Event(event) => self.send(event),
            Answer::Failed(failure) => {
                if flow().step(self.surface, self.state, failure.event).is_none() {
                    return Step::default();
                }
                let event = failure.event;
                self.failure = Some(*failure);
                self.send(event)
            }
        }
    }

    /// What is drawn now. `environment` picks the written steps (`ios`, `android`, `harmony`, `pc`; `*` on the desktop).
    pub fn view(&self, locale: Locale, environment: &str) -> View {
        let failure = self.failure.as_ref();
        let message = copy::message(self.surface, locale, self.state, failure, &self.place);
        let useless = failure.map_or(&[][..], |failure| &contract().row(failure.kind).not_offered);
        let ways = flow()
            .offers(self.surface, self.state)
            .into_iter()
            .filter(|event| !useless.contains(event));
        let offers = ways.enumerate().map(|(position, event)| Offer {
            event,
            label: copy::label(self.surface, locale, self.state, failure.map(|failure| failure.kind), event),
            primary: position == 0,
        });
        let steps = match (self.state, failure) {
            (State::Blocked | State::Settings | State::StillRefused, Some(failure)) => {
                contract().remedies[&failure.remedy].steps(environment, locale)
            }
            _ => Vec::new(),
        };
        View {
            attempt: self.attempt,
            state: self.state,
            poster: self.poster.clone(),
            kind: failure.map(|failure| failure.kind),
            recovery: failure.map(|failure| failure.recovery),
            remedy: failure.map(|failure| failure.remedy),
            title: message.title,
            body: message.body,
            steps,
            offers: offers.collect(),
            signal: failure.map(|failure| failure.signal.clone()),
        }
    }
}

/// What a surface draws: words and buttons, nothing to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct View {
    /// See [`Session::attempt`].
    pub attempt: u32,
    /// Where the flow is.
    pub state: State,
    /// The poster being saved.
    pub poster: Option<String>,
    /// What went wrong.
    pub kind: Option<Kind>,
    /// What may put it right.
    pub recovery: Option<Recovery>,
    /// What leads out.
    pub remedy: Option<Remedy>,
    /// The headline.
    pub title: String,
    /// The sentence; empty at rest.
    pub body: String,
    /// Written steps, where a button cannot lead all the way.
    pub steps: Vec<String>,
    /// The buttons, the main one first.
    pub offers: Vec<Offer>,
    /// What was observed, for the report.
    pub signal: Option<Signal>,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Offer {
    /// What it sends.
    pub event: Event,
    /// What it is called.
    pub label: String,
    /// Whether it is the main one.
    pub primary: bool,
}

#[cfg(test)]
mod tests {
    use super::{Answer, Session};
    use crate::failure::Failure;
    use crate::signal::{Surface, WechatSignal};
    use crate::words::{Effect, Event, State};

    fn failure(message: &str) -> Answer {
        Answer::Failed(Box::new(Failure::wechat(WechatSignal {
            err_msg: message.into(),
            ..WechatSignal::default()
        })))
    }

    #[test]
    fn a_double_tap_saves_once() {
        let mut session = Session::new(Surface::Wechat);
        assert_eq!(session.save("a").effects, [Effect::FetchPoster]);
        assert!(!session.save("b").taken);
        assert_eq!(session.poster(), Some("a"));
        assert_eq!(session.attempt(), 1);
    }

    #[test]
    fn a_late_answer_changes_nothing() {
        let mut session = Session::new(Surface::Wechat);
        session.save("a");
        session.send(Event::Cancel);
        session.save("b");
        assert!(!session.answer(1, Answer::Event(Event::Fetched)).taken);
        assert!(!session.answer(1, failure("fail auth deny")).taken);
        assert_eq!((session.state(), session.failure()), (State::Fetching, None));
    }

    #[test]
    fn a_failure_with_no_step_from_here_leaves_no_trace() {
        let mut session = Session::new(Surface::Wechat);
        assert!(!session.answer(0, failure("fail auth deny")).taken);
        assert_eq!(session.failure(), None);
    }

    #[test]
    fn a_failure_is_forgotten_when_the_next_try_begins() {
        let mut session = Session::new(Surface::Wechat);
        session.save("a");
        session.answer(1, failure("downloadFile:fail timeout"));
        assert_eq!(session.state(), State::Failed);
        assert!(session.failure().is_some());
        session.send(Event::Retry);
        assert_eq!((session.state(), session.failure(), session.attempt()), (State::Fetching, None, 2));
    }
}
