//! What is not known is never tried again by itself, and a failure keeps its structure.

use poster_core::Failure;
use poster_core::signal::{DesktopSignal, Os, Stage, Surface, WechatSignal};
use poster_core::words::{Effect, Event, Kind, Recovery};
use poster_core::{contract::contract, flow};
use serde_json::json;

#[test]
fn the_last_row_is_unknown_and_stops() {
    let last = contract().rows.last().unwrap();
    assert_eq!(
        (last.kind, last.recovery),
        (Kind::Unknown, Recovery::Stop),
        "failures.json: the last row takes what no other took, and stops"
    );
    assert_eq!(
        contract().rows.iter().filter(|row| row.kind == Kind::Unknown).count(),
        1,
        "failures.json: one row is unknown"
    );
}

#[test]
fn unknown_never_retries() {
    for failure in [Failure::desktop(DesktopSignal::default()), Failure::wechat(WechatSignal::default())] {
        assert_eq!(
            (failure.kind, failure.recovery, failure.event),
            (Kind::Unknown, Recovery::Stop, Event::FailedStop)
        );
    }
    for surface in [Surface::Desktop, Surface::Wechat] {
        for step in flow::flow().steps(surface).filter(|step| step.on == Event::FailedStop) {
            let works = [Effect::FetchPoster, Effect::WritePoster, Effect::ProbeGrant, Effect::OpenSettings];
            assert!(
                !step.effects.iter().any(|effect| works.contains(effect)),
                "flow.json: failed.stop does {:?}; it must wait for a person",
                step.effects
            );
        }
    }
}

#[test]
fn a_failure_is_serialised_whole() {
    let signal = DesktopSignal {
        os: Some(Os::Windows),
        code: Some(5),
        io: Some("PermissionDenied".into()),
        stage: Stage::Write,
        ..DesktopSignal::default()
    };
    let whole = serde_json::to_value(Failure::desktop(signal)).unwrap();
    for key in ["kind", "recovery", "remedy", "event"] {
        assert!(whole[key].is_string(), "Failure lost its {key} on the way to the window");
    }
    assert_eq!(
        whole["signal"],
        json!({"surface": "desktop", "os": "windows", "code": 5, "io": "PermissionDenied", "stage": "write"})
    );
}
