//! Whose turn it is to have a picture made: the latest who asked. In a gallery that is what has just come into sight;
//! who asked before may have been scrolled past.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// More than this are not on any screen: who has waited longest was scrolled past.
const LINE: usize = 256;

/// So many at once; of those who wait, the last first.
#[derive(Clone, Debug)]
pub(crate) struct Turns(Arc<Mutex<Line>>);

#[derive(Debug)]
struct Line {
    free: usize,
    waiting: VecDeque<oneshot::Sender<Turn>>,
}

/// A turn. The next one has it when this is dropped.
#[derive(Debug)]
pub(crate) struct Turn(Turns);

impl Turns {
    pub(crate) fn new(at_once: usize) -> Self {
        Self(Arc::new(Mutex::new(Line {
            free: at_once,
            waiting: VecDeque::new(),
        })))
    }

    /// Waits for a turn. Whoever gives up waiting is passed over; whoever has waited longest in a line that is too long
    /// gets none.
    pub(crate) async fn take(&self) -> Option<Turn> {
        let called = {
            let mut line = self.line();
            if line.free > 0 {
                line.free -= 1;
                return Some(Turn(self.clone()));
            }
            let (call, called) = oneshot::channel();
            line.waiting.push_back(call);
            if line.waiting.len() > LINE {
                line.waiting.pop_front();
            }
            called
        };
        called.await.ok()
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        loop {
            let next = {
                let mut line = self.0.line();
                let next = line.waiting.pop_back();
                line.free += usize::from(next.is_none());
                next
            };
            let Some(next) = next else { return };
            match next.send(Self(self.0.clone())) {
                Ok(()) => return,
                // Somebody gave up; this turn is still ours to pass on.
                Err(turn) => std::mem::forget(turn),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_latest_comes_first_and_who_gave_up_not_at_all() {
        let (turns, order) = (Turns::new(1), Arc::new(Mutex::new(Vec::new())));
        let first = turns.take().await;
        let mut tasks = Vec::new();
        for number in 0..4 {
            let (turns, order) = (turns.clone(), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                let _turn = turns.take().await;
                order.lock().unwrap_or_else(PoisonError::into_inner).push(number);
            }));
            tokio::task::yield_now().await;
        }
        tasks.remove(2).abort();
        tokio::task::yield_now().await;
        drop(first);
        for task in tasks {
            assert!(task.await.is_ok());
        }
        assert_eq!(*order.lock().unwrap_or_else(PoisonError::into_inner), [3, 1, 0]);
        assert_eq!(turns.line().free, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn who_was_scrolled_past_gets_none() {
        let turns = Turns::new(1);
        let first = turns.take().await;
        let mut tasks = Vec::new();
        for _ in 0..LINE + 3 {
            let turns = turns.clone();
            tasks.push(tokio::spawn(async move { turns.take().await.is_some() }));
            tokio::task::yield_now().await;
        }
        drop(first);
        let mut given = Vec::new();
        for task in tasks {
            given.push(task.await.unwrap_or(false));
        }
        assert_eq!(given.iter().position(|given| *given), Some(3), "the oldest three go without");
        assert!(given[3..].iter().all(|given| *given));
    }
}
