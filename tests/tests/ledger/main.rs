//! The ledger: nothing acknowledged is lost, whatever happens to the process, to the file, or to the disk under it.

#![expect(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout, reason = "a test")]

use std::fs;
use std::io::{BufRead, BufReader, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use poster_core::window::{BatchOptions, LedgerState};
use poster_host::ledger::{self, Entry, Item, ItemState, Ledger, Part};
use poster_tests::{again, root};

fn entry(n: u32) -> Entry {
    Entry {
        source: "demo".into(),
        poster: format!("p-{n}"),
        version: "2026-03-08".into(),
        sha256: format!("{n:064x}"),
        bytes: u64::from(n),
        path: PathBuf::from(format!("/海报/{n}.png")),
        at: u64::from(n) + 1,
        ..Entry::default()
    }
}

fn child(job: &str, file: &Path) -> Child {
    again(&[], "in_another_process")
        .env("POSTER_TEST_JOB", job)
        .env("POSTER_TEST_FILE", file)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The other side of [`child`]; nothing when run as a test of its own.
#[test]
fn in_another_process() {
    let (Ok(job), Some(file)) = (std::env::var("POSTER_TEST_JOB"), std::env::var_os("POSTER_TEST_FILE")) else {
        return;
    };
    let ledger = Ledger::open(Some(Path::new(&file)));
    match job.as_str() {
        "endless" => {
            for n in 0.. {
                assert!(ledger.record(entry(n)));
                println!("kept {n}");
            }
        }
        "hundred" => {
            for n in 0..100 {
                assert!(ledger.record(entry(std::process::id() * 1000 + n)));
            }
        }
        "batch" => {
            let items: Vec<Item> = (0..3).map(|n| item(&format!("p-{n}"))).collect();
            let begun = ledger.begin("demo", Path::new("/海报"), &BatchOptions::default(), &items);
            println!("begun {}", begun.as_ref().unwrap().0);
            sleep(Duration::from_secs(60));
        }
        "on demand" => {
            assert!(ledger.record(entry(8001)));
            println!("kept 1");
            for (n, _) in (2..).zip(std::io::stdin().lines()) {
                assert!(ledger.record(entry(8000 + n)));
                println!("kept {n}");
            }
        }
        other => panic!("no job {other}"),
    }
}

fn item(poster: &str) -> Item {
    Item {
        poster: poster.into(),
        title: poster.into(),
        ..Item::default()
    }
}

/// The batch that was left behind. A program that another test starts just now holds all locks for a moment.
fn unfinished(ledger: &Ledger) -> (ledger::Begun, ledger::Lease) {
    for _ in 0..1000 {
        if let Some(found) = ledger.unfinished("demo") {
            return found;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("no batch was left behind");
}

#[test]
fn killed_at_any_point_no_row_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = 0;
    for round in 0..12u64 {
        let file = folder.path().join(format!("{round}.db"));
        let mut child = child("endless", &file);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.by_ref().any(|line| line.contains("kept ")), "nothing was kept");
        sleep(Duration::from_millis(round * 11));
        child.kill().unwrap();
        child.wait().unwrap();
        // The pipe may end within a line: the last whole one counts.
        let kept: u32 = lines
            .filter_map(|line| line.strip_prefix("kept ").and_then(|n| n.parse().ok()))
            .last()
            .unwrap_or(0);
        let ledger = Ledger::open(Some(&file));
        assert_eq!(ledger.state(), LedgerState::Ok);
        for n in 0..=kept {
            assert_eq!(ledger.latest("demo", &format!("p-{n}")), Some(entry(n)), "round {round}");
        }
        rows += kept;
    }
    eprintln!("{rows} rows, 12 kills, none lost");
}

#[test]
fn two_instances_write_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep").join("ledger.db");
    let children: Vec<Child> = (0..3).map(|_| child("hundred", &file)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(Ledger::open(Some(&file)).len(), 300);
}

#[test]
fn a_batch_is_run_by_one_process_and_goes_to_the_next_when_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    let mut child = child("batch", &file);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.into_iter().any(|line| line.contains("begun ")));
    let ledger = Ledger::open(Some(&file));
    assert!(ledger.unfinished("demo").is_none(), "somebody is running it");
    child.kill().unwrap();
    child.wait().unwrap();
    let (begun, lease) = unfinished(&ledger);
    assert_eq!((begun.items.len(), begun.folder.as_path()), (3, Path::new("/海报")));
    assert!(Ledger::open(Some(&file)).unfinished("demo").is_none(), "we are running it");
    assert!(ledger.unfinished("another source").is_none());
    // Saved and done are one fact.
    assert!(ledger.record(Entry {
        item: Some((begun.id, 1)),
        ..entry(1)
    }));
    let part = Part {
        path: "/海报/.poster-1-0.part".into(),
        etag: "\"a\"".into(),
        total: Some(9),
        written: 5,
    };
    ledger.note_part(begun.id, 2, &part);
    assert_eq!(ledger.parts(), std::slice::from_ref(&part.path));
    drop(lease);
    let (begun, _lease) = unfinished(&Ledger::open(Some(&file)));
    let states: Vec<ItemState> = begun.items.iter().map(|item| item.state).collect();
    assert_eq!(states, [ItemState::Waiting, ItemState::Saved, ItemState::Waiting]);
    assert_eq!(begun.items[2].part, Some(part));
    ledger.close(begun.id);
    assert!(Ledger::open(Some(&file)).unfinished("demo").is_none());
    assert!(ledger.latest("demo", "p-1").is_some(), "what it saved stays recorded");
}

