//! What the tests and the compare screen share: the scenarios, and the differences that are known.

use std::sync::LazyLock;

use super::diff::Divergence;
use super::scenarios::SCENARIOS;
use crate::scenario::Scenario;

/// Every file of `tests/scenarios`, by name.
///
/// # Panics
/// If one does not parse: they are part of the program, and a test reads them.
pub fn scenarios() -> &'static [Scenario] {
    static PARSED: LazyLock<Vec<Scenario>> = LazyLock::new(|| {
        let parse = |text: &&str| serde_json::from_str(text).unwrap_or_else(|error| panic!("a scenario: {error}: {text}"));
        SCENARIOS.iter().map(parse).collect()
    });
    &PARSED
}

/// A scenario by its name.
pub fn scenario(name: &str) -> Option<&'static Scenario> {
    scenarios().iter().find(|scenario| scenario.name == name)
}

/// `tests/divergences.json`.
///
/// # Panics
/// If it does not parse: it is part of the program, and a test reads it.
pub fn divergences() -> &'static [Divergence] {
    static PARSED: LazyLock<Vec<Divergence>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../../tests/divergences.json")).unwrap_or_else(|error| panic!("divergences.json: {error}"))
    });
    &PARSED
}
