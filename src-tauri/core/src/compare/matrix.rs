//! Every scenario in every environment.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::diff::{Divergence, Standing, diff_noting};
use super::environment::{Environment, Reference, environments};
use super::play::worded;
use super::report::Run;
use super::trace::Trace;
use crate::contract::{ByLocale, Evidence};
use crate::scenario::Scenario;
use crate::signal::{Signal, Surface};
use crate::words::CONTRACT_HASH;

/// Every scenario (row) in every environment (column).
#[derive(Clone, Debug, Serialize, TS)]
pub struct Matrix {
    /// The hash of the contract.
    pub contract: String,
    /// What each environment was compared with.
    pub reference: Reference,
    /// The columns: ids of environments.
    pub environments: Vec<String>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
    /// Listed differences that no cell shows any more. With another reference than the usual one this stays empty.
    pub gone: Vec<Divergence>,
    /// Whether nothing unlisted differs and nothing listed is gone.
    pub well: bool,
}

/// One scenario.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MatrixRow {
    /// Its name.
    pub scenario: String,
    /// What happens in it.
    pub desc: ByLocale<String>,
    /// One for each column, in their order.
    pub cells: Vec<Cell>,
}

/// One scenario in one environment, against the reference of the other surface; of what one surface alone plays, against
/// the reference of the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Cell {
    /// How it compares.
    pub standing: CellStanding,
    /// The environment that it was compared with; absent where nothing was.
    pub against: Option<String>,
    /// The step of the scenario from which the sides differ, counted from 0.
    pub at: Option<u32>,
    /// Why it is as it is; absent for `same` and `parts`.
    pub why: Option<ByLocale<String>>,
    /// How sure the least certain wording is that was used.
    pub evidence: Evidence,
}

/// How a cell compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellStanding {
    /// Nothing differs but what the contract says.
    Same,
    /// It differs as `divergences.json` says.
    Listed,
    /// It differs, and nobody has said why.
    Parts,
    /// This environment, or what it would be compared with, does not play this scenario.
    NotPlayed,
}

/// A scenario that was played in an environment.
#[derive(Clone, Debug)]
pub struct Played {
    /// What happened.
    pub trace: Trace,
    /// See [`Cell::evidence`].
    pub evidence: Evidence,
}

/// The matrix with the runs behind it.
#[derive(Clone, Debug)]
pub struct Everything {
    /// How every cell compares.
    pub matrix: Matrix,
    /// Of every cell that differs both runs, in the order of the cells.
    pub runs: Vec<Run>,
}

/// Compares every scenario in every environment. `play` plays one in one of them.
pub fn matrix<E>(
    scenarios: &[Scenario],
    known: &[Divergence],
    reference: &Reference,
    mut play: impl FnMut(&Scenario, &Environment) -> Result<Played, E>,
) -> Result<Everything, E> {
    let places = &environments().environments;
    let mut met = vec![false; known.len()];
    let (mut rows, mut runs) = (Vec::new(), Vec::new());
    for scenario in scenarios {
        let cells = row(scenario, known, reference, (&mut met, &mut runs), &mut play)?;
        rows.push(MatrixRow {
            scenario: scenario.name.clone(),
            desc: scenario.desc.clone(),
            cells,
        });
    }
    let usual = *reference == environments().reference;
    let gone: Vec<Divergence> = known
        .iter()
        .zip(&met)
        .filter(|(_, met)| usual && !**met)
        .map(|(row, _)| row.clone())
        .collect();
    let parts = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.standing == CellStanding::Parts);
    let matrix = Matrix {
        contract: CONTRACT_HASH.into(),
        reference: reference.clone(),
        environments: places.iter().map(|place| place.id.clone()).collect(),
        well: !parts && gone.is_empty(),
        rows,
        gone,
    };
    Ok(Everything { matrix, runs })
}