fn filled(file: &Path, rows: u32) {
    let ledger = Ledger::open(Some(file));
    for n in 0..rows {
        assert!(ledger.record(entry(n)));
    }
}

fn aside(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.to_string_lossy().contains(".damaged-") && path.extension().is_some_and(|end| end == "db"))
        .collect()
}

#[test]
fn a_damaged_ledger_is_set_aside_and_what_can_be_read_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    filled(&file, 600);
    let mut bytes = fs::read(&file).unwrap();
    // A page in the middle: the header and most rows are as they were.
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&file, &bytes).unwrap();
    let ledger = Ledger::open(Some(&file));
    let told = Arc::new(Mutex::new(Vec::new()));
    let tell = told.clone();
    ledger.listen(move |state| tell.lock().unwrap().push(state));
    ledger.check();
    assert_eq!(ledger.state(), LedgerState::Rebuilt);
    assert_eq!(*told.lock().unwrap(), [LedgerState::Rebuilt], "whoever shows it hears of it");
    assert!(ledger.len() >= 300, "{} rows of 600 were kept", ledger.len());
    assert!(ledger.len() <= 600, "none came twice");
    assert!(fs::read(&aside(folder.path())[0]).unwrap() == bytes, "nothing of the old one is lost");
    assert!(ledger.record(entry(1000)));
    drop(ledger);
    let again = Ledger::open(Some(&file));
    again.check();
    assert_eq!(again.state(), LedgerState::Ok, "said once");
    assert_eq!(again.latest("demo", "p-1000"), Some(entry(1000)));
}

#[test]
fn what_is_no_ledger_at_all_is_set_aside() {
    for bytes in [
        &b"not a database, but long enough to be taken for one: "[..],
        &[0; 8192],
        b"SQLite format 3\0",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ledger.db");
        fs::write(&file, bytes.repeat(3)).unwrap();
        let ledger = Ledger::open(Some(&file));
        assert_ne!(ledger.state(), LedgerState::Unavailable);
        assert!(ledger.record(entry(1)));
        assert_eq!(Ledger::open(Some(&file)).len(), 1);
    }
}

#[test]
fn where_nothing_can_be_written_the_run_still_knows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in the way");
    fs::write(&file, "a file where a folder should be").unwrap();
    for place in [None, Some(file.join("ledger.db"))] {
        let ledger = Ledger::open(place.as_deref());
        assert_eq!(ledger.state(), LedgerState::Unavailable);
        assert!(ledger.record(entry(1)));
        assert_eq!(ledger.latest("demo", "p-1"), Some(entry(1)));
        let begun = ledger.begin("demo", Path::new("/a"), &BatchOptions::default(), &[item("p-1")]);
        assert!(begun.is_some(), "a batch runs all the same");
    }
}

