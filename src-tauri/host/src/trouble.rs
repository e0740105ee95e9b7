//! What went wrong on the network, as facts: what failed becomes a signal here, and whether it is worth another try.

use std::error::Error;
use std::time::Duration;

use poster_core::Failure;
use poster_core::signal::{Content, DesktopSignal, Facts, Hint, Net, Stage};
use reqwest::StatusCode;
use tokio::time::Instant;
use url::Url;

use crate::observe;
use crate::platform;

/// One request that did not give what was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    /// What was observed.
    pub(crate) signal: DesktopSignal,
    /// The server asked not to be asked again before this moment.
    pub(crate) not_before: Option<Instant>,
}

/// Boxed: a signal is large, and most answers are good.
pub(crate) type Outcome<T> = Result<T, Box<Trouble>>;

/// How often the same request may be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// The same would come again, or must not be tried.
    Never,
    /// The bytes were wrong although HTTP says that all is well: once, then the user decides.
    Once,
    /// It may pass by itself.
    AsLimited,
}

impl Trouble {
    /// Facts about the request to `url`, to be completed with what went wrong.
    fn at(stage: Stage, url: &Url, detail: &str) -> Box<Self> {
        Box::new(Self {
            signal: DesktopSignal {
                stage,
                facts: Facts {
                    host: url.host_str().map(str::to_owned),
                    ..Facts::default()
                },
                detail: Some(format!("{}: {detail}", without_secrets(url))),
                ..DesktopSignal::default()
            },
            not_before: None,
        })
    }

    /// An argument that cannot be worked with: nothing was sent.
    pub(crate) fn invalid(detail: &str) -> Box<Self> {
        let signal = DesktopSignal {
            stage: Stage::List,
            io: Some("InvalidInput".into()),
            detail: Some(detail.to_owned()),
            ..DesktopSignal::default()
        };
        Box::new(Self { signal, not_before: None })
    }

    /// Something below HTTP, seen by this program itself.
    pub(crate) fn net(stage: Stage, url: &Url, net: Net, detail: &str) -> Box<Self> {
        let mut trouble = Self::at(stage, url, detail);
        trouble.signal.net = Some(net);
        trouble
    }

    /// Bytes that are not what they should be.
    pub(crate) fn content(stage: Stage, url: &Url, content: Content, detail: &str) -> Box<Self> {
        let mut trouble = Self::at(stage, url, detail);
        trouble.signal.content = Some(content);
        trouble
    }

    /// A status that is not the one asked for.
    pub(crate) fn status(stage: Stage, url: &Url, status: StatusCode) -> Box<Self> {
        let mut trouble = Self::at(stage, url, &format!("answered {}", status.as_u16()));
        trouble.signal.status = Some(status.as_u16());
        // A success, a redirect without a target, or "not modified" where a picture was asked for.
        if !status.is_client_error() && !status.is_server_error() {
            trouble.signal.net = Some(Net::BadResponse);
        }
        trouble
    }

