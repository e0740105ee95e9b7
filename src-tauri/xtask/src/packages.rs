//! System packages: what is needed, what is missing, and how it gets here.

use std::path::Path;
use std::process::Command;

use crate::machine::{self, System};
use crate::screen;
use crate::step::{self, Outcome, Stop};

/// How one sees that a package is there, whatever the distribution calls it.
#[derive(Debug, Clone, Copy)]
enum Proof {
    /// All of these programs.
    Programs(&'static [&'static str]),
    /// One of these programs.
    OneOf(&'static [&'static str]),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// One of these files.
    File(&'static [&'static str]),
    /// A font with Chinese letters.
    ChineseFont,
}

/// A package by its Debian name, and by Ubuntu's where that differs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Package {
    debian: &'static str,
    ubuntu: &'static str,
    proof: Proof,
}

const fn package(debian: &'static str, proof: Proof) -> Package {
    Package {
        debian,
        ubuntu: debian,
        proof,
    }
}

const COMPILER: Package = package("build-essential", Proof::Programs(&["cc", "c++", "make"]));
// Without them no HTTPS client can be built, not even one that never leaves this machine.
const CERTIFICATES: Package = package(
    "ca-certificates",
    Proof::File(&[
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]),
);

/// What `poster` and its tests are built with.
pub(crate) const COMMAND_LINE: &[Package] = &[COMPILER, CERTIFICATES];

/// What the app is built and looked at with.
pub(crate) const WINDOW: &[Package] = &[
    COMPILER,
    CERTIFICATES,
    package("pkg-config", Proof::Programs(&["pkg-config"])),
    package("libwebkit2gtk-4.1-dev", Proof::Library("webkit2gtk-4.1")),
    package("fontconfig", Proof::Programs(&["fc-list"])),
    package("fonts-noto-cjk", Proof::ChineseFont),
];

/// What the tests use besides: a display, the web view's driver, a hand, an eye, file systems, a browser for the phone's pages.
pub(crate) const TESTS: &[Package] = &[
    package("xvfb", Proof::Programs(&["Xvfb", "xvfb-run"])),
    package("xauth", Proof::Programs(&["xauth"])),
    package("webkit2gtk-driver", Proof::Programs(&["WebKitWebDriver"])),
    package("xdotool", Proof::Programs(&["xdotool"])),
    package("scrot", Proof::Programs(&["scrot"])),
    package("minisign", Proof::Programs(&["minisign"])),
    package("e2fsprogs", Proof::Programs(&["chattr"])),
    package("exfatprogs", Proof::Programs(&["mkfs.exfat"])),
    package("exfat-fuse", Proof::Programs(&["mount.exfat-fuse"])),
    Package {
        debian: "chromium",
        ubuntu: "chromium-browser",
        proof: Proof::OneOf(&["chromium", "chromium-browser", "google-chrome"]),
    },
];

/// What the benchmark stands beside: downloaders, their server, a maker of thumbnails, and syncing that does nothing.
pub(crate) const PEERS: &[Package] = &[
    package("curl", Proof::Programs(&["curl"])),
    package("wget", Proof::Programs(&["wget"])),
    package("wget2", Proof::Programs(&["wget2"])),
    package("aria2", Proof::Programs(&["aria2c"])),
    package("gallery-dl", Proof::Programs(&["gallery-dl"])),
    package("nginx-light", Proof::File(&["/usr/sbin/nginx", "/usr/bin/nginx"])),
    package("libnginx-mod-http-echo", Proof::File(&["/usr/lib/nginx/modules/ngx_http_echo_module.so"])),
    package("libvips-tools", Proof::Programs(&["vips"])),
    package(
        "libeatmydata1",
        Proof::File(&[
            "/usr/lib/x86_64-linux-gnu/libeatmydata.so",
            "/usr/lib/aarch64-linux-gnu/libeatmydata.so",
            "/usr/lib64/libeatmydata.so",
        ]),
    ),
];

/// What the cross-checks are made with, as Debian has it.
pub(crate) const CROSS_COMPILER: &[Package] = &[
    package("rustc-web", Proof::File(&["/usr/bin/rustc"])),
    package("cargo-web", Proof::File(&["/usr/bin/cargo"])),
    package("rust-web-src", Proof::File(&["/usr/lib/rustlib/src/rust/library/Cargo.lock"])),
];

/// What Windows programs are linked with.
pub(crate) const MINGW: &[Package] = &[package("gcc-mingw-w64-x86-64", Proof::Programs(&["x86_64-w64-mingw32-gcc"]))];

/// What a Windows installer is made with here.
pub(crate) const INSTALLER: &[Package] = &[package("nsis", Proof::Programs(&["makensis"]))];

/// What an AppImage is made with besides: Tauri copies the library that draws SVG icons into it.
pub(crate) const APP_IMAGE: &[Package] = &[package("librsvg2-dev", Proof::Library("librsvg-2.0"))];

/// What Linux packages are looked at and tried with.
pub(crate) const PROOF: &[Package] = &[
    package("debootstrap", Proof::Programs(&["debootstrap"])),
    package("appstream", Proof::Programs(&["appstreamcli"])),
    package("desktop-file-utils", Proof::Programs(&["desktop-file-validate"])),
    package("rpm", Proof::Programs(&["rpm"])),
];

/// What Windows programs run on.
pub(crate) const WINE: &[Package] = &[package("wine64", Proof::File(&["/usr/lib/wine/wine64", "/usr/bin/wine64"]))];

