//! What the compare screen needs to begin.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::diff::Divergence;
use super::environment::{Environment, Reference, Spelled, environments};
use super::known;
use super::play::worded;
use super::possible::{Possible, possible};
use crate::contract::ByLocale;
use crate::scenario::{Scenario, ScenarioStep};
use crate::signal::{Os, Signal, Surface};
use crate::words::{CONTRACT_HASH, Event};

/// What the compare screen needs to begin.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CompareSetup {
    /// Every scenario, by name.
    pub scenarios: Vec<ScenarioCard>,
    /// Every environment, in the order of the columns.
    pub environments: Vec<EnvironmentCard>,
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
    pub desc: ByLocale<String>,
    /// Why a surface does not play it.
    #[ts(as = "NotOn")]
    pub not_on: BTreeMap<Surface, ByLocale<String>>,
    /// What happens, step by step.
    pub steps: Vec<StepCard>,
}

/// Why a surface does not play a scenario.
#[derive(TS)]
#[ts(optional_fields)]
#[expect(dead_code, reason = "names the type for the window")]
pub struct NotOn {
    desktop: Option<ByLocale<String>>,
    wechat: Option<ByLocale<String>>,
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

/// An environment with what can be rehearsed there.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EnvironmentCard {
    /// What it is.
    #[serde(flatten)]
    pub environment: Environment,
    /// Which failures the next real save can be made to meet there; none on the phone.
    pub possible: Vec<Possible>,
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

impl From<&Environment> for EnvironmentCard {
    fn from(place: &Environment) -> Self {
        Self {
            environment: place.clone(),
            possible: possible(place),
        }
    }
}
