//! The compare room: what of it touches the world. The rules themselves are `poster_core::compare`.

pub mod domains;
pub mod fault;
pub mod phone;

use std::sync::Arc;

use poster_core::compare::diff::diff;
use poster_core::compare::environment::{Environment, Reference, environments};
use poster_core::compare::matrix::{Everything, Played, matrix};
use poster_core::compare::report::Run;
use poster_core::compare::setup::CompareSetup;
use poster_core::compare::trace::Trace;
use poster_core::compare::{known, play, report, table};
use poster_core::scenario::Scenario;
use poster_core::{DesktopSignal, Failure, Surface};
use serde::Deserialize;

use self::phone::Phone;
use crate::platform;

/// What the compare screen needs to begin, on this machine.
pub fn setup() -> CompareSetup {
    CompareSetup::new(platform::os(), platform::in_flatpak())
}

/// Plays a scenario in an environment: on the desktop's flow, or on the mini-program's own files.
pub fn play(scenario: &Scenario, environment: &str) -> crate::Result<Played> {
    play_in(&Phone::start()?, scenario, place(environment)?)
}

fn place(environment: &str) -> crate::Result<&'static Environment> {
    let known = environments().find(environment);
    known.ok_or_else(|| unplayable(&format!("no environment is called {environment}")))
}

fn play_in(phone: &Phone, scenario: &Scenario, place: &Environment) -> crate::Result<Played> {
    let evidence = play::evidence(&play::moves(scenario, place).map_err(|error| unplayable(&error))?);
    let trace = match place.surface {
        Surface::Desktop => play::play(scenario, place).map_err(|error| unplayable(&error))?,
        Surface::Wechat => phone.play(scenario, place)?,
    };
    Ok(Played { trace, evidence })
}

/// Every scenario in every environment. Blocks for a moment: for a thread that may.
pub fn everything(reference: &Reference) -> crate::Result<Everything> {
    let phone = Phone::start()?;
    matrix(known::scenarios(), known::divergences(), reference, |scenario, place| {
        play_in(&phone, scenario, place)
    })
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// The matrix and every parting, as one page that needs nothing else.
    Html,
    /// The matrix.
    Json,
    /// The classification table.
    Csv,
}

impl Format {
    /// What such a file is called until the user says otherwise.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Html => "compare.html",
            Self::Json => "compare.json",
            Self::Csv => "classification.csv",
        }
    }
}

/// The text of a report. `everything` is asked for only where the report is about it.
pub fn report(format: Format, everything: impl FnOnce() -> crate::Result<Arc<Everything>>) -> crate::Result<String> {
    Ok(match format {
        Format::Csv => table::csv(),
        Format::Json => pretty(&everything()?.matrix),
        Format::Html => report::page(&*everything()?),
    })
}

/// A scenario in an environment, and in the reference of the other surface; of what one surface alone plays, in the
/// reference of the same one.
pub fn side_by_side(scenario: &Scenario, place: &str, reference: &Reference) -> crate::Result<Run> {
    beside(&Phone::start()?, scenario, place, reference)
}

/// A trace from elsewhere, and the scenario played where the trace's surface is compared with: the reference of the
/// other surface, or of the same one where the other does not play it. The desktop stands left.
pub fn beside_a_trace(scenario: &Scenario, trace: Trace, reference: &Reference) -> crate::Result<Run> {
    let (own, other) = match trace.surface {
        Surface::Desktop => (&reference.desktop, (Surface::Wechat, &reference.wechat)),
        Surface::Wechat => (&reference.wechat, (Surface::Desktop, &reference.desktop)),
    };
    let environment = if scenario.not_on.contains_key(&other.0) { own } else { other.1 };
    let played = play(scenario, environment)?.trace;
    // A person who pressed by hand did not write down which scenario it was.
    let trace = Trace {
        scenario: trace.scenario.or_else(|| Some(scenario.name.clone())),
        ..trace
    };
    let (a, b) = if trace.surface == Surface::Desktop {
        (trace, played)
    } else {
        (played, trace)
    };
    Ok(Run {
        diff: diff(&a, &b, known::divergences()),
        a,
        b,
    })
}

fn beside(phone: &Phone, scenario: &Scenario, environment: &str, reference: &Reference) -> crate::Result<Run> {
    let on_phone = place(environment)?.surface == Surface::Wechat;
    let alone = |surface| scenario.not_on.contains_key(&surface);
    let (desktop, wechat) = (reference.desktop.as_str(), reference.wechat.as_str());
    let (left, right) = match on_phone {
        true if alone(Surface::Desktop) => (environment, wechat),
        true => (desktop, environment),
        false if alone(Surface::Wechat) => (environment, desktop),
        false => (environment, wechat),
    };
    let (a, b) = (
        play_in(phone, scenario, place(left)?)?.trace,
        play_in(phone, scenario, place(right)?)?.trace,
    );
    Ok(Run {
        diff: diff(&a, &b, known::divergences()),
        a,
        b,
    })
}

/// JSON for people and for tools.
pub fn pretty(value: &impl serde::Serialize) -> String {
    // What is written here is plain data, which always can be.
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

/// A scenario or an environment that cannot be played: the call's own mistake.
pub fn unplayable(detail: &impl ToString) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        io: Some("InvalidInput".into()),
        detail: Some(detail.to_string()),
        ..DesktopSignal::default()
    })
}
