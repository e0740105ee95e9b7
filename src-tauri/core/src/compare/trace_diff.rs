//! Two traces side by side, and where they part.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A difference that is known: a row of `tests/divergences.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Divergence {
    /// The scenario.
    pub scenario: String,
    /// The environment that differs from the reference of the other surface.
    pub environment: String,
    /// The step of the scenario at which the sides part, counted from 0. It reaches until both agree again.
    pub step: u32,
    /// Why that is right.
    pub why: String,
}

/// Two traces, aligned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Diff {
    /// The aligned steps, in order.
    pub steps: Vec<DiffStep>,
    /// The first row of `steps` that parts: an unlisted one, else a listed one.
    pub first: Option<u32>,
    /// Whether nothing differs but what the contract itself says.
    pub same: bool,
    /// The contracts that ran.
    pub contracts: Contracts,
}

/// A step on one side or on both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DiffStep {
    /// What aligns it: the event; a failure is `failed` whatever it was taken for.
    pub name: String,
    /// Its place in the first trace.
    pub a: Option<u32>,
    /// Its place in the second trace.
    pub b: Option<u32>,
    /// What differs; empty: nothing.
    pub differences: Vec<Difference>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Difference {
    /// What.
    pub field: DiffField,
    /// What the first side has, as text; absent: nothing.
    pub a: Option<String>,
    /// What the second side has.
    pub b: Option<String>,
    /// What to think of it.
    pub standing: Standing,
    /// Why it stands so; empty for an unlisted one.
    pub why: String,
}

/// What can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum DiffField {
    /// The whole step is on one side only.
    Missing,
    /// Whether the event had a transition.
    Taken,
    /// Where the flow is.
    State,
    /// What went wrong.
    Kind,
    /// What may put it right.
    Recovery,
    /// What leads out.
    Remedy,
    /// Headline or sentence.
    Copy,
    /// Buttons or their labels.
    Offers,
    /// What the host is asked to do.
    Do,
    /// What was observed.
    Signal,
}

/// What to think of a difference, from harmless to alarming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The contract itself says that the surfaces differ here.
    Contract,
    /// Known, with a reason.
    Listed,
    /// A parting that nobody has explained.
    Unlisted,
}

/// The contracts of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Contracts {
    /// The hash of the first side's.
    pub a: String,
    /// The hash of the second side's.
    pub b: String,
    /// What to know when a side ran another contract than this program's; empty: both ran this one.
    pub note: crate::contract::ByLocale<String>,
}
