//! When a server asks for patience, everybody who speaks to it slows down, not only the request that was told.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The distance between requests after the first complaint, and at most.
const SPACING: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));
/// Complaints within this time are one.
const ONE: Duration = Duration::from_millis(500);
/// Below this distance there is none any more.
const NONE: Duration = Duration::from_millis(5);

/// The pace of all requests to one source.
#[derive(Debug, Default)]
pub(crate) struct Calm(Mutex<Pace>);

#[derive(Debug, Default)]
struct Pace {
    /// The next request is not sent before.
    next: Option<Instant>,
    spacing: Duration,
    /// The last time that the spacing grew.
    grown: Option<Instant>,
}

impl Calm {
    /// Waits for a turn; at once while nobody has complained.
    pub(crate) async fn turn(&self) {
        let moment = {
            let mut pace = self.pace();
            let Some(next) = pace.next else { return };
            let moment = next.max(Instant::now());
            pace.next = Some(moment + pace.spacing);
            moment
        };
        sleep_until(moment).await;
    }

    /// The server has asked for patience, perhaps until a moment.
    pub(crate) fn slow_down(&self, until: Option<Instant>) {
        let mut pace = self.pace();
        let now = Instant::now();
        // Those that were under way together complain together: that is one complaint.
        if pace.grown.is_none_or(|grown| now > grown + ONE) {
            pace.spacing = (pace.spacing * 2).clamp(SPACING.0, SPACING.1);
            pace.grown = Some(now);
        }
        let soonest = now + pace.spacing;
        pace.next = Some(until.unwrap_or(soonest).max(pace.next.unwrap_or(soonest)));
    }

    /// The server has answered as it should.
    pub(crate) fn go_on(&self) {
        let mut pace = self.pace();
        pace.spacing = pace.spacing * 3 / 4;
        if pace.spacing < NONE {
            *pace = Pace::default();
        }
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_complaint_slows_all_and_good_answers_make_it_quick_again() {
        let (calm, begin) = (Calm::default(), Instant::now());
        for _ in 0..10 {
            calm.turn().await;
        }
        assert_eq!(begin.elapsed(), Duration::ZERO, "nobody has complained");
        calm.slow_down(Some(begin + Duration::from_secs(3)));
        calm.turn().await;
        assert!(begin.elapsed() >= Duration::from_secs(3));
        let after = Instant::now();
        for _ in 0..5 {
            calm.turn().await;
        }
        assert!(after.elapsed() >= SPACING.0 * 4, "one after the other");
        for _ in 0..100 {
            calm.go_on();
        }
        let quick = Instant::now();
        calm.turn().await;
        assert_eq!(quick.elapsed(), Duration::ZERO);
    }
}
