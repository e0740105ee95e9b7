//! The list and its neighbours: conditional requests, pages, broken JSON, what goes into an address.

use poster_core::Failure;
use poster_core::signal::{Content, Hint, Net, Stage};
use poster_host::api::{Api, ListQuery};
use poster_host::source::{Source, Token};
use tokio::io::AsyncWriteExt;

use crate::raw::{Raw, answer, ok, say, whole};
use crate::table::gzip;
use crate::{api, quick, signal};

fn page(ids: &[&str], next: Option<&str>) -> String {
    let items: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({"id": id, "title": id, "image": {"url": format!("img/{id}")}}))
        .collect();
    serde_json::json!({"items": items, "next_cursor": next}).to_string()
}

fn json(text: &str) -> Vec<u8> {
    whole("Content-Type: application/json\r\n", text.as_bytes())
}

async fn refused(said: Vec<u8>) -> (Failure, usize) {
    let server = Raw::says([said]).await;
    let failure = api(&server.base()).list(&ListQuery::default()).await.unwrap_err();
    assert_eq!(failure.stage(), Stage::List);
    (failure, server.count())
}

#[tokio::test]
async fn an_unchanged_page_comes_from_memory() {
    let tagged = whole("ETag: W/\"v1\"\r\n", page(&["a"], None).as_bytes());
    let unchanged = answer("304 Not Modified", "ETag: W/\"v1\"\r\n", b"");
    let server = Raw::says([tagged, unchanged.clone(), whole("", page(&["b"], None).as_bytes()), unchanged]).await;
    let api = api(&server.base());
    let all = ListQuery::default();
    let first = api.list(&all).await.unwrap();
    assert_eq!(api.clone().list(&all).await.unwrap(), first);
    let other = ListQuery {
        q: Some("x".into()),
        ..all.clone()
    };
    assert_eq!(api.list(&other).await.unwrap().items[0].id, "b");
    let told: Vec<bool> = server.heads().iter().map(|head| head.contains("if-none-match: w/\"v1\"\r\n")).collect();
    assert_eq!(told, [false, true, false]);

    let failure = api.list(&other).await.unwrap_err();
    assert_eq!(
        (signal(&failure).net, signal(&failure).status),
        (Some(Net::BadResponse), Some(304)),
        "nobody asked whether it changed"
    );
}

#[tokio::test]
async fn pages_follow_each_other_and_circles_end() {
    let server = Raw::start(|_, head, stream| {
        let said = match head.split(' ').nth(1).unwrap() {
            "/v1/posters?limit=2" => page(&["a", "b"], Some("n+1 &=海")),
            "/v1/posters?cursor=n%2B1+%26%3D%E6%B5%B7&limit=2" => page(&["c"], None),
            "/v1/posters?tag=circle" => page(&["a"], Some("one")),
            "/v1/posters?cursor=one&tag=circle" => page(&["b"], Some("two")),
            "/v1/posters?cursor=two&tag=circle" => page(&["c"], Some("one")),
            path => panic!("nobody asked for {path}"),
        };
        say(stream, json(&said))
    })
    .await;
    let api = api(&server.base());
    let mut pages = api.pages(ListQuery {
        limit: Some(2),
        ..ListQuery::default()
    });
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        ids.extend(page.items.into_iter().map(|poster| poster.id));
    }
    assert_eq!(ids, ["a", "b", "c"]);

    let mut circle = api.pages(ListQuery {
        tag: Some("circle".into()),
        ..ListQuery::default()
    });
    assert!(circle.next().await.unwrap().is_some());
    assert!(circle.next().await.unwrap().is_some());
    assert_eq!(signal(&circle.next().await.unwrap_err()).net, Some(Net::BadResponse));
    assert!(circle.next().await.unwrap().is_none());

    let stuck = Raw::says([json(&page(&["a"], Some("same")))]).await;
    let query = ListQuery {
        cursor: Some("same".into()),
        ..ListQuery::default()
    };
    assert_eq!(
        signal(&crate::api(&stuck.base()).list(&query).await.unwrap_err()).net,
        Some(Net::BadResponse)
    );
}

