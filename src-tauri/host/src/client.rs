//! Connections: which client carries a request, how many at once, where redirects may lead.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use poster_core::signal::{Hint, Net, Stage};
use reqwest::header::{AUTHORIZATION, CONNECTION, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Client, Method, Response, StatusCode, redirect, retry};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use url::Url;

use crate::calm::Calm;
use crate::guard::{self, AnyNames, PublicNames};
use crate::limits::Limits;
use crate::retry::retry_after;
use crate::source::{Source, Token};
use crate::trouble::{Outcome, Trouble};

/// One request, redirects included.
pub(crate) struct Ask {
    pub(crate) stage: Stage,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) connection: Connection,
}

/// Whether a connection of HTTP/1.1 carries more than one request. An answer that comes late on a kept connection is
/// taken for the next request's, and nothing on the wire tells the two apart. HTTP/2, where answers carry their
/// request's number, keeps its connection either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Connection {
    /// For what can be recognised: whoever asks checks the answer and, where it is not the one asked for, asks again
    /// on a connection of its own. Only for requests that may be sent twice.
    Kept,
    /// Nothing was said on it before, and nothing will be after.
    Own,
}

/// The head of an answer, its body still to come. The connection counts until this is dropped.
pub(crate) struct Answer {
    pub(crate) stage: Stage,
    pub(crate) response: Response,
    /// Where the answer finally came from; addresses inside it are relative to this one.
    pub(crate) url: Url,
    /// Whether the token went with the request.
    pub(crate) token_sent: bool,
    /// The place among the connections to this host.
    pub(crate) permit: OwnedSemaphorePermit,
}

impl Answer {
    /// The trouble that this answer's status means.
    pub(crate) fn trouble(&self) -> Box<Trouble> {
        let mut trouble = Trouble::status(self.stage, &self.url, self.response.status()).hint(Hint::TokenSent, self.token_sent);
        trouble.not_before = retry_after(self.response.headers());
        trouble
    }
}

/// Which client carries a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Route {
    /// To the source's own origin: any address will do.
    home: bool,
    /// Through the system's proxy, which resolves the name itself.
    proxied: bool,
    connection: Connection,
    /// Without it no certificates are loaded, so a plain source works on a machine that has none.
    tls: bool,
}

/// Everything that connections of one source share.
#[derive(Debug)]
pub(crate) struct Connections {
    pub(crate) source: Source,
    pub(crate) limits: Limits,
    proxies: Matcher,
    clients: Mutex<HashMap<Route, Client>>,
    permits: Mutex<HashMap<String, Arc<Semaphore>>>,
    calm: Calm,
}

impl Connections {
    pub(crate) fn new(source: Source, limits: Limits) -> Self {
        Self {
            source,
            limits,
            proxies: Matcher::from_system(),
            clients: Mutex::default(),
            permits: Mutex::default(),
            calm: Calm::default(),
        }
    }

    /// Whether a client that checks certificates can be made here: a system without any has none to trust.
    pub(crate) fn certificates(&self) -> Outcome<()> {
        let route = Route {
            home: false,
            proxied: false,
            connection: Connection::Own,
            tls: true,
        };
        self.client(route, Stage::Open, &self.source.base).map(drop)
    }

    /// Sends a request and follows its redirects, each hop checked. The answer's status is not judged.
    pub(crate) async fn exchange(&self, ask: Ask) -> Outcome<Answer> {
        self.travel(ask, &mut Vec::new()).await
    }

