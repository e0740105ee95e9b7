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
    /// The step of the scenario at which the sides part, counted from 0. What follows from it is explained, too: other
    /// states until both sides are in the same one, and what another kind says on the screen while it is there.
    pub step: u32,
    /// Why that is right.
    pub why: ByLocale<String>,
}

/// Two traces, aligned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Diff {
    /// The aligned steps, in order.
    pub steps: Vec<DiffStep>,
    /// The first row of `steps` that differs: an unlisted one, else one of another contract, else a listed one.
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
    /// Why it stands so; absent for an unlisted one.
    pub why: Option<ByLocale<String>>,
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
    /// The numbered instructions.
    Instructions,
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
    /// The other side is still being played and has not come so far.
    Pending,
    /// Known, with a reason.
    Listed,
    /// A side ran another version of the contract, so that nobody here can say whether it should differ.
    Version,
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

/// Which sides are still being played: what such a side has not reached yet is no difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
pub struct Unfinished {
    /// The first side.
    pub a: bool,
    /// The second side.
    pub b: bool,
}

/// Lays two runs side by side.
pub fn diff(a: &Trace, b: &Trace, known: &[Divergence]) -> Diff {
    diff_noting(a, b, known, |_| {})
}

/// As [`diff`], while one side or both are still being played.
pub fn diff_live(a: &Trace, b: &Trace, known: &[Divergence], unfinished: Unfinished) -> Diff {
    let mut found = diff(a, b, known);
    // From the end, as long as the unfinished side has nothing.
    for step in found.steps.iter_mut().rev() {
        let behind = (step.a.is_none() && unfinished.a) || (step.b.is_none() && unfinished.b);
        if !behind {
            break;
        }
        for difference in step.differences.iter_mut().filter(|difference| difference.standing > Standing::Pending) {
            difference.standing = Standing::Pending;
            difference.why = None;
        }
    }
    found.judge();
    found
}

/// As [`diff`]; `used` is called for every listed difference that was met.
pub(super) fn diff_noting(a: &Trace, b: &Trace, known: &[Divergence], mut used: impl FnMut(&Divergence)) -> Diff {
    let applies = |row: &&Divergence| {
        let scenario = a.scenario.as_ref().or(b.scenario.as_ref());
        scenario.is_some_and(|name| *name == row.scenario) && [&a.environment, &b.environment].contains(&&row.environment)
    };
    let known: Vec<&Divergence> = known.iter().filter(applies).collect();
    let foreign = foreign(a, b);
    let mut open: Option<&Divergence> = None;
    let mut steps = Vec::new();
    for (left, right) in align(a, b) {
        let pair = [left.map(|index| (index, &a.steps[index])), right.map(|index| (index, &b.steps[index]))];
        let number = pair.iter().flatten().find_map(|(_, step)| step.at);
        let number = number.or_else(|| pair.iter().flatten().next().map(|(index, _)| *index as u32));
        let sides = pair.map(|side| side.map(|(_, step)| step));
        let mut differences = compared(a.surface, b.surface, sides);
        let parts = differences.iter().any(|difference| difference.standing != Standing::Contract);
        let begins = known.iter().find(|row| parts && Some(row.step) == number).copied();
        if let Some(row) = begins {
            used(row);
            open = Some(row);
        }
        let reach = begins.map_or_else(|| Reach::after(sides), |_| Reach::Everything);
        if reach == Reach::Over {
            open = None;
        }
        for difference in differences.iter_mut().filter(|difference| difference.standing == Standing::Unlisted) {
            if let Some(row) = open.filter(|_| reach.holds(difference.field)) {
                difference.standing = Standing::Listed;
                difference.why = Some(row.why.clone());
            } else if let Some(why) = &foreign {
                difference.standing = Standing::Version;
                difference.why = Some(why.clone());
            }
        }
        steps.push(DiffStep {
            name: pair.iter().flatten().next().map_or_else(String::new, |(_, step)| name(step).to_owned()),
            a: left.map(|index| index as u32),
            b: right.map(|index| index as u32),
            differences,
        });
    }
    let mut found = Diff {
        same: true,
        first: None,
        steps,
        contracts: Contracts {
            a: a.contract.clone(),
            b: b.contract.clone(),
            note: note(a, b),
        },
    };
    found.judge();
    found
}

/// How much of a later step a listed difference still explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The sides are in different states: everything follows from there.
    Everything,
    /// They are in the same state and speak of different failures: only what a failure says follows.
    Words,
    /// They agree again.
    Over,
}

impl Reach {
    fn after([left, right]: [Option<&TraceStep>; 2]) -> Self {
        match (left, right) {
            (Some(left), Some(right)) if left.state == right.state && left.kind == right.kind => Self::Over,
            (Some(left), Some(right)) if left.state == right.state => Self::Words,
            _ => Self::Everything,
        }
    }

    fn holds(self, field: DiffField) -> bool {
        match self {
            Self::Everything => true,
            Self::Words => !matches!(field, DiffField::Missing | DiffField::Taken | DiffField::State | DiffField::Do),
            Self::Over => false,
        }
    }
}

impl Diff {
    fn judge(&mut self) {
        let worst = |step: &DiffStep| step.differences.iter().map(|difference| difference.standing).max();
        let find = |standing| self.steps.iter().position(|step| worst(step) == Some(standing));
        let first = [Standing::Unlisted, Standing::Version, Standing::Listed].into_iter().find_map(find);
        self.first = first.map(|index| index as u32);
        self.same = first.is_none();
    }

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

/// Another contract's rules are not known here.
fn foreign(a: &Trace, b: &Trace) -> Option<ByLocale<String>> {
    let other = [a, b].into_iter().find(|trace| trace.contract != CONTRACT_HASH)?;
    let (place, contract) = (&other.environment, &other.contract);
    Some(ByLocale::new(
        format!("{place} 运行的是契约 {contract}，本程序的是 {CONTRACT_HASH}：版本不同，无法判断这处差异对不对。"),
        format!("{place} ran the contract {contract}, this program has {CONTRACT_HASH}: whether this should differ cannot be told."),
    ))
}

fn note(a: &Trace, b: &Trace) -> ByLocale<String> {
    let others: Vec<&Trace> = [a, b].into_iter().filter(|trace| trace.contract != CONTRACT_HASH).collect();
    if others.is_empty() {
        return ByLocale::new("", "");
    }
    let named = |word: &str| {
        others
            .iter()
            .map(|trace| format!("{}{word}{}", trace.environment, trace.contract))
            .collect::<Vec<_>>()
    };
    ByLocale::new(
        format!(
            "契约版本不同：{}，本程序是 {CONTRACT_HASH}；差异不一定是错误。",
            named(" 运行的是 ").join("，")
        ),
        format!(
            "Another contract: {}; this program has {CONTRACT_HASH}. A difference need not be a defect.",
            named(" ran ").join(", ")
        ),
    )
}
