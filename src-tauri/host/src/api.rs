//! The poster API: list, look up, mint a fresh link. Shape of the answers: `src-tauri/demo/openapi.yaml`.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use poster_core::signal::{Net, Stage};
use poster_core::{ImageRef, Poster, PosterPage};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};
use url::Url;

use crate::Result;
use crate::body::Body;
use crate::client::{Ask, Connection, Connections};
use crate::limits::Limits;
use crate::listing::{self, NotTheContract};
use crate::memory::{Memory, Remembered};
use crate::retry::Patience;
use crate::source::Source;
use crate::trouble::{Outcome, Trouble};

/// One source, ready to be asked. Clones share connections and memory.
#[derive(Clone, Debug)]
pub struct Api(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    connections: Connections,
    memory: Memory,
}

/// Which posters to list. Empty means all, in the server's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// From [`PosterPage::next_cursor`].
    pub cursor: Option<String>,
    /// Posters a page, 1 to 100; the server's own choice without it.
    pub limit: Option<u8>,
    /// Words to search for.
    pub q: Option<String>,
    /// Only posters that carry this tag.
    pub tag: Option<String>,
    /// RFC 3339; only posters that changed later.
    pub updated_after: Option<String>,
}

/// The body of an answer, or that the remembered one still holds.
enum Fresh {
    Body { bytes: Vec<u8>, url: Url, etag: Option<String> },
    Unchanged,
}

impl Api {
    /// Nothing is sent and nothing is built before the first request.
    pub fn new(source: Source) -> Self {
        Self::with_limits(source, Limits::default())
    }

    /// The same with other limits, for tests.
    pub fn with_limits(source: Source, limits: Limits) -> Self {
        Self(Arc::new(Inner {
            connections: Connections::new(source, limits),
            memory: Memory::default(),
        }))
    }

    /// What is asked.
    pub fn source(&self) -> &Source {
        &self.0.connections.source
    }

    /// Whether the system's certificates can be used: `Net::Setup` where there are none.
    pub fn check_client(&self) -> Result<()> {
        self.connections().certificates().map_err(Into::into)
    }

    pub(crate) fn connections(&self) -> &Connections {
        &self.0.connections
    }

    /// One page of the list. A page that the server calls unchanged comes from memory.
    ///
    /// Posters without an id or a picture are left out and counted in [`PosterPage::skipped`].
    pub async fn list(&self, query: &ListQuery) -> Result<PosterPage> {
        let url = self.list_url(query)?;
        let known = self.0.memory.recall(&url);
        let mut headers = HeaderMap::new();
        if let Some(etag) = known.as_ref().and_then(|known| HeaderValue::from_str(&known.etag).ok()) {
            headers.insert(IF_NONE_MATCH, etag);
        }
        let (bytes, answered, etag) = match self.json(Stage::List, Method::GET, &url, headers).await? {
            Fresh::Body { bytes, url, etag } => (bytes, url, etag),
            Fresh::Unchanged => {
                return match known {
                    Some(known) => Ok(known.page),
                    None => Err(Trouble::status(Stage::List, &url, StatusCode::NOT_MODIFIED).into()),
                };
            }
        };
        let page = listing::page(&bytes, &answered).map_err(|NotTheContract| not_the_contract(Stage::List, &answered))?;
        if page.next_cursor.is_some() && page.next_cursor == query.cursor {
            return Err(Trouble::net(Stage::List, &url, Net::BadResponse, "the list never ends").into());
        }
        if let Some(etag) = etag {
            self.0.memory.keep(Remembered {
                url,
                etag,
                page: page.clone(),
            });
        }
        Ok(page)
    }

    /// All pages from `query` on, one after the other.
    pub fn pages(&self, query: ListQuery) -> Pages {
        Pages {
            api: self.clone(),
            next: Some(query),
            seen: HashSet::new(),
        }
    }

    /// One poster by its id. Gone (410) and unknown (404) are failures.
    pub async fn poster(&self, id: &str) -> Result<Poster> {
        Ok(self.look_up(id).await?)
    }

    /// A fresh link to a poster's picture.
    pub async fn mint(&self, id: &str) -> Result<ImageRef> {
        Ok(self.fresh_link(id).await?)
    }

