//! The contract's tables mean what they say, on every message and observation that is known.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use poster_core::contract::{Evidence, contract, event_of};
use poster_core::flow::{By, Target, flow};
use poster_core::scenario::{Scenario, replay};
use poster_core::{Effect, Event, Failure, Kind, Recovery, State, Surface, WechatSignal};
use poster_tests::{read, root};

const SURFACES: [Surface; 2] = [Surface::Desktop, Surface::Wechat];

struct Seen {
    platform: String,
    message: String,
    errno: Option<i64>,
    class: String,
    certain: bool,
}

fn corpus() -> Vec<Seen> {
    read("tests/fixtures/errmsg-corpus.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Seen {
                platform: cells[0].into(),
                message: cells[2].into(),
                errno: cells[3].parse().ok(),
                class: cells[4].into(),
                certain: cells[5] == "yes",
            }
        })
        .collect()
}

fn is_wechat(platform: &str) -> bool {
    matches!(platform, "wechat" | "wecom" | "wechat-minigame")
}

fn classify(message: &str, errno: Option<i64>, platform: &str) -> Failure {
    Failure::wechat(WechatSignal {
        err_msg: message.into(),
        errno,
        platform: Some(platform.into()),
        ..WechatSignal::default()
    })
}

#[test]
fn every_certain_message_of_wechat_is_right() {
    let mut looked_at = 0;
    for seen in corpus().iter().filter(|seen| seen.certain && is_wechat(&seen.platform)) {
        looked_at += 1;
        let failure = classify(&seen.message, seen.errno, &seen.platform);
        assert_eq!(failure.kind.as_str(), seen.class, "{:?} (errno {:?})", seen.message, seen.errno);
    }
    assert!(looked_at >= 90, "the corpus has shrunk to {looked_at} rows");
}

#[test]
fn certain_messages_of_other_hosts_are_right_by_their_text() {
    let known: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    for seen in corpus().iter().filter(|seen| seen.certain && !is_wechat(&seen.platform)) {
        // Two rows of the corpus say this message is two things.
        if seen.message.starts_with("保存图片过程中的其他错误") {
            continue;
        }
        assert!(known.contains(seen.class.as_str()));
        let failure = classify(&seen.message, seen.errno, &seen.platform);
        assert_eq!(failure.kind.as_str(), seen.class, "{} {:?}", seen.platform, seen.message);
    }
}

#[test]
fn spelling_does_not_matter() {
    for seen in corpus().iter().filter(|seen| seen.certain && is_wechat(&seen.platform)) {
        let wide: String = seen
            .message
            .chars()
            .map(|letter| {
                if ('!'..='~').contains(&letter) {
                    char::from_u32(u32::from(letter) + 0xfee0).unwrap()
                } else {
                    letter
                }
            })
            .collect();
        let spellings = [
            seen.message.to_uppercase(),
            seen.message.replacen(":fail", ":fail fail", 1),
            seen.message.replacen(":fail", ": fail:fail ", 1),
            format!("downloadFile:fail {}", seen.message),
            // requirePrivacyAuthorize says with its name what it was about.
            seen.message
                .split_once(":fail")
                .filter(|(api, _)| !api.contains("Privacy"))
                .map_or_else(|| seen.message.clone(), |(_, rest)| format!("fail{rest}")),
            format!("  {} ", seen.message.replace(' ', "\u{3000}")),
            wide,
        ];
        for spelling in spellings {
            let failure = classify(&spelling, seen.errno, &seen.platform);
            assert_eq!(failure.kind.as_str(), seen.class, "{spelling:?}");
        }
    }
}

#[test]
fn a_place_in_the_message_is_not_a_reason() {
    for (suffix, kind) in [
        (
            "saveImageToPhotosAlbum:fail file not found: wxfile://tmp_auth_deny.jpg",
            Kind::FileMissing,
        ),
        (
            "downloadFile:fail url not in domain list:privacy.cancel.example.com",
            Kind::DomainNotAllowed,
        ),
        ("no such file or directory /data/auth-denied/timeout.png", Kind::FileMissing),
        (
            "downloadFile:fail timeout:30000 https://cdn.example.com/storage-full.png?auth=deny",
            Kind::NetworkTimeout,
        ),
    ] {
        assert_eq!(classify(suffix, None, "wechat").kind, kind, "{suffix}");
    }
}

