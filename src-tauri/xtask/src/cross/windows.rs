//! The app for Windows: the whole of it type-checked, the tests of `poster-core` and `poster-host` run under wine.
//!
//! It is the `-gnu` flavour, while releases are `-msvc`; and the window itself cannot be tried, since wine has no web view.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{EVERYTHING, SHIPPED, cargo, folder, write};
use crate::machine::{self, System};
use crate::packages;
use crate::step::{self, Outcome, Stop};

const TRIPLE: &str = "x86_64-pc-windows-gnu";

/// Type-checks the workspace, tests included.
pub(crate) fn check() -> Outcome {
    need_other_system()?;
    packages::need(packages::MINGW)?;
    step::shown("check for Windows", cargo("check", TRIPLE)?.args(EVERYTHING))
}

/// Runs the tests of the crates without a window.
pub(crate) fn test() -> Outcome {
    need_other_system()?;
    packages::need(&[packages::MINGW, packages::WINE].concat())?;
    let wine = wine()?;
    let mut tests = cargo("test", TRIPLE)?;
    tests.args(["--package", "poster-core", "--package", "poster-host", "--no-fail-fast"]);
    under_wine(&mut tests);
    tests.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", &wine);
    step::shown("tests for Windows", &mut tests)
}

/// Builds what reaches users, optimised, and gives the folder that it is in. For trying: what is published is built on Windows.
pub(crate) fn build() -> Outcome<PathBuf> {
    need_other_system()?;
    packages::need(packages::MINGW)?;
    let mut build = cargo("build", TRIPLE)?;
    build.arg("--release").args(SHIPPED).args(["--features", "tauri/custom-protocol"]);
    step::shown("programs for Windows", &mut build)?;
    Ok(folder().join(TRIPLE).join("release"))
}

/// A Windows program under wine.
pub(crate) fn run(program: &Path) -> Outcome<Command> {
    packages::need(packages::WINE)?;
    let mut command = Command::new(wine()?);
    command.arg(program);
    under_wine(&mut command);
    Ok(command)
}

/// Where wine keeps drive C.
pub(crate) fn drive_c() -> PathBuf {
    prefix().join("drive_c")
}

fn need_other_system() -> Outcome {
    match System::here() {
        System::Linux => Ok(()),
        System::Windows => Err(Stop::new("This is Windows: `cargo xtask test` checks and tests it as it is.")),
        System::MacOs => Err(Stop::new("The check for Windows is made on Linux, where mingw and wine are packages.")),
    }
}

/// wine, with a prefix of this project's own that has what the tests' programs import.
fn wine() -> Outcome<PathBuf> {
    // Debian keeps it out of the way of the shell's path.
    let wine = machine::program("wine64").unwrap_or_else(|| "/usr/lib/wine/wine64".into());
    let library = prefix().join("drive_c").join("windows").join("system32").join("bcryptprimitives.dll");
    if library.is_file() {
        return Ok(wine);
    }
    // It makes its own folder, but not the one above.
    fs::create_dir_all(folder()).map_err(|error| Stop::new(format!("{} cannot be made: {error}", folder().display())))?;
    let mut boot = Command::new(&wine);
    boot.args(["wineboot", "--init"]);
    under_wine(&mut boot);
    step::shown("wine prefix", &mut boot)?;
    // Newer releases of wine have it.
    if !library.is_file() {
        compile_stand_in(&library)?;
    }
    Ok(wine)
}

fn under_wine(command: &mut Command) {
    command.env("WINEPREFIX", prefix()).env("WINEDEBUG", "-all");
    // Else it offers to download .NET and a browser.
    command.env("WINEDLLOVERRIDES", "mscoree,mshtml=");
}

fn prefix() -> PathBuf {
    folder().join("wine")
}

fn compile_stand_in(library: &Path) -> Outcome {
    let source = folder().join("bcryptprimitives.c");
    write(&source, include_str!("bcryptprimitives.c"))?;
    let made = folder().join("bcryptprimitives.dll");
    let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
    step::shown("wine stand-in", gcc.args(["-shared", "-o"]).arg(&made).arg(&source).arg("-ladvapi32"))?;
    fs::copy(&made, library).map_err(|error| Stop::new(format!("{} cannot be written: {error}", library.display())))?;
    Ok(())
}
