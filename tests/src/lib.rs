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

/// A whole PNG of one pixel, as long as the private chunk that it carries makes it. `pixels` is its compressed data: see
/// [`PIXEL`].
pub fn png(private: &[u8], pixels: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], body: &[u8]| {
        out.extend((body.len() as u32).to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(body);
        out.extend(kind);
        out.extend(body);
        out.extend(sum.sum().to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"poSt", private);
    chunk(b"IDAT", pixels);
    chunk(b"IEND", &[]);
    out
}

/// The data of one black pixel.
pub const PIXEL: &[u8] = &[0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF, 0, 0, 0, 2, 0, 1];
