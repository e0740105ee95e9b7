//! The compare screen in the real window: both flows really run, beside each other.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use poster_core::compare::environment::environments;
use poster_core::compare::known;
use poster_core::contract::contract;
use poster_core::scenario::Scenario;
use poster_core::{Kind, Locale, Surface};
use poster_tests::root;
use serde_json::{Value, json};

use crate::desk::Desk;

/// What a scenario says that a surface shows after a step.
fn expected(scenario: &Scenario, step: usize, surface: Surface, field: &str) -> Option<String> {
    let value = scenario.steps[step].expect.get(field)?;
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
    // As somebody does who looks elsewhere: the list closes.
    let elsewhere = "document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))";
    desk.window.execute(elsewhere, vec![]).await.unwrap();
}

/// Waits until something is so; says what was waited for where it never is.
async fn until<F: Future<Output = bool>>(desk: &Desk, what: &str, is: impl Fn() -> F) {
    let since = Instant::now();
    while !is().await {
        if since.elapsed() > Duration::from_secs(30) {
            desk.picture("compare-lost").await;
            panic!("never: {what}");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What can be read on the glass of a side: not what the trace says of it.
async fn glass(desk: &Desk, surface: Surface) -> String {
    let script = |css: &str| format!("return document.querySelector('{css}')?.innerText ?? ''");
    let read = match surface {
        Surface::Desktop => desk.window.execute(&script("[data-testid=desktop-screen]"), vec![]).await,
        Surface::Wechat => {
            desk.find("iframe[data-testid=phone]").await.enter_frame().await.unwrap();
            let read = desk.window.execute(&script("body"), vec![]).await;
            desk.window.clone().enter_parent_frame().await.unwrap();
            read
        }
    };
    read.unwrap().as_str().unwrap_or_default().to_owned()
}

/// A real press of the mouse on a button of the phone, wherever the frame is drawn and however large.
async fn press_on_the_glass(desk: &Desk, words: &str) {
    let frame = desk.find("iframe[data-testid=phone]").await;
    let place =
        "const { x, y, width, height } = document.querySelector('iframe[data-testid=phone]').getBoundingClientRect(); return [x, y, width, height]";
    let glass: [f64; 4] = serde_json::from_value(desk.window.execute(place, vec![]).await.unwrap()).unwrap();
    frame.enter_frame().await.unwrap();
    let place = "
        const button = [...document.querySelectorAll('wx-button')].findLast((one) => one.innerText.trim() === arguments[0] && one.getClientRects().length > 0);
        const { x, y, width, height } = button.getBoundingClientRect();
        return [(x + width / 2) / innerWidth, (y + height / 2) / innerHeight];
    ";
    let found = desk.window.execute(place, vec![words.into()]).await.unwrap();
    let [x, y]: [f64; 2] = serde_json::from_value(found).unwrap();
    desk.window.clone().enter_parent_frame().await.unwrap();
    let window = xdotool(&["search", "--onlyvisible", "--name", "Poster Companion"]);
    let at = |from: f64, size: f64, part: f64| format!("{:.0}", from + size * part);
    let (x, y) = (at(glass[0], glass[2], x), at(glass[1], glass[3], y));
    xdotool(&["mousemove", "--window", window.lines().next().unwrap(), &x, &y, "click", "1"]);
}

/// The mean colour where the dialog or the sheet lies in the small picture of a row, as the window shows it.
async fn colour_of_the_picture(desk: &Desk, row: usize, hand: &str) -> [u8; 3] {
    let picture = format!("[data-row='{row}'] [data-testid=picture-{hand}]");
    desk.find(&picture).await;
    // Its poster is decoded after it was put there.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let place = "const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect(); return [x, y, width, height]";
    let place = desk.window.execute(place, vec![picture.into()]).await.unwrap();
    let [x, y, width, height] = serde_json::from_value::<[f64; 4]>(place).unwrap();
    let window = image::load_from_memory(&desk.window.screenshot().await.unwrap()).unwrap().to_rgb8();
    let (left, right) = (x + width * 0.2, x + width * 0.8);
    let (top, bottom) = (y + height * 0.55, y + height * 0.65);
    let (mut sum, mut pixels) = ([0; 3], 0);
    for (column, line, colour) in window.enumerate_pixels() {
        if (left..right).contains(&f64::from(column)) && (top..bottom).contains(&f64::from(line)) {
            sum = std::array::from_fn(|part| sum[part] + u32::from(colour[part]));
            pixels += 1;
        }
    }
    std::array::from_fn(|part| u8::try_from(sum[part] / pixels).unwrap())
}

/// Drags a file out of another program and lets it go over the window.
async fn drag_over_the_window(desk: &Desk, file: &Path, picture: &str) {
    let program = desk.home().join("drag");
    let built = std::process::Command::new("sh")
        .arg("-c")
        .arg("cc \"$0\" -o \"$1\" $(pkg-config --cflags --libs gtk+-3.0)")
        .args([root().join("tests/e2e/drag.c"), program.clone()])
        .status();
    assert!(built.unwrap().success(), "whoever builds the app has a C compiler and GTK");
    let address = reqwest::Url::from_file_path(file).unwrap();
    let mut other = std::process::Command::new(&program).arg(address.as_str()).spawn().unwrap();
    let named = || {
        let found = std::process::Command::new("xdotool")
            .args(["search", "--onlyvisible", "--name", "^drag source$"])
            .output();
        String::from_utf8_lossy(&found.unwrap().stdout).trim().to_owned()
    };
    until(desk, "the other program's window is there", async || !named().is_empty()).await;
    let window = named();
    xdotool(&["windowraise", &window, "mousemove", "--window", &window, "60", "40", "mousedown", "1"]);
    for step in 0..30 {
        let (x, y) = ((1150 - step * 20).to_string(), (740 - step * 10).to_string());
        xdotool(&["mousemove", &x, &y]);
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    let sign = Locator::XPath("//*[contains(text(), '松开即可导入录制')]");
    until(desk, "the window says that it takes the file", async || {
        desk.window.find(sign).await.is_ok()
    })
    .await;
    desk.picture(picture).await;
    xdotool(&["mouseup", "1"]);
    desk.find("[data-testid=recorded]").await;
    let _ = other.kill();
    let _ = other.wait();
}

fn xdotool(arguments: &[&str]) -> String {
    let done = std::process::Command::new("xdotool").args(arguments).output().unwrap();
    assert!(done.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// How each row of the trace stands.
async fn standings(desk: &Desk) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-testid=trace-row]')].map(({ dataset }) => dataset.standing)";
    serde_json::from_value(desk.window.execute(script, vec![]).await.unwrap()).unwrap()
}

/// Puts text into a field as a paste does: at once.
async fn paste(desk: &Desk, css: &str, text: &str) {
    let field = serde_json::to_value(desk.find(css).await).unwrap();
    let script = "arguments[0].focus(); arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true }))";
    desk.window.execute(script, vec![field, text.into()]).await.unwrap();
}

async fn choose(desk: &Desk, scenario: &str) {
    desk.click(&format!("[data-testid=scenario-{scenario}]")).await;
    desk.find(&format!("[data-testid=scenario-{scenario}][aria-current=true]")).await;
    desk.find("[data-testid=play]:not([disabled])").await;
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
            let step = format!("{name}, step {}: {surface:?}", number + 1);
            if let Some(state) = expected(scenario, number, surface, "state") {
                let shown = format!("[data-testid=state-{hand}][data-state={state}]");
                let what = format!("{step} is in {state}");
                until(desk, &what, async || desk.window.find(Locator::Css(&shown)).await.is_ok()).await;
            }
            if let Some(copy) = expected(scenario, number, surface, "copy").filter(|copy| !copy.is_empty()) {
                let what = format!("{step} shows “{copy}”");
                until(desk, &what, async || glass(desk, surface).await.contains(&copy)).await;
            }
        }
        if number == 2 {
            desk.picture(&format!("compare-{name}")).await;
        }
    }
    for (surface, why) in &scenario.not_on {
        let hand = if *surface == Surface::Desktop { "left" } else { "right" };
        let side = desk.find(&format!("[data-testid=side-{hand}]")).await;
        assert!(
            side.text().await.unwrap().contains(&why.zh_cn),
            "{name}: {surface:?} does not say why not"
        );
    }
    if scenario.not_on.is_empty() {
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
async fn pressed_by_hand_each_side_answers_itself_and_the_other_is_waited_for() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    choose(&desk, "denied_then_granted").await;
    desk.click("[data-testid=rehearsal-offer-save]").await;
    desk.find("[data-testid=state-left][data-state=blocked]").await;
    desk.find("[data-testid=verdict][data-verdict=same]").await;
    assert_eq!(standings(&desk).await, ["pending"; 3], "the phone was not touched: no alarm");
    desk.picture("compare-by-hand").await;
    press_on_the_glass(&desk, "保存到本地相册").await;
    desk.find("[data-testid=state-right][data-state=blocked]").await;
    until(&desk, "both sides agree", async || {
        let all = standings(&desk).await;
        all.len() == 3 && all.iter().all(|one| one == "same" || one == "contract")
    })
    .await;
    // The focus is in the phone now, and its keys still mean the screen's.
    xdotool(&["key", "r"]);
    until(&desk, "R starts anew", async || standings(&desk).await.is_empty()).await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn blink_and_slider_show_the_pictures_of_both_sides() {
    let desk = Desk::open_drawn_by_the_processor().await;
    open(&desk).await;
    choose(&desk, "storage_full").await;
    for _ in 0..3 {
        desk.click("[data-testid=step]:not([disabled])").await;
    }
    desk.find("[data-testid=state-right][data-state=misplaced]").await;
    let drawn = async |view: &str| {
        let script = format!(
            "return [...document.querySelectorAll('[data-testid={view}] *')].map(({{ shadowRoot }}) => shadowRoot?.textContent ?? '').join(' ')"
        );
        desk.window
            .execute(&script, vec![])
            .await
            .unwrap()
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    for view in ["slider", "blink"] {
        desk.click(&format!("[data-testid=look-{view}]")).await;
        desk.find(&format!("[data-testid={view}]")).await;
        until(&desk, view, async || {
            let words = drawn(view).await;
            words.contains("磁盘空间不足") && words.contains("手机存储空间不足")
        })
        .await;
        desk.picture(&format!("compare-{view}")).await;
    }
    // It blinks by itself until it is flipped by hand.
    desk.click("[data-testid=flip]").await;
    let hand = desk.find("[data-testid=blink]").await.attr("data-hand").await.unwrap().unwrap();
    let other = if hand == "left" { "right" } else { "left" };
    desk.click("[data-testid=flip]").await;
    desk.find(&format!("[data-testid=blink][data-hand={other}]")).await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_pasted_and_another_one_dropped() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    choose(&desk, "offline").await;
    for _ in 0..2 {
        desk.click("[data-testid=step]:not([disabled])").await;
    }
    desk.find("[data-testid=state-right][data-state=failed]").await;
    let recorded = |state: &str| {
        json!({
            "contract": "0123456789ab", "environment": "android", "scenario": "offline",
            "steps": [
                { "state": "fetching", "on": "save", "signal": null, "t": 0 },
                { "state": state, "on": "failed.stop", "signal": { "errMsg": "downloadFile:fail" }, "t": 420 },
            ],
        })
        .to_string()
    };
    desk.click("[data-testid=import]").await;
    paste(&desk, "[data-testid=import-text]", &recorded("stoped")).await;
    desk.click("[data-testid=import-do]:not([disabled])").await;
    let said = desk
        .find("[data-testid=import-problem]")
        .await
        .prop("textContent")
        .await
        .unwrap()
        .unwrap();
    assert!(said.contains("stoped") && said.contains("steps[1].state"), "{said}");
    paste(&desk, "[data-testid=import-text]", &recorded("stopped")).await;
    desk.click("[data-testid=import-do]:not([disabled])").await;
    desk.find("[data-testid=side-right] [data-testid=recorded]").await;
    desk.find("[data-testid=verdict][data-verdict=version]").await;
    desk.picture("compare-other-contract").await;
    desk.click("[data-testid=to-live-right]").await;
    let file = desk.home().join("录制.json");
    std::fs::write(&file, recorded("stopped")).unwrap();
    drag_over_the_window(&desk, &file, "compare-dragged").await;
    desk.find("[data-testid=side-right] [data-testid=recorded]").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_flows_speak_the_language_of_the_window_and_wear_its_colours() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    settle(&desk, "desktop", "macos").await;
    desk.click("[data-testid=compare-locale]").await;
    desk.find("[data-testid=play]:not([disabled])").await;
    for _ in 0..3 {
        desk.click("[data-testid=step]:not([disabled])").await;
    }
    for (surface, kind) in [
        (Surface::Desktop, Kind::PermissionDeniedBySystem),
        (Surface::Wechat, Kind::PermissionDeniedByUser),
    ] {
        let said = contract().row(kind).copy.get(Locale::En).body(surface).unwrap();
        let said = said.split('{').next().unwrap().to_owned();
        until(&desk, &said, async || glass(&desk, surface).await.contains(&said)).await;
    }
    // The small pictures show what lies over the poster: the dialog and the sheet, as light as the window.
    for hand in ["left", "right"] {
        let seen = colour_of_the_picture(&desk, 2, hand).await;
        assert!(seen.iter().all(|&part| part > 190), "{hand}: {seen:?}");
    }
    // From the system's colours over light to dark.
    desk.click("[data-testid=compare-theme]").await;
    desk.click("[data-testid=compare-theme]").await;
    desk.find("html[data-theme=dark]").await;
    until(&desk, "the phone is dark", async || {
        desk.find("iframe[data-testid=phone]").await.enter_frame().await.unwrap();
        let dark = desk.window.find(Locator::Css("[data-theme=dark]")).await.is_ok();
        desk.window.clone().enter_parent_frame().await.unwrap();
        dark
    })
    .await;
    // A picture keeps the colours of its own time; the next ones wear the new ones.
    for hand in ["left", "right"] {
        let seen = colour_of_the_picture(&desk, 2, hand).await;
        assert!(seen.iter().all(|&part| part > 190), "{hand}: {seen:?}");
    }
    desk.click("[data-testid=restart]").await;
    desk.find("[data-testid=play]:not([disabled])").await;
    for _ in 0..3 {
        desk.click("[data-testid=step]:not([disabled])").await;
    }
    for hand in ["left", "right"] {
        let seen = colour_of_the_picture(&desk, 2, hand).await;
        assert!(seen.iter().all(|&part| part < 100) && seen[1] < seen[0] + 10, "{hand}: {seen:?}");
    }
    desk.picture("compare-en-dark").await;
    desk.click("[data-testid=section-table]").await;
    desk.click("[data-testid=row-storage_full] summary").await;
    desk.picture("compare-table-en-dark").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_domains_of_the_source_are_checked_against_both_lists() {
    let desk = Desk::open(None).await;
    open(&desk).await;
    desk.click("[data-testid=section-domains]").await;
    paste(&desk, "[data-testid=domains-request]", "api.example.com").await;
    paste(&desk, "[data-testid=domains-download]", "posters.example.com\ncdn.example.com").await;
    desk.click("[data-testid=domains-run]").await;
    desk.find("[data-testid=domains-verdict][data-refused='2']").await;
    for purpose in ["request", "download"] {
        desk.find(&format!("[data-testid=domain][data-purpose={purpose}][data-verdict=http]"))
            .await;
    }
    desk.click("[data-testid=section-table]").await;
    desk.click("[data-testid=section-domains]").await;
    desk.find("[data-testid=domains-verdict]").await;
    desk.picture("compare-domains").await;
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
    // Rows that no environment has words of its own for are there, too.
    for kind in [
        "auth_expired",
        "link_expired",
        "rate_limited",
        "file_too_large",
        "file_corrupt",
        "http_status",
        "unknown",
    ] {
        desk.find(&format!("[data-testid=rehearse-{kind}]")).await;
    }
    desk.picture("compare-rehearse").await;
    desk.click("[data-testid=rehearse-storage_full]").await;
    let banner = desk.find("[data-testid=rehearsal-banner][data-kind=storage_full]").await;
    assert!(banner.text().await.unwrap().contains("空间不足"));
    desk.picture("rehearsal-banner").await;
    open(&desk).await;
    desk.find("[data-testid=compare] [data-testid=rehearsal-banner]").await;
    desk.click("[data-testid=compare-back]").await;
    desk.save_first().await;
    desk.guidance("misplaced").await;
    assert_eq!(std::fs::read_dir(&desk.folder).unwrap().count(), 0, "nothing is stored in a rehearsal");
    desk.picture("rehearsal-met").await;
    desk.click("[data-testid=offer-retry]").await;
    desk.guidance("saved").await;
    Desk::only_file(&desk.folder);
    desk.click("[data-testid=offer-dismiss]").await;
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
        const soon = (asked) => Promise.race([asked, new Promise((_, late) => setTimeout(() => late('waits'), 5000))]);
        const loads = (make) => new Promise((loaded, refused) => {
          const thing = make();
          thing.onload = thing.onopen = loaded;
          thing.onerror = refused;
        });
        const [server] = arguments;
        Promise.allSettled([
          ...['ipc://localhost/hello', 'poster://localhost/x/full', server].map((address) => soon(fetch(address, { method: 'POST' }))),
          soon(loads(() => Object.assign(new Image(), { src: server + '/image' }))),
          soon(loads(() => new WebSocket(server.replace('http', 'ws')))),
        ]).then((answers) => done({ ...found, reached: answers.map(({ status, reason }) => (status === 'rejected' && reason !== 'waits' ? 'refused' : String(reason ?? status))) }));
    ";
    // Somebody listens, so that what is not refused would come.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let found: Value = desk.window.execute_async(script, vec![server.clone().into()]).await.unwrap();
    // Whether these lead anywhere, the window knows, and the server.
    let script = "
        const look = (what) => { try { return String(what()); } catch (error) { return 'refused: ' + error.name; } };
        for (const wrong of [
          null, 'ready', { from: 'miniprogram', step: null }, { from: 'miniprogram', id: 'x', result: 1 },
          { from: 'miniprogram', id: 1, result: { trace: { steps: 'none' } } }, { from: 'miniprogram', key: { key: 1 } },
        ]) parent.postMessage(wrong, '*');
        const form = Object.assign(document.createElement('form'), { action: arguments[0] + '/form', method: 'post', target: '_top' });
        document.body.append(form);
        look(() => form.submit());
        look(() => { top.location.href = arguments[0] + '/away'; });
        return look(() => window.open(arguments[0] + '/window'));
    ";
    let opened = desk.window.execute(script, vec![server.into()]).await.unwrap();
    assert!(opened == "null" || opened.as_str().unwrap().starts_with("refused"), "{opened}");
    desk.window.clone().enter_parent_frame().await.unwrap();
    assert_eq!(found["origin"], "null", "{found}");
    assert_eq!(found["here"], "undefined", "{found}");
    for refused in ["above", "document", "storage"] {
        assert!(found[refused].as_str().unwrap().starts_with("refused"), "{refused}: {found}");
    }
    assert_eq!(
        found["reached"],
        json!(["refused", "refused", "refused", "refused", "refused"]),
        "{found}"
    );
    // The bridge of the web view may be in every frame; what comes without the window's key is not heard.
    let came = tokio::time::timeout(Duration::from_millis(500), listener.accept()).await;
    assert!(came.is_err(), "the frame reached a server: {came:?}");
    // The window is still there, and so is its compare screen: it goes on with the next step.
    desk.click("[data-testid=step]:not([disabled])").await;
    desk.find("[data-testid=state-right][data-state=writing]").await;
    let settings = std::fs::read_to_string(desk.home().join("config/poster-companion/settings.json")).unwrap();
    assert!(!settings.contains("dark"), "the frame changed a setting: {settings}");
    desk.close().await;
}
