//! What the faults look like on the wire, seen without any HTTP library in between.
#![expect(clippy::unwrap_used)]

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use poster_demo::{Demo, Fault, FaultKind, Options, Plan};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const IMAGE: &str = "/v1/images/lemon-soda.jpg";

async fn start(options: Options) -> (Demo, TempDir) {
    let cache = tempfile::tempdir().unwrap();
    let options = Options {
        cache: cache.path().to_owned(),
        draw_ahead: false,
        ..options
    };
    (Demo::start(options).await.unwrap(), cache)
}

/// How a connection ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Closed,
    Reset,
    /// It was still open when we stopped waiting.
    Open,
}

struct Answer {
    /// Status line and header lines, lower-case.
    head: String,
    body: Vec<u8>,
    end: End,
}

impl Answer {
    fn status(&self) -> u16 {
        self.head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn length(&self) -> Option<u64> {
        self.header("content-length").and_then(|text| text.parse().ok())
    }
}

/// Asks, and reads until the connection ends, `most` bytes of body have come, or nothing has come for a while.
async fn ask(demo: &Demo, target: &str, headers: &str, most: usize) -> Answer {
    let address: SocketAddr = demo.url().strip_prefix("http://").unwrap().parse().unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut all, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
    let end = loop {
        if body_of(&all) >= most {
            break End::Open;
        }
        match timeout(Duration::from_secs(5), stream.read(&mut buffer)).await {
            Err(_) => break End::Open,
            Ok(Ok(0)) => break End::Closed,
            Ok(Ok(read)) => all.extend_from_slice(&buffer[..read]),
            Ok(Err(broken)) if broken.kind() == io::ErrorKind::ConnectionReset => break End::Reset,
            Ok(Err(broken)) => panic!("{broken}"),
        }
    };
    let body = all.split_off(all.len() - body_of(&all));
    Answer {
        head: String::from_utf8(all).unwrap().to_lowercase(),
        body,
        end,
    }
}

/// How much of what has come is body.
fn body_of(all: &[u8]) -> usize {
    let head = all.windows(4).take(4096).position(|four| four == b"\r\n\r\n");
    head.map_or(0, |at| all.len() - at - 4)
}

async fn with_fault(demo: &Demo, fault: &str) -> Answer {
    ask(demo, &format!("{IMAGE}?fault={fault}"), "", usize::MAX).await
}

async fn well(demo: &Demo) -> Vec<u8> {
    let answer = ask(demo, IMAGE, "", usize::MAX).await;
    assert_eq!((answer.status(), &answer.end), (200, &End::Closed), "{}", answer.head);
    assert_eq!(answer.length(), Some(answer.body.len() as u64));
    assert!(answer.body.starts_with(&[0xff, 0xd8]) && answer.body.ends_with(&[0xff, 0xd9]));
    answer.body
}

#[tokio::test]
async fn bodies_that_end_too_soon() {
    let (demo, _cache) = start(Options::default()).await;
    let whole = well(&demo).await;
    let length = Some(whole.len() as u64);
    let half = whole.len() / 2;

    let cut = with_fault(&demo, "cut").await;
    assert_eq!((cut.length(), cut.body.len(), cut.end), (length, half, End::Closed));
    let cut = with_fault(&demo, "cut-last-byte").await;
    assert_eq!((cut.length(), cut.body.len(), cut.end), (length, whole.len() - 1, End::Closed));
    let long = with_fault(&demo, "wrong-length").await;
    assert_eq!(
        (long.length(), long.body.len(), long.end),
        (length.map(|bytes| bytes + 1000), whole.len(), End::Closed)
    );
    let short = with_fault(&demo, "length-short").await;
    assert_eq!(short.length(), Some(half as u64));
    assert!(short.body == whole, "the rest comes after the answer");
    let truncated = with_fault(&demo, "truncated").await;
    assert_eq!(
        (truncated.length(), truncated.body.len(), truncated.end),
        (Some(half as u64), half, End::Closed)
    );
    let chunked = with_fault(&demo, "chunk-cut").await;
    assert_eq!(chunked.header("transfer-encoding"), Some("chunked"));
    assert!(!chunked.body.ends_with(b"0\r\n\r\n"));
    let damaged = with_fault(&demo, "damaged").await;
    assert_eq!(damaged.body.iter().zip(&whole).filter(|(one, other)| one != other).count(), 1);
}

#[tokio::test]
async fn connections_that_break() {
    let (demo, _cache) = start(Options::default()).await;
    well(&demo).await;
    assert_eq!(with_fault(&demo, "reset").await.end, End::Reset);
    let first = with_fault(&demo, "reset-first").await;
    assert_eq!((first.head.as_str(), first.end), ("", End::Reset));
    let empty = with_fault(&demo, "empty-reply").await;
    assert_eq!((empty.head.as_str(), empty.end), ("", End::Closed));
}

#[tokio::test]
async fn answers_that_do_not_end() {
    let (demo, _cache) = start(Options::default()).await;
    let whole = well(&demo).await;
    let dribble = format!("{IMAGE}?fault=dribble");
    let (silent, stalled, dribbling) = tokio::join!(with_fault(&demo, "stall"), with_fault(&demo, "stall-body"), ask(&demo, &dribble, "", 3));
    assert_eq!((silent.head.as_str(), silent.end), ("", End::Open));
    assert_eq!((stalled.body.len(), stalled.end), (whole.len() / 2, End::Open));
    assert_eq!(dribbling.end, End::Open);
    assert!(dribbling.body.len() < 100, "{}", dribbling.body.len());
    let endless = ask(&demo, &format!("{IMAGE}?fault=endless"), "", 20 << 20).await;
    assert!(endless.body.len() > 19 << 20 && endless.length().is_none());
    let huge = ask(&demo, &format!("{IMAGE}?fault=huge"), "", 1 << 20).await;
    assert_eq!(huge.length(), Some(10_000_000_000));
}

#[tokio::test]
async fn answers_that_are_no_picture() {
    let (demo, _cache) = start(Options::default()).await;
    for (fault, kind, start) in [
        ("html", "text/html; charset=utf-8", "<!DOCTYPE"),
        ("json", "application/json", "{"),
        ("svg", "image/svg+xml", "<svg"),
    ] {
        let answer = with_fault(&demo, fault).await;
        assert_eq!((answer.status(), answer.header("content-type")), (200, Some(kind)));
        assert!(answer.body.starts_with(start.as_bytes()));
    }
    assert_eq!(with_fault(&demo, "empty").await.length(), Some(0));
    for status in [204, 304, 401, 403, 404, 410, 500, 503] {
        assert_eq!(with_fault(&demo, &status.to_string()).await.status(), status);
    }
    let answer = with_fault(&demo, "429&retry_after=7").await;
    assert_eq!((answer.status(), answer.header("retry-after")), (429, Some("7")));
    let answer = with_fault(&demo, "503&retry_after=date:60").await;
    assert!(answer.header("retry-after").unwrap().ends_with(" gmt"));
    assert_eq!(with_fault(&demo, "unheard-of").await.status(), 400);
}

#[tokio::test]
async fn redirects_lead_where_their_names_say() {
    let (demo, _cache) = start(Options::default()).await;
    for (fault, target) in [
        ("redirect", IMAGE.to_owned()),
        ("redirect-file", "file:///etc/hosts".to_owned()),
        ("redirect-private", "http://10.255.255.1:9/v1/posters".to_owned()),
        ("redirect-loop", format!("{IMAGE}?fault=redirect-loop")),
    ] {
        let answer = with_fault(&demo, fault).await;
        assert_eq!((answer.status(), answer.header("location")), (302, Some(target.as_str())), "{fault}");
    }
}

#[tokio::test]
async fn nothing_is_wrong_with_some_odd_answers() {
    let (demo, _cache) = start(Options::default()).await;
    let whole = well(&demo).await;
    let odd = with_fault(&demo, "wrong-type").await;
    assert!(odd.body == whole && odd.header("content-type") == Some("text/plain"));
    let packed = with_fault(&demo, "gzip").await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.body.starts_with(&[0x1f, 0x8b]));
    let chunked = with_fault(&demo, "no-length").await;
    assert!(chunked.body.ends_with(b"0\r\n\r\n") && chunked.length().is_none());
    let bomb = with_fault(&demo, "gzip-bomb").await;
    assert!(bomb.body.len() < 3 << 20);
}

