//! `cargo xtask bench start`: how long the window takes to be seen and what it weighs, beside a bare Tauri window.

use std::process::Command;

use crate::machine::{self, System};
use crate::step::{self, Outcome, Stop};
use crate::{package, packages, tools, ui};

/// Builds both as they are published, and measures them in turns; with the sizes of what was packed. Fails when a goal is missed.
pub(crate) fn measure(options: &[&str]) -> Outcome {
    if System::here() != System::Linux {
        return Err(Stop::new(
            "Starting is measured on Linux: elsewhere nothing tells when the window is painted.",
        ));
    }
    // Of what `cargo xtask package` made: the size of the .deb is one of the goals.
    let deb = package::deb()?;
    tools::need_node()?;
    packages::need(&[packages::WINDOW, packages::TESTS].concat())?;
    ui::packages()?;
    ui::build()?;
    let app = package::window()?;
    let bare = package::bare_window()?;

    let mut bench = tools::on_own_display(&Command::new("node"));
    bench.arg(machine::root().join("tests").join("bench").join("start").join("start.mjs"));
    bench.arg("--command").arg(app.with_file_name("poster"));
    bench.arg("--app").arg(app).arg("--bare").arg(bare).arg("--package").arg(deb);
    bench.arg("--out").arg(machine::target().join("bench").join("window-start.json"));
    for option in options {
        match *option {
            "--publish" => bench.arg(option).arg(machine::root().join("tests").join("bench").join("START.md")),
            _ => bench.arg(option),
        };
    }
    step::shown("start", &mut bench)
}
