#![expect(clippy::unwrap_used, reason = "a test")]

use super::import;
use crate::compare::environment::environments;
use crate::compare::known::scenario;
use crate::compare::play::play;
use crate::compare::trace::Clock;
use crate::scenario::replay;
use crate::signal::Surface;
use crate::words::{Event, Kind, State};

fn own() -> String {
    let trace = play(scenario("denied_then_granted").unwrap(), environments().find("macos").unwrap()).unwrap();
    serde_json::to_string_pretty(&trace).unwrap()
}

#[test]
fn a_trace_comes_back_as_it_went_but_recorded() {
    let trace = import(&own()).unwrap();
    assert!(trace.recorded);
    assert_eq!(trace.environment, "macos");
    assert_eq!(trace.steps.len(), 10);
    assert!(
        trace.steps[2]
            .classified
            .as_ref()
            .is_some_and(|found| found.pattern.as_deref() == Some("macos · code 1 · without locked"))
    );
}

#[test]
fn a_wrong_word_is_named_with_its_place() {
    let text = own().replace("\"state\": \"settings\"", "\"state\": \"nowhere\"");
    let wrong = import(&text).unwrap_err();
    assert_eq!(wrong.path, "steps[3].state");
    let line = text.lines().nth(wrong.line as usize - 1).unwrap();
    assert!(line.contains("nowhere"), "line {} is {line}", wrong.line);
    assert!(wrong.message.en.contains("`nowhere` is not known") && wrong.message.zh_cn.contains("不认识“nowhere”"));
}

#[test]
fn broken_text_says_where_it_breaks() {
    for (text, line, column) in [("", 1, 1), ("{\n  \"format\": \"poster-trace/1\",\n  oh\n}", 3, 3), ("not json", 1, 2)] {
        let wrong = import(text).unwrap_err();
        assert_eq!((wrong.line, wrong.column), (line, column), "{text}: {}", wrong.message.en);
    }
    let other = import(&own().replace("poster-trace/1", "poster-trace/9")).unwrap_err();
    assert_eq!(other.path, "format");
}

const BONES: &str = r#"{"contract":"0123456789ab","environment":"ios","state":"fetching","on":"save","signal":null,"t":0}
{"contract":"0123456789ab","environment":"ios","state":"writing","on":"fetched","signal":null,"t":420}
{"contract":"0123456789ab","environment":"ios","state":"blocked","on":"failed.grant","signal":{"errMsg":"saveImageToPhotosAlbum:fail auth deny"},"t":900}
"#;

#[test]
fn bones_get_their_flesh_from_the_tables() {
    let lines: Vec<&str> = BONES.lines().collect();
    let array = format!("[{}]", lines.join(","));
    let under = format!("{{\"steps\":[{}]}}", lines.join(","));
    let named = format!(
        "{{\"format\":\"poster-trace/1\",\"device\":{{\"model\":\"x\"}},\"steps\":[{}]}}",
        lines.join(",")
    );
    assert_eq!(import(&named).unwrap().device.unwrap()["model"], "x");
    for text in [BONES, &array, &under, &named] {
        let trace = import(text).unwrap();
        assert_eq!(
            (trace.surface, trace.environment.as_str(), trace.contract.as_str()),
            (Surface::Wechat, "wechat-ios", "0123456789ab")
        );
        let last = &trace.steps[2];
        assert!(last.filled && last.taken);
        assert_eq!(
            (last.state, last.kind, last.copy.as_str(), last.t),
            (State::Blocked, Some(Kind::PermissionDeniedByUser), "需要您授权保存相册", 900)
        );
        assert_eq!(
            last.offers.iter().map(|offer| offer.event).collect::<Vec<_>>(),
            [Event::OpenSettings, Event::Dismiss]
        );
    }
}

#[test]
fn a_line_of_bones_that_is_wrong_names_its_line() {
    let wrong = import(&BONES.replace("\"writing\"", "7")).unwrap_err();
    assert_eq!((wrong.line, wrong.path.as_str()), (2, "state"));
}

#[test]
fn what_is_wrong_is_named_in_one_language_at_a_time_and_pointed_at() {
    let bones = |change: &dyn Fn(&str) -> String| {
        let lines: Vec<&str> = BONES.lines().collect();
        let text = format!("{{\n \"steps\": [\n  {}\n ]\n}}", lines.join(",\n  "));
        import(&change(&text)).unwrap_err()
    };
    for (from, to, path, line) in [
        ("\"errMsg\":", "\"errmsg\":", "steps[2].signal.errmsg", 5),
        (
            "\"signal\":{\"errMsg\":\"saveImageToPhotosAlbum:fail auth deny\"}",
            "\"signal\":{}",
            "steps[2].signal.errMsg",
            5,
        ),
        ("\"signal\":{", "\"signal\":{\"stage\":\"moon\",", "steps[2].signal.stage", 5),
        ("\"signal\":{", "\"signal\":{\"errno\":\"3\",", "steps[2].signal.errno", 5),
        ("\"signal\":{", "\"signal\":{\"surface\":\"desktop\",", "steps[2].signal.surface", 5),
        ("\"t\":420", "\"t\":\"soon\"", "steps[1].t", 4),
        ("\"on\":\"fetched\",", "", "steps[1].on", 4),
        ("\"environment\":\"ios\"", "\"environment\":\"macos\"", "steps[0].environment", 3),
        ("\"contract\":\"0123456789ab\",", "", "steps[0].contract", 3),
    ] {
        let wrong = bones(&|text| text.replace(from, to));
        assert_eq!((wrong.path.as_str(), wrong.line), (path, line), "{to}: {}", wrong.message.en);
        assert!(wrong.message.en.is_ascii(), "{}", wrong.message.en);
        assert!(wrong.message.zh_cn.ends_with('。'), "{}", wrong.message.zh_cn);
    }
    let own = own().replace("\"kind\": \"permission_denied_by_system\",", "");
    assert_eq!(import(&own).unwrap_err().path, "steps[2].kind");
}

#[test]
fn a_head_is_kept() {
    let line = BONES.lines().next().unwrap();
    let text = format!("{{\"contract\":\"0123456789ab\",\"environment\":\"wecom\",\"scenario\":\"saved\",\"app\":\"2.0\",\"steps\":[{line}]}}");
    let trace = import(&text).unwrap();
    assert_eq!(
        (trace.environment.as_str(), trace.scenario.as_deref(), trace.app.as_deref(), trace.clock),
        ("wecom", Some("saved"), Some("2.0"), Clock::Real)
    );
}

#[test]
fn what_replay_prints_is_a_trace() {
    let print = |surface| {
        let lines = replay(scenario("storage_full").unwrap(), surface).unwrap();
        lines.iter().map(|line| serde_json::to_string(line).unwrap() + "\n").collect::<String>()
    };
    let trace = import(&print(Surface::Wechat)).unwrap();
    assert_eq!(
        (trace.steps.len(), trace.steps[2].kind, trace.steps[2].at),
        (6, Some(Kind::StorageFull), Some(2))
    );
    assert_eq!(
        (trace.scenario.as_deref(), trace.environment.as_str()),
        (Some("storage_full"), "replay"),
        "no place is made up"
    );
    assert_eq!(trace.steps[2].offers.len(), 2);
    assert!(trace.steps[3].signal.is_none());
    let both = import(&(print(Surface::Wechat) + &print(Surface::Desktop))).unwrap_err();
    assert_eq!((both.line, both.path.as_str()), (7, "surface"));
}
