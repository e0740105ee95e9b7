//! Set-up on its own: what `run` and `test` do first.

use crate::packages::{self, Package};
use crate::step::Outcome;
use crate::{tools, ui};

/// Everything that `run` and `test` need.
pub(crate) fn everything() -> Outcome {
    tools::need_rust()?;
    tools::need_node()?;
    packages::need(&for_tests())?;
    ui::packages()
}

/// The window's pages, built if they are stale.
pub(crate) fn pages() -> Outcome {
    tools::need_node()?;
    ui::packages()?;
    ui::build()
}

/// What the whole test run needs installed.
pub(crate) fn for_tests() -> Vec<Package> {
    [packages::WINDOW, packages::TESTS].concat()
}
