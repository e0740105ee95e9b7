//! Real disks: read-only, locked, full, gone; several processes at once; killed in the middle.
//!
//! What needs mounts or other users runs as root on Linux, and elsewhere says loudly that it was skipped.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use poster_core::place::file_name;
use poster_core::signal::{Hint, Stage};
use poster_core::window::Outcome;
use poster_core::words::{Kind, Recovery};
use poster_core::{DesktopSignal, Failure};
use poster_host::disk::{self, Committed, Draft, OnConflict};
use poster_host::fetch::Sink;
use poster_host::platform;

/// A PNG of about `bytes` bytes: a small picture with a long private chunk.
fn picture(bytes: usize) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], body: &[u8]| {
        out.extend((body.len() as u32).to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(body);
        out.extend(kind);
        out.extend(body);
        out.extend(sum.sum().to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"poSt", &vec![7; bytes]);
    chunk(b"IDAT", &[0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF, 0, 0, 0, 2, 0, 1]);
    chunk(b"IEND", &[]);
    out
}

fn drafted(folder: &Path, bytes: &[u8]) -> io::Result<Draft> {
    let mut draft = Draft::create(folder)?;
    draft.start(Some(bytes.len() as u64))?;
    for piece in bytes.chunks(16 * 1024) {
        draft.write(piece)?;
    }
    Ok(draft)
}

fn save(folder: &Path, name: &str, bytes: &[u8], on_conflict: OnConflict) -> io::Result<Committed> {
    drafted(folder, bytes)?.commit(name, on_conflict)
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn classified(error: &io::Error, folder: &Path) -> (DesktopSignal, Failure) {
    let signal = platform::observe_folder(error, folder, Stage::Write);
    (signal.clone(), Failure::desktop(signal))
}

#[test]
fn what_is_saved_is_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = picture(300_000);
    let draft = drafted(folder.path(), &bytes).unwrap();
    assert_eq!(draft.bytes(), bytes.len() as u64);
    let verdict = draft.verdict().unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    let sha256 = draft.sha256();
    let saved = draft.commit("海报.png", OnConflict::Number).unwrap();
    assert_eq!(
        (saved.outcome, saved.path.as_path()),
        (Outcome::Saved, folder.path().join("海报.png").as_path())
    );
    assert_eq!(fs::read(&saved.path).unwrap(), bytes);
    assert_eq!(disk::examine(&saved.path).unwrap().sha256, sha256);
    assert_eq!(names(folder.path()).len(), 1, "nothing temporary stays");
}

#[test]
fn a_download_that_starts_again_forgets_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = picture(1_000);
    let mut draft = drafted(folder.path(), &picture(50_000)).unwrap();
    draft.start(None).unwrap();
    draft.write(&bytes).unwrap();
    assert!(draft.verdict().unwrap().is_whole());
    let saved = draft.commit("a.png", OnConflict::Number).unwrap();
    assert_eq!(fs::read(saved.path).unwrap(), bytes);
}

#[test]
fn a_draft_that_is_dropped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(drafted(folder.path(), &picture(1_000)).unwrap());
    assert!(names(folder.path()).is_empty());
    disk::probe(folder.path()).unwrap();
    assert!(names(folder.path()).is_empty());
}

#[test]
fn nothing_is_overwritten_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (picture(10), picture(20));
    let at = |name: &str| folder.path().join(name);
    save(folder.path(), "a.png", &first, OnConflict::Number).unwrap();
    let skipped = save(folder.path(), "a.png", &second, OnConflict::Skip).unwrap();
    assert_eq!((skipped.outcome, skipped.path), (Outcome::Skipped, at("a.png")));
    let numbered = save(folder.path(), "a.png", &second, OnConflict::Number).unwrap();
    assert_eq!(numbered.path, at("a (1).png"));
    assert_eq!(fs::read(at("a.png")).unwrap(), first);
    save(folder.path(), "a.png", &second, OnConflict::Overwrite).unwrap();
    assert_eq!(fs::read(at("a.png")).unwrap(), second);
    assert_eq!(names(folder.path()).len(), 2);

    fs::create_dir(at("b.png")).unwrap();
    let error = save(folder.path(), "b.png", &first, OnConflict::Overwrite).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    assert_eq!(save(folder.path(), "b.png", &first, OnConflict::Number).unwrap().path, at("b (1).png"));

    fs::remove_file(at("a.png")).unwrap();
    assert_eq!(
        save(folder.path(), "a.png", &first, OnConflict::Number).unwrap().path,
        at("a.png"),
        "it is free again"
    );
}

