//! Which hosts a source makes a phone talk to, redirects included.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::StreamExt as _;
use poster_core::compare::domain::{
    DomainCut, DomainHost, DomainProgress, DomainPurpose, DomainReport, DomainVerdict, ListedDomains, SeenIn, verdict,
};
use poster_core::signal::Stage;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderValue, RANGE};
use url::Url;

use crate::api::{Api, ListQuery};
use crate::client::{Ask, Connection};
use crate::fetch::Cancel;

/// Posters that are listed, at most.
const MOST_POSTERS: u32 = 20_000;
/// Addresses of one host whose redirects are followed: hosts redirect by rule, not by poster.
const OF_EACH_HOST: usize = 8;
/// Followed at once.
const AT_ONCE: usize = 4;
/// For everything together.
const PATIENCE: Duration = Duration::from_secs(90);

/// What is known of a host while it is looked at.
struct Met {
    purpose: DomainPurpose,
    example: Url,
    seen_in: Vec<SeenIn>,
    verdict: DomainVerdict,
    /// Its addresses.
    addresses: Vec<Url>,
    count: u32,
}

/// Lists the posters, follows some addresses of every host, and says of each host what WeChat would say.
///
/// A list that does not load is the failure; an address that does not answer is counted. Each address is asked for one
/// byte. What was found when it is cancelled is the report.
pub async fn look(api: &Api, listed: &ListedDomains, cancel: &Cancel, progress: impl Fn(DomainProgress)) -> crate::Result<DomainReport> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let mut met = Hosts {
        listed,
        met: BTreeMap::new(),
    };
    met.note(&api.source().base, SeenIn::Api);
    let (mut posters, mut followed, mut unanswered) = (0, 0, 0);
    let cut = 'looking: {
        let mut pages = api.pages(ListQuery {
            limit: Some(100),
            ..ListQuery::default()
        });
        loop {
            progress(DomainProgress {
                posters,
                followed: 0,
                of: None,
            });
            let page = tokio::select! {
                page = pages.next() => page?,
                () = cancel.cancelled() => break 'looking Some(DomainCut::Cancelled),
                () = tokio::time::sleep_until(deadline) => break 'looking Some(DomainCut::Time),
            };
            let Some(page) = page else { break };
            for poster in page.items {
                posters += 1;
                let thumbnail = poster.thumbnail.map(|image| (image.url, SeenIn::Thumbnail));
                for (address, place) in std::iter::once((poster.image.url, SeenIn::Poster)).chain(thumbnail) {
                    if let Ok(url) = Url::parse(&address) {
                        met.note(&url, place);
                    }
                }
            }
            if posters >= MOST_POSTERS {
                break 'looking Some(DomainCut::Posters);
            }
        }
        None
    };
    let chosen = if matches!(cut, None | Some(DomainCut::Posters)) {
        met.some_of_each()
    } else {
        Vec::new()
    };
    let of = Some(chosen.len() as u32);
    let mut trails = futures_util::stream::iter(chosen.into_iter().map(|url| trail(api.clone(), url))).buffer_unordered(AT_ONCE);
    let ended = loop {
        progress(DomainProgress { posters, followed, of });
        let (addresses, answered) = tokio::select! {
            next = trails.next() => match next {
                Some(trail) => trail,
                None => break None,
            },
            () = cancel.cancelled() => break Some(DomainCut::Cancelled),
            () = tokio::time::sleep_until(deadline) => break Some(DomainCut::Time),
        };
        followed += 1;
        unanswered += u32::from(!answered);
        for url in addresses.iter().skip(1) {
            met.note(url, SeenIn::Redirect);
        }
    };
    Ok(DomainReport {
        hosts: met.sorted(),
        posters,
        followed,
        unanswered,
        cut: cut.or(ended),
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
    listed: &'a ListedDomains,
    met: BTreeMap<(DomainPurpose, String), Met>,
}

impl Hosts<'_> {
    fn note(&mut self, url: &Url, place: SeenIn) {
        let Some(host) = url.host_str() else { return };
        let named = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let purpose = if place == SeenIn::Api {
            DomainPurpose::Request
        } else {
            DomainPurpose::Download
        };
        let numeric = !matches!(url.host(), Some(url::Host::Domain(_)));
        let verdict = verdict(url.scheme(), host, numeric, url.port(), self.listed.of(purpose));
        let met = self.met.entry((purpose, format!("{}://{named}", url.scheme()))).or_insert_with(|| Met {
            purpose,
            example: bare(url),
            seen_in: Vec::new(),
            verdict,
            addresses: Vec::new(),
            count: 0,
        });
        met.count += 1;
        if !met.seen_in.contains(&place) {
            met.seen_in.push(place);
        }
        if matches!(place, SeenIn::Poster | SeenIn::Thumbnail) {
            met.addresses.push(url.clone());
        }
    }

    /// Some addresses of each host, spread over the whole list.
    fn some_of_each(&mut self) -> Vec<Url> {
        let all = self.met.values_mut().map(|met| std::mem::take(&mut met.addresses));
        all.flat_map(|addresses| {
            let every = addresses.len().div_ceil(OF_EACH_HOST).max(1);
            addresses.into_iter().step_by(every)
        })
        .collect()
    }

    /// The troubled ones first.
    fn sorted(self) -> Vec<DomainHost> {
        let mut hosts: Vec<DomainHost> = self
            .met
            .into_iter()
            .map(|((_, origin), met)| DomainHost {
                host: origin.split_once("://").map_or_else(String::new, |(_, host)| host.to_owned()),
                purpose: met.purpose,
                example: met.example.to_string(),
                seen_in: met.seen_in,
                verdict: met.verdict,
                count: met.count,
            })
            .collect();
        hosts.sort_by(|one, other| (one.verdict, one.purpose, &one.host).cmp(&(other.verdict, other.purpose, &other.host)));
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
