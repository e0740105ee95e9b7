//! What the repository may hold.

use std::collections::BTreeSet;

use poster_tests::root;
use regex::Regex;

use crate::tree::committed;

/// What may lie at the top, besides names that begin with a dot.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "icons",
    "miniprogram",
    "src-tauri",
    "tests",
    "ui",
];

/// Package registries by their hosts. In pieces, so that this file does not name them either.
const REGISTRIES: &[&str] = &[
    concat!("crates", r"\.io"),
    concat!("npm", r"js\.(org|com)"),
    concat!("npm", r"mirror\.com"),
    concat!("yarn", r"pkg\.com"),
    concat!("py", r"pi\.(org|python\.org)"),
    concat!("python", r"hosted\.org"),
    concat!(r"\bdeb\.", r"debian\.org"),
    concat!(r"\b(archive|security)\.", r"(debian|ubuntu)\.(org|com)"),
    concat!(r"proxy\.", r"golang\.org"),
    concat!("ruby", r"gems\.org"),
    concat!(r"maven\.", r"(org|google\.com)"),
];

/// Folders of the machines that this was written on.
const MACHINES: &[&str] = &[
    concat!("/work/", "main"),
    concat!("/work/", "shared"),
    concat!("/tmp/", "bash_jobs"),
    concat!("/ro", "ot/"),
];

/// Every place in a committed text where one of the patterns stands.
fn places(patterns: &[&str], exempt: &[&str]) -> Vec<String> {
    let pattern = Regex::new(&patterns.join("|")).unwrap();
    let mut found = Vec::new();
    for path in committed().into_iter().filter(|path| !exempt.contains(&path.as_str())) {
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else {
            continue;
        };
        let lines = text.lines().enumerate().filter(|(_, line)| pattern.is_match(line));
        found.extend(lines.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim().chars().take(120).collect::<String>())));
    }
    found
}

#[test]
fn the_top_level_is_short() {
    let top: BTreeSet<String> = committed().iter().map(|path| path.split('/').next().unwrap().to_owned()).collect();
    let strangers: Vec<_> = top
        .iter()
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    assert!(
        strangers.is_empty(),
        "the top level holds {strangers:?}: move it into one of {TOP:?}, or delete it"
    );
    let missing: Vec<_> = TOP.iter().filter(|name| !top.contains(**name)).collect();
    assert!(missing.is_empty(), "the top level lacks {missing:?}");
}

#[test]
fn no_file_names_a_registry() {
    // cargo writes its registry's name into every entry of its lock file, and leaves no choice.
    let found = places(REGISTRIES, &["Cargo.lock"]);
    let remedy = "Say a package by its name and leave it to the tool where it is from (ui/.npmrc keeps it out of the lock file)";
    assert!(found.is_empty(), "{remedy}:\n  {}", found.join("\n  "));
}

#[test]
fn no_file_names_a_folder_of_the_machine_it_was_written_on() {
    let found = places(MACHINES, &[]);
    assert!(found.is_empty(), "Say it from the repository's root:\n  {}", found.join("\n  "));
}

#[test]
fn npm_has_one_home() {
    let homes: Vec<_> = committed().into_iter().filter(|path| path.ends_with("package-lock.json")).collect();
    assert_eq!(homes, ["ui/package-lock.json"], "all of npm is in ui, with one lock file");
}
