//! How long anything may take, and who says that it is enough.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How others are treated, and how long they are waited for.
#[derive(Debug, Clone)]
pub struct Manners {
    /// The least time between two requests to one host.
    pub gap: Duration,
    /// How long one request may take, from the first byte to the end of the answer's head.
    pub timeout: Duration,
    /// How long to wait before the first new try; the next one waits twice as long.
    pub pause: Duration,
    /// The longest wait that a host may ask for.
    pub longest_pause: Duration,
    /// How long all of it may take.
    pub total: Duration,
    /// How many hosts are asked at the same time.
    pub hosts_at_once: usize,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            gap: Duration::from_secs(1),
            timeout: Duration::from_secs(20),
            pause: Duration::from_secs(2),
            longest_pause: Duration::from_mins(1),
            total: Duration::from_mins(45),
            hosts_at_once: 16,
        }
    }
}

/// Waits that end at once when somebody has had enough. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Patience(Arc<(Mutex<bool>, Condvar)>);

impl Patience {
    /// Ends every wait, now and later.
    pub fn end(&self) {
        let (is_over, told) = &*self.0;
        *is_over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.notify_all();
    }

    /// Whether somebody has had enough.
    #[must_use]
    pub fn is_over(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `moment`. Says whether it came before somebody had had enough.
    #[must_use]
    pub fn until(&self, moment: Instant) -> bool {
        let (is_over, told) = &*self.0;
        let mut over = is_over.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let left = moment.saturating_duration_since(Instant::now());
            if *over || left.is_zero() {
                return !*over;
            }
            over = told.wait_timeout(over, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}
