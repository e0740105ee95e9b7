//! A batch whose process is killed, and the next process that goes on with it.

use std::io::{BufRead, BufReader};
use std::process::Child;

use poster_tests::again;

use super::*;

/// This test binary again, saving the posters of `url` into the home folder.
pub(super) fn child(url: &str, home: &Path, template: &str) -> Child {
    again(&[], "kills::in_another_process")
        .env("POSTER_TEST_URL", url)
        .env("POSTER_TEST_HOME", home)
        .env("POSTER_TEST_TEMPLATE", template)
        .spawn()
        .unwrap()
}

/// The other side of [`child`]; nothing when run as a test of its own.
#[tokio::test(flavor = "multi_thread")]
async fn in_another_process() {
    let (Ok(url), Some(home)) = (std::env::var("POSTER_TEST_URL"), std::env::var_os("POSTER_TEST_HOME")) else {
        return;
    };
    let home = PathBuf::from(home);
    let library = library(&url, &home);
    let ids = ids(&library).await;
    let desk = Desk::default();
    let batches = batches(&home, &desk);
    let options = BatchOptions {
        template: std::env::var("POSTER_TEST_TEMPLATE").unwrap(),
        ..BatchOptions::default()
    };
    batches.start(library, home.join("posters"), options, &ids).unwrap();
    let (mut told, mut ended) = (u32::MAX, 0);
    loop {
        let view = batches.view().unwrap();
        if view.done != told {
            told = view.done;
            println!("done {told}");
        }
        let ends: Vec<End> = desk.0.lock().unwrap().ends[ended..].to_vec();
        ended += ends.len();
        for end in ends.iter().filter(|end| end.outcome == Outcome::Saved) {
            println!(
                "saved {} {}",
                end.poster,
                end.file.as_ref().unwrap().file_name().unwrap().to_str().unwrap()
            );
        }
        if view.state == BatchState::Finished {
            return;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Waits until the child has saved so many.
fn wait(child: &mut Child, least: u32) -> impl Iterator<Item = String> + use<> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let enough = |line: String| line.strip_prefix("done ").and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n >= least);
    assert!(lines.by_ref().any(enough), "it ended too early");
    // Kept by the caller: the child would die of a pipe that nobody reads.
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_every_poster_is_there_once() {
    let shop = Shop::open(150).await;
    // Draws what is not drawn yet, so that the kills come while saving.
    shop.start(BatchOptions::default());
    shop.finished().await;
    for round in 0..6u32 {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("posters");
        fs::create_dir(&folder).unwrap();
        let desk = Desk::default();
        let batches = batches(home.path(), &desk);
        let library = library(&shop.demo.url(), home.path());
        // Odd rounds give them all one name, with a number.
        let mut child = child(&shop.demo.url(), home.path(), if round % 2 == 0 { "{title}" } else { "海报" });
        let _lines = wait(&mut child, 1 + round * 15);
        // Another instance leaves the batch alone.
        assert!(batches.resume_unfinished(&library).is_none(), "two would run it");
        child.kill().unwrap();
        child.wait().unwrap();
        let before = names(&folder).into_iter().filter(|name| !name.starts_with(".poster-")).count();
        disk::sweep(&folder, &batches.ledger().parts());
        let view = resumed(&batches, &library).await;
        assert!(view.resumed);
        let end = until(&batches, "the end", |view| view.state == BatchState::Finished).await;
        assert_eq!((end.total, end.failed), (150, 0), "round {round}");
        assert_eq!(end.done + end.skipped, 150, "round {round}");
        disk::sweep(&folder, &[]);
        let names: BTreeSet<_> = names(&folder).into_iter().filter(|name| !name.starts_with(".poster-")).collect();
        assert_eq!(names.len(), 150, "round {round}, {before} before: none is missing, none twice");
        assert!(batches.resume_unfinished(&library).is_none(), "it is over");
        for name in names {
            let seen = disk::examine(&folder.join(&name)).unwrap();
            assert!(seen.verdict.unwrap().is_whole(), "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_on_its_way_a_picture_is_gone_on_with_as_far_as_it_was_synced() {
    let shop = Shop::open(4).await;
    shop.start(BatchOptions::default());
    shop.finished().await;
    // About five seconds for each picture.
    shop.demo.plan(Plan::path(
        "/v1/images/",
        poster_demo::Fault {
            rate: Some(100_000),
            ..FaultKind::Slow.into()
        },
    ));
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("posters");
    fs::create_dir(&folder).unwrap();
    let mut child = child(&shop.demo.url(), home.path(), "{title}");
    let _lines = BufReader::new(child.stdout.take().unwrap());
    // Until the journal knows of the beginnings of all.
    let begin = Instant::now();
    while Ledger::open(Some(&home.path().join("ledger.db"))).parts().len() < 4 {
        assert!(begin.elapsed() < Duration::from_secs(60), "no beginning was noted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    shop.demo.behave();
    shop.demo.clear_log();
    // What is behind the synced part is not believed.
    for part in fs::read_dir(&folder).unwrap() {
        let mut part = fs::OpenOptions::new().append(true).open(part.unwrap().path()).unwrap();
        std::io::Write::write_all(&mut part, &vec![0; 50_000]).unwrap();
    }
    let desk = Desk::default();
    let batches = batches(home.path(), &desk);
    let library = library(&shop.demo.url(), home.path());
    assert_eq!(disk::sweep(&folder, &batches.ledger().parts()), 0, "they are still wanted");
    resumed(&batches, &library).await;
    let end = until(&batches, "the end", |view| view.state == BatchState::Finished).await;
    assert_eq!((end.done, end.failed), (4, 0), "{:?}", end.failures);
    whole(&folder, 4);
    let log = shop.demo.log();
    let asked: Vec<_> = log.requests.iter().filter(|request| request.path.starts_with("/v1/images/")).collect();
    assert!(
        asked.len() == 4 && asked.iter().all(|request| request.range.is_some()),
        "only for the rest: {asked:?}"
    );
}