#[test]
fn text_speaks_before_numbers_and_numbers_only_for_their_platform() {
    assert_eq!(
        classify("saveImageToPhotosAlbum:fail auth deny", Some(112), "wechat").kind,
        Kind::PermissionDeniedByUser
    );
    assert_eq!(
        classify("saveImageToPhotosAlbum:fail privacy permission is not authorized", Some(103), "wechat").kind,
        Kind::PrivacyNotAgreed
    );
    assert_eq!(
        classify("saveImageToPhotosAlbum:fail", Some(103), "wechat").kind,
        Kind::PermissionDeniedByUser
    );
    for other in ["feishu", "uni-app-x", "tiktok-minigame"] {
        assert_eq!(classify("saveImageToPhotosAlbum:fail", Some(103), other).kind, Kind::Unknown, "{other}");
    }
    let nobody = WechatSignal {
        err_msg: "saveImageToPhotosAlbum:fail".into(),
        errno: Some(103),
        ..WechatSignal::default()
    };
    assert_eq!(Failure::wechat(nobody).kind, Kind::Unknown);
}

#[test]
fn the_twin_of_the_mini_program_agrees() {
    let cases: Vec<serde_json::Value> = serde_json::from_str(&read("tests/fixtures/classify.json")).unwrap();
    assert!(cases.len() > 20, "the fixture is read");
    for case in cases {
        let signal: WechatSignal = serde_json::from_value(case["signal"].clone()).unwrap();
        let failure = Failure::wechat(signal);
        let seen = [failure.kind.as_str(), failure.remedy.as_str(), failure.event.as_str()];
        assert_eq!(
            [&case["kind"], &case["remedy"], &case["event"]],
            seen.map(serde_json::Value::from).each_ref(),
            "{}: {}",
            case["why"],
            case["signal"]
        );
    }
}

#[test]
fn what_a_user_cannot_change_never_leads_to_settings() {
    for seen in corpus() {
        let failure = classify(&seen.message, seen.errno, &seen.platform);
        match failure.kind {
            Kind::PrivacyNotDeclared | Kind::DomainNotAllowed | Kind::InvalidArgument | Kind::Unknown => {
                assert_eq!(failure.recovery, Recovery::Stop, "{}", seen.message);
            }
            Kind::UserCancelled => assert!(matches!(failure.event, Event::Cancelled | Event::FailedRetry), "{}", seen.message),
            _ => {}
        }
    }
}

#[test]
fn every_kind_has_one_row_with_words_and_signals() {
    let contract = contract();
    let kinds: Vec<Kind> = contract.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, Kind::ALL, "one row for each kind, in the table's order");
    for row in &contract.rows {
        let kind = row.kind.as_str();
        assert!(row.why.en.len() > 20 && row.why.zh_cn.chars().count() > 4, "{kind}: why?");
        for surface in SURFACES {
            for locale in [poster_core::Locale::ZhCn, poster_core::Locale::En] {
                let text = row.copy.get(locale);
                assert!(text.body(surface).is_some_and(|body| !body.is_empty()), "{kind}: no sentence");
                for event in text.actions.keys() {
                    assert_eq!(flow().events[event].by, By::User, "{kind}: a label for {}", event.as_str());
                }
            }
        }
        let last = row.kind == Kind::Unknown;
        assert!(
            last || row.wechat_na.is_some() == row.signals.wechat.is_empty(),
            "{kind}: signals or a reason why not, for wechat"
        );
        assert!(
            last || row.desktop_na.is_some() == row.signals.desktop.is_empty(),
            "{kind}: signals or a reason why not, for the desktop"
        );
        for rule in &row.signals.wechat {
            assert!(rule.errno.is_none() || rule.platform.is_some(), "{kind}: a number without its platform");
            assert!(rule.evidence == Evidence::Assumed || rule.source.is_some(), "{kind}: seen where?");
        }
        for rule in &row.signals.desktop {
            assert!(rule.code.is_none() || rule.os.is_some(), "{kind}: a code without its system");
            assert!(rule.evidence == Evidence::Assumed || rule.source.is_some(), "{kind}: seen where?");
        }
    }
    let last = contract.rows.last().unwrap();
    assert_eq!((last.kind, last.recovery), (Kind::Unknown, Recovery::Stop), "unknown never retries");
}

