//! A scenario as one environment meets it, and the desktop's flow playing it.

use super::environment::{Environment, Mishap, Spelled, environments};
use super::explain::classified;
use super::trace::{Clock, FORMAT, STEP_MS, Trace, TraceOffer, TraceStep};
use crate::contract::{Evidence, Locale};
use crate::failure::Failure;
use crate::flow::{By, flow};
use crate::scenario::{self, Scenario, ScenarioError, ScenarioStep};
use crate::session::{Offer, Session, Step, View};
use crate::signal::{Facts, Signal, Surface};
use crate::words::{CONTRACT_HASH, Event};

/// The folder that the desktop's copy names in every rehearsal, as the scenarios expect it.
pub const FOLDER: &str = "下载/海报";

/// What happens next, as one environment words it.
#[derive(Clone, Debug)]
pub struct Move {
    /// The step of the scenario, counted from 0; absent where none is played.
    pub at: Option<u32>,
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
    let numbered = scenario.steps.iter().enumerate();
    numbered
        .map(|(step, written)| {
            let act = match written.act(step, place.surface)? {
                scenario::Act::User(event) => Act::User(event),
                scenario::Act::Host(event) => Act::Host(event),
                scenario::Act::Fails(signal) => Act::Fails(Box::new(spelled(written, place, *signal))),
            };
            Ok(Move {
                at: Some(step as u32),
                late: written.late,
                act,
            })
        })
        .collect()
}

/// A failing step as this environment words it; its surface may have no signal for it.
pub(super) fn worded(written: &ScenarioStep, place: &Environment) -> Option<Spelled> {
    Some(spelled(written, place, written.signal(place.surface)?))
}

fn spelled(written: &ScenarioStep, place: &Environment, signal: Signal) -> Spelled {
    let own = written.mishap().and_then(|mishap| environments().spell(place, &mishap.word, &signal));
    own.unwrap_or_else(|| {
        // A status is the server's own and the same everywhere; what else no place words is the scenario's invention.
        let (evidence, source) = match Failure::new(signal.clone()).status() {
            Some(_) => (Evidence::Documented, "RFC 9110"),
            None => (Evidence::Assumed, "the scenario"),
        };
        Spelled {
            mishap: None,
            signal,
            evidence,
            source: source.into(),
        }
    })
}

/// How sure the least certain wording of these moves is.
pub fn evidence(moves: &[Move]) -> Evidence {
    let worded = moves.iter().filter_map(|next| match &next.act {
        Act::Fails(spelled) => Some(spelled.evidence),
        Act::User(_) | Act::Host(_) => None,
    });
    worded.max().unwrap_or(Evidence::Seen)
}

/// Plays a scenario on the desktop's flow.
pub fn play(scenario: &Scenario, place: &Environment) -> Result<Trace, ScenarioError> {
    let mut session = desktop_session();
    let mut trace = begun(place, Some(&scenario.name));
    for next in moves(scenario, place)? {
        perform(&mut session, &mut trace, &next, Locale::ZhCn);
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

/// A trace of a rehearsal, without steps, of this program's contract.
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
        clock: Clock::Simulated,
        steps: Vec::new(),
    }
}

/// Makes a move on a session and adds the step to its trace.
pub(crate) fn perform<'a>(session: &mut Session, trace: &'a mut Trace, next: &Move, locale: Locale) -> &'a TraceStep {
    let act = match &next.act {
        Act::User(event) => scenario::Act::User(*event),
        Act::Host(event) => scenario::Act::Host(*event),
        Act::Fails(spelled) => scenario::Act::Fails(Box::new(spelled.signal.clone())),
    };
    let (on, step, failure) = scenario::perform(session, next.late, &act);
    let at = trace.steps.len();
    trace.steps.push(TraceStep {
        at: next.at,
        t: at as u64 * STEP_MS,
        ..seen(on, &step, &session.view(locale, "*"), failure.as_ref())
    });
    &trace.steps[at]
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
        instructions: view.steps.clone(),
        offers: view.offers.iter().map(Into::into).collect(),
        effects: step.effects.clone(),
        signal: failure.map(|failure| failure.signal.clone()),
        classified: failure.map(|failure| classified(&failure.signal, failure.kind)),
        t: 0,
        attempt: view.attempt,
        at: None,
        filled: false,
    }
}

impl ScenarioStep {
    /// What befalls the save at a failing step, where each environment words it in its own way.
    pub fn mishap(&self) -> Option<&'static Mishap> {
        let fails = self.fails.as_ref()?;
        environments().mishap(fails.wechat.as_ref(), fails.desktop.as_ref())
    }
}

impl From<&Offer> for TraceOffer {
    fn from(offer: &Offer) -> Self {
        Self {
            event: offer.event,
            label: offer.label.clone(),
        }
    }
}
