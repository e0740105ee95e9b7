//! The compare screen in the real window: both flows really run, beside each other.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use poster_core::Surface;
use poster_core::compare::environment::environments;
use poster_core::compare::known;
use poster_core::scenario::Scenario;
use serde_json::{Value, json};

use crate::desk::Desk;

/// What a scenario says that a surface shows after a step.
fn expected(scenario: &Scenario, step: usize, surface: Surface) -> Option<String> {
    let value = scenario.steps[step].expect.get("state")?;
    let key = match surface {
        Surface::Desktop => "desktop",
        Surface::Wechat => "wechat",
    };
    let value = value.get(key).unwrap_or(value);
    value.as_str().map(ToOwned::to_owned)
}

async fn open(desk: &Desk) {
    desk.more("compare").await;
    desk.find("[data-testid=compare]").await;
}

/// Chooses an environment of a surface by hand.
async fn settle(desk: &Desk, surface: &str, environment: &str) {
    desk.click(&format!("[data-testid=environment-{surface}]")).await;
    desk.click(&format!("input[data-testid=environment-{environment}]")).await;
    let name = &environments().find(environment).unwrap().name.zh_cn;
    let chosen = format!("//*[@data-testid='environment-{surface}'][contains(., '{name}')]");
    if desk.window.wait().for_element(Locator::XPath(&chosen)).await.is_err() {
        desk.picture("compare-lost").await;
        panic!("{environment} is not chosen");
    }
}

async fn choose(desk: &Desk, scenario: &str) {
    desk.click(&format!("[data-testid=scenario-{scenario}]")).await;
    desk.find(&format!("[data-testid=scenario-{scenario}][aria-current=true]")).await;
}

