//! Names that outlast a power cut, made so together: a folder is synced once for all the renames before that.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use crate::platform;

/// The renames of one folder, counted.
#[derive(Default)]
struct Renames {
    /// Done so far.
    named: AtomicU64,
    /// So many of them are on disk. Held while the folder is synced, so that the others wait and then find it done.
    lasting: Mutex<u64>,
}

static FOLDERS: LazyLock<Mutex<HashMap<PathBuf, Arc<Renames>>>> = LazyLock::new(Mutex::default);

/// Comes back once the rename of `file`, which was just done in the folder, outlasts a power cut. Blocks.
pub(super) fn sync(folder: &Path, file: &File) -> io::Result<()> {
    let renames = {
        let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
        // Folders where nobody waits are forgotten.
        folders.retain(|known, renames| known == folder || Arc::strong_count(renames) > 1);
        Arc::clone(folders.entry(folder.to_owned()).or_default())
    };
    let own = renames.named.fetch_add(1, Ordering::AcqRel) + 1;
    let mut lasting = renames.lasting.lock().unwrap_or_else(PoisonError::into_inner);
    if *lasting < own {
        let all = renames.named.load(Ordering::Acquire);
        platform::sync_rename(folder, file)?;
        *lasting = all;
    }
    Ok(())
}
