//! `cargo xtask run`: from a fresh machine to the open app.

use std::process::Command;

use crate::step::{self, Outcome};
use crate::{headless, machine, packages, screen, setup, tools};

/// Sets up, builds and opens the app; without a display does its main job with `poster` instead.
pub(crate) fn app(arguments: &[String]) -> Outcome {
    tools::need_rust()?;
    if !machine::has_display() {
        return headless::save_demo_posters();
    }
    tools::need_node()?;
    packages::need(packages::WINDOW)?;
    setup::pages()?;
    step::shown("app", tools::cargo("build").args(["--package", "poster-companion"]))?;
    step::shown("command line", tools::cargo("build").args(["--package", "poster-cli"]))?;
    screen::line(&format!("The command line is {}", machine::built("poster").display()));
    step::shown("Poster Companion", Command::new(machine::built("poster-companion")).args(arguments))
}
