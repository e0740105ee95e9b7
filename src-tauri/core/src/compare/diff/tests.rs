#![expect(clippy::unwrap_used, reason = "a test")]

use super::{DiffField, Divergence, Standing, Unfinished, diff, diff_live};
use crate::compare::environment::environments;
use crate::compare::known::scenario;
use crate::compare::play::play;
use crate::compare::trace::Trace;
use crate::contract::ByLocale;
use crate::words::{CONTRACT_HASH, Event, Kind, State};

fn on(name: &str, place: &str) -> Trace {
    play(scenario(name).unwrap(), environments().find(place).unwrap()).unwrap()
}

#[test]
fn a_run_is_like_itself() {
    let run = on("denied_then_granted", "macos");
    let found = diff(&run, &run, &[]);
    assert!(found.same && found.first.is_none());
    assert!(found.steps.iter().all(|step| step.a == step.b && step.differences.is_empty()));
    assert_eq!(found.contracts.note.en, "");
}

#[test]
fn a_missing_step_is_aligned_round_and_named() {
    let run = on("denied_then_granted", "macos");
    let mut shorter = run.clone();
    shorter.steps.remove(4);
    let found = diff(&run, &shorter, &[]);
    assert_eq!(found.first, Some(4));
    assert_eq!(found.steps.len(), 10);
    let missing = &found.steps[4];
    assert_eq!((missing.name.as_str(), missing.a, missing.b), ("returned", Some(4), None));
    assert_eq!(
        (missing.differences[0].field, missing.differences[0].standing),
        (DiffField::Missing, Standing::Unlisted)
    );
    assert_eq!((found.steps[5].a, found.steps[5].b), (Some(5), Some(4)));
}

#[test]
fn another_word_on_the_screen_is_a_parting() {
    let run = on("saved", "linux");
    let mut other = run.clone();
    other.steps[2].copy = "保存好了".into();
    let found = diff(&run, &other, &[]);
    assert_eq!(found.first, Some(2));
    let difference = &found.steps[2].differences[0];
    assert_eq!((difference.field, difference.standing), (DiffField::Copy, Standing::Unlisted));
}

#[test]
fn a_missing_button_is_a_parting() {
    let run = on("offline", "linux");
    let mut other = run.clone();
    other.steps[1].offers.pop();
    let found = diff(&run, &other, &[]);
    assert_eq!(found.steps[1].differences[0].field, DiffField::Offers);
    assert_eq!(found.standing(), Some(Standing::Unlisted));
}

#[test]
fn two_desktops_part_where_one_has_a_permission_and_the_other_has_not() {
    let (macos, linux) = (on("denied_then_granted", "macos"), on("denied_then_granted", "linux"));
    let found = diff(&macos, &linux, &[]);
    assert_eq!(found.first, Some(2));
    let fields: Vec<_> = found.steps[2].differences.iter().map(|difference| difference.field).collect();
    assert!(
        fields.starts_with(&[DiffField::State, DiffField::Kind, DiffField::Recovery]),
        "{fields:?}"
    );
    let known = [Divergence {
        scenario: "denied_then_granted".into(),
        environment: "linux".into(),
        step: 2,
        why: ByLocale::new("没有可授予的权限。", "No permission to grant."),
    }];
    let found = diff(&macos, &linux, &known);
    assert_eq!((found.first, found.standing()), (Some(2), Some(Standing::Listed)));
    assert_eq!(
        found.steps[3].differences[0].why.as_ref().unwrap().en,
        "No permission to grant.",
        "it reaches on"
    );
    let elsewhere = [Divergence { step: 3, ..known[0].clone() }];
    assert_eq!(
        diff(&macos, &linux, &elsewhere).standing(),
        Some(Standing::Unlisted),
        "the step is part of what is known"
    );
}

#[test]
fn a_listed_difference_ends_where_both_agree_again() {
    let run = on("offline", "linux");
    let mut other = run.clone();
    other.steps[1].copy = "断网了".into();
    other.steps[3].state = State::Stopped;
    let known = [Divergence {
        scenario: "offline".into(),
        environment: "linux".into(),
        step: 1,
        why: ByLocale::new("说法不同。", "Said otherwise."),
    }];
    let found = diff(&run, &other, &known);
    assert_eq!(found.first, Some(3), "the second parting is not covered by the first");
}

#[test]
fn another_contract_has_a_standing_of_its_own() {
    let run = on("saved", "linux");
    let mut older = run.clone();
    older.contract = "0123456789ab".into();
    older.steps[2].copy = "海报已保存".into();
    let found = diff(&run, &older, &[]);
    assert_eq!((found.first, found.standing()), (Some(2), Some(Standing::Version)));
    assert!(found.contracts.note.en.contains("0123456789ab") && found.contracts.note.zh_cn.contains(CONTRACT_HASH));
}

#[test]
fn an_ignored_tap_on_one_side_is_nothing() {
    let run = on("saved", "linux");
    let mut tapped = run.clone();
    let mut tap = run.steps[0].clone();
    (tap.on, tap.taken) = (Event::Retry, false);
    tapped.steps.insert(1, tap);
    let found = diff(&run, &tapped, &[]);
    assert!(found.same);
    assert_eq!(found.steps[1].differences[0].standing, Standing::Contract);
}

#[test]
fn what_an_unfinished_side_has_not_reached_is_pending() {
    let run = on("denied_then_granted", "macos");
    let mut begun = run.clone();
    begun.steps.truncate(3);
    let finished = Unfinished::default();
    assert_eq!(diff_live(&run, &begun, &[], finished).first, Some(3), "a finished side lacks the steps");
    for (a, b, unfinished) in [
        (&run, &begun, Unfinished { a: false, b: true }),
        (&begun, &run, Unfinished { a: true, b: false }),
    ] {
        let found = diff_live(a, b, &[], unfinished);
        assert!(found.same);
        assert_eq!(found.steps[3].differences[0].standing, Standing::Pending);
    }
    let behind = Unfinished { a: true, b: false };
    assert_eq!(
        diff_live(&run, &begun, &[], behind).first,
        Some(3),
        "only the side that is behind may still catch up"
    );
    let mut gap = begun.clone();
    gap.steps.remove(1);
    let found = diff_live(&run, &gap, &[], Unfinished { a: false, b: true });
    assert_eq!(found.first, Some(1), "what was left out in the middle will not come");
}

#[test]
fn another_kind_explains_what_is_said_while_it_lasts_and_nothing_else() {
    let run = on("denied_then_granted", "macos");
    let mut other = run.clone();
    for step in &mut other.steps[2..5] {
        step.kind = Some(Kind::FolderProtected);
    }
    other.steps[3].effects.clear();
    let known = [Divergence {
        scenario: "denied_then_granted".into(),
        environment: "macos".into(),
        step: 2,
        why: ByLocale::new("另一种开关。", "Another switch."),
    }];
    let found = diff(&run, &other, &known);
    let standing = |step: usize, field| {
        let all = &found.steps[step].differences;
        all.iter().find(|one| one.field == field).map(|one| one.standing)
    };
    assert_eq!(standing(2, DiffField::Kind), Some(Standing::Listed));
    assert_eq!(standing(3, DiffField::Kind), Some(Standing::Listed));
    assert_eq!(standing(3, DiffField::Do), Some(Standing::Unlisted));
    assert_eq!(found.first, Some(3));
}
