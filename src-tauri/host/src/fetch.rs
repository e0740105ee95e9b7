//! Bytes from the source into a sink: bounded memory, retries, limits.

use std::io;

use poster_core::picture::Format;
use poster_core::signal::{Content, Hint, Net, Stage};
use poster_core::{Failure, ImageRef};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
pub use tokio_util::sync::CancellationToken as Cancel;
use url::Url;

use crate::api::Api;
use crate::body::Body;
use crate::client::{Answer, Ask, Connection};
use crate::resume::Partial;
use crate::retry::Patience;
use crate::trouble::{Outcome, Trouble, is_signed};

/// Where fetched bytes go. A retry that cannot resume calls `start` again, which forgets what was written.
pub trait Sink: Send {
    /// Begins from nothing. `expected` is the announced length in bytes, if any.
    fn start(&mut self, expected: Option<u64>) -> io::Result<()>;
    /// Appends.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// The beginning of the picture that it holds already, from another run.
    fn held(&self) -> Option<Held> {
        None
    }
    /// What was begun with `start` can be gone on with later: its strong entity tag, and its length where announced.
    fn resumable(&mut self, _etag: &str, _total: Option<u64>) {}
}

/// The beginning of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The strong entity tag that came with it.
    pub etag: String,
    /// Length of the whole, where announced.
    pub total: Option<u64>,
    /// Bytes that the sink holds.
    pub written: u64,
}

/// How many bytes show whether this is a picture at all.
const HEAD: usize = 64;

/// What to fetch.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The poster's id, where there is one: with it, a link that has expired can be made anew.
    pub poster: Option<String>,
    /// Where the picture is. Its `bytes`, if claimed, must be what comes; its `sha256` is for the caller.
    pub image: ImageRef,
}

/// How far a download is, in bytes. After a restart `received` begins at nothing again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Written into the sink.
    pub received: u64,
    /// The whole picture, where announced.
    pub total: Option<u64>,
}

/// A picture that came whole, as far as HTTP can tell. Whether it is a picture the caller must look.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Written into the sink.
    pub bytes: u64,
    /// As the server calls it.
    pub media_type: Option<String>,
    /// The entity tag, strong or weak.
    pub etag: Option<String>,
    /// The server that finally sent it.
    pub host: String,
    /// What the bytes were checked against: not the one asked for when its link had to be made anew.
    pub image: ImageRef,
}

/// Why there is no picture.
#[derive(Debug)]
pub enum Stopped {
    /// The network or the server.
    Failed(Box<Failure>),
    /// The sink: an error of the disk, for [`platform`](crate::platform) to observe.
    Sink(io::Error),
    /// The user changed their mind. What the sink holds is to be thrown away.
    Cancelled,
}

/// Why one try ended.
enum Halt {
    Trouble(Box<Trouble>),
    Sink(io::Error),
}

impl From<Box<Trouble>> for Halt {
    fn from(trouble: Box<Trouble>) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<Halt> for Stopped {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Trouble(trouble) => Self::Failed(Box::new(trouble.into())),
            Halt::Sink(error) => Self::Sink(error),
        }
    }
}

impl Api {
    /// Fetches a picture into `sink`.
    ///
    /// Tries again what is transient (three times at most), going on where the last try ended if the
    /// server can prove that it still holds the same bytes; makes an expired link anew, once; ends a
    /// body that is too large or too slow. `on_progress` is called after each piece, from the same task.
    pub async fn fetch(
        &self,
        wanted: &Wanted,
        sink: &mut dyn Sink,
        on_progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Fetched, Stopped> {
        let mut download = Download {
            api: self,
            image: wanted.image.clone(),
            partial: sink.held().and_then(|held| Partial::again(&held)),
            connection: Connection::Kept,
            sink,
            on_progress,
        };
        let whole = download.run(wanted.poster.as_deref());
        match cancel.run_until_cancelled(whole).await {
            Some(result) => Ok(result?),
            None => Err(Stopped::Cancelled),
        }
    }
}

/// One picture on its way.
struct Download<'a> {
    api: &'a Api,
    image: ImageRef,
    partial: Option<Partial>,
    connection: Connection,
    sink: &'a mut dyn Sink,
    on_progress: &'a (dyn Fn(Progress) + Sync),
}

