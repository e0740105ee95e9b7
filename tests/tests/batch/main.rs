//! Batches against the demo API and real folders: hundreds, refusals, faults, kills, two instances.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test"
)]

mod held;
mod kills;
mod known;
mod power;
mod refusals;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use poster_core::window::{BatchOptions, BatchState, BatchView, Convert, ConvertTo, OnConflict, Outcome};
use poster_core::{Kind, Locale};
use poster_demo::{Demo, FaultKind, Options, Plan};
use poster_host::api::{Api, ListQuery};
use poster_host::batch::{Batches, Doors, End, ErrorFormat};
use poster_host::cache::Cache;
use poster_host::disk;
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::source::Source;

/// What a batch told, and the folder that its dialog gives.
#[derive(Clone, Default)]
struct Desk(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    views: Vec<BatchView>,
    ends: Vec<End>,
    pick: Option<PathBuf>,
}

impl Doors for Desk {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(async { self.0.lock().unwrap().pick.clone() })
    }

    fn sign_in(&self) {}

    fn folder(&self, _folder: &Path) {}

    fn batch(&self, view: Option<&BatchView>) {
        self.0.lock().unwrap().views.extend(view.cloned());
    }

    fn ended(&self, end: &End) {
        self.0.lock().unwrap().ends.push(end.clone());
    }
}

impl Desk {
    /// How often a refusal came up.
    fn refusals(&self) -> usize {
        let seen = self.0.lock().unwrap();
        let blocked: Vec<bool> = seen.views.iter().map(|view| view.state == BatchState::Blocked).collect();
        usize::from(blocked.first() == Some(&true)) + blocked.windows(2).filter(|pair| !pair[0] && pair[1]).count()
    }

    fn saved(&self) -> usize {
        let seen = self.0.lock().unwrap();
        seen.ends.iter().filter(|end| end.outcome == Outcome::Saved).count()
    }
}

/// A demo, a folder, a ledger, and a batch desk at work on them.
struct Shop {
    demo: Demo,
    home: tempfile::TempDir,
    desk: Desk,
    batches: Batches,
    library: Arc<Library>,
    ids: Vec<String>,
}

fn cache() -> PathBuf {
    std::env::temp_dir().join("poster-companion-demo")
}

impl Shop {
    async fn open(posters: usize) -> Self {
        let demo = Demo::start(Options {
            cache: cache(),
            draw_ahead: false,
            catalogue: Some(posters),
            ..Options::default()
        })
        .await
        .unwrap();
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("posters")).unwrap();
        let desk = Desk::default();
        let library = library(&demo.url(), home.path());
        let ids = ids(&library).await;
        let batches = batches(home.path(), &desk);
        Self {
            demo,
            home,
            desk,
            batches,
            library,
            ids,
        }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("posters")
    }

    fn start(&self, options: BatchOptions) -> BatchView {
        self.start_in(self.folder(), options)
    }

    fn start_in(&self, folder: PathBuf, options: BatchOptions) -> BatchView {
        self.batches.start(self.library.clone(), folder, options, &self.ids).unwrap()
    }

    async fn until(&self, what: &str, enough: impl Fn(&BatchView) -> bool) -> BatchView {
        until(&self.batches, what, enough).await
    }

    async fn finished(&self) -> BatchView {
        self.until("the end", |view| view.state == BatchState::Finished).await
    }
}

fn library(url: &str, home: &Path) -> Arc<Library> {
    let source = Source::parse(url, false).unwrap().known_as("demo");
    Arc::new(Library::new(Api::new(source), Cache::open(home.join("cache"), 1 << 30).unwrap()))
}

fn batches(home: &Path, desk: &Desk) -> Batches {
    Batches::new(Ledger::open(Some(&home.join("ledger.db"))), Locale::ZhCn, Box::new(desk.clone())).unwrap()
}

async fn ids(library: &Library) -> Vec<String> {
    let mut query = ListQuery {
        limit: Some(100),
        ..ListQuery::default()
    };
    let mut ids = Vec::new();
    loop {
        let page = library.list(&query).await.unwrap();
        ids.extend(page.items.into_iter().map(|poster| poster.id));
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            return ids;
        }
    }
}