#[tokio::test]
async fn what_is_no_list_is_said_so() {
    let deep = "[".repeat(100_000);
    for said in [
        json("<!DOCTYPE html><html>Sign in</html>"),
        json(r#"{"status":400,"msg":"login first"}"#),
        json(&page(&["a"], None)[..40]),
        json(&format!("{{\"items\":{deep}")),
        json(""),
        whole("Content-Encoding: gzip\r\n", b"{\"items\":[]}"),
        whole("Content-Encoding: br\r\n", b"{\"items\":[]}"),
    ] {
        let (failure, count) = refused(said).await;
        assert_eq!(
            (signal(&failure).net, count, failure.kind.as_str()),
            (Some(Net::BadResponse), 1, "http_status"),
            "{failure:?}"
        );
    }
    let bomb = gzip(&[b"{\"items\":[\"", &vec![b' '; 8 << 20][..]].concat());
    for said in [ok("Content-Length: 999999999\r\n", b"{"), whole("Content-Encoding: gzip\r\n", &bomb)] {
        let (failure, count) = refused(said).await;
        assert_eq!((signal(&failure).content, count), (Some(Content::TooLarge), 1));
    }
}

#[tokio::test]
async fn an_endless_list_is_cut_at_the_limit() {
    let server = Raw::start(|_, _, mut stream| async move {
        stream.write_all(&ok("", b"{\"items\":[")).await.unwrap();
        while stream.write_all(&b"{\"id\":\"a\",\"image\":{\"url\":\"x\"}},".repeat(100)).await.is_ok() {}
    })
    .await;
    let failure = api(&server.base()).list(&ListQuery::default()).await.unwrap_err();
    assert_eq!((signal(&failure).content, server.count()), (Some(Content::TooLarge), 1));
}

#[tokio::test]
async fn a_list_is_tried_again_too() {
    let busy = answer("503 Busy", "Content-Length: 0\r\n", b"");
    let cut = ok("Content-Length: 99\r\n", b"{\"items\"");
    let zipped = whole("Content-Encoding: gzip\r\n", &gzip(page(&["a"], None).as_bytes()));
    let server = Raw::says([busy, cut, Vec::new(), zipped]).await;
    assert_eq!(api(&server.base()).list(&ListQuery::default()).await.unwrap().items.len(), 1);
    assert_eq!(server.count(), 4);
    assert!(server.heads()[0].contains("accept-encoding: gzip\r\n"));
}

#[tokio::test]
async fn addresses_are_relative_to_where_the_answer_came_from() {
    let moved = answer("308 Moved", "Location: /moved/to/list\r\nContent-Length: 0\r\n", b"");
    let server = Raw::says([moved, json(&page(&["a"], None))]).await;
    let page = api(&server.base()).list(&ListQuery::default()).await.unwrap();
    assert_eq!(page.items[0].image.url, format!("{}/moved/to/img/a", server.base()));
}

#[tokio::test]
async fn signing_in_again_is_the_users() {
    let server = Raw::says([answer("401 Unauthorized", "Content-Length: 0\r\n", b"")]).await;
    let source = Source::parse(&server.base(), false)
        .unwrap()
        .with_token(Token::new("test-token-123456").unwrap());
    let failure = Api::with_limits(source, quick())
        .list(&ListQuery {
            q: Some("secret".into()),
            ..ListQuery::default()
        })
        .await
        .unwrap_err();
    assert_eq!((failure.kind.as_str(), server.count()), ("auth_expired", 1));
    assert!(signal(&failure).hints.contains(&Hint::TokenSent));
    let report = format!("{failure:?}");
    assert!(!report.contains("123456") && !report.contains("secret"), "{report}");
}

#[tokio::test]
async fn ids_stay_inside_their_segment() {
    let server = Raw::says([json(r#"{"id":"a","image":{"url":"x"}}"#)]).await;
    let api = api(&server.base());
    api.poster("../../admin?x=1#y 海").await.unwrap();
    assert!(
        server.heads()[0].starts_with("get /v1/posters/..%2f..%2fadmin%3fx=1%23y%20%e6%b5%b7 http/1.1"),
        "{}",
        server.heads()[0]
    );
    for id in ["", ".", ".."] {
        assert_eq!(api.poster(id).await.unwrap_err().kind.as_str(), "invalid_argument");
        assert_eq!(api.mint(id).await.unwrap_err().kind.as_str(), "invalid_argument");
    }
    assert_eq!(server.count(), 1);
}

#[test]
fn a_bad_source_is_named() {
    for (address, kind) in [
        ("", "invalid_argument"),
        ("ftp://x", "invalid_argument"),
        ("http://shop.example", "domain_not_allowed"),
    ] {
        assert_eq!(Source::parse(address, false).unwrap_err().kind.as_str(), kind, "{address}");
    }
}
