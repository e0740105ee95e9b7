//! A scenario plays a save on one surface and says, step by step, what must be seen.
//!
//! Files: `tests/scenarios/*.json`. Expectations are written by hand. A value that differs by surface is
//! `{"wechat": .., "desktop": ..}`. Steps:
//! `{"user": event}` · `{"host": event}` · `{"fails": {"wechat": signal, "desktop": signal}}`, each with
//! `"late": true` when the answer belongs to the attempt before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::contract::{ByLocale, Locale};
use crate::failure::Failure;
use crate::session::{Answer, Session, Step, View};
use crate::signal::{DesktopSignal, Facts, Signal, Surface, WechatSignal};
use crate::words::{CONTRACT_HASH, Effect, Event, Kind, Recovery, State};

/// A scenario file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name: the file's stem.
    pub name: String,
    /// What happens, in a sentence.
    pub desc: ByLocale<String>,
    /// Why a surface does not play it.
    #[serde(default)]
    pub not_on: BTreeMap<Surface, ByLocale<String>>,
    /// What happens and what must be seen.
    pub steps: Vec<ScenarioStep>,
}

/// A step: exactly one of `user`, `host`, `fails`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioStep {
    /// A button.
    pub user: Option<Event>,
    /// An answer of the host.
    pub host: Option<Event>,
    /// A failure, as each surface sees it.
    pub fails: Option<Fails>,
    /// The answer belongs to the attempt before the running one.
    #[serde(default)]
    pub late: bool,
    /// What must be seen. A field that is absent is not looked at.
    #[serde(default)]
    pub expect: BTreeMap<String, Value>,
}

/// A failure, as each surface sees it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fails {
    /// What `wx` answers.
    pub wechat: Option<WechatSignal>,
    /// What the desktop sees.
    pub desktop: Option<DesktopSignal>,
}

/// What was seen at a step, beside what was expected.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// The contract that decided it.
    pub contract: &'static str,
    /// What was played.
    pub scenario: String,
    /// Who played.
    pub surface: Surface,
    /// Counted from 0.
    pub step: usize,
    /// What happened.
    pub on: Event,
    /// Whether it had a transition.
    pub taken: bool,
    /// Where the flow is now.
    pub state: State,
    /// What went wrong: of a failing step what it was classified as (a cancel too), else what the view still shows.
    pub kind: Option<Kind>,
    /// What may put it right.
    pub recovery: Option<Recovery>,
    /// What the user reads, in Chinese.
    pub copy: String,
    /// The buttons.
    pub offers: Vec<Event>,
    /// What the host is asked to do.
    #[serde(rename = "do")]
    pub effects: Vec<Effect>,
    /// What was observed.
    pub signal: Option<Signal>,
    /// Where it differs from what the scenario expects; empty when all is as written.
    pub unmet: Vec<String>,
}

/// A scenario that cannot be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioError {
    /// A step is not exactly one of `user`, `host`, `fails`.
    Ambiguous {
        /// The step, counted from 0.
        step: usize,
    },
    /// `fails` has no signal for this surface.
    NoSignal {
        /// The step, counted from 0.
        step: usize,
        /// Who was to play it.
        surface: Surface,
    },
    /// An expectation that nothing knows.
    UnknownField {
        /// The step, counted from 0.
        step: usize,
        /// The field.
        field: String,
    },
}

impl std::fmt::Display for ScenarioError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ambiguous { step } => write!(formatter, "step {step}: exactly one of user, host, fails is needed"),
            Self::NoSignal { step, surface } => write!(formatter, "step {step}: no signal for {surface:?}; say in not_on why"),
            Self::UnknownField { step, field } => write!(formatter, "step {step}: nothing to expect is called {field}"),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// Plays a scenario on a surface and notes what was seen.
pub fn replay(scenario: &Scenario, surface: Surface) -> Result<Vec<Seen>, ScenarioError> {
    let mut session = Session::new(surface);
    if surface == Surface::Desktop {
        session.set_place(Facts {
            folder: Some("下载/海报".into()),
            ..Facts::default()
        });
    }
    (0..scenario.steps.len())
        .map(|number| play(&mut session, scenario, surface, number))
        .collect()
}

