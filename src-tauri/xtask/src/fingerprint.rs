//! What a set of files holds, as one number: how xtask knows that something is stale. Contents and not times, since a
//! checkout, a copy and a placeholder page all have misleading times.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// The fingerprint of files and of everything below folders, but for entries with a name in `skip`. What does not exist
/// counts as empty.
pub(crate) fn of(paths: &[PathBuf], skip: &[&str]) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(path, path, skip, &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(base: &Path, path: &Path, skip: &[&str], hasher: &mut DefaultHasher) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path != base && skip.contains(&name.as_ref()) {
        return Ok(());
    }
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(base, entry, skip, hasher));
    }
    if path.is_file() {
        path.strip_prefix(base).unwrap_or(path).hash(hasher);
        fs::read(path)?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::fs;
    use std::io;

    #[test]
    fn content_and_name_count_and_skipped_folders_do_not() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("poster-fingerprint-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules"))?;
        fs::write(folder.join("a"), "1")?;
        let all = || of(std::slice::from_ref(&folder), &["node_modules"]);
        let first = all()?;
        fs::write(folder.join("node_modules").join("x"), "anything")?;
        assert_eq!(all()?, first);
        fs::write(folder.join("a"), "2")?;
        let second = all()?;
        assert_ne!(second, first);
        fs::rename(folder.join("a"), folder.join("b"))?;
        assert_ne!(all()?, second);
        fs::remove_dir_all(folder)
    }
}
