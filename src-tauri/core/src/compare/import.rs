//! Traces from elsewhere: this program's own, the bones that a phone's QA switch writes, and what `poster replay` prints.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::environment::environments;
use super::play::{begun, seen};
use super::trace::{FORMAT, Trace, TraceProblem, TraceStep};
use crate::contract::{ByLocale, Locale};
use crate::failure::Failure;
use crate::flow::flow;
use crate::session::{Session, Step};
use crate::signal::{Signal, Surface, WechatSignal};
use crate::words::{CONTRACT_HASH, Effect, Event, Kind, Recovery, State};

/// No run of a person is longer; the alignment of two traces grows with the product of their steps.
const MOST_STEPS: usize = 2000;

/// Reads a trace that somebody hands in. It comes back as recorded.
///
/// Three forms are known: an object with `"format": "poster-trace/1"`; the bones `{contract, environment, state, on,
/// signal, t}` as an array, as JSON lines or under `steps`; the JSON lines of `poster replay` for one surface.
pub fn import(text: &str) -> Result<Trace, TraceProblem> {
    let text = text.trim_start_matches('\u{feff}');
    let trace = match shape(text)? {
        Shape::Whole => whole(text)?,
        Shape::Bones(bones) => filled(bones)?,
        Shape::Replay(lines) => replayed(lines)?,
    };
    if trace.steps.len() > MOST_STEPS {
        return Err(problem(
            (1, 1),
            "steps",
            format!("有 {} 步，最多 {MOST_STEPS} 步。", trace.steps.len()),
            format!("There are {} steps; at most {MOST_STEPS} are compared.", trace.steps.len()),
        ));
    }
    Ok(Trace { recorded: true, ..trace })
}

enum Shape {
    Whole,
    Bones(Vec<Bones>),
    Replay(Vec<(u32, Replayed)>),
}

/// A step as a phone's QA switch writes it. More than this is ignored.
#[derive(Debug, Deserialize)]
struct Bones {
    contract: Option<String>,
    environment: Option<String>,
    state: State,
    on: Event,
    /// Older records leave it to the table.
    taken: Option<bool>,
    /// Older records leave it to be counted.
    attempt: Option<u32>,
    #[serde(default)]
    signal: Option<AnySignal>,
    #[serde(default)]
    t: u64,
    #[serde(skip)]
    device: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
struct BonesFile {
    device: Option<BTreeMap<String, String>>,
    contract: Option<String>,
    environment: Option<String>,
    steps: Vec<Bones>,
}

/// A phone's signal need not say that it is one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum AnySignal {
    Told(Signal),
    Phone(WechatSignal),
}

impl AnySignal {
    fn whole(self) -> Signal {
        match self {
            Self::Told(signal) => signal,
            Self::Phone(signal) => Signal::Wechat(signal),
        }
    }
}

/// A line of `poster replay`.
#[derive(Debug, Deserialize)]
struct Replayed {
    contract: String,
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

/// Which of the forms it is. Lines are read one by one, so that a problem names its line.
fn shape(text: &str) -> Result<Shape, TraceProblem> {
    let first = text.trim_start();
    if first.is_empty() {
        return Err(problem((1, 1), "", "文件是空的。".into(), "The file is empty.".into()));
    }
    if first.starts_with('[') {
        return parse(text, 1).map(Shape::Bones);
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let head = match values.next() {
        Some(Ok(head)) => head,
        Some(Err(error)) => return Err(unread(&error, "", 1)),
        None => return Err(problem((1, 1), "", "文件是空的。".into(), "The file is empty.".into())),
    };
    let first = head.get("steps").and_then(|steps| steps.get(0));
    let bones = first.is_some_and(|step| step.get("copy").is_none());
    if head.get("format").is_some_and(|format| format != FORMAT) {
        return Err(other_format(&head["format"]));
    }
    if head.get("format").is_some() && !bones {
        return Ok(Shape::Whole);
    }
    if head.get("steps").is_some() {
        let file: BonesFile = parse(text, 1)?;
        let mut steps = file.steps;
        if let Some(step) = steps.first_mut() {
            step.contract = step.contract.take().or(file.contract);
            step.environment = step.environment.take().or(file.environment);
            step.device = file.device;
        }
        return Ok(Shape::Bones(steps));
    }
    let lines = text.lines().zip(1_u32..).filter(|(line, _)| !line.trim().is_empty());
    if head.get("surface").is_some() && head.get("step").is_some() {
        let lines = lines.map(|(line, number)| Ok((number, parse(line, number)?)));
        return lines.collect::<Result<_, _>>().map(Shape::Replay);
    }
    lines
        .map(|(line, number)| parse(line, number))
        .collect::<Result<_, _>>()
        .map(Shape::Bones)
}

/// `line` is where the text begins in its file.
fn parse<T: DeserializeOwned>(text: &str, line: u32) -> Result<T, TraceProblem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        unread(error.inner(), if path == "." { "" } else { &path }, line)
    })?;
    reader.end().map_err(|error| unread(&error, "", line))?;
    Ok(value)
}

