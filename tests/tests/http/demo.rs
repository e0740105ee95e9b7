//! The whole way against the demo API, and its own faults.

use std::time::{Duration, Instant};

use poster_core::Poster;
use poster_demo::{Demo, Fault, FaultKind, Options, Plan};
use poster_host::api::{Api, ListQuery};
use poster_host::fetch::Wanted;
use poster_host::limits::Limits;
use poster_host::source::{Source, Token};
use sha2::{Digest, Sha256};

use crate::{failure, fetch_wanted, quick, signal};

async fn demo(token: Option<&str>) -> Demo {
    let options = Options {
        draw_ahead: false,
        token: token.map(str::to_owned),
        ..Options::default()
    };
    Demo::start(options).await.unwrap()
}

fn source(demo: &Demo) -> Source {
    Source::parse(&demo.url(), false).unwrap()
}

fn wanted(poster: &Poster) -> Wanted {
    Wanted {
        poster: Some(poster.id.clone()),
        image: poster.image.clone(),
    }
}

/// A poster whose picture is drawn already: drawing takes its time. Some have signed links, some have not.
async fn drawn(demo: &Demo, signed: bool) -> Poster {
    let api = Api::new(source(demo));
    let mut all = api
        .list(&ListQuery {
            limit: Some(100),
            ..ListQuery::default()
        })
        .await
        .unwrap()
        .items
        .into_iter();
    let first = all.find(|poster| poster.image.expires_at.is_some() == signed).unwrap();
    fetch_wanted(&api, &wanted(&first)).await.0.unwrap();
    // Lengths and hashes are known once it is drawn.
    let poster = api.poster(&first.id).await.unwrap();
    demo.clear_log();
    poster
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[tokio::test]
async fn list_look_up_mint_fetch() {
    let demo = demo(Some("test-token-123456")).await;
    let refused = Api::new(source(&demo)).list(&ListQuery::default()).await.unwrap_err();
    assert_eq!(refused.kind.as_str(), "auth_expired");

    let api = Api::new(source(&demo).with_token(Token::new("test-token-123456").unwrap()));
    let mut pages = api.pages(ListQuery {
        limit: Some(7),
        ..ListQuery::default()
    });
    let mut posters = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        assert!(page.items.len() <= 7 && page.skipped == 0);
        posters.extend(page.items);
    }
    assert!(posters.len() >= 24, "{}", posters.len());

    let all = ListQuery {
        limit: Some(100),
        ..ListQuery::default()
    };
    let first = api.list(&all).await.unwrap();
    assert_eq!(api.list(&all).await.unwrap().items.len(), first.items.len());
    assert_eq!(demo.log().requests.last().unwrap().status, Some(304));

    let poster = api.poster(&posters[0].id).await.unwrap();
    assert_eq!(poster.title, posters[0].title);
    let image = api.mint(&poster.id).await.unwrap();
    let (fetched, basket) = fetch_wanted(
        &api,
        &Wanted {
            poster: Some(poster.id.clone()),
            image,
        },
    )
    .await;
    let fetched = fetched.unwrap();
    assert_eq!(fetched.image.sha256.unwrap_or_else(|| hash(&basket.bytes)), hash(&basket.bytes));
    assert_eq!(api.poster("no such poster").await.unwrap_err().kind.as_str(), "file_missing");
}

