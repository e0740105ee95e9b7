//! `cargo xtask audit`: what the project depends on, against `.cargo/deny.toml` and npm's advisories.

use crate::step::{self, Outcome, Stop};
use crate::tools;

/// Licences, advisories, bans and sources of every crate; advisories of every npm package.
pub(crate) fn dependencies() -> Outcome {
    if step::answer(tools::cargo("deny").arg("--version")).is_none() {
        return Err(Stop::new("cargo-deny is not here: run `cargo install --locked cargo-deny`."));
    }
    step::shown("crates", tools::cargo("deny").arg("check"))?;
    tools::need_node()?;
    step::shown("npm packages", tools::npm().args(["audit", "--audit-level", "high"]))
}
