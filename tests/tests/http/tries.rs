//! How often and when: retries, patience with `Retry-After`, connections at once, cancelling.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use poster_core::signal::Net;
use poster_host::fetch::{Cancel, Stopped, Wanted};
use poster_host::limits::Limits;
use poster_host::source::Source;
use tokio::time::{sleep, timeout};

use crate::raw::{Raw, answer, picture, reset, say, whole};
use crate::{Basket, api, failure, fetch, link, signal};

fn busy(retry_after: &str) -> Vec<u8> {
    answer("503 Busy", &format!("Retry-After: {retry_after}\r\nContent-Length: 0\r\n"), b"")
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let png = picture(9000);
    let oops = answer("500 Oops", "Content-Length: 0\r\n", b"");
    let cut = answer("200 OK", "Content-Length: 9000\r\n", &png[..4000]);
    for answers in [
        vec![cut.clone()],
        vec![oops.clone()],
        vec![oops.clone(), Vec::new(), cut],
        vec![busy("0")],
        vec![busy("soon")],
    ] {
        let tries = answers.len() + 1;
        let server = Raw::says(answers.into_iter().chain([whole("", &png)])).await;
        let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
        result.unwrap();
        assert_eq!((server.count(), basket.bytes), (tries, png.clone()));
    }
}

#[tokio::test]
async fn a_reset_is_tried_again() {
    let server = Raw::start(|number, _, stream| async move {
        match number {
            0..=2 => reset(stream),
            _ => say(stream, whole("", &picture(9000))).await,
        }
    })
    .await;
    fetch(&api(&server.base()), &server.url()).await.0.unwrap();
    assert_eq!(server.count(), 4);

    let always = Raw::start(|_, _, stream| async move { reset(stream) }).await;
    let failure = failure(fetch(&api(&always.base()), &always.url()).await.0);
    assert_eq!((signal(&failure).net, always.count()), (Some(Net::Reset), 4));
}

/// Never earlier than asked, in both forms; a date is measured by the server's own clock.
#[tokio::test]
async fn a_server_that_asks_for_time_gets_it() {
    let date = |time: SystemTime| httpdate::fmt_http_date(time);
    // The server's clock is years behind: only the difference counts.
    let there = SystemTime::now() - Duration::from_secs(100_000_000);
    let dates = format!("{}\r\nDate: {}", date(there + Duration::from_secs(1)), date(there));
    for (retry_after, least) in [("1".to_owned(), 1), (dates, 1), (date(SystemTime::now() - Duration::from_secs(3600)), 0)] {
        let server = Raw::says([busy(&retry_after), whole("", &picture(9000))]).await;
        let before = Instant::now();
        fetch(&api(&server.base()), &server.url()).await.0.unwrap();
        assert!(before.elapsed() >= Duration::from_secs(least), "{retry_after}");
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn a_long_wait_is_the_users() {
    let server = Raw::says([answer("429 Slow Down", "Retry-After: 120\r\nContent-Length: 0\r\n", b"")]).await;
    let failure = failure(fetch(&api(&server.base()), &server.url()).await.0);
    assert_eq!((server.count(), failure.kind.as_str()), (1, "rate_limited"));
    assert_eq!(failure.facts().wait, Some(120));
}

#[tokio::test]
async fn at_most_sixteen_connections_at_once() {
    let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let gauges = (Arc::clone(&open), Arc::clone(&most));
    let server = Raw::start(move |_, _, stream| {
        let (open, most) = (Arc::clone(&gauges.0), Arc::clone(&gauges.1));
        async move {
            most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            sleep(Duration::from_millis(20)).await;
            // Counted as open until all has been said.
            open.fetch_sub(1, Ordering::SeqCst);
            say(stream, whole("", &picture(9000))).await;
        }
    })
    .await;
    let api = api(&server.base());
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let (api, url) = (api.clone(), server.url());
            tokio::spawn(async move { fetch(&api, &url).await.0.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!((server.count(), most.load(Ordering::SeqCst)), (40, 16));
}

/// With the limits that users have, none of these would end by itself while this test lasts.
#[tokio::test]
async fn cancelling_ends_every_kind_of_waiting() {
    let silent = Raw::start(|_, _, stream| async move {
        sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    let stalls = Raw::start(|_, _, mut stream| async move {
        let half = answer("200 OK", "Content-Length: 9000\r\n", &picture(100));
        tokio::io::AsyncWriteExt::write_all(&mut stream, &half).await.unwrap();
        sleep(Duration::from_secs(60)).await;
    })
    .await;
    let waits = Raw::says([busy("50")]).await;
    for server in [&silent, &stalls, &waits] {
        let api = poster_host::api::Api::with_limits(Source::parse(&server.base(), false).unwrap(), Limits::default());
        let wanted = Wanted {
            poster: None,
            image: link(server.url()),
        };
        let (mut basket, cancel) = (Basket::default(), Cancel::new());
        let stop = cancel.clone();
        tokio::spawn(async move {
            sleep(Duration::from_millis(100)).await;
            stop.cancel();
        });
        let result = timeout(Duration::from_secs(20), api.fetch(&wanted, &mut basket, &|_| (), &cancel)).await;
        assert!(matches!(result, Ok(Err(Stopped::Cancelled))), "{result:?}");
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn an_error_of_the_sink_comes_out_as_it_is() {
    struct Full;
    impl poster_host::fetch::Sink for Full {
        fn start(&mut self, _: Option<u64>) -> std::io::Result<()> {
            Ok(())
        }
        fn write(&mut self, _: &[u8]) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let server = Raw::says([whole("", &picture(9000))]).await;
    let wanted = Wanted {
        poster: None,
        image: link(server.url()),
    };
    let result = api(&server.base()).fetch(&wanted, &mut Full, &|_| (), &Cancel::new()).await;
    assert!(matches!(result, Err(Stopped::Sink(error)) if error.kind() == std::io::ErrorKind::StorageFull));
    assert_eq!(server.count(), 1, "the disk is not the network's fault");
}
