//! Every scenario in every environment.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::environment::Reference;
use super::trace_diff::Divergence;

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

/// One scenario in one environment, against the reference of the other surface.
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
    /// One of the surfaces does not play this scenario.
    NotPlayed,
}
