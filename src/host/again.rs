//! Trying again: how often, and how long to wait between.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// How much patience there is with a host that is slow, busy or gone for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How many times something is tried in all.
    pub tries: u32,
    /// How long to wait before the second try, at most; each later one waits twice as long.
    pub pause: Duration,
    /// The longest wait, also when the host asks for a longer one.
    pub longest_pause: Duration,
    /// How long a host may be silent.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 7,
            pause: Duration::from_millis(250),
            longest_pause: Duration::from_secs(20),
            silence: Duration::from_mins(1),
        }
    }
}

impl Patience {
    /// How long to wait after the try of that number, counted from 1: between half of the pause
    /// and all of it, so that those who were turned away together do not come back together.
    #[must_use]
    pub fn pause_after(&self, tried: u32, asked: Option<Duration>) -> Duration {
        let doubled = self.pause.saturating_mul(1 << tried.saturating_sub(1).min(16));
        let pause = doubled.min(self.longest_pause);
        let half = pause / 2;
        let spread = u64::try_from(half.as_nanos()).unwrap_or(u64::MAX).max(1);
        let pause = half + Duration::from_nanos(chance() % spread);
        asked.map_or(pause, |asked| asked.min(self.longest_pause).max(pause))
    }
}

/// A number that nobody can foresee, from what the system gives to every map.
#[must_use]
pub fn chance() -> u64 {
    RandomState::new().build_hasher().finish()
}