#[tokio::test]
async fn faults_are_used_up_and_can_be_planned() {
    let (demo, _cache) = start(Options::default()).await;
    let status = async |target: &str, headers: &str| ask(&demo, target, headers, usize::MAX).await.status();
    let twice = format!("{IMAGE}?fault=503&times=2&key=a");
    assert_eq!(
        [status(&twice, "").await, status(&twice, "").await, status(&twice, "").await],
        [503, 503, 200]
    );
    let header = "x-demo-fault: 500; times=1; key=b\r\n";
    assert_eq!([status(IMAGE, header).await, status(IMAGE, header).await], [500, 200]);

    demo.plan(Plan::picture(
        "lemon-soda",
        Fault {
            times: Some(1),
            ..FaultKind::Status(403).into()
        },
    ));
    assert_eq!(status("/v1/thumbnails/lemon-soda.jpg", "").await, 200);
    assert_eq!([status(IMAGE, "").await, status(IMAGE, "").await], [403, 200]);
    demo.plan(Plan::path("/v1/posters", FaultKind::Status(500)));
    assert_eq!(status("/v1/posters", "").await, 500);
    demo.behave();
    assert_eq!(status("/v1/posters", "").await, 200);

    let log = demo.log();
    assert_eq!(log.tries("lemon-soda"), 7);
    assert_eq!(log.pictures("lemon-soda").filter(|request| request.status == Some(200)).count(), 3);
    assert!(log.max_connections >= 1);
    demo.clear_log();
    assert_eq!(demo.log().tries("lemon-soda"), 0);
}

