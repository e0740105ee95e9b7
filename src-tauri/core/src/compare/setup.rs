//! What the compare screen needs to begin.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::environment::{Environment, Reference};
use super::trace_diff::Divergence;
use crate::contract::ByLocale;
use crate::signal::{Signal, Surface};
use crate::words::{Event, Kind};

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
