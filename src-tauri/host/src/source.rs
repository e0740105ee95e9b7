//! Where posters come from: an address and, perhaps, a token.

use std::fmt;

use poster_core::signal::{Net, Stage};
use poster_core::window::SourceRef;
use reqwest::header::HeaderValue;
use url::{Host, Url};

use crate::Result;
use crate::guard;
use crate::trouble::{Outcome, Trouble};

/// A poster API and how to speak to it.
#[derive(Clone, Debug)]
pub struct Source {
    /// `http` or `https`, without user name, query and fragment; the path ends with `/`.
    pub base: Url,
    /// Sent to the origin of `base` and nowhere else.
    pub token: Option<Token>,
    /// For people: what to call this source.
    pub name: String,
    /// For the ledger and the cache: stays where the address changes, as the demo's port does.
    pub key: String,
}

impl Source {
    /// The key of the built-in demo, whose port changes with every start.
    pub const DEMO: &str = "demo";

    /// What the window may know of it.
    pub fn label(&self) -> SourceRef {
        SourceRef {
            key: self.key.clone(),
            name: self.name.clone(),
            demo: self.key == Self::DEMO,
        }
    }

    /// The same of a source that only the ledger remembers.
    pub fn label_of(key: &str) -> SourceRef {
        let host = Url::parse(key).ok().and_then(|base| base.host_str().map(str::to_owned));
        SourceRef {
            key: key.to_owned(),
            name: host.unwrap_or_else(|| key.to_owned()),
            demo: key == Self::DEMO,
        }
    }

    /// Reads an address that a person or a configuration gave.
    ///
    /// `https` only, unless the host is this machine, or `allow_plain` says that the user's own
    /// configuration asks for it. A [`Failure`] says what is wrong: not an address at all and an
    /// address that carries a password are invalid arguments, a plain one is blocked.
    pub fn parse(address: &str, allow_plain: bool) -> Result<Self> {
        let mut base = Url::parse(address.trim()).map_err(|error| Trouble::invalid(&format!("no address: {error}")))?;
        let (Some(host), "http" | "https") = (base.host_str().map(str::to_owned), base.scheme()) else {
            return Err(Trouble::invalid("a source is an http or https address").into());
        };
        if !base.username().is_empty() || base.password().is_some() {
            return Err(Trouble::invalid("a password does not belong into an address").into());
        }
        if base.scheme() == "http" && !allow_plain && !is_this_machine(&base) {
            return Err(Trouble::net(Stage::List, &base, Net::Blocked, "the address of a source is https").into());
        }
        base.set_query(None);
        base.set_fragment(None);
        if !base.path().ends_with('/') {
            let path = format!("{}/", base.path());
            base.set_path(&path);
        }
        Ok(Self {
            key: base.to_string(),
            base,
            token: None,
            name: host,
        })
    }

    /// The source around one address that the user typed: its origin is as trusted as a source that
    /// the user configured, everything that it leads to is not.
    pub fn around(address: &str, allow_plain: bool) -> Result<Self> {
        let mut source = Self::parse(address, allow_plain)?;
        source.base.set_path("/");
        source.key = source.base.to_string();
        Ok(source)
    }

    /// The same source, with a token.
    #[must_use]
    pub fn with_token(mut self, token: Token) -> Self {
        self.token = Some(token);
        self
    }

    /// The same source under another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The same source, known by another key.
    #[must_use]
    pub fn known_as(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// Whether the source is this machine, as the demo is.
    pub fn is_loopback(&self) -> bool {
        is_this_machine(&self.base)
    }

    /// Whether `url` has the scheme, host and port of this source.
    pub(crate) fn is_home(&self, url: &Url) -> bool {
        self.base.origin() == url.origin()
    }

    /// What names an address for as long as the source has its [`key`](Self::key): not its query, and of one at the
    /// source's own origin the path alone.
    pub(crate) fn lasting<'a>(&self, address: &'a str) -> &'a str {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let path = address.strip_prefix(&self.base.origin().ascii_serialization());
        path.filter(|path| path.starts_with('/')).unwrap_or(address)
    }

    /// The address of an endpoint below the base. Each segment is percent-encoded.
    pub(crate) fn endpoint(&self, segments: &[&str]) -> Outcome<Url> {
        // The URL standard drops `.` and `..`, so an id like that would address something else.
        if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
            return Err(Trouble::invalid("an id that no address can carry"));
        }
        let mut url = self.base.clone();
        match url.path_segments_mut() {
            Ok(mut path) => path.pop_if_empty().extend(segments),
            Err(()) => return Err(Trouble::invalid("an address without a path")),
        };
        Ok(url)
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => guard::is_under(name, "localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// An access token. It shows itself to nobody: its `Debug` is a placeholder, it has no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token as it is stored, surrounding white space aside. Empty is no token, and what a
    /// header cannot carry (a line break, say) is an invalid argument.
    pub fn new(token: impl AsRef<str>) -> Result<Self> {
        let token = token.as_ref().trim();
        if token.is_empty() || HeaderValue::from_str(token).is_err() {
            return Err(Trouble::invalid("a token that no header can carry").into());
        }
        Ok(Self(token.to_owned()))
    }

    /// The secret itself, for the keychain.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// The value of the `Authorization` header.
    pub(crate) fn bearer(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_or_on_request() {
        for address in [
            "http://127.0.0.1:8080",
            "http://localhost:1/api",
            "http://[::1]:9",
            "https://shop.example",
        ] {
            Source::parse(address, false).unwrap();
        }
        for address in ["http://shop.example", "http://10.0.0.1", "http://127.0.0.1.example", "http://nas.local"] {
            Source::parse(address, false).unwrap_err();
            Source::parse(address, true).unwrap();
        }
    }

    #[test]
    fn what_is_no_source_is_refused() {
        for address in [
            "",
            "shop.example",
            "ftp://shop.example",
            "file:///etc/passwd",
            "https://a:b@shop.example",
            "https://",
        ] {
            Source::parse(address, true).unwrap_err();
        }
    }

    #[test]
    fn ids_stay_one_segment() {
        let source = Source::parse("https://shop.example/api?x=1#y", false).unwrap();
        let url = source.endpoint(&["v1", "posters", "a/../b?c#d 海报"]).unwrap();
        assert_eq!(
            url.as_str(),
            "https://shop.example/api/v1/posters/a%2F..%2Fb%3Fc%23d%20%E6%B5%B7%E6%8A%A5"
        );
        source.endpoint(&["v1", ".."]).unwrap_err();
    }

    #[test]
    fn an_address_is_named_by_what_lasts() {
        let source = Source::parse("http://127.0.0.1:8080/api", false).unwrap();
        for (address, lasts) in [
            ("http://127.0.0.1:8080/a/b.jpg?sign=1#x", "/a/b.jpg"),
            ("http://127.0.0.1:80801/a.jpg", "http://127.0.0.1:80801/a.jpg"),
            ("https://cdn.example/a.jpg?sign=1", "https://cdn.example/a.jpg"),
        ] {
            assert_eq!(source.lasting(address), lasts);
        }
    }

    #[test]
    fn a_token_never_shows() {
        let source = Source::parse("https://shop.example", false)
            .unwrap()
            .with_token(Token::new("test-token-123456").unwrap());
        assert!(!format!("{source:?}").contains("123456"));
        assert!(!format!("{:?}", source.token.unwrap().bearer().unwrap()).contains("123456"));
        Token::new("a\nb").unwrap_err();
    }
}
