//! Watches the author's files: which have changed since somebody last asked, and never while
//! one is half written.
//!
//! Folders are watched, never files: a watch on a file dies when an editor puts a new one in its
//! place. Where the system watches no more, or tells nothing, all files are looked at again and
//! again instead (`scan.rs`).

mod barrier;
mod disks;
mod events;
mod native;
mod pending;
mod scan;
mod ways;

pub(super) use pending::Changed;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use barrier::Barrier;
use native::Native;
use pending::{PATIENCE, Pending, Rest, Touch};
use scan::Scanner;

/// With so much on its way it is looked at now and then, not at every event.
const MUCH: usize = 64;
const NOW_AND_THEN: Duration = Duration::from_millis(5);

/// A watch on the folders of a site.
pub(super) struct Watch {
    seen: Arc<Seen>,
    scanner: Arc<Scanner>,
    barrier: Option<Arc<Barrier>>,
    /// Watches for as long as it is kept.
    _native: Arc<Native>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("polls", &self.why_polls()).finish_non_exhaustive()
    }
}

/// Why all files are looked at again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// The files are on a disk of another machine.
    Elsewhere,
    /// The system watches no more folders.
    Watches,
    /// The system has no more watchers.
    Instances,
    /// Something else, in the system's own words.
    Other(String),
}

/// What ended a wait.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// Something has changed, or the time is over.
    Look,
    /// From now on all files are looked at again and again.
    Polls(Why),
}

/// What is known of the files.
#[derive(Default)]
struct Seen {
    state: Mutex<State>,
    /// Rung whenever something is added.
    bell: Condvar,
}

#[derive(Default)]
struct State {
    pending: Pending,
    /// The last number that the barrier's folder told of.
    passed: u64,
    /// How many folders and links have come that are not watched yet.
    coming: usize,
    polls: Option<Why>,
    /// Whether that has been told.
    is_told: bool,
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.bell.notify_all();
    }

    fn sleep<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
        self.bell.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Watch {
    /// Watches the site in `root`, with all that its links lead to. With `polls` the system is
    /// not even asked to.
    pub fn begin(root: &Path, polls: bool) -> Self {
        let seen = Arc::new(Seen::default());
        let scanner = Arc::new(Scanner::new(root.to_path_buf(), Arc::clone(&seen)));
        let barrier = Barrier::new().map(Arc::new);
        let native = Native::begin(root, &seen, &scanner, barrier.clone(), polls);
        if barrier.is_none() {
            scanner.look();
        }
        // Of what is so from the beginning the caller tells.
        seen.with(|state| state.is_told = state.polls.is_some());
        Self { seen, scanner, barrier, _native: native }
    }

    /// Why files are looked at again and again, where the system is not trusted to tell of them.
    pub fn why_polls(&self) -> Option<Why> {
        self.seen.lock().polls.clone()
    }

    /// Waits until everything that was saved before this call is known to have changed.
    pub fn catch_up(&self) {
        if self.looks() {
            self.scanner.look();
            return;
        }
        let Some(number) = self.barrier.as_ref().and_then(|barrier| barrier.raise()) else {
            // From now on by looking; what was before is known to nobody.
            self.scanner.look();
            self.seen.with(|state| state.pending.doubt(Instant::now()));
            return;
        };
        let is_behind = |state: &mut State| state.passed < number || state.coming > 0;
        let waited = self.seen.bell.wait_timeout_while(self.seen.lock(), PATIENCE, is_behind);
        let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            state.pending.doubt(Instant::now());
        }
    }

    /// Whether all files are looked at to know what has changed: where the system tells of
    /// nothing, or not in an order that can be relied on.
    fn looks(&self) -> bool {
        self.barrier.as_ref().is_none_or(|barrier| barrier.is_gone()) || self.why_polls().is_some()
    }

    /// What has changed and come to rest. Waits for what is being written just now. `is_known`
    /// are the files and folders that the site was read from.
    pub fn at_rest(&self, is_known: impl Fn(&Path) -> bool) -> Option<Changed> {
        loop {
            let mut state = self.seen.lock();
            let now = Instant::now();
            let until = match state.pending.rest(now, &is_known) {
                Rest::Nothing => return None,
                Rest::Of(changed) => return Some(changed),
                Rest::Soon(until) => until,
            };
            if state.pending.len() > MUCH {
                drop(state);
                thread::sleep(NOW_AND_THEN);
            } else {
                drop(self.seen.sleep(state, until.saturating_duration_since(now)));
            }
            if self.looks() && Instant::now() >= until {
                self.scanner.look();
            }
        }
    }

    /// Waits until there is something to ask `at_rest` for, or until `time` is over.
    pub fn wait(&self, time: Duration) -> Woken {
        // A time without end is a day, and then another.
        let end = Instant::now() + time.min(Duration::from_hours(24));
        let mut state = self.seen.lock();
        loop {
            if let Some(why) = state.polls.clone()
                && !state.is_told
            {
                state.is_told = true;
                return Woken::Polls(why);
            }
            let now = Instant::now();
            let next = state.pending.next(now).map_or(end, |next| next.min(end));
            if next <= now {
                break;
            }
            state = self.seen.sleep(state, next.saturating_duration_since(now));
        }
        drop(state);
        // What the system tells of may not be all.
        if self.looks() {
            self.scanner.look();
        }
        Woken::Look
    }

    /// Leaves nothing behind on the disk.
    pub fn close(&self) {
        self.barrier.iter().for_each(|barrier| barrier.close());
    }

    /// Tells of a file that was found to have changed without any event.
    pub fn noticed(&self, path: PathBuf) {
        self.seen.with(|state| state.pending.touch(path, Touch::Other, Instant::now()));
    }
}
