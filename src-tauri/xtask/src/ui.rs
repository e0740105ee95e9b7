//! The window's pages: npm packages and the built files, each made again only when what it is made from has changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::step::{self, Outcome, Stop};
use crate::{fingerprint, machine, screen, tools};

/// Folders in `ui` that are made from the others.
const MADE: &[&str] = &["node_modules", "dist", "coverage"];

/// `npm ci`, if the lock file, npm's settings or Node.js have changed since the last time.
pub(crate) fn packages() -> Outcome {
    let ui = machine::root().join("ui");
    let sources = ["package.json", "package-lock.json", ".npmrc"].map(|name| ui.join(name));
    // Some packages bring a binary for one release of Node.js. The stamp lies in the folder that it speaks of, so both go together.
    let wanted = format!("{} {}", read(&sources, &[])?, tools::node().unwrap_or_default());
    let stamp = ui.join("node_modules").join(".poster-companion");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        screen::nothing_to_do("npm ci", "up to date");
        return Ok(());
    }
    step::shown("npm ci", tools::npm().args(["ci", "--no-audit", "--no-fund"]))?;
    write(&stamp, &wanted)
}

/// `npm run build`, if the pages' sources or the built files have changed since the last time.
pub(crate) fn build() -> Outcome {
    let root = machine::root();
    let dist = root.join("ui").join("dist");
    // The phone frame of the compare screen is made from the mini-program.
    let sources = read(&[root.join("ui"), root.join("miniprogram")], MADE)?;
    let stamp = machine::scratch().join("ui-build");
    // The built files count too: without them the app's build puts an empty page there, which must not pass for a build.
    let state = || read(std::slice::from_ref(&dist), &[]).map(|built| format!("{sources} {built}"));
    if dist.join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|found| state().is_ok_and(|now| now == found)) {
        screen::nothing_to_do("pages", "up to date");
        return Ok(());
    }
    step::shown("pages", tools::npm().args(["run", "build"]))?;
    write(&stamp, &state()?)
}

fn read(paths: &[PathBuf], skip: &[&str]) -> Outcome<String> {
    fingerprint::of(paths, skip).map_err(|error| Stop::new(format!("The sources of the pages cannot be read: {error}")))
}

fn write(stamp: &Path, text: &str) -> Outcome {
    let folder = stamp.parent().unwrap_or(stamp);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(stamp, text));
    written.map_err(|error| Stop::new(format!("{} cannot be written: {error}", stamp.display())))
}
