//! The flow's table: from which state which event leads where, and what is done then.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::{ByLocale, Wording};
use crate::signal::Surface;
use crate::words::{Effect, Event, State};

/// The table, parsed once.
///
/// # Panics
/// If the embedded table does not parse: it is part of the program, and a test reads it.
pub fn flow() -> &'static Flow {
    static FLOW: LazyLock<Flow> =
        LazyLock::new(|| serde_json::from_str(include_str!("../contract/flow.json")).unwrap_or_else(|error| panic!("flow.json: {error}")));
    &FLOW
}

/// `flow.json`.
#[derive(Debug, Deserialize)]
pub struct Flow {
    /// The headline of every message.
    pub title: ByLocale<String>,
    /// What stands for a fact that is not known, by placeholder.
    pub words: BTreeMap<String, ByLocale<String>>,
    /// The states, with the copy of those that have their own.
    pub states: BTreeMap<State, StateRow>,
    /// The events.
    pub events: BTreeMap<Event, EventRow>,
    /// What each effect promises to answer.
    pub effects: BTreeMap<Effect, String>,
    /// First match wins; no guards.
    pub transitions: Vec<Transition>,
}

/// A state.
#[derive(Debug, Deserialize)]
pub struct StateRow {
    /// What QA and reports call it.
    pub name: ByLocale<String>,
    /// Why it exists.
    pub why: String,
    /// What the user reads; the failure's own copy where absent.
    pub copy: Option<Wording>,
}

/// An event.
#[derive(Debug, Deserialize)]
pub struct EventRow {
    /// What QA and reports call it.
    pub name: ByLocale<String>,
    /// Who sends it.
    pub by: By,
    /// What its button is called; user events only.
    pub label: Option<Label>,
}

/// Who sends an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// A button.
    User,
    /// The program around the flow.
    Host,
}

/// The label of a button.
#[derive(Debug, Deserialize)]
pub struct Label {
    /// In both languages.
    #[serde(flatten)]
    pub text: ByLocale<String>,
    /// What the desktop calls it, where that differs.
    pub desktop: Option<ByLocale<String>>,
}

/// A row of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Any of these states.
    pub from: Vec<State>,
    /// The event.
    pub on: Event,
    /// The next state.
    pub to: Target,
    /// What is done, in the same tick.
    #[serde(rename = "do")]
    pub effects: Vec<Effect>,
    /// Why the phone has no such step.
    pub wechat_na: Option<ByLocale<String>>,
    /// Why the desktop has no such step.
    pub desktop_na: Option<ByLocale<String>>,
}

/// Where a transition leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Target {
    /// Nowhere: only its effects happen.
    Same(Same),
    /// To a state.
    State(State),
}

/// The word `same`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Same {
    /// The state stays.
    #[serde(rename = "same")]
    Same,
}

impl Flow {
    /// The step from a state on an event, if this surface has one.
    pub fn step(&self, surface: Surface, from: State, on: Event) -> Option<&Transition> {
        self.steps(surface).find(|row| row.on == on && row.from.contains(&from))
    }

    /// The user's ways out of a state, in the order of the table: its buttons.
    pub fn offers(&self, surface: Surface, from: State) -> Vec<Event> {
        self.steps(surface)
            .filter(|row| row.from.contains(&from) && self.events[&row.on].by == By::User)
            .map(|row| row.on)
            .collect()
    }

    /// Why a surface knows no step on an event, from whatever state; absent where it knows one.
    pub fn not_on(&self, surface: Surface, on: Event) -> Option<&ByLocale<String>> {
        if self.steps(surface).any(|row| row.on == on) {
            return None;
        }
        self.transitions.iter().filter(|row| row.on == on).find_map(|row| match surface {
            Surface::Desktop => row.desktop_na.as_ref(),
            Surface::Wechat => row.wechat_na.as_ref(),
        })
    }

    /// The rows that this surface has.
    pub fn steps(&self, surface: Surface) -> impl Iterator<Item = &Transition> {
        self.transitions.iter().filter(move |row| match surface {
            Surface::Desktop => row.desktop_na.is_none(),
            Surface::Wechat => row.wechat_na.is_none(),
        })
    }
}
