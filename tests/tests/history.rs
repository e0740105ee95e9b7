//! What was saved, as the window's history tells it: in this run and before, single and in batches, each save as its own.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use poster_core::compare::rehearsal::Rehearsing;
use poster_core::window::{BatchOptions, Convert, ConvertTo, HistoryRow, Outcome, Progress};
use poster_core::{Event, Locale, Poster, State, View};
use poster_demo::{Demo, Options};
use poster_host::api::{Api, ListQuery};
use poster_host::cache::Cache;
use poster_host::driver::{Doors, Driver};
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::source::Source;
use poster_tests::root;

/// Doors that lead nowhere.
struct Shut;

impl Doors for Shut {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(async { None })
    }
    fn sign_in(&self) {}
    fn view(&self, _: &View) {}
    fn progress(&self, _: Progress) {}
    fn recorded(&self, _: &str, _: Outcome) {}
    fn folder(&self, _: &Path) {}
    fn rehearsing(&self, _: Option<&Rehearsing>) {}
}

/// A home with the demo's posters, whose app can be started again and again.
struct Home {
    demo: Demo,
    folder: tempfile::TempDir,
}

impl Home {
    async fn new() -> Self {
        let cache = root().join("target/demo-posters");
        Self {
            demo: Demo::start(Options { cache, ..Options::default() }).await.unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn posters(&self) -> PathBuf {
        self.folder.path().join("posters")
    }

    /// The app as it is after a start, with the posters of the list.
    async fn start(&self, key: &str, options: BatchOptions) -> (Driver, Vec<Poster>) {
        std::fs::create_dir_all(self.posters()).unwrap();
        let cache = Cache::open(self.folder.path().join("cache"), 64 << 20).unwrap();
        let source = Source::parse(&self.demo.url(), true).unwrap().known_as(key);
        let library = Arc::new(Library::new(Api::new(source), cache));
        let page = library.list(&ListQuery::default()).await.unwrap();
        let ledger = Ledger::open(Some(&self.folder.path().join("ledger.db")));
        let runtime = tokio::runtime::Handle::current();
        let driver = Driver::new(runtime, library, ledger, options, self.posters(), Locale::ZhCn, Box::new(Shut));
        (driver, page.items)
    }
}

async fn until(driver: &Driver, what: &str, is: impl Fn() -> bool) {
    let since = Instant::now();
    while !is() {
        assert!(
            since.elapsed() < Duration::from_secs(60),
            "{what} does not come: {:?}",
            driver.view().state
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn save(driver: &Driver, poster: &Poster) {
    driver.send(Event::Save, Some(&poster.id));
    until(driver, "saved", || driver.view().state == State::Saved).await;
    driver.send(Event::Dismiss, None);
}

fn told(rows: &[HistoryRow]) -> Vec<(&str, Outcome)> {
    rows.iter().map(|row| (row.poster.as_str(), row.outcome)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_save_comes_first_and_earlier_runs_are_remembered() {
    let home = Home::new().await;
    let (driver, posters) = home.start("shop", BatchOptions::default()).await;
    save(&driver, &posters[0]).await;
    save(&driver, &posters[1]).await;
    let (first, second) = (posters[0].id.as_str(), posters[1].id.as_str());
    let rows = driver.history();
    assert_eq!(told(&rows), [(second, Outcome::Saved), (first, Outcome::Saved)]);
    assert_eq!(rows[1].title, posters[0].title);
    assert!(rows.iter().all(|row| row.verified && !row.missing && row.source.key == "shop"));

    let file = home.posters().join(rows[0].file.as_ref().unwrap());
    std::fs::remove_file(file).unwrap();
    let (again, _) = home.start("shop", BatchOptions::default()).await;
    let rows = again.history();
    assert_eq!(told(&rows), [(second, Outcome::Saved), (first, Outcome::Saved)]);
    assert_eq!(rows.iter().map(|row| row.missing).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_told_as_long_as_the_app_runs() {
    let home = Home::new().await;
    let (driver, posters) = home.start("shop", BatchOptions::default()).await;
    std::fs::remove_dir(home.posters()).unwrap();
    driver.send(Event::Save, Some(&posters[0].id));
    until(&driver, "misplaced", || driver.view().state == State::Misplaced).await;
    let rows = driver.history();
    assert_eq!(told(&rows), [(posters[0].id.as_str(), Outcome::Failed)]);
    assert_eq!((rows[0].file.as_ref(), rows[0].title.as_str()), (None, posters[0].title.as_str()));
    let (again, _) = home.start("shop", BatchOptions::default()).await;
    assert_eq!(told(&again.history()), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn posters_of_two_sources_with_one_id_are_told_apart() {
    let home = Home::new().await;
    let (shop, posters) = home.start("https://shop.example/", BatchOptions::default()).await;
    save(&shop, &posters[0]).await;
    let (other, _) = home.start("demo", BatchOptions::default()).await;
    let rows = other.history();
    assert_eq!(told(&rows), [(posters[0].id.as_str(), Outcome::Saved)]);
    let source = &rows[0].source;
    assert_eq!(
        (source.key.as_str(), source.name.as_str(), source.demo),
        ("https://shop.example/", "shop.example", false)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_that_ends_after_it_was_cancelled_is_recorded_as_what_it_was() {
    let home = Home::new().await;
    // Converting takes long enough for a person to cancel, and a test.
    let slow = BatchOptions {
        convert: Some(Convert {
            to: ConvertTo::Png,
            quality: 90,
            keep_original: false,
        }),
        ..BatchOptions::default()
    };
    let (driver, mut posters) = home.start("shop", slow).await;
    posters.retain(|poster| poster.image.media_type.as_deref() == Some("image/jpeg"));
    posters.sort_by_key(|poster| std::cmp::Reverse(poster.image.width));
    let is_begun = || std::fs::read_dir(home.posters()).unwrap().count() > 0;
    let mut cancelled = None;
    for poster in &posters[1..] {
        driver.send(Event::Save, Some(&poster.id));
        until(&driver, "the file", || is_begun() || driver.view().state == State::Saved).await;
        if driver.send(Event::Cancel, None).state == State::Ready {
            cancelled = Some(poster);
            break;
        }
        // It was quicker than this test: the next one is slower, or the one after.
        until(&driver, "saved", || driver.view().state == State::Saved).await;
        driver.send(Event::Dismiss, None);
        std::fs::remove_dir_all(home.posters()).unwrap();
        std::fs::create_dir(home.posters()).unwrap();
    }
    let cancelled = cancelled.unwrap();
    // The session is at another poster when the file of the first one is there.
    driver.send(Event::Save, Some(&posters[0].id));
    until(&driver, "both", || {
        let rows = driver.history();
        rows.iter().filter(|row| !row.missing).count() == 2
    })
    .await;
    let rows = driver.history();
    let late = rows.iter().find(|row| row.poster == cancelled.id).unwrap();
    assert_eq!((late.title.as_str(), late.outcome), (cancelled.title.as_str(), Outcome::Saved));
    let file = late.file.as_ref().unwrap();
    assert!(home.posters().join(file).is_file(), "{file}");
    assert!(!late.missing);
}
