//! Both flows side by side: where they run, what was seen, and the first step at which they part.

pub mod domain;
pub mod environment;
pub mod explain;
pub mod matrix;
pub mod rehearsal;
pub mod setup;
pub mod trace;
pub mod trace_diff;
