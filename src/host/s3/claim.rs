//! Of two who want to create one object, one does.
//!
//! `If-None-Match: *` does it, where the service knows it. One that does not may say so, or may
//! overwrite and say nothing: so it is tried out first, on an object of nobody's. Without it,
//! everybody who wants to create the object leaves an object of their own beside the others' and
//! looks for them: whoever sees nobody else goes on, others withdraw and come back after a while
//! of random length, which grows. Two cannot both go on, because each has left theirs before looking.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime};

use ureq::http::Method;

use super::super::again::chance;
use super::super::paths::OWN;
use super::super::wait::wait;
use super::super::{Headers, Trouble};
use super::ask::{Asked, Payload};
use super::words::{self, Deed};
use super::{Conditions, S3};

/// How often those who meet withdraw and come back.
const ROUNDS: u32 = 12;

/// The longest that anybody stays away.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// After how long what somebody left is that of somebody who never came back.
const FORGOTTEN: Duration = Duration::from_mins(2);

impl S3 {
    /// Creates an object, unless it is there. Tells whether it did.
    pub(super) fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        if self.get(path)?.is_some() {
            return Ok(false);
        }
        if self.knows_conditions()? {
            return self.create_if_none(path, bytes);
        }
        let folder = format!("{OWN}/{}", path.replace('/', "-"));
        let own = format!("{folder}/{:016x}", chance());
        for round in 0..ROUNDS {
            let begun = Instant::now();
            self.put_plain(&own, bytes)?;
            let created = self.create_alone(path, &folder, &own, bytes);
            self.delete(&[self.wire.address.key(&own)], None)?;
            if let Some(created) = created? {
                return Ok(created);
            }
            // Twice as long each time, so that however many and slow they are, one is alone soon.
            let most = begun.elapsed().saturating_mul(4 << round).min(LONGEST_PAUSE);
            let pause = chance() % u64::try_from(most.as_millis()).unwrap_or(1).max(100);
            let _ = wait(Duration::from_millis(pause), &|| false);
            if self.get(path)?.is_some() {
                return Ok(false);
            }
        }
        Err(words::contended(path))
    }

    /// Creates an object when nobody else is about to; nothing when somebody is.
    fn create_alone(
        &self,
        path: &str,
        folder: &str,
        own: &str,
        bytes: &[u8],
    ) -> Result<Option<bool>, Trouble> {
        let all = self.keys(&self.wire.address.key(&format!("{folder}/")))?;
        let own_key = self.wire.address.key(own);
        let own_time = all.iter().find(|one| one.key == own_key).and_then(|one| one.modified);
        // Both times are the service's.
        let is_forgotten = |left: Option<SystemTime>| {
            let age = left.zip(own_time).and_then(|(left, own)| own.duration_since(left).ok());
            age.is_some_and(|age| age > FORGOTTEN)
        };
        let others: Vec<_> = all.into_iter().filter(|one| one.key != own_key).collect();
        if others.iter().any(|one| !is_forgotten(one.modified)) {
            return Ok(None);
        }
        // Somebody may have created it and withdrawn meanwhile.
        if self.get(path)?.is_some() {
            return Ok(Some(false));
        }
        self.put_plain(path, bytes)?;
        let left: Vec<String> = others.into_iter().map(|one| one.key).collect();
        self.delete(&left, None)?;
        Ok(Some(true))
    }

    /// Whether the service keeps what is there when it is told to. Found out once.
    fn knows_conditions(&self) -> Result<bool, Trouble> {
        match self.conditions.load(Ordering::Relaxed) {
            Conditions::KNOWN => return Ok(true),
            Conditions::UNKNOWN => return Ok(false),
            _ => {}
        }
        let path = format!("{OWN}/{:016x}", chance());
        // The second one finds the first.
        let first = self.put_if_none(&path, b"")?;
        let second = first.is_done().then(|| self.put_if_none(&path, b"")).transpose()?;
        if first.is_done() {
            self.delete(&[self.wire.address.key(&path)], None)?;
        } else if !matches!(first.status, 400 | 412 | 501) {
            let key = self.wire.address.key(&path);
            return Err(words::refused(&self.wire.address, Deed::Write, &key, &first));
        }
        let is_known = first.status == 412 || second.is_some_and(|second| second.status == 412);
        let state = if is_known { Conditions::KNOWN } else { Conditions::UNKNOWN };
        self.conditions.store(state, Ordering::Relaxed);
        Ok(is_known)
    }

    fn create_if_none(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        let answer = self.put_if_none(path, bytes)?;
        if answer.is_done() {
            return Ok(true);
        }
        if answer.status != 412 {
            let key = self.wire.address.key(path);
            return Err(words::refused(&self.wire.address, Deed::Write, &key, &answer));
        }
        // An earlier try may have done it, and its answer not have come.
        Ok(answer.tried > 1 && self.get(path)?.is_some_and(|there| there == bytes))
    }

    fn put_if_none(&self, path: &str, bytes: &[u8]) -> Result<super::answer::Answer, Trouble> {
        let asked = Asked {
            deed: Deed::Write,
            method: Method::PUT,
            key: &self.wire.address.key(path),
            query: &[],
            headers: vec![("if-none-match", "*".to_owned())],
            payload: Payload::Bytes(bytes),
        };
        self.wire.ask(&asked, None)
    }

    fn put_plain(&self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let key = self.wire.address.key(path);
        self.put_whole(&key, Payload::Bytes(bytes), Headers::default(), None)
    }
}
