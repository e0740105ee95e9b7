//! What was saved before, what only looks like it, and what has the name.

use poster_core::picture::Verdict;
use poster_core::window::{OnKnown, Remark};
use poster_core::{ImageRef, Poster};
use poster_host::disk::Draft;
use poster_host::fetch::Sink;
use poster_host::filing::{Filing, Slot};
use poster_host::ledger::Item;
use poster_tests::{PIXEL, png};

use super::*;

fn with(known: OnKnown, conflict: OnConflict) -> BatchOptions {
    BatchOptions {
        known,
        conflict,
        ..BatchOptions::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poster_whose_name_is_taken_is_not_saved_and_not_believed_to_be() {
    let shop = Shop::open(4).await;
    let about = shop.library.known(&shop.ids[1]).unwrap();
    let mine = shop.folder().join(poster_host::filing::preview("{title}", &about, 1).unwrap());
    fs::write(&mine, "mine").unwrap();
    shop.start(with(OnKnown::Skip, OnConflict::Skip));
    let end = shop.finished().await;
    assert_eq!((end.done, end.skipped, end.name_taken, end.failed), (3, 0, 1, 0), "{end:#?}");
    let told = shop
        .desk
        .0
        .lock()
        .unwrap()
        .ends
        .iter()
        .find(|end| end.poster == shop.ids[1])
        .unwrap()
        .clone();
    assert_eq!((told.outcome, told.file), (Outcome::NameTaken, Some(mine.clone())));
    let ledger = shop.batches.ledger();
    assert_eq!((ledger.len(), ledger.latest("demo", &shop.ids[1])), (3, None));
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    // Allowed beside it, it is saved; and then it is known.
    for (done, skipped) in [(1, 3), (0, 4)] {
        shop.start(with(OnKnown::Skip, OnConflict::Number));
        let end = shop.finished().await;
        assert_eq!((end.done, end.skipped), (done, skipped));
    }
    // The very same file under the name is no conflict.
    shop.start(with(OnKnown::SaveAgain, OnConflict::Skip));
    let end = shop.finished().await;
    assert_eq!(
        (end.done, end.skipped, end.name_taken),
        (0, 3, 1),
        "one has a number, and its name is still taken"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_folder_is_another_matter_unless_the_user_says_anywhere() {
    let shop = Shop::open(5).await;
    shop.start(BatchOptions::default());
    assert_eq!(shop.finished().await.done, 5);
    let stick = shop.home.path().join("stick");
    fs::create_dir(&stick).unwrap();
    shop.start_in(stick.clone(), BatchOptions::default());
    let end = shop.finished().await;
    assert_eq!((end.done, end.skipped), (5, 0));
    whole(&stick, 5);
    // Below the folder is in it.
    shop.start_in(shop.home.path().to_owned(), BatchOptions::default());
    assert_eq!(shop.finished().await.skipped, 5);
    let third = shop.home.path().join("third");
    fs::create_dir(&third).unwrap();
    shop.start_in(third.clone(), with(OnKnown::SkipAnywhere, OnConflict::Number));
    assert_eq!(shop.finished().await.skipped, 5);
    assert!(names(&third).is_empty());
    // A file that is not what it was does not count.
    let one = stick.join(names(&stick).pop_first().unwrap());
    fs::write(&one, "cut").unwrap();
    shop.start_in(stick.clone(), BatchOptions::default());
    let end = shop.finished().await;
    assert_eq!((end.done, end.skipped), (1, 4));
    assert_eq!(fs::read(&one).unwrap(), b"cut");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poster_that_was_overwritten_is_not_there_any_more() {
    let shop = Shop::open(2).await;
    let options = BatchOptions {
        template: "海报".into(),
        ..with(OnKnown::Skip, OnConflict::Overwrite)
    };
    let start = |id: &String| {
        shop.batches
            .start(shop.library.clone(), shop.folder(), options.clone(), std::slice::from_ref(id))
            .unwrap()
    };
    for id in &shop.ids {
        start(id);
        assert_eq!(shop.finished().await.done, 1);
    }
    let extensions: BTreeSet<_> = names(&shop.folder());
    let ledger = shop.batches.ledger();
    let missing = |id: &String| ledger.marks("demo", [(id.as_str(), "")]).remove(0).unwrap().missing;
    if extensions.len() == 1 {
        assert!(missing(&shop.ids[0]) && !missing(&shop.ids[1]));
        start(&shop.ids[0]);
        let end = shop.finished().await;
        assert_eq!((end.done, end.skipped), (1, 0), "it is saved again, not believed to be there");
        assert!(!missing(&shop.ids[0]) && missing(&shop.ids[1]));
    } else {
        assert!(!missing(&shop.ids[0]) && !missing(&shop.ids[1]), "{extensions:?}");
    }
}

/// A picture with this in the middle.
fn picture(content: u8) -> Vec<u8> {
    picture_of(content, PIXEL)
}

/// The same with pixels as they are told.
fn picture_of(content: u8, pixels: &[u8]) -> Vec<u8> {
    // The ends are alike: only a comparison tells such files apart.
    let mut private = vec![7; 40_000];
    private[20_000] = content;
    png(&private, pixels)
}

fn draft(folder: &Path, bytes: &[u8]) -> (Draft, Verdict) {
    let mut draft = Draft::create(folder).unwrap();
    draft.write(bytes).unwrap();
    let verdict = draft.verdict().unwrap();
    (draft, verdict)
}

fn poster(n: u32) -> Poster {
    Poster {
        id: format!("p-{n}"),
        title: format!("海报 {n}"),
        image: ImageRef::default(),
        ..Poster::default()
    }
}

#[test]
fn of_equal_pictures_in_flight_together_one_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(Some(&home.path().join("ledger.db")));
    let folder = home.path().join("posters");
    fs::create_dir(&folder).unwrap();
    let filing = Filing::new(folder.clone(), BatchOptions::default(), ledger.clone(), "demo");
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8u32)
            .map(|n| {
                let (filing, folder) = (filing.clone(), &folder);
                // Six of one content, two of another with the same length and the same ends.
                let bytes = picture(u8::from(n >= 6));
                scope.spawn(move || {
                    let (mut draft, verdict) = draft(folder, &bytes);
                    filing.put(&mut draft, &verdict, &poster(n), Slot::default()).unwrap().outcome
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let saved = outcomes.iter().filter(|outcome| **outcome == Outcome::Saved).count();
    assert_eq!((saved, names(&folder).len()), (2, 2), "{outcomes:?}");
    ledger.flush();
    for n in 0..8 {
        assert_eq!(ledger.copies("demo", &format!("p-{n}")).len(), 1, "each is known to be in its file: {n}");
    }
}

#[test]
fn a_description_never_takes_the_place_of_somebody_elses_file() {
    let home = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(None);
    let put = |options: BatchOptions, n: u32| {
        let filing = Filing::new(home.path().to_owned(), options, ledger.clone(), "demo");
        let (mut draft, verdict) = draft(home.path(), &picture(n as u8));
        filing.put(&mut draft, &verdict, &poster(n), Slot::default()).unwrap()
    };
    let options = |conflict, template: &str| BatchOptions {
        sidecar: true,
        template: template.into(),
        ..with(OnKnown::SaveAgain, conflict)
    };
    let mine = home.path().join("海报 1.png.json");
    fs::write(&mine, "mine").unwrap();
    let saved = put(options(OnConflict::Number, "{title}"), 1);
    assert_eq!((saved.outcome, saved.remark), (Outcome::Saved, None));
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    assert!(home.path().join("海报 1.png (1).json").exists(), "{:?}", names(home.path()));
    // Its own is written anew.
    put(options(OnConflict::Number, "{title}"), 2);
    fs::remove_file(home.path().join("海报 2.png")).unwrap();
    put(options(OnConflict::Number, "{title}"), 2);
    assert_eq!(names(home.path()).iter().filter(|name| name.starts_with("海报 2")).count(), 2);
    // Where none can be written, the poster is saved, known, and told.
    let long = "x".repeat(250);
    let saved = put(options(OnConflict::Number, &long), 3);
    assert_eq!((saved.outcome, saved.remark), (Outcome::Saved, Some(Remark::NoSidecar)));
    assert!(saved.path.exists() && ledger.latest("demo", "p-3").is_some());
}

#[test]
fn what_cannot_be_converted_is_kept_as_it_came_and_told() {
    let home = tempfile::tempdir().unwrap();
    let convert = Convert {
        to: ConvertTo::Jpeg,
        quality: 90,
        keep_original: false,
    };
    let options = BatchOptions {
        convert: Some(convert),
        ..BatchOptions::default()
    };
    let filing = Filing::new(home.path().to_owned(), options, Ledger::open(None), "demo");
    let whole = picture(1);
    let broken = picture_of(2, b"no pixels at all");
    for (n, bytes, remark, file) in [(1, &whole, None, "海报 1.jpg"), (2, &broken, Some(Remark::NotConverted), "海报 2.png")] {
        let (mut draft, verdict) = draft(home.path(), bytes);
        let saved = filing.put(&mut draft, &verdict, &poster(n), Slot::default()).unwrap();
        assert_eq!((saved.outcome, saved.remark), (Outcome::Saved, remark));
        assert_eq!(saved.path, home.path().join(file));
    }
    assert_eq!(fs::read(home.path().join("海报 2.png")).unwrap(), broken);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_batch_stays_paused_and_older_ones_go_on_in_turn() {
    let shop = Shop::open(40).await;
    shop.start(BatchOptions::default());
    shop.until("a start", |view| view.done >= 3).await;
    shop.batches.pause();
    shop.until("a pause", |view| view.state == BatchState::Paused).await;
    // An older batch of the same source is there, too.
    let ledger = shop.batches.ledger().clone();
    let other = shop.home.path().join("other");
    fs::create_dir(&other).unwrap();
    let items: Vec<Item> = shop.ids[..2].iter().map(|id| Item::of(id)).collect();
    drop(ledger.begin("demo", &other, &BatchOptions::default(), &items));
    tokio::task::block_in_place(|| shop.batches.suspend());
    let before = names(&shop.folder()).len();
    let desk = Desk::default();
    let batches = batches(shop.home.path(), &desk);
    let view = resumed(&batches, &shop.library).await;
    assert_eq!((view.total, view.resumed), (2, true), "the newest first");
    until(&batches, "the end", |view| view.state == BatchState::Finished).await;
    whole(&other, 2);
    batches.close();
    let begin = Instant::now();
    let view = loop {
        if let Some(view) = batches.view() {
            break view;
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "the next one does not go on");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!(view.total, 40);
    assert_eq!(view.state, BatchState::Paused);
    assert_eq!(names(&shop.folder()).len(), before, "nothing moves");
    batches.resume();
    let end = until(&batches, "the end", |view| view.state == BatchState::Finished).await;
    assert_eq!(end.done, 40);
    whole(&shop.folder(), 40);
    batches.close();
    assert!(batches.view().is_none());
}
