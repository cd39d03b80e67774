//! One publisher at a time: a file on the host says who, since when and until when.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::base::{Failure, Text};
use crate::host::{Body, Headers, Host, Sent, Unwatched};

use super::release::{in_zone, sha256};

/// How long a lock holds when nobody renews it.
const HOLDS: SignedDuration = SignedDuration::from_secs(120);

/// How often it is renewed.
const RENEWED_EVERY: Duration = Duration::from_secs(30);

/// How often it is looked whether to stop renewing.
const TICK: Duration = Duration::from_millis(20);

/// How many dead publishers may have tried to take over an expired lock.
const MOST_ATTEMPTS: usize = 16;

/// Who asks for the lock, and when.
pub struct Asker<'a> {
    /// The name of the account.
    pub by: &'a str,
    /// The site's time zone, such as `Europe/Stockholm`: in which times are told.
    pub zone: &'a str,
    /// The clock of this machine.
    pub clock: &'a (dyn Fn() -> Timestamp + Sync),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// Who holds it.
    holder: String,
    /// Since when.
    since: Timestamp,
    /// Until when, unless it is renewed.
    until: Timestamp,
    /// What tells this lock from every other.
    nonce: String,
}

/// The right to publish, until `release`.
pub struct Lock<'a> {
    host: &'a dyn Host,
    path: String,
    clock: &'a (dyn Fn() -> Timestamp + Sync),
    zone: &'a str,
    note: Note,
    is_lost: AtomicBool,
}

impl<'a> Lock<'a> {
    /// Takes the lock at `path`.
    ///
    /// # Errors
    /// When somebody else has it, or the host cannot be reached.
    pub fn take(host: &'a dyn Host, path: &str, asker: &Asker<'a>) -> Result<Self, Failure> {
        let now = (asker.clock)();
        // The clock alone could say the same to two processes.
        let seed = format!("{} {now:?} {} {:p}", asker.by, std::process::id(), asker);
        let note = Note {
            holder: asker.by.to_owned(),
            since: now,
            until: now + HOLDS,
            nonce: sha256(seed.as_bytes()).get(..16).unwrap_or_default().to_owned(),
        };
        let lock = Self {
            host,
            path: path.to_owned(),
            clock: asker.clock,
            zone: asker.zone,
            note,
            is_lost: AtomicBool::new(false),
        };
        if host.claim(path, &bytes(&lock.note))? {
            return Ok(lock);
        }
        let Some(there) = lock.there()? else {
            // It was given back this very moment.
            return if host.claim(path, &bytes(&lock.note))? {
                Ok(lock)
            } else {
                Err(taken(None, asker.zone, path))
            };
        };
        if there.until > now || !lock.take_over(&there)? {
            return Err(taken(Some(&there), asker.zone, path));
        }
        Ok(lock)
    }

    /// Takes the place of a lock that has expired: of all who try, one wins.
    fn take_over(&self, expired: &Note) -> Result<bool, Failure> {
        for attempt in 0..MOST_ATTEMPTS {
            let claim = format!("{}.{}.{attempt}", self.path, expired.nonce);
            if self.host.claim(&claim, &bytes(&self.note))? {
                // Whoever was here first has left another lock behind.
                let is_there_still = self.there()?.as_ref() == Some(expired);
                if is_there_still {
                    self.put(&self.note)?;
                }
                self.host.remove(&[claim], &Unwatched)?;
                return Ok(is_there_still);
            }
            // Somebody is taking it over, or died doing so.
            let other = self.host.read(&claim)?.and_then(|read| note(&read));
            if other.is_none_or(|other| other.until > (self.clock)()) {
                return Ok(false);
            }
        }
        Ok(false)
    }

    fn there(&self) -> Result<Option<Note>, Failure> {
        let Some(read) = self.host.read(&self.path)? else { return Ok(None) };
        // What cannot be read is somebody's all the same, but holds for nobody.
        Ok(Some(note(&read).unwrap_or_else(|| Note {
            holder: String::new(),
            since: Timestamp::UNIX_EPOCH,
            until: Timestamp::UNIX_EPOCH,
            nonce: sha256(&read).get(..16).unwrap_or_default().to_owned(),
        })))
    }

    fn put(&self, note: &Note) -> Result<(), Failure> {
        let bytes = bytes(note);
        let body = Body::Bytes(&bytes);
        let sent = Sent { path: &self.path, body, headers: Headers::default() };
        Ok(self.host.write(&[sent], &Unwatched)?)
    }

    /// Does `work`, and renews the lock meanwhile.
    pub fn while_working<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let is_done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let renewing = scope.spawn(|| {
                let mut waited = Duration::ZERO;
                while !is_done.load(Ordering::Acquire) {
                    std::thread::park_timeout(TICK);
                    waited += TICK;
                    if waited >= RENEWED_EVERY {
                        waited = Duration::ZERO;
                        let until = (self.clock)() + HOLDS;
                        // A connection that is gone for good is seen by the work itself.
                        let is_ours = self.is_ours().unwrap_or(true);
                        if !is_ours {
                            self.is_lost.store(true, Ordering::Release);
                            return;
                        }
                        let _ = self.put(&Note { until, ..self.note.clone() });
                    }
                }
            });
            let done = work();
            is_done.store(true, Ordering::Release);
            renewing.thread().unpark();
            done
        })
    }

    /// What time it is, by the clock that it holds by.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn is_ours(&self) -> Result<bool, Failure> {
        Ok(self.there()?.is_some_and(|there| there.nonce == self.note.nonce))
    }

    /// Makes sure that the lock is still ours: asked right before visitors see anything.
    ///
    /// # Errors
    /// When somebody else has it now.
    pub fn hold(&self) -> Result<(), Failure> {
        if self.is_lost.load(Ordering::Acquire) || !self.is_ours()? {
            return Err(taken(self.there()?.as_ref(), self.zone, &self.path));
        }
        Ok(())
    }

    /// Gives it back.
    ///
    /// # Errors
    /// When the host cannot be reached; it then expires by itself.
    pub fn release(self) -> Result<(), Failure> {
        if self.is_ours()? {
            self.host.remove(&[self.path], &Unwatched)?;
        }
        Ok(())
    }
}

fn bytes(note: &Note) -> Vec<u8> {
    serde_json::to_vec(note).unwrap_or_default()
}

fn note(bytes: &[u8]) -> Option<Note> {
    serde_json::from_slice(bytes).ok()
}

fn taken(there: Option<&Note>, zone: &str, path: &str) -> Failure {
    let mut failure = Failure::new(Text::fixed(
        "Någon annan publicerar just nu. Inget är ändrat",
        "Somebody else is publishing right now. Nothing has been changed",
    ))
    .with_help(Text::fixed(
        "Vänta en stund och kör kommandot igen. Har den andra avbrutits går det när låset har gått ut. Är den tiden orimlig går någons klocka fel: ta då bort låset.",
        "Wait a moment and run the command again. If the other one was broken off, that is when the lock has expired. If that time makes no sense, somebody's clock is wrong: then remove the lock.",
    ));
    failure.cause = there.map(|there| {
        let (since, until) = (in_zone(there.since, zone), in_zone(there.until, zone));
        let holder = if there.holder.is_empty() { "?" } else { &there.holder };
        Text::new(
            format!("{holder} började {since}. Låset {path} gäller till {until}, om det inte förnyas."),
            format!("{holder} began at {since}. The lock {path} holds until {until}, unless it is renewed."),
        )
    });
    failure
}
