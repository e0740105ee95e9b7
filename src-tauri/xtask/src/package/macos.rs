//! A .dmg for both kinds of Mac, and the archive that the app updates itself from. Made on macOS only; not tried here.

use std::process::Command;

use super::{PROFILE, bundler, bundles_folder, compile, copy, files, folder, fresh, name, only, stage};
use crate::machine;
use crate::step::{self, Outcome};

const BOTH: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];
const UNIVERSAL: &str = "universal-apple-darwin";

/// Makes what Mac users download.
pub(super) fn make() -> Outcome {
    for triple in BOTH {
        compile(&["--target", triple])?;
    }
    let joined = folder().join("universal");
    fresh(&joined)?;
    for program in ["poster-companion", "poster"] {
        let mut lipo = Command::new("lipo");
        lipo.args(["-create", "-output"]).arg(joined.join(program));
        step::shown(
            "lipo",
            lipo.args(BOTH.map(|triple| machine::target().join(triple).join(PROFILE).join(program))),
        )?;
    }
    let release = bundles_folder().join(UNIVERSAL).join("release");
    fresh(&release)?;
    stage(&joined.join("poster-companion"), &joined.join("poster"), UNIVERSAL, &release)?;
    step::shown("bundle", bundler("app,dmg").args(["--target", UNIVERSAL]))?;
    let made = release.join("bundle");
    copy(&only(&made.join("dmg"), ".dmg")?, &files().join(name("macos_universal.dmg")))?;
    // The updater wants the app itself, with its signature and its links as they are.
    let mut tar = Command::new("tar");
    tar.env("COPYFILE_DISABLE", "1")
        .arg("-czf")
        .arg(files().join(name("macos_universal.app.tar.gz")));
    step::shown("update", tar.arg("-C").arg(made.join("macos")).arg("Poster Companion.app"))
}
