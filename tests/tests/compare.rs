//! Both sides agree in every environment, or the difference is listed; and what is exported is what is documented.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use poster_core::compare::domain::{DomainCut, DomainProgress, DomainPurpose, DomainVerdict, ListedDomains, SeenIn};
use poster_core::compare::environment::environments;
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::matrix::{CellStanding, Matrix, matrix};
use poster_core::compare::rehearsal::Rehearsing;
use poster_core::contract::ByLocale;
use poster_core::window::{BatchOptions, Outcome, Progress};
use poster_core::{CONTRACT_HASH, DesktopSignal, Event, Failure, Kind, Locale, Signal, State, Surface, View, WechatSignal};
use poster_demo::{Demo, Options};
use poster_host::api::{Api, ListQuery};
use poster_host::cache::Cache;
use poster_host::compare::fault::Fault;
use poster_host::compare::{self, domains};
use poster_host::driver::{Doors, Driver};
use poster_host::fetch::Cancel;
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::source::Source;
use poster_tests::{read, root};
use serde_json::Value;

fn everything() -> Matrix {
    compare::everything(&environments().reference).unwrap().matrix
}

#[test]
fn every_difference_is_listed_and_every_listed_one_is_there() {
    let matrix = everything();
    let mut wrong = Vec::new();
    for row in &matrix.rows {
        for (place, cell) in matrix.environments.iter().zip(&row.cells) {
            if cell.standing == CellStanding::Parts {
                wrong.push(format!(
                    "{} on {place} differs from step {:?}: list it in tests/divergences.json with why, or put it right",
                    row.scenario,
                    cell.at.map(|at| at + 1)
                ));
            }
        }
    }
    for gone in &matrix.gone {
        wrong.push(format!(
            "{} on {} from step {} agrees now: remove it from tests/divergences.json",
            gone.scenario,
            gone.environment,
            gone.step + 1
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
        .matrix
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
        why: ByLocale::new("从来没有过。", "It never was."),
    });
    let more = run(&more);
    assert!(!more.well);
    assert_eq!(more.gone.len(), 1);
}

#[test]
fn every_reason_is_given() {
    let places: BTreeSet<&str> = environments().environments.iter().map(|place| place.id.as_str()).collect();
    for row in known::divergences() {
        assert!(row.why.en.len() > 20 && row.why.zh_cn.chars().count() > 10, "{}: why?", row.scenario);
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
        let rows = mishap
            .wechat
            .iter()
            .map(|row| (Surface::Wechat, &row.places, [&row.seen, &row.documented, &row.assumed]));
        let desktop = mishap.desktop.iter();
        let rows = rows.chain(desktop.map(|row| (Surface::Desktop, &row.places, [&row.seen, &row.documented, &row.assumed])));
        for (surface, places, evidence) in rows {
            let told = evidence.into_iter().flatten();
            assert_eq!(
                told.count(),
                1,
                "{word}: a wording is seen (where?), documented (by whom?) or assumed (from what?)"
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
    for (mishap, place) in table
        .mishaps
        .iter()
        .flat_map(|mishap| table.environments.iter().map(move |place| (mishap, place)))
    {
        let calls = mishap.wechat.iter().map(|row| row.api.as_deref().unwrap_or("saveImageToPhotosAlbum"));
        let likes: Vec<Signal> = match place.surface {
            Surface::Desktop => vec![Signal::Desktop(DesktopSignal::default())],
            Surface::Wechat => calls
                .map(|call| {
                    Signal::Wechat(WechatSignal {
                        err_msg: format!("{call}:fail"),
                        ..WechatSignal::default()
                    })
                })
                .collect(),
        };
        for spelled in likes.iter().filter_map(|like| table.spell(place, &mishap.word, like)) {
            let kind = Failure::new(spelled.signal).kind;
            let desktop = place.surface == Surface::Desktop;
            if kind != mishap.kind && !(desktop && mishap.kind == Kind::PermissionDeniedByUser) {
                traps.push(format!("{} on {}: {}", mishap.word, place.id, kind.as_str()));
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

/// What a file of each form looks like, with a failure in it.
fn samples() -> Vec<Value> {
    let whole = |place: &str| {
        let mut trace = compare::play(known::scenario("denied_then_granted").unwrap(), place).unwrap().trace;
        trace.steps.truncate(4);
        trace.device = Some(BTreeMap::from([("model".into(), "x".into())]));
        serde_json::to_value(trace).unwrap()
    };
    let steps = serde_json::json!([
        { "contract": CONTRACT_HASH, "environment": "ios", "state": "fetching", "on": "save", "taken": true, "attempt": 1, "signal": null, "t": 0 },
        { "contract": CONTRACT_HASH, "environment": "ios", "state": "failed", "on": "failed.retry", "signal": {
            "errMsg": "downloadFile:fail timeout", "errno": 5, "platform": "wechat", "statusCode": 0, "scope": "granted", "album": "denied",
            "stage": "fetch", "facts": { "host": "img.example.com", "wait": 3 },
        }, "t": 420 },
    ]);
    let bones = serde_json::json!({
        "format": "poster-trace/1", "contract": CONTRACT_HASH, "surface": "wechat", "environment": "wechat-android",
        "device": { "platform": "android", "model": "x" }, "scenario": null, "recorded": true, "steps": steps,
    });
    vec![whole("macos"), whole("wechat-android"), bones, steps]
}

/// Every place in a value, the outermost first.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, inner)| places(inner, &format!("{at}/{key}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, inner)| places(inner, &format!("{at}/{index}"), found)),
        _ => {}
    }
}

/// Everything that can be wrong at one place.
fn spoilt(value: &Value) -> Vec<Value> {
    let others = [
        serde_json::json!(null),
        serde_json::json!(true),
        serde_json::json!(-1),
        serde_json::json!(70_000),
        serde_json::json!(5_000_000_000_u64),
        serde_json::json!(0.5),
        serde_json::json!("nonsense"),
        serde_json::json!("macos"),
        serde_json::json!([]),
        serde_json::json!([1]),
        serde_json::json!({}),
    ];
    let mut all: Vec<Value> = others.into_iter().filter(|other| other != value).collect();
    if let Value::Object(fields) = value {
        let mut more = fields.clone();
        more.insert("nonsense".into(), 1.into());
        all.push(Value::Object(more));
        for key in fields.keys() {
            let mut fewer = fields.clone();
            let taken = fewer.shift_remove(key).unwrap();
            all.push(Value::Object(fewer.clone()));
            fewer.insert(key.to_uppercase(), taken);
            all.push(Value::Object(fewer));
        }
    }
    if let Value::Array(items) = value {
        all.push(Value::Array([items.clone(), items.iter().take(1).cloned().collect()].concat()));
    }
    all
}

#[test]
fn the_schema_and_the_import_are_of_one_opinion() {
    let schema = schema();
    let mut disagree = Vec::new();
    let (mut taken, mut refused) = (0, 0);
    for sample in samples() {
        assert!(schema.is_valid(&sample) && import(&sample.to_string()).is_ok(), "{sample}");
        let mut all = Vec::new();
        places(&sample, "", &mut all);
        for place in all {
            for wrong in spoilt(sample.pointer(&place).unwrap()) {
                let mut file = sample.clone();
                *file.pointer_mut(&place).unwrap() = wrong;
                let (valid, read) = (schema.is_valid(&file), import(&file.to_string()));
                if valid == read.is_ok() {
                    *if valid { &mut taken } else { &mut refused } += 1;
                } else {
                    let said = read.err().map(|problem| problem.message.en);
                    disagree.push(format!("{place} = {}: schema {valid}, import {said:?}", file.pointer(&place).unwrap()));
                }
            }
        }
    }
    assert!(disagree.is_empty(), "{} disagreements:\n{}", disagree.len(), disagree.join("\n"));
    assert!(taken > 300 && refused > 3000, "{taken} taken, {refused} refused");
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
    let history = driver.history();
    assert_eq!(history.len(), 1, "a rehearsed failure is no history: {history:?}");
    let heard: Vec<Option<bool>> = ears.0.lock().unwrap().iter().map(|told| told.as_ref().map(|told| told.met)).collect();
    assert_eq!(heard, [Some(false), Some(true), None].repeat(3));
    driver.rehearse(Some(Fault::of(Kind::NetworkDns, "linux").unwrap()));
    assert_eq!(driver.rehearse(None), None, "it can be ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_would_be_refused_by_wechat_for_its_plain_address() {
    let demo = demo().await;
    let api = Api::new(Source::parse(&demo.url(), true).unwrap());
    let listed = ListedDomains {
        request: vec!["api.example.com".into()],
        download: vec!["cdn.example.com".into()],
    };
    let said = Mutex::new(Vec::new());
    let report = domains::look(&api, &listed, &Cancel::new(), |at| said.lock().unwrap().push(at))
        .await
        .unwrap();
    assert_eq!(report.cut, None);
    assert!(
        report.posters > 20 && report.followed > 0 && report.followed <= 8,
        "some addresses of the one host"
    );
    // The same host is asked and fetched from: two lists, two verdicts.
    let purposes: Vec<_> = report.hosts.iter().map(|host| (host.purpose, host.verdict)).collect();
    assert_eq!(
        purposes,
        [
            (DomainPurpose::Request, DomainVerdict::Http),
            (DomainPurpose::Download, DomainVerdict::Http)
        ]
    );
    assert_eq!(report.hosts[0].seen_in, [SeenIn::Api]);
    assert!(report.hosts[1].seen_in.contains(&SeenIn::Poster) && report.hosts[1].count > 20);
    assert!(!report.hosts[1].example.contains('?'));
    let said = said.into_inner().unwrap();
    assert_eq!(said.last().map(|at| (at.followed, at.of)), Some((report.followed, Some(report.followed))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_of_the_domains_is_cancelled_with_what_it_has_found() {
    let demo = demo().await;
    let api = Api::new(Source::parse(&demo.url(), true).unwrap());
    let cancel = Cancel::new();
    let stop = |at: DomainProgress| {
        if at.posters > 0 {
            cancel.cancel();
        }
    };
    let report = domains::look(&api, &ListedDomains::default(), &cancel, stop).await.unwrap();
    assert_eq!(report.cut, Some(DomainCut::Cancelled));
    assert_eq!(report.followed, 0);
    assert!(report.hosts.iter().any(|host| host.purpose == DomainPurpose::Request));
}
