//! Two traces side by side, and where they part.

mod step;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::step::compared;
use super::trace::{Trace, TraceStep};
use crate::contract::ByLocale;
use crate::words::{CONTRACT_HASH, Event};

/// A difference that is known: a row of `tests/divergences.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Divergence {
    /// The scenario.
    pub scenario: String,
    /// The environment that differs from the reference of the other surface.
    pub environment: String,
    /// The step of the scenario at which the sides part, counted from 0. It reaches until both agree again.
    pub step: u32,
    /// Why that is right.
    pub why: String,
}

/// Two traces, aligned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Diff {
    /// The aligned steps, in order.
    pub steps: Vec<DiffStep>,
    /// The first row of `steps` that parts: an unlisted one, else a listed one.
    pub first: Option<u32>,
    /// Whether nothing differs but what the contract itself says.
    pub same: bool,
    /// The contracts that ran.
    pub contracts: Contracts,
}

/// A step on one side or on both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DiffStep {
    /// What aligns it: the event; a failure is `failed` whatever it was taken for.
    pub name: String,
    /// Its place in the first trace.
    pub a: Option<u32>,
    /// Its place in the second trace.
    pub b: Option<u32>,
    /// What differs; empty: nothing.
    pub differences: Vec<Difference>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Difference {
    /// What.
    pub field: DiffField,
    /// What the first side has, as text; absent: nothing.
    pub a: Option<String>,
    /// What the second side has.
    pub b: Option<String>,
    /// What to think of it.
    pub standing: Standing,
    /// Why it stands so; empty for an unlisted one.
    pub why: String,
}

/// What can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum DiffField {
    /// The whole step is on one side only.
    Missing,
    /// Whether the event had a transition.
    Taken,
    /// Where the flow is.
    State,
    /// What went wrong.
    Kind,
    /// What may put it right.
    Recovery,
    /// What leads out.
    Remedy,
    /// Headline or sentence.
    Copy,
    /// Buttons or their labels.
    Offers,
    /// What the host is asked to do.
    Do,
    /// What was observed.
    Signal,
}

/// What to think of a difference, from harmless to alarming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The contract itself says that the surfaces differ here.
    Contract,
    /// Known, with a reason.
    Listed,
    /// A parting that nobody has explained.
    Unlisted,
}

/// The contracts of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Contracts {
    /// The hash of the first side's.
    pub a: String,
    /// The hash of the second side's.
    pub b: String,
    /// What to know when a side ran another contract than this program's; empty: both ran this one.
    pub note: ByLocale<String>,
}

/// Lays two runs side by side.
pub fn diff(a: &Trace, b: &Trace, known: &[Divergence]) -> Diff {
    diff_noting(a, b, known, |_| {})
}

/// As [`diff`]; `used` hears of every listed difference that was met.
pub(super) fn diff_noting(a: &Trace, b: &Trace, known: &[Divergence], mut used: impl FnMut(&Divergence)) -> Diff {
    let applies = |row: &&Divergence| {
        let scenario = a.scenario.as_ref().or(b.scenario.as_ref());
        scenario.is_some_and(|name| *name == row.scenario) && [&a.environment, &b.environment].contains(&&row.environment)
    };
    let known: Vec<&Divergence> = known.iter().filter(applies).collect();
    let foreign = foreign(a, b);
    let mut open: Option<&str> = None;
    let mut steps = Vec::new();
    for (left, right) in align(a, b) {
        let pair = [left.map(|index| (index, &a.steps[index])), right.map(|index| (index, &b.steps[index]))];
        let number = pair.iter().flatten().find_map(|(_, step)| step.at);
        let number = number.or_else(|| pair.iter().flatten().next().map(|(index, _)| *index as u32));
        let mut differences = compared(a.surface, b.surface, pair.map(|side| side.map(|(_, step)| step)));
        let parts = differences.iter().any(|difference| difference.standing != Standing::Contract);
        if parts {
            if let Some(row) = known.iter().find(|row| Some(row.step) == number) {
                used(row);
                open = Some(&row.why);
            }
        } else {
            open = None;
        }
        for difference in differences.iter_mut().filter(|difference| difference.standing == Standing::Unlisted) {
            if let Some(why) = open.or(foreign.as_deref()) {
                difference.standing = Standing::Listed;
                why.clone_into(&mut difference.why);
            }
        }
        steps.push(DiffStep {
            name: pair.iter().flatten().next().map_or_else(String::new, |(_, step)| name(step).to_owned()),
            a: left.map(|index| index as u32),
            b: right.map(|index| index as u32),
            differences,
        });
    }
    let worst = |step: &DiffStep| step.differences.iter().map(|difference| difference.standing).max();
    let find = |standing| steps.iter().position(|step| worst(step) == Some(standing));
    let first = find(Standing::Unlisted).or_else(|| find(Standing::Listed)).map(|index| index as u32);
    Diff {
        same: first.is_none(),
        first,
        steps,
        contracts: Contracts {
            a: a.contract.clone(),
            b: b.contract.clone(),
            note: note(a, b),
        },
    }
}

