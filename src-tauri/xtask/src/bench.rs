//! `cargo xtask bench`: installs what is compared, builds as it is published, and hands over to `poster-bench`.

use std::process::Command;

use crate::machine::{self, System};
use crate::package::PROFILE;
use crate::step::{self, Outcome};
use crate::{package, packages, screen, tools, ui};

/// What `poster-bench` measures without a window.
const WINDOWLESS: &[&str] = &["saving", "memory", "thumbnails", "catalogue", "version"];

/// Measures. Of a peer that cannot be installed the report says so.
pub(crate) fn run(options: &[&str]) -> Outcome {
    tools::need_rust()?;
    packages::need(packages::COMMAND_LINE)?;
    if let Err(stop) = packages::need(packages::PEERS) {
        screen::complain(&stop.0);
    }
    // The window's driver is there on Linux only.
    let windows = System::here() == System::Linux && (options.contains(&"window") || !WINDOWLESS.iter().any(|part| options.contains(part)));
    let mut build = tools::cargo("build");
    build.args(["--profile", PROFILE, "--package", "poster-bench"]);
    if windows {
        tools::need_node()?;
        packages::need(&[packages::WINDOW, packages::TESTS].concat())?;
        ui::packages()?;
        ui::build()?;
        package::window()?;
        build.args(["--package", "poster-bench-transport", "--features", "tauri/custom-protocol"]);
    } else {
        build.args(["--package", "poster-cli"]);
    }
    step::shown("build", &mut build)?;
    let bench = machine::target()
        .join(PROFILE)
        .join(format!("poster-bench{}", std::env::consts::EXE_SUFFIX));
    let mut bench = Command::new(bench);
    bench.args(options);
    let mut bench = if windows { tools::on_own_display(&bench) } else { bench };
    step::shown("bench", &mut bench)
}