#[test]
fn a_full_disk_loses_no_row_that_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mount = folder.path().join("small");
    fs::create_dir(&mount).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(&mount)
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a small volume cannot be mounted here");
        return;
    }
    let _unmount = Unmount(mount.clone());
    let file = mount.join("ledger.db");
    let ledger = Ledger::open(Some(&file));
    let mut kept = Vec::new();
    let mut refused = Vec::new();
    for n in 0..4000 {
        if ledger.record(entry(n)) {
            kept.push(n);
        } else {
            refused.push(n);
            if refused.len() == 5 {
                break;
            }
        }
    }
    assert!(!kept.is_empty() && refused.len() == 5, "{} kept, {} refused", kept.len(), refused.len());
    assert_eq!(ledger.state(), LedgerState::Unavailable);
    // Space comes back: what was refused is written after all.
    let grown = Command::new("mount").args(["-o", "remount,size=8m"]).arg(&mount).status().unwrap();
    assert!(grown.success());
    assert!(ledger.record(entry(5000)));
    assert_eq!(ledger.state(), LedgerState::Ok);
    drop(ledger);
    let again = Ledger::open(Some(&file));
    for n in kept.iter().chain(&refused).chain([&5000]) {
        assert_eq!(again.latest("demo", &format!("p-{n}")), Some(entry(*n)));
    }
}

#[test]
fn a_ledger_of_an_older_version_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    // Written by version 1: one poster saved, and a batch that was killed behind it.
    fs::copy(root().join("tests/fixtures/ledger-v1.db"), &file).unwrap();
    let ledger = Ledger::open(Some(&file));
    ledger.check();
    assert_eq!(ledger.state(), LedgerState::Ok);
    let old = ledger.latest("demo", "sakura").unwrap();
    assert_eq!((old.title.as_str(), old.bytes, old.sample.as_str()), ("", 487_019, ""));
    assert!(ledger.holders(&old.sha256).contains(&old) && ledger.twins(old.bytes, "any").contains(&old));
    let (begun, _lease) = unfinished(&ledger);
    assert_eq!(
        (begun.items.len(), begun.paused, begun.folder.as_path()),
        (32, false, Path::new("/tmp/posters"))
    );
    assert!(ledger.record(Entry {
        title: "海报".into(),
        item: Some((begun.id, 2)),
        ..entry(1)
    }));
    drop(ledger);
    let titles: Vec<String> = Ledger::open(Some(&file))
        .history(10, None)
        .into_iter()
        .map(|past| past.entry.title)
        .collect();
    assert_eq!(titles, ["海报", ""]);
}

#[test]
fn the_history_comes_page_by_page_and_knows_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(Some(&folder.path().join("ledger.db")));
    for n in 0..7 {
        let path = folder.path().join(format!("{n}.png"));
        fs::write(&path, vec![0; n as usize]).unwrap();
        assert!(ledger.record(Entry { path, ..entry(n) }));
    }
    fs::remove_file(folder.path().join("5.png")).unwrap();
    fs::write(folder.path().join("4.png"), "something else now").unwrap();
    let first = ledger.history(4, None);
    let numbers = |page: &[ledger::Past]| page.iter().map(|past| (past.entry.bytes, past.exists)).collect::<Vec<_>>();
    assert_eq!(numbers(&first), [(6, Some(true)), (5, Some(false)), (4, Some(false)), (3, Some(true))]);
    let rest = ledger.history(4, first.last().map(|past| past.row));
    assert_eq!(rest.iter().map(|past| past.entry.bytes).collect::<Vec<_>>(), [2, 1, 0]);
    assert_eq!(ledger.path_of("demo", "p-6"), Some(folder.path().join("6.png")));
    assert_eq!(ledger.path_of("demo", "p-5"), None);
    assert_eq!(ledger.path_of("elsewhere", "p-6"), None);
}

