//! `cargo xtask dev`: the app with pages that reload as they are edited.

use crate::step::{self, Outcome};
use crate::{packages, tools, ui};

/// Vite's server and the app on it, both watched, by Tauri's own command.
pub(crate) fn app(arguments: &[String]) -> Outcome {
    tools::need_rust()?;
    tools::need_node()?;
    packages::need(packages::WINDOW)?;
    ui::packages()?;
    let mut tauri = tools::tauri();
    tauri.args(["dev", "--config", "src-tauri/tauri.dev.conf.json"]);
    if !arguments.is_empty() {
        // The first dashes end Tauri's own options, the second cargo's.
        tauri.args(["--", "--"]).args(arguments);
    }
    step::shown("dev", &mut tauri)
}
