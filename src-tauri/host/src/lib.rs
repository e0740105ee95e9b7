//! Everything of Poster Companion that touches the world: network, disk, pictures, operating system.
//!
//! No window in here, so all of it is tested without one.

pub mod api;
pub mod batch;
mod body;
pub mod cache;
mod calm;
mod client;
pub mod compare;
mod convert;
mod decode;
pub mod disk;
pub mod driver;
pub mod fetch;
pub mod filing;
mod guard;
mod history;
pub mod inspect;
pub mod keychain;
pub mod ledger;
pub mod library;
pub mod limits;
mod listing;
mod memory;
mod observe;
pub mod platform;
mod resume;
mod retry;
pub mod save;
pub mod settings;
pub mod source;
pub mod thumbnail;
mod trouble;
mod turns;

/// What can fail here fails with a classified [`poster_core::Failure`].
pub type Result<T> = std::result::Result<T, poster_core::Failure>;
