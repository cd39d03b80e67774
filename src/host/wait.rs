//! A wait that ends when somebody has had enough.

use std::thread;
use std::time::{Duration, Instant};

/// How often a wait looks whether somebody has had enough.
const GLANCE: Duration = Duration::from_millis(50);

/// Waits. Says whether nobody had had enough before it was over.
#[must_use]
pub fn wait(pause: Duration, is_stopped: &dyn Fn() -> bool) -> bool {
    let end = Instant::now() + pause;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if is_stopped() || left.is_zero() {
            return !is_stopped();
        }
        thread::sleep(left.min(GLANCE));
    }
}