fn whole(text: &str) -> Result<Trace, TraceProblem> {
    let trace: Trace = parse(text, 1)?;
    for (index, step) in trace.steps.iter().enumerate() {
        let surface = step.signal.as_ref().map_or(trace.surface, Signal::surface);
        if surface != trace.surface {
            return Err(problem(
                (1, 1),
                &format!("steps[{index}].signal.surface"),
                "信号属于另一端。".into(),
                "The signal is the other surface's.".into(),
            ));
        }
    }
    Ok(trace)
}

/// Puts flesh on bones: state and event are the file's, the rest follows from this program's tables.
fn filled(bones: Vec<Bones>) -> Result<Trace, TraceProblem> {
    let Some(first) = bones.first() else {
        return Err(problem((1, 1), "", "没有任何步骤。".into(), "There is no step.".into()));
    };
    let told = first.environment.clone().unwrap_or_else(|| "wechat".into());
    let places = &environments().environments;
    let place = places
        .iter()
        .find(|place| place.id == told)
        .or_else(|| places.iter().find(|place| place.client.as_deref() == Some(&told)));
    let surface = place.map_or(Surface::Wechat, |place| place.surface);
    let mut trace = Trace {
        contract: first.contract.clone().unwrap_or_else(|| "?".into()),
        app: None,
        surface,
        environment: place.map_or(told, |place| place.id.clone()),
        ..begun(&places[0], None)
    };
    let client = place.and_then(|place| place.client.clone()).unwrap_or_else(|| "*".into());
    trace.device.clone_from(&first.device);
    let (mut from, mut attempt, mut failure) = (State::Ready, 0, None);
    for (index, step) in bones.into_iter().enumerate() {
        let row = flow().step(surface, from, step.on);
        let effects = row.map(|row| row.effects.clone()).unwrap_or_default();
        if effects.iter().any(|effect| matches!(effect, Effect::FetchPoster | Effect::Abandon)) {
            attempt += 1;
        }
        attempt = step.attempt.unwrap_or(attempt);
        let observed = step.signal.map(AnySignal::whole);
        if let Some(other) = observed.as_ref().filter(|signal| signal.surface() != surface) {
            return Err(problem(
                (1, 1),
                &format!("[{index}].signal"),
                format!("信号属于另一端：{:?}。", other.surface()),
                format!("The signal is the other surface's: {:?}.", other.surface()),
            ));
        }
        let observed = observed.map(Failure::new);
        failure = observed.clone().or(failure);
        if matches!(step.state, State::Ready | State::Fetching | State::Saved) {
            failure = None;
        }
        let view = Session::standing(surface, step.state, failure.clone(), attempt).view(Locale::ZhCn, &client);
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

fn replayed(lines: Vec<(u32, Replayed)>) -> Result<Trace, TraceProblem> {
    let Some((_, first)) = lines.first() else {
        return Err(problem((1, 1), "", "没有任何步骤。".into(), "There is no step.".into()));
    };
    let surface = first.surface;
    let reference = &environments().reference;
    let environment = match surface {
        Surface::Desktop => &reference.desktop,
        Surface::Wechat => &reference.wechat,
    };
    let mut trace = Trace {
        contract: first.contract.clone(),
        surface,
        environment: environment.clone(),
        ..begun(&environments().environments[0], None)
    };
    let mut failure = None;
    for (number, line) in lines {
        if line.surface != surface {
            return Err(problem(
                (number, 1),
                "surface",
                "文件里有两端的步骤；请用 poster replay --surface 只导出一端。".into(),
                "The file holds both surfaces: print one with `poster replay --surface`.".into(),
            ));
        }
        let fresh = line
            .signal
            .filter(|signal| failure.as_ref().is_none_or(|known: &Failure| known.signal != *signal));
        let observed = fresh.map(Failure::new);
        failure = observed.clone().or(failure);
        if matches!(line.state, State::Ready | State::Fetching | State::Saved) {
            failure = None;
        }
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
            filled: true,
            ..step
        });
    }
    Ok(trace)
}

fn other_format(found: &serde_json::Value) -> TraceProblem {
    problem(
        (1, 1),
        "format",
        format!("格式是 {found}，这里只认识 {FORMAT}。"),
        format!("The format is {found}; only {FORMAT} is known here."),
    )
}

fn unread(error: &serde_json::Error, path: &str, line: u32) -> TraceProblem {
    // serde's words, without its own "at line 1 column 2".
    let whole = error.to_string();
    let words = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(words, _)| words);
    let other = format!("（如果来自别的版本，词汇可能不同：本程序的契约是 {CONTRACT_HASH}。）");
    let unknown = words.starts_with("unknown variant");
    let at = (line + (error.line() as u32).saturating_sub(1), error.column() as u32);
    problem(
        at,
        path,
        format!("读不懂：{words}{}", if unknown { &other } else { "" }),
        format!(
            "Not understood: {words}{}",
            if unknown {
                format!(" (another version may use other words: this program's contract is {CONTRACT_HASH})")
            } else {
                String::new()
            }
        ),
    )
}

fn problem((line, column): (u32, u32), path: &str, zh_cn: String, en: String) -> TraceProblem {
    TraceProblem {
        line,
        column: column.max(1),
        path: path.to_owned(),
        message: ByLocale { zh_cn, en },
    }
}
