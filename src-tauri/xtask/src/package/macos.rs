//! A .dmg for both kinds of Mac, and the archive that the app updates itself from. Made on macOS only; not tried here.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use super::{PROFILE, bundler, bundles_folder, compile, copy, files, folder, fresh, name, only, stage};
use crate::machine;
use crate::step::{self, Outcome, Stop};

pub(super) const BOTH: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];
const UNIVERSAL: &str = "universal-apple-darwin";
const APP: &str = "Poster Companion.app";

/// What Tauri's bundler signs and notarises with: all of them, or none.
const SECRETS: [&str; 6] = [
    "APPLE_CERTIFICATE",
    "APPLE_CERTIFICATE_PASSWORD",
    "APPLE_SIGNING_IDENTITY",
    "APPLE_ID",
    "APPLE_PASSWORD",
    "APPLE_TEAM_ID",
];

/// Compiles for both processors.
pub(super) fn programs() -> Outcome {
    for triple in BOTH {
        compile(&["--target", triple])?;
    }
    Ok(())
}

/// Packs what was compiled. Signed by Apple's certificate where the machine has one, else ad hoc.
pub(super) fn bundle() -> Outcome {
    let certified = certified(|name| std::env::var_os(name))?;
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
    let mut bundler = bundler("app,dmg");
    if !certified {
        // On Apple silicon a program without any signature is killed, and the Finder calls its app damaged, which no setting
        // undoes. An ad-hoc signature names nobody: the app can be opened with "Open Anyway".
        for name in SECRETS {
            bundler.env_remove(name);
        }
        bundler.env("APPLE_SIGNING_IDENTITY", "-");
    }
    step::shown("bundle", bundler.args(["--target", UNIVERSAL]))?;
    let made = release.join("bundle");
    let app = made.join("macos").join(APP);
    check(&app, certified)?;
    copy(&only(&made.join("dmg"), ".dmg")?, &files().join(name("macos_universal.dmg")))?;
    // The updater wants the app itself, with its signature and its links as they are.
    let mut tar = Command::new("tar");
    tar.env("COPYFILE_DISABLE", "1")
        .arg("-czf")
        .arg(files().join(name("macos_universal.app.tar.gz")));
    step::shown("update", tar.arg("-C").arg(made.join("macos")).arg(APP))
}

/// Whether the signature holds, and Apple's ticket is there if it should be.
fn check(app: &Path, certified: bool) -> Outcome {
    let mut codesign = Command::new("codesign");
    step::shown("signature", codesign.args(["--verify", "--deep", "--strict", "--verbose=2"]).arg(app))?;
    if certified {
        step::shown("notarised", Command::new("xcrun").args(["stapler", "validate"]).arg(app))?;
    }
    Ok(())
}

/// Whether there is a certificate. A part of what is needed is refused: it would give an app that is signed and not notarised.
fn certified(variable: impl Fn(&str) -> Option<OsString>) -> Outcome<bool> {
    let (there, missing): (Vec<&str>, Vec<&str>) = SECRETS.iter().partition(|name| variable(name).is_some_and(|value| !value.is_empty()));
    match (there.as_slice(), missing.as_slice()) {
        ([], _) => Ok(false),
        (_, []) => Ok(true),
        _ => Err(Stop::new(format!(
            "To sign for macOS all of these are needed, or none: {} is set, {} is not.",
            there.join(", "),
            missing.join(", ")
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_whole_or_not_there() {
        let with = |set: &'static [&str]| certified(move |name| set.contains(&name).then(|| "x".into()));
        assert!(matches!(with(&SECRETS), Ok(true)));
        assert!(matches!(with(&[]), Ok(false)));
        assert!(
            matches!(certified(|_| Some(OsString::new())), Ok(false)),
            "an absent secret is an empty variable"
        );
        let stop = with(&["APPLE_CERTIFICATE", "APPLE_CERTIFICATE_PASSWORD"])
            .err()
            .map(|stop| stop.0)
            .unwrap_or_default();
        assert!(stop.contains("APPLE_TEAM_ID is not"), "{stop}");
    }

    #[test]
    fn the_oldest_macos_is_the_one_that_the_pages_are_built_for() {
        let read = |path: &str| std::fs::read_to_string(machine::root().join(path)).unwrap_or_default();
        let vite = read("ui/vite.config.ts");
        assert!(
            vite.contains("'safari16.4'"),
            "another Safari comes with another macOS: 16.4 came with 13.3"
        );
        assert!(read("src-tauri/tauri.macos.conf.json").contains("\"minimumSystemVersion\": \"13.3\""));
        assert!(read("ui/scripts/package/files.mjs").contains("'macOS 13.3+'"));
    }
}
