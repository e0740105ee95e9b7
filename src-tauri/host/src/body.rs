//! The body of an answer: decoded, paced, counted.

use std::io;
use std::pin::{Pin, pin};
use std::time::Duration;

use async_compression::tokio::bufread::GzipDecoder;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use poster_core::signal::{Content, Net, Stage};
use reqwest::header::{CONTENT_ENCODING, HeaderValue};
use tokio::io::AsyncBufRead;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout};
use tokio_util::io::{ReaderStream, StreamReader};
use url::Url;

use crate::client::Answer;
use crate::limits::Limits;
use crate::observe::TooSlow;
use crate::trouble::{Outcome, Trouble};

type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A body that ends with an error rather than with too many bytes, or after too long a time.
pub(crate) struct Body {
    stage: Stage,
    url: Url,
    chunks: Chunks,
    coded: bool,
    length: Option<u64>,
    most: u64,
    received: u64,
    pace: Pace,
    _permit: OwnedSemaphorePermit,
}

impl Body {
    /// Opens the body of an answer; at most `most` bytes after decoding. What already the head shows to
    /// be too much, or in a coding that nobody asked for, is not read at all.
    pub(crate) fn open(answer: Answer, most: u64, limits: &Limits) -> Outcome<Self> {
        let Answer {
            stage,
            response,
            url,
            permit,
            ..
        } = answer;
        let codings = codings(response.headers().get_all(CONTENT_ENCODING).iter().map(HeaderValue::as_bytes));
        let Some(layers) = codings else {
            return Err(Trouble::net(stage, &url, Net::BadResponse, "an unknown content coding"));
        };
        let length = response.content_length();
        if length.is_some_and(|length| length > most) {
            return Err(Trouble::content(stage, &url, Content::TooLarge, "more announced than allowed"));
        }
        let mut chunks: Chunks = Box::pin(response.bytes_stream().map_err(io::Error::other));
        for _ in 0..layers {
            chunks = gunzip(StreamReader::new(chunks));
        }
        let coded = layers > 0;
        let length = length.filter(|_| !coded);
        Ok(Self {
            stage,
            url,
            chunks,
            coded,
            length,
            most,
            received: 0,
            pace: Pace::new(limits),
            _permit: permit,
        })
    }

    /// Whether the bytes come out of a content coding: such a body cannot be resumed.
    pub(crate) fn is_coded(&self) -> bool {
        self.coded
    }

    /// The announced length of this answer in bytes, where it says what will come.
    pub(crate) fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes, or nothing at the end.
    pub(crate) async fn next(&mut self) -> Outcome<Option<Bytes>> {
        let bytes = match self.pace.wait(self.chunks.next()).await {
            Ok(None) if self.length.is_none_or(|length| self.received >= length) => return Ok(None),
            // HTTP/2 calls it an end when a server goes away politely in the middle of a body.
            Ok(None) => return Err(Trouble::net(self.stage, &self.url, Net::Incomplete, "fewer bytes than announced")),
            Ok(Some(Ok(bytes))) => bytes,
            Ok(Some(Err(error))) => return Err(self.broken(&error)),
            Err(slow) => return Err(Trouble::error(self.stage, &self.url, &slow)),
        };
        self.received += bytes.len() as u64;
        if self.received > self.most {
            return Err(Trouble::content(self.stage, &self.url, Content::TooLarge, "more bytes than allowed"));
        }
        self.pace.came(bytes.len()).map_err(|slow| Trouble::error(self.stage, &self.url, &slow))?;
        Ok(Some(bytes))
    }

    /// The whole body, for answers that are small by their limit.
    pub(crate) async fn whole(mut self) -> Outcome<Vec<u8>> {
        let mut whole = Vec::new();
        while let Some(bytes) = self.next().await? {
            whole.extend_from_slice(&bytes);
        }
        Ok(whole)
    }

    fn broken(&self, error: &io::Error) -> Box<Trouble> {
        // Bytes that are not what their coding says: asking again brings the same.
        if self.coded && error.kind() == io::ErrorKind::InvalidData {
            return Trouble::net(self.stage, &self.url, Net::BadResponse, "broken content coding");
        }
        Trouble::error(self.stage, &self.url, error)
    }
}

