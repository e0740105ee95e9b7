//! The tools that must be there before xtask can do anything, and how each is called.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::machine::{self, System};
use crate::step::{self, Outcome, Stop};

/// The Node.js releases that the pages' tools run on, as `ui/package.json` says it under `engines`.
const NODE: &str = "^20.19.0 || >=22.12.0";

/// A version's first two numbers.
type Version = (u32, u32);

/// The cargo that started xtask, in the repository's root; on a CI machine the lock file is kept as it is.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand).current_dir(machine::root());
    if machine::is_ci() && subcommand != "fmt" {
        command.arg("--locked");
    }
    command
}

/// A program that opens windows, in the repository's root, on a display of its own: the person's, if there is one, is left alone.
pub(crate) fn on_own_display(program: &Command) -> Command {
    let mut command = Command::new("xvfb-run");
    command.args(["--auto-servernum", "--server-args=-screen 0 1280x900x24 -nolisten tcp"]);
    command.arg(program.get_program()).args(program.get_args()).current_dir(machine::root());
    command.env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
    command
}

/// npm in `ui`, where all of npm is.
pub(crate) fn npm() -> Command {
    // By its whole name: on Windows it is a script, which is not found without its ending.
    let mut command = Command::new(machine::program("npm").unwrap_or_else(|| "npm".into()));
    command.current_dir(machine::root().join("ui"));
    command
}

/// Tauri's own command. Started by file and from the root, where it finds src-tauri; through npm it would start in ui and find nothing.
pub(crate) fn tauri() -> Command {
    let cli: PathBuf = ["ui", "node_modules", "@tauri-apps", "cli", "tauri.js"].iter().collect();
    let mut command = Command::new("node");
    command.arg(cli).current_dir(machine::root());
    command
}

/// A script of `ui/scripts`.
pub(crate) fn script(name: &str) -> Command {
    let mut command = Command::new("node");
    command
        .arg(machine::root().join("ui").join("scripts").join(name))
        .current_dir(machine::root());
    command
}

/// The system that the compiler compiles for when it is told nothing, as it calls it.
pub(crate) fn triple() -> Outcome<String> {
    let said = step::answer(Command::new("rustc").arg("-vV").current_dir(machine::root())).unwrap_or_default();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Stop::new("`rustc -vV` does not say what it compiles for."))
}

/// Ends here, saying what to do, if the Rust compiler is too old for the app.
pub(crate) fn need_rust() -> Outcome {
    let manifest = fs::read_to_string(machine::root().join("Cargo.toml")).unwrap_or_default();
    let wanted = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap_or_default();
    let said = step::answer(Command::new("rustc").arg("--version").current_dir(machine::root()));
    match said.as_deref() {
        None => Err(Stop::new(
            "Rust's compiler was not found: install Rust with rustup, or run `rustup default stable`.",
        )),
        Some(said) if version(said) < version(wanted) => Err(Stop::new(format!(
            "Rust {wanted} or newer is needed and this is {said}: run `rustup update stable`."
        ))),
        Some(_) => Ok(()),
    }
}

/// Ends here, saying what to do, if Node.js or npm is missing or too old.
pub(crate) fn need_node() -> Outcome {
    let how = match System::here() {
        System::Linux => "run `nvm install 22` (the distribution's own package is often too old)",
        System::MacOs => "run `brew install node@22`",
        System::Windows => "run `winget install OpenJS.NodeJS.LTS`",
    };
    match node() {
        None => return Err(Stop::new(format!("Node.js {NODE} is needed and `node` was not found: {how}."))),
        Some(said) if !node_will_do(version(&said)) => {
            return Err(Stop::new(format!("Node.js {NODE} is needed and this is {said}: {how}.")));
        }
        Some(_) => {}
    }
    if step::answer(npm().arg("--version")).is_none() {
        return Err(Stop::new(format!("Node.js is here but `npm` is not: {how}, which brings it along.")));
    }
    Ok(())
}

/// What `node --version` says.
pub(crate) fn node() -> Option<String> {
    step::answer(Command::new("node").arg("--version"))
}

fn node_will_do((major, minor): Version) -> bool {
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

/// The first `number.number` of a text.
fn version(text: &str) -> Version {
    let start = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(text.len());
    let mut numbers = text[start..]
        .split(|letter: char| !letter.is_ascii_digit())
        .map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_tools_print_them() {
        assert_eq!(version("v20.20.2"), (20, 20));
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), (1, 95));
        assert_eq!(version("\"1.90\""), (1, 90));
        assert_eq!(version("none"), (0, 0));
    }

    #[test]
    fn node_is_judged_as_package_json_says() {
        let cases = [
            ((18, 20), false),
            ((20, 18), false),
            ((20, 19), true),
            ((21, 7), false),
            ((22, 11), false),
            ((22, 12), true),
        ];
        for (version, will_do) in cases {
            assert_eq!(node_will_do(version), will_do, "{version:?}");
        }
        assert!(node_will_do((24, 0)));
        let package = fs::read_to_string(machine::root().join("ui").join("package.json")).unwrap_or_default();
        assert!(
            package.contains(&format!("\"node\": \"{NODE}\"")),
            "ui/package.json names other Node.js releases than {NODE}"
        );
    }
}
