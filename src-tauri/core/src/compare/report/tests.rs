#![expect(clippy::unwrap_used, reason = "a test")]

use super::{Picture, Pictures, Run, page, pair};
use crate::compare::diff::{Divergence, diff};
use crate::compare::environment::environments;
use crate::compare::known::{scenario, scenarios};
use crate::compare::matrix::{Everything, Played, matrix};
use crate::compare::play::play;
use crate::contract::{ByLocale, Evidence};

/// The desktop stands in for the phone: what is tested is the page.
fn everything(known: &[Divergence]) -> Everything {
    let reference = environments().reference.clone();
    let both: Vec<_> = scenarios().iter().filter(|scenario| scenario.not_on.is_empty()).cloned().collect();
    matrix(&both, known, &reference, |scenario, place| {
        let place = if place.os.is_some() {
            place
        } else {
            environments().find("macos").unwrap()
        };
        play(scenario, place).map(|trace| Played {
            trace,
            evidence: Evidence::Assumed,
        })
    })
    .unwrap()
}

#[test]
fn the_page_needs_nothing_and_says_all() {
    let gone = Divergence {
        scenario: "saved".into(),
        environment: "wecom".into(),
        step: 0,
        why: ByLocale::new("<b>一次</b>", "<b>once</b>"),
    };
    let everything = everything(&[gone]);
    let matrix = &everything.matrix;
    assert!(!matrix.well, "linux differs from macos, and a listed difference is gone");
    assert!(everything.runs.len() > 5);
    let text = page(&everything);
    for needed in [
        "denied_then_granted",
        "微信 iOS",
        "WeChat for iOS",
        "&lt;b&gt;once",
        "✕<small>3</small>",
        "需要授权",
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
    let pictures = Pictures {
        a: vec![Some(Picture {
            width: 10,
            height: 20,
            page: "<p>\"one\"</p>".into(),
        })],
        b: Vec::new(),
    };
    let text = pair(&run, &pictures);
    assert!(text.contains("windows · code 112 · StorageFull · write") && text.contains("class=\"offer\">换个文件夹"));
    assert!(text.contains("sandbox=\"\" width=\"10\" height=\"20\" srcdoc=\"&lt;p&gt;&quot;one&quot;&lt;/p&gt;\""));
}