fn gunzip(reader: impl AsyncBufRead + Send + 'static) -> Chunks {
    let mut decoder = GzipDecoder::new(reader);
    decoder.multiple_members(true);
    Box::pin(ReaderStream::with_capacity(decoder, 64 << 10))
}

/// How many layers of gzip to take off; nothing where another coding is named. Two are more than honest
/// servers use, and each is counted after decoding, so what hides in the second one is found out.
fn codings<'a>(values: impl Iterator<Item = &'a [u8]>) -> Option<usize> {
    let mut layers = 0;
    for name in values.flat_map(|value| value.split(|byte| *byte == b',')) {
        match name.trim_ascii().to_ascii_lowercase().as_slice() {
            b"" | b"identity" => {}
            b"gzip" | b"x-gzip" if layers < 2 => layers += 1,
            _ => return None,
        }
    }
    Some(layers)
}

/// Measures how fast bytes come. Only waiting counts: a slow disk does not make a slow network.
#[derive(Debug)]
struct Pace {
    silence: Duration,
    window: Duration,
    floor: u64,
    waited: Duration,
    bytes: u64,
}

impl Pace {
    fn new(limits: &Limits) -> Self {
        Self {
            silence: limits.silence,
            window: limits.window,
            floor: limits.floor,
            waited: Duration::ZERO,
            bytes: 0,
        }
    }

    /// Waits for the next bytes, until they are later than allowed.
    async fn wait<T>(&mut self, next: impl Future<Output = T>) -> Result<T, TooSlow> {
        let mut next = pin!(next);
        let mut quiet = Duration::ZERO;
        loop {
            let since = Instant::now();
            let most = self.silence.saturating_sub(quiet).min(self.window.saturating_sub(self.waited));
            let result = timeout(most, &mut next).await;
            let waited = since.elapsed();
            self.waited += waited;
            quiet += waited;
            if let Ok(result) = result {
                return Ok(result);
            }
            if quiet >= self.silence {
                return Err(TooSlow);
            }
            self.look()?;
        }
    }

    /// Counts bytes that came.
    fn came(&mut self, bytes: usize) -> Result<(), TooSlow> {
        self.bytes += bytes as u64;
        self.look()
    }

    /// At the end of a window there must have been enough bytes in it.
    fn look(&mut self) -> Result<(), TooSlow> {
        if self.waited < self.window {
            return Ok(());
        }
        let enough = self.bytes as f64 >= self.floor as f64 * self.waited.as_secs_f64();
        (self.waited, self.bytes) = (Duration::ZERO, 0);
        if enough { Ok(()) } else { Err(TooSlow) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn lasts(every: Duration, bytes: usize) -> bool {
        let mut pace = Pace::new(&Limits::default());
        for _ in 0..200 {
            if pace.wait(tokio::time::sleep(every)).await.is_err() || pace.came(bytes).is_err() {
                return false;
            }
        }
        true
    }

    #[tokio::test(start_paused = true)]
    async fn slow_but_steady_goes_on_and_a_trickle_ends() {
        let second = Duration::from_secs(1);
        assert!(lasts(second, 2048).await);
        assert!(lasts(second, 1024).await);
        assert!(lasts(second * 29, 64 << 10).await);
        assert!(!lasts(second, 1).await);
        assert!(!lasts(second, 1000).await);
        assert!(!lasts(second * 31, 64 << 10).await);
    }

    #[test]
    fn only_gzip_is_taken_off() {
        let layers = |values: &[&str]| codings(values.iter().map(|value| value.as_bytes()));
        assert_eq!(layers(&[]), Some(0));
        assert_eq!(layers(&["identity", ""]), Some(0));
        assert_eq!(layers(&["GZip"]), Some(1));
        assert_eq!(layers(&["gzip, x-gzip"]), Some(2));
        assert_eq!(layers(&["gzip", "gzip"]), Some(2));
        assert_eq!(layers(&["gzip,gzip,gzip"]), None);
        assert_eq!(layers(&["br"]), None);
        assert_eq!(layers(&["gzip, br"]), None);
    }
}
