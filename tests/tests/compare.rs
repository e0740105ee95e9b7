//! Both sides agree in every environment, or the difference is listed; and what is exported is what is documented.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use poster_core::compare::domain::{DomainVerdict, SeenIn};
use poster_core::compare::environment::environments;
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::matrix::{CellStanding, Matrix, matrix};
use poster_core::compare::rehearsal::Rehearsing;
use poster_core::window::{BatchOptions, Outcome, Progress};
use poster_core::{Event, Kind, Locale, State, Surface, View};
use poster_demo::{Demo, Options};
use poster_host::api::{Api, ListQuery};
use poster_host::cache::Cache;
use poster_host::compare::fault::Fault;
use poster_host::compare::{self, domains};
use poster_host::driver::{Doors, Driver};
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::source::Source;
use poster_tests::{read, root};
use serde_json::Value;

fn everything() -> Matrix {
    compare::everything(&environments().reference).unwrap()
}

#[test]
fn every_difference_is_listed_and_every_listed_one_is_there() {
    let matrix = everything();
    let mut wrong = Vec::new();
    for row in &matrix.rows {
        for (place, cell) in matrix.environments.iter().zip(&row.cells) {
            if cell.standing == CellStanding::Parts {
                wrong.push(format!(
                    "{} on {place} parts at step {:?}: list it in tests/divergences.json with why, or put it right",
                    row.scenario, cell.at
                ));
            }
        }
    }
    for gone in &matrix.gone {
        wrong.push(format!(
            "{} on {} at step {} agrees now: remove it from tests/divergences.json",
            gone.scenario, gone.environment, gone.step
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(matrix.well);
    let played = matrix
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.standing != CellStanding::NotPlayed);
    assert!(played.count() > 300, "the matrix has shrunk");
}

#[test]
fn an_unlisted_difference_and_one_that_is_gone_are_found() {
    let all = known::divergences();
    let run = |listed: &[_]| {
        matrix(known::scenarios(), listed, &environments().reference, |scenario, place| {
            compare::play(scenario, &place.id)
        })
        .unwrap()
    };
    let fewer = run(&all[1..]);
    assert!(!fewer.well && fewer.gone.is_empty());
    let parts = fewer
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.standing == CellStanding::Parts);
    assert_eq!(parts.count(), 1);
    let mut more = all.to_vec();
    more.push(poster_core::compare::diff::Divergence {
        scenario: "saved".into(),
        environment: "windows".into(),
        step: 0,
        why: "It never was.".into(),
    });
    let more = run(&more);
    assert!(!more.well);
    assert_eq!(more.gone.len(), 1);
}

#[test]
fn every_reason_is_given() {
    let places: BTreeSet<&str> = environments().environments.iter().map(|place| place.id.as_str()).collect();
    for row in known::divergences() {
        assert!(row.why.len() > 20, "{}: why?", row.scenario);
        assert!(known::scenario(&row.scenario).is_some(), "{} is no scenario", row.scenario);
        assert!(places.contains(row.environment.as_str()), "{} is no environment", row.environment);
    }
    let mut listed: Vec<_> = known::divergences()
        .iter()
        .map(|row| (&row.scenario, &row.environment, row.step))
        .collect();
    listed.sort();
    let before = listed.len();
    listed.dedup();
    assert_eq!(listed.len(), before, "a difference is listed twice");
}

#[test]
fn every_wording_says_where_it_is_from_and_means_what_it_says() {
    let table = environments();
    let of = |surface: Surface| table.environments.iter().filter(move |place| place.surface == surface);
    let names = |surface| of(surface).map(|place| place.id.clone()).collect::<BTreeSet<_>>();
    for mishap in &table.mishaps {
        let word = &mishap.word;
        let rows = mishap.wechat.iter().map(|row| (Surface::Wechat, &row.places, &row.seen, &row.assumed));
        let rows = rows.chain(mishap.desktop.iter().map(|row| (Surface::Desktop, &row.places, &row.seen, &row.assumed)));
        for (surface, places, seen, assumed) in rows {
            assert!(
                seen.is_some() != assumed.is_some(),
                "{word}: a wording is either seen (where?) or assumed (from what?)"
            );
            for place in places.iter().flatten() {
                assert!(names(surface).contains(place), "{word}: {place} is no environment of that surface");
            }
        }
    }
    assert_eq!(of(Surface::Wechat).count(), 6);
    let reference = &table.reference;
    assert!(names(Surface::Desktop).contains(&reference.desktop) && names(Surface::Wechat).contains(&reference.wechat));
    // A wording that is taken for something else is a trap for users: each is known and listed.
    let mut traps: Vec<String> = Vec::new();
    for card in compare::setup().environments {
        for spelled in card.spellings {
            let meant = table.mishaps.iter().find(|mishap| mishap.word == spelled.mishap).unwrap().kind;
            let desktop = spelled.signal.surface() == Surface::Desktop;
            if spelled.kind != meant && !(desktop && meant == Kind::PermissionDeniedByUser) {
                traps.push(format!("{} on {}: {}", spelled.mishap, card.environment.id, spelled.kind.as_str()));
            }
        }
    }
    traps.sort();
    traps.dedup();
    let known = [
        "denied_by_system on linux: folder_read_only",
        "denied_by_system on windows: folder_read_only",
        "offline on wechat-devtools: unknown",
        "storage_full on wechat-android: unknown",
        "storage_full on wechat-harmony: unknown",
    ];
    assert_eq!(traps, known);
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&read("src-tauri/core/contract/trace.schema.json")).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn every_trace_is_as_documented_and_comes_back() {
    let schema = schema();
    for scenario in known::scenarios() {
        for place in &environments().environments {
            if scenario.not_on.contains_key(&place.surface) {
                continue;
            }
            let trace = compare::play(scenario, &place.id).unwrap().trace;
            let value = serde_json::to_value(&trace).unwrap();
            if let Err(error) = schema.validate(&value) {
                panic!("{} on {}: {error} at {}", scenario.name, place.id, error.instance_path());
            }
            let back = import(&value.to_string()).unwrap();
            assert!(back.recorded && back.steps == trace.steps);
        }
    }
}

#[test]
fn the_schema_refuses_what_import_refuses() {
    let schema = schema();
    let bones = serde_json::json!({
        "format": "poster-trace/1", "contract": "073dcde044e5", "surface": "wechat", "environment": "wechat-android",
        "device": { "platform": "android", "model": "x" }, "scenario": null, "recorded": true,
        "steps": [{ "state": "fetching", "on": "save", "taken": true, "attempt": 1, "signal": null, "t": 3 }],
    });
    assert!(
        schema.is_valid(&bones),
        "{:?}",
        schema.validate(&bones).map_err(|error| error.to_string())
    );
    let read = import(&bones.to_string()).unwrap();
    assert_eq!((read.environment.as_str(), read.steps[0].filled), ("wechat-android", true));
    for wrong in [
        serde_json::json!({}),
        serde_json::json!({ "format": "poster-trace/2", "steps": [] }),
        serde_json::json!({ "format": "poster-trace/1", "steps": [{ "on": "save" }] }),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
        assert!(import(&wrong.to_string()).is_err(), "{wrong}");
    }
}

/// Doors that only listen.
#[derive(Clone, Default)]
struct Ears(Arc<Mutex<Vec<Option<Rehearsing>>>>);

impl Doors for Ears {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(async { None })
    }
    fn sign_in(&self) {}
    fn view(&self, _: &View) {}
    fn progress(&self, _: Progress) {}
    fn recorded(&self, _: &str, _: Outcome) {}
    fn folder(&self, _: &Path) {}
    fn rehearsing(&self, rehearsing: Option<&Rehearsing>) {
        self.0.lock().unwrap().push(rehearsing.cloned());
    }
}

