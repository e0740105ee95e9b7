//! .deb, .rpm, a portable .tar.gz and, where it is asked for, an AppImage.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{PROFILE, VERSION, bundler, bundles_folder, copy, files, folder, fresh, name, only, stage, write};
use crate::step::{self, Outcome, Stop};
use crate::{machine, packages, screen};

const METAINFO: &str = include_str!("../../../package/linux/metainfo.xml");
const METAINFO_NAME: &str = "com.poster_companion.PosterCompanion.metainfo.xml";
const DESKTOP: &str = include_str!("../../../package/linux/poster-companion.desktop");
const READ_ME: &str = include_str!("../../../package/linux/read-me.txt");

/// The AppImage's runtime is downloaded by Tauri, so it is made only for a release.
const APP_IMAGE: &str = "POSTER_APPIMAGE";

/// Makes what Linux users download.
pub(super) fn bundle(triple: &str) -> Outcome {
    let metainfo = METAINFO
        .replace("@VERSION@", VERSION)
        .replace("@DATE@", &date())
        .replace("@NOTES@", &notes());
    write(&folder().join("linux").join("metainfo.xml"), &metainfo)?;
    portable()?;
    pack(triple, "deb,rpm", &[])?;
    let made = bundles_folder().join("release").join("bundle");
    let deb = only(&made.join("deb"), ".deb")?;
    tighten(&deb)?;
    light(&deb)?;
    copy(&deb, &files().join(name("linux_x64.deb")))?;
    copy(&only(&made.join("rpm"), ".rpm")?, &files().join(name("linux_x64.rpm")))?;
    if std::env::var_os(APP_IMAGE).is_some_and(|value| !value.is_empty()) {
        packages::need(packages::APP_IMAGE)?;
        step::shown("AppImage", &mut bundler("appimage"))?;
        copy(&only(&made.join("appimage"), ".AppImage")?, &files().join(name("linux_x64.AppImage")))?;
    }
    Ok(())
}

/// Packages that package tools look after; with `config`, something about them is otherwise.
fn pack(triple: &str, bundles: &str, config: &[&str]) -> Outcome {
    let release = bundles_folder().join("release");
    fresh(&release)?;
    stage(&built("poster-companion"), &built("poster"), triple, &release)?;
    step::shown("bundle", bundler(bundles).args(config))
}

/// Packs a .deb again with xz, which every dpkg reads and Tauri does not write: a third less to download.
fn tighten(deb: &Path) -> Outcome {
    if machine::program("dpkg-deb").is_none() {
        screen::nothing_to_do("xz", "there is no dpkg-deb here, so the .deb stays larger than it must be");
        return Ok(());
    }
    let unpacked = deb.with_extension("unpacked");
    fresh(&unpacked)?;
    step::shown("unpack", Command::new("dpkg-deb").arg("--raw-extract").arg(deb).arg(&unpacked))?;
    let mut build = Command::new("dpkg-deb");
    build.args(["--root-owner-group", "-Zxz", "-z9", "--build"]).arg(&unpacked).arg(deb);
    step::shown("xz", &mut build)?;
    fs::remove_dir_all(&unpacked).map_err(|error| Stop::new(format!("{} stays behind: {error}", unpacked.display())))
}

/// Promised to users: the .deb, all included, is 12 MB at most.
const HEAVIEST: u64 = 12_000_000;

fn light(deb: &Path) -> Outcome {
    let bytes = fs::metadata(deb).map_or(0, |data| data.len());
    if (1..=HEAVIEST).contains(&bytes) {
        return Ok(());
    }
    Err(Stop::new(format!("The .deb has {bytes} bytes; {HEAVIEST} are allowed.")))
}

/// A folder that is unpacked and started, with nothing installed.
fn portable() -> Outcome {
    let title = format!("poster-companion-{VERSION}");
    let above = folder().join("portable");
    fresh(&above)?;
    let inside = above.join(&title);
    for program in ["poster-companion", "poster"] {
        copy(&built(program), &inside.join(program))?;
    }
    copy(&folder().join("miniprogram"), &inside.join("miniprogram"))?;
    copy(&folder().join("licences.txt"), &inside.join("licences.txt"))?;
    write(&inside.join("READ ME.txt"), READ_ME)?;
    // What an installed package would put into the system's own folders; install.sh puts it into the user's.
    let share = inside.join("share");
    copy(&folder().join("linux").join("metainfo.xml"), &share.join("metainfo").join(METAINFO_NAME))?;
    for icon in ICONS {
        copy(&machine::root().join("icons").join(icon.1), &share.join(themed(*icon)))?;
    }
    let desktop = DESKTOP
        .replace("{{comment}}", "Preview promotional posters and save them")
        .replace("{{exec}}", "poster-companion")
        .replace("{{icon}}", "poster-companion")
        .replace("{{#if mime_type}}\n", "")
        .replace("{{mime_type}}", "x-scheme-handler/poster-companion")
        .replace("{{/if}}\n", "");
    write(&share.join("applications/poster-companion.desktop"), &desktop)?;
    copy(&machine::root().join("src-tauri/package/linux/install.sh"), &inside.join("install.sh"))?;
    let mut tar = Command::new("tar");
    // The same content gives the same archive, whoever makes it and when.
    tar.args([
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--mode=go-w",
        "--use-compress-program=gzip -9n",
    ]);
    tar.arg(format!("--mtime={}", date()))
        .arg("-cf")
        .arg(files().join(name("linux_x64.tar.gz")));
    step::shown("portable", tar.arg("-C").arg(&above).arg(&title))
}

