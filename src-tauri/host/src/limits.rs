//! How long and how much: the numbers behind the promises about the network.

use std::ops::RangeInclusive;
use std::time::Duration;

/// Limits of one [`Api`](crate::api::Api). The default is what users get; tests shrink it.
#[derive(Clone, Debug)]
pub struct Limits {
    /// From nothing to a connection, name lookup and handshake included.
    pub connect: Duration,
    /// From a connection to the head of the answer.
    pub first_byte: Duration,
    /// Longest silence inside a body.
    pub silence: Duration,
    /// Over this time at least `floor` bytes a second must come.
    pub window: Duration,
    /// Bytes a second.
    pub floor: u64,
    /// Longest answer of the API, in bytes after decoding.
    pub json: u64,
    /// Largest picture, in bytes after decoding.
    pub image: u64,
    /// Most redirects that one request follows.
    pub redirects: usize,
    /// How long to wait before each further try, in milliseconds; as many tries as waits.
    pub waits: [RangeInclusive<u64>; 3],
    /// The longest wait that a server may ask for; a longer one is for the user to decide.
    pub patience: Duration,
    /// Connections to one host at once.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(30),
            silence: Duration::from_secs(30),
            window: Duration::from_secs(30),
            floor: 1024,
            json: 16 << 20,
            image: 100 << 20,
            redirects: 10,
            waits: [500..=1500, 2500..=3500, 5500..=6500],
            patience: Duration::from_secs(60),
            connections: 16,
        }
    }
}
