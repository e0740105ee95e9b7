//! The machine that xtask runs on: its system, its programs, its display.

use std::env;
use std::path::{Path, PathBuf};

/// Systems that are set up differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Linux, and whatever else is neither of the others.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl System {
    /// The system this very program runs on.
    pub(crate) fn here() -> Self {
        match env::consts::OS {
            "macos" => Self::MacOs,
            "windows" => Self::Windows,
            _ => Self::Linux,
        }
    }
}

/// The repository's root folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo put this program, and therefore puts the programs of the workspace that it builds the same way.
pub(crate) fn built(program: &str) -> PathBuf {
    profile_folder().join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

/// Cargo's target folder, wherever this machine keeps it.
pub(crate) fn target() -> PathBuf {
    let folder = profile_folder();
    folder.parent().map_or_else(|| root().join("target"), Path::to_path_buf)
}

/// xtask's own folder inside cargo's target folder, for logs and stamps.
pub(crate) fn scratch() -> PathBuf {
    target().join("xtask")
}

fn profile_folder() -> PathBuf {
    let own = env::current_exe().unwrap_or_default();
    // xtask's own tests run from `deps`, one folder further down.
    let folder = own.ancestors().skip(1).find(|folder| !folder.ends_with("deps"));
    folder.map_or_else(|| root().join("target").join("debug"), Path::to_path_buf)
}

/// Whether a continuous-integration machine said who it is.
pub(crate) fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Whether a window can be opened. Only Linux machines come without a display.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value: std::ffi::OsString| !value.is_empty());
    System::here() != System::Linux || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The program of that name, looked for where the shell would look, and where administrators' programs are.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if System::here() == System::Windows {
        &[".exe", ".cmd", ".bat"]
    } else {
        &[""]
    };
    let path = env::var_os("PATH").unwrap_or_default();
    // `chattr` and `mkfs` are there, and an ordinary user's PATH on Debian does not have it.
    let more = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    env::split_paths(&path)
        .chain(more)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|candidate| candidate.is_file())
}

/// A value of `/etc/os-release`, such as `ID` or `ID_LIKE`, without its quotes.
pub(crate) fn os_release(key: &str) -> String {
    release_value(&std::fs::read_to_string("/etc/os-release").unwrap_or_default(), key)
}

fn release_value(text: &str, key: &str) -> String {
    let value = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    value.unwrap_or_default().trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.toml").is_file());
        assert!(root().join("src-tauri").join("xtask").is_dir());
    }

    #[test]
    fn a_key_of_os_release_is_not_its_longer_namesake() {
        let text = "ID_LIKE=\"ubuntu debian\"\nID=linuxmint\n";
        assert_eq!(release_value(text, "ID"), "linuxmint");
        assert_eq!(release_value(text, "ID_LIKE"), "ubuntu debian");
        assert_eq!(release_value(text, "VERSION"), "");
    }

    #[test]
    fn a_program_that_nobody_has_is_not_found() {
        assert_eq!(program("poster-companion-no-such-program"), None);
    }
}
