//! What runs on other people's machines: pinned, and with no more rights than it needs.

use poster_tests::{read, root};
use regex::Regex;
use serde_json::Value;

use crate::tree::{Source, sources};

fn workflows() -> Vec<(Source, Value)> {
    let files = sources(".github/workflows", &[".yml"]);
    let parsed = |file: Source| {
        let value = serde_saphyr::from_str(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        (file, value)
    };
    files.into_iter().map(parsed).collect()
}

/// Every step of every job, with the job's name.
fn steps(workflow: &Value) -> Vec<(&str, &Value)> {
    let jobs = workflow["jobs"].as_object().unwrap();
    jobs.iter()
        .flat_map(|(name, job)| job["steps"].as_array().into_iter().flatten().map(move |step| (name.as_str(), step)))
        .collect()
}

#[test]
fn every_action_is_pinned_to_a_commit() {
    let pinned = Regex::new(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$").unwrap();
    let versioned = Regex::new(r"# v\d").unwrap();
    for (file, workflow) in workflows() {
        for (job, step) in steps(&workflow) {
            if let Some(uses) = step["uses"].as_str() {
                assert!(pinned.is_match(uses), "{}, {job}: {uses} may change under us; name its commit", file.path);
            }
        }
        for line in file.text.lines().filter(|line| line.contains("uses:") && line.contains('@')) {
            assert!(versioned.is_match(line), "{}: say which version that is: {line}", file.path);
        }
    }
}

#[test]
fn a_workflow_may_read_and_a_job_asks_for_more() {
    for (file, workflow) in workflows() {
        assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }), "{}", file.path);
        for (job, step) in steps(&workflow) {
            if step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/checkout@")) {
                assert_eq!(
                    step["with"]["persist-credentials"],
                    Value::Bool(false),
                    "{}, {job}: the token is left lying about",
                    file.path
                );
            }
        }
    }
    let release = read(".github/workflows/release.yml");
    assert_eq!(
        release.matches(": write").count(),
        3,
        "only the job that publishes writes, and only three things"
    );
}

#[test]
fn a_secret_is_given_to_the_step_that_uses_it() {
    for (file, workflow) in workflows() {
        assert!(
            !workflow["env"].to_string().contains("secrets."),
            "{}: every job would have it",
            file.path
        );
        for (name, job) in workflow["jobs"].as_object().unwrap() {
            assert!(
                !job["env"].to_string().contains("secrets."),
                "{}, {name}: every step would have it",
                file.path
            );
        }
        for (job, step) in steps(&workflow) {
            let run = step["run"].as_str().unwrap_or_default();
            assert!(
                !run.contains("${{"),
                "{}, {job}: what is filled into a script can be a script: hand it over in env",
                file.path
            );
        }
    }
}

#[test]
fn what_the_packages_are_made_of_is_there() {
    let below = root().join("src-tauri");
    for file in [
        "tauri.conf.json",
        "tauri.linux.conf.json",
        "tauri.macos.conf.json",
        "tauri.windows.conf.json",
    ] {
        let text = read(&format!("src-tauri/{file}"));
        let configuration: Value = serde_json::from_str(&text).unwrap();
        let mut named = Vec::new();
        collect(&configuration["bundle"], &mut named);
        assert!(!named.is_empty(), "{file} names no file: this rule watches nothing");
        for path in named {
            // What is made while packing lies in target.
            assert!(
                path.contains("/target/") || below.join(&path).is_file(),
                "{file} names {path}, which is not there"
            );
        }
    }
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with("../") || text.starts_with("package/") => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, found)),
        _ => {}
    }
}

#[test]
fn a_link_opens_the_app_and_says_nothing_to_it() {
    // poster-companion: links come as an argument, from any page of any browser.
    let shell = sources("src-tauri/src", &[".rs"]);
    let reads = Regex::new(r"env::args|args_os|get_matches").unwrap();
    for file in &shell {
        assert!(
            !reads.is_match(&file.code()),
            "{} reads its arguments: a link from anywhere would reach it",
            file.path
        );
    }
    let lib = read("src-tauri/src/lib.rs");
    assert!(
        lib.contains("|app, _args, _folder|"),
        "the running app must not look at what a second start was given"
    );
}