/// Makes the packages be there: with apt-get where there is one, else by naming what is missing.
pub(crate) fn need(packages: &[Package]) -> Outcome {
    match System::here() {
        System::MacOs => apple_tools(),
        System::Windows => web_view(),
        System::Linux => {
            let missing: Vec<Package> = packages.iter().copied().filter(|package| !is_here(package.proof)).collect();
            if missing.is_empty() {
                screen::nothing_to_do("packages", "all here");
                return Ok(());
            }
            if machine::program("apt-get").is_none() {
                return Err(Stop::new(other_distribution(&missing)));
            }
            install(&missing)
        }
    }
}

fn install(missing: &[Package]) -> Outcome {
    let names = debian_names(missing, is_ubuntu());
    let line = format!("apt-get install --yes --no-install-recommends {}", names.join(" "));
    let root = step::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !root && machine::program("sudo").is_none() {
        return Err(Stop::new(format!(
            "These packages are missing and there is no sudo here: run `{line}` as root."
        )));
    }
    step::shown("package lists", apt(root).args(["update", "--quiet"]))
        .and_then(|()| {
            // Nothing of this machine's own is taken away to make room.
            let options = ["install", "--yes", "--no-install-recommends", "--no-remove", "--quiet"];
            step::shown("packages", apt(root).args(options).args(&names))
        })
        .map_err(|stop| Stop::new(format!("{stop}; by hand: `{}{line}`.", if root { "" } else { "sudo " })))?;
    let still: Vec<&str> = missing
        .iter()
        .filter(|package| !is_here(package.proof))
        .map(|package| package.debian)
        .collect();
    if still.is_empty() {
        return Ok(());
    }
    Err(Stop::new(format!(
        "Installed, and yet not to be found: {}. Look at it with `dpkg --listfiles NAME`.",
        still.join(", ")
    )))
}

fn apt(root: bool) -> Command {
    let mut command = Command::new(if root { "env" } else { "sudo" });
    if !root {
        command.arg("env");
    }
    // Waits for another apt-get (a machine's own, at start-up) instead of failing.
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]);
    command
}

fn is_ubuntu() -> bool {
    machine::os_release("ID") == "ubuntu" || machine::os_release("ID_LIKE").split_whitespace().any(|id| id == "ubuntu")
}

fn debian_names(packages: &[Package], ubuntu: bool) -> Vec<&'static str> {
    packages
        .iter()
        .map(|package| if ubuntu { package.ubuntu } else { package.debian })
        .collect()
}

fn is_here(proof: Proof) -> bool {
    let there = |name: &&str| machine::program(name).is_some();
    match proof {
        Proof::Programs(names) => names.iter().all(there),
        Proof::OneOf(names) => names.iter().any(there),
        Proof::Library(name) => step::answer(Command::new("pkg-config").args(["--exists", name])).is_some(),
        Proof::File(paths) => paths.iter().any(|path| Path::new(path).exists()),
        Proof::ChineseFont => step::answer(Command::new("fc-list").arg(":lang=zh")).is_some_and(|fonts| !fonts.is_empty()),
    }
}

/// On a Linux without apt-get: the build packages by that distribution's own names, the rest by Debian's.
fn other_distribution(missing: &[Package]) -> String {
    let like = format!("{} {}", machine::os_release("ID"), machine::os_release("ID_LIKE"));
    let build = [
        (
            "fedora",
            "sudo dnf install gcc gcc-c++ make pkgconf-pkg-config ca-certificates webkit2gtk4.1-devel",
        ),
        ("arch", "sudo pacman -S --needed base-devel ca-certificates webkit2gtk-4.1"),
        (
            "suse",
            "sudo zypper install gcc gcc-c++ make pkgconf-pkg-config ca-certificates webkit2gtk3-devel",
        ),
    ];
    let names = debian_names(missing, false).join(", ");
    let hint = build
        .iter()
        .find(|(id, _)| like.contains(id))
        .map_or(String::new(), |(_, line)| format!(" The app is built with what this brings: `{line}`."));
    format!("Only apt-get is known here. Missing, by Debian's names: {names}.{hint}")
}

/// On macOS the compiler and the system's libraries come with Apple's command line tools.
fn apple_tools() -> Outcome {
    match step::answer(Command::new("xcode-select").arg("-p")) {
        Some(_) => Ok(()),
        None => Err(Stop::new("Apple's command line tools are missing: run `xcode-select --install`.")),
    }
}

/// On Windows the linker is there, or xtask would not be; the web view is a part of Windows 11 and may be missing before.
fn web_view() -> Outcome {
    let client = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let keys = [
        format!(r"HKLM\SOFTWARE\WOW6432Node\{client}"),
        format!(r"HKLM\SOFTWARE\{client}"),
        format!(r"HKCU\Software\{client}"),
    ];
    let found = keys
        .iter()
        .any(|key| step::answer(Command::new("reg").args(["query", key, "/v", "pv"])).is_some());
    if found {
        return Ok(());
    }
    Err(Stop::new(
        "The WebView2 Runtime is missing: run `winget install Microsoft.EdgeWebView2Runtime`.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_has_another_name_on_ubuntu() {
        assert!(debian_names(TESTS, false).contains(&"chromium"));
        assert!(debian_names(TESTS, true).contains(&"chromium-browser"));
        assert!(debian_names(TESTS, true).contains(&"xvfb"));
    }

    #[test]
    fn what_is_missing_is_named_where_apt_is_not_known() {
        assert!(other_distribution(WINDOW).contains("libwebkit2gtk-4.1-dev"));
    }

    #[test]
    fn a_proof_can_fail() {
        assert!(!is_here(Proof::Programs(&["poster-companion-no-such-program"])));
        assert!(!is_here(Proof::Library("poster-companion-no-such-library")));
        assert!(!is_here(Proof::File(&["/poster-companion/no/such/file"])));
    }
}