    /// An error of the HTTP library or of a body's reader.
    pub(crate) fn error(stage: Stage, url: &Url, error: &(dyn Error + 'static)) -> Box<Self> {
        let seen = observe::error(error);
        let mut trouble = Self::at(stage, url, &seen.words);
        trouble.signal.net = Some(seen.net);
        trouble.signal.code = seen.code;
        trouble.signal.os = seen.code.map(|_| platform::os());
        trouble.signal.io = seen.io.map(|kind| format!("{kind:?}"));
        trouble
    }

    /// The same trouble, where the place of the error says more than the error does.
    pub(crate) fn of(mut self: Box<Self>, net: Net) -> Box<Self> {
        self.signal.net = Some(net);
        self
    }

    /// Adds what was seen around the request.
    pub(crate) fn hint(mut self: Box<Self>, hint: Hint, seen: bool) -> Box<Self> {
        if seen {
            self.signal.hints.insert(hint);
        }
        self
    }

    /// How often to try again.
    pub(crate) fn again(&self) -> Again {
        let DesktopSignal { content, net, status, .. } = &self.signal;
        let passes = match (net, status) {
            (Some(net), _) => matches!(net, Net::Dns | Net::Timeout | Net::Offline | Net::Refused | Net::Reset | Net::Incomplete),
            // 511 is a captive portal: it waits for a person, not for time.
            (None, Some(status)) => matches!(status, 408 | 425 | 429 | 500..=510 | 512..=599),
            (None, None) => false,
        };
        match content {
            Some(Content::Mismatch | Content::Damaged) => Again::Once,
            None if passes => Again::AsLimited,
            _ => Again::Never,
        }
    }

    /// Whether it may be about another request that went over the same connection: an answer that is not the one
    /// asked for, or none because the server had just closed what was kept.
    pub(crate) fn may_be_anothers(&self) -> bool {
        let Self { signal, .. } = self;
        let body = matches!(signal.content, Some(Content::Mismatch | Content::NotPicture | Content::Empty));
        (body && signal.status.is_none()) || matches!(signal.net, Some(Net::Reset | Net::Incomplete))
    }

    /// Tells the user how long the server asked to wait.
    pub(crate) fn with_wait(mut self: Box<Self>) -> Box<Self> {
        if let Some(moment) = self.not_before {
            let left = moment.saturating_duration_since(Instant::now());
            self.signal.facts.wait = Some(whole_seconds(left)).filter(|seconds| *seconds > 0);
        }
        self
    }

    /// Whether the server answered with this status.
    pub(crate) fn is_status(&self, status: u16) -> bool {
        self.signal.status == Some(status)
    }
}

impl From<Box<Trouble>> for Failure {
    fn from(trouble: Box<Trouble>) -> Self {
        Self::desktop(trouble.signal)
    }
}

/// Rounded up: a user who waits for what is shown never comes too early.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

/// Scheme, host and path: enough for a report. A query may be a signature.
pub(crate) fn without_secrets(url: &Url) -> String {
    match url.host_str() {
        Some(host) => {
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            format!("{}://{host}{port}{}", url.scheme(), url.path())
        }
        // `data:` and its like carry anything in their path.
        None => format!("{}:", url.scheme()),
    }
}

/// Signs that an address was made for one download: its query carries a signature or an expiry date.
pub(crate) fn is_signed(url: &Url) -> bool {
    url.query_pairs().any(|(key, _)| signs(&key))
}

/// The address without what signs it, which is another one each time.
pub(crate) fn unsigned(url: &Url) -> Url {
    let mut plain = url.clone();
    let kept: Vec<_> = url.query_pairs().filter(|(key, _)| !signs(key) && !belongs_to_signature(key)).collect();
    plain.set_query(None);
    if !kept.is_empty() {
        plain.query_pairs_mut().extend_pairs(kept);
    }
    plain
}

fn signs(key: &str) -> bool {
    const KEYS: [&str; 9] = [
        "signature",
        "sign",
        "sig",
        "expires",
        "exp",
        "e",
        "token",
        "x-amz-signature",
        "q-signature",
    ];
    let key = key.to_ascii_lowercase();
    KEYS.contains(&key.as_str()) || key.ends_with("-signature")
}

/// Who signed, when, and for how long.
fn belongs_to_signature(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["x-amz-", "x-goog-", "x-oss-", "q-"].iter().any(|begin| key.starts_with(begin)) || key == "ossaccesskeyid"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> Url {
        Url::parse("https://shop.example/p.png?Signature=secret").expect("an address")
    }

    #[test]
    fn every_status_is_tried_again_or_not() {
        for code in 100..=599 {
            let status = StatusCode::from_u16(code).expect("a status");
            let expected = match code {
                408 | 425 | 429 | 500..=510 | 512..=599 => Again::AsLimited,
                _ => Again::Never,
            };
            assert_eq!(Trouble::status(Stage::Fetch, &url(), status).again(), expected, "{code}");
        }
    }

    #[test]
    fn every_net_is_tried_again_or_not() {
        for (net, expected) in [
            (Net::Tls, Again::Never),
            (Net::Dns, Again::AsLimited),
            (Net::Timeout, Again::AsLimited),
            (Net::Offline, Again::AsLimited),
            (Net::Refused, Again::AsLimited),
            (Net::Reset, Again::AsLimited),
            (Net::Incomplete, Again::AsLimited),
            (Net::BadResponse, Again::Never),
            (Net::RedirectLoop, Again::Never),
            (Net::Blocked, Again::Never),
            (Net::Setup, Again::Never),
        ] {
            assert_eq!(Trouble::net(Stage::Fetch, &url(), net, "").again(), expected, "{net:?}");
        }
        for (content, expected) in [
            (Content::Mismatch, Again::Once),
            (Content::Damaged, Again::Once),
            (Content::Empty, Again::Never),
            (Content::TooLarge, Again::Never),
            (Content::NotPicture, Again::Never),
        ] {
            assert_eq!(Trouble::content(Stage::Fetch, &url(), content, "").again(), expected, "{content:?}");
        }
    }

    #[test]
    fn a_report_holds_no_signature() {
        let trouble = Trouble::error(Stage::Fetch, &url(), &std::io::Error::other("broken"));
        assert_eq!(trouble.signal.detail.as_deref(), Some("https://shop.example/p.png: broken"));
        assert!(is_signed(&url()));
        assert!(!is_signed(&Url::parse("https://shop.example/p.png?page=2").expect("an address")));
    }
}
