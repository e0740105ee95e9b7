//! What the server has been asked: for tests that count tries and connections.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// For example `GET`.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// Without the question mark; empty when there is none.
    pub query: String,
    /// The poster it is about, if any.
    pub poster: Option<String>,
    /// Whether it carried an `Authorization` header.
    pub authorized: bool,
    /// The value of its `Range` header.
    pub range: Option<String>,
    /// The status answered; absent while there is no answer yet.
    pub status: Option<u16>,
    /// The fault that it met, by its name.
    pub fault: Option<String>,
}

/// The requests seen, oldest first, and the high-water marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Log {
    /// The last 10,000 at most.
    pub requests: Vec<Request>,
    /// The most connections that were open at once.
    pub max_connections: usize,
    /// The most requests that were under way at once, until the last byte of the answer.
    pub max_requests: usize,
}

impl Log {
    /// How often the whole picture of a poster was asked for (not its thumbnail), with GET.
    pub fn tries(&self, poster: &str) -> usize {
        self.pictures(poster).count()
    }

    /// The requests for the whole picture of a poster, with GET.
    pub fn pictures<'a>(&'a self, poster: &'a str) -> impl Iterator<Item = &'a Request> {
        self.requests
            .iter()
            .filter(move |request| request.method == "GET" && request.poster.as_deref() == Some(poster) && request.path.starts_with("/v1/images/"))
    }

    /// How often a path was asked for, with any method.
    pub fn count(&self, path: &str) -> usize {
        self.requests.iter().filter(|request| request.path == path).count()
    }
}

const KEPT: usize = 10_000;

#[derive(Debug, Default)]
pub(crate) struct Seen {
    rows: Mutex<Rows>,
    connections: Arc<Gauge>,
    requests: Arc<Gauge>,
}

#[derive(Debug, Default)]
struct Rows {
    requests: VecDeque<Request>,
    dropped: usize,
}

#[derive(Debug, Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Counts one more thing as open until it is dropped.
#[derive(Debug)]
pub(crate) struct Open(Arc<Gauge>);

impl Open {
    fn new(gauge: &Arc<Gauge>) -> Self {
        let now = gauge.now.fetch_add(1, Ordering::SeqCst) + 1;
        gauge.most.fetch_max(now, Ordering::SeqCst);
        Self(Arc::clone(gauge))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Seen {
    pub(crate) fn connection(&self) -> Open {
        Open::new(&self.connections)
    }

    /// Notes a request; the number is for [`Seen::answered`].
    pub(crate) fn request(&self, request: Request) -> (usize, Open) {
        let mut rows = self.rows();
        rows.requests.push_back(request);
        if rows.requests.len() > KEPT {
            rows.requests.pop_front();
            rows.dropped += 1;
        }
        (rows.dropped + rows.requests.len() - 1, Open::new(&self.requests))
    }

    pub(crate) fn answered(&self, number: usize, status: u16) {
        let mut rows = self.rows();
        let row = number.checked_sub(rows.dropped).and_then(|at| rows.requests.get_mut(at));
        if let Some(request) = row {
            request.status = Some(status);
        }
    }

    pub(crate) fn log(&self) -> Log {
        Log {
            requests: self.rows().requests.iter().cloned().collect(),
            max_connections: self.connections.most.load(Ordering::SeqCst),
            max_requests: self.requests.most.load(Ordering::SeqCst),
        }
    }

    pub(crate) fn clear(&self) {
        let mut rows = self.rows();
        rows.dropped += rows.requests.len();
        rows.requests.clear();
        for gauge in [&self.connections, &self.requests] {
            gauge.most.store(gauge.now.load(Ordering::SeqCst), Ordering::SeqCst);
        }
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