async fn demo() -> Demo {
    let cache = root().join("target/demo-posters");
    Demo::start(Options { cache, ..Options::default() }).await.unwrap()
}

async fn until(driver: &Driver, state: State) -> View {
    let since = Instant::now();
    loop {
        let view = driver.view();
        if view.state == state {
            return view;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "{state:?} does not come: {:?}", view.state);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsed_row_is_met_by_one_real_save() {
    let demo = demo().await;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("posters");
    std::fs::create_dir(&folder).unwrap();
    let cache = Cache::open(home.path().join("cache"), 64 << 20).unwrap();
    let library = Arc::new(Library::new(Api::new(Source::parse(&demo.url(), true).unwrap()), cache));
    let page = library
        .list(&ListQuery {
            limit: Some(1),
            ..ListQuery::default()
        })
        .await
        .unwrap();
    let poster = page.items[0].id.clone();
    let ears = Ears::default();
    let driver = Driver::new(
        tokio::runtime::Handle::current(),
        library,
        Ledger::open(None),
        BatchOptions::default(),
        folder.clone(),
        Locale::ZhCn,
        Box::new(ears.clone()),
    );
    for (kind, environment, state) in [
        (Kind::FolderProtected, "windows", State::Blocked),
        (Kind::StorageFull, "macos", State::Misplaced),
        (Kind::NetworkOffline, "linux", State::Failed),
    ] {
        let armed = driver.rehearse(Some(Fault::of(kind, environment).unwrap())).unwrap();
        assert!(!armed.met);
        driver.send(Event::Save, Some(&poster));
        let view = until(&driver, state).await;
        assert_eq!(view.kind, Some(kind));
        assert!(driver.rehearsing().is_some_and(|rehearsing| rehearsing.met));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        driver.send(Event::Dismiss, None);
        assert_eq!(driver.rehearsing(), None);
    }
    driver.send(Event::Save, Some(&poster));
    until(&driver, State::Saved).await;
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    let heard: Vec<Option<bool>> = ears.0.lock().unwrap().iter().map(|told| told.as_ref().map(|told| told.met)).collect();
    assert_eq!(heard, [Some(false), Some(true), None].repeat(3));
    driver.rehearse(Some(Fault::of(Kind::NetworkDns, "linux").unwrap()));
    assert_eq!(driver.rehearse(None), None, "it can be called off");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_would_be_refused_by_wechat_for_its_plain_address() {
    let demo = demo().await;
    let api = Api::new(Source::parse(&demo.url(), true).unwrap());
    let report = domains::look(&api, &["cdn.example.com".into()]).await.unwrap();
    assert!(report.checked > 20);
    assert_eq!(report.hosts.len(), 1);
    let host = &report.hosts[0];
    assert_eq!(host.verdict, DomainVerdict::Http);
    assert!(host.seen_in.contains(&SeenIn::Api) && host.seen_in.contains(&SeenIn::Poster));
    assert!(!host.example.contains('?'));
}
