//! `cargo xtask bench`: installs what is compared, builds for release, and hands over to `poster-bench`.

use std::process::Command;

use crate::step::{self, Outcome};
use crate::{machine, packages, screen, tools};

/// Measures. Of a peer that cannot be installed the report says so.
pub(crate) fn run(options: &[&str]) -> Outcome {
    tools::need_rust()?;
    packages::need(packages::COMMAND_LINE)?;
    if let Err(stop) = packages::need(packages::PEERS) {
        screen::complain(&stop.0);
    }
    step::shown(
        "build",
        tools::cargo("build").args(["--release", "--package", "poster-cli", "--package", "poster-bench"]),
    )?;
    let bench = machine::target()
        .join("release")
        .join(format!("poster-bench{}", std::env::consts::EXE_SUFFIX));
    step::shown("bench", Command::new(bench).args(options))
}