fn row<E>(
    scenario: &Scenario,
    known: &[Divergence],
    reference: &Reference,
    (met, runs): (&mut [bool], &mut Vec<Run>),
    play: &mut impl FnMut(&Scenario, &Environment) -> Result<Played, E>,
) -> Result<Vec<Cell>, E> {
    let places = &environments().environments;
    let mut played = Vec::new();
    for place in places {
        played.push(match not_played(scenario, place) {
            Some(why) => Err(why),
            None => Ok(play(scenario, place)?),
        });
    }
    let of = |id: &str| {
        let index = places.iter().position(|place| place.id == id)?;
        played[index].as_ref().ok()
    };
    let (desktop, wechat) = (of(&reference.desktop), of(&reference.wechat));
    let mut used = |row: &Divergence| {
        if let Some(index) = known.iter().position(|one| one == row) {
            met[index] = true;
        }
    };
    Ok(places
        .iter()
        .zip(&played)
        .map(|(place, here)| {
            let here = match here {
                Ok(here) => here,
                Err(why) => return Cell::not_played(why.clone()),
            };
            // What one surface alone plays is compared within it.
            let (left, right) = match place.surface {
                Surface::Desktop => (here, wechat.or(desktop)),
                Surface::Wechat => (desktop.unwrap_or(here), if desktop.is_some() { Some(here) } else { wechat }),
            };
            let Some(right) = right else {
                return Cell::not_played(nothing_to_compare_with());
            };
            let run = Run {
                diff: diff_noting(&left.trace, &right.trace, known, &mut used),
                a: left.trace.clone(),
                b: right.trace.clone(),
            };
            let cell = Cell::of(&run, &place.id, here.evidence);
            if matches!(cell.standing, CellStanding::Listed | CellStanding::Parts) {
                runs.push(run);
            }
            cell
        })
        .collect())
}

fn nothing_to_compare_with() -> ByLocale<String> {
    ByLocale::new(
        "参照环境不演练这个场景，没有可对照的。",
        "The reference does not play it, so there is nothing to compare with.",
    )
}

/// Why an environment does not play a scenario; absent where it does.
fn not_played(scenario: &Scenario, place: &Environment) -> Option<ByLocale<String>> {
    if let Some(why) = scenario.not_on.get(&place.surface) {
        return Some(why.clone());
    }
    // A code belongs to its system: without a wording of its own a place cannot meet it.
    let foreign = scenario
        .steps
        .iter()
        .filter_map(|step| worded(step, place))
        .any(|spelled| match spelled.signal {
            Signal::Desktop(signal) => signal.code.is_some() && signal.os != place.os,
            Signal::Wechat(_) => false,
        });
    foreign.then(|| ByLocale::new("这个系统不会出现这种失败。", "This system never shows it."))
}

impl Cell {
    fn not_played(why: ByLocale<String>) -> Self {
        Self {
            standing: CellStanding::NotPlayed,
            against: None,
            at: None,
            why: Some(why),
            evidence: Evidence::Seen,
        }
    }

    fn of(run: &Run, place: &str, evidence: Evidence) -> Self {
        let Run { a, b, diff } = run;
        let first = diff.first.map(|index| &diff.steps[index as usize]);
        let worst = first.and_then(|step| step.differences.iter().max_by_key(|difference| difference.standing));
        let standing = match worst.map(|difference| difference.standing) {
            None | Some(Standing::Contract | Standing::Pending) => CellStanding::Same,
            Some(Standing::Listed) => CellStanding::Listed,
            Some(Standing::Version | Standing::Unlisted) => CellStanding::Parts,
        };
        let at = first.and_then(|step| step.a).and_then(|index| a.steps[index as usize].at);
        let against = if a.environment == place { b } else { a };
        Self {
            standing,
            against: Some(against.environment.clone()),
            at: at.or_else(|| first.and_then(|step| step.b)),
            why: worst.and_then(|difference| difference.why.clone()),
            evidence,
        }
    }
}
