//! The mini-program without a phone: the very files that ship, run by a small JavaScript engine.
//!
//! Only the flow (deciding, classifying, wording) runs here; `wx` and the pages belong to the phone frame of the window.

use poster_core::compare::environment::Environment;
use poster_core::compare::explain;
use poster_core::compare::play::{Act, Move, begun, moves};
use poster_core::compare::trace::{STEP_MS, Trace, TraceOffer, TraceStep};
use poster_core::flow::{By, flow};
use poster_core::scenario::Scenario;
use poster_core::{DesktopSignal, Effect, Event, Failure, Kind, Recovery, Remedy, Signal, State, WechatSignal};
use rquickjs::{CatchResultExt as _, Context, Function, Object, Runtime};
use serde::{Deserialize, Serialize};

use super::unplayable;
use crate::platform;

/// The files, by the path that `require` reaches them by.
const FILES: &[(&str, &str)] = &[
    ("contract/contract.js", include_str!("../../../../miniprogram/contract/contract.js")),
    ("flow/classify.js", include_str!("../../../../miniprogram/flow/classify.js")),
    ("flow/copy.js", include_str!("../../../../miniprogram/flow/copy.js")),
    ("flow/normalise.js", include_str!("../../../../miniprogram/flow/normalise.js")),
    ("flow/session.js", include_str!("../../../../miniprogram/flow/session.js")),
];

const PLAYER: &str = include_str!("phone.js");

/// What the player is called in the engine.
const PLAY: &str = "play";

/// More than the flow will ever need, in bytes.
const MEMORY: usize = 32 * 1024 * 1024;

/// A running engine with the mini-program's flow in it.
pub struct Phone(Context);

#[derive(Serialize)]
struct Script<'a> {
    client: &'a str,
    moves: Vec<Told<'a>>,
}

/// A move, as the player takes it.
#[derive(Serialize)]
struct Told<'a> {
    late: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fails: Option<&'a WechatSignal>,
}

#[derive(Deserialize)]
struct Answer {
    hash: String,
    steps: Vec<Seen>,
}

#[derive(Deserialize)]
struct Seen {
    on: Event,
    taken: bool,
    effects: Vec<Effect>,
    failure: Option<Classified>,
    view: View,
}

#[derive(Deserialize)]
struct Classified {
    kind: Kind,
    recovery: Recovery,
    remedy: Remedy,
    signal: WechatSignal,
}

#[derive(Deserialize)]
struct View {
    attempt: u32,
    state: State,
    kind: Option<Kind>,
    recovery: Option<Recovery>,
    remedy: Option<Remedy>,
    title: String,
    body: String,
    steps: Vec<String>,
    offers: Vec<TraceOfferRead>,
}

/// A button; whether it is the main one is not compared.
#[derive(Deserialize)]
struct TraceOfferRead {
    event: Event,
    label: String,
}

