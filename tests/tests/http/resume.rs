//! Going on after a cut: only with proof that the bytes are the same.

use std::sync::Arc;

use poster_core::signal::Content;

use crate::raw::{Raw, answer, picture, say, whole};
use crate::{api, failure, fetch, signal};

/// First 4,000 of 9,000 bytes with a strong tag; afterwards `then`.
async fn cut_then(then: impl IntoIterator<Item = Vec<u8>>) -> Raw {
    let cut = answer("200 OK", "ETag: \"one\"\r\nContent-Length: 9000\r\n", &picture(9000)[..4000]);
    Raw::says([cut].into_iter().chain(then)).await
}

fn rest(from: usize, etag: &str, range: &str) -> Vec<u8> {
    let body = picture(9000)[from..].to_vec();
    answer(
        "206 Partial Content",
        &format!("ETag: {etag}\r\nContent-Range: bytes {range}\r\nContent-Length: {}\r\n", body.len()),
        &body,
    )
}

#[tokio::test]
async fn goes_on_where_it_was_cut() {
    let server = cut_then([rest(4000, "\"one\"", "4000-8999/9000")]).await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    result.unwrap();
    let asked = &server.heads()[1];
    assert!(
        asked.contains("range: bytes=4000-\r\n") && asked.contains("if-range: \"one\"\r\n"),
        "{asked}"
    );
    assert_eq!((basket.bytes, basket.expected.len(), basket.poured), (picture(9000), 1, 9000));
}

#[tokio::test]
async fn cut_twice_goes_on_twice() {
    let part = answer(
        "206 Partial Content",
        "ETag: \"one\"\r\nContent-Range: bytes 4000-8999/9000\r\nContent-Length: 5000\r\n",
        &picture(9000)[4000..6000],
    );
    let server = cut_then([
        part,
        answer("503 Busy", "Content-Length: 0\r\n", b""),
        rest(6000, "\"one\"", "6000-8999/9000"),
    ])
    .await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    result.unwrap();
    assert!(
        server.heads()[3].contains("range: bytes=6000-\r\n"),
        "a busy server in between does not lose what is there"
    );
    assert_eq!((basket.bytes, basket.poured, server.count()), (picture(9000), 9000, 4));
}

/// The server holds another picture now and says so with 200: from the start, never a mix.
#[tokio::test]
async fn a_changed_picture_starts_anew() {
    let mut other = picture(7000);
    other.reverse();
    let server = cut_then([whole("ETag: \"two\"\r\n", &other)]).await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    assert_eq!(result.unwrap().etag.as_deref(), Some("\"two\""));
    assert_eq!((basket.bytes, basket.expected), (other, vec![Some(9000), Some(7000)]));
}

/// Parts that do not prove to be the rest are thrown away, and the whole is asked for.
#[tokio::test]
async fn a_part_that_does_not_fit_starts_anew() {
    for part in [
        rest(4000, "\"two\"", "4000-8999/9000"),
        rest(4000, "W/\"one\"", "4000-8999/9000"),
        rest(4000, "\"one\"", "4001-8999/9000"),
        rest(4000, "\"one\"", "4000-8999/9999"),
        rest(4000, "\"one\"", "*/9000"),
        answer("206 Partial Content", "Content-Length: 5000\r\n", &picture(9000)[4000..]),
        answer(
            "206 Partial Content",
            "Content-Type: multipart/byteranges; boundary=x\r\nContent-Length: 3\r\n",
            b"--x",
        ),
        answer("416 Range Not Satisfiable", "Content-Length: 0\r\n", b""),
    ] {
        let server = cut_then([part, whole("", &picture(9000))]).await;
        let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
        result.unwrap();
        assert!(!server.heads()[2].contains("range:"), "{}", server.heads()[2]);
        assert_eq!((basket.bytes, basket.expected.len(), server.count()), (picture(9000), 2, 3));
    }
}

#[tokio::test]
async fn without_a_strong_tag_nothing_is_gone_on_with() {
    for tag in ["", "ETag: W/\"one\"\r\n", "ETag: one\r\n", "ETag: \"one\"\r\nAccept-Ranges: none\r\n"] {
        let cut = answer("200 OK", &format!("{tag}Content-Length: 9000\r\n"), &picture(9000)[..4000]);
        let server = Raw::says([cut, whole("", &picture(9000))]).await;
        fetch(&api(&server.base()), &server.url()).await.0.unwrap();
        assert!(!server.heads()[1].contains("range:"));
    }
}

/// A server that always cuts, whatever is asked: four requests, no more.
#[tokio::test]
async fn going_on_is_a_try_too() {
    let png = Arc::new(picture(9000));
    let server = Raw::start(move |number, _, stream| {
        let from = number * 100;
        let head = match number {
            0 => "200 OK".to_owned(),
            _ => format!("206 Partial Content\r\nContent-Range: bytes {from}-8999/9000"),
        };
        let said = answer(
            &head,
            &format!("ETag: \"one\"\r\nContent-Length: {}\r\n", 9000 - from),
            &png[from..from + 100],
        );
        say(stream, said)
    })
    .await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    let failure = failure(result);
    assert_eq!((failure.kind.as_str(), server.count(), basket.poured), ("file_corrupt", 4, 400));
    assert_ne!(signal(&failure).content, Some(Content::Mismatch));
}
