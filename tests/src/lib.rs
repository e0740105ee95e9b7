//! What the tests of the whole project share.

pub mod generate;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The repository's top level.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the repository as text.
///
/// # Panics
/// If it cannot be read.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// This test binary again, to run one of its tests, whose output is read; with a program before it, as that program's
/// child.
///
/// # Panics
/// If the binary does not know where it is.
pub fn again(before: &[&str], test: &str) -> Command {
    let this = std::env::current_exe().unwrap_or_else(|error| panic!("this binary: {error}"));
    let mut line: Vec<&OsStr> = before.iter().map(OsStr::new).collect();
    line.push(this.as_os_str());
    let mut command = Command::new(line[0]);
    command
        .args(&line[1..])
        .args(["--exact", test, "--nocapture"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}
