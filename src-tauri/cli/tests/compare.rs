//! `poster compare`, as a script calls it.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn poster(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_poster")).args(arguments).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn says(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn everything_agrees_or_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("报告.html");
    let output = poster(&["compare", "--all", "--json", "--report", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", says(&output));
    let matrix = json(&output);
    assert_eq!(matrix["well"], true);
    assert_eq!(matrix["environments"].as_array().unwrap().len(), 10);
    let page = std::fs::read_to_string(report).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("双端对照报告") && !page.contains("<script"));
    let text = poster(&["compare", "--all"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("≈ storage_full on wechat-android from step 3"));
}

#[test]
fn another_reference_may_be_chosen() {
    // A difference belongs to a pair: what is listed for Linux explains every phone that is compared with Linux.
    let output = poster(&["compare", "--all", "--json", "--desktop", "linux"]);
    let matrix = json(&output);
    assert_eq!(matrix["reference"]["desktop"], "linux");
    let column = |name: &str| {
        let all = matrix["environments"].as_array().unwrap();
        all.iter().position(|one| one == name).unwrap()
    };
    let rows = matrix["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["scenario"] == "denied_then_granted").unwrap();
    let cell = &row["cells"][column("wechat-ios")];
    assert_eq!(
        (&cell["standing"], &cell["against"], &cell["at"]),
        (&"listed".into(), &"linux".into(), &2.into())
    );
    let usual = json(&poster(&["compare", "--all", "--json"]));
    let row = usual["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["scenario"] == "denied_then_granted")
        .unwrap();
    let cell = &row["cells"][column("wechat-ios")];
    assert_eq!((&cell["standing"], &cell["against"]), (&"same".into(), &"macos".into()));
}

#[test]
fn a_scenario_is_played_on_both_sides() {
    let output = poster(&[
        "compare",
        "denied_then_granted",
        "--desktop",
        "macos",
        "--wechat",
        "wechat-android",
        "--json",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", says(&output));
    let run = json(&output);
    assert_eq!(run["diff"]["same"], true);
    assert_eq!(run["b"]["steps"][2]["signal"]["errMsg"], "saveImageToPhotosAlbum:fail:auth denied");
}

#[test]
fn what_one_surface_alone_plays_is_compared_within_it() {
    let output = poster(&["compare", "prompt_dismissed", "--wechat", "wechat-pc", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", says(&output));
    let run = json(&output);
    assert_eq!(
        (&run["a"]["environment"], &run["b"]["environment"]),
        (&"wechat-pc".into(), &"wechat-ios".into())
    );
    assert_eq!(run["diff"]["first"], 2);
}

#[test]
fn two_traces_are_compared_and_a_parting_is_an_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, value: &Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, value.to_string()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let run = json(&poster(&["compare", "offline", "--json"]));
    let (a, mut b) = (run["a"].clone(), run["b"].clone());
    let [left, right] = [write("a.json", &a), write("b.json", &b)];
    assert_eq!(poster(&["compare", &left, &right]).status.code(), Some(0));
    b["steps"][1]["copy"] = "断网了".into();
    let other = write("c.json", &b);
    let output = poster(&["compare", &left, &other]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("断网了"));
    let page = folder.path().join("pair.html");
    poster(&["compare", &left, &other, "--report", page.to_str().unwrap()]);
    assert!(std::fs::read_to_string(page).unwrap().contains("断网了"));
}

#[test]
fn a_trace_is_laid_beside_its_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let run = json(&poster(&["compare", "offline", "--json"]));
    let path = folder.path().join("phone.json");
    let mut phone = run["b"].clone();
    phone["scenario"] = Value::Null;
    std::fs::write(&path, phone.to_string()).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [["compare", "offline", path, "--json"], ["compare", path, "offline", "--json"]] {
        let output = poster(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", says(&output));
        let found = json(&output);
        assert_eq!((&found["a"]["environment"], &found["b"]["recorded"]), (&"macos".into(), &true.into()));
        assert_eq!(found["b"]["scenario"], "offline");
    }
    phone["steps"][1]["state"] = "stopped".into();
    std::fs::write(path, phone.to_string()).unwrap();
    let output = poster(&["compare", "offline", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("X    2"), "steps are counted from 1");
}

#[test]
fn another_contract_is_no_defect_and_not_well_either() {
    let folder = tempfile::tempdir().unwrap();
    let run = json(&poster(&["compare", "offline", "--json"]));
    let path = folder.path().join("phone.json");
    let mut phone = run["b"].clone();
    phone["contract"] = "0123456789ab".into();
    let compare = |phone: &Value| {
        std::fs::write(&path, phone.to_string()).unwrap();
        poster(&["compare", "offline", path.to_str().unwrap(), "--json"])
    };
    assert_eq!(compare(&phone).status.code(), Some(0), "nothing differs");
    phone["steps"][1]["copy"] = "断网了".into();
    let output = compare(&phone);
    assert_eq!(output.status.code(), Some(1));
    let found = json(&output);
    let differences = found["diff"]["steps"][1]["differences"].as_array().unwrap();
    assert!(differences.iter().any(|one| one["standing"] == "version"), "{differences:?}");
}

#[test]
fn what_replay_prints_can_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/offline.json");
    let printed = |surface: &str| {
        let output = poster(&["replay", scenario.to_str().unwrap(), "--surface", surface, "--json"]);
        let path = folder.path().join(surface);
        std::fs::write(&path, output.stdout).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let output = poster(&["compare", &printed("desktop"), &printed("wechat")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_wrong_call_says_what_there_is() {
    for (arguments, word) in [
        (&["compare"][..], "--all"),
        (&["compare", "nothing_such"], "denied_then_granted"),
        (&["compare", "saved", "--desktop", "wechat-ios"], "windows"),
        (&["compare", "/no/such", "/file"], "/no/such"),
    ] {
        let output = poster(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(says(&output).contains(word), "{arguments:?}: {}", says(&output));
    }
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, "{\n  \"format\": \"poster-trace/1\",\n  oh\n}").unwrap();
    let broken = broken.to_str().unwrap();
    assert!(says(&poster(&["compare", broken, broken])).contains("broken.json:3:"));
}
