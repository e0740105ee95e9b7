//! Links that expire: a fresh one is asked for once, and not counted as a try.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use poster_core::signal::Hint;
use poster_host::fetch::Wanted;

use crate::raw::{Raw, answer, picture, say, whole};
use crate::{api, failure, fetch_wanted, link, signal};

fn forbidden() -> Vec<u8> {
    answer("403 Forbidden", "Content-Type: application/xml\r\nContent-Length: 0\r\n", b"")
}

fn refused(status: &str) -> Vec<u8> {
    answer(status, "Content-Length: 0\r\n", b"")
}

/// A server by path: the old link, the mint, the fresh link, the poster.
async fn server(old: Vec<u8>, mint: Vec<u8>, fresh: Vec<u8>, poster: Vec<u8>) -> Raw {
    let fresh_seen = Arc::new(AtomicUsize::new(0));
    Raw::start(move |_, head, stream| {
        let said = if head.starts_with("GET /old?") {
            &old
        } else if head.starts_with("POST /v1/posters/a%20b/image-url ") {
            &mint
        } else if head.starts_with("GET /fresh?") {
            fresh_seen.fetch_add(1, Ordering::SeqCst);
            &fresh
        } else if head.starts_with("GET /v1/posters/a%20b ") {
            &poster
        } else {
            panic!("nobody asked for {head}")
        };
        say(stream, said.clone())
    })
    .await
}

fn json(text: &str) -> Vec<u8> {
    whole("Content-Type: application/json\r\n", text.as_bytes())
}

fn wanted(server: &Raw) -> Wanted {
    Wanted {
        poster: Some("a b".into()),
        image: link(format!("{}/old?Signature=secret", server.base())),
    }
}

fn paths(server: &Raw) -> Vec<String> {
    server
        .heads()
        .iter()
        .filter_map(|head| head.split(' ').nth(1))
        .map(str::to_owned)
        .collect()
}

const FRESH: &str = r#"{"url":"/fresh?sig=1","expires_at":"2999-01-01T00:00:00Z"}"#;
const POSTER: &str = r#"{"id":"a b","title":"x","image":{"url":"/fresh?sig=2","bytes":9000}}"#;

#[tokio::test]
async fn a_refused_link_is_made_anew() {
    let server = server(forbidden(), json(FRESH), whole("", &picture(9000)), refused("500 Oops")).await;
    let mut wanted = wanted(&server);
    wanted.image.sha256 = Some("beef".into());
    let fetched = fetch_wanted(&api(&server.base()), &wanted).await.0.unwrap();
    assert_eq!(fetched.image.url, format!("{}/fresh?sig=1", server.base()));
    assert_eq!(
        fetched.image.sha256.as_deref(),
        Some("beef"),
        "what the fresh link does not claim still holds"
    );
    assert_eq!(paths(&server), ["/old?signature=secret", "/v1/posters/a%20b/image-url", "/fresh?sig=1"]);
}

#[tokio::test]
async fn a_link_known_to_be_over_is_not_tried() {
    let server = server(forbidden(), json(FRESH), whole("", &picture(9000)), refused("500 Oops")).await;
    let mut wanted = wanted(&server);
    wanted.image.expires_at = Some("2001-01-01T00:00:00Z".into());
    fetch_wanted(&api(&server.base()), &wanted).await.0.unwrap();
    assert_eq!(paths(&server), ["/v1/posters/a%20b/image-url", "/fresh?sig=1"]);
}

#[tokio::test]
async fn once_only() {
    let server = server(forbidden(), json(FRESH), forbidden(), refused("500 Oops")).await;
    let failure = failure(fetch_wanted(&api(&server.base()), &wanted(&server)).await.0);
    assert_eq!((failure.kind.as_str(), server.count()), ("link_expired", 3));
    assert!(signal(&failure).hints.contains(&Hint::SignedLink));
    let detail = signal(&failure).detail.as_deref().unwrap();
    assert!(detail.contains("/fresh") && !detail.contains("sig="), "{detail}");
}

/// Four requests for the picture besides the refused one: a new link is no try, and gives none back.
#[tokio::test]
async fn not_counted_as_a_try() {
    let server = server(forbidden(), json(FRESH), refused("503 Busy"), refused("500 Oops")).await;
    let failure = failure(fetch_wanted(&api(&server.base()), &wanted(&server)).await.0);
    assert_eq!((failure.status(), server.count()), (Some(503), 1 + 1 + 4));
}

#[tokio::test]
async fn a_poster_that_is_gone_is_missing() {
    for status in ["410 Gone", "404 Not Found"] {
        let server = server(forbidden(), refused(status), refused("500 Oops"), refused("410 Gone")).await;
        let failure = failure(fetch_wanted(&api(&server.base()), &wanted(&server)).await.0);
        assert_eq!(failure.kind.as_str(), "file_missing");
    }
}

/// Back ends without the mint: the poster itself holds a fresh link.
#[tokio::test]
async fn without_a_mint_the_poster_is_asked() {
    for status in ["404 Not Found", "405 Method Not Allowed", "501 Not Implemented"] {
        let server = server(forbidden(), refused(status), whole("", &picture(9000)), json(POSTER)).await;
        let fetched = fetch_wanted(&api(&server.base()), &wanted(&server)).await.0.unwrap();
        assert_eq!(fetched.image.bytes, Some(9000));
    }
}

#[tokio::test]
async fn without_a_poster_there_is_nothing_to_ask() {
    let server = server(forbidden(), json(FRESH), whole("", &picture(9000)), refused("500 Oops")).await;
    let wanted = Wanted {
        poster: None,
        ..wanted(&server)
    };
    let failure = failure(fetch_wanted(&api(&server.base()), &wanted).await.0);
    assert_eq!((failure.kind.as_str(), server.count()), ("link_expired", 1));
}