#[test]
fn whose_file_was_taken_by_another_poster_is_not_there_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    let ledger = Ledger::open(Some(&file));
    let path = folder.path().join("海报.png");
    fs::write(&path, [0; 9]).unwrap();
    let of = |n| Entry {
        path: path.clone(),
        bytes: 9,
        sha256: format!("{n:064x}"),
        ..entry(n)
    };
    assert!(ledger.record(of(1)) && ledger.record(of(2)));
    for ledger in [&ledger, &Ledger::open(Some(&file))] {
        let missing = |poster| ledger.marks("demo", [(poster, "")])[0].as_ref().unwrap().missing;
        assert!(missing("p-1") && !missing("p-2"));
        assert_eq!((ledger.copies("demo", "p-1").len(), ledger.copies("demo", "p-2").len()), (0, 1));
        assert!(ledger.holders(&of(1).sha256).is_empty(), "its bytes are not in there any more");
        assert_eq!(
            ledger.history(9, None).iter().map(|past| past.exists).collect::<Vec<_>>(),
            [Some(true), Some(false)]
        );
    }
    // Saved again elsewhere, it is there; the older file of the other one still is.
    let other = folder.path().join("other.png");
    fs::write(&other, [0; 9]).unwrap();
    assert!(ledger.record(Entry {
        path: other.clone(),
        ..of(1)
    }));
    assert_eq!(ledger.path_of("demo", "p-1"), Some(other.clone()));
    assert!(ledger.record(Entry {
        path: other.with_extension("gone"),
        ..of(1)
    }));
    let mark = ledger.marks("demo", [("p-1", "")]).remove(0).unwrap();
    assert_eq!((mark.file.as_str(), mark.missing), ("other.png", false), "an older copy counts");
}

#[test]
fn damaged_while_two_have_it_open_it_is_mended_once_and_both_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    filled(&file, 600);
    let mut child = child("on demand", &file);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut said = |what: &str| assert!(lines.any(|line| line.contains(what)), "{what}");
    said("kept 1");
    let ledger = Ledger::open(Some(&file));
    let items: Vec<Item> = (0..3).map(|n| item(&format!("p-{n}"))).collect();
    let (batch, lease) = ledger
        .begin("demo", &folder.path().join("\u{6d77}"), &BatchOptions::default(), &items)
        .unwrap();
    // All rows are in the file itself, and then a page in its middle is not what it was.
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(connection);
    let mut damaged = fs::OpenOptions::new().write(true).open(&file).unwrap();
    let middle = damaged.metadata().unwrap().len() / 4096 / 2 * 4096;
    damaged.seek(std::io::SeekFrom::Start(middle)).unwrap();
    damaged.write_all(&[0xA5; 4096]).unwrap();
    drop(damaged);
    ledger.check();
    assert_eq!(ledger.state(), LedgerState::Rebuilt);
    for n in 2..5 {
        assert!(ledger.record(Entry {
            item: Some((batch, n - 2)),
            ..entry(9000 + n)
        }));
        writeln!(child.stdin.as_ref().unwrap()).unwrap();
        said(&format!("kept {n}"));
    }
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(aside(folder.path()).len(), 1, "set aside once");
    drop(ledger);
    let ledger = Ledger::open(Some(&file));
    ledger.check();
    assert_eq!(ledger.state(), LedgerState::Ok);
    for n in 2..5 {
        for poster in [format!("p-{}", 9000 + n), format!("p-{}", 8000 + n)] {
            assert!(ledger.latest("demo", &poster).is_some(), "{poster}");
        }
    }
    drop(lease);
    let (begun, _lease) = unfinished(&ledger);
    assert!(
        begun.items.iter().all(|item| item.state == ItemState::Saved),
        "the batch under way was carried over"
    );
}

#[test]
fn what_cannot_be_written_yet_is_known_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    let ledger = Ledger::open(Some(&file));
    // Somebody holds the file for longer than anybody waits.
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(!ledger.record(entry(1)));
    assert_eq!(ledger.state(), LedgerState::Unavailable);
    assert_eq!(ledger.latest("demo", "p-1"), Some(entry(1)));
    assert_eq!(ledger.holders(&entry(1).sha256).len(), 1);
    assert_eq!(ledger.history(5, None).len(), 1);
    other.execute_batch("ROLLBACK").unwrap();
    drop(ledger);
    assert_eq!(
        Ledger::open(Some(&file)).latest("demo", "p-1"),
        Some(entry(1)),
        "written at the latest when it is closed"
    );
}

struct Unmount(PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
