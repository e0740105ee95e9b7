//! From an error of the file system to a signal: the raw code first, and what lies around it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use poster_core::signal::{DesktopSignal, Facts, Hint, Os, Stage};

use super::places::Places;
use super::system;

/// What was observed when `target` (a file, there or not) could not be written, read or renamed.
pub fn observe(error: &io::Error, target: &Path, stage: Stage) -> DesktopSignal {
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    signal(error, folder, Some(target), stage)
}

/// What was observed when a folder could not be used.
pub fn observe_folder(error: &io::Error, folder: &Path, stage: Stage) -> DesktopSignal {
    signal(error, folder, None, stage)
}

/// What lies around, beside what the error says.
fn hints(folder: &Path, target: Option<&Path>) -> BTreeSet<Hint> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let places = Places::of_user();
    let found = [
        (places.is_guarded(system::OS, &absolute), Hint::GuardedFolder),
        (places.is_in_cloud(system::OS, &absolute), Hint::CloudFolder),
        (system::is_locked(folder) || target.is_some_and(system::is_locked), Hint::Locked),
        (system::is_remote(&absolute), Hint::NetworkShare),
        (in_flatpak(), Hint::Flatpak),
        (std::env::var_os("SNAP").is_some(), Hint::Snap),
    ];
    found.into_iter().filter(|(applies, _)| *applies).map(|(_, hint)| hint).collect()
}

fn signal(error: &io::Error, folder: &Path, target: Option<&Path>, stage: Stage) -> DesktopSignal {
    let root = root_of(error);
    let mut hints = hints(folder, target);
    // Not `exists()`: a folder that may not be looked at is there.
    let missing = fs::metadata(folder).is_err_and(|e| e.kind() == io::ErrorKind::NotFound);
    hints.insert(if missing { Hint::ParentMissing } else { Hint::ParentExists });
    if let Some(metadata) = target.and_then(|target| fs::metadata(target).ok()) {
        if metadata.is_dir() {
            hints.insert(Hint::TargetIsFolder);
        } else if metadata.permissions().readonly() {
            hints.insert(Hint::ReadOnlyTarget);
        }
    }
    let full = matches!(root.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    DesktopSignal {
        os: Some(system::OS),
        code: root.raw_os_error(),
        io: Some(format!("{:?}", root.kind())),
        stage,
        hints,
        facts: Facts {
            folder: label(folder),
            file: target.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()),
            free: full.then(|| system::free_space(folder)).flatten(),
            ..Facts::default()
        },
        detail: Some(error.to_string()),
        ..DesktopSignal::default()
    }
}

/// The error of the system inside an error: libraries wrap it, and then its code is not to be seen from outside.
fn root_of(error: &io::Error) -> &io::Error {
    let mut best = error;
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(link) = next {
        next = match link.downcast_ref::<io::Error>() {
            Some(io) => {
                best = io;
                if io.raw_os_error().is_some() {
                    break;
                }
                io.get_ref().map(|inner| inner as &(dyn Error + 'static))
            }
            None => link.source(),
        };
    }
    best
}

/// The last two components: enough to know the folder by, too little to tell who the user is.
pub(crate) fn label(folder: &Path) -> Option<String> {
    let named = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let last = named(folder)?;
    // The home folder's own name is the user's.
    let above = folder.parent().filter(|parent| dirs::home_dir().as_deref() != Some(parent));
    let above = above.and_then(named);
    Some(above.map_or_else(|| last.clone(), |above| format!("{above}/{last}")))
}

/// See [`super::passes_soon`].
pub(super) fn passes_soon(os: Os, error: &io::Error) -> bool {
    // ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION.
    os == Os::Windows && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Whether this program runs inside Flatpak.
pub(super) fn in_flatpak() -> bool {
    Path::new("/.flatpak-info").exists()
}

#[cfg(test)]
#[expect(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_inside_a_wrapped_error() {
        let inner = io::Error::from_raw_os_error(13);
        let wrapped = io::Error::new(inner.kind(), inner);
        assert_eq!(wrapped.raw_os_error(), None);
        let folder = tempfile::tempdir().unwrap();
        let signal = observe(&wrapped, &folder.path().join("a.png"), Stage::Write);
        assert_eq!(signal.code, Some(13));
        assert_eq!(
            signal.io.as_deref(),
            Some(format!("{:?}", io::Error::from_raw_os_error(13).kind()).as_str())
        );
        assert_eq!(signal.facts.file.as_deref(), Some("a.png"));
        assert!(signal.hints.contains(&Hint::ParentExists));
    }

    #[test]
    fn the_folder_is_named_by_its_end_only() {
        assert_eq!(label(Path::new("/srv/share/posters/spring")).as_deref(), Some("posters/spring"));
        assert_eq!(label(Path::new("/posters")).as_deref(), Some("posters"));
        if let Some(home) = dirs::home_dir() {
            assert_eq!(label(&home.join("Downloads")).as_deref(), Some("Downloads"));
        }
    }

    #[test]
    fn what_lies_around_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let error = io::Error::from(io::ErrorKind::NotFound);
        let gone = observe(&error, &folder.path().join("gone/a.png"), Stage::Write);
        assert!(gone.hints.contains(&Hint::ParentMissing));
        let itself = observe(&error, folder.path(), Stage::Write);
        assert!(itself.hints.contains(&Hint::TargetIsFolder));
        let probe = observe_folder(&error, folder.path(), Stage::Probe);
        assert_eq!((probe.stage, probe.facts.file), (Stage::Probe, None));
    }

    #[test]
    fn only_windows_has_locks_that_pass() {
        for code in [5, 32, 33] {
            assert!(passes_soon(Os::Windows, &io::Error::from_raw_os_error(code)));
            assert!(!passes_soon(Os::Linux, &io::Error::from_raw_os_error(code)));
        }
        assert!(!passes_soon(Os::Windows, &io::Error::from_raw_os_error(112)));
    }
}
