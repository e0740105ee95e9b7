#![expect(clippy::unwrap_used, reason = "a test")]

use super::{Rehearsal, RehearsalState};
use crate::compare::environment::environments;
use crate::compare::known::scenario;
use crate::compare::setup::StepBy;
use crate::contract::Locale;
use crate::poster::PosterCard;
use crate::words::{Event, Kind, State};

fn open(name: &str, place: &str) -> Rehearsal {
    Rehearsal::open(scenario(name).unwrap(), environments().find(place).unwrap(), Locale::ZhCn).unwrap()
}

fn look(rehearsal: &Rehearsal) -> RehearsalState {
    let poster = PosterCard {
        id: "mid-autumn".into(),
        title: "中秋".into(),
        campaign: None,
        tags: Vec::new(),
        width: None,
        height: None,
        bytes: None,
        media_type: None,
        updated_at: None,
        saved: None,
        starts_at: None,
        ends_at: None,
    };
    rehearsal.state(Locale::ZhCn, poster)
}

#[test]
fn a_scenario_plays_itself_to_its_end() {
    let mut rehearsal = open("denied_then_granted", "macos");
    for step in 0..10 {
        assert_eq!(look(&rehearsal).next.unwrap().step, Some(step));
        rehearsal.play(u64::from(step) * 10);
    }
    let end = look(&rehearsal);
    assert!(end.done && end.next.is_none());
    assert_eq!(end.trace.steps.iter().map(|step| step.t).max(), Some(90));
    assert_eq!(end.trace.steps[8].state, State::Saved);
    rehearsal.restart();
    assert!(look(&rehearsal).trace.steps.is_empty());
}

#[test]
fn pressing_what_the_scenario_presses_stays_on_its_way() {
    let mut rehearsal = open("denied_then_granted", "macos");
    rehearsal.press(Event::Save, 0);
    let state = look(&rehearsal);
    assert_eq!((state.view.state, state.view.poster.as_deref()), (State::Fetching, Some("mid-autumn")));
    let next = state.next.unwrap();
    assert_eq!((next.step, next.by, next.event), (Some(1), StepBy::Host, Some(Event::Fetched)));
    rehearsal.play(1);
    let next = look(&rehearsal).next.unwrap();
    assert_eq!((next.by, next.label.as_str()), (StepBy::Fails, "permission_denied_by_system"));
    rehearsal.play(2);
    assert_eq!(look(&rehearsal).next.unwrap().label, "打开系统设置");
}

#[test]
fn off_its_way_the_host_answers_what_still_fits_and_else_succeeds() {
    let mut rehearsal = open("offline", "linux");
    rehearsal.play(0);
    rehearsal.press(Event::Cancel, 1);
    let strayed = look(&rehearsal);
    assert!(!strayed.done && strayed.next.is_none());
    assert_eq!(strayed.view.state, State::Ready);
    rehearsal.press(Event::Save, 2);
    assert_eq!(look(&rehearsal).next.unwrap().by, StepBy::Fails);
    rehearsal.play(3);
    assert_eq!(look(&rehearsal).view.kind, Some(Kind::NetworkOffline));
    rehearsal.press(Event::Retry, 4);
    rehearsal.play(5);
    rehearsal.play(6);
    assert_eq!(look(&rehearsal).view.state, State::Saved);
    rehearsal.press(Event::Dismiss, 7);
    rehearsal.press(Event::Save, 8);
    assert_eq!(look(&rehearsal).next.unwrap().step, None, "the script is used up: the host succeeds");
    rehearsal.play(9);
    rehearsal.play(10);
    assert_eq!(look(&rehearsal).view.state, State::Saved);
}

#[test]
fn a_button_that_does_nothing_leaves_no_way() {
    let mut rehearsal = open("saved", "linux");
    rehearsal.play(0);
    rehearsal.press(Event::Retry, 1);
    let state = look(&rehearsal);
    assert_eq!((state.trace.steps.len(), state.trace.steps[1].taken), (2, false));
    assert_eq!(state.next.unwrap().step, Some(1));
}

#[test]
fn another_folder_is_chosen_without_a_dialog() {
    let mut rehearsal = open("storage_full", "windows");
    for t in 0..3 {
        rehearsal.play(t);
    }
    assert_eq!(
        look(&rehearsal).trace.steps[2]
            .signal
            .as_ref()
            .map(crate::compare::explain::one_line)
            .unwrap(),
        "windows · code 112 · StorageFull · write"
    );
    rehearsal.press(Event::ChooseFolder, 3);
    assert_eq!(look(&rehearsal).next.unwrap().event, Some(Event::Chosen));
    rehearsal.play(4);
    assert_eq!(look(&rehearsal).view.state, State::Fetching);
}
