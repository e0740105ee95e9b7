#![expect(clippy::unwrap_used, reason = "a test")]

use super::{Run, page, pair};
use crate::compare::diff::{Divergence, diff};
use crate::compare::environment::environments;
use crate::compare::known::{scenario, scenarios};
use crate::compare::matrix::{Matrix, Played, matrix};
use crate::compare::play::play;

/// The desktop stands in for the phone: what is tested is the page.
fn everything(known: &[Divergence]) -> Matrix {
    let reference = environments().reference.clone();
    let both: Vec<_> = scenarios().iter().filter(|scenario| scenario.not_on.is_empty()).cloned().collect();
    matrix(&both, known, &reference, |scenario, place| {
        let place = if place.os.is_some() {
            place
        } else {
            environments().find("macos").unwrap()
        };
        play(scenario, place).map(|trace| Played { trace, seen: false })
    })
    .unwrap()
}

#[test]
fn the_page_needs_nothing_and_says_all() {
    let gone = Divergence {
        scenario: "saved".into(),
        environment: "wecom".into(),
        step: 0,
        why: "<b>once</b>".into(),
    };
    let matrix = everything(&[gone]);
    assert!(!matrix.well, "linux parts from macos, and a listed difference is gone");
    let text = page(&matrix, &[]);
    for needed in [
        "denied_then_granted",
        "微信 iOS",
        "WeChat for iOS",
        "&lt;b&gt;once",
        "✕<small>3</small>",
        &matrix.contract,
    ] {
        assert!(text.contains(needed), "{needed}");
    }
    for foreign in ["<script", "http:", "https:", "url(", "@import", "<link", "src="] {
        assert!(!text.contains(foreign), "the page loads or runs something: {foreign}");
    }
}

#[test]
fn two_runs_are_shown_step_by_step() {
    let on = |place: &str| play(scenario("storage_full").unwrap(), environments().find(place).unwrap()).unwrap();
    let (a, b) = (on("macos"), on("windows"));
    let run = Run {
        diff: diff(&a, &b, &[]),
        a,
        b,
    };
    let text = pair(&run);
    assert!(text.contains("windows · code 112 · StorageFull · write") && text.contains("class=\"offer\">换个文件夹"));
}
