//! Pictures that the user names by their addresses.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use poster_core::{ImageRef, Poster};
use url::{Origin, Url};

use crate::api::Api;
use crate::limits::Limits;
use crate::source::Source;

/// The key of all such pictures in the ledger.
const KEY: &str = "addresses";

/// The servers behind the addresses. Each is as trusted as a source that the user has configured; what it leads to is not.
pub(super) struct Addresses {
    limits: Limits,
    allow_plain: bool,
    /// Has the key and the limits, and is never asked.
    pub(super) nowhere: Api,
    /// By origin: their connections are shared.
    servers: Mutex<HashMap<Origin, Api>>,
}

impl Addresses {
    /// None is known yet.
    ///
    /// # Panics
    /// Never: the address of this machine is one.
    #[expect(clippy::expect_used, reason = "a constant")]
    pub(super) fn new(limits: Limits, allow_plain: bool) -> Self {
        let nowhere = Source::parse("http://localhost/", true).expect("an address").known_as(KEY);
        Self {
            nowhere: Api::with_limits(nowhere, limits.clone()),
            limits,
            allow_plain,
            servers: Mutex::default(),
        }
    }

    /// How the server of an address is reached.
    pub(super) fn api_of(&self, address: &str) -> crate::Result<Api> {
        let source = Source::around(address, self.allow_plain)?;
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let api = servers
            .entry(source.base.origin())
            .or_insert_with(|| Api::with_limits(source, self.limits.clone()));
        Ok(api.clone())
    }
}

/// The poster of an address. Its title is the last part of the address, as its server means it to be read.
pub(super) fn poster(address: &str) -> Poster {
    let url = Url::parse(address).ok();
    let last = url.as_ref().and_then(|url| url.path_segments()?.next_back()).unwrap_or_default();
    Poster {
        id: address.to_owned(),
        title: percent_encoding::percent_decode_str(last).decode_utf8_lossy().into_owned(),
        image: ImageRef {
            url: address.to_owned(),
            ..ImageRef::default()
        },
        ..Poster::default()
    }
}

#[cfg(test)]
mod tests {
    use super::poster;

    #[test]
    fn a_title_is_the_last_part_of_an_address() {
        assert_eq!(poster("https://shop.example/a/%E6%B5%B7%E6%8A%A5.png?x=1").title, "海报.png");
        assert_eq!(poster("https://shop.example/").title, "");
        assert_eq!(poster("no address").title, "");
    }
}
