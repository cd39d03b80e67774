//! Room for pictures in memory: several threads together never take more than one large picture
//! may, its file counted in.

use std::sync::{Condvar, Mutex, PoisonError};

use super::{LONGEST_FILE, MOST_PIXELS};

/// The most bytes that pictures take at a time: as much as the largest one with all there can be
/// to a pixel, and its file.
const MOST: u64 = MOST_PIXELS * 12 + LONGEST_FILE;

static TAKEN: Mutex<u64> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();

/// Room that is given back when this goes.
#[derive(Debug)]
pub struct Room(u64);

/// Waits until there is room for `bytes`. Whoever has some must not wait for more, nor for anybody
/// else.
#[must_use]
pub fn take_room(bytes: u64) -> Room {
    let bytes = bytes.min(MOST);
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut taken = LEFT
        .wait_while(taken, |taken| *taken + bytes > MOST)
        .unwrap_or_else(PoisonError::into_inner);
    *taken += bytes;
    Room(bytes)
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(self.0);
        LEFT.notify_all();
    }
}
