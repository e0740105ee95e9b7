//! `cargo xtask package check`: the .deb as a person meets it, in a Debian that has nothing else.
//!
//! Installed with apt alone, used from the command line and in its window, upgraded over an older version, removed.
//! Needs root, for a system of its own to install into, and some minutes for that system's packages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{VERSION, folder, fresh, linux};
use crate::step::{self, Outcome, Stop};
use crate::{packages, screen, tools};

/// Who uses the app there.
const USER: &str = "desk";
const OLDER: &str = "0.0.9";
/// What looks at the window and presses its keys; the app itself brings none of it.
const EYES: &[&str] = &["xvfb", "xauth", "xdotool", "scrot", "fonts-noto-cjk", "dbus", "sqlite3"];

/// Settings from before there were batches, and a ledger of the first format. They never change: every version must read them.
const SETTINGS: &str = include_str!("check/settings.json");
const LEDGER: &str = include_str!("check/ledger.sql");
/// The poster that the ledger says is saved, and the file it says so of.
const KNOWN: &str = "sakura";
const OTHER: &str = "spring-tea";
const KNOWN_FILE: &str = "saved-before.png";

/// Everything, in this order.
pub(crate) fn linux() -> Outcome {
    if step::answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return Err(Stop::new(
            "The check installs a Debian of its own into a folder: run it as root, with debootstrap.",
        ));
    }
    packages::need(packages::PROOF)?;
    let newer = linux::deb()?;
    linux::look()?;
    let older = linux::older(&tools::triple()?, OLDER)?;
    let desk = Desk::new(folder().join("desk"))?;

    desk.install(&older, OLDER)?;
    desk.root(
        "what looks at it",
        &[
            &["apt-get", "install", "--yes", "--no-install-recommends", "-qq", "-o=Dpkg::Use-Pty=0"],
            EYES,
        ]
        .concat(),
    )?;
    desk.root("a person", &["useradd", "--create-home", "--shell", "/bin/bash", USER])?;
    desk.earlier_files()?;
    desk.command_line()?;
    desk.window("older")?;
    let before = desk.belongings()?;

    desk.install(&newer, VERSION)?;
    desk.window("newer")?;
    desk.knows_the_earlier_ledger()?;
    let after = desk.belongings()?;
    before.must_be_in(&after)?;

    let owned = step::answer(&mut desk.command(&["dpkg", "-L", "poster-companion"])).unwrap_or_default();
    desk.root("remove", &["apt-get", "purge", "--yes", "-qq", "poster-companion"])?;
    // Folders that others share stay.
    let left = owned.lines().find(|path| path.contains("poster") && desk.path(path).exists());
    if let Some(path) = left {
        return Err(Stop::new(format!("{path} is still there after the removal.")));
    }
    after.must_be_in(&desk.belongings()?)?;
    screen::line("installed, used, upgraded, removed; what the user had is still there");
    desk.leave();
    // A gigabyte that nobody needs any more; after a failure it stays, to be looked at.
    fresh(&desk.root)
}

/// A Debian in a folder, with its own /proc while this lives.
struct Desk {
    root: PathBuf,
}