    /// As [`Connections::exchange`]; `seen` is left holding every request on the way, a refused one too.
    pub(crate) async fn travel(&self, ask: Ask, seen: &mut Vec<(Method, Url)>) -> Outcome<Answer> {
        let Ask {
            stage,
            mut method,
            mut url,
            headers,
            connection,
        } = ask;
        let mut token_may_go = true;
        loop {
            url.set_fragment(None);
            // User names in addresses disguise hosts, and would be sent as a password.
            if url.set_username("").is_err() || url.set_password(None).is_err() {
                return Err(Trouble::net(stage, &url, Net::Blocked, "an address without a host"));
            }
            // Once more to the same address is how some servers try a visitor; twice more is a circle.
            let hop = (method.clone(), url.clone());
            let visits = seen.iter().filter(|known| **known == hop).count();
            if visits == 2 || seen.len() > self.limits.redirects {
                return Err(Trouble::net(stage, &url, Net::RedirectLoop, "redirected in a circle or too often"));
            }
            seen.push(hop);
            // Once a redirect has left the source, what follows is another server's idea.
            token_may_go &= self.source.is_home(&url);
            let token = self.source.token.as_ref().filter(|_| token_may_go).and_then(Token::bearer);
            self.calm.turn().await;
            let permit = self.permit(&url).await;
            let response = self.hop(stage, &method, &url, &headers, token.clone(), connection).await?;
            let answer = Answer {
                stage,
                response,
                url: url.clone(),
                token_sent: token.is_some(),
                permit,
            };
            self.pace(&answer);
            let Some(target) = redirect_target(&answer)? else { return Ok(answer) };
            let status = answer.response.status();
            if matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER) {
                method = Method::GET;
            }
            url = target;
        }
    }

    /// Slows down or speeds up, as the answer asks. A wait beyond our patience is the user's affair.
    fn pace(&self, answer: &Answer) {
        let status = answer.response.status();
        let until = retry_after(answer.response.headers());
        let busy = status == StatusCode::SERVICE_UNAVAILABLE && until.is_some();
        if status != StatusCode::TOO_MANY_REQUESTS && !busy {
            self.calm.go_on();
        } else if until.is_none_or(|until| until <= tokio::time::Instant::now() + self.limits.patience) {
            self.calm.slow_down(until);
        }
    }

    /// One request to one address.
    async fn hop(
        &self,
        stage: Stage,
        method: &Method,
        url: &Url,
        headers: &HeaderMap,
        token: Option<HeaderValue>,
        connection: Connection,
    ) -> Outcome<Response> {
        guard::check(&self.source, url).map_err(|blocked| Trouble::error(stage, url, &blocked))?;
        let client = self.client(self.route(url, connection), stage, url)?;
        let token_sent = token.is_some();
        let mut request = client.request(method.clone(), url.clone()).headers(headers.clone());
        if connection == Connection::Own {
            request = request.header(CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, token);
        }
        let result = match timeout(self.limits.connect + self.limits.first_byte, request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(Trouble::error(stage, url, &error)),
            Err(_) => Err(Trouble::net(stage, url, Net::Timeout, "no answer in time")),
        };
        result.map_err(|trouble| trouble.hint(Hint::TokenSent, token_sent))
    }

    fn route(&self, url: &Url, connection: Connection) -> Route {
        let home = self.source.is_home(url);
        // A proxy cannot reach this machine's own demo, whatever the environment says.
        let direct = home && self.source.is_loopback();
        let proxied = !direct && url.as_str().parse().is_ok_and(|uri| self.proxies.intercept(&uri).is_some());
        Route {
            home,
            proxied,
            connection,
            tls: url.scheme() == "https",
        }
    }

    /// The client of a route, built when first needed. A failure is not kept: certificates that are
    /// missing now may be installed before the next try.
    fn client(&self, route: Route, stage: Stage, url: &Url) -> Outcome<Client> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&route) {
            return Ok(client.clone());
        }
        let client = build(route, &self.limits).map_err(|error| Trouble::error(stage, url, &error).of(Net::Setup))?;
        clients.insert(route, client.clone());
        Ok(client)
    }

    async fn permit(&self, url: &Url) -> OwnedSemaphorePermit {
        let host = format!(
            "{}:{}",
            url.host_str().unwrap_or_default(),
            url.port_or_known_default().unwrap_or_default()
        );
        loop {
            let semaphore = {
                let mut permits = self.permits.lock().unwrap_or_else(PoisonError::into_inner);
                // Hosts come from servers: those that nobody is connected to are forgotten.
                permits.retain(|known, semaphore| *known == host || Arc::strong_count(semaphore) > 1);
                Arc::clone(
                    permits
                        .entry(host.clone())
                        .or_insert_with(|| Arc::new(Semaphore::new(self.limits.connections))),
                )
            };
            // Never closed, so this succeeds at once.
            if let Ok(permit) = semaphore.acquire_owned().await {
                return permit;
            }
        }
    }
}

fn build(route: Route, limits: &Limits) -> Result<Client, reqwest::Error> {
    // An error only says that a provider is there already.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(concat!("poster-companion/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .connect_timeout(limits.connect)
        .pool_idle_timeout(Duration::from_secs(30))
        // Finds a connection that died silently before the next request is handed to it.
        .http2_keep_alive_interval(Duration::from_secs(10))
        .http2_keep_alive_timeout(Duration::from_secs(10));
    builder = if route.home || route.proxied {
        builder.dns_resolver(AnyNames)
    } else {
        builder.dns_resolver(PublicNames)
    };
    if !route.proxied {
        builder = builder.no_proxy();
    }
    if !route.tls {
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

/// Where an answer sends the request on, if it does.
fn redirect_target(answer: &Answer) -> Outcome<Option<Url>> {
    if !matches!(answer.response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let nowhere = |detail: &str| Trouble::net(answer.stage, &answer.url, Net::BadResponse, detail);
    let location = answer
        .response
        .headers()
        .get(LOCATION)
        .ok_or_else(|| nowhere("redirected without a target"))?;
    let location = std::str::from_utf8(location.as_bytes()).map_err(|_| nowhere("redirected to something that is no text"))?;
    answer.url.join(location).map(Some).map_err(|error| nowhere(error_words(&error).as_str()))
}

fn error_words(error: &dyn Error) -> String {
    format!("redirected to something that is no address: {error}")
}