    pub(crate) async fn look_up(&self, id: &str) -> Outcome<Poster> {
        let url = self.0.connections.source.endpoint(&["v1", "posters", id])?;
        let (bytes, url) = self.answer(Method::GET, &url).await?;
        listing::poster(&bytes, &url).map_err(|NotTheContract| not_the_contract(Stage::Fetch, &url))
    }

    pub(crate) async fn fresh_link(&self, id: &str) -> Outcome<ImageRef> {
        let url = self.0.connections.source.endpoint(&["v1", "posters", id, "image-url"])?;
        let (bytes, url) = self.answer(Method::POST, &url).await?;
        listing::image(&bytes, &url).map_err(|NotTheContract| not_the_contract(Stage::Fetch, &url))
    }

    async fn answer(&self, method: Method, url: &Url) -> Outcome<(Vec<u8>, Url)> {
        match self.json(Stage::Fetch, method, url, HeaderMap::new()).await? {
            Fresh::Body { bytes, url, .. } => Ok((bytes, url)),
            Fresh::Unchanged => Err(Trouble::status(Stage::Fetch, url, StatusCode::NOT_MODIFIED)),
        }
    }

    /// Asks until there is an answer or no further try is due.
    async fn json(&self, stage: Stage, method: Method, url: &Url, mut headers: HeaderMap) -> Outcome<Fresh> {
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        let mut patience = Patience::new(&self.0.connections.limits);
        loop {
            let ask = Ask {
                stage,
                method: method.clone(),
                url: url.clone(),
                headers: headers.clone(),
                connection: Connection::Own,
            };
            match self.json_once(ask).await {
                Ok(fresh) => return Ok(fresh),
                Err(trouble) => patience.wait(trouble).await?,
            }
        }
    }

    async fn json_once(&self, ask: Ask) -> Outcome<Fresh> {
        let connections = &self.0.connections;
        let answer = connections.exchange(ask).await?;
        match answer.response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_MODIFIED => return Ok(Fresh::Unchanged),
            _ => return Err(answer.trouble()),
        }
        let etag = answer.response.headers().get(ETAG).and_then(|etag| etag.to_str().ok()).map(str::to_owned);
        let url = answer.url.clone();
        let body = Body::open(answer, connections.limits.json, &connections.limits)?;
        Ok(Fresh::Body {
            bytes: body.whole().await?,
            url,
            etag,
        })
    }

    fn list_url(&self, query: &ListQuery) -> Result<Url> {
        let ListQuery {
            cursor,
            limit,
            q,
            tag,
            updated_after,
        } = query;
        let mut url = self.0.connections.source.endpoint(&["v1", "posters"])?;
        let limit = limit.map(|limit| limit.to_string());
        let pairs = [
            ("cursor", cursor),
            ("limit", &limit),
            ("q", q),
            ("tag", tag),
            ("updated_after", updated_after),
        ];
        for (key, value) in pairs {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(key, value);
            }
        }
        Ok(url)
    }
}

fn not_the_contract(stage: Stage, url: &Url) -> Box<Trouble> {
    Trouble::net(stage, url, Net::BadResponse, "the answer is not what the contract describes")
}

/// The pages of a list, one after the other. A cursor that comes again ends them with a failure, and so
/// does a number of pages that no shop has: such a list would never end.
#[derive(Debug)]
pub struct Pages {
    api: Api,
    next: Option<ListQuery>,
    /// Digests of the cursors: a long list has many, and they may be long.
    seen: HashSet<u64>,
}

impl Pages {
    /// Pages enough for a million posters.
    const MOST: usize = 10_000;

    /// The next page; nothing after the last one and after a failure.
    pub async fn next(&mut self) -> Result<Option<PosterPage>> {
        let Some(query) = self.next.take() else { return Ok(None) };
        let page = self.api.list(&query).await?;
        if let Some(cursor) = &page.next_cursor {
            if self.seen.len() >= Self::MOST || !self.seen.insert(digest(cursor)) {
                let base = &self.api.source().base;
                return Err(Trouble::net(Stage::List, base, Net::BadResponse, "the list never ends").into());
            }
            self.next = Some(ListQuery {
                cursor: Some(cursor.clone()),
                ..query
            });
        }
        Ok(Some(page))
    }
}

fn digest(cursor: &str) -> u64 {
    let mut digest = DefaultHasher::new();
    cursor.hash(&mut digest);
    digest.finish()
}