#[tokio::test]
async fn a_signed_link_expires_and_a_fresh_one_works() {
    let (demo, _cache) = start(Options {
        link_life: Duration::ZERO,
        ..Options::default()
    })
    .await;
    let url = async |target: &str| {
        let text = String::from_utf8(ask(&demo, target, "", usize::MAX).await.body).unwrap();
        let from = text.find("/v1/images/").unwrap();
        text[from..].split('"').next().unwrap().to_owned()
    };
    let over = url("/v1/posters/christmas").await;
    let answer = ask(&demo, &over, "", usize::MAX).await;
    assert_eq!(answer.status(), 403);
    assert!(String::from_utf8(answer.body).unwrap().contains("link_expired"));
    let fresh = url("/v1/posters/christmas?life=600").await;
    assert_eq!(ask(&demo, &fresh, "", usize::MAX).await.status(), 200);
    let bent = fresh.replace("expires=", "expires=9");
    assert_eq!(ask(&demo, &bent, "", usize::MAX).await.status(), 403);
}

#[tokio::test]
async fn what_is_drawn_is_kept_and_then_known_to_the_list() {
    let (demo, cache) = start(Options::default()).await;
    let poster = async || String::from_utf8(ask(&demo, "/v1/posters/lemon-soda", "", usize::MAX).await.body).unwrap();
    assert!(!poster().await.contains("sha256"));
    let drawn = well(&demo).await;
    let known = poster().await;
    assert!(
        known.contains(&format!("\"bytes\":{}", drawn.len())) && known.contains("sha256"),
        "{known}"
    );
    drop(demo);
    let again = Options {
        cache: cache.path().to_owned(),
        draw_ahead: false,
        ..Options::default()
    };
    let demo = Demo::start(again).await.unwrap();
    assert!(well(&demo).await == drawn);
    let files: Vec<_> = walk(cache.path());
    assert_eq!(files.len(), 1, "nothing temporary stays: {files:?}");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn stopping_cuts_what_is_under_way_and_frees_the_port() {
    let (demo, cache) = start(Options::default()).await;
    let port = demo.url().rsplit_once(':').unwrap().1.parse().unwrap();
    let taken = Demo::start(Options {
        port,
        cache: cache.path().to_owned(),
        ..Options::default()
    })
    .await;
    assert_eq!(taken.unwrap_err().kind(), io::ErrorKind::AddrInUse);
    let address: SocketAddr = demo.url().strip_prefix("http://").unwrap().parse().unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(format!("GET {IMAGE}?fault=stall HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes())
        .await
        .unwrap();
    while demo.log().requests.is_empty() {
        tokio::task::yield_now().await;
    }
    demo.shutdown();
    let mut rest = Vec::new();
    let ended = timeout(Duration::from_secs(10), stream.read_to_end(&mut rest))
        .await
        .expect("the connection ends");
    assert!(ended.is_err() || rest.is_empty());
    assert!(TcpStream::connect(address).await.is_err());
}
