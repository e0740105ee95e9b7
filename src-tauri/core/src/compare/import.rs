//! Traces from elsewhere: this program's own, what a phone's QA switch records, and what `poster replay` prints.
//!
//! What is read here is what `contract/trace.schema.json` describes, no more and no less: a test changes good files in
//! every way it can think of and keeps both of one opinion.

mod place;
mod problem;
mod strict;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use self::problem::{Text, problem};
use super::environment::environments;
use super::play::{begun, seen};
use super::trace::{Clock, FORMAT, Trace, TraceProblem, TraceStep};
use crate::contract::Locale;
use crate::failure::Failure;
use crate::flow::flow;
use crate::session::{Session, Step};
use crate::signal::{Signal, Surface};
use crate::words::{Effect, Event, Kind, Recovery, State};

/// No run of a person is longer; the alignment of two traces grows with the product of their steps.
const MOST_STEPS: usize = 2000;

/// What stands for the environment of `poster replay`: the scenario's own signals, whatever place they are from.
const REPLAY: &str = "replay";

/// Reads a trace that somebody hands in. It comes back as recorded.
///
/// Three forms are known: an object with `"format": "poster-trace/1"`; the bones `{contract, environment, state, on,
/// signal, t}` under `steps`, as an array or as JSON lines; the JSON lines of `poster replay` for one surface.
pub fn import(text: &str) -> Result<Trace, TraceProblem> {
    let text = Text::new(text.trim_start_matches('\u{feff}'));
    let trace = match shape(text)? {
        Shape::Whole(value) => whole(text, value)?,
        Shape::Bones(head, bones) => filled(text, head, bones)?,
        Shape::Replay(lines) => replayed(lines)?,
    };
    Ok(Trace { recorded: true, ..trace })
}

