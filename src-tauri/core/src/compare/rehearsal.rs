//! A scenario played on a real session, its host answering from the script: no disk, no network.

use serde::Serialize;
use ts_rs::TS;

use super::trace::Trace;
use crate::poster::PosterCard;
use crate::session::View;
use crate::words::{Event, Kind};

/// A rehearsal as the window draws it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RehearsalState {
    /// What the user sees.
    pub view: View,
    /// What the scenario does next; absent: it is over, or the user has left its way.
    pub next: Option<NextStep>,
    /// Whether the scenario has been played to its end.
    pub done: bool,
    /// What has happened so far.
    pub trace: Trace,
    /// The poster that is being saved.
    pub poster: PosterCard,
}

/// The next step of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NextStep {
    /// Counted from 0.
    pub step: u32,
    /// Who does it.
    pub by: super::setup::StepBy,
    /// What is sent; absent for a failure.
    pub event: Option<Event>,
    /// What the button is called, or what a failure is taken for; empty for an answer of the host.
    pub label: String,
}

/// The next real save of the main window meets this row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Rehearsing {
    /// The row.
    pub kind: Kind,
    /// The desktop environment whose wording is used.
    pub environment: String,
    /// Whether a save has met it: what is on the screen now is the rehearsal.
    pub met: bool,
}
