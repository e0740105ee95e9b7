//! What concerns every poster holds the batch, and what came before is not lost by it.

use poster_core::Event;
use poster_core::window::{OnKnown, RowState};
use poster_demo::Fault;
use poster_host::limits::Limits;

use super::*;

/// The same shop, without the waits between tries.
fn hasty(shop: &Shop) -> Arc<Library> {
    let limits = Limits {
        waits: [0..=1, 0..=1, 0..=1],
        ..Limits::default()
    };
    let source = Source::parse(&shop.demo.url(), false).unwrap().known_as("demo");
    let cache = Cache::open(shop.home.path().join("cache"), 1 << 30).unwrap();
    Arc::new(Library::new(Api::with_limits(source, limits), cache))
}

fn pictures(shop: &Shop) -> Vec<poster_demo::Request> {
    let log = shop.demo.log().requests.into_iter();
    log.filter(|request| request.path.starts_with("/v1/images/")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_page_of_the_network_is_met_once() {
    let shop = Shop::open(60).await;
    shop.demo.plan(Plan::path("/v1/images/", FaultKind::Html));
    shop.batches
        .start(hasty(&shop), shop.folder(), BatchOptions::default(), &shop.ids)
        .unwrap();
    let blocked = shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    assert_eq!((blocked.refusal.unwrap().kind, blocked.failed), (Some(Kind::FileTypeUnsupported), 0));
    shop.demo.behave();
    shop.batches.send(Event::Dismiss);
    shop.batches.resume();
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (60, 0), "{:?}", end.failures);
    assert_eq!(shop.desk.refusals(), 1);
    whole(&shop.folder(), 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_forbids_everything_is_met_once() {
    let shop = Shop::open(60).await;
    shop.demo.plan(Plan::path("/v1/images/", FaultKind::Status(403)));
    shop.batches
        .start(hasty(&shop), shop.folder(), BatchOptions::default(), &shop.ids)
        .unwrap();
    let blocked = shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    assert_eq!(blocked.failed, 0);
    shop.demo.behave();
    shop.batches.send(Event::Dismiss);
    shop.batches.resume();
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed, shop.desk.refusals()), (60, 0, 1), "{:?}", end.failures);
}

#[tokio::test(flavor = "multi_thread")]
async fn posters_that_are_gone_are_told_once_and_stop_no_other() {
    let shop = Shop::open(40).await;
    for id in &shop.ids[..12] {
        shop.demo.plan(Plan::picture(id, FaultKind::Status(410)));
    }
    shop.start(BatchOptions::default());
    shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    shop.batches.send(Event::Dismiss);
    shop.batches.resume();
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed, shop.desk.refusals()), (28, 12, 1), "{:?}", end.failures);
    // Tried again, each record is asked for anew: the source may have replaced the picture.
    shop.demo.behave();
    shop.demo.clear_log();
    shop.batches.retry_failed();
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (40, 0));
    let records = shop
        .demo
        .log()
        .requests
        .iter()
        .filter(|request| request.path.starts_with("/v1/posters/"))
        .count();
    assert_eq!((records, pictures(&shop).len()), (12, 12));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_fault_downloads_nothing_again() {
    let shop = Shop::open(6).await;
    let other = shop.home.path().join("other");
    fs::create_dir(&other).unwrap();
    shop.desk.0.lock().unwrap().pick = Some(other.clone());
    // Slow enough that all six are on their way when the folder goes.
    shop.demo.plan(Plan::path(
        "/v1/images/",
        Fault {
            rate: Some(300_000),
            ..FaultKind::Slow.into()
        },
    ));
    shop.start(BatchOptions::default());
    shop.until("six on their way", |view| view.rows.iter().filter(|row| row.received > 0).count() == 6)
        .await;
    fs::rename(shop.folder(), shop.home.path().join("gone")).unwrap();
    // All of them come in, and none gets its name.
    shop.until("a refusal", |view| {
        view.state == BatchState::Blocked && view.rows.iter().filter(|row| row.state == RowState::Held).count() == 6
    })
    .await;
    shop.batches.send(Event::ChooseFolder);
    assert_eq!(shop.finished().await.done, 6);
    whole(&other, 6);
    assert_eq!(pictures(&shop).len(), 6, "each was asked for once");
    assert_eq!(shop.desk.refusals(), 1);
    let left = names(&shop.home.path().join("gone"));
    assert!(left.iter().all(|name| name.starts_with(".poster-")), "nothing half has a name: {left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_the_network_went_is_gone_on_with() {
    let shop = Shop::open(6).await;
    // Every answer breaks off in its middle, however often it is asked for.
    shop.demo.plan(Plan::path("/v1/images/", FaultKind::Reset));
    shop.batches
        .start(hasty(&shop), shop.folder(), BatchOptions::default(), &shop.ids)
        .unwrap();
    shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    shop.until("all held", |view| view.rows.iter().all(|row| row.state != RowState::Fetching))
        .await;
    shop.demo.behave();
    shop.demo.clear_log();
    shop.batches.send(Event::Retry);
    assert_eq!(shop.finished().await.done, 6);
    let asked = pictures(&shop);
    assert!(
        asked.len() >= 6 && asked.iter().all(|request| request.range.is_some()),
        "only for the rest: {asked:?}"
    );
    whole(&shop.folder(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn tried_again_behind_a_refusal_a_poster_keeps_its_name_and_its_policy() {
    let shop = Shop::open(60).await;
    shop.start(BatchOptions::default());
    assert_eq!(shop.finished().await.done, 60);
    let before = names(&shop.folder());
    let away = shop.home.path().join("away");
    shop.start(BatchOptions {
        known: OnKnown::SaveAgain,
        conflict: OnConflict::Overwrite,
        ..BatchOptions::default()
    });
    shop.until("a start", |view| view.done >= 5).await;
    fs::rename(shop.folder(), &away).unwrap();
    shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    fs::rename(&away, shop.folder()).unwrap();
    shop.batches.send(Event::Retry);
    assert_eq!(shop.finished().await.done, 60);
    assert_eq!(names(&shop.folder()), before, "each over its own file, and none with a number");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_met_once_and_loses_nothing() {
    let shop = Shop::open(30).await;
    let small = shop.home.path().join("small");
    fs::create_dir(&small).unwrap();
    let mount = |options: &str| {
        let mut mount = std::process::Command::new("mount");
        if options.starts_with("remount") {
            mount.args(["-o", options]);
        } else {
            mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]);
        }
        mount.arg(&small).status().is_ok_and(|status| status.success())
    };
    if !mount("size=5m") {
        println!("SKIPPED: a small volume cannot be mounted here (root on Linux needed)");
        return;
    }
    let _mounted = Mounted(small.clone());
    shop.start_in(small.clone(), BatchOptions::default());
    let blocked = shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    assert_eq!((blocked.refusal.unwrap().kind, blocked.failed), (Some(Kind::StorageFull), 0));
    assert!(mount("remount,size=80m"));
    shop.batches.send(Event::Retry);
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed, shop.desk.refusals()), (30, 0, 1), "{:?}", end.failures);
    whole(&small, 30);
    assert_eq!(shop.batches.ledger().len(), 30);
}

struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
