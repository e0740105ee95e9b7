//! A scenario as one environment meets it, and the desktop's flow playing it.

use super::environment::{Environment, Spelled, environments};
use super::trace::{FORMAT, Trace, TraceStep};
use crate::contract::Locale;
use crate::failure::Failure;
use crate::flow::{By, flow};
use crate::scenario::{Scenario, ScenarioError, ScenarioStep};
use crate::session::{Answer, Session, Step, View};
use crate::signal::{Facts, Signal, Surface};
use crate::words::{CONTRACT_HASH, Event, State};

/// The folder that the desktop's copy names in every rehearsal, as the scenarios expect it.
pub const FOLDER: &str = "下载/海报";

/// What happens next, as one environment words it.
#[derive(Clone, Debug)]
pub struct Move {
    /// The step of the scenario, counted from 0.
    pub at: u32,
    /// The answer belongs to the attempt before the running one.
    pub late: bool,
    /// What happens.
    pub act: Act,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Act {
    /// A button.
    User(Event),
    /// An answer of the host.
    Host(Event),
    /// A failure.
    Fails(Box<Spelled>),
}

/// The scenario as this environment meets it.
pub fn moves(scenario: &Scenario, place: &Environment) -> Result<Vec<Move>, ScenarioError> {
    scenario
        .steps
        .iter()
        .enumerate()
        .map(|(step, written)| {
            let act = match (written.user, written.host, &written.fails) {
                (Some(event), None, None) => Act::User(event),
                (None, Some(event), None) => Act::Host(event),
                (None, None, Some(_)) => {
                    let surface = place.surface;
                    Act::Fails(Box::new(worded(written, place).ok_or(ScenarioError::NoSignal { step, surface })?))
                }
                _ => return Err(ScenarioError::Ambiguous { step }),
            };
            Ok(Move {
                at: step as u32,
                late: written.late,
                act,
            })
        })
        .collect()
}

/// A failing step as this environment words it; its surface may have no signal for it.
pub(super) fn worded(written: &ScenarioStep, place: &Environment) -> Option<Spelled> {
    let signal = written.signal(place.surface)?;
    let own = written.mishap().and_then(|mishap| environments().spell(place, &mishap.word, &signal));
    Some(own.unwrap_or(Spelled {
        mishap: None,
        signal,
        seen: None,
        assumed: None,
    }))
}

/// Whether every wording that the moves use was seen there. What the scenario words itself is the same everywhere.
pub fn all_seen(moves: &[Move]) -> bool {
    moves.iter().all(|next| match &next.act {
        Act::Fails(spelled) => spelled.assumed.is_none(),
        Act::User(_) | Act::Host(_) => true,
    })
}

/// Plays a scenario on the desktop's flow.
pub fn play(scenario: &Scenario, place: &Environment) -> Result<Trace, ScenarioError> {
    let mut session = desktop_session();
    let mut trace = begun(place, Some(&scenario.name));
    for next in moves(scenario, place)? {
        trace.steps.push(perform(&mut session, &next, Locale::ZhCn, 0));
    }
    Ok(trace)
}

/// A session at rest, whose copy names the folder of the scenarios.
pub(crate) fn desktop_session() -> Session {
    let mut session = Session::new(Surface::Desktop);
    session.set_place(Facts {
        folder: Some(FOLDER.into()),
        ..Facts::default()
    });
    session
}

/// A trace without steps, of this program's contract.
pub fn begun(place: &Environment, scenario: Option<&str>) -> Trace {
    Trace {
        format: FORMAT.into(),
        contract: CONTRACT_HASH.into(),
        app: Some(env!("CARGO_PKG_VERSION").into()),
        surface: place.surface,
        environment: place.id.clone(),
        device: None,
        scenario: scenario.map(ToOwned::to_owned),
        recorded: false,
        steps: Vec::new(),
    }
}

/// Makes a move on a session; `t` is milliseconds since the run began.
pub(crate) fn perform(session: &mut Session, next: &Move, locale: Locale, t: u64) -> TraceStep {
    let attempt = session.attempt().saturating_sub(u32::from(next.late));
    let (on, step, failure) = match &next.act {
        Act::User(Event::Save) if session.state() == State::Ready => (Event::Save, session.save("scenario"), None),
        Act::User(event) => (*event, session.send(*event), None),
        Act::Host(event) => (*event, session.answer(attempt, Answer::Event(*event)), None),
        Act::Fails(spelled) => {
            let failure = Failure::new(spelled.signal.clone());
            let step = session.answer(attempt, Answer::Failed(Box::new(failure.clone())));
            (failure.event, step, Some(failure))
        }
    };
    TraceStep {
        at: Some(next.at),
        t,
        ..seen(on, &step, &session.view(locale, "*"), failure.as_ref())
    }
}

/// What was seen after an event. `failure`: what was observed at this very step.
pub fn seen(on: Event, step: &Step, view: &View, failure: Option<&Failure>) -> TraceStep {
    TraceStep {
        on,
        by: flow().events.get(&on).map_or(By::Host, |row| row.by),
        taken: step.taken,
        state: view.state,
        kind: failure.map(|failure| failure.kind).or(view.kind),
        recovery: failure.map(|failure| failure.recovery).or(view.recovery),
        remedy: failure.map(|failure| failure.remedy).or(view.remedy),
        title: view.title.clone(),
        copy: view.body.clone(),
        offers: view.offers.iter().map(Into::into).collect(),
        effects: step.effects.clone(),
        signal: failure.map(|failure| failure.signal.clone()),
        classified: failure.map(|failure| super::explain::classified(&failure.signal, failure.kind)),
        t: 0,
        attempt: view.attempt,
        at: None,
        filled: false,
    }
}

impl ScenarioStep {
    /// What this surface observes at a failing step.
    pub fn signal(&self, surface: Surface) -> Option<Signal> {
        let fails = self.fails.as_ref()?;
        match surface {
            Surface::Desktop => fails.desktop.clone().map(Signal::Desktop),
            Surface::Wechat => fails.wechat.clone().map(Signal::Wechat),
        }
    }

    /// What befalls the save at a failing step, where each environment words it in its own way.
    pub fn mishap(&self) -> Option<&'static super::environment::Mishap> {
        let fails = self.fails.as_ref()?;
        environments().mishap(fails.wechat.as_ref(), fails.desktop.as_ref())
    }
}

impl From<&crate::session::Offer> for super::trace::TraceOffer {
    fn from(offer: &crate::session::Offer) -> Self {
        Self {
            event: offer.event,
            label: offer.label.clone(),
        }
    }
}
