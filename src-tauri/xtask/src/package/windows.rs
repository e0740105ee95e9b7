//! Installers for Windows. On Windows: Tauri's own, in two kinds, which are published.
//! On Linux: the cross-built programs in a plain installer of NSIS, installed and used under wine, which is as near as one gets here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{PROFILE, VERSION, bundler, bundles_folder, copy, files, folder, fresh, licences, miniprogram, name, only, stage};
use crate::cross;
use crate::step::{self, Outcome, Stop};
use crate::{machine, packages, screen, tools, ui};

const CERTIFICATE: &str = "POSTER_WINDOWS_CERTIFICATE";
const TIMESTAMP: &str = "http://timestamp.digicert.com";

/// One that fetches the web view where it is missing, and one that carries it.
pub(super) fn bundle(triple: &str) -> Outcome {
    let built = |program: &str| machine::target().join(PROFILE).join(format!("{program}.exe"));
    let release = bundles_folder().join("release");
    let kinds: [(&str, &[&str]); 2] = [
        ("windows_x64-setup.exe", &[]),
        ("windows_x64-offline-setup.exe", &["--config", "src-tauri/tauri.offline.conf.json"]),
    ];
    // A certificate of the machine's own store, by its thumbprint; without one nothing is signed.
    let certificate = std::env::var(CERTIFICATE).ok().filter(|thumbprint| !thumbprint.is_empty());
    let signing = certificate
        .map(|thumbprint| format!(r#"{{"bundle":{{"windows":{{"certificateThumbprint":"{thumbprint}","timestampUrl":"{TIMESTAMP}"}}}}}}"#));
    for (rest, config) in kinds {
        fresh(&release)?;
        stage(&built("poster-companion"), &built("poster"), triple, &release)?;
        let mut bundler = bundler("nsis");
        bundler.args(config);
        if let Some(signing) = &signing {
            bundler.args(["--config", signing]);
        }
        step::shown("bundle", &mut bundler)?;
        copy(&only(&release.join("bundle").join("nsis"), "-setup.exe")?, &files().join(name(rest)))?;
    }
    Ok(())
}

/// Makes the plain installer, on Linux, and gives its path.
pub(crate) fn make() -> Outcome<PathBuf> {
    tools::need_node()?;
    packages::need(packages::INSTALLER)?;
    ui::packages()?;
    ui::build()?;
    let built = cross::windows::build()?;
    let there = folder().join("windows");
    let inside = there.join("inside");
    fresh(&inside)?;
    for file in ["poster-companion.exe", "poster.exe", "WebView2Loader.dll"] {
        copy(&built.join(file), &inside.join(file))?;
    }
    miniprogram::make(&machine::root())?;
    licences(&["x86_64-pc-windows-gnu".to_owned()])?;
    copy(&folder().join("miniprogram"), &inside.join("miniprogram"))?;
    copy(&folder().join("licences.txt"), &inside.join("licences.txt"))?;

    let setup = there.join("trial-setup.exe");
    let root = machine::root();
    let mut makensis = Command::new("makensis");
    makensis.args(["-V2", "-WX", "-INPUTCHARSET", "UTF8"]);
    for (key, value) in [
        ("VERSION", VERSION.into()),
        ("INSIDE", inside),
        ("HOOKS", root.join("src-tauri").join("package").join("windows").join("hooks.nsh")),
        ("ICON", root.join("icons").join("icon.ico")),
        ("OUT", setup.clone()),
    ] as [(&str, PathBuf); 5]
    {
        makensis.arg(format!("-D{key}={}", value.display()));
    }
    makensis.arg(root.join("src-tauri").join("package").join("windows").join("trial.nsi"));
    step::shown("installer", &mut makensis)?;
    Ok(setup)
}

/// Installs it under wine, uses `poster.exe` as a script would, and uninstalls it. Files are looked at and not exit codes:
/// wine says that all went well when nothing was installed.
pub(crate) fn check() -> Outcome {
    let setup = make()?;
    let drive = cross::windows::drive_c();
    // Without a space: NSIS wants the folder unquoted, and whoever passes it on would quote it.
    let home = drive.join("PosterCompanionTrial");
    fresh(&home)?;
    let _ = fs::remove_dir_all(&home);
    let wine = |program: &Path| cross::windows::run(program);
    step::shown("install", wine(&setup)?.args(["/S", r"/D=C:\PosterCompanionTrial"]))?;
    let poster = home.join("poster.exe");
    for file in [
        "poster-companion.exe",
        "poster.exe",
        "WebView2Loader.dll",
        "licences.txt",
        "miniprogram/app.json",
        "uninstall.exe",
    ] {
        expect(home.join(file).is_file(), &format!("{file} was not installed"))?;
    }
    same(&folder().join("windows").join("inside").join("poster.exe"), &poster)?;

    expect(app_paths(&wine)?, "`poster` cannot be started by its name")?;

    let listed = said(wine(&poster)?.args(["list", "--json"]))?.1;
    let id = listed
        .split("\"id\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default();
    expect(!id.is_empty(), &format!("`poster.exe list` named no poster: {listed}"))?;

    let saved = home.join("saved");
    let (well, line) = said(wine(&poster)?.args(["save", id, "--to", r"C:\PosterCompanionTrial\saved", "--json"]))?;
    expect(well, &format!("`poster.exe save` failed: {line}"))?;
    let file = only(&saved, "")?;
    expect(fs::metadata(&file).is_ok_and(|data| data.len() > 1000), "the saved poster is no picture")?;

    // A folder that is a file takes no poster on any system.
    fs::write(home.join("taken"), "").map_err(|error| Stop::new(format!("{} cannot be written: {error}", home.display())))?;
    let (well, line) = said(wine(&poster)?.args(["save", id, "--to", r"C:\PosterCompanionTrial\taken", "--json"]))?;
    expect(!well && line.contains("\"kind\":"), &format!("a refusal was not told: {line}"))?;
    screen::line(&format!("refused as it should be: {}", line.lines().last().unwrap_or_default()));

    let ledger = local_data().ok_or_else(|| Stop::new("`poster.exe save` wrote no ledger."))?;
    // Started from where it lies, an uninstaller copies itself away and ends first; told where the app is, it stays.
    let uninstall = |options: &[&str]| {
        let mut uninstaller = wine(&home.join("uninstall.exe"))?;
        step::shown("uninstall", uninstaller.args(options).arg(r"_?=C:\PosterCompanionTrial"))?;
        for file in ["poster-companion.exe", "poster.exe", "WebView2Loader.dll", "licences.txt", "miniprogram"] {
            expect(!home.join(file).exists(), &format!("{file} is still there"))?;
        }
        expect(file.is_file(), "a saved poster went with the app")
    };
    uninstall(&["/S"])?;
    expect(ledger.is_file(), "the ledger went with the app, and nobody had asked for that")?;
    expect(!app_paths(&wine)?, "the uninstalled `poster` can still be called by its name")?;
    // Once more, and this time as somebody who ticks "delete app data".
    step::shown("install", wine(&setup)?.args(["/S", r"/D=C:\PosterCompanionTrial"]))?;
    uninstall(&["/S", "/DATA"])?;
    expect(!ledger.exists(), "the ledger is still there, and the user had asked to delete it")?;
    let _ = fs::remove_dir_all(&home);
    screen::line("installed, listed, saved, refused, uninstalled, and the app's data deleted when that was asked for");
    Ok(())
}

/// Whether Windows knows `poster` by its name.
fn app_paths(wine: &impl Fn(&Path) -> Outcome<Command>) -> Outcome<bool> {
    let key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\poster.exe";
    let mut reg = wine(Path::new("reg"))?;
    Ok(step::answer(reg.args(["query", key])).is_some_and(|said| said.contains(r"PosterCompanionTrial\poster.exe")))
}

/// The ledger of whoever wine says the user is.
fn local_data() -> Option<PathBuf> {
    let users = fs::read_dir(cross::windows::drive_c().join("users")).ok()?;
    let ledger = |user: PathBuf| user.join("AppData").join("Local").join("poster-companion").join("ledger.db");
    users.flatten().map(|user| ledger(user.path())).find(|ledger| ledger.is_file())
}

/// Whether it went well, and what it printed.
fn said(command: &mut Command) -> Outcome<(bool, String)> {
    screen::begin("poster.exe", command);
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Stop::new(format!("wine cannot be started: {error}")))?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).trim().to_owned()))
}

fn expect(holds: bool, otherwise: &str) -> Outcome {
    if holds { Ok(()) } else { Err(Stop::new(otherwise)) }
}

fn same(one: &Path, other: &Path) -> Outcome {
    let equal = fs::read(one)
        .ok()
        .is_some_and(|bytes| fs::read(other).is_ok_and(|others| others == bytes));
    expect(equal, &format!("{} is not what was packed", other.display()))
}