/// Which of the forms it is.
enum Shape<'a> {
    Whole(Value),
    Bones(Head, Vec<Found<'a>>),
    Replay(Vec<(Text<'a>, Replayed)>),
}

/// A step of bones, and where it stands.
struct Found<'a> {
    text: Text<'a>,
    path: String,
    value: Value,
}

/// What stands above the steps. More than this is ignored.
#[derive(Default, Deserialize)]
struct Head {
    contract: Option<String>,
    environment: Option<String>,
    scenario: Option<String>,
    app: Option<String>,
    device: Option<BTreeMap<String, String>>,
    /// It is, whatever the file says; but what it says should be yes or no.
    #[serde(rename = "recorded")]
    _recorded: Option<bool>,
}

/// A step as a phone's QA switch writes it. More than this is ignored.
#[derive(Deserialize)]
struct Bones {
    contract: Option<String>,
    environment: Option<String>,
    state: State,
    on: Event,
    /// Absent: the flow's table says it.
    taken: Option<bool>,
    /// Absent: it is counted.
    attempt: Option<u32>,
    #[serde(default)]
    t: u64,
}

/// A line of `poster replay`.
#[derive(Deserialize)]
struct Replayed {
    contract: String,
    #[serde(default)]
    scenario: Option<String>,
    surface: Surface,
    step: u32,
    on: Event,
    taken: bool,
    state: State,
    kind: Option<Kind>,
    recovery: Option<Recovery>,
    copy: String,
    offers: Vec<Event>,
    #[serde(rename = "do")]
    effects: Vec<Effect>,
    signal: Option<Signal>,
}

fn shape(text: Text<'_>) -> Result<Shape<'_>, TraceProblem> {
    let head = text.first()?;
    if let Value::Array(steps) = head {
        text.end()?;
        let bones = listed(text, "", steps)?;
        return Ok(Shape::Bones(Head::default(), bones));
    }
    let Value::Object(fields) = &head else {
        return Err(text.wrong(
            "",
            "这不是一份录制：应该是对象、列表或逐行的步骤。",
            "This is no trace: an object, an array or lines are expected.",
        ));
    };
    if let Some(format) = fields.get("format").filter(|format| *format != FORMAT) {
        return Err(text.wrong(
            "format",
            format!("格式是 {format}，这里只认识 {FORMAT}。"),
            format!("The format is {format}; only {FORMAT} is known here."),
        ));
    }
    if fields.contains_key("steps") || fields.contains_key("format") {
        text.end()?;
        let first = fields.get("steps").and_then(|steps| steps.get(0));
        return match first {
            Some(step) if step.get("copy").is_none() => under_a_head(text, head),
            _ => Ok(Shape::Whole(head)),
        };
    }
    let lines = text.lines();
    if fields.contains_key("surface") && fields.contains_key("step") {
        let read = |line: Text<'_>| line.whole().and_then(|value| line.read(value, ""));
        let lines: Result<_, TraceProblem> = lines.map(|line| Ok((line, read(line)?))).collect();
        return lines.map(Shape::Replay);
    }
    let bones: Result<Vec<_>, TraceProblem> = lines
        .map(|line| {
            Ok(Found {
                text: line,
                path: String::new(),
                value: line.whole()?,
            })
        })
        .collect();
    Ok(Shape::Bones(Head::default(), bones?))
}

fn under_a_head(text: Text<'_>, mut value: Value) -> Result<Shape<'_>, TraceProblem> {
    let steps = value.get_mut("steps").map(Value::take).unwrap_or_default();
    if let Some(surface) = value.get("surface").filter(|surface| *surface != "wechat") {
        return Err(text.wrong(
            "surface",
            format!("只有状态的录制来自小程序，这里写的是 {surface}。"),
            format!("Bare steps are a phone's; the surface is {surface}."),
        ));
    }
    let Value::Array(steps) = steps else {
        return Err(text.wrong("steps", "步骤应该是列表。", "The steps should be an array."));
    };
    let bones = listed(text, "steps", steps)?;
    Ok(Shape::Bones(text.read(value, "")?, bones))
}

fn listed<'a>(text: Text<'a>, under: &str, steps: Vec<Value>) -> Result<Vec<Found<'a>>, TraceProblem> {
    if steps.is_empty() {
        return Err(text.wrong(under, "没有任何步骤。", "There is no step."));
    }
    let found = steps.into_iter().enumerate();
    let found = found.map(|(index, value)| Found {
        text,
        path: format!("{under}[{index}]"),
        value,
    });
    Ok(found.collect())
}

fn too_many(text: Text<'_>, under: &str, steps: usize) -> Result<(), TraceProblem> {
    if steps <= MOST_STEPS {
        return Ok(());
    }
    Err(text.wrong(
        under,
        format!("有 {steps} 步，最多 {MOST_STEPS} 步。"),
        format!("There are {steps} steps; at most {MOST_STEPS} are compared."),
    ))
}

fn whole(text: Text<'_>, mut value: Value) -> Result<Trace, TraceProblem> {
    let surface: Option<Surface> = value.get("surface").and_then(|word| Surface::deserialize(word).ok());
    let mut signals = Vec::new();
    if let (Some(surface), Some(Value::Array(steps))) = (surface, value.get_mut("steps")) {
        too_many(text, "steps", steps.len())?;
        for (index, step) in steps.iter_mut().enumerate() {
            let path = format!("steps[{index}].signal");
            let told = step.get_mut("signal").filter(|signal| !signal.is_null()).map(Value::take);
            signals.push(told.map(|told| strict::signal(text, &path, told, surface, true)).transpose()?);
        }
    }
    let mut trace: Trace = text.read(value, "")?;
    for (step, signal) in trace.steps.iter_mut().zip(signals) {
        step.signal = signal;
    }
    Ok(trace)
}

/// Puts flesh on bones: state and event are the file's, the rest follows from this program's tables.
fn filled(text: Text<'_>, head: Head, bones: Vec<Found<'_>>) -> Result<Trace, TraceProblem> {
    too_many(text, "steps", bones.len())?;
    let mut read = Vec::new();
    for Found { text, path, mut value } in bones {
        if !value.is_object() {
            return Err(text.wrong(&path, "一步应该是一个对象。", "A step should be an object."));
        }
        if value.get("copy").is_some() {
            return Err(text.wrong(
                &format!("{path}.copy"),
                "有的步骤有文案，有的没有：这份录制是拼起来的。",
                "Some steps have copy and others have not: this trace is put together from two.",
            ));
        }
        let told = value.get_mut("signal").filter(|signal| !signal.is_null()).map(Value::take);
        let signal_path = problem::under(&path, "signal");
        let signal = told
            .map(|told| strict::signal(text, &signal_path, told, Surface::Wechat, false))
            .transpose()?;
        let step: Bones = text.read(value, &path)?;
        if head.contract.is_none() && step.contract.is_none() {
            return Err(text.wrong(
                &problem::under(&path, "contract"),
                "没有写明契约（contract）：不知道是哪个版本运行的。",
                "The contract is missing: nobody can say which version ran.",
            ));
        }
        on_a_phone(text, &problem::under(&path, "environment"), step.environment.as_deref())?;
        read.push((step, signal));
    }
    on_a_phone(text, "environment", head.environment.as_deref())?;
    let told = head.environment.or_else(|| read.first().and_then(|(step, _)| step.environment.clone()));
    let told = told.unwrap_or_else(|| "wechat".into());
    let places = &environments().environments;
    let place = places.iter().find(|place| place.id == told || place.client.as_deref() == Some(&told));
    let client = place.and_then(|place| place.client.clone()).unwrap_or_else(|| "*".into());
    let contract = head.contract.or_else(|| read.first().and_then(|(step, _)| step.contract.clone()));
    let mut trace = Trace {
        contract: contract.unwrap_or_default(),
        app: head.app,
        surface: Surface::Wechat,
        environment: place.map_or(told, |place| place.id.clone()),
        device: head.device,
        scenario: head.scenario,
        clock: Clock::Real,
        ..begun(&places[0], None)
    };
    let (mut from, mut attempt, mut failure) = (State::Ready, 0, None);
    for (step, signal) in read {
        let row = flow().step(Surface::Wechat, from, step.on);
        let effects = row.map(|row| row.effects.clone()).unwrap_or_default();
        if effects.iter().any(|effect| matches!(effect, Effect::FetchPoster | Effect::Abandon)) {
            attempt += 1;
        }
        attempt = step.attempt.unwrap_or(attempt);
        let observed = signal.map(Failure::new);
        failure = standing_failure(step.state, observed.clone().or(failure));
        let view = Session::standing(Surface::Wechat, step.state, failure.clone(), attempt).view(Locale::ZhCn, &client);
        let led = Step {
            taken: step.taken.unwrap_or(row.is_some()),
            effects,
        };
        trace.steps.push(TraceStep {
            t: step.t,
            filled: true,
            ..seen(step.on, &led, &view, observed.as_ref())
        });
        from = step.state;
    }
    Ok(trace)
}

/// That bones name no environment of the desktop.
fn on_a_phone(text: Text<'_>, path: &str, told: Option<&str>) -> Result<(), TraceProblem> {
    let place = told.and_then(|told| environments().find(told));
    match place.filter(|place| place.surface == Surface::Desktop) {
        None => Ok(()),
        Some(place) => Err(text.wrong(
            path,
            format!("只有状态的录制来自小程序，{} 却是桌面环境。", place.id),
            format!("Bare steps are a phone's, yet {} is an environment of the desktop.", place.id),
        )),
    }
}

/// At rest, while a try runs and after a success, what went wrong before is over.
fn standing_failure(state: State, failure: Option<Failure>) -> Option<Failure> {
    failure.filter(|_| !matches!(state, State::Ready | State::Fetching | State::Saved))
}

fn replayed(lines: Vec<(Text<'_>, Replayed)>) -> Result<Trace, TraceProblem> {
    let Some((_, first)) = lines.first() else {
        return Err(problem((1, 1), "", "没有任何步骤。", "There is no step."));
    };
    let surface = first.surface;
    let mut trace = Trace {
        contract: first.contract.clone(),
        surface,
        environment: REPLAY.into(),
        ..begun(&environments().environments[0], first.scenario.as_deref())
    };
    let mut failure = None;
    for (text, line) in lines {
        too_many(text, "", trace.steps.len() + 1)?;
        if line.surface != surface {
            return Err(text.wrong(
                "surface",
                "文件里有两端的步骤；请用 poster replay --surface 只导出一端。",
                "The file holds both surfaces: print one with `poster replay --surface`.",
            ));
        }
        let fresh = line
            .signal
            .filter(|signal| failure.as_ref().is_none_or(|known: &Failure| known.signal != *signal));
        let observed = fresh.map(Failure::new);
        failure = standing_failure(line.state, observed.clone().or(failure));
        let view = Session::standing(surface, line.state, failure.clone(), 0).view(Locale::ZhCn, "*");
        let led = Step {
            taken: line.taken,
            effects: line.effects,
        };
        let step = seen(line.on, &led, &view, observed.as_ref());
        let told = |event: &Event| step.offers.iter().find(|offer| offer.event == *event).cloned();
        trace.steps.push(TraceStep {
            kind: line.kind,
            recovery: line.recovery,
            copy: line.copy,
            offers: line.offers.iter().filter_map(told).collect(),
            at: Some(line.step),
            t: u64::from(line.step) * super::trace::STEP_MS,
            filled: true,
            ..step
        });
    }
    Ok(trace)
}
