#![expect(clippy::unwrap_used, reason = "a test")]

use super::{Rehearsal, RehearsalState};
use crate::compare::environment::environments;
use crate::compare::known::scenario;
use crate::compare::setup::StepBy;
use crate::compare::trace::STEP_MS;
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
        rehearsal.play();
    }
    let end = look(&rehearsal);
    assert!(!end.strayed && end.next.is_none());
    assert_eq!((end.trace.steps[0].t, end.trace.steps[9].t), (0, 9 * STEP_MS));
    assert_eq!(end.trace.steps[8].state, State::Saved);
}

#[test]
fn pressing_what_the_scenario_presses_stays_on_its_way() {
    let mut rehearsal = open("denied_then_granted", "macos");
    rehearsal.press(Event::Save);
    let state = look(&rehearsal);
    assert_eq!((state.view.state, state.view.poster.as_deref()), (State::Fetching, Some("mid-autumn")));
    let next = state.next.unwrap();
    assert_eq!((next.step, next.by, next.event), (Some(1), StepBy::Host, Some(Event::Fetched)));
    rehearsal.play();
    let next = look(&rehearsal).next.unwrap();
    assert_eq!((next.by, next.event), (StepBy::Fails, None));
    rehearsal.play();
    assert_eq!(look(&rehearsal).next.unwrap().event, Some(Event::OpenSettings));
}

#[test]
fn off_its_way_the_host_answers_what_still_fits_and_else_succeeds() {
    let mut rehearsal = open("offline", "linux");
    rehearsal.play();
    rehearsal.press(Event::Cancel);
    let strayed = look(&rehearsal);
    assert!(strayed.strayed && strayed.next.is_none());
    assert_eq!(strayed.view.state, State::Ready);
    rehearsal.press(Event::Save);
    assert_eq!(look(&rehearsal).next.unwrap().by, StepBy::Fails);
    rehearsal.play();
    assert_eq!(look(&rehearsal).view.kind, Some(Kind::NetworkOffline));
    rehearsal.press(Event::Retry);
    rehearsal.play();
    rehearsal.play();
    assert_eq!(look(&rehearsal).view.state, State::Saved);
    rehearsal.press(Event::Dismiss);
    rehearsal.press(Event::Save);
    assert_eq!(look(&rehearsal).next.unwrap().step, None, "the script is used up: the host succeeds");
    rehearsal.play();
    rehearsal.play();
    assert_eq!(look(&rehearsal).view.state, State::Saved);
}

#[test]
fn a_button_that_does_nothing_leaves_no_way() {
    let mut rehearsal = open("saved", "linux");
    rehearsal.play();
    rehearsal.press(Event::Retry);
    let state = look(&rehearsal);
    assert_eq!((state.trace.steps.len(), state.trace.steps[1].taken), (2, false));
    assert_eq!(state.next.unwrap().step, Some(1));
}

#[test]
fn another_folder_is_chosen_without_a_dialog() {
    let mut rehearsal = open("storage_full", "windows");
    for _ in 0..3 {
        rehearsal.play();
    }
    assert_eq!(
        look(&rehearsal).trace.steps[2]
            .signal
            .as_ref()
            .map(crate::compare::explain::one_line)
            .unwrap(),
        "windows · code 112 · StorageFull · write"
    );
    rehearsal.press(Event::ChooseFolder);
    assert_eq!(look(&rehearsal).next.unwrap().event, Some(Event::Chosen));
    rehearsal.play();
    assert_eq!(look(&rehearsal).view.state, State::Fetching);
}
