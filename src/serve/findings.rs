//! What is wrong with the site, found in the background while nobody waits for it.
//!
//! The site has a *version*: even while it is at rest, odd while it is being changed. Whoever
//! holds the site and sees an even version knows that nothing of it is changed meanwhile; and a
//! check that sees another version than the one it began with gives up, so that a save never
//! waits for it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLockReadGuard};
use std::time::{Duration, Instant};

use crate::base::Diagnostic;
use crate::pipeline::has_errors;

use super::preview::{Now, Preview};

/// How long nothing has to change before anything is checked: who saves every few moments has
/// the machine for the pages.
const QUIET: Duration = Duration::from_millis(100);

/// What the last check found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    version: AtomicU64,
    state: Mutex<State>,
    /// Rung when the site has changed, when a check is done, and when somebody waits for one.
    bell: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The version that was checked last, and what was found.
    checked: Option<(u64, Arc<Vec<Diagnostic>>)>,
    changed: Option<Instant>,
    is_awaited: bool,
}

impl State {
    fn of(&self, version: u64) -> Option<&Arc<Vec<Diagnostic>>> {
        self.checked.as_ref().filter(|(checked, _)| *checked == version).map(|(_, found)| found)
    }
}

impl Findings {
    /// The version of the site that is at rest.
    fn at_rest(&self) -> Option<u64> {
        Some(self.version.load(Ordering::SeqCst)).filter(|version| version % 2 == 0)
    }

    /// The site is about to be changed, by one at a time. A check that is under way gives up.
    pub fn begin_change(&self) {
        self.version.fetch_add(1, Ordering::SeqCst);
    }

    /// The site is at rest again.
    pub fn end_change(&self, is_new: bool) {
        // Under the lock, or one who is about to wait would not hear the bell.
        let mut state = self.state();
        if is_new {
            self.version.fetch_add(1, Ordering::SeqCst);
            state.changed = Some(Instant::now());
        } else {
            self.version.fetch_sub(1, Ordering::SeqCst);
        }
        drop(state);
        self.bell.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is something to check, and gives its version.
    fn wait(&self) -> u64 {
        let mut state = self.state();
        loop {
            let unchecked = self.at_rest().filter(|version| state.of(*version).is_none());
            let Some(version) = unchecked else {
                state = self.bell.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            // Who has just begun waits for the first page, and for no check.
            let quiet = state.changed.get_or_insert_with(Instant::now).elapsed();
            if state.is_awaited || quiet >= QUIET {
                return version;
            }
            let left = QUIET.saturating_sub(quiet);
            let waited = self.bell.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Preview {
    /// Checks the newest site whenever it has come to rest, and tells those who look at a page.
    pub(super) fn keep_checking(&self) -> ! {
        loop {
            let version = self.findings.wait();
            let now = self.now();
            if self.findings.at_rest() != Some(version) {
                continue;
            }
            let is_old = || self.findings.version.load(Ordering::SeqCst) != version;
            let Some(mut found) = now.site.check_content_until(&is_old) else { continue };
            drop(now);
            self.keep(version, found.clone());
            // A page made of faulty content would only repeat the fault in a template's words.
            if has_errors(&found) {
                continue;
            }
            let now = self.now();
            if is_old() {
                continue;
            }
            let Some(more) = now.site.check_pages_until(&is_old) else { continue };
            drop(now);
            if !more.is_empty() {
                found.extend(more);
                found.sort();
                self.keep(version, found);
            }
        }
    }

    /// Keeps what was found in a version, and tells those who look at a page.
    fn keep(&self, version: u64, found: Vec<Diagnostic>) {
        let mut state = self.findings.state();
        state.checked = Some((version, Arc::new(found)));
        state.is_awaited = false;
        drop(state);
        self.findings.bell.notify_all();
        self.tell();
    }

    /// The site and what is wrong with it, if that is known by now. Nothing of it is changed for
    /// as long as it is held.
    pub(super) fn checked(&self) -> (RwLockReadGuard<'_, Now>, Option<Arc<Vec<Diagnostic>>>) {
        let now = self.now();
        let version = self.findings.at_rest();
        let found = version.and_then(|version| self.findings.state().of(version).cloned());
        (now, found)
    }

    /// The same, with some patience for a check that is not done.
    pub(super) fn checked_within(
        &self,
        patience: Duration,
    ) -> (RwLockReadGuard<'_, Now>, Option<Arc<Vec<Diagnostic>>>) {
        let end = Instant::now() + patience;
        loop {
            let (now, found) = self.checked();
            let left = end.saturating_duration_since(Instant::now());
            if found.is_some() || left.is_zero() {
                return (now, found);
            }
            drop(now);
            let mut state = self.findings.state();
            state.is_awaited = true;
            self.findings.bell.notify_all();
            let is_unknown = |state: &mut State| {
                let version = self.findings.at_rest();
                version.is_none_or(|version| state.of(version).is_none())
            };
            drop(self.findings.bell.wait_timeout_while(state, left, is_unknown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_counts_for_one_version() {
        let findings = Findings::default();
        assert_eq!(findings.wait(), 0, "nothing has been checked");
        findings.state().checked = Some((0, Arc::default()));
        findings.begin_change();
        assert_eq!(findings.at_rest(), None);
        findings.end_change(false);
        assert!(findings.state().of(0).is_some(), "nothing was new");
        findings.begin_change();
        findings.end_change(true);
        let begun = Instant::now();
        assert_eq!(findings.wait(), 2);
        assert!(begun.elapsed() >= QUIET / 2, "only when it is quiet");
        findings.state().is_awaited = true;
        findings.begin_change();
        findings.end_change(true);
        let begun = Instant::now();
        assert_eq!(findings.wait(), 4);
        assert!(begun.elapsed() < QUIET / 2, "at once when somebody waits");
    }
}
