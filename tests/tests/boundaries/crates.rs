//! Which crate may reach which: core nothing of the world, host no window.
//!
//! What the workspace's own crates ask for comes from `cargo metadata`, the rest from Cargo.lock, which knows all systems at
//! once and needs nothing downloaded.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use poster_tests::{read, root};
use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Nothing for an ordinary one, else `dev` or `build`.
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// Names of the workspace's crates, with the names that their shipped code asks for.
fn members() -> BTreeMap<String, BTreeSet<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    let answer = cargo
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(answer.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&answer.stderr));
    let metadata: Metadata = serde_json::from_slice(&answer.stdout).unwrap();
    let asked = |member: Member| {
        let shipped = member
            .dependencies
            .into_iter()
            .filter(|dependency| dependency.kind.as_deref() != Some("dev"));
        (member.name, shipped.map(|dependency| dependency.name).collect())
    };
    metadata.packages.into_iter().map(asked).collect()
}

/// Whether a crate holds macros: it runs inside the compiler, and what it needs there is not shipped.
fn is_macro(name: &str) -> bool {
    ["macros", "derive", "macros-impl"].iter().any(|ending| name.ends_with(ending))
}

/// The names of all crates that the shipped code of one crate can reach, on any system.
fn reach(start: &str) -> BTreeSet<String> {
    let lock: Lock = toml::from_str(&read("Cargo.lock")).unwrap();
    let members = members();
    assert!(members.contains_key(start), "there is no crate {start} in the workspace");
    let mut reached = BTreeSet::new();
    let mut open = vec![start.to_owned()];
    while let Some(wanted) = open.pop() {
        // Either a name alone or, where there are several, a name and a version.
        let (name, version) = wanted
            .split_once(' ')
            .map_or((wanted.as_str(), None), |(name, rest)| (name, rest.split(' ').next()));
        for package in lock
            .package
            .iter()
            .filter(|package| package.name == name && version.is_none_or(|version| package.version == version))
        {
            let asked = members.get(name);
            for dependency in &package.dependencies {
                let below = dependency.split(' ').next().unwrap();
                if !is_macro(below) && asked.is_none_or(|asked| asked.contains(below)) && reached.insert(dependency.clone()) {
                    open.push(dependency.clone());
                }
            }
        }
    }
    reached.into_iter().map(|entry| entry.split(' ').next().unwrap().to_owned()).collect()
}

fn never_reaches(member: &str, forbidden: &[&str], remedy: &str) {
    let reached = reach(member);
    let found: Vec<_> = forbidden.iter().filter(|name| reached.contains(**name)).collect();
    assert!(
        found.is_empty(),
        "{member} reaches {found:?}. {remedy} See the way with `cargo tree -p {member} -e normal -i NAME`."
    );
}

/// A window and everything that draws one.
const WINDOW: &[&str] = &[
    "tauri",
    "tauri-runtime",
    "tauri-runtime-wry",
    "wry",
    "tao",
    "gtk",
    "webkit2gtk",
    "webview2-com",
    "rfd",
];

/// Runtimes, network, files, databases, clocks, chance, pictures, and what speaks to the system for them.
const WORLD: &[&str] = &[
    "axum",
    "chrono",
    "dirs",
    "fast_image_resize",
    "fastrand",
    "futures-util",
    "getrandom",
    "hyper",
    "image",
    "keyring",
    "libc",
    "mio",
    "poster-demo",
    "poster-host",
    "rand",
    "reqwest",
    "rusqlite",
    "rustix",
    "rustls",
    "socket2",
    "tempfile",
    "time",
    "tokio",
    "ureq",
    "windows-sys",
];

#[test]
fn the_walk_reaches_what_is_there() {
    assert!(reach("poster-core").contains("serde"));
    assert!(reach("poster-host").is_superset(&["poster-core", "reqwest", "tokio", "libc"].map(String::from).into()));
    assert!(reach("poster-companion").is_superset(&["poster-host", "tauri", "wry", "gtk", "webview2-com"].map(String::from).into()));
}

#[test]
fn core_reaches_no_runtime_file_network_or_window() {
    never_reaches(
        "poster-core",
        &[WINDOW, WORLD].concat(),
        "Core is pure: move what needs it to poster-host.",
    );
}

#[test]
fn host_and_demo_and_the_command_line_reach_no_window() {
    for member in ["poster-host", "poster-demo", "poster-cli"] {
        never_reaches(member, WINDOW, "Only the crate poster-companion opens windows: move it there.");
    }
}

#[test]
fn xtask_needs_nothing_but_rust() {
    assert_eq!(
        reach("xtask"),
        BTreeSet::new(),
        "xtask runs on a machine that has nothing yet: do without the dependency"
    );
}

#[test]
fn tls_is_the_same_everywhere() {
    let remedy = "TLS is rustls with ring: turn the feature off that brought it.";
    for member in ["poster-companion", "poster-cli"] {
        never_reaches(member, &["openssl-sys", "native-tls", "aws-lc-sys"], remedy);
    }
}