impl Desk {
    /// A fresh system; the bare one is kept for the next time.
    fn new(root: PathBuf) -> Outcome<Self> {
        let bare = root.with_extension("bare");
        if !bare.join("etc").join("debian_version").is_file() {
            fresh(&bare)?;
            // From where this machine gets its own packages.
            let from = step::answer(Command::new("apt-get").args([
                "indextargets",
                "--format",
                "$(REPO_URI) $(COMPONENT) $(CODENAME)",
                "Created-By: Packages",
            ]));
            let from = from.unwrap_or_default();
            let mirror = from.lines().find_map(|line| line.strip_suffix(" main bookworm"));
            let mirror = mirror.ok_or_else(|| Stop::new("No source of Debian 12's main packages is known here: the check wants Debian 12."))?;
            let mut debootstrap = Command::new("debootstrap");
            debootstrap.args(["--variant=minbase", "bookworm"]).arg(&bare).arg(mirror);
            step::shown("debootstrap", debootstrap.stdout(Stdio::null()))?;
        }
        let desk = Self { root };
        desk.leave();
        fresh(&desk.root)?;
        step::shown("system", Command::new("cp").arg("-a").arg(bare.join(".")).arg(&desk.root))?;
        let proc = desk.path("/proc");
        step::shown("proc", Command::new("mount").args(["-t", "proc", "proc"]).arg(proc))?;
        desk.root("package lists", &["apt-get", "update", "-qq"])?;
        Ok(desk)
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside.trim_start_matches('/'))
    }

    /// A command of that system.
    fn command(&self, words: &[&str]) -> Command {
        let mut chroot = Command::new("chroot");
        chroot.arg(&self.root).args(words).env_clear();
        chroot.env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        chroot.env("DEBIAN_FRONTEND", "noninteractive").env("LANG", "C.UTF-8");
        chroot
    }

    fn root(&self, name: &str, words: &[&str]) -> Outcome {
        step::shown(name, self.command(words).stdout(Stdio::null()))
    }

    fn user(&self, name: &str, script: &str) -> Outcome {
        step::shown(name, &mut self.command(&["su", "-", USER, "-c", script]))
    }

    /// With apt alone, from a file as a person has it.
    fn install(&self, deb: &Path, version: &str) -> Outcome {
        super::copy(deb, &self.path("/opt/poster-companion.deb"))?;
        self.root(
            "install",
            &[
                "apt-get",
                "install",
                "--yes",
                "--no-install-recommends",
                "-qq",
                "/opt/poster-companion.deb",
            ],
        )?;
        let there = step::answer(&mut self.command(&["dpkg-query", "-W", "-f", "${Version} ${Status}", "poster-companion"]));
        if there.as_deref() != Some(&format!("{version} install ok installed")) {
            return Err(Stop::new(format!("After the installation dpkg says {there:?}.")));
        }
        Ok(())
    }

    /// Uses `poster` as a script would, and leaves a poster behind.
    fn command_line(&self) -> Outcome {
        super::write(&self.path("/tmp/poster.sh"), include_str!("../../../package/try/poster.sh"))?;
        self.user(
            "poster",
            &format!("sh /tmp/poster.sh {VERSION} && poster save {OTHER} --to ~/saved && poster inspect ~/saved/*"),
        )
    }

    /// Opens the window, saves the first poster with the keyboard, and takes a picture for people to look at.
    fn window(&self, name: &str) -> Outcome {
        let script = include_str!("../../../package/try/window.sh");
        super::write(&self.path("/tmp/window.sh"), script)?;
        self.user("window", &format!("sh /tmp/window.sh {name}"))?;
        let picture = folder().join("linux").join(format!("window-{name}.png"));
        super::copy(&self.path(&format!("/home/{USER}/{name}.png")), &picture)?;
        screen::line(&format!("    picture: {}", picture.display()));
        Ok(())
    }

    /// The files of a person who used the app before: English and dark, and one poster saved.
    fn earlier_files(&self) -> Outcome {
        for (below, text) in [("/tmp/settings.json", SETTINGS), ("/tmp/ledger.sql", LEDGER)] {
            super::write(&self.path(below), text)?;
        }
        self.user(
            "earlier files",
            &format!(
                "mkdir -p ~/.config/poster-companion ~/.local/share/poster-companion \
                 && cp /tmp/settings.json ~/.config/poster-companion/ && sqlite3 ~/{LEDGER_FILE} < /tmp/ledger.sql && echo picture > ~/{KNOWN_FILE}"
            ),
        )
    }

    /// The rows of before are not only there, they are understood: what they say is saved is not saved again.
    fn knows_the_earlier_ledger(&self) -> Outcome {
        let save = format!("poster save {KNOWN} --skip-known=anywhere --to ~/known --json");
        let said = step::answer(&mut self.command(&["su", "-", USER, "-c", &save])).unwrap_or_default();
        if said.contains(KNOWN_FILE) && said.contains("\"skipped\"") {
            return Ok(());
        }
        Err(Stop::new(format!("The poster of the earlier ledger was not known any more: {said}")))
    }

    /// What the user has. The app must not be running: it writes its ledger whenever it saves.
    fn belongings(&self) -> Outcome<Belongings> {
        let home = self.path(&format!("/home/{USER}"));
        let mut files = BTreeMap::new();
        for below in ["saved", "Downloads", KNOWN_FILE] {
            collect(&home.join(below), &mut files).map_err(|error| Stop::new(format!("{below} cannot be read: {error}")))?;
        }
        let settings = fs::read_to_string(home.join(".config/poster-companion/settings.json")).unwrap_or_default();
        let rows = format!("sqlite3 -readonly ~/{LEDGER_FILE} 'SELECT source, poster, version, sha256, bytes, path, at FROM saved'");
        let rows = step::answer(&mut self.command(&["su", "-", USER, "-c", &rows]));
        let rows = rows.ok_or_else(|| Stop::new("The ledger cannot be read any more."))?;
        Ok(Belongings {
            files,
            english: settings.replace(' ', "").contains("\"locale\":\"en\""),
            rows: rows.lines().map(str::to_owned).collect(),
        })
    }

    fn leave(&self) {
        let mounted = fs::read_to_string("/proc/mounts").unwrap_or_default();
        let proc = self.path("/proc");
        if mounted.lines().any(|line| line.split(' ').nth(1) == proc.to_str()) {
            let _ = Command::new("umount").arg("--lazy").arg(proc).status();
        }
    }
}

/// Where the app keeps its ledger, from the user's home.
const LEDGER_FILE: &str = ".local/share/poster-companion/ledger.db";

/// What is the user's: posters, what was chosen, what is known to be saved. Not what can be made again.
struct Belongings {
    files: BTreeMap<String, Vec<u8>>,
    english: bool,
    rows: BTreeSet<String>,
}

impl Belongings {
    /// Nothing of it is gone or changed afterwards; there may be more.
    fn must_be_in(&self, after: &Self) -> Outcome {
        if let Some((path, _)) = self.files.iter().find(|(path, bytes)| after.files.get(*path) != Some(*bytes)) {
            return Err(Stop::new(format!("{path} is gone or changed.")));
        }
        if let Some(row) = self.rows.difference(&after.rows).next() {
            return Err(Stop::new(format!("The ledger lost a row: {row}")));
        }
        if self.rows.is_empty() || !(self.english && after.english) {
            return Err(Stop::new("The ledger is empty, or English was not remembered."));
        }
        Ok(())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.leave();
    }
}

fn collect(path: &Path, found: &mut BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    if path.is_file() {
        found.insert(path.display().to_string(), fs::read(path)?);
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), found)?;
        }
    }
    Ok(())
}
