//! The network half over real HTTP: against the demo API, and against raw servers that break every rule.
//!
//! Limits are shrunken so that minutes become moments; what is waited for and how often stays the same.
#![expect(clippy::unwrap_used, reason = "a test")]

mod bodies;
mod child;
mod demo;
mod links;
mod list;
mod raw;
mod redirects;
mod resume;
mod table;
mod tls;
mod tries;

use std::io;
use std::sync::Mutex;
use std::time::Duration;

use poster_core::signal::DesktopSignal;
use poster_core::{Failure, ImageRef, Signal};
use poster_host::api::Api;
use poster_host::fetch::{Cancel, Fetched, Progress, Sink, Stopped, Wanted};
use poster_host::limits::Limits;
use poster_host::source::Source;

/// Limits with which a fault table takes seconds.
fn quick() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        first_byte: Duration::from_millis(300),
        silence: Duration::from_millis(300),
        window: Duration::from_millis(300),
        json: 256 << 10,
        image: 1 << 20,
        waits: [5..=10, 10..=20, 20..=30],
        patience: Duration::from_secs(4),
        ..Limits::default()
    }
}

fn api(base: &str) -> Api {
    Api::with_limits(Source::parse(base, false).unwrap(), quick())
}

/// A sink in memory that remembers what it was told.
#[derive(Debug, Default)]
struct Basket {
    bytes: Vec<u8>,
    expected: Vec<Option<u64>>,
    /// Everything ever written, restarts included.
    poured: usize,
}

impl Sink for Basket {
    fn start(&mut self, expected: Option<u64>) -> io::Result<()> {
        self.bytes.clear();
        self.expected.push(expected);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        assert!(!self.expected.is_empty(), "started before it is written");
        self.bytes.extend_from_slice(bytes);
        self.poured += bytes.len();
        Ok(())
    }
}

fn link(url: impl Into<String>) -> ImageRef {
    ImageRef {
        url: url.into(),
        ..ImageRef::default()
    }
}

/// Fetches a link that belongs to no poster.
async fn fetch(api: &Api, url: &str) -> (Result<Fetched, Stopped>, Basket) {
    fetch_wanted(
        api,
        &Wanted {
            poster: None,
            image: link(url),
        },
    )
    .await
}

async fn fetch_wanted(api: &Api, wanted: &Wanted) -> (Result<Fetched, Stopped>, Basket) {
    let mut basket = Basket::default();
    let last = Mutex::new(None);
    let watch = |progress: Progress| *last.lock().unwrap() = Some(progress);
    let result = api.fetch(wanted, &mut basket, &watch, &Cancel::new()).await;
    if let (Ok(fetched), Some(last)) = (&result, last.into_inner().unwrap()) {
        assert_eq!(last.received, fetched.bytes, "progress ends at the end");
        assert_eq!(basket.bytes.len() as u64, fetched.bytes);
    }
    (result, basket)
}

/// The failure of something that must not have worked.
fn failure(result: Result<Fetched, Stopped>) -> Failure {
    match result {
        Err(Stopped::Failed(failure)) => *failure,
        other => panic!("not a failure: {other:?}"),
    }
}

fn signal(failure: &Failure) -> &DesktopSignal {
    match &failure.signal {
        Signal::Desktop(signal) => signal,
        Signal::Wechat(_) => unreachable!("the desktop speaks"),
    }
}
