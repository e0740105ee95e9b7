//! How fast bytes come, smoothed so that the figure can be read.

use std::time::Duration;

/// What counts is mostly the last seconds.
const MEMORY: f64 = 3.0;

/// A speed, from counts at regular times.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meter {
    before: u64,
    rate: f64,
    seconds: f64,
}

impl Meter {
    /// So many bytes have come in all, so long after the last call.
    pub(super) fn tick(&mut self, bytes: u64, after: Duration) {
        let seconds = after.as_secs_f64();
        let now = bytes.saturating_sub(self.before) as f64 / seconds;
        self.before = bytes;
        self.seconds += seconds;
        // Young averages weigh each value alike, old ones forget.
        let weight = (seconds / self.seconds.min(MEMORY)).min(1.0);
        self.rate += (now - self.rate) * weight;
    }

    /// Begins anew: a pause is not slowness.
    pub(super) fn restart(&mut self, bytes: u64) {
        *self = Self {
            before: bytes,
            ..Self::default()
        };
    }

    /// Bytes a second.
    pub(super) fn rate(self) -> u64 {
        self.rate as u64
    }

    /// How long so many more bytes take, once there is anything to tell it by.
    pub(super) fn left(self, bytes: u64) -> Option<u64> {
        (self.seconds >= 0.5 && self.rate >= 1.0).then(|| (bytes as f64 / self.rate * 1000.0) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_stream_reads_as_it_is_and_a_pause_is_forgotten() {
        let (mut meter, tenth) = (Meter::default(), Duration::from_millis(100));
        assert_eq!(meter.left(1000), None, "too early to tell");
        for n in 1..=50 {
            meter.tick(n * 1000, tenth);
        }
        assert_eq!((meter.rate(), meter.left(20_000)), (10_000, Some(2000)));
        meter.restart(50_000);
        meter.tick(50_500, tenth);
        assert_eq!(meter.rate(), 5000);
    }

    #[test]
    fn one_hiccup_moves_it_a_little() {
        let (mut meter, tenth) = (Meter::default(), Duration::from_millis(100));
        for n in 1..=50 {
            meter.tick(n * 1000, tenth);
        }
        meter.tick(50_000, tenth);
        assert!((9_000..10_000).contains(&meter.rate()), "{}", meter.rate());
    }
}