/// What `cargo xtask package check` installs first: the same programs under an older number.
pub(super) fn older(triple: &str, version: &str) -> Outcome<PathBuf> {
    pack(triple, "deb", &["--config", &format!("{{\"version\":\"{version}\"}}")])?;
    let to = folder().join("linux").join(format!("poster-companion_{version}_amd64.deb"));
    copy(&only(&bundles_folder().join("release").join("bundle").join("deb"), ".deb")?, &to)?;
    Ok(to)
}

/// Looks at the packages as their own tools do.
pub(super) fn look() -> Outcome {
    packages::need(packages::PROOF)?;
    let root = folder().join("linux").join("unpacked");
    fresh(&root)?;
    step::shown(
        "unpack",
        Command::new("dpkg-deb").arg("-x").arg(files().join(name("linux_x64.deb"))).arg(&root),
    )?;
    let share = root.join("usr").join("share");
    let mut validate = Command::new("appstreamcli");
    validate
        .args(["validate", "--no-net", "--explain"])
        .arg(only(&share.join("metainfo"), ".xml")?);
    step::shown("metainfo", &mut validate)?;
    let desktop = only(&share.join("applications"), ".desktop")?;
    step::shown("desktop file", Command::new("desktop-file-validate").arg(&desktop))?;
    let listed = step::answer(
        Command::new("rpm")
            .args(["-qpl", "--nosignature"])
            .arg(files().join(name("linux_x64.rpm"))),
    )
    .unwrap_or_default();
    let icons = ICONS.iter().map(|icon| format!("/usr/share/{}", themed(*icon)));
    for wanted in WANTED.iter().map(ToString::to_string).chain(icons) {
        let there = root.join(wanted.trim_start_matches('/')).exists();
        if !there || !listed.lines().any(|line| line == wanted || line.starts_with(&format!("{wanted}/"))) {
            return Err(Stop::new(format!("{wanted} is missing from the .deb or the .rpm.")));
        }
    }
    let said = fs::read_to_string(&desktop).unwrap_or_default();
    if !said.contains("MimeType=x-scheme-handler/poster-companion;") {
        return Err(Stop::new("The desktop file does not claim poster-companion: links."));
    }
    // What Tauri's bundler writes into the program decides whether the app replaces itself, and here apt and dnf do.
    let program = fs::read(root.join("usr/bin/poster-companion")).unwrap_or_default();
    let mark = b"__TAURI_BUNDLE_TYPE_VAR_DEB";
    if !program.windows(mark.len()).any(|part| part == mark) {
        return Err(Stop::new(
            "The program in the .deb does not know that it is in one: it would offer to update itself.",
        ));
    }
    screen::line("    the program in the .deb leaves updates to apt");
    Ok(())
}

/// What both packages hold, besides papers.
const WANTED: &[&str] = &[
    "/usr/bin/poster-companion",
    "/usr/bin/poster",
    "/usr/lib/poster-companion/miniprogram/app.json",
    "/usr/lib/poster-companion/licences.txt",
    "/usr/share/applications/poster-companion.desktop",
    "/usr/share/metainfo/com.poster_companion.PosterCompanion.metainfo.xml",
];

/// The icons by their folder in an icon theme, and their files in `icons/`.
const ICONS: &[(&str, &str)] = &[
    ("16x16", "16x16.png"),
    ("24x24", "24x24.png"),
    ("32x32", "32x32.png"),
    ("48x48", "48x48.png"),
    ("64x64", "64x64.png"),
    ("128x128", "128x128.png"),
    ("256x256", "256x256.png"),
    ("512x512", "icon.png"),
    ("scalable", "icon.svg"),
];

/// Where an icon lies below `share`.
fn themed((folder, file): (&str, &str)) -> String {
    let ending = file.rsplit('.').next().unwrap_or_default();
    format!("icons/hicolor/{folder}/apps/poster-companion.{ending}")
}

fn built(program: &str) -> PathBuf {
    machine::target().join(PROFILE).join(program)
}

/// What is new in this version, as AppStream writes it: English, then its translation.
fn notes() -> String {
    let text = fs::read_to_string(machine::root().join(".github").join("release-notes.md")).unwrap_or_default();
    let (mut ours, mut language) = (false, "");
    let mut items: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    for line in text.lines() {
        if let Some(version) = line.strip_prefix("## ") {
            ours = version == VERSION;
        } else if let Some(name) = line.strip_prefix("### ") {
            language = name;
        } else if let Some(item) = line.strip_prefix("- ").filter(|_| ours) {
            let item = item.replace('`', "").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let english = language == "English";
            let tag = if english { "<li>" } else { "<li xml:lang=\"zh-CN\">" };
            items[usize::from(!english)].push(format!("          {tag}{item}</li>\n"));
        }
    }
    items.concat().concat()
}

/// The day of what is packed: of the last commit, or today's where there is no git.
fn date() -> String {
    let git = || step::answer(Command::new("git").args(["log", "-1", "--format=%cs"]).current_dir(machine::root()));
    git()
        .or_else(|| step::answer(Command::new("date").args(["-u", "+%F"])))
        .unwrap_or_default()
}

/// The .deb that was made.
pub(super) fn deb() -> Outcome<PathBuf> {
    let path = files().join(name("linux_x64.deb"));
    if Path::new(&path).is_file() {
        Ok(path)
    } else {
        Err(Stop::new("There is no .deb yet: run `cargo xtask package` first."))
    }
}
