//! Volumes that refuse: read-only, locked, full, without links.

use super::*;

/// A mount that goes with the test, and the loop device under it.
struct Mounted(PathBuf, Option<String>);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).stderr(Stdio::null()).status();
        if let Some(device) = &self.1 {
            let _ = Command::new("losetup").args(["--detach", device]).status();
        }
    }
}

fn mounted(what: &str, arguments: &[&str], at: &Path) -> Option<Mounted> {
    privileged(what, "mount", &[arguments, &[at.to_str().unwrap()]].concat())?;
    Some(Mounted(at.to_owned(), None))
}

#[test]
fn a_read_only_volume_asks_for_another_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_str().unwrap();
    let Some(_mount) = mounted("read-only volume", &["--bind", at], folder.path()) else {
        return;
    };
    privileged("read-only volume", "mount", &["-o", "remount,bind,ro", at]).unwrap();
    for error in [Draft::create(folder.path()).err().unwrap(), disk::probe(folder.path()).unwrap_err()] {
        let (signal, failure) = classified(&error, folder.path());
        assert_eq!((signal.code, signal.io.as_deref()), (Some(30), Some("ReadOnlyFilesystem")));
        assert_eq!((failure.kind, failure.recovery), (Kind::FolderReadOnly, Recovery::Relocate));
    }
}

#[test]
fn a_locked_folder_is_seen_as_locked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_str().unwrap();
    let mut draft = drafted(folder.path(), &picture(10)).unwrap();
    if privileged("immutable folder", "chattr", &["+i", at]).is_none() {
        return;
    }
    let errors = [Draft::create(folder.path()).err(), draft.commit("a.png", OnConflict::Number).err()];
    let seen = errors.map(|error| error.map(|error| classified(&error, folder.path())));
    privileged("immutable folder", "chattr", &["-i", at]).unwrap();
    for (signal, failure) in seen.map(Option::unwrap) {
        assert_eq!(signal.code, Some(1));
        assert!(signal.hints.contains(&Hint::Locked), "{signal:?}");
        assert_eq!(failure.recovery, Recovery::Relocate, "{failure:?}");
    }
}

#[test]
fn a_full_volume_says_how_much_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let size = ["-t", "tmpfs", "-o", "size=256k", "tmpfs"];
    let Some(_mount) = mounted("full volume", &size, folder.path()) else {
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
fn a_memory_stick_without_links_takes_posters_too() {
    let (folder, image) = (tempfile::tempdir().unwrap(), tempfile::NamedTempFile::new().unwrap());
    image.as_file().set_len(16 << 20).unwrap();
    let (at, image) = (folder.path().to_str().unwrap(), image.path().to_str().unwrap());
    // exFAT through FUSE can neither refuse to replace in a rename nor link.
    if privileged("exFAT volume", "mkfs.exfat", &[image]).is_none() {
        return;
    }
    let device = Command::new("losetup").args(["--find", "--show", image]).output().unwrap();
    let device = String::from_utf8(device.stdout).unwrap().trim().to_owned();
    let mount = privileged("exFAT volume", "mount.exfat-fuse", &[&device, at]);
    let _mount = Mounted(folder.path().to_owned(), Some(device));
    if mount.is_none() {
        return;
    }
    let (first, second) = (picture(10), picture(20));
    let save = |name: &str, bytes: &[u8], on_conflict| save(folder.path(), name, bytes, on_conflict).unwrap();
    assert_eq!(save("海报.png", &first, OnConflict::Number).outcome, Outcome::Saved);
    assert_eq!(save("海报.PNG", &second, OnConflict::Skip).outcome, Outcome::NameTaken);
    let numbered = save("海报.png", &second, OnConflict::Number).path;
    assert_eq!(numbered.file_name().unwrap(), "海报 (1).png");
    assert_eq!(fs::read(folder.path().join("海报.png")).unwrap(), first);
    save("海报.png", &second, OnConflict::Overwrite);
    assert_eq!(fs::read(folder.path().join("海报.png")).unwrap(), second);
    assert_eq!(names(folder.path()).len(), 2);
    for title in ["nul", "a:b", "x. ", "CON.txt"] {
        save(&file_name(title, "p", "png"), &first, OnConflict::Number);
    }
}
