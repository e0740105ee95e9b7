//! Real disks: read-only, locked, full, gone; several processes at once; killed in the middle.
//!
//! What needs mounts or other users runs as root on Linux, and elsewhere says loudly that it was skipped.

#![expect(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout, reason = "a test")]

mod processes;
mod volumes;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use poster_core::place::{collision_key, file_name};
use poster_core::signal::{Hint, Stage};
use poster_core::window::Outcome;
use poster_core::words::{Kind, Recovery};
use poster_core::{DesktopSignal, Failure};
use poster_host::disk::{self, Committed, Draft, OnConflict};
use poster_host::fetch::Sink;
use poster_host::platform;
use poster_tests::{PIXEL, png};

/// A PNG of about `bytes` bytes: a small picture with a long private chunk.
fn picture(bytes: usize) -> Vec<u8> {
    png(&vec![7; bytes], PIXEL)
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

#[test]
fn what_is_saved_is_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = picture(300_000);
    let mut draft = drafted(folder.path(), &bytes).unwrap();
    assert_eq!(draft.bytes(), bytes.len() as u64);
    let verdict = draft.verdict().unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    let sha256 = draft.sha256().unwrap();
    let saved = draft.commit("海报.png", OnConflict::Number).unwrap();
    assert_eq!((saved.outcome, &saved.path), (Outcome::Saved, &folder.path().join("海报.png")));
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
    assert_eq!((skipped.outcome, skipped.path), (Outcome::NameTaken, at("a.png")));
    let numbered = save(folder.path(), "a.png", &second, OnConflict::Number).unwrap();
    assert_eq!(numbered.path, at("a (1).png"));
    assert_eq!(fs::read(at("a.png")).unwrap(), first);
    save(folder.path(), "a.png", &second, OnConflict::Overwrite).unwrap();
    assert_eq!(fs::read(at("a.png")).unwrap(), second);
    assert_eq!(names(folder.path()).len(), 2);

    fs::create_dir(at("b.png")).unwrap();
    let error = save(folder.path(), "b.png", &first, OnConflict::Overwrite).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    let beside = save(folder.path(), "b.png", &first, OnConflict::Number).unwrap();
    assert_eq!(beside.path, at("b (1).png"));

    fs::remove_file(at("a.png")).unwrap();
    let again = save(folder.path(), "a.png", &first, OnConflict::Number).unwrap();
    assert_eq!(again.path, at("a.png"), "it is free again");
}

#[test]
fn case_and_composition_count_as_equal() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = picture(10);
    let saved: BTreeSet<PathBuf> = ["Résumé.png", "re\u{301}sume\u{301}.PNG", "RÉSUMÉ.png"]
        .iter()
        .map(|name| save(folder.path(), name, &bytes, OnConflict::Number).unwrap().path)
        .collect();
    let keys: BTreeSet<String> = names(folder.path()).iter().map(|name| collision_key(name)).collect();
    assert_eq!((saved.len(), keys.len()), (3, 3), "{saved:?}");
    let found = disk::existing(folder.path(), "RÉSUMÉ.PNG").unwrap();
    let skipped = save(folder.path(), "RÉSUMÉ.PNG", &bytes, OnConflict::Skip).unwrap();
    assert_eq!(skipped.path, found);
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
    let title: String = "限时特惠新品上市".repeat(11).chars().take(85).collect();
    let name = file_name(&title, "p", "png");
    for _ in 0..3 {
        save(folder.path(), &name, &picture(10), OnConflict::Number).unwrap();
    }
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
fn a_folder_that_is_gone_is_told_as_gone() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    disk::make_folder(&inner).unwrap();
    let mut draft = drafted(&inner, &picture(10)).unwrap();
    fs::remove_dir_all(&inner).unwrap();
    let error = draft.commit("a.png", OnConflict::Number).unwrap_err();
    let (signal, failure) = classified(&error, &inner);
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(signal.hints.contains(&Hint::ParentMissing));
    assert_eq!((failure.kind, failure.recovery), (Kind::FolderGone, Recovery::Relocate));
    assert!(!inner.exists(), "nothing is written elsewhere, nor the folder made again unasked");
}
