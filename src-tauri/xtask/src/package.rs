//! `cargo xtask package`: what people download, for the system that this is run on, in `target/package/files`.
//!
//! Tauri's bundler packs; what goes in is made here: the window, `poster`, the mini-program, the licence texts.

pub(crate) mod check;
mod linux;
mod macos;
pub(crate) mod miniprogram;
pub(crate) mod windows;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::machine::{self, System};
use crate::step::{self, Outcome, Stop};
use crate::{packages, tools, ui};

/// Of the workspace, hence of xtask too.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// How what is published is compiled.
pub(crate) const PROFILE: &str = "dist";

/// Makes all packages of this system and describes them.
pub(crate) fn all() -> Outcome {
    tools::need_rust()?;
    tools::need_node()?;
    packages::need(packages::WINDOW)?;
    ui::packages()?;
    ui::build()?;
    match System::here() {
        System::Linux | System::Windows => compile(&[])?,
        System::MacOs => macos::programs()?,
    }
    contents()?;
    bundle()
}

/// What goes into packages besides programs.
fn contents() -> Outcome {
    miniprogram::make(&machine::root())?;
    licences(&targets()?)
}

/// What the programs of this system are compiled for.
fn targets() -> Outcome<Vec<String>> {
    match System::here() {
        System::MacOs => Ok(macos::BOTH.map(str::to_owned).into()),
        System::Linux | System::Windows => Ok(vec![tools::triple()?]),
    }
}

/// Packs what `all` has compiled, and compiles nothing: where signing keys are, no build script of any dependency runs.
pub(crate) fn bundle() -> Outcome {
    let triple = tools::triple()?;
    let files = files();
    fresh(&files)?;
    let mut zip = tools::script("package/zip.mjs");
    zip.arg(folder().join("miniprogram")).arg(files.join(name("miniprogram.zip")));
    step::shown("mini-program", &mut zip)?;
    let system = match System::here() {
        System::Linux => linux::bundle(&triple).map(|()| "linux_x64")?,
        System::MacOs => macos::bundle().map(|()| "macos_universal")?,
        System::Windows => windows::bundle(&triple).map(|()| "windows_x64")?,
    };
    let mut sbom = tools::script("package/sbom.mjs");
    sbom.arg(files.join(name(&format!("{system}.cdx.json")))).args(targets()?);
    step::shown("what is inside", &mut sbom)?;
    describe()
}

/// Writes `release.json` and `SHA256SUMS` of what lies there.
pub(crate) fn describe() -> Outcome {
    let mut release = tools::script("package/release.mjs");
    step::shown("describe", release.arg(files()))
}

/// Makes the download page.
pub(crate) fn site() -> Outcome {
    ui::packages()?;
    let mut site = tools::script("site.mjs");
    site.arg(files().join("release.json")).arg(files()).arg(folder().join("site"));
    step::shown("site", &mut site)
}

/// Everything about packages.
fn folder() -> PathBuf {
    machine::root().join("target").join("package")
}

/// What people download.
fn files() -> PathBuf {
    folder().join("files")
}

/// How a published file is called.
fn name(rest: &str) -> String {
    format!("poster-companion_{VERSION}_{rest}")
}

/// The licence texts of everything that is linked for these systems.
fn licences(triples: &[String]) -> Outcome {
    let mut script = tools::script("package/licences.mjs");
    step::shown("licences", script.arg(folder().join("licences.txt")).args(triples))
}

/// Compiles what is published; `options` may name a target.
fn compile(options: &[&str]) -> Outcome {
    let mut build = tools::cargo("build");
    // What Tauri's own command would add: no development server is asked for pages.
    build.args(["--profile", PROFILE, "--package", "poster-companion", "--package", "poster-cli"]);
    build.args(["--features", "tauri/custom-protocol"]).args(options);
    step::shown("programs", &mut build)
}

/// The window's program, as it is published.
pub(crate) fn window() -> Outcome<PathBuf> {
    compile(&[])?;
    Ok(machine::target().join(PROFILE).join("poster-companion"))
}

/// The bare window that the app is measured beside, compiled like it.
pub(crate) fn bare_window() -> Outcome<PathBuf> {
    let mut build = tools::cargo("build");
    build.args(["--profile", PROFILE, "--package", "poster-companion", "--example", "bare-window"]);
    build.args(["--features", "tauri/custom-protocol,poster-companion/bench"]);
    step::shown("bare window", &mut build)?;
    Ok(machine::target().join(PROFILE).join("examples").join("bare-window"))
}

/// The .deb, if it was made.
pub(crate) fn deb() -> Outcome<PathBuf> {
    linux::deb()
}

/// Tauri's bundler, told where the programs are. It writes into the window's program what kind of package it is in, so it gets a copy.
fn bundler(bundles: &str) -> Command {
    let mut tauri = tools::tauri();
    tauri.args(["bundle", "--ci", "--bundles", bundles, "--config", "src-tauri/tauri.package.conf.json"]);
    tauri.env("CARGO_TARGET_DIR", bundles_folder());
    tauri
}

fn bundles_folder() -> PathBuf {
    folder().join("build")
}

/// Hands the programs to the bundler: the window's where it looks for it, `poster` under the name that it wants for a companion.
fn stage(window: &Path, poster: &Path, triple: &str, release: &Path) -> Outcome {
    let ending = std::env::consts::EXE_SUFFIX;
    copy(window, &release.join(format!("poster-companion{ending}")))?;
    copy(poster, &folder().join("bin").join(format!("poster-{triple}{ending}")))
}

/// The one file in a folder whose name ends so.
fn only(folder: &Path, ending: &str) -> Outcome<PathBuf> {
    let entries = fs::read_dir(folder).map_err(|error| Stop::new(format!("{} cannot be read: {error}", folder.display())))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.ends_with(ending)));
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(Stop::new(format!(
            "{} holds {} files that end in {ending}; one was expected.",
            folder.display(),
            found.len()
        ))),
    }
}

fn copy(from: &Path, to: &Path) -> Outcome {
    miniprogram::copy(from, to).map_err(|error| Stop::new(format!("{} cannot be copied to {}: {error}", from.display(), to.display())))
}

fn write(path: &Path, text: &str) -> Outcome {
    let written = fs::create_dir_all(path.parent().unwrap_or(path)).and_then(|()| fs::write(path, text));
    written.map_err(|error| Stop::new(format!("{} cannot be written: {error}", path.display())))
}

/// An empty folder: nothing of an earlier run is published.
fn fresh(folder: &Path) -> Outcome {
    let gone = match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    };
    gone.map_err(|error| Stop::new(format!("{} cannot be emptied: {error}", folder.display())))
}
