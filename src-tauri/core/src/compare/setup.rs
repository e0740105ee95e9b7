//! What the compare screen needs to begin.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::diff::Divergence;
use super::environment::{Environment, Mishap, Reference, Spelled, Spelling, environments};
use super::known;
use super::play::worded;
use crate::contract::ByLocale;
use crate::failure::Failure;
use crate::scenario::{Scenario, ScenarioStep};
use crate::signal::{DesktopSignal, Os, Signal, Stage, Surface, WechatSignal};
use crate::words::{CONTRACT_HASH, Event, Kind};

/// What the compare screen needs to begin.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CompareSetup {
    /// Every scenario, by name.
    pub scenarios: Vec<ScenarioCard>,
    /// Every environment, in the order of the columns.
    pub environments: Vec<EnvironmentCard>,
    /// What can befall a save, by word.
    pub mishaps: Vec<MishapCard>,
    /// The differences that are known.
    pub divergences: Vec<Divergence>,
    /// The hash of this program's contract.
    pub contract: String,
    /// The pair that the matrix compares with.
    pub reference: Reference,
    /// The environment that this machine is.
    pub desktop_default: String,
}

/// A scenario.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ScenarioCard {
    /// Its name.
    pub name: String,
    /// What happens.
    pub desc: String,
    /// Why a surface does not play it.
    #[ts(as = "NotOn")]
    pub not_on: BTreeMap<Surface, String>,
    /// What happens, step by step.
    pub steps: Vec<StepCard>,
}

/// Why a surface does not play a scenario.
#[derive(TS)]
#[ts(optional_fields)]
#[expect(dead_code, reason = "names the type for the window")]
pub struct NotOn {
    desktop: Option<String>,
    wechat: Option<String>,
}

/// A step of a scenario.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StepCard {
    /// Who does it.
    pub by: StepBy,
    /// What is sent; absent for a failure, whose event follows from its row.
    pub event: Option<Event>,
    /// What a failure looks like where the scenario was written; each environment words it in its own way.
    pub wechat: Option<Signal>,
    /// The same on the desktop.
    pub desktop: Option<Signal>,
    /// What befalls the save: a word of the mishaps; absent where every environment shows the same.
    pub mishap: Option<String>,
    /// How each environment that plays it meets a failure, by id; empty for other steps.
    #[ts(type = "{ [environment in string]?: Spelled }")]
    pub spelled: BTreeMap<String, Spelled>,
    /// Whether the answer belongs to the attempt before the running one.
    pub late: bool,
}

/// Who does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum StepBy {
    /// A button.
    User,
    /// An answer of the host.
    Host,
    /// A failure.
    Fails,
}

/// An environment with its wordings.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EnvironmentCard {
    /// What it is.
    #[serde(flatten)]
    pub environment: Environment,
    /// How it words each mishap, where it has a wording of its own.
    pub spellings: Vec<SpellingCard>,
}

/// How an environment words a mishap.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SpellingCard {
    /// A word of the mishaps.
    pub mishap: String,
    /// For WeChat: the call that words it so; absent: any.
    pub api: Option<String>,
    /// What is observed; `$` in a message stands for the call's name.
    pub signal: Signal,
    /// What it is taken for.
    pub kind: Kind,
    /// Where it was seen there; absent: assumed.
    pub seen: Option<String>,
    /// What it is assumed from.
    pub assumed: Option<String>,
}

/// Something that can befall a save.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MishapCard {
    /// Its word.
    pub mishap: String,
    /// For people.
    pub name: ByLocale<String>,
    /// What it is.
    pub kind: Kind,
}

impl CompareSetup {
    /// Everything that is known, on a machine of this system. `sandboxed`: inside flatpak.
    pub fn new(os: Os, sandboxed: bool) -> Self {
        let table = environments();
        let here = |place: &&Environment| place.os == Some(os) && place.hints.is_empty() != sandboxed;
        let found = table.environments.iter().find(here);
        Self {
            scenarios: known::scenarios().iter().map(ScenarioCard::from).collect(),
            environments: table.environments.iter().map(EnvironmentCard::from).collect(),
            mishaps: table.mishaps.iter().map(MishapCard::from).collect(),
            divergences: known::divergences().to_vec(),
            contract: CONTRACT_HASH.into(),
            reference: table.reference.clone(),
            desktop_default: found.map_or_else(|| table.reference.desktop.clone(), |place| place.id.clone()),
        }
    }
}

impl From<&Scenario> for ScenarioCard {
    fn from(scenario: &Scenario) -> Self {
        Self {
            name: scenario.name.clone(),
            desc: scenario.desc.clone(),
            not_on: scenario.not_on.clone(),
            steps: scenario.steps.iter().map(StepCard::from).collect(),
        }
    }
}

impl From<&ScenarioStep> for StepCard {
    fn from(step: &ScenarioStep) -> Self {
        Self {
            by: match (step.user, step.host) {
                (Some(_), _) => StepBy::User,
                (None, Some(_)) => StepBy::Host,
                (None, None) => StepBy::Fails,
            },
            event: step.user.or(step.host),
            wechat: step.signal(Surface::Wechat),
            desktop: step.signal(Surface::Desktop),
            mishap: step.mishap().map(|mishap| mishap.word.clone()),
            spelled: environments()
                .environments
                .iter()
                .filter_map(|place| Some((place.id.clone(), worded(step, place)?)))
                .collect(),
            late: step.late,
        }
    }
}

impl From<&Mishap> for MishapCard {
    fn from(mishap: &Mishap) -> Self {
        Self {
            mishap: mishap.word.clone(),
            name: mishap.name.clone(),
            kind: mishap.kind,
        }
    }
}

impl From<&Environment> for EnvironmentCard {
    fn from(place: &Environment) -> Self {
        let spellings = environments().mishaps.iter().flat_map(|mishap| wordings(mishap, place)).collect();
        Self {
            environment: place.clone(),
            spellings,
        }
    }
}

/// Of each call that a mishap names, and of any other, the wording that holds here.
fn wordings(mishap: &Mishap, place: &Environment) -> Vec<SpellingCard> {
    fn calls<T>(rows: &[Spelling<T>]) -> Vec<Option<&str>> {
        let mut calls: Vec<_> = rows.iter().map(|row| row.api.as_deref()).collect();
        calls.sort_unstable();
        calls.dedup();
        calls
    }
    let (calls, like) = match place.surface {
        Surface::Wechat => (calls(&mishap.wechat), Signal::Wechat(WechatSignal::default())),
        Surface::Desktop => (calls(&mishap.desktop), Signal::Desktop(DesktopSignal::default())),
    };
    calls
        .into_iter()
        .filter_map(|api| {
            let like = match &like {
                Signal::Wechat(like) => Signal::Wechat(WechatSignal {
                    err_msg: format!("{}:fail", api.unwrap_or("$")),
                    ..like.clone()
                }),
                Signal::Desktop(like) => Signal::Desktop(DesktopSignal {
                    stage: Stage::Write,
                    ..like.clone()
                }),
            };
            let found = environments().spell(place, &mishap.word, &like)?;
            Some(SpellingCard {
                mishap: mishap.word.clone(),
                api: api.map(ToOwned::to_owned),
                kind: Failure::new(found.signal.clone()).kind,
                signal: found.signal,
                seen: found.seen,
                assumed: found.assumed,
            })
        })
        .collect()
}
