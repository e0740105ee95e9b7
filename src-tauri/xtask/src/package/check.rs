//! `cargo xtask package check`: the .deb as a person meets it, in a Debian that has nothing else.
//!
//! Installed with apt alone, used from the command line and in its window, upgraded over an older version, removed.
//! Needs root, for a system of its own to install into, and some minutes for that system's packages.

use std::collections::BTreeMap;
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
const EYES: &[&str] = &["xvfb", "xauth", "xdotool", "scrot", "fonts-noto-cjk", "dbus"];

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
    desk.command_line()?;
    // As a person does who has chosen English.
    desk.user(
        "settings",
        "mkdir -p ~/.config/poster-companion && echo '{\"locale\":\"en\"}' > ~/.config/poster-companion/settings.json",
    )?;
    desk.window("older")?;
    let before = desk.belongings()?;

    desk.install(&newer, VERSION)?;
    desk.window("newer")?;
    let after = desk.belongings()?;
    if let Some((path, _)) = before.iter().find(|(path, text)| after.get(*path) != Some(*text)) {
        return Err(Stop::new(format!("{path} did not survive the upgrade.")));
    }

    let owned = step::answer(&mut desk.command(&["dpkg", "-L", "poster-companion"])).unwrap_or_default();
    desk.root("remove", &["apt-get", "purge", "--yes", "-qq", "poster-companion"])?;
    // Folders that others share stay.
    let left = owned.lines().find(|path| path.contains("poster") && desk.path(path).exists());
    if let Some(path) = left {
        return Err(Stop::new(format!("{path} is still there after the removal.")));
    }
    if desk.belongings()? != after {
        return Err(Stop::new("The removal took something of the user's."));
    }
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

    fn command_line(&self) -> Outcome {
        self.user("poster", "poster list --json | head -1 && poster save $(poster list --json | head -1 | sed 's/.*\"id\":\"\\([^\"]*\\)\".*/\\1/') --to ~/saved && poster inspect ~/saved/*")
    }

    /// Opens the window, saves the first poster with the keyboard, and takes a picture for people to look at.
    fn window(&self, name: &str) -> Outcome {
        let script = include_str!("check.sh");
        let to = self.path("/tmp/check.sh");
        super::write(&to, script)?;
        self.user("window", &format!("sh /tmp/check.sh {name}"))?;
        let picture = folder().join("linux").join(format!("window-{name}.png"));
        super::copy(&self.path(&format!("/home/{USER}/{name}.png")), &picture)?;
        screen::line(&format!("    picture: {}", picture.display()));
        Ok(())
    }

    /// What the user has: settings, records, posters; not what may be made anew.
    fn belongings(&self) -> Outcome<BTreeMap<String, Vec<u8>>> {
        let home = self.path(&format!("/home/{USER}"));
        let mut found = BTreeMap::new();
        for below in [".config/poster-companion", ".local/share/poster-companion", "saved", "Downloads"] {
            collect(&home.join(below), &mut found).map_err(|error| Stop::new(format!("{below} cannot be read: {error}")))?;
        }
        Ok(found)
    }

    fn leave(&self) {
        let mounted = fs::read_to_string("/proc/mounts").unwrap_or_default();
        let proc = self.path("/proc");
        if mounted.lines().any(|line| line.split(' ').nth(1) == proc.to_str()) {
            let _ = Command::new("umount").arg("--lazy").arg(proc).status();
        }
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
