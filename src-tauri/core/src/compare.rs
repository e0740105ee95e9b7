//! Both flows side by side: where they run, what was seen, and the first step at which they part.
//!
//! Where to start: [`play`] plays a scenario in an environment and writes a [`trace::Trace`]; [`diff`] lays two of them
//! side by side; [`matrix`] does that for everything.

pub mod diff;
pub mod domain;
pub mod environment;
pub mod explain;
pub mod import;
pub mod known;
pub mod matrix;
pub mod play;
pub mod possible;
pub mod rehearsal;
pub mod report;
#[rustfmt::skip]
mod scenarios;
pub mod setup;
pub mod table;
pub mod trace;
