//! What differs between two aligned steps, and whether the contract itself says so.

use std::sync::LazyLock;

use super::{DiffField, Difference, Standing};
use crate::compare::explain::one_line;
use crate::compare::trace::{TraceOffer, TraceStep};
use crate::contract::{ByLocale, Locale, contract};
use crate::copy;
use crate::flow::flow;
use crate::signal::Surface;
use crate::words::{Event, Kind, State};

const LOCALES: [Locale; 2] = [Locale::ZhCn, Locale::En];

/// Why a difference is what the contract wants.
struct Reasons {
    surface: ByLocale<String>,
    words: ByLocale<String>,
    wordless: ByLocale<String>,
    ignored: ByLocale<String>,
}

static REASONS: LazyLock<Reasons> = LazyLock::new(|| Reasons {
    surface: ByLocale::new("契约给两端各写了一份。", "The contract has a version for each surface."),
    words: ByLocale::new("每个环境的报错写法都不同。", "Every environment words what it observes in its own way."),
    wordless: ByLocale::new(
        "一边只收到事件，另一边看到了信号。",
        "One side was given the bare event, the other observed the signal.",
    ),
    ignored: ByLocale::new("没有作用：被忽略了。", "Ignored: nothing happened."),
});

/// What differs between two steps, of which one may be missing.
pub(super) fn compared(a: Surface, b: Surface, pair: [Option<&TraceStep>; 2]) -> Vec<Difference> {
    match pair {
        [Some(left), Some(right)] => both((a, left), (b, right)),
        [Some(step), None] => vec![alone(step, b, [Some(step.on), None])],
        [None, Some(step)] => vec![alone(step, a, [None, Some(step.on)])],
        [None, None] => Vec::new(),
    }
}

fn alone(step: &TraceStep, missing_on: Surface, sides: [Option<Event>; 2]) -> Difference {
    let ignored = (!step.taken).then_some(&REASONS.ignored);
    let why = flow().not_on(missing_on, step.on).or(ignored);
    let [a, b] = sides.map(|event| event.map(|event| event.as_str().to_owned()));
    difference(DiffField::Missing, a, b, why)
}

/// A `why` makes it the contract's; without one it is a parting until somebody lists it.
fn difference(field: DiffField, a: Option<String>, b: Option<String>, why: Option<&ByLocale<String>>) -> Difference {
    Difference {
        field,
        a,
        b,
        standing: if why.is_some() { Standing::Contract } else { Standing::Unlisted },
        why: why.cloned(),
    }
}

fn both((a, left): (Surface, &TraceStep), (b, right): (Surface, &TraceStep)) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut look = |field, left: Option<String>, right: Option<String>, why: Option<&ByLocale<String>>| {
        if left != right {
            found.push(difference(field, left, right, why));
        }
    };
    let word = |taken: bool| Some(if taken { "taken" } else { "ignored" }.to_owned());
    let missing = flow().not_on(a, right.on).or_else(|| flow().not_on(b, left.on));
    look(DiffField::Taken, word(left.taken), word(right.taken), missing);
    let state = |step: &TraceStep| Some(step.state.as_str().to_owned());
    look(DiffField::State, state(left), state(right), None);
    let kind = |step: &TraceStep| step.kind.map(|kind| kind.as_str().to_owned());
    let same_way = left.state == right.state && left.recovery == right.recovery;
    let other_kind = na(left.kind, b).or_else(|| na(right.kind, a)).filter(|_| a != b && same_way);
    // What an ignored answer was classified as reaches no screen; and a scenario may name an event without words, which a
    // live phone never does.
    let wordless = left.on == right.on && left.signal.is_some() != right.signal.is_some();
    let ignored = (!left.taken && !right.taken).then_some(&REASONS.ignored);
    let ignored = ignored.or(wordless.then_some(&REASONS.wordless));
    look(DiffField::Kind, kind(left), kind(right), other_kind.or(ignored));
    let recovery = |step: &TraceStep| step.recovery.map(|recovery| recovery.as_str().to_owned());
    look(DiffField::Recovery, recovery(left), recovery(right), ignored);
    let effects = |step: &TraceStep| Some(step.effects.iter().map(|effect| effect.as_str()).collect::<Vec<_>>().join(", "));
    look(DiffField::Do, effects(left), effects(right), missing);

    // The words follow from where the flow is: where that is explained or equal, and each side says what the table
    // has it say, the table itself differs by surface.
    let astray = found.iter().any(|difference| difference.standing == Standing::Unlisted);
    let why = |prescribed: bool| (prescribed && !astray).then_some(&REASONS.surface);
    let mut look = |field, left: Option<String>, right: Option<String>, why: Option<&ByLocale<String>>| {
        if left != right {
            found.push(difference(field, left, right, why));
        }
    };
    let remedy = |step: &TraceStep| step.remedy.map(|remedy| remedy.as_str().to_owned());
    look(
        DiffField::Remedy,
        remedy(left),
        remedy(right),
        why(remedy_fits(a, left) && remedy_fits(b, right)),
    );
    let text = |step: &TraceStep| Some(format!("{}\n{}", step.title, step.copy).trim().to_owned());
    look(DiffField::Copy, text(left), text(right), why(copy_fits(a, left) && copy_fits(b, right)));
    let instructions = |step: &TraceStep| Some(step.instructions.join("\n")).filter(|text| !text.is_empty());
    look(
        DiffField::Instructions,
        instructions(left),
        instructions(right),
        why(instructions_fit(a, left) && instructions_fit(b, right)),
    );
    let offers = |step: &TraceStep| {
        let one = |offer: &TraceOffer| format!("{} “{}”", offer.event.as_str(), offer.label);
        Some(step.offers.iter().map(one).collect::<Vec<_>>().join(", "))
    };
    look(
        DiffField::Offers,
        offers(left),
        offers(right),
        why(offers_fit(a, left) && offers_fit(b, right)),
    );
    let signal = |step: &TraceStep| step.signal.as_ref().map(one_line);
    look(DiffField::Signal, signal(left), signal(right), Some(&REASONS.words));
    found
}

