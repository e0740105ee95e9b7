//! Every scenario in every environment.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::diff::{Diff, Divergence, Standing, diff_noting};
use super::environment::{Environment, Reference, environments};
use super::play::worded;
use super::trace::Trace;
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
    pub desc: String,
    /// One for each column, in their order.
    pub cells: Vec<Cell>,
}

/// One scenario in one environment, against the reference of the other surface; of what one surface alone plays, against
/// the reference of the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Cell {
    /// How it compares.
    pub standing: CellStanding,
    /// The step of the scenario at which the sides part, counted from 0.
    pub at: Option<u32>,
    /// Why it is as it is; empty for `same` and `parts`.
    pub why: String,
    /// Whether every wording that was used was seen there, and none assumed.
    pub seen: bool,
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
    /// See [`Cell::seen`].
    pub seen: bool,
}

/// Compares every scenario in every environment. `play` plays one in one of them.
pub fn matrix<E>(
    scenarios: &[Scenario],
    known: &[Divergence],
    reference: &Reference,
    mut play: impl FnMut(&Scenario, &Environment) -> Result<Played, E>,
) -> Result<Matrix, E> {
    let places = &environments().environments;
    let mut met = vec![false; known.len()];
    let mut rows = Vec::new();
    for scenario in scenarios {
        let cells = row(scenario, known, reference, &mut met, &mut play)?;
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
    Ok(Matrix {
        contract: CONTRACT_HASH.into(),
        reference: reference.clone(),
        environments: places.iter().map(|place| place.id.clone()).collect(),
        well: !parts && gone.is_empty(),
        rows,
        gone,
    })
}

fn row<E>(
    scenario: &Scenario,
    known: &[Divergence],
    reference: &Reference,
    met: &mut [bool],
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
                Err(why) => return Cell::not_played(why),
            };
            // What one surface alone plays is compared within it.
            let (left, right) = match place.surface {
                Surface::Desktop => (here, wechat.or(desktop)),
                Surface::Wechat => (desktop.unwrap_or(here), if desktop.is_some() { Some(here) } else { wechat }),
            };
            let Some(right) = right else { return Cell::not_played(ALONE) };
            let found = diff_noting(&left.trace, &right.trace, known, &mut used);
            Cell::of(&found, left, here.seen)
        })
        .collect())
}

const ALONE: &str = "The reference does not play it, so there is nothing to compare with.";
const NEVER: &str = "This system never shows it.";

/// Why an environment does not play a scenario; absent where it does.
fn not_played(scenario: &Scenario, place: &Environment) -> Option<String> {
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
    foreign.then(|| NEVER.to_owned())
}

impl Cell {
    fn not_played(why: &str) -> Self {
        Self {
            standing: CellStanding::NotPlayed,
            at: None,
            why: why.to_owned(),
            seen: true,
        }
    }

    fn of(found: &Diff, left: &Played, seen: bool) -> Self {
        let first = found.first.map(|index| &found.steps[index as usize]);
        let worst = first.and_then(|step| step.differences.iter().max_by_key(|difference| difference.standing));
        let standing = match worst.map(|difference| difference.standing) {
            None | Some(Standing::Contract) => CellStanding::Same,
            Some(Standing::Listed) => CellStanding::Listed,
            Some(Standing::Unlisted) => CellStanding::Parts,
        };
        let at = first.and_then(|step| step.a).and_then(|index| left.trace.steps[index as usize].at);
        Self {
            standing,
            at: at.or_else(|| first.and_then(|step| step.b)),
            why: worst.map(|difference| difference.why.clone()).unwrap_or_default(),
            seen,
        }
    }
}
