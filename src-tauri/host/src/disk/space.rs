//! Whether a volume has room. Asked once in a while, and remembered in between.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::platform;

/// How long an answer is believed.
const FRESH: Duration = Duration::from_secs(1);
/// With less room than this, the volume is asked each time.
const SCARCE: u64 = 256 << 20;

/// The last answer, less what has been promised since.
static LAST: Mutex<Option<(PathBuf, Instant, u64)>> = Mutex::new(None);

/// Whether so many more bytes fit, as far as the system says.
pub(super) fn is_enough(folder: &Path, need: u64) -> bool {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, at, left)) = &mut *last
        && known == folder
        && at.elapsed() < FRESH
        && *left > need.saturating_add(SCARCE)
    {
        *left -= need;
        return true;
    }
    let Some(free) = platform::free_space(folder) else { return true };
    *last = Some((folder.to_owned(), Instant::now(), free.saturating_sub(need)));
    need <= free
}
