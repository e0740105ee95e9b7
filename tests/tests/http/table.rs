//! The fault table: what each broken answer is called, and how often it is asked for again.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use poster_core::signal::{Content, Net};

use crate::raw::{Raw, answer, ok, picture, whole};
use crate::{api, failure, fetch, signal};

/// What the signal says, and how many requests the server saw.
#[derive(Debug, PartialEq, Eq)]
enum Ends {
    Net(Net, usize),
    Content(Content, usize),
    Status(u16, usize),
    Well,
}

use Ends::{Content as C, Net as N, Status as S, Well};

async fn end_of(said: Vec<u8>) -> Ends {
    let server = Raw::says([said]).await;
    let (result, basket) = fetch(&api(&server.base()), &server.url()).await;
    if result.is_ok() {
        assert_eq!((basket.bytes, server.count()), (picture(9000), 1));
        return Well;
    }
    let failure = failure(result);
    assert_ne!(failure.kind.as_str(), "unknown", "{failure:?}");
    let signal = signal(&failure);
    assert_eq!(signal.facts.host.as_deref(), Some("127.0.0.1"));
    match (signal.content, signal.net, signal.status) {
        (Some(content), ..) => C(content, server.count()),
        (_, Some(net), _) => N(net, server.count()),
        (.., Some(status)) => S(status, server.count()),
        _ => panic!("says nothing: {signal:?}"),
    }
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

#[tokio::test]
async fn every_fault_has_its_name_and_its_tries() {
    let png = picture(9000);
    let zipped = gzip(&png);
    let bomb = gzip(&vec![0; 8 << 20]);
    let chunk = format!("{:x}\r\n", png.len());
    let chunked = "Transfer-Encoding: chunked\r\n";
    let zip = "Content-Encoding: gzip\r\n";
    let cases: Vec<(&str, Vec<u8>, Ends)> = vec![
        ("ok", whole("", &png), Well),
        ("no length", ok("", &png), Well),
        ("chunked", ok(chunked, &join(&[chunk.as_bytes(), &png, b"\r\n0\r\n\r\n"])), Well),
        (
            "103 first",
            join(&[b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n", &whole("", &png)]),
            Well,
        ),
        ("wrong type", whole("Content-Type: text/html\r\n", &png), Well),
        ("gzip unasked", whole(zip, &zipped), Well),
        ("gzip twice", whole("Content-Encoding: gzip, gzip\r\n", &gzip(&zipped)), Well),
        // Cut off: tried again.
        ("nothing", Vec::new(), N(Net::Incomplete, 4)),
        ("short", ok("Content-Length: 9001\r\n", &png), N(Net::Incomplete, 4)),
        ("half a head", b"HTTP/1.1 200 OK\r\nContent-Le".to_vec(), N(Net::Incomplete, 4)),
        (
            "chunk without end",
            ok(chunked, &join(&[chunk.as_bytes(), &png, b"\r\n"])),
            N(Net::Incomplete, 4),
        ),
        ("chunk cut", ok(chunked, &join(&[chunk.as_bytes(), &png[..99]])), N(Net::Incomplete, 4)),
        ("chunk garbage", ok(chunked, b"zz\r\nabc\r\n0\r\n\r\n"), N(Net::Incomplete, 4)),
        ("chunk overflow", ok(chunked, b"fffffffffffffffff\r\nabc\r\n"), N(Net::Incomplete, 4)),
        ("gzip cut", ok(zip, &zipped[..zipped.len() / 2]), N(Net::Incomplete, 4)),
        // Wrong as HTTP: the same would come again.
        ("garbage status", b"HTTP/1.1 abc Fine\r\n\r\n".to_vec(), N(Net::BadResponse, 1)),
        ("not http", b"220 ftp.example ready\r\n".to_vec(), N(Net::BadResponse, 1)),
        ("http 0.9", png.clone(), N(Net::BadResponse, 1)),
        ("length garbage", ok("Content-Length: many\r\n", &png), N(Net::BadResponse, 1)),
        ("length negative", ok("Content-Length: -1\r\n", &png), N(Net::BadResponse, 1)),
        (
            "two lengths",
            ok("Content-Length: 9000\r\nContent-Length: 8\r\n", &png),
            N(Net::BadResponse, 1),
        ),
        (
            "header of a megabyte",
            whole(&format!("X: {}\r\n", "x".repeat(1 << 20)), &png),
            N(Net::BadResponse, 1),
        ),
        ("ten thousand headers", whole(&"X: y\r\n".repeat(10_000), &png), N(Net::BadResponse, 1)),
        ("gzip lie", whole(zip, &png), N(Net::BadResponse, 1)),
        ("unknown coding", whole("Content-Encoding: x-rot13\r\n", &png), N(Net::BadResponse, 1)),
        ("304 unasked", answer("304 Not Modified", "", b""), N(Net::BadResponse, 1)),
        ("202", answer("202 Accepted", "Content-Length: 0\r\n", b""), N(Net::BadResponse, 1)),
        (
            "300",
            answer("300 Multiple Choices", "Content-Length: 0\r\n", b""),
            N(Net::BadResponse, 1),
        ),
        (
            "parts unasked",
            answer(
                "206 Partial Content",
                "Content-Type: multipart/byteranges; boundary=x\r\nContent-Length: 3\r\n",
                b"--x",
            ),
            N(Net::BadResponse, 1),
        ),
        (
            "redirect to nowhere",
            answer("302 Found", "Content-Length: 0\r\n", b""),
            N(Net::BadResponse, 1),
        ),
        // HTTP says success and the bytes are wrong: once more.
        (
            "206 unasked",
            answer(
                "206 Partial Content",
                "Content-Range: bytes 0-8999/20000\r\nContent-Length: 9000\r\n",
                &png,
            ),
            C(Content::Damaged, 2),
        ),
        // Too much.
        ("length too large", ok("Content-Length: 104857600\r\n", &png), C(Content::TooLarge, 1)),
        ("body too large", ok("", &picture((1 << 20) + 1)), C(Content::TooLarge, 1)),
        ("gzip bomb", whole(zip, &bomb), C(Content::TooLarge, 1)),
        (
            "gzip bomb in a gzip",
            whole("Content-Encoding: gzip, gzip\r\n", &gzip(&bomb)),
            C(Content::TooLarge, 1),
        ),
        // Nothing.
        ("empty", whole("", b""), C(Content::Empty, 1)),
        ("204", answer("204 No Content", "", b""), C(Content::Empty, 1)),
        // Statuses.
        ("400", answer("400 Bad Request", "Content-Length: 0\r\n", b""), S(400, 1)),
        ("401", answer("401 Unauthorized", "Content-Length: 0\r\n", b""), S(401, 1)),
        ("403", answer("403 Forbidden", "Content-Length: 0\r\n", b""), S(403, 1)),
        ("404 with a picture", answer("404 Not Found", "Content-Length: 9000\r\n", &png), S(404, 1)),
        ("408", answer("408 Request Timeout", "Content-Length: 0\r\n", b""), S(408, 4)),
        ("410", answer("410 Gone", "Content-Length: 0\r\n", b""), S(410, 1)),
        ("425", answer("425 Too Early", "Content-Length: 0\r\n", b""), S(425, 4)),
        ("429", answer("429 Too Many Requests", "Content-Length: 0\r\n", b""), S(429, 4)),
        ("451", answer("451 Unavailable", "Content-Length: 0\r\n", b""), S(451, 1)),
        ("500", answer("500 Oops", "Content-Length: 0\r\n", b""), S(500, 4)),
        ("503", answer("503 Busy", "Retry-After: soon\r\nContent-Length: 0\r\n", b""), S(503, 4)),
        (
            "511",
            answer("511 Network Authentication Required", "Content-Length: 0\r\n", b""),
            S(511, 1),
        ),
        ("599", answer("599 Whatever", "Content-Length: 0\r\n", b""), S(599, 4)),
    ];
    for (name, said, expected) in cases {
        assert_eq!(end_of(said).await, expected, "{name}");
    }
}

#[tokio::test]
async fn a_sign_in_page_is_no_broken_picture() {
    let page = b"<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body>Sign in to go on</body></html>";
    for page in [&page[..], b"{\"code\":50001}"] {
        let server = Raw::says([whole("", page)]).await;
        let mut wanted = crate::link(server.url());
        wanted.bytes = Some(9000);
        let wanted = poster_host::fetch::Wanted { poster: None, image: wanted };
        let (result, _) = crate::fetch_wanted(&api(&server.base()), &wanted).await;
        assert_eq!(signal(&failure(result)).content, Some(Content::NotPicture));
        // Over a connection of its own, too, before it is called that.
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn nobody_listens() {
    let gone = Raw::says(["x"]).await;
    let (base, url) = (gone.base(), gone.url());
    drop(gone);
    tokio::task::yield_now().await;
    let (result, _) = fetch(&api(&base), &url).await;
    let failure = failure(result);
    assert_eq!(signal(&failure).net, Some(Net::Refused));
    assert_eq!(failure.kind.as_str(), "server_unreachable");
    assert!(signal(&failure).code.is_some() && signal(&failure).os.is_some());
}