/// Each fault: what it is called and how often the picture was asked for.
#[tokio::test]
async fn faults() {
    use FaultKind as F;
    let demo = demo(None).await;
    let poster = drawn(&demo, false).await;
    let api = Api::with_limits(source(&demo), Limits { image: 100 << 20, ..quick() });
    for (fault, kind, tries) in [
        (F::Status(404), "file_missing", 1),
        (F::Status(410), "file_missing", 1),
        (F::Status(401), "auth_expired", 1),
        (F::Status(451), "http_status", 1),
        (F::Status(500), "http_status", 4),
        (F::Status(503), "server_unreachable", 4),
        (F::Status(304), "http_status", 1),
        (F::Status(204), "file_corrupt", 1),
        (F::Stall, "network_timeout", 4),
        (F::StallBody, "network_timeout", 4),
        (F::Dribble, "network_timeout", 4),
        (F::Cut, "file_corrupt", 4),
        (F::CutLastByte, "file_corrupt", 4),
        (F::ChunkCut, "file_corrupt", 4),
        (F::LengthLong, "file_corrupt", 2),
        (F::EmptyReply, "file_corrupt", 4),
        (F::ResetFirst, "server_unreachable", 4),
        (F::Truncated, "file_corrupt", 2),
        (F::LengthShort, "file_corrupt", 2),
        // Over a connection of its own, too, before it is called that.
        (F::Html, "file_type_unsupported", 2),
        (F::Json, "file_type_unsupported", 2),
        (F::Svg, "file_type_unsupported", 2),
        (F::Empty, "file_corrupt", 2),
        (F::Huge, "file_too_large", 1),
        (F::RedirectFile, "domain_not_allowed", 1),
        (F::RedirectPrivate, "domain_not_allowed", 1),
        (F::RedirectLoop, "http_status", 3),
    ] {
        demo.behave();
        demo.clear_log();
        demo.plan(Plan::picture(&poster.id, fault));
        let (result, _) = fetch_wanted(&api, &wanted(&poster)).await;
        let failure = failure(result);
        assert_eq!(
            (failure.kind.as_str(), demo.log().tries(&poster.id)),
            (kind, tries),
            "{fault}: {:?}",
            signal(&failure)
        );
    }
}

#[tokio::test]
async fn what_passes_and_what_is_harmless() {
    use FaultKind as F;
    let demo = demo(None).await;
    let poster = drawn(&demo, false).await;
    let api = Api::with_limits(source(&demo), Limits { image: 100 << 20, ..quick() });
    let times = |fault: F, times| Fault {
        times: Some(times),
        ..fault.into()
    };
    let asks = |text: &str| Fault {
        retry_after: Some(text.into()),
        ..times(F::Status(429), 1)
    };
    for (fault, tries, least) in [
        (times(F::Cut, 1), 2, 0),
        (times(F::Reset, 1), 2, 0),
        (times(F::ResetFirst, 3), 4, 0),
        (times(F::Status(503), 2), 3, 0),
        (times(F::Stall, 1), 2, 0),
        (times(F::Truncated, 1), 2, 0),
        (asks("1"), 2, 1),
        (asks("date:2"), 2, 1),
        (asks("date:-9"), 2, 0),
        (asks("soon"), 2, 0),
        (F::NoLength.into(), 1, 0),
        (F::Gzip.into(), 1, 0),
        (F::WrongType.into(), 1, 0),
        (times(F::Redirect, 1), 2, 0),
    ] {
        demo.behave();
        demo.clear_log();
        demo.plan(Plan::picture(&poster.id, fault.clone()));
        let before = Instant::now();
        let (result, basket) = fetch_wanted(&api, &wanted(&poster)).await;
        result.unwrap_or_else(|stopped| panic!("{fault:?}: {stopped:?}"));
        assert!(before.elapsed() >= Duration::from_secs(least), "{fault:?}");
        assert_eq!(
            (demo.log().tries(&poster.id), Some(hash(&basket.bytes))),
            (tries, poster.image.sha256.clone()),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn a_link_that_ran_out_is_made_anew() {
    let demo = demo(None).await;
    let poster = drawn(&demo, true).await;
    let mut stale = wanted(&poster);
    // Right as far as its date says, void as far as the server says.
    stale.image.url = stale.image.url.replace("sig=", "sig=0");
    let (result, basket) = fetch_wanted(&Api::new(source(&demo)), &stale).await;
    result.unwrap();
    assert_eq!(Some(hash(&basket.bytes)), poster.image.sha256);
    let log = demo.log();
    assert_eq!(
        log.pictures(&poster.id).filter_map(|request| request.status).collect::<Vec<_>>(),
        [403, 200]
    );
}

#[tokio::test]
async fn a_batch_keeps_to_sixteen() {
    let demo = demo(None).await;
    let poster = drawn(&demo, false).await;
    demo.plan(Plan::picture(
        &poster.id,
        Fault {
            rate: Some(5_000_000),
            ..FaultKind::Slow.into()
        },
    ));
    let api = Api::new(source(&demo));
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let (api, wanted) = (api.clone(), wanted(&poster));
            tokio::spawn(async move { fetch_wanted(&api, &wanted).await.0.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let log = demo.log();
    assert!(
        log.max_requests <= 16 && log.max_connections <= 16,
        "{} requests, {} connections",
        log.max_requests,
        log.max_connections
    );
}
