//! Saving with the system's own calls: these tests also run under wine.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs;

use poster_core::place::file_name;

use super::*;
use crate::fetch::Sink;

/// The smallest GIF.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x4C\x01\0\x3B";

fn save(folder: &Path, name: &str, on_conflict: OnConflict) -> io::Result<Committed> {
    let mut draft = Draft::create(folder)?;
    draft.start(Some(GIF.len() as u64))?;
    draft.write(GIF)?;
    assert_eq!(draft.verdict().map(|verdict| verdict.width), Ok(Some(1)));
    draft.commit(name, on_conflict)
}

#[test]
fn a_poster_gets_its_name_and_nobody_loses_one() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("海报.gif"), "mine").unwrap();
    let skipped = save(folder.path(), "海报.gif", OnConflict::Skip).unwrap();
    assert_eq!((skipped.path, skipped.outcome), (at("海报.gif"), Outcome::NameTaken));
    let numbered = save(folder.path(), "海报.GIF", OnConflict::Number).unwrap();
    assert_eq!((numbered.path, numbered.outcome), (at("海报 (1).GIF"), Outcome::Saved));
    assert_eq!(fs::read(at("海报.gif")).unwrap(), b"mine");
    save(folder.path(), "海报.gif", OnConflict::Overwrite).unwrap();
    assert_eq!(fs::read(at("海报.gif")).unwrap(), GIF);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing temporary stays");
    let seen = examine(&at("海报 (1).GIF")).unwrap();
    assert!(seen.verdict.unwrap().is_whole());
    assert_eq!(seen.bytes, GIF.len() as u64);
}

#[test]
fn names_of_devices_and_long_paths_are_files_like_others() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a".repeat(120)).join("b".repeat(120));
    make_folder(&deep).unwrap();
    for title in ["nul", "CON.txt", "a:b", "ends with a dot.", "海".repeat(40).as_str()] {
        let name = file_name(title, "p", "gif");
        let saved = save(&deep, &name, OnConflict::Number).unwrap();
        assert_eq!(read(&saved.path, 1000).unwrap(), GIF, "{title}");
    }
    assert_eq!(fs::read_dir(&deep).unwrap().count(), 5);
}

#[test]
fn a_small_file_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep").join("settings.json");
    replace(&file, b"one").unwrap();
    replace(&file, b"two").unwrap();
    assert_eq!(read_text(&file).unwrap(), "two");
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    assert_eq!(read(&file, 2).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    assert!(read(folder.path(), 10).is_err());
}

#[test]
fn a_folder_is_tried_by_writing() {
    let folder = tempfile::tempdir().unwrap();
    probe(folder.path()).unwrap();
    assert_eq!(probe(&folder.path().join("gone")).unwrap_err().kind(), io::ErrorKind::NotFound);
    assert!(platform::free_space(folder.path()).is_some_and(|free| free > 0));
    assert!(default_folder().ends_with("海报"));
}
