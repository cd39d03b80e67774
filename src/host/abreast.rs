//! Many things done side by side, until one of them fails or somebody asks for a stop.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::{Trouble, Watch};

/// Does `work` with each of `items`, at most `at_once` at a time, in the order they stand.
///
/// # Errors
/// The first trouble there was; what was begun by then is done, and nothing more is begun.
pub fn each<T: Sync>(
    items: &[T],
    at_once: usize,
    watch: &dyn Watch,
    work: &(dyn Fn(&T) -> Result<(), Trouble> + Sync),
) -> Result<(), Trouble> {
    let next = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    let first: Mutex<Option<Trouble>> = Mutex::new(None);
    let one = || {
        while !is_over.load(Ordering::Relaxed) {
            let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let done = if watch.is_stopped() { Err(Trouble::stopped()) } else { work(item) };
            if let Err(trouble) = done {
                is_over.store(true, Ordering::Relaxed);
                first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(trouble);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..at_once.min(items.len()) {
            scope.spawn(one);
        }
        one();
    });
    first.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}
