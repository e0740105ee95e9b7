//! The library: pictures for the gallery, and for saving, from sources that change their minds.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};

use poster_demo::{Demo, FaultKind, Options, Plan};
use poster_host::api::{Api, ListQuery};
use poster_host::cache::Cache;
use poster_host::fetch::Cancel;
use poster_host::library::Library;
use poster_host::source::Source;

fn library(url: &str, home: &Path) -> Library {
    let cache = Cache::open(home.join("cache"), 64 << 20).unwrap();
    Library::new(Api::new(Source::parse(url, false).unwrap()), cache)
}

/// A source with one poster, of which it says as little as possible; its pictures can be replaced.
struct Shop {
    base: String,
    answers: Arc<Mutex<Answers>>,
}

#[derive(Default)]
struct Answers {
    picture: Vec<u8>,
    /// The small picture, by the link that leads to it.
    small: Option<(String, Vec<u8>)>,
    asked: Vec<String>,
}

impl Shop {
    fn open(picture: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let answers = Arc::new(Mutex::new(Answers {
            picture,
            ..Answers::default()
        }));
        let shared = answers.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let Some(first) = lines.next() else { continue };
                // The head ends with an empty line.
                lines.find(String::is_empty);
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let (status, body) = shared.lock().unwrap().answer(&path);
                let head = format!("HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                let mut stream = &stream;
                // A client that has gone away wants no answer.
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
            }
        });
        Self { base, answers }
    }

    fn asked(&self, path: &str) -> usize {
        self.answers.lock().unwrap().asked.iter().filter(|asked| *asked == path).count()
    }
}

impl Answers {
    fn answer(&mut self, path: &str) -> (u16, Vec<u8>) {
        self.asked.push(path.to_owned());
        match path {
            "/v1/posters/p" => {
                let mut poster = serde_json::json!({ "id": "p", "title": "海报", "image": { "url": "/picture" } });
                if let Some((link, _)) = &self.small {
                    poster["thumbnail"] = serde_json::json!({ "url": link });
                }
                (200, poster.to_string().into_bytes())
            }
            "/picture" if !self.picture.is_empty() => (200, self.picture.clone()),
            link => match &self.small {
                Some((known, small)) if known == link => (200, small.clone()),
                _ => (403, Vec::new()),
            },
        }
    }
}

fn png(width: u32, height: u32, grey: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::GrayImage::from_pixel(width, height, image::Luma([grey]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// How wide a JPEG is, and how bright.
fn seen(jpeg: &[u8]) -> (u32, u8) {
    let picture = image::load_from_memory(jpeg).unwrap().into_luma8();
    (picture.width(), picture.get_pixel(2, 2).0[0])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_is_what_the_source_has_now() {
    let home = tempfile::tempdir().unwrap();
    let source = Shop::open(png(40, 30, 10));
    let library = library(&source.base, home.path());
    let bright = |jpeg: Vec<u8>| seen(&jpeg).1;
    assert!(bright(library.preview("p").await.unwrap()) < 30);
    let replaced = png(40, 30, 240);
    source.answers.lock().unwrap().picture.clone_from(&replaced);
    // The viewer may show the old one for a while; a save takes the new one.
    let original = library.original("p", &|_| {}, &Cancel::new()).await.unwrap();
    assert_eq!(std::fs::read(&original.path).unwrap(), replaced);
    assert_eq!(source.asked("/picture"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_link_of_a_small_picture_is_made_anew_and_a_missing_one_missed_by_nobody() {
    let home = tempfile::tempdir().unwrap();
    let source = Shop::open(png(400, 300, 10));
    source.answers.lock().unwrap().small = Some(("/small?sig=1".into(), png(100, 75, 240)));
    let library = library(&source.base, home.path());
    library.poster("p").await.unwrap();
    // By the time it is drawn, the link has expired, and the record has a new one.
    source.answers.lock().unwrap().small.as_mut().unwrap().0 = "/small?sig=2".into();
    let (width, grey) = seen(&library.thumbnail("p", 50).await.unwrap());
    assert_eq!(width, 50);
    assert!(grey > 220, "of the server's own small picture: {grey}");
    assert_eq!((source.asked("/picture"), source.asked("/v1/posters/p")), (0, 2));
    // Where there is none any more, the whole picture will do.
    source.answers.lock().unwrap().small.as_mut().unwrap().0 = "/small?sig=3".into();
    source.answers.lock().unwrap().small = None;
    let (width, grey) = seen(&library.thumbnail("p", 60).await.unwrap());
    assert_eq!(width, 60);
    assert!(grey < 30, "of the whole picture: {grey}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_picture_is_drawn_from_memory_and_leaves_only_what_was_drawn() {
    let home = tempfile::tempdir().unwrap();
    let source = Shop::open(Vec::new());
    source.answers.lock().unwrap().small = Some(("/small".into(), png(400, 300, 240)));
    let library = library(&source.base, home.path());
    for _ in 0..2 {
        assert_eq!(seen(&library.thumbnail("p", 50).await.unwrap()).0, 50);
    }
    assert_eq!(source.asked("/small"), 1, "the second time from the cache");
    let kept: Vec<_> = std::fs::read_dir(home.path().join("cache")).unwrap().collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    library.thumbnail("p", 60).await.unwrap();
    assert_eq!(source.asked("/small"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_in_the_cache_that_is_not_what_it_was_is_fetched_again() {
    let home = tempfile::tempdir().unwrap();
    let source = Shop::open(png(400, 300, 240));
    let library = library(&source.base, home.path());
    library.thumbnail("p", 50).await.unwrap();
    for kept in std::fs::read_dir(home.path().join("cache")).unwrap() {
        let kept = kept.unwrap().path();
        let half = std::fs::metadata(&kept).unwrap().len() / 2;
        std::fs::OpenOptions::new().write(true).open(&kept).unwrap().set_len(half).unwrap();
    }
    assert_eq!(seen(&library.thumbnail("p", 60).await.unwrap()).0, 60);
    assert_eq!(source.asked("/picture"), 2);
}

/// The demo has another port at every start.
#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_has_moved_finds_its_pictures_in_the_cache() {
    let home = tempfile::tempdir().unwrap();
    for (source, fetched) in [(Shop::open(png(400, 300, 240)), 1), (Shop::open(png(400, 300, 240)), 0)] {
        let cache = Cache::open(home.path().join("cache"), 64 << 20).unwrap();
        let moved = Source::parse(&source.base, false).unwrap().known_as(Source::DEMO);
        let library = Library::new(Api::new(moved), cache);
        assert_eq!(seen(&library.thumbnail("p", 50).await.unwrap()).0, 50);
        assert_eq!(source.asked("/picture"), fetched);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_thumbnails_fail_and_all_pictures_are_there() {
    let demo = Demo::start(Options {
        cache: std::env::temp_dir().join("poster-companion-demo"),
        draw_ahead: false,
        catalogue: Some(4),
        ..Options::default()
    })
    .await
    .unwrap();
    demo.plan(Plan::path("/v1/thumbnails/", FaultKind::Status(404)));
    let home = tempfile::tempdir().unwrap();
    let library = library(&demo.url(), home.path());
    for poster in library.list(&ListQuery::default()).await.unwrap().items {
        assert_eq!(seen(&library.thumbnail(&poster.id, 64).await.unwrap()).0, 64);
    }
}
