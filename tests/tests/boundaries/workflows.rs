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
}

/// Rights to write, by job: each job has one purpose.
const WRITES: &[(&str, &str, &[&str])] = &[
    (".github/workflows/page.yml", "deploy", &["pages", "id-token"]),
    (".github/workflows/release.yml", "attest", &["id-token", "attestations"]),
    (".github/workflows/release.yml", "publish", &["contents"]),
];

#[test]
fn only_these_jobs_write_and_they_run_nothing_of_others() {
    let runs = Regex::new(r"\b(cargo|npm|npx|rustup|pip)\b").unwrap();
    let mut seen = 0;
    for (file, workflow) in workflows() {
        for (name, job) in workflow["jobs"].as_object().unwrap() {
            let rights = job["permissions"].as_object().cloned().unwrap_or_default();
            let writes: Vec<&str> = rights
                .iter()
                .filter(|(_, right)| *right != "read")
                .map(|(what, _)| what.as_str())
                .collect();
            let allowed = WRITES.iter().find(|(path, job, _)| *path == file.path && job == name);
            let allowed = allowed.map_or(&[][..], |(_, _, rights)| rights);
            assert_eq!(writes, allowed, "{}, {name}", file.path);
            if writes.is_empty() {
                continue;
            }
            seen += 1;
            for step in job["steps"].as_array().unwrap() {
                let run = step["run"].as_str().unwrap_or_default();
                assert!(
                    !runs.is_match(run),
                    "{}, {name}: `{run}` runs what others wrote where something can be written",
                    file.path
                );
            }
        }
    }
    assert_eq!(seen, WRITES.len(), "a job of the list is gone");
}

/// What a step with a secret may start: programs of this repository that compile nothing, and GitHub's own.
const WITH_SECRETS: &[&str] = &[
    "target/debug/xtask package bundle",
    r"target\debug\xtask.exe package bundle",
    "node ui/scripts/package/sign.mjs",
];

#[test]
fn a_step_with_a_secret_compiles_nothing() {
    let compiles = Regex::new(r"\b(cargo|npm|npx|rustup|make|pip)\b").unwrap();
    let mut seen = 0;
    for (file, workflow) in workflows() {
        for (job, step) in steps(&workflow) {
            if !step["env"].to_string().contains("secrets.") {
                continue;
            }
            seen += 1;
            let run = step["run"].as_str().unwrap_or_default();
            assert!(
                !compiles.is_match(run) && WITH_SECRETS.iter().any(|program| run.contains(program)),
                "{}, {job}: `{run}` is not among what may see a secret",
                file.path
            );
            assert!(step["uses"].is_null(), "{}, {job}: an action of others would see a secret", file.path);
        }
        // And none goes to a job whole.
        assert!(!file.text.contains("secrets: inherit"), "{}", file.path);
    }
    assert_eq!(seen, 3, "Apple's, Microsoft's and the release's own key: who else has one?");
    let package = read("src-tauri/xtask/src/package.rs");
    let bundle = package.split("fn bundle()").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap();
    assert!(!bundle.contains("compile(") && !bundle.contains("ui::build"), "`package bundle` compiles");
}

#[test]
fn a_release_waits_for_tests_audits_and_trials() {
    let files: Vec<(Source, Value)> = workflows();
    let workflow = |name: &str| &files.iter().find(|(file, _)| file.path.ends_with(name)).unwrap().1["jobs"];
    let release = workflow("release.yml");
    let needs = |job: &str| -> Vec<String> {
        match &release[job]["needs"] {
            Value::String(one) => vec![one.clone()],
            Value::Array(list) => list.iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
            _ => Vec::new(),
        }
    };
    let mut before = vec!["publish".to_owned()];
    for at in 0.. {
        let Some(job) = before.get(at).cloned() else { break };
        before.extend(needs(&job));
    }
    for job in ["verify", "packages", "try-linux", "try-others", "describe", "sign", "attest"] {
        assert!(before.iter().any(|name| name == job), "a release is published without {job}");
    }
    assert_eq!(release["verify"]["uses"], "./.github/workflows/verify.yml");
    let verify = workflow("verify.yml");
    assert_eq!(verify["dependencies"]["uses"], "./.github/workflows/audit.yml");
    let names: Vec<&String> = verify.as_object().unwrap().keys().collect();
    assert_eq!(names, ["test", "dependencies", "package"]);
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
