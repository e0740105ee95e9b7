//! What the Rust sources may say where.

use regex::Regex;

use crate::tree::{Source, codes, never, shipped, sources};

/// A choice between systems while compiling.
const SYSTEMS: &str = r"\bcfg(_attr)?!?\s*[^;{}\]]{0,200}?(\btarget_(os|family|env|vendor)\b|[(,\s](unix|windows)\s*[,)])";
/// The world around a program, as std knows it.
const WORLD: &str = r"\bstd::(\{[^;]*\b)?(fs|net|env|process|thread|os)\b|\b(SystemTime|Instant)\b|\bstd::io::(stdin|stdout|stderr)\b";
/// Files, by any of the libraries that reach them.
const FILES: &str = r"\b(std|tokio|rustix)::(\{[^;]*\b)?fs\b|\bFile::(open|create)|\bOpenOptions\b|\btempfile::";
/// An error that is only words.
const TEXT_FOR_A_FAILURE: &str = r"\bResult<[^;{}=]*,\s*(String|&'static str)>";

fn without(under: &str, allowed: &[&str]) -> Vec<Source> {
    let mut found = sources(under, &[".rs"]);
    found.retain(|source| !allowed.iter().any(|path| source.path.starts_with(path)));
    assert!(!found.is_empty(), "everything below {under} is allowed: this rule watches nothing");
    found
}

#[test]
fn systems_are_told_apart_in_hosts_platform_folder_only() {
    let remedy = "Only src-tauri/host/src/platform tells systems apart when compiling: put the difference there behind a function.";
    for under in ["src-tauri", "tests"] {
        // This file holds examples of what it looks for.
        let allowed = ["src-tauri/host/src/platform", "tests/tests/boundaries/rust.rs"];
        never(codes(&without(under, &allowed)), SYSTEMS, remedy);
    }
}

#[test]
fn manifests_tell_systems_apart_for_host_and_the_windows_toolkit_only() {
    let mut manifests = sources("src-tauri", &["Cargo.toml"]);
    manifests.extend(sources("tests", &["Cargo.toml"]));
    // The shell drags by the toolkit of its own window, which the command line must not be linked with.
    manifests.retain(|manifest| !["src-tauri/host/Cargo.toml", "src-tauri/Cargo.toml"].contains(&manifest.path.as_str()));
    never(
        codes(&manifests),
        r"(?m)^\[target\.",
        "Only poster-host has dependencies of one system, used in its platform folder; and the shell that of its window's toolkit.",
    );
}

#[test]
fn core_is_pure() {
    let core = sources("src-tauri/core/src", &[".rs"]);
    never(
        shipped(&core),
        WORLD,
        "Core knows no file, network, clock, process or environment: let poster-host look and pass the fact in.",
    );
    let disk = r"\.(exists|try_exists|is_dir|is_file|canonicalize|read_dir|symlink_metadata|metadata|read_link)\(\)";
    never(shipped(&core), disk, "Core asks no disk: let poster-host look and pass the fact in.");
    never(
        codes(&core),
        r"\bcfg\b[^\]]*\btarget_",
        "Core is the same on every system: let poster-host observe and pass the fact in.",
    );
}

#[test]
fn hosts_files_are_touched_in_disk_cache_and_platform_only() {
    let allowed = ["disk.rs", "disk/", "cache.rs", "cache/", "platform/"].map(|path| format!("src-tauri/host/src/{path}"));
    let host = without("src-tauri/host/src", &allowed.each_ref().map(String::as_str));
    never(
        shipped(&host),
        FILES,
        "Files are touched in disk, cache and platform only: add a function there and call it.",
    );
}

#[test]
fn a_failure_stays_a_structure() {
    let mut shell = sources("src-tauri/src", &[".rs"]);
    shell.extend(sources("src-tauri/host/src", &[".rs"]));
    let remedy = "A failure goes on whole, as poster_core::Failure, until the last pixel: return it and not its text.";
    never(shipped(&shell), TEXT_FOR_A_FAILURE, remedy);
    never(
        shipped(&shell),
        r"\b(map_err|or_else)\(\s*(ToString::to_string|\|[^|]{0,60}\|\s*(\w+\.to_string\(\)|format!))",
        remedy,
    );
}

#[test]
fn the_patterns_find_what_they_look_for() {
    let found = [
        (SYSTEMS, "#[cfg(target_os = \"linux\")]"),
        (SYSTEMS, "#[cfg(all(test, unix))]"),
        (SYSTEMS, "#[cfg(not(windows))]"),
        (SYSTEMS, "if cfg!(windows) {"),
        (SYSTEMS, "#[cfg_attr(\n    target_family = \"unix\",\n    ignore\n)]"),
        (WORLD, "use std::{collections::BTreeMap, fs};"),
        (WORLD, "std::env::var(name)"),
        (WORLD, "let now = Instant::now();"),
        (FILES, "tokio::fs::read(path).await"),
        (FILES, "use std::{fs, io};"),
        (TEXT_FOR_A_FAILURE, "fn a() -> Result<Vec<u8>, String> {"),
    ];
    for (pattern, text) in found {
        assert!(Regex::new(pattern).unwrap().is_match(text), "{pattern} misses {text}");
    }
    let passed = [
        (SYSTEMS, "#![cfg_attr(not(debug_assertions), windows_subsystem = \"windows\")]"),
        (SYSTEMS, "#[cfg(test)]\nmod windows;"),
        (WORLD, "use std::collections::BTreeMap;"),
        (FILES, "use std::io;"),
        (TEXT_FOR_A_FAILURE, "fn a() -> Result<String, Failure> {"),
    ];
    for (pattern, text) in passed {
        assert!(!Regex::new(pattern).unwrap().is_match(text), "{pattern} takes {text}");
    }
}
