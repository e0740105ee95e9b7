//! What a batch meets once, and what it meets poster by poster.

use poster_core::{Event, State};

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_goes_is_met_once_and_put_right_elsewhere() {
    let shop = Shop::open(80).await;
    let other = shop.home.path().join("other");
    fs::create_dir(&other).unwrap();
    shop.desk.0.lock().unwrap().pick = Some(other.clone());
    shop.start(BatchOptions::default());
    shop.until("a start", |view| view.done >= 5).await;
    let gone = shop.home.path().join("gone");
    fs::rename(shop.folder(), &gone).unwrap();
    let blocked = shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    let refusal = blocked.refusal.unwrap();
    assert_eq!((refusal.kind, refusal.state), (Some(Kind::FolderGone), State::Misplaced));
    assert!(refusal.offers.iter().any(|offer| offer.event == Event::ChooseFolder));
    assert_eq!(blocked.failed, 0, "a refusal fails no poster");
    shop.batches.send(Event::ChooseFolder);
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (80, 0));
    assert_eq!(shop.desk.refusals(), 1, "one dialog for eighty posters");
    let ends = shop.desk.0.lock().unwrap().ends.clone();
    let posters: BTreeSet<&str> = ends.iter().map(|end| end.poster.as_str()).collect();
    assert_eq!((ends.len(), posters.len()), (80, 80), "each told of once");
    let (there, here): (Vec<&End>, Vec<&End>) = ends.iter().partition(|end| end.file.as_ref().unwrap().starts_with(&other));
    let name = |end: &&End| end.file.as_ref().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(
        there.iter().map(name).collect::<BTreeSet<_>>(),
        names(&other),
        "exactly those that were missing"
    );
    assert!(
        here.iter().map(name).all(|name| gone.join(name).is_file()),
        "what was saved before stays saved"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn put_right_where_it_is_it_goes_on_where_it_was() {
    let shop = Shop::open(40).await;
    let away = shop.home.path().join("away");
    fs::rename(shop.folder(), &away).unwrap();
    shop.start(BatchOptions::default());
    shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    assert_eq!(names(&away).len(), 0);
    // Looked at and not put right: the same dialog, once more.
    shop.batches.send(Event::Retry);
    shop.until("a refusal", |view| view.state == BatchState::Blocked && view.refusal.is_some())
        .await;
    fs::rename(&away, shop.folder()).unwrap();
    shop.batches.send(Event::Retry);
    assert_eq!(shop.finished().await.done, 40);
    whole(&shop.folder(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dismissed_refusal_is_a_pause() {
    let shop = Shop::open(5).await;
    shop.start_in(shop.home.path().join("nowhere"), BatchOptions::default());
    shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    let view = shop.batches.send(Event::Dismiss).unwrap();
    assert_eq!((view.state, view.refusal), (BatchState::Paused, None));
    fs::create_dir(shop.home.path().join("nowhere")).unwrap();
    shop.batches.resume();
    assert_eq!(shop.finished().await.done, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_one_poster_stops_no_other() {
    let shop = Shop::open(30).await;
    for (id, fault) in [(&shop.ids[3], FaultKind::Status(404)), (&shop.ids[9], FaultKind::Status(410))] {
        shop.demo.plan(Plan::picture(id, fault));
    }
    shop.start(BatchOptions::default());
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (28, 2));
    assert_eq!(end.failures.iter().map(|failure| failure.count).sum::<u32>(), 2);
    assert!(end.failures.iter().all(|failure| !failure.copy.body.is_empty()));
    let csv = String::from_utf8(shop.batches.errors(ErrorFormat::Csv).unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let json: serde_json::Value = serde_json::from_slice(&shop.batches.errors(ErrorFormat::Json).unwrap()).unwrap();
    assert_eq!(json[0]["failure"]["signal"]["status"], 404);
    // Only the failed ones, once the source has mended.
    shop.demo.behave();
    shop.demo.clear_log();
    shop.batches.retry_failed();
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (30, 0));
    let asked: BTreeSet<String> = shop
        .demo
        .log()
        .requests
        .iter()
        .filter(|request| request.path.starts_with("/v1/images/"))
        .map(|request| request.path.clone())
        .collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    whole(&shop.folder(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_has_expired_holds_all() {
    let shop = Shop::open(30).await;
    shop.demo.plan(Plan::path("/v1/images/", FaultKind::Status(401)));
    shop.start(BatchOptions::default());
    let blocked = shop.until("a refusal", |view| view.state == BatchState::Blocked).await;
    assert_eq!((blocked.refusal.unwrap().kind, blocked.failed), (Some(Kind::AuthExpired), 0));
    shop.demo.behave();
    shop.batches.send(Event::OpenSettings);
    shop.batches.returned();
    shop.until("a grant", |view| {
        view.refusal.as_ref().is_some_and(|refusal| refusal.state == State::Granted)
    })
    .await;
    shop.batches.send(Event::Save);
    assert_eq!(shop.finished().await.done, 30);
    assert_eq!(shop.desk.refusals(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_for_patience_slows_the_whole_batch() {
    let shop = Shop::open(40).await;
    // The first twelve requests are told to come back in a second, whoever sends them.
    shop.demo.plan(Plan::path(
        "/v1/images/",
        poster_demo::Fault {
            times: Some(12),
            ..FaultKind::Status(429).into()
        },
    ));
    let begin = Instant::now();
    shop.start(BatchOptions::default());
    let end = shop.finished().await;
    assert_eq!((end.done, end.failed), (40, 0), "{:?}", end.failures);
    assert_eq!(shop.desk.refusals(), 0);
    println!("40 posters past 12 refusals in {:?}", begin.elapsed());
}
