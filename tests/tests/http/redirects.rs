//! Redirects, and everything else that could lead a request where it must not go.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use poster_core::compare::domain::{ListedDomains, SeenIn};
use poster_core::signal::Net;
use poster_host::compare::domains;
use poster_host::fetch::Cancel;
use poster_host::source::{Source, Token};
use tokio::net::TcpListener;

use crate::raw::{Raw, answer, picture, say, whole};
use crate::{api, failure, fetch, quick, signal};

fn redirect(status: u16, target: &str) -> Vec<u8> {
    answer(
        &format!("{status} Elsewhere"),
        &format!("Location: {target}\r\nContent-Length: 0\r\n"),
        b"",
    )
}

/// Counts whoever connects, on every address of this machine.
struct Canary {
    port: u16,
    hits: Arc<AtomicUsize>,
}

impl Canary {
    async fn sing() -> Self {
        let hits: Arc<AtomicUsize> = Arc::default();
        let four = TcpListener::bind("0.0.0.0:0").await.unwrap();
        let port = four.local_addr().unwrap().port();
        // Some machines have no IPv6.
        let six = TcpListener::bind(("::1", port)).await.ok();
        for listener in [Some(four), six].into_iter().flatten() {
            let hits = Arc::clone(&hits);
            tokio::spawn(async move {
                while listener.accept().await.is_ok() {
                    hits.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        Self { port, hits }
    }

    fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    /// Every way to write an address of this machine or of its network.
    fn addresses(&self) -> Vec<String> {
        [
            "127.0.0.1",
            "localhost",
            "LocalHost.",
            "x.localhost",
            "127.1",
            "2130706433",
            "0177.0.0.1",
            "0x7f.1",
            "0x7f000001",
            "0.0.0.0",
            "0",
            "127.0.0.1.",
            "127.8.8.8",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[0:0:0:0:0:0:0:1]",
            "%31%32%37.0.0.1",
            "１２７.0.0.1",
            "127。0。0。1",
            "shop.example@127.0.0.1",
            "127.0.0.1:80@localhost",
            "169.254.169.254",
            "10.0.0.1",
            "192.168.0.1",
            "[fe80::1]",
            "[fd00::1]",
        ]
        .iter()
        .map(|host| format!("http://{host}:{}/", self.port))
        .chain([format!("//127.0.0.1:{}/", self.port)])
        .collect()
    }
}

#[tokio::test]
async fn no_redirect_and_no_link_reaches_the_private_network() {
    let canary = Canary::sing().await;
    for address in canary.addresses() {
        let server = Raw::says([redirect(302, &address)]).await;
        let failure = failure(fetch(&api(&server.base()), &server.url()).await.0);
        assert_eq!(
            (signal(&failure).net, failure.kind.as_str()),
            (Some(Net::Blocked), "domain_not_allowed"),
            "{address}"
        );
        assert_eq!(server.count(), 1, "{address}");

        let asked = crate::failure(fetch(&api(&server.base()), &address).await.0);
        assert_eq!(signal(&asked).net, Some(Net::Blocked), "{address}");
    }
    assert_eq!(canary.hits(), 0);
}

/// Names that only a resolver can tell to be of this machine. Where the hosts file knows none of them,
/// they lead nowhere at all.
#[tokio::test]
async fn no_name_reaches_the_private_network() {
    let canary = Canary::sing().await;
    let own = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    let own = own
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphabetic) && !word.contains([':', '#']));
    for name in own.chain(["ip6-localhost", "ip6-loopback"]) {
        let server = Raw::says([redirect(302, &format!("http://{name}:{}/", canary.port))]).await;
        let failure = failure(fetch(&api(&server.base()), &server.url()).await.0);
        assert!(
            matches!(signal(&failure).net, Some(Net::Blocked | Net::Dns | Net::Offline)),
            "{name}: {failure:?}"
        );
    }
    assert_eq!(canary.hits(), 0);
}

#[tokio::test]
async fn no_other_scheme_is_followed() {
    for target in [
        "file:///etc/hosts",
        "data:image/png,x",
        "ftp://shop.example/x",
        "javascript:alert(1)",
        "smb://nas/x",
        "about:blank",
    ] {
        let server = Raw::says([redirect(301, target)]).await;
        let failure = failure(fetch(&api(&server.base()), &server.url()).await.0);
        assert_eq!((signal(&failure).net, server.count()), (Some(Net::Blocked), 1), "{target}");
    }
}

#[tokio::test]
async fn circles_and_long_chains_end() {
    let itself = Raw::says([redirect(302, "/p.png")]).await;
    let empty = Raw::says([redirect(302, "")]).await;
    let fragment = Raw::says([redirect(302, "#again")]).await;
    let ping_pong = Raw::start(|_, head, stream| say(stream, redirect(307, if head.contains("/p.png") { "/q.png" } else { "/p.png" }))).await;
    let chain = Raw::start(|number, _, stream| say(stream, redirect(302, &format!("/{number}.png")))).await;
    for (server, most) in [(&itself, 2), (&empty, 2), (&fragment, 2), (&ping_pong, 4), (&chain, 11)] {
        let failure = failure(fetch(&api(&server.base()), &server.url()).await.0);
        assert_eq!((signal(&failure).net, server.count()), (Some(Net::RedirectLoop), most));
    }
}

#[tokio::test]
async fn at_home_redirects_are_followed_with_the_token() {
    for status in [301, 302, 303, 307, 308] {
        let server = Raw::says([redirect(status, "../moved/%E6%B5%B7.png?x=1"), whole("", &picture(9000))]).await;
        let source = Source::parse(&server.base(), false)
            .unwrap()
            .with_token(Token::new("test-token-123456").unwrap());
        let api = poster_host::api::Api::with_limits(source, quick());
        fetch(&api, &server.url()).await.0.unwrap();
        let heads = server.heads();
        assert!(heads[1].starts_with("get /moved/%e6%b5%b7.png?x=1 "), "{}", heads[1]);
        assert!(heads.iter().all(|head| head.contains("authorization: bearer test-token-123456")));
    }
}

/// What is not text, not an address, or not there at all.
#[tokio::test]
async fn targets_that_are_none() {
    let bytes = [
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\nContent-Length: 0\r\n\r\n".to_vec(),
        redirect(302, "http://[::1"),
        redirect(302, "http://"),
    ];
    for said in bytes {
        let server = Raw::says([said]).await;
        let failure = failure(fetch(&api(&server.base()), &server.url()).await.0);
        assert_eq!((signal(&failure).net, server.count()), (Some(Net::BadResponse), 1));
    }
}

#[tokio::test]
async fn the_domain_check_names_where_redirects_lead_and_goes_nowhere_private() {
    let canary = Canary::sing().await;
    let target = format!("http://localhost:{}/x", canary.port);
    let list = br#"{"items":[{"id":"a","title":"a","image":{"url":"/a.jpg?sig=secret"}}]}"#;
    let raw = Raw::says([whole("Content-Type: application/json\r\n", list), redirect(302, &target)]).await;
    let (listed, cancel) = (ListedDomains::default(), Cancel::new());
    let report = domains::look(&api(&raw.base()), &listed, &cancel, |_| {}).await.unwrap();
    let redirected = report.hosts.iter().find(|host| host.host.starts_with("localhost")).unwrap();
    assert_eq!(redirected.seen_in, [SeenIn::Redirect]);
    assert_eq!((report.followed, report.unanswered), (1, 1));
    assert!(report.hosts.iter().all(|host| !host.example.contains("secret")));
    assert_eq!(canary.hits(), 0);
}
