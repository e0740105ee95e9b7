//! `cargo xtask audit`: what the project depends on, against `.cargo/deny.toml`.

use crate::step::{self, Outcome, Stop};
use crate::tools;

/// Licences, advisories, bans and sources of every dependency.
pub(crate) fn dependencies() -> Outcome {
    if step::answer(tools::cargo("deny").arg("--version")).is_none() {
        return Err(Stop::new("cargo-deny is not here: run `cargo install --locked cargo-deny`."));
    }
    step::shown("audit", tools::cargo("deny").arg("check"))
}