impl Download<'_> {
    async fn run(&mut self, mut poster: Option<&str>) -> Result<Fetched, Halt> {
        if is_over(self.image.expires_at.as_deref())
            && let Some(id) = poster.take()
        {
            self.renew_link(id).await?;
        }
        // A new link is not a try: its counter goes on.
        let mut patience = Patience::new(&self.api.connections().limits);
        loop {
            let url = self.address()?;
            let trouble = match self.once(&url).await {
                Err(Halt::Trouble(trouble)) => trouble,
                other => return other,
            };
            let kept = std::mem::replace(&mut self.connection, Connection::Own) == Connection::Kept;
            if kept && trouble.may_be_anothers() {
                patience.spend();
            } else if let Some(id) = poster.take_if(|_| trouble.is_status(403)) {
                self.renew_link(id).await?;
            } else {
                let signed = self.image.expires_at.is_some() || is_signed(&url);
                patience.wait(trouble.hint(Hint::SignedLink, signed)).await?;
            }
        }
    }

    /// Where the picture is, if it may be fetched at all.
    fn address(&self) -> Outcome<Url> {
        let connections = self.api.connections();
        let url = connections.source.base.join(&self.image.url);
        let url = url.map_err(|_| Trouble::invalid("a picture without an address"))?;
        match self.image.bytes {
            Some(bytes) if bytes > connections.limits.image => {
                Err(Trouble::content(Stage::Fetch, &url, Content::TooLarge, "more claimed than allowed"))
            }
            _ => Ok(url),
        }
    }

    /// Asks for a fresh link, or for the whole poster where the API makes no links.
    async fn renew_link(&mut self, id: &str) -> Outcome<()> {
        let fresh = match self.api.fresh_link(id).await {
            Err(trouble) if [404, 405, 501].iter().any(|status| trouble.is_status(*status)) => self.api.look_up(id).await?.image,
            other => other?,
        };
        // What the fresh link does not claim, the old claim still says.
        let old = std::mem::replace(&mut self.image, fresh);
        self.image.bytes = self.image.bytes.or(old.bytes);
        self.image.sha256 = self.image.sha256.take().or(old.sha256);
        Ok(())
    }

    /// One request, and its body into the sink.
    async fn once(&mut self, url: &Url) -> Result<Fetched, Halt> {
        let mut headers = HeaderMap::new();
        // Nothing that would let a server choose another picture, or another form of this one.
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if let Some(partial) = &self.partial {
            partial.ask(&mut headers);
        }
        // Only a picture whose length is known can be told from one that another request asked for.
        if self.image.bytes.is_none() {
            self.connection = Connection::Own;
        }
        let ask = Ask {
            stage: Stage::Fetch,
            method: Method::GET,
            url: url.clone(),
            headers,
            connection: self.connection,
        };
        let answer = self.api.connections().exchange(ask).await?;
        let goes_on = self.judge(&answer)?;
        let url = answer.url.clone();
        let head = answer.response.headers().clone();
        let limits = &self.api.connections().limits;
        let before = self.partial.as_ref().map_or(0, |partial| partial.written);
        let body = Body::open(answer, limits.image - before, limits)?;
        let total = if goes_on {
            self.partial.as_ref().and_then(|partial| partial.total)
        } else {
            body.length()
        };
        if !goes_on {
            let whole = (!body.is_coded()).then_some(&head);
            self.partial = whole.and_then(|head| Partial::of(head, total));
            self.sink.start(total.or(self.image.bytes)).map_err(Halt::Sink)?;
            if let Some((etag, total)) = self.partial.as_ref().and_then(Partial::tag) {
                self.sink.resumable(etag, total);
            }
        }
        let bytes = self.pour(body, before, total, &url).await?;
        let text = |name| head.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).map(str::to_owned);
        Ok(Fetched {
            bytes,
            media_type: text(CONTENT_TYPE),
            etag: text(ETAG),
            host: url.host_str().unwrap_or_default().to_owned(),
            image: self.image.clone(),
        })
    }

    /// Whether an answer's body goes on from what the sink holds, or begins anew; or is no picture at all.
    fn judge(&mut self, answer: &Answer) -> Outcome<bool> {
        let again = |detail: &str| Trouble::net(Stage::Fetch, &answer.url, Net::Incomplete, detail);
        let headers = answer.response.headers();
        match answer.response.status() {
            StatusCode::OK => {
                self.partial = None;
                Ok(false)
            }
            StatusCode::PARTIAL_CONTENT => match self.partial.take() {
                Some(partial) if partial.goes_on_with(headers) => {
                    self.partial = Some(partial);
                    Ok(true)
                }
                Some(_) => Err(again("another part than asked for")),
                None => Err(unasked_part(answer)),
            },
            StatusCode::RANGE_NOT_SATISFIABLE if self.partial.take().is_some() => Err(again("no such part any more")),
            StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT => {
                let mut trouble = Trouble::content(Stage::Fetch, &answer.url, Content::Empty, "answered without a body");
                trouble.signal.status = Some(answer.response.status().as_u16());
                Err(trouble)
            }
            _ => Err(answer.trouble()),
        }
    }

    /// Moves a body into the sink. What was announced must come, no less and no more.
    async fn pour(&mut self, mut body: Body, before: u64, total: Option<u64>, url: &Url) -> Result<u64, Halt> {
        let announced = self.image.bytes.or(total);
        let contradicts = total.is_some() && total != announced;
        let mut head = Vec::with_capacity(HEAD);
        let mut written = before;
        while let Some(bytes) = body.next().await? {
            head.extend(bytes.iter().take(HEAD - head.len()));
            self.sink.write(&bytes).map_err(Halt::Sink)?;
            written += bytes.len() as u64;
            if let Some(partial) = &mut self.partial {
                partial.written = written;
            }
            if announced.is_some_and(|announced| written > announced) || (contradicts && head.len() == HEAD) {
                break;
            }
            (self.on_progress)(Progress {
                received: written,
                total: announced,
            });
        }
        if written == 0 {
            return Err(Trouble::content(Stage::Fetch, url, Content::Empty, "no bytes").into());
        }
        if contradicts || announced.is_some_and(|announced| written != announced) {
            // Bytes that are wrong as a whole are not gone on with.
            self.partial = None;
            // A sign-in page of the network, or an error in words, rather than a broken picture.
            let alien = before == 0 && Format::sniff(&head).is_none();
            let content = if alien { Content::NotPicture } else { Content::Mismatch };
            return Err(Trouble::content(Stage::Fetch, url, content, "another length than announced").into());
        }
        Ok(written)
    }
}

/// A part where the whole was asked for: HTTP says success, the picture is cut.
fn unasked_part(answer: &Answer) -> Box<Trouble> {
    let media_type = answer.response.headers().get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let mut trouble = answer.trouble();
    if !media_type.starts_with(b"multipart/") {
        trouble.signal.net = None;
        trouble.signal.content = Some(Content::Damaged);
    }
    trouble
}

/// Whether a date has passed. What is no date says nothing.
fn is_over(date: Option<&str>) -> bool {
    let date = date.and_then(|date| OffsetDateTime::parse(date, &Rfc3339).ok());
    date.is_some_and(|date| date <= OffsetDateTime::now_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert!(is_over(Some("2001-01-01T00:00:00Z")));
        assert!(is_over(Some("2001-01-01T08:00:00.5+08:00")));
        for date in [None, Some(""), Some("yesterday"), Some("2999-01-01T00:00:00Z")] {
            assert!(!is_over(date), "{date:?}");
        }
    }
}