async fn until(batches: &Batches, what: &str, enough: impl Fn(&BatchView) -> bool) -> BatchView {
    let begin = Instant::now();
    loop {
        let view = batches.view().unwrap();
        if enough(&view) {
            return view;
        }
        assert!(begin.elapsed() < Duration::from_secs(240), "no {what}: {view:#?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Goes on with what was left behind. A program that another test starts just now holds all locks for a moment.
async fn resumed(batches: &Batches, library: &Arc<Library>) -> BatchView {
    for _ in 0..1000 {
        if let Some(view) = batches.resume_unfinished(library) {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no batch was left behind");
}

/// The names in the folder and below it.
fn names(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(self::names(&path));
        } else {
            names.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    names
}

fn whole(folder: &Path, count: usize) {
    let names = names(folder);
    assert_eq!(names.len(), count, "{names:?}");
    for name in names {
        let seen = disk::examine(&folder.join(&name)).unwrap();
        assert!(seen.verdict.unwrap().is_whole(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_posters_each_once_and_none_twice() {
    let shop = Shop::open(300).await;
    assert_eq!(shop.ids.len(), 300);
    let first = shop.start(BatchOptions::default());
    assert_eq!((first.total, first.waiting, first.state), (300, 300, BatchState::Running));
    let end = shop.finished().await;
    assert_eq!((end.done, end.skipped, end.failed, end.waiting), (300, 0, 0, 0), "{:?}", end.failures);
    whole(&shop.folder(), 300);
    assert_eq!(shop.batches.ledger().len(), 300);
    assert!(end.rows.len() < 60, "the window is not told of all: {}", end.rows.len());
    // Once more: nothing is asked for, nothing is written.
    shop.demo.clear_log();
    shop.start(BatchOptions::default());
    let again = shop.finished().await;
    assert_eq!((again.done, again.skipped), (0, 300));
    let pictures = shop
        .demo
        .log()
        .requests
        .iter()
        .filter(|request| request.path.starts_with("/v1/images/"))
        .count();
    assert_eq!(pictures, 0);
    whole(&shop.folder(), 300);
    // A file that is gone is noticed, and saved again.
    let gone = fs::read_dir(shop.folder()).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(&gone).unwrap();
    shop.start(BatchOptions::default());
    let mended = shop.finished().await;
    assert_eq!((mended.done, mended.skipped), (1, 299));
    assert!(gone.exists(), "under the same name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pattern_makes_folders_and_equal_names_are_numbered() {
    let shop = Shop::open(6).await;
    let options = BatchOptions {
        template: "{campaign}/海报".into(),
        sidecar: true,
        conflict: OnConflict::Overwrite,
        ..BatchOptions::default()
    };
    shop.start(options);
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (6, 0));
    let (about, pictures): (Vec<_>, Vec<_>) = names_with_folders(&shop.folder()).into_iter().partition(|name| name.ends_with(".json"));
    assert_eq!(
        (pictures.len(), about.len()),
        (6, 6),
        "no poster takes the place of another one of its batch: {pictures:?}"
    );
    assert!(pictures.iter().all(|name| name.contains('/') && name.contains("海报")));
    let first: serde_json::Value = serde_json::from_slice(&fs::read(shop.folder().join(&about[0])).unwrap()).unwrap();
    assert!(first["id"].is_string() && first["sha256"].as_str().unwrap().len() == 64 && first["source"] == "demo");
}

fn names_with_folders(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for sub in fs::read_dir(folder).unwrap() {
        let sub = sub.unwrap();
        for file in fs::read_dir(sub.path()).unwrap() {
            let (folder, file) = (sub.file_name(), file.unwrap().file_name());
            all.push(format!("{}/{}", folder.to_str().unwrap(), file.to_str().unwrap()));
        }
    }
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_converted_and_known_by_what_came() {
    let shop = Shop::open(32).await;
    let webp: Vec<String> = shop
        .ids
        .iter()
        .filter(|id| shop.library.known(id).unwrap().image.media_type.as_deref() == Some("image/webp"))
        .take(2)
        .cloned()
        .collect();
    assert!(!webp.is_empty(), "the demo has WebP posters");
    let options = BatchOptions {
        convert: Some(Convert {
            to: ConvertTo::Jpeg,
            quality: 85,
            keep_original: true,
        }),
        ..BatchOptions::default()
    };
    let start = |options: &BatchOptions| shop.batches.start(shop.library.clone(), shop.folder(), options.clone(), &webp).unwrap();
    start(&options);
    shop.finished().await;
    let names = names(&shop.folder());
    assert_eq!(names.iter().filter(|name| name.ends_with(".jpg")).count(), webp.len(), "{names:?}");
    assert_eq!(names.iter().filter(|name| name.ends_with(".webp")).count(), webp.len(), "{names:?}");
    start(&options);
    assert_eq!(shop.finished().await.skipped as usize, webp.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn paused_it_rests_and_cancelled_it_leaves_nothing_half() {
    let shop = Shop::open(120).await;
    shop.start(BatchOptions::default());
    shop.until("a start", |view| view.done >= 3).await;
    shop.batches.pause();
    let paused = shop.until("a pause", |view| view.state == BatchState::Paused).await;
    assert!(paused.waiting > 0 && paused.rate == 0);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(shop.batches.view().unwrap().done, paused.done, "nothing moves");
    whole(&shop.folder(), paused.done as usize);
    shop.batches.resume();
    shop.until("more", |view| view.done > paused.done).await;
    let cancelled = shop.batches.cancel().unwrap();
    assert_eq!(cancelled.state, BatchState::Cancelled);
    // What was being named gets its name and is told of, the rest goes.
    let begin = Instant::now();
    while names(&shop.folder()).len() != shop.desk.saved() {
        assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", names(&shop.folder()));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    whole(&shop.folder(), shop.desk.saved());
    assert!(
        shop.batches.ledger().unfinished("demo").is_none(),
        "a cancelled batch is not gone on with"
    );
}