#[test]
fn no_state_is_a_dead_end_and_no_event_or_effect_is_idle() {
    for surface in SURFACES {
        let mut reached = BTreeSet::from([State::Ready]);
        loop {
            let before = reached.len();
            for row in flow().steps(surface) {
                if let Target::State(to) = row.to
                    && row.from.iter().any(|from| reached.contains(from))
                {
                    reached.insert(to);
                }
            }
            if reached.len() == before {
                break;
            }
        }
        assert_eq!(reached.len(), State::ALL.len(), "{surface:?}: a state that nothing leads to");
        for &state in State::ALL {
            if state != State::Checking {
                assert!(!flow().offers(surface, state).is_empty(), "{surface:?}: no way out of {}", state.as_str());
            }
        }
        for &recovery in &[Recovery::Grant, Recovery::Relocate, Recovery::Retry, Recovery::Stop] {
            for state in [State::Fetching, State::Writing] {
                assert!(
                    flow().step(surface, state, event_of(recovery)).is_some(),
                    "{surface:?}: {} from {}",
                    recovery.as_str(),
                    state.as_str()
                );
            }
        }
    }
    for &event in Event::ALL {
        assert!(flow().transitions.iter().any(|row| row.on == event), "{} leads nowhere", event.as_str());
    }
    for &effect in Effect::ALL {
        assert!(
            flow().transitions.iter().any(|row| row.effects.contains(&effect)),
            "{} is never done",
            effect.as_str()
        );
    }
}

#[test]
fn the_tables_are_not_ambiguous() {
    for surface in SURFACES {
        for &state in State::ALL {
            for &event in Event::ALL {
                let rows = flow().steps(surface).filter(|row| row.on == event && row.from.contains(&state)).count();
                assert!(rows <= 1, "{surface:?}: {} has {rows} ways on {}", state.as_str(), event.as_str());
            }
        }
    }
}

fn scenarios() -> Vec<Scenario> {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let scenario: Scenario =
                serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(
                path.file_stem().unwrap().to_str(),
                Some(scenario.name.as_str()),
                "a scenario is called as its file"
            );
            scenario
        })
        .collect()
}

#[test]
fn every_scenario_goes_as_written() {
    for scenario in scenarios() {
        for surface in SURFACES {
            if scenario.not_on.contains_key(&surface) {
                continue;
            }
            let trace = replay(&scenario, surface).unwrap_or_else(|error| panic!("{} on {surface:?}: {error}", scenario.name));
            for step in trace {
                assert!(
                    step.unmet.is_empty(),
                    "{} on {surface:?}, step {}: {:?}",
                    scenario.name,
                    step.step,
                    step.unmet
                );
            }
        }
    }
}

#[test]
fn every_transition_and_every_kind_is_played() {
    let scenarios = scenarios();
    for surface in SURFACES {
        let mut kinds = BTreeSet::new();
        let mut moves = BTreeSet::new();
        for scenario in scenarios.iter().filter(|scenario| !scenario.not_on.contains_key(&surface)) {
            let mut from = State::Ready;
            for (number, step) in replay(scenario, surface).unwrap().into_iter().enumerate() {
                let expected = &scenario.steps[number].expect;
                if step.taken && expected.contains_key("state") {
                    moves.insert((from, step.on));
                }
                if let Some(kind) = step.kind
                    && expected.contains_key("kind")
                {
                    kinds.insert(kind);
                }
                from = step.state;
            }
        }
        for row in flow().steps(surface) {
            for &from in &row.from {
                assert!(
                    moves.contains(&(from, row.on)),
                    "{surface:?}: no scenario plays {} from {}",
                    row.on.as_str(),
                    from.as_str()
                );
            }
        }
        for row in &contract().rows {
            let na = match surface {
                Surface::Desktop => &row.desktop_na,
                Surface::Wechat => &row.wechat_na,
            };
            assert!(
                na.is_some() || kinds.contains(&row.kind),
                "{surface:?}: no scenario shows {}",
                row.kind.as_str()
            );
        }
    }
}
