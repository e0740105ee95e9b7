//! `cargo xtask dev`: the app with pages that reload as they are edited.

use std::process::Command;

use crate::step::{self, Outcome};
use crate::{machine, packages, tools, ui};

/// Vite's server and the app on it, both watched, by Tauri's own command.
pub(crate) fn app(arguments: &[String]) -> Outcome {
    tools::need_rust()?;
    tools::need_node()?;
    packages::need(packages::WINDOW)?;
    ui::packages()?;
    // Started by file and from the root, where it finds src-tauri; through npm it would start in ui and find nothing.
    let cli = ["ui", "node_modules", "@tauri-apps", "cli", "tauri.js"]
        .iter()
        .collect::<std::path::PathBuf>();
    let mut tauri = Command::new("node");
    tauri
        .arg(cli)
        .args(["dev", "--config", "src-tauri/tauri.dev.conf.json"])
        .current_dir(machine::root());
    if !arguments.is_empty() {
        // The first dashes end Tauri's own options, the second cargo's.
        tauri.args(["--", "--"]).args(arguments);
    }
    step::shown("dev", &mut tauri)
}
