//! What was seen while a flow ran, step by step: the format of `contract/trace.schema.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::contract::ByLocale;
use crate::flow::By;
use crate::signal::{Signal, Surface};
use crate::words::{Effect, Event, Kind, Recovery, Remedy, State};

/// The name of the format, with its version.
pub const FORMAT: &str = "poster-trace/1";

/// Milliseconds that each step of a rehearsal takes: nothing is waited for there.
pub const STEP_MS: u64 = 500;

/// One run of one flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// See [`FORMAT`].
    #[ts(type = "'poster-trace/1'")]
    pub format: String,
    /// The hash of the contract that ran.
    pub contract: String,
    /// The version of what ran, where it is known.
    #[serde(default)]
    pub app: Option<String>,
    /// Which of the two flows.
    pub surface: Surface,
    /// Where it ran: a word of `environments.json`, or what the client called itself.
    pub environment: String,
    /// The phone, as it describes itself in a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "Record<string, string>")]
    pub device: Option<BTreeMap<String, String>>,
    /// The scenario that was played; absent when a person pressed.
    #[serde(default)]
    pub scenario: Option<String>,
    /// Whether it comes from elsewhere: a file, another machine, an earlier day.
    #[serde(default)]
    pub recorded: bool,
    /// Whose time the steps tell.
    #[serde(default)]
    pub clock: Clock,
    /// What happened, in order.
    pub steps: Vec<TraceStep>,
}

/// Whose time the steps of a trace tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// It really took so long.
    #[default]
    Real,
    /// A rehearsal: every step takes as long as the next, see [`STEP_MS`].
    Simulated,
}

/// One event and what it led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TraceStep {
    /// What happened.
    pub on: Event,
    /// Who sent it.
    pub by: By,
    /// Whether it had a transition. `false`: ignored (a double tap, a late answer).
    pub taken: bool,
    /// Where the flow is now.
    pub state: State,
    /// What went wrong: of a failing step what it was classified as (a cancel too), else what the screen still shows.
    #[serde(deserialize_with = "given")]
    pub kind: Option<Kind>,
    /// What may put it right.
    #[serde(deserialize_with = "given")]
    pub recovery: Option<Recovery>,
    /// What leads out.
    #[serde(deserialize_with = "given")]
    pub remedy: Option<Remedy>,
    /// The headline.
    pub title: String,
    /// The sentence on the screen; empty at rest.
    pub copy: String,
    /// The numbered instructions below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub instructions: Vec<String>,
    /// The buttons, the main one first.
    pub offers: Vec<TraceOffer>,
    /// What the host is asked to do.
    #[serde(rename = "do")]
    pub effects: Vec<Effect>,
    /// What was observed at this step.
    #[serde(deserialize_with = "given")]
    pub signal: Option<Signal>,
    /// Which row matched it.
    #[serde(deserialize_with = "given")]
    pub classified: Option<Classified>,
    /// Milliseconds since the first step.
    #[ts(type = "number")]
    pub t: u64,
    /// The attempt that it belongs to.
    pub attempt: u32,
    /// The step of the scenario that it plays, counted from 0; absent where none is played.
    #[serde(default)]
    pub at: Option<u32>,
    /// Whether the file held only the bones of this step and the rest was filled in from the table of this program.
    #[serde(default)]
    pub filled: bool,
}

/// A field that may be null but must be there.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}

/// A button that could be pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TraceOffer {
    /// What it sends.
    pub event: Event,
    /// What it was called.
    pub label: String,
}

/// How an observation became a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Classified {
    /// The row of `failures.json`, counted from 0.
    pub row: u32,
    /// The row's rule for this surface, counted from 0; absent for the last row, which takes everything.
    #[serde(deserialize_with = "given")]
    pub rule: Option<u32>,
    /// That rule in one line: the pattern, the code, the status.
    #[serde(deserialize_with = "given")]
    pub pattern: Option<String>,
    /// Why the row is as it is.
    pub why: ByLocale<String>,
}

/// A file that is no trace, and where it stops being one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TraceProblem {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1.
    pub column: u32,
    /// Where in the structure: `steps[3].state`; empty for the whole.
    pub path: String,
    /// What is wrong.
    pub message: ByLocale<String>,
}
