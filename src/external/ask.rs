//! Asks for one address: first for its head, then for itself; follows where it leads; tries again
//! what may pass.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use url::Url;

use super::address::{self, Reach};
use super::answer::{Answer, Reason};
use super::fetch::{Fetch, Method, Reply, Trouble};
use super::hosts::{self, Hosts};
use super::patience::{Manners, Patience};

/// So many times an address may lead on. Browsers follow twenty; nobody means more than ten.
const LONGEST: usize = 10;

/// So many times something itself is asked for when what comes may pass.
const TRIES: u32 = 3;

/// A host that gives no answer in time so many times is not asked for more.
const SILENCES: usize = 2;

/// Asks, and knows what others who ask have learnt of the hosts.
pub(super) struct Asker<'a> {
    pub fetch: &'a dyn Fetch,
    pub manners: &'a Manners,
    pub reach: Reach,
    pub hosts: &'a Hosts,
    pub patience: &'a Patience,
    /// Set when somebody has answered: the network works.
    pub contact: &'a AtomicBool,
    /// How many requests were sent.
    pub requests: &'a AtomicUsize,
}

/// Why there is no answer to speak of.
enum Without {
    /// This is the answer.
    Known(Answer),
    /// Somebody has had enough.
    Stopped,
}

impl From<Reason> for Without {
    fn from(reason: Reason) -> Self {
        Self::Known(Answer::Unknown(reason))
    }
}

