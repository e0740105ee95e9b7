//! Which hosts a source makes a phone download from, redirects included.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::StreamExt as _;
use poster_core::compare::domain::{DomainHost, DomainReport, DomainVerdict, SeenIn, verdict};
use poster_core::signal::Stage;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderValue, RANGE};
use url::Url;

use crate::api::{Api, ListQuery};
use crate::client::{Ask, Connection};

/// Addresses whose redirects are followed, at most: a look must end.
const MOST: usize = 400;
/// Followed at once.
const AT_ONCE: usize = 4;
/// For all of them together.
const PATIENCE: Duration = Duration::from_secs(90);

/// What is known of a host while it is looked at.
struct Met {
    example: Url,
    seen_in: Vec<SeenIn>,
    verdict: DomainVerdict,
    count: u32,
}

/// Lists every poster, follows every picture's address, and says of each host what WeChat would say to a download.
///
/// `listed`: the downloadFile domains of the mini-program. A list that does not load is the failure; an address that
/// does not answer is counted. Each address is asked for one byte.
pub async fn look(api: &Api, listed: &[String]) -> crate::Result<DomainReport> {
    let mut met = Hosts {
        listed,
        met: BTreeMap::new(),
    };
    met.note(&api.source().base, SeenIn::Api);
    let mut addresses = Vec::new();
    let mut pages = api.pages(ListQuery {
        limit: Some(100),
        ..ListQuery::default()
    });
    while let Some(page) = pages.next().await? {
        for poster in page.items {
            let thumbnail = poster.thumbnail.map(|image| (image.url, SeenIn::Thumbnail));
            for (address, place) in std::iter::once((poster.image.url, SeenIn::Poster)).chain(thumbnail) {
                if let Ok(url) = Url::parse(&address) {
                    met.note(&url, place);
                    addresses.push(url);
                }
            }
        }
    }
    let found = addresses.len();
    addresses.truncate(MOST);
    let followed = addresses.into_iter().map(|url| trail(api.clone(), url));
    let mut followed = futures_util::stream::iter(followed).buffer_unordered(AT_ONCE);
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let (mut checked, mut unanswered) = (0, 0);
    while let Ok(Some((addresses, answered))) = tokio::time::timeout_at(deadline, followed.next()).await {
        checked += 1;
        unanswered += u32::from(!answered);
        for url in addresses.iter().skip(1) {
            met.note(url, SeenIn::Redirect);
        }
    }
    Ok(DomainReport {
        hosts: met.sorted(),
        checked,
        truncated: (checked as usize) < found,
        unanswered,
    })
}

/// Every address on the way to a picture, and whether there was an answer at its end.
async fn trail(api: Api, url: Url) -> (Vec<Url>, bool) {
    let mut headers = HeaderMap::new();
    headers.insert(RANGE, HeaderValue::from_static("bytes=0-0"));
    let ask = Ask {
        stage: Stage::Fetch,
        method: Method::GET,
        url,
        headers,
        connection: Connection::Own,
    };
    let mut seen = Vec::new();
    // The body is dropped unread, which ends the connection.
    let answered = api
        .connections()
        .travel(ask, &mut seen)
        .await
        .is_ok_and(|answer| !answer.response.status().is_server_error());
    (seen.into_iter().map(|(_, url)| url).collect(), answered)
}

struct Hosts<'a> {
    listed: &'a [String],
    met: BTreeMap<String, Met>,
}

impl Hosts<'_> {
    fn note(&mut self, url: &Url, place: SeenIn) {
        let Some(host) = url.host_str() else { return };
        let named = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let numeric = !matches!(url.host(), Some(url::Host::Domain(_)));
        let verdict = verdict(url.scheme(), host, numeric, url.port(), self.listed);
        let met = self.met.entry(format!("{}://{named}", url.scheme())).or_insert_with(|| Met {
            example: bare(url),
            seen_in: Vec::new(),
            verdict,
            count: 0,
        });
        met.count += 1;
        if !met.seen_in.contains(&place) {
            met.seen_in.push(place);
        }
    }

    /// The troubled ones first.
    fn sorted(self) -> Vec<DomainHost> {
        let mut hosts: Vec<DomainHost> = self
            .met
            .into_iter()
            .map(|(origin, met)| DomainHost {
                host: origin.split_once("://").map_or_else(String::new, |(_, host)| host.to_owned()),
                example: met.example.to_string(),
                seen_in: met.seen_in,
                verdict: met.verdict,
                count: met.count,
            })
            .collect();
        hosts.sort_by(|one, other| (one.verdict, &one.host).cmp(&(other.verdict, &other.host)));
        hosts
    }
}

/// An address fit to be shown: signatures and tokens live in queries.
fn bare(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Only an address without a host refuses, and those were left out.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    url
}
