//! What the user reads: the tables' sentences with the facts filled in.

use crate::contract::{Locale, contract};
use crate::failure::Failure;
use crate::flow::flow;
use crate::signal::{Facts, Surface};
use crate::window::BatchView;
use crate::words::{Event, Kind, State};

/// Headline and sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[ts(rename = "Copy")]
pub struct Message {
    /// The headline.
    pub title: String,
    /// The sentence.
    pub body: String,
}

/// What a state says; `failure` speaks where the state has no words of its own.
/// `place` fills in what the failure does not know (the folder of this save).
pub fn message(surface: Surface, locale: Locale, state: State, failure: Option<&Failure>, place: &Facts) -> Message {
    let Message { title, body } = template(surface, locale, state, failure.map(|failure| failure.kind));
    Message {
        title,
        body: fill(&body, locale, failure, place),
    }
}

/// What a state says before the facts are filled in; the kind's row speaks where the state has no words of its own.
pub fn template(surface: Surface, locale: Locale, state: State, kind: Option<Kind>) -> Message {
    let own = flow().states[&state].copy.as_ref();
    let wording = own
        .or_else(|| kind.map(|kind| &contract().row(kind).copy))
        .map(|wording| wording.get(locale));
    Message {
        title: wording
            .and_then(|text| text.title.clone())
            .unwrap_or_else(|| flow().title.get(locale).clone()),
        body: wording.and_then(|text| text.body(surface)).unwrap_or_default().to_owned(),
    }
}

/// What a failure says where there is no flow around it (a list that does not load).
pub fn failure_message(surface: Surface, locale: Locale, failure: &Failure) -> Message {
    message(surface, locale, State::Failed, Some(failure), &Facts::default())
}

/// What is said when a batch has ended.
pub fn batch_ended(locale: Locale, batch: &BatchView) -> Message {
    let BatchView {
        done,
        skipped,
        name_taken,
        failed,
        folder,
        ..
    } = batch;
    let title = match locale {
        Locale::ZhCn => "海报已保存",
        Locale::En => "Posters saved",
    };
    let mut body = match locale {
        Locale::ZhCn => format!("{done} 张海报已存入“{folder}”"),
        Locale::En if *done == 1 => format!("1 poster is in “{folder}”"),
        Locale::En => format!("{done} posters are in “{folder}”"),
    };
    let more = [
        (*skipped, format!("，{skipped} 张已有"), format!(", {skipped} were there already")),
        (
            *name_taken,
            format!("，{name_taken} 张因同名跳过"),
            format!(", {name_taken} left out because of their names"),
        ),
        (*failed, format!("，{failed} 张未能保存"), format!(", {failed} failed")),
    ];
    for (count, chinese, english) in more {
        if count > 0 {
            body.push_str(if locale == Locale::ZhCn { &chinese } else { &english });
        }
    }
    Message { title: title.into(), body }
}

/// What a button is called.
pub fn label(surface: Surface, locale: Locale, state: State, kind: Option<Kind>, event: Event) -> String {
    let own = flow().states[&state].copy.as_ref();
    let speaks = kind.map(|kind| &contract().row(kind).copy);
    let from_copy = own
        .into_iter()
        .chain(speaks)
        .find_map(|wording| wording.get(locale).action(event, surface));
    let from_event = || {
        let label = flow().events[&event].label.as_ref()?;
        let text = match surface {
            Surface::Desktop => label.desktop.as_ref().unwrap_or(&label.text),
            Surface::Wechat => &label.text,
        };
        Some(text.get(locale).as_str())
    };
    from_copy.or_else(from_event).unwrap_or_else(|| event.as_str()).to_owned()
}

fn fill(template: &str, locale: Locale, failure: Option<&Failure>, place: &Facts) -> String {
    let mut text = template.to_owned();
    for (name, fallback) in &flow().words {
        let slot = format!("{{{name}}}");
        if text.contains(&slot) {
            let value = fact(name, locale, failure, place).unwrap_or_else(|| fallback.get(locale).clone());
            text = text.replace(&slot, &value);
        }
    }
    text
}

fn fact(name: &str, locale: Locale, failure: Option<&Failure>, place: &Facts) -> Option<String> {
    let facts = failure.map(Failure::facts);
    let known = |pick: fn(&Facts) -> Option<String>| facts.and_then(pick).or_else(|| pick(place));
    match name {
        "folder" => known(|facts| facts.folder.clone()).map(|folder| format!("“{folder}”")),
        "file" => known(|facts| facts.file.clone()),
        "host" => known(|facts| facts.host.clone()),
        "need" => facts.and_then(|facts| facts.need).map(bytes),
        "free" => facts.and_then(|facts| facts.free).map(bytes),
        "wait" => facts.and_then(|facts| facts.wait).map(|seconds| wait(seconds, locale)),
        "status" => failure.and_then(Failure::status).map(|status| status.to_string()),
        _ => None,
    }
}

/// Bytes for people: decimal units, as file managers show them.
pub fn bytes(count: u64) -> String {
    let (divisor, unit) = match count {
        0..1_000 => return format!("{count} B"),
        1_000..1_000_000 => (1e3, "KB"),
        1_000_000..1_000_000_000 => (1e6, "MB"),
        _ => (1e9, "GB"),
    };
    let value = count as f64 / divisor;
    if value < 9.95 {
        format!("{value:.1} {unit}")
    } else {
        format!("{value:.0} {unit}")
    }
}

fn wait(seconds: u64, locale: Locale) -> String {
    let minutes = seconds.div_ceil(60);
    match locale {
        Locale::ZhCn if seconds < 60 => format!(" {seconds} 秒后"),
        Locale::ZhCn => format!(" {minutes} 分钟后"),
        Locale::En if seconds == 1 => "in 1 second".into(),
        Locale::En if seconds < 60 => format!("in {seconds} seconds"),
        Locale::En if minutes == 1 => "in 1 minute".into(),
        Locale::En => format!("in {minutes} minutes"),
    }
}