/// What a step of a scenario does to a flow.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// A button.
    User(Event),
    /// An answer of the host.
    Host(Event),
    /// A failure, as it is observed.
    Fails(Box<Signal>),
}

impl ScenarioStep {
    /// What this step, counted from 0, does on a surface.
    pub(crate) fn act(&self, step: usize, surface: Surface) -> Result<Act, ScenarioError> {
        match (self.user, self.host, &self.fails) {
            (Some(event), None, None) => Ok(Act::User(event)),
            (None, Some(event), None) => Ok(Act::Host(event)),
            (None, None, Some(_)) => self
                .signal(surface)
                .map(Box::new)
                .map(Act::Fails)
                .ok_or(ScenarioError::NoSignal { step, surface }),
            _ => Err(ScenarioError::Ambiguous { step }),
        }
    }

    /// What this surface observes at a failing step.
    pub fn signal(&self, surface: Surface) -> Option<Signal> {
        let fails = self.fails.as_ref()?;
        match surface {
            Surface::Desktop => fails.desktop.clone().map(Signal::Desktop),
            Surface::Wechat => fails.wechat.clone().map(Signal::Wechat),
        }
    }
}

/// Does it. `late`: the answer belongs to the attempt before the running one. Gives the event, what it led to, and the
/// failure as it was classified.
pub(crate) fn perform(session: &mut Session, late: bool, act: &Act) -> (Event, Step, Option<Failure>) {
    let attempt = session.attempt().saturating_sub(u32::from(late));
    match act {
        Act::User(Event::Save) if session.state() == State::Ready => (Event::Save, session.save("scenario"), None),
        Act::User(event) => (*event, session.send(*event), None),
        Act::Host(event) => (*event, session.answer(attempt, Answer::Event(*event)), None),
        Act::Fails(signal) => {
            let failure = Failure::new(Signal::clone(signal));
            let step = session.answer(attempt, Answer::Failed(Box::new(failure.clone())));
            (failure.event, step, Some(failure))
        }
    }
}

fn play(session: &mut Session, scenario: &Scenario, surface: Surface, number: usize) -> Result<Seen, ScenarioError> {
    let step = &scenario.steps[number];
    let (on, taken, classified) = perform(session, step.late, &step.act(number, surface)?);
    let mut view = session.view(Locale::ZhCn, "*");
    if let Some(failure) = classified {
        view.kind = Some(failure.kind);
        view.recovery = Some(failure.recovery);
        view.signal = Some(failure.signal);
    }
    let unmet = compare(number, surface, &step.expect, &view, &taken)?;
    Ok(Seen {
        contract: CONTRACT_HASH,
        scenario: scenario.name.clone(),
        surface,
        step: number,
        on,
        taken: taken.taken,
        state: view.state,
        kind: view.kind,
        recovery: view.recovery,
        copy: view.body,
        offers: view.offers.iter().map(|offer| offer.event).collect(),
        effects: taken.effects,
        signal: view.signal,
        unmet,
    })
}

fn compare(number: usize, surface: Surface, expect: &BTreeMap<String, Value>, view: &View, taken: &Step) -> Result<Vec<String>, ScenarioError> {
    let mut unmet = Vec::new();
    for (field, wanted) in expect {
        let wanted = by_surface(wanted, surface);
        let seen = match field.as_str() {
            "state" => json(view.state),
            "kind" => json(view.kind),
            "recovery" => json(view.recovery),
            "remedy" => json(view.remedy),
            "attempt" => json(view.attempt),
            "copy" => json(&view.body),
            "offers" => json(view.offers.iter().map(|offer| offer.event).collect::<Vec<_>>()),
            "labels" => json(view.offers.iter().map(|offer| offer.label.as_str()).collect::<Vec<_>>()),
            "do" => json(&taken.effects),
            "taken" => json(taken.taken),
            _ => {
                return Err(ScenarioError::UnknownField {
                    step: number,
                    field: field.clone(),
                });
            }
        };
        if seen != *wanted {
            unmet.push(format!("{field}: expected {wanted}, saw {seen}"));
        }
    }
    Ok(unmet)
}

fn by_surface(value: &Value, surface: Surface) -> &Value {
    let key = match surface {
        Surface::Desktop => "desktop",
        Surface::Wechat => "wechat",
    };
    value.as_object().and_then(|map| map.get(key)).unwrap_or(value)
}

fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}
