//! Type checks, and some tests, for systems that this machine is not. What is built lies in its own target folder.
//!
//! A compiler needs the standard library of the other system. rustup brings it (`rustup target add`); where rustup cannot
//! reach its servers, Debian's `rustc-web` brings the library's source, and cargo builds it. That is switched on by
//! `RUSTC_BOOTSTRAP`, which is good for checks and never for a release.

pub(crate) mod macos;
pub(crate) mod windows;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{self, Outcome, Stop};
use crate::{machine, packages, tools};

/// What `cargo xtask test` compiles on the other system: its clippy step takes the whole workspace, tests and all.
pub(crate) const EVERYTHING: &[&str] = &["--workspace", "--all-targets", "--features", "poster-tests/e2e"];
/// Packages of the workspace that reach users.
const SHIPPED: &[&str] = &["--package", "poster-companion", "--package", "poster-cli"];

/// Where everything about other systems is built.
fn folder() -> PathBuf {
    machine::target().join("cross")
}

/// A cargo that can compile for the target.
fn cargo(subcommand: &str, triple: &str) -> Outcome<Command> {
    let mut command = if has_std(triple) {
        tools::cargo(subcommand)
    } else {
        packages::need(packages::CROSS_COMPILER).map_err(|stop| {
            Stop::new(format!(
                "{stop} Where rustup reaches its servers, `rustup target add {triple}` does as well."
            ))
        })?;
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["-Zbuild-std", subcommand]).current_dir(machine::root());
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTDOC", "/usr/bin/rustdoc");
        // What the cargo that started xtask says of itself would lead this one to the wrong compiler.
        for name in ["CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
            command.env_remove(name);
        }
        command
    };
    command.args(["--target", triple, "--target-dir"]).arg(folder());
    Ok(command)
}

/// Whether the compiler in use has the target's standard library.
fn has_std(triple: &str) -> bool {
    let sysroot = step::answer(Command::new("rustc").args(["--print", "sysroot"]).current_dir(machine::root()));
    sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib").join("rustlib").join(triple).join("lib").is_dir())
}

fn write(path: &Path, text: &str) -> Outcome {
    let folder = path.parent().unwrap_or(path);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
    written.map_err(|error| Stop::new(format!("{} cannot be written: {error}", path.display())))
}
