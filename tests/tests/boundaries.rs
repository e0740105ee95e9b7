//! What must never be, each rule a test. They read sources, tables and settings, so a rule is broken in the file it names.

#![expect(clippy::unwrap_used, reason = "a test")]

#[path = "boundaries/contract.rs"]
mod contract;
#[path = "boundaries/crates.rs"]
mod crates;
#[path = "boundaries/phone.rs"]
mod phone;
#[path = "boundaries/repository.rs"]
mod repository;
#[path = "boundaries/rust.rs"]
mod rust;
#[path = "boundaries/tree.rs"]
mod tree;
#[path = "boundaries/window.rs"]
mod window;
#[path = "boundaries/workflows.rs"]
mod workflows;
