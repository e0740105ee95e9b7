//! The memory and the cores that all pictures together may take while they are decoded: each of a few large ones may take a
//! fair part of what a small machine has.

use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

/// What is shared.
pub(crate) struct Pool {
    all: u64,
    left: Mutex<Left>,
    given_back: Condvar,
}

struct Left {
    bytes: u64,
    turns: usize,
}

/// For pixels, and what decoders need beside them.
pub(crate) static DECODING: LazyLock<Pool> = LazyLock::new(|| Pool::new(320 << 20));
/// For the files of pictures that are converted.
pub(crate) static CONVERTING: LazyLock<Pool> = LazyLock::new(|| Pool::new(160 << 20));

/// Room for one picture and a core to work on it, given back when this is dropped.
pub(crate) struct Room {
    pool: &'static Pool,
    bytes: u64,
}

impl Pool {
    fn new(bytes: u64) -> Self {
        let turns = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            all: bytes,
            left: Mutex::new(Left { bytes, turns }),
            given_back: Condvar::new(),
        }
    }

    /// Waits until there is so much room, and a core. More than there is at all is had by one alone. Blocks; nobody who has
    /// room may ask the same pool for more.
    pub(crate) fn take(&'static self, bytes: u64) -> Room {
        let bytes = bytes.min(self.all);
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        while left.turns == 0 || left.bytes < bytes {
            left = self.given_back.wait(left).unwrap_or_else(PoisonError::into_inner);
        }
        left.bytes -= bytes;
        left.turns -= 1;
        Room { pool: self, bytes }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut left = self.pool.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.bytes += self.bytes;
        left.turns += 1;
        self.pool.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    static SMALL: LazyLock<Pool> = LazyLock::new(|| Pool::new(100));

    #[test]
    fn no_more_is_given_than_there_is_and_everybody_gets_a_turn() {
        let (used, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for n in 0..12 {
                let (used, most) = (&used, &most);
                scope.spawn(move || {
                    let room = SMALL.take(n * 10);
                    most.fetch_max(used.fetch_add(room.bytes, Ordering::SeqCst) + room.bytes, Ordering::SeqCst);
                    std::thread::yield_now();
                    used.fetch_sub(room.bytes, Ordering::SeqCst);
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 100);
    }
}