impl Diff {
    /// What to think of the whole: the standing of its worst difference.
    pub fn standing(&self) -> Option<Standing> {
        let all = self.steps.iter().flat_map(|step| &step.differences);
        all.map(|difference| difference.standing).max()
    }
}

/// What aligns a step: the event; a failure is `failed` whatever it was taken for.
fn name(step: &TraceStep) -> &'static str {
    match step.on {
        Event::FailedGrant | Event::FailedRelocate | Event::FailedRetry | Event::FailedStop => "failed",
        Event::Cancelled | Event::Interrupted if step.signal.is_some() => "failed",
        on => on.as_str(),
    }
}

type Pair = (Option<usize>, Option<usize>);

/// The longest common subsequence by name; among equals the one whose states agree more often.
fn align(a: &Trace, b: &Trace) -> Vec<Pair> {
    let (rows, columns) = (a.steps.len(), b.steps.len());
    let score = |row: usize, column: usize| {
        let (left, right) = (&a.steps[row], &b.steps[column]);
        (left.on == right.on || name(left) == name(right)).then(|| 2 + u32::from(left.state == right.state))
    };
    // best[row][column]: what the rest of both sides can score from here on.
    let mut best = vec![vec![0_u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let matched = score(row, column).map_or(0, |score| score + best[row + 1][column + 1]);
            best[row][column] = matched.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows || column < columns {
        let here = best[row][column];
        if row < rows && column < columns && score(row, column).is_some_and(|score| score + best[row + 1][column + 1] == here) {
            pairs.push((Some(row), Some(column)));
            (row, column) = (row + 1, column + 1);
        } else if row < rows && best[row + 1][column] == here {
            pairs.push((Some(row), None));
            row += 1;
        } else {
            pairs.push((None, Some(column)));
            column += 1;
        }
    }
    pairs
}

/// Another contract explains what this program's tables do not.
fn foreign(a: &Trace, b: &Trace) -> Option<String> {
    let other = [a, b].into_iter().find(|trace| trace.contract != CONTRACT_HASH)?;
    Some(format!(
        "{} ran the contract {}, not this program's {CONTRACT_HASH}.",
        other.environment, other.contract
    ))
}

fn note(a: &Trace, b: &Trace) -> ByLocale<String> {
    let others: Vec<&Trace> = [a, b].into_iter().filter(|trace| trace.contract != CONTRACT_HASH).collect();
    if others.is_empty() {
        return ByLocale {
            zh_cn: String::new(),
            en: String::new(),
        };
    }
    let named = |word: &str| {
        others
            .iter()
            .map(|trace| format!("{}{word}{}", trace.environment, trace.contract))
            .collect::<Vec<_>>()
    };
    ByLocale {
        zh_cn: format!(
            "{}，与本程序的契约 {CONTRACT_HASH} 版本不同；由此产生的差别不算错误。",
            named(" 运行的契约是 ").join("，")
        ),
        en: format!(
            "{}; this program has {CONTRACT_HASH}. Differences that follow from another version are no defect.",
            named(" ran the contract ").join(", ")
        ),
    }
}
