//! Time and size of a body: what trickles, stalls or never ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use poster_core::signal::{Content, Net};
use poster_host::fetch::Wanted;
use poster_host::limits::Limits;
use poster_host::source::Source;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::raw::{Raw, picture, whole};
use crate::{api, failure, fetch, fetch_wanted, link, quick, signal};

/// Says a head, then `piece` every 20 ms until all of `body` has gone.
async fn trickling(head: &'static str, body: Vec<u8>, piece: usize) -> Raw {
    Raw::start(move |_, _, mut stream| {
        let body = body.clone();
        async move {
            stream.set_nodelay(true).unwrap();
            for piece in [head.as_bytes()].into_iter().chain(body.chunks(piece)) {
                if stream.write_all(piece).await.is_err() {
                    return;
                }
                sleep(Duration::from_millis(20)).await;
            }
        }
    })
    .await
}

#[tokio::test]
async fn slow_ends_in_time() {
    let long = "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n";
    let silent = Raw::start(|_, _, stream| async move {
        sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    let head = trickling("", b"HTTP/1.1 200 OK\r\n".repeat(1000), 1).await;
    // 50 bytes a second: each piece comes in time, all together do not.
    let body = trickling(long, picture(9000), 1).await;
    let stall = Raw::start(move |_, _, mut stream| async move {
        stream.write_all(long.as_bytes()).await.unwrap();
        sleep(Duration::from_secs(60)).await;
    })
    .await;
    // Decoding gives nothing although bytes come.
    let nothing = trickling(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, b'n', b'n'],
        1,
    )
    .await;
    let limits = Limits {
        waits: [1..=1, 1..=1, 1..=1],
        connect: Duration::from_millis(100),
        ..quick()
    };
    for (name, server) in [
        ("silent", &silent),
        ("head", &head),
        ("body", &body),
        ("stall", &stall),
        ("nothing", &nothing),
    ] {
        let api = poster_host::api::Api::with_limits(Source::parse(&server.base(), false).unwrap(), limits.clone());
        let failure = failure(fetch(&api, &server.url()).await.0);
        let net = signal(&failure).net;
        // The last one ends after its twelve bytes.
        assert!(
            matches!((net, name), (Some(Net::Timeout), _) | (Some(Net::Incomplete), "nothing")),
            "{name}: {failure:?}"
        );
        assert_eq!(server.count(), 4, "{name}");
    }
}

/// 5,000 bytes a second are slow, steady and enough, also far beyond every single limit.
#[tokio::test]
async fn slow_but_steady_arrives() {
    let server = trickling("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", picture(9000), 100).await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    result.unwrap();
    assert_eq!((basket.bytes, server.count()), (picture(9000), 1));
}

#[tokio::test]
async fn an_endless_body_is_cut_at_the_limit() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let server = Raw::start(move |_, _, mut stream| {
        let count = Arc::clone(&count);
        async move {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let piece = picture(16 << 10);
            while stream.write_all(&piece).await.is_ok() {
                count.fetch_add(piece.len(), Ordering::SeqCst);
            }
        }
    })
    .await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    let failure = failure(result);
    assert_eq!(
        (signal(&failure).content, failure.kind.as_str()),
        (Some(Content::TooLarge), "file_too_large")
    );
    assert!(basket.poured <= 1 << 20, "{} bytes reached the sink", basket.poured);
    // What the two sockets hold comes on top.
    assert!(sent.load(Ordering::SeqCst) < 16 << 20);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn claims_are_checked() {
    let png = picture(9000);
    for (claimed, ends, requests) in [
        (Some(9000), None, 1),
        (Some(8999), Some(Content::Mismatch), 2),
        (Some(9001), Some(Content::Mismatch), 2),
        // Not even asked for.
        (Some(u64::MAX), Some(Content::TooLarge), 0),
    ] {
        for said in [whole("", &png), crate::raw::ok("", &png)] {
            let server = Raw::says([said]).await;
            let mut image = link(server.url());
            image.bytes = claimed;
            let (result, basket) = fetch_wanted(&api(&server.base()), &Wanted { poster: None, image }).await;
            match ends {
                None => assert_eq!((result.unwrap().bytes, basket.expected), (9000, vec![Some(9000)])),
                Some(content) => assert_eq!(signal(&failure(result)).content, Some(content)),
            }
            assert_eq!(server.count(), requests);
        }
    }
}

/// Answers whatever comes on a connection, until it is closed.
async fn steady(mut stream: TcpStream, answer: Vec<u8>) {
    let (mut heads, mut buffer) = (1, [0; 2048]);
    loop {
        for _ in 0..heads {
            if stream.write_all(&answer).await.is_err() {
                return;
            }
        }
        let Ok(count @ 1..) = stream.read(&mut buffer).await else { return };
        heads = buffer[..count].windows(4).filter(|four| four == b"\r\n\r\n").count();
    }
}

#[tokio::test]
async fn a_connection_is_kept_where_the_answer_can_be_recognised() {
    let server = Raw::start(|_, _, stream| steady(stream, whole("", &picture(9000)))).await;
    let mut image = link(server.url());
    let api = api(&server.base());
    for (claimed, connections) in [(Some(9000), 1), (None, 11)] {
        image.bytes = claimed;
        let wanted = Wanted {
            poster: None,
            image: image.clone(),
        };
        for _ in 0..10 {
            let (result, basket) = fetch_wanted(&api, &wanted).await;
            result.unwrap();
            assert_eq!(basket.bytes, picture(9000));
        }
        assert_eq!(server.count(), connections, "claimed: {claimed:?}");
    }
}

#[tokio::test]
async fn a_kept_connection_that_is_gone_costs_no_wait() {
    // Closed as soon as the next request comes, without an answer to it.
    let server = Raw::start(|_, _, mut stream| async move {
        stream.write_all(&whole("", &picture(9000))).await.unwrap();
        let _next = stream.read(&mut [0; 1]).await;
    })
    .await;
    let mut image = link(server.url());
    image.bytes = Some(9000);
    let wanted = Wanted { poster: None, image };
    let limits = Limits {
        waits: [60_000..=60_000, 1..=1, 1..=1],
        ..quick()
    };
    let api = poster_host::api::Api::with_limits(Source::parse(&server.base(), false).unwrap(), limits);
    for _ in 0..5 {
        fetch_wanted(&api, &wanted).await.0.unwrap();
    }
}

#[tokio::test]
async fn an_answer_that_comes_late_is_nobodys() {
    // More bytes than announced, the rest a whole second answer, as a confused server sends them.
    let stray = whole("", b"stray");
    let server = Raw::start(move |_, _, mut stream| {
        let stray = stray.clone();
        async move {
            stream.write_all(&whole("", &picture(9000))).await.unwrap();
            sleep(Duration::from_millis(5)).await;
            let _gone = stream.write_all(&stray).await;
            sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    let api = api(&server.base());
    let mut image = link(server.url());
    for claimed in [None, Some(9000)] {
        image.bytes = claimed;
        let wanted = Wanted {
            poster: None,
            image: image.clone(),
        };
        for _ in 0..20 {
            let (result, basket) = fetch_wanted(&api, &wanted).await;
            result.unwrap();
            assert_eq!(basket.bytes, picture(9000));
        }
    }
}
