//! A failure with its whole structure: what it is, what leads out, and what was observed.

use serde::Serialize;
use ts_rs::TS;

use crate::contract::{Verdict, contract};
use crate::signal::{DesktopSignal, Facts, Signal, Stage, WechatSignal};
use crate::words::{Event, Kind, Recovery, Remedy};

/// A classified failure. It crosses to the window and into reports whole, never as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Failure {
    /// What went wrong.
    pub kind: Kind,
    /// What may put it right.
    pub recovery: Recovery,
    /// What leads out on this surface.
    pub remedy: Remedy,
    /// What the flow is told.
    pub event: Event,
    /// What was observed.
    pub signal: Signal,
}

impl Failure {
    /// Classifies what was observed.
    pub fn new(signal: Signal) -> Self {
        let Verdict { row, remedy, event, .. } = contract().classify(&signal);
        Self {
            kind: row.kind,
            recovery: row.recovery,
            remedy,
            event,
            signal,
        }
    }

    /// Classifies what the desktop saw.
    pub fn desktop(signal: DesktopSignal) -> Self {
        Self::new(Signal::Desktop(signal))
    }

    /// Classifies what `wx` answered.
    pub fn wechat(signal: WechatSignal) -> Self {
        Self::new(Signal::Wechat(signal))
    }

    /// Which part of the work failed.
    pub fn stage(&self) -> Stage {
        match &self.signal {
            Signal::Desktop(signal) => signal.stage,
            Signal::Wechat(signal) => signal.stage,
        }
    }

    /// Facts for the sentence that the user reads.
    pub fn facts(&self) -> &Facts {
        match &self.signal {
            Signal::Desktop(signal) => &signal.facts,
            Signal::Wechat(signal) => &signal.facts,
        }
    }

    /// The HTTP status, where there was one.
    pub fn status(&self) -> Option<u16> {
        match &self.signal {
            Signal::Desktop(signal) => signal.status,
            Signal::Wechat(signal) => signal.status_code,
        }
    }
}

impl std::fmt::Display for Failure {
    /// One line for logs; the signal stays in the structure.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ({}, {:?})", self.kind.as_str(), self.recovery.as_str(), self.stage())
    }
}

impl std::error::Error for Failure {}