fn na(kind: Option<Kind>, surface: Surface) -> Option<&'static ByLocale<String>> {
    contract().row(kind?).not_on(surface)
}

/// The kind that the screen speaks of: at rest and while a try runs, what went wrong before is over.
fn shown(step: &TraceStep) -> Option<Kind> {
    step.kind.filter(|_| !matches!(step.state, State::Ready | State::Fetching | State::Saved))
}

fn remedy_fits(surface: Surface, step: &TraceStep) -> bool {
    let Some(row) = step.kind.map(|kind| contract().row(kind)) else {
        return step.remedy.is_none();
    };
    let own = match surface {
        Surface::Desktop => row.remedy.desktop,
        Surface::Wechat => row.remedy.wechat,
    };
    let by_rule = || row.signals.desktop.iter().any(|rule| rule.remedy == step.remedy);
    step.remedy == Some(own) || (surface == Surface::Desktop && by_rule())
}

fn copy_fits(surface: Surface, step: &TraceStep) -> bool {
    LOCALES.into_iter().any(|locale| {
        let template = copy::template(surface, locale, step.state, shown(step));
        template.title == step.title && fits(&template.body, &step.copy)
    })
}

fn offers_fit(surface: Surface, step: &TraceStep) -> bool {
    let kind = shown(step);
    let useless = kind.map_or(&[][..], |kind| &contract().row(kind).not_offered);
    let mut ways = flow().offers(surface, step.state);
    ways.retain(|event| !useless.contains(event));
    LOCALES.into_iter().any(|locale| {
        let label = |event: &Event| copy::label(surface, locale, step.state, kind, *event);
        ways.len() == step.offers.len()
            && ways
                .iter()
                .zip(&step.offers)
                .all(|(event, offer)| *event == offer.event && label(event) == offer.label)
    })
}

/// Whether these are the remedy's written steps for some client. WeChat's own dialog has no room for any.
fn instructions_fit(surface: Surface, step: &TraceStep) -> bool {
    let guided = matches!(step.state, State::Blocked | State::Settings | State::StillRefused);
    let written = step.remedy.filter(|_| guided).map(|remedy| &contract().remedies[&remedy].steps);
    let Some(written) = written.filter(|written| !written.is_empty()) else {
        return step.instructions.is_empty();
    };
    let known = written
        .values()
        .any(|steps| LOCALES.into_iter().any(|locale| *steps.get(locale) == step.instructions));
    known || (surface == Surface::Wechat && step.instructions.is_empty())
}

/// Whether a sentence is a template with its `{slots}` filled in, whatever with.
fn fits(template: &str, text: &str) -> bool {
    let mut fixed = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        fixed.push(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    let Some(mut text) = text.strip_prefix(fixed.first().copied().unwrap_or(rest)) else {
        return false;
    };
    if fixed.is_empty() {
        return text.is_empty();
    }
    for part in &fixed[1..] {
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(rest)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_template_takes_any_facts() {
        assert!(fits("已存入{folder}，赶快", "已存入“下载/海报”，赶快"));
        assert!(fits("{file}正被{app}使用", "中秋.png正被它使用"));
        assert!(fits("保存中...", "保存中..."));
        assert!(fits("", ""));
        assert!(!fits("保存中...", "保存中...！"));
        assert!(!fits("已存入{folder}，赶快", "已存到“下载/海报”，赶快"));
        assert!(!fits("", "什么"));
    }
}