#[test]
fn case_and_composition_count_as_equal() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = picture(10);
    let saved: BTreeSet<PathBuf> = ["Résumé.png", "re\u{301}sume\u{301}.PNG", "RÉSUMÉ.png"]
        .iter()
        .map(|name| save(folder.path(), name, &bytes, OnConflict::Number).unwrap().path)
        .collect();
    let keys: BTreeSet<String> = names(folder.path()).iter().map(|name| poster_core::place::collision_key(name)).collect();
    assert_eq!((saved.len(), keys.len()), (3, 3), "{saved:?}");
    let found = disk::existing(folder.path(), "RÉSUMÉ.PNG").unwrap();
    assert_eq!(save(folder.path(), "RÉSUMÉ.PNG", &bytes, OnConflict::Skip).unwrap().path, found);
}

#[test]
fn a_hundred_and_five_equal_titles_are_as_many_files() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = picture(10);
    let name = file_name("春季上新", "p", "png");
    std::thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| {
                for _ in 0..21 {
                    save(folder.path(), &name, &bytes, OnConflict::Number).unwrap();
                }
            });
        }
    });
    let names = names(folder.path());
    assert_eq!(names.len(), 105);
    assert!(names.contains("春季上新.png") && names.contains("春季上新 (104).png"));
}

#[test]
fn eighty_five_chinese_characters_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let title = "限时特惠新品上市".repeat(11).chars().take(85).collect::<String>();
    let too_long = save(folder.path(), &format!("{title}.png"), &picture(10), OnConflict::Number).unwrap_err();
    assert_eq!(too_long.kind(), io::ErrorKind::InvalidFilename, "as it is, no system takes it");
    for _ in 0..3 {
        save(folder.path(), &file_name(&title, "p", "png"), &picture(10), OnConflict::Number).unwrap();
    }
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
fn a_folder_that_is_gone_is_told_as_gone() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    disk::make_folder(&inner).unwrap();
    let draft = drafted(&inner, &picture(10)).unwrap();
    fs::remove_dir_all(&inner).unwrap();
    let error = draft.commit("a.png", OnConflict::Number).unwrap_err();
    let (signal, failure) = classified(&error, &inner);
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(signal.hints.contains(&Hint::ParentMissing));
    assert_eq!((failure.kind, failure.recovery), (Kind::FolderGone, Recovery::Relocate));
    assert!(!inner.exists(), "nothing is written elsewhere, nor the folder made again unasked");
}

/// A mount that goes with the test.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).stderr(Stdio::null()).status();
    }
}

/// Runs a program that needs privileges; `None`, loudly, where it cannot.
fn privileged(what: &str, program: &str, arguments: &[&str]) -> Option<()> {
    let ran = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if ran.is_ok_and(|status| status.success()) {
        return Some(());
    }
    eprintln!(
        "SKIPPED: {what}: `{program} {}` is not possible here (root on Linux needed)",
        arguments.join(" ")
    );
    None
}

fn mounted(what: &str, arguments: &[&str], at: &Path) -> Option<Mounted> {
    privileged(what, "mount", &[arguments, &[at.to_str().unwrap()]].concat())?;
    Some(Mounted(at.to_owned()))
}

#[test]
fn a_read_only_volume_asks_for_another_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_str().unwrap();
    let Some(_mount) = mounted("read-only volume", &["--bind", at], folder.path()) else {
        return;
    };
    let draft = drafted(folder.path(), &picture(10)).unwrap();
    privileged("read-only volume", "mount", &["-o", "remount,bind,ro", at]).unwrap();
    for error in [
        draft.commit("a.png", OnConflict::Number).unwrap_err(),
        Draft::create(folder.path()).err().unwrap(),
        disk::probe(folder.path()).unwrap_err(),
    ] {
        let (signal, failure) = classified(&error, folder.path());
        assert_eq!((signal.code, signal.io.as_deref()), (Some(30), Some("ReadOnlyFilesystem")));
        assert_eq!((failure.kind, failure.recovery), (Kind::FolderReadOnly, Recovery::Relocate));
    }
}

#[test]
fn a_locked_folder_is_seen_as_locked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_str().unwrap();
    if privileged("immutable folder", "chattr", &["+i", at]).is_none() {
        return;
    }
    let error = Draft::create(folder.path()).err();
    privileged("immutable folder", "chattr", &["-i", at]).unwrap();
    // The lock was looked for while it was there: once more, by hand.
    let error = error.expect("an immutable folder takes no file");
    assert_eq!(error.raw_os_error(), Some(1));
    privileged("immutable folder", "chattr", &["+i", at]).unwrap();
    let (signal, failure) = classified(&error, folder.path());
    privileged("immutable folder", "chattr", &["-i", at]).unwrap();
    assert!(signal.hints.contains(&Hint::Locked), "{signal:?}");
    assert_eq!(failure.recovery, Recovery::Relocate, "{failure:?}");
}