impl Phone {
    /// Loads the flow.
    pub fn start() -> crate::Result<Self> {
        let runtime = Runtime::new().map_err(|error| broken(&error))?;
        runtime.set_memory_limit(MEMORY);
        let context = Context::full(&runtime).map_err(|error| broken(&error))?;
        context.with(|ctx| {
            let started = (|| {
                let files = Object::new(ctx.clone())?;
                for (path, text) in FILES {
                    files.set(*path, ctx.eval::<Function<'_>, _>(format!("(module, exports, require) => {{{text}\n}}"))?)?;
                }
                let player: Function<'_> = ctx.eval(PLAYER)?;
                let play: Function<'_> = player.call((files,))?;
                ctx.globals().set(PLAY, play)
            })();
            started.catch(&ctx).map_err(|error| broken(&error))
        })?;
        Ok(Self(context))
    }

    /// Plays a scenario as this environment of WeChat meets it.
    pub fn play(&self, scenario: &Scenario, place: &Environment) -> crate::Result<Trace> {
        let moves = moves(scenario, place).map_err(|error| unplayable(&error))?;
        let script = Script {
            client: place.client.as_deref().unwrap_or("*"),
            moves: moves.iter().map(told).collect(),
        };
        let text = serde_json::to_string(&script).map_err(|error| unplayable(&error))?;
        let answer = self.0.with(|ctx| {
            let called = (|| ctx.globals().get::<_, Function<'_>>(PLAY)?.call::<_, String>((text,)))();
            called.catch(&ctx).map_err(|error| broken(&error))
        })?;
        let answer: Answer = serde_json::from_str(&answer).map_err(|error| broken(&error))?;
        Ok(Trace {
            contract: answer.hash,
            steps: moves
                .iter()
                .zip(answer.steps)
                .enumerate()
                .map(|(at, (played, seen))| TraceStep {
                    t: at as u64 * STEP_MS,
                    ..step(played, seen)
                })
                .collect(),
            ..begun(place, Some(&scenario.name))
        })
    }
}

fn told(next: &Move) -> Told<'_> {
    let (user, host, fails) = match &next.act {
        Act::User(event) => (Some(*event), None, None),
        Act::Host(event) => (None, Some(*event), None),
        Act::Fails(spelled) => match &spelled.signal {
            Signal::Wechat(signal) => (None, None, Some(signal)),
            Signal::Desktop(_) => (None, None, None),
        },
    };
    Told {
        late: next.late,
        user,
        host,
        fails,
    }
}

fn step(played: &Move, seen: Seen) -> TraceStep {
    let Seen {
        on,
        taken,
        effects,
        failure,
        view,
    } = seen;
    let signal = failure.as_ref().map(|failure| Signal::Wechat(failure.signal.clone()));
    let failed = failure.as_ref();
    TraceStep {
        on,
        by: flow().events.get(&on).map_or(By::Host, |row| row.by),
        taken,
        state: view.state,
        kind: failed.map(|failure| failure.kind).or(view.kind),
        recovery: failed.map(|failure| failure.recovery).or(view.recovery),
        remedy: failed.map(|failure| failure.remedy).or(view.remedy),
        title: view.title,
        copy: view.body,
        instructions: view.steps,
        offers: view
            .offers
            .into_iter()
            .map(|TraceOfferRead { event, label }| TraceOffer { event, label })
            .collect(),
        effects,
        classified: signal
            .as_ref()
            .zip(failed)
            .map(|(signal, failure)| explain::classified(signal, failure.kind)),
        signal,
        t: 0,
        attempt: view.attempt,
        at: played.at,
        filled: false,
    }
}

/// The engine could not do what it is for: a defect, told as what it is.
fn broken(error: &dyn std::fmt::Display) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        detail: Some(format!("the mini-program's flow does not run: {error}")),
        ..DesktopSignal::default()
    })
}

#[cfg(test)]
mod tests {
    use super::Phone;
    use poster_core::compare::environment::environments;
    use poster_core::compare::known;
    use poster_core::{CONTRACT_HASH, Kind, State};

    #[test]
    fn the_files_that_ship_play_a_scenario() {
        let phone = Phone::start().unwrap_or_else(|failure| panic!("{:?}", failure.signal));
        let play = |scenario: &str, place: &str| {
            let place = environments().find(place).unwrap_or_else(|| panic!("{place}"));
            let scenario = known::scenario(scenario).unwrap_or_else(|| panic!("{scenario}"));
            phone.play(scenario, place).unwrap_or_else(|failure| panic!("{:?}", failure.signal))
        };
        let trace = play("denied_then_granted", "wechat-android");
        assert_eq!(trace.contract, CONTRACT_HASH);
        let denied = &trace.steps[2];
        assert_eq!((denied.state, denied.kind), (State::Blocked, Some(Kind::PermissionDeniedByUser)));
        assert_eq!(denied.copy, "需要您授权保存相册");
        assert!(denied.classified.as_ref().is_some_and(|found| found.pattern.is_some()));
        assert_eq!(trace.steps[8].state, State::Saved);
        assert_eq!(play("storage_full", "wechat-android").steps[2].kind, Some(Kind::Unknown));
        assert_eq!(play("storage_full", "wechat-ios").steps[2].kind, Some(Kind::StorageFull));
    }
}
