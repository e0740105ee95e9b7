//! The memory that all pictures together may take while they are decoded: each of a few large ones may take a fair part of
//! what a small machine has.

use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes for all that is decoded at once.
const ALL: u64 = 320 << 20;

static LEFT: Mutex<u64> = Mutex::new(ALL);
static GIVEN_BACK: Condvar = Condvar::new();

/// Room for one picture, given back when this is dropped.
#[derive(Debug)]
pub(crate) struct Room(u64);

impl Room {
    /// Waits until there is so much room. Blocks; nobody who has room may ask for more.
    pub(crate) fn take(bytes: u64) -> Self {
        let bytes = bytes.min(ALL);
        let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
        while *left < bytes {
            left = GIVEN_BACK.wait(left).unwrap_or_else(PoisonError::into_inner);
        }
        *left -= bytes;
        Self(bytes)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *LEFT.lock().unwrap_or_else(PoisonError::into_inner) += self.0;
        GIVEN_BACK.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_is_given_than_there_is_and_everybody_gets_a_turn() {
        let (used, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for n in 0..12u64 {
                let (used, most) = (&used, &most);
                scope.spawn(move || {
                    let bytes = (n + 1) * (30 << 20);
                    let room = Room::take(bytes);
                    most.fetch_max(used.fetch_add(room.0, Ordering::SeqCst) + room.0, Ordering::SeqCst);
                    std::thread::yield_now();
                    used.fetch_sub(room.0, Ordering::SeqCst);
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= ALL);
    }
}
