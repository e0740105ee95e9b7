//! The pure rules of Poster Companion: no runtime, no file, no network, no clock, no window.
//!
//! Where to start: [`signal`] is what a surface observed, [`contract`] turns it into a
//! [`failure::Failure`], [`session`] decides what happens next.

pub mod compare;
pub mod contract;
pub mod copy;
pub mod failure;
pub mod flow;
pub mod picture;
pub mod place;
pub mod poster;
pub mod scenario;
pub mod session;
pub mod signal;
mod text;
pub mod update;
pub mod window;
pub mod words;

pub use contract::Locale;
pub use failure::Failure;
pub use poster::{ImageRef, Poster, PosterCard, PosterPage};
pub use session::{Session, View};
pub use signal::{DesktopSignal, Signal, Surface, WechatSignal};
pub use words::{CONTRACT_HASH, Effect, Event, Kind, Recovery, Remedy, State};
