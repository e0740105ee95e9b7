//! The app for macOS, type-checked. Nothing is linked and nothing runs, so C compilers are stood in for.

use std::process::Command;

use super::{EVERYTHING, cargo, folder, write};
use crate::machine::System;
use crate::step::{self, Outcome, Stop};

const TRIPLE: &str = "aarch64-apple-darwin";

/// Writes an empty file where an object file is wanted: a type check needs its presence and not its content.
const COMPILER: &str = r#"#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    -o) : >"$2" ;;
    # A compiler that says nothing is taken for Microsoft's, which names its object like this.
    -Fo*) : >"${1#-Fo}" ;;
  esac
  shift
done
"#;

/// Type-checks the workspace, tests included.
pub(crate) fn check() -> Outcome {
    match System::here() {
        System::Linux => {}
        System::MacOs => return Err(Stop::new("This is macOS: `cargo xtask test` checks and tests it as it is.")),
        System::Windows => return Err(Stop::new("The check for macOS is made on Linux.")),
    }
    let compiler = folder().join("no-compiler.sh");
    write(&compiler, COMPILER)?;
    step::shown("stand-in compiler", Command::new("chmod").arg("+x").arg(&compiler))?;
    let mut check = cargo("check", TRIPLE)?;
    check
        .args(EVERYTHING)
        .env("CC_aarch64_apple_darwin", &compiler)
        .env("CXX_aarch64_apple_darwin", &compiler);
    // Any folder but the root: asked for nothing, it is only not looked for with Apple's tools.
    check.env("AR_aarch64_apple_darwin", "ar").env("SDKROOT", folder());
    step::shown("check for macOS", &mut check)
}