impl Asker<'_> {
    /// What is at an address. Nothing when somebody has had enough.
    pub fn ask(&self, written: &str) -> Option<Answer> {
        let Some(url) = address::read(written) else { return Some(Answer::Unknown(Reason::Odd)) };
        match self.follow(url) {
            Ok(answer) | Err(Without::Known(answer)) => Some(answer),
            Err(Without::Stopped) => None,
        }
    }

    /// Goes where an address leads.
    fn follow(&self, start: Url) -> Result<Answer, Without> {
        let mut seen = BTreeSet::new();
        let mut url = start;
        // As far as all have said that they moved for good.
        let mut moved: Option<Url> = None;
        let mut is_for_good = true;
        while seen.len() <= LONGEST && seen.insert(url.to_string()) {
            let reply = self.knock(&url)?;
            let next = reply.location.as_deref().and_then(|to| url.join(to).ok());
            match (reply.status, next) {
                (200..=299, _) => {
                    return Ok(moved.map_or(Answer::Good, |to| Answer::Moved(to.into())));
                }
                (status @ (404 | 410), _) => return Ok(Answer::Gone(status)),
                (status @ (301 | 302 | 303 | 307 | 308), Some(next)) => {
                    is_for_good &= matches!(status, 301 | 308);
                    if is_for_good {
                        moved = Some(next.clone());
                    }
                    // Where on the page it leads is not asked for.
                    url = address::read(next.as_str()).ok_or(Reason::Odd)?;
                }
                (status, _) => return Err(Reason::Status(status).into()),
            }
        }
        Err(Reason::Ring.into())
    }

    /// Asks one host for one address, as many times as it takes.
    fn knock(&self, url: &Url) -> Result<Reply, Without> {
        let host = hosts::name(url);
        if !self.reach.has_name(url) {
            return Err(Reason::Private.into());
        }
        if hosts::is_never_there(url) {
            return Err(Without::Known(Answer::NoHost));
        }
        if !self.hosts.refuses_head(&host) {
            match self.once(Method::Head, &host, url)? {
                Ok(reply) if (200..400).contains(&reply.status) => return Ok(reply),
                Ok(reply) if reply.status == 429 || reply.retry_after.is_some() => {
                    self.rest(&host, &reply, 0)?;
                }
                // Many hosts say no to HEAD in whatever words they have: that is no answer yet.
                Ok(reply) => {
                    if matches!(reply.status, 405 | 501) {
                        self.hosts.ask_without_head(&host);
                    }
                }
                Err(Trouble::Closed | Trouble::Garbled) => self.hosts.ask_without_head(&host),
                Err(Trouble::Slow) if self.hosts.fell_silent(&host) < SILENCES => {
                    self.hosts.ask_without_head(&host);
                }
                Err(trouble) => return Err(self.given_up(&host, trouble)),
            }
        }
        for tried in 1.. {
            let outcome = self.once(Method::Get, &host, url)?;
            let may_pass = match &outcome {
                Ok(reply) => matches!(reply.status, 429 | 500 | 502 | 503 | 504),
                Err(trouble) => *trouble == Trouble::Closed,
            };
            match outcome {
                Ok(reply) if !may_pass => return Ok(reply),
                Ok(reply) if tried < TRIES => self.rest(&host, &reply, tried)?,
                Ok(reply) => return Err(self.tired(&host, reply.status)),
                Err(_) if may_pass && tried < TRIES => {
                    self.hosts.rest(&host, self.manners.pause * 2_u32.pow(tried - 1));
                }
                Err(Trouble::Slow) if self.hosts.fell_silent(&host) < SILENCES => {
                    return Err(Reason::Slow.into());
                }
                Err(trouble) => return Err(self.given_up(&host, trouble)),
            }
        }
        Err(Without::Stopped)
    }

    /// Sends one request, when it is the host's turn.
    fn once(
        &self,
        method: Method,
        host: &str,
        url: &Url,
    ) -> Result<Result<Reply, Trouble>, Without> {
        if let Some(verdict) = self.hosts.verdict(host) {
            return Err(Without::Known(verdict));
        }
        if !self.hosts.wait(host, self.patience) {
            return Err(Without::Stopped);
        }
        self.requests.fetch_add(1, Ordering::Relaxed);
        let outcome = self.fetch.fetch(method, url);
        if outcome.as_ref().map_or_else(|trouble| trouble.is_contact(), |_| true) {
            self.contact.store(true, Ordering::Relaxed);
        }
        Ok(outcome)
    }

    /// Leaves a host alone for as long as it asks for. One that asks for longer than anybody
    /// waits, or that has had too much and does not say until when, is not asked again.
    fn rest(&self, host: &str, reply: &Reply, tried: u32) -> Result<(), Without> {
        let asked = match (reply.retry_after, reply.status) {
            (Some(asked), _) => asked,
            (None, 429) => return Err(self.tired(host, 429)),
            (None, _) => self.manners.pause * 2_u32.pow(tried.saturating_sub(1)),
        };
        if asked > self.manners.longest_pause {
            return Err(self.tired(host, reply.status));
        }
        self.hosts.rest(host, asked.max(Duration::ZERO));
        Ok(())
    }

    /// A host that has had too much of us is not asked again; one that failed is, for other pages.
    fn tired(&self, host: &str, status: u16) -> Without {
        let answer = Answer::Unknown(Reason::Status(status));
        if status == 429 {
            self.hosts.give_up(host, answer.clone());
        }
        Without::Known(answer)
    }

    /// What trouble says of the address; what it says of the host holds for all its addresses.
    fn given_up(&self, host: &str, trouble: Trouble) -> Without {
        let answer = match trouble {
            Trouble::NoHost => Answer::NoHost,
            Trouble::Unreachable => Answer::Unknown(Reason::Unreachable),
            Trouble::Refused | Trouble::Closed => Answer::Unknown(Reason::Closed),
            Trouble::Slow => Answer::Unknown(Reason::Slow),
            Trouble::Tls => Answer::Unknown(Reason::Tls),
            Trouble::Garbled => Answer::Unknown(Reason::Garbled),
            Trouble::Private => Answer::Unknown(Reason::Private),
        };
        if matches!(trouble, Trouble::NoHost | Trouble::Unreachable | Trouble::Slow) {
            self.hosts.give_up(host, answer.clone());
        }
        Without::Known(answer)
    }
}