#[test]
fn a_full_volume_says_how_much_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_mount) = mounted("full volume", &["-t", "tmpfs", "-o", "size=256k", "tmpfs"], folder.path()) else {
        return;
    };
    // Announced: refused before the first byte. Not announced: found out while writing.
    let announced = drafted(folder.path(), &picture(1_000_000)).err().unwrap();
    let mut draft = Draft::create(folder.path()).unwrap();
    draft.start(None).unwrap();
    let met = picture(1_000_000).chunks(16 * 1024).find_map(|piece| draft.write(piece).err()).unwrap();
    assert_eq!(met.raw_os_error(), Some(28));
    for error in [announced, met] {
        let (signal, failure) = classified(&error, folder.path());
        assert_eq!(signal.io.as_deref(), Some("StorageFull"));
        assert!(signal.facts.free.is_some_and(|free| free <= 256 * 1024), "{signal:?}");
        assert_eq!(failure.kind, Kind::StorageFull);
    }
    drop(draft);
    assert!(names(folder.path()).is_empty());
    save(folder.path(), "small.png", &picture(1_000), OnConflict::Number).unwrap();
}

#[test]
fn a_folder_of_somebody_else_is_a_matter_of_permission() {
    if !Path::new("/proc/self").exists() || privileged("other user", "setpriv", &["--reuid", "nobody", "true"]).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let said = child(
        &["setpriv", "--reuid", "nobody", "--clear-groups", "--bounding-set=-all"],
        "one",
        folder.path(),
    );
    let said = said.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout);
    assert!(said.contains("failed Some(13) PermissionDenied permission_denied_by_system"), "{said}");
}

/// This test binary again, doing `job` in the folder; with a program before it, as that program's child.
fn child(before: &[&str], job: &str, folder: &Path) -> Child {
    let this = std::env::current_exe().unwrap();
    let mut line: Vec<&str> = before.to_vec();
    line.push(this.to_str().unwrap());
    Command::new(line[0])
        .args(&line[1..])
        .args(["--exact", "in_another_process", "--nocapture"])
        .env("POSTER_TEST_JOB", job)
        .env("POSTER_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The other side of [`child`]; nothing when run as a test of its own.
#[test]
fn in_another_process() {
    let (Ok(job), Some(folder)) = (std::env::var("POSTER_TEST_JOB"), std::env::var_os("POSTER_TEST_FOLDER")) else {
        return;
    };
    let folder = PathBuf::from(folder);
    match job.as_str() {
        "one" => match save(&folder, "a.png", &picture(10), OnConflict::Number) {
            Ok(_) => println!("saved"),
            Err(error) => {
                let (signal, failure) = classified(&error, &folder);
                println!("failed {:?} {} {}", signal.code, signal.io.unwrap(), failure.kind.as_str());
            }
        },
        "equal" => {
            for n in 0..100 {
                save(&folder, &format!("{n}.png"), &picture(n), OnConflict::Skip).unwrap();
                save(&folder, "same.png", &picture(n), OnConflict::Number).unwrap();
            }
        }
        "endless" => {
            for n in 0.. {
                save(&folder, &format!("{n}.png"), &picture(400_000), OnConflict::Number).unwrap();
                println!("saved {n}");
            }
        }
        other => panic!("no job {other}"),
    }
}

#[test]
fn four_processes_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let children: Vec<Child> = (0..4).map(|_| child(&[], "equal", folder.path())).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let names = names(folder.path());
    let same = names.iter().filter(|name| name.starts_with("same")).count();
    assert_eq!(
        (same, names.len() - same),
        (400, 100),
        "every equal name has its file, every skipped one its first"
    );
    for name in &names {
        assert!(disk::examine(&folder.path().join(name)).unwrap().verdict.unwrap().is_whole(), "{name}");
    }
}

#[test]
fn killed_in_the_middle_nothing_half_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut temporary = 0;
    for round in 0..12u64 {
        let inner = folder.path().join(round.to_string());
        fs::create_dir(&inner).unwrap();
        let mut child = child(&[], "endless", &inner);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // From the first acknowledged save on, at another moment each time.
        let mut acknowledged: Vec<String> = lines
            .by_ref()
            .map(Result::unwrap)
            .find(|line| line.contains("saved "))
            .into_iter()
            .collect();
        sleep(Duration::from_millis(round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(lines.map_while(Result::ok));
        for name in names(&inner) {
            if name.starts_with(".poster-") {
                temporary += 1;
                let left = fs::File::options().write(true).open(inner.join(name)).unwrap();
                left.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
                continue;
            }
            let seen = disk::examine(&inner.join(&name)).unwrap();
            assert!(seen.verdict.is_ok_and(|verdict| verdict.is_whole()), "{name} is not whole");
        }
        for line in acknowledged {
            let n = line.rsplit(' ').next().unwrap();
            assert!(inner.join(format!("{n}.png")).exists(), "{line:?}, and it is not there");
        }
        disk::sweep(&inner);
        assert!(names(&inner).iter().all(|name| !name.starts_with(".poster-")), "the next start sweeps");
    }
    eprintln!("{temporary} temporary files were left by 12 kills, and swept");
}
