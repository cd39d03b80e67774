//! What is known of each host that is asked: when it may be asked again, how it wants to be
//! asked, and whether there is any use in it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use super::answer::Answer;
use super::patience::Patience;

/// All hosts. The same for every thread: redirects lead from one host's thread to another host.
#[derive(Debug)]
pub(super) struct Hosts {
    gap: Duration,
    known: Mutex<HashMap<String, Host>>,
}

#[derive(Debug, Default)]
struct Host {
    /// The earliest moment of the next request.
    next: Option<Instant>,
    /// It has no answer to HEAD.
    refuses_head: bool,
    /// What every further question to it would be answered with.
    verdict: Option<Answer>,
    /// How many times it gave no answer in time.
    silences: usize,
}

/// The name by which a host is known: its ports are one host.
pub(super) fn name(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase()
}

/// Whether the host's name is of those that are never there (RFC 6761): nobody need be asked.
pub(super) fn is_never_there(url: &Url) -> bool {
    name(url).ends_with(".invalid")
}

impl Hosts {
    pub fn new(gap: Duration) -> Self {
        Self { gap, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `host` may be asked, and takes that turn. No when somebody had enough.
    pub fn wait(&self, host: &str, patience: &Patience) -> bool {
        loop {
            let turn = {
                let mut known = self.known();
                let state = known.entry(host.to_owned()).or_default();
                let now = Instant::now();
                let turn = state.next.map_or(now, |next| next.max(now));
                // Taken only when it has come: the host may ask for more time meanwhile.
                if turn <= now {
                    state.next = Some(now + self.gap);
                    return !patience.is_over();
                }
                turn
            };
            if !patience.until(turn) {
                return false;
            }
        }
    }

    /// Leaves `host` alone for so long.
    pub fn rest(&self, host: &str, time: Duration) {
        let mut known = self.known();
        let state = known.entry(host.to_owned()).or_default();
        let until = Instant::now() + time;
        state.next = Some(state.next.map_or(until, |next| next.max(until)));
    }

    pub fn refuses_head(&self, host: &str) -> bool {
        self.known().get(host).is_some_and(|state| state.refuses_head)
    }

    pub fn ask_without_head(&self, host: &str) {
        self.known().entry(host.to_owned()).or_default().refuses_head = true;
    }

    /// What every question to `host` is answered with, when that is known.
    pub fn verdict(&self, host: &str) -> Option<Answer> {
        self.known().get(host).and_then(|state| state.verdict.clone())
    }

    /// `host` is not asked again: it would answer the same.
    pub fn give_up(&self, host: &str, verdict: Answer) {
        self.known().entry(host.to_owned()).or_default().verdict = Some(verdict);
    }

    /// `host` gave no answer in time. How many times that makes.
    pub fn fell_silent(&self, host: &str) -> usize {
        let mut known = self.known();
        let state = known.entry(host.to_owned()).or_default();
        state.silences += 1;
        state.silences
    }
}
