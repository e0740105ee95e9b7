//! Which row of the table catches a message, and why.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::ByLocale;
use crate::signal::{Os, Signal, Surface};
use crate::words::{Event, Kind, Recovery, Remedy};

/// What somebody pasted.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Puzzle {
    /// A message, a code with or without words, or a signal as JSON.
    pub text: String,
    /// Whose.
    pub surface: Surface,
    /// The system that a bare code belongs to; absent: this one.
    pub os: Option<Os>,
}

/// How a message was read.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Explanation {
    /// What it is taken for.
    pub kind: Kind,
    /// The row of `failures.json`, counted from 0.
    pub row: u32,
    /// What of the row fitted; absent for the last row, which takes everything.
    pub pattern: Option<String>,
    /// Where the pattern comes from.
    pub source: Option<String>,
    /// The message in the one spelling that the patterns are tried on; empty where none was tried.
    pub normalised: String,
    /// The signal that was made of what was pasted.
    pub signal: Signal,
    /// Why the row is as it is.
    pub why: String,
    /// What may put it right.
    pub recovery: Recovery,
    /// What leads out.
    pub remedy: Remedy,
    /// What the flow is told.
    pub event: Event,
    /// What the user reads.
    pub copy: ByLocale<String>,
}