/// Plays a scenario step by step and looks at each side after each.
async fn play(desk: &Desk, name: &str) {
    let scenario = known::scenario(name).unwrap();
    choose(desk, name).await;
    for number in 0..scenario.steps.len() {
        desk.click("[data-testid=step]:not([disabled])").await;
        for (surface, hand) in [(Surface::Desktop, "left"), (Surface::Wechat, "right")] {
            if scenario.not_on.contains_key(&surface) {
                continue;
            }
            let Some(state) = expected(scenario, number, surface) else { continue };
            let shown = format!("[data-testid=state-{hand}][data-state={state}]");
            let since = Instant::now();
            loop {
                if desk.window.find(Locator::Css(&shown)).await.is_ok() {
                    break;
                }
                if since.elapsed() > Duration::from_secs(30) {
                    desk.picture("compare-lost").await;
                    panic!("{name}, step {number}: {surface:?} does not show {state}");
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        if number == 2 {
            desk.picture(&format!("compare-{name}")).await;
        }
    }
    let both = scenario.not_on.is_empty();
    if both {
        desk.find("[data-testid=verdict]").await;
        let verdict = desk.find("[data-testid=verdict]").await.attr("data-verdict").await.unwrap();
        if verdict.as_deref() != Some("same") {
            desk.picture("compare-parts").await;
            let rows = desk.find("[data-testid=trace]").await.prop("textContent").await.unwrap();
            panic!("{name}: {verdict:?}: {rows:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_play_the_same_scenarios_step_by_step() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    settle(&desk, "desktop", "macos").await;
    for scenario in [
        "denied_then_granted",
        "denied_still_refused",
        "denied_by_system",
        "privacy_not_agreed",
        "offline",
        "storage_full",
    ] {
        play(&desk, scenario).await;
    }
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_environment_that_words_it_otherwise_parts_where_it_is_listed() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    desk.click("[data-testid=section-matrix]").await;
    desk.click("[data-testid=matrix-run]").await;
    // A cell of the matrix opens its pair, plays it, and looks at where they part: nothing is left to press.
    desk.click("[data-testid=cell][data-standing=listed][data-scenario=storage_full][data-environment=wechat-android]")
        .await;
    desk.find("[data-testid=state-left][data-state=misplaced]").await;
    desk.find("[data-testid=state-right][data-state=stopped]").await;
    desk.find("[data-testid=verdict][data-verdict=listed]").await;
    desk.find("[data-testid=trace-row][data-standing=listed]").await;
    desk.picture("compare-listed").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_environment_is_chosen_by_hand() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    settle(&desk, "desktop", "linux").await;
    choose(&desk, "denied_then_granted").await;
    for _ in 0..3 {
        desk.click("[data-testid=step]:not([disabled])").await;
    }
    desk.find("[data-testid=state-left][data-state=misplaced]").await;
    desk.find("[data-testid=state-right][data-state=blocked]").await;
    desk.find("[data-testid=verdict][data-verdict=listed]").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_and_its_report_come_from_the_screen() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    desk.click("[data-testid=section-matrix]").await;
    desk.click("[data-testid=matrix-run]").await;
    desk.find("[data-testid=matrix]").await;
    desk.picture("compare-matrix").await;
    let report = desk.home().join("report.html");
    desk.pick(&report);
    desk.click("[data-testid=export-html]").await;
    let since = Instant::now();
    while !report.exists() {
        assert!(since.elapsed() < Duration::from_secs(30), "no report was written");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let text = std::fs::read_to_string(&report).unwrap();
    assert!(text.contains("双端对照报告") && text.contains("denied_then_granted"));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsed_failure_meets_the_next_real_save_and_only_that() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    desk.click("[data-testid=section-rehearse]").await;
    desk.click("[data-testid=rehearse-storage_full]").await;
    desk.find("[data-testid=rehearsal-banner][data-kind=storage_full]").await;
    desk.picture("rehearsal-banner").await;
    desk.save_first().await;
    desk.guidance("misplaced").await;
    assert_eq!(std::fs::read_dir(&desk.folder).unwrap().count(), 0, "nothing is stored in a rehearsal");
    desk.picture("rehearsal-met").await;
    desk.click("[data-testid=offer-retry]").await;
    desk.guidance("saved").await;
    Desk::only_file(&desk.folder);
    let banner = desk.window.find(Locator::Css("[data-testid=rehearsal-banner]")).await;
    assert!(banner.is_err(), "the rehearsal is spent");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phone_frame_reaches_nothing_of_the_app() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    settle(&desk, "desktop", "macos").await;
    choose(&desk, "saved").await;
    desk.click("[data-testid=step]:not([disabled])").await;
    desk.find("[data-testid=state-right][data-state=fetching]").await;
    desk.find("iframe[data-testid=phone]").await.enter_frame().await.unwrap();
    let script = "
        const done = arguments[arguments.length - 1];
        const look = (what) => { try { return String(what()); } catch (error) { return 'refused: ' + error.name; } };
        const call = JSON.stringify({ cmd: 'set_theme', callback: 1, error: 2, payload: { theme: 'dark' }, options: {}, __TAURI_INVOKE_KEY__: 'guess' });
        const told = look(() => window.webkit?.messageHandlers?.ipc?.postMessage(call));
        const found = {
          origin: look(() => window.origin),
          here: look(() => typeof window.__TAURI_INTERNALS__),
          above: look(() => parent.__TAURI_INTERNALS__),
          document: look(() => parent.document),
          storage: look(() => localStorage),
          told,
        };
        Promise.allSettled(['ipc://localhost/hello', 'poster://localhost/x/full', 'http://127.0.0.1:1/'].map((address) => fetch(address, { method: 'POST' })))
          .then((answers) => done({ ...found, fetched: answers.map(({ status }) => status) }));
    ";
    let found: Value = desk.window.execute_async(script, vec![]).await.unwrap();
    desk.window.clone().enter_parent_frame().await.unwrap();
    assert_eq!(found["origin"], "null", "{found}");
    assert_eq!(found["here"], "undefined", "{found}");
    for refused in ["above", "document", "storage"] {
        assert!(found[refused].as_str().unwrap().starts_with("refused"), "{refused}: {found}");
    }
    assert_eq!(found["fetched"], json!(["rejected", "rejected", "rejected"]), "{found}");
    // The bridge of the web view may be in every frame; what comes without the window's key is not heard.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let settings = std::fs::read_to_string(desk.home().join("config/poster-companion/settings.json")).unwrap();
    assert!(!settings.contains("dark"), "the frame changed a setting: {settings}");
    desk.close().await;
}
