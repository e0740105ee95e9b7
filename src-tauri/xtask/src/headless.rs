//! What `cargo xtask run` does on a machine without a display: the app's main job, with `poster`.

use std::process::{Command, Stdio};

use crate::step::{self, Outcome, Stop};
use crate::{machine, packages, screen, tools};

/// Lists the demo posters, saves them into the target folder and says where they are.
pub(crate) fn save_demo_posters() -> Outcome {
    screen::line("There is no display here to open a window on, so the demo posters are listed and saved with `poster` instead.");
    packages::need(packages::COMMAND_LINE)?;
    step::shown("command line", tools::cargo("build").args(["--package", "poster-cli"]))?;

    let poster = || {
        let mut poster = Command::new(machine::built("poster"));
        // A source set for other work is not the demo.
        poster.env_remove("POSTER_SOURCE");
        poster
    };
    step::shown("list", poster().arg("list"))?;
    let listed = poster().args(["list", "--json"]).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let listed = listed.map_err(|error| Stop::new(format!("`poster list` cannot be started: {error}")))?;
    let ids = ids(&String::from_utf8_lossy(&listed.stdout));
    if ids.is_empty() {
        return Err(Stop::new("`poster list --json` named no poster; `poster doctor` tells more."));
    }

    let folder = machine::target().join("saved-posters");
    let mut save = poster();
    save.arg("save").args(&ids).arg("--to").arg(&folder).args(["--on-conflict", "skip"]);
    step::shown("save", &mut save)?;
    screen::line(&format!("The posters are in {}", folder.display()));
    Ok(())
}

/// The posters' ids out of one JSON object a line. Ids are plain words, so they are found without a JSON library.
fn ids(lines: &str) -> Vec<String> {
    let id = |line: &str| {
        let after = line.split_once("\"id\"")?.1.split_once('"')?.1;
        Some(after.split_once('"')?.0.to_owned())
    };
    lines.lines().filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn every_line_has_an_id() {
        let lines = "{\"id\":\"spring-01\",\"title\":\"春\"}\n{\"title\":\"a\", \"id\" : \"b\"}\n\n{}\n";
        assert_eq!(ids(lines), ["spring-01", "b"]);
    }
}
