//! One request: signed, sent, tried again while that is of use, and its answer.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use ureq::http::{Method, Request};
use ureq::{Agent, SendBody};

use super::super::S3Place;
use super::super::again::Patience;
use super::super::secret::Secret;
use super::super::wait::wait;
use super::super::{Trouble, Watch};
use super::address::{Address, query};
use super::answer::Answer;
use super::sign::{Plain, Signer, date, hex};
use super::words;
use crate::net::{Fault, config, fault, way_out};

/// What a request does, in words for whoever has to know what could not be done.
pub(super) use super::words::Deed;

/// A request, before it is signed.
pub(super) struct Asked<'a> {
    pub deed: Deed,
    pub method: Method,
    pub key: &'a str,
    pub query: &'a [(&'a str, &'a str)],
    /// In small letters.
    pub headers: Vec<(&'static str, String)>,
    pub payload: Payload<'a>,
}

/// What is sent.
#[derive(Clone, Copy)]
pub(super) enum Payload<'a> {
    Bytes(&'a [u8]),
    /// That many bytes of a file, from that place on. Read twice: to sign them, and to send them.
    Part(&'a Path, u64, u64),
}

/// The connections to a place, and who we are there.
pub(super) struct Wire {
    agent: Agent,
    pub address: Address,
    signer: Signer,
    token: Option<Secret>,
    patience: Patience,
    /// How many seconds the service's clock is ahead of ours.
    ahead: AtomicI64,
}

impl Wire {
    pub fn new(place: S3Place) -> Result<Self, Trouble> {
        let address = Address::of(&place)?;
        let proxy = place.proxy.as_ref().map(way_out).transpose();
        let proxy = proxy.map_err(|_| words::no_way_out())?;
        let silence = Some(place.patience.silence);
        let settings = config(concat!("delwebb/", env!("CARGO_PKG_VERSION")), proxy)
            .max_idle_connections(place.at_once)
            .max_idle_connections_per_host(place.at_once)
            .timeout_connect(silence)
            .timeout_recv_response(silence)
            .timeout_per_read(silence)
            .timeout_per_write(silence)
            .build();
        Ok(Self {
            agent: Agent::new_with_config(settings),
            address,
            signer: Signer { key: place.key, secret: place.secret, region: place.region },
            token: place.token,
            patience: place.patience,
            ahead: AtomicI64::new(0),
        })
    }

    /// Asks, and asks again while the answer may become another. Answers that say no are given as
    /// they are: what they mean is for whoever asked.
    pub fn ask(&self, asked: &Asked<'_>, watch: Option<&dyn Watch>) -> Result<Answer, Trouble> {
        let is_stopped = || watch.is_some_and(Watch::is_stopped);
        let mut tried = 0;
        let mut is_clock_set = false;
        loop {
            if is_stopped() {
                return Err(Trouble::stopped());
            }
            tried += 1;
            let pause = match self.once(asked) {
                Ok(answer) if !is_clock_set && answer.code() == "RequestTimeTooSkewed" => {
                    is_clock_set = true;
                    if self.set_clock(&answer) {
                        continue;
                    }
                    return Ok(answer.after(tried));
                }
                Ok(answer) if tried < self.patience.tries && answer.is_passing() => {
                    self.patience.pause_after(tried, answer.retry_after())
                }
                Ok(answer) => return Ok(answer.after(tried)),
                Err(Broken::File(error)) => return Err(words::unreadable(asked, &error)),
                Err(Broken::Net(fault)) if tried < self.patience.tries && is_passing(fault) => {
                    self.patience.pause_after(tried, None)
                }
                Err(Broken::Net(fault)) => {
                    return Err(words::no_answer(&self.address, asked, fault, tried));
                }
            };
            if !wait(pause, &is_stopped) {
                return Err(Trouble::stopped());
            }
        }
    }

    /// Signs and sends a request once.
    fn once(&self, asked: &Asked<'_>) -> Result<Answer, Broken> {
        let moment = now().saturating_add(self.ahead()).unwrap_or(Timestamp::MAX);
        let payload = digest(asked.payload).map_err(Broken::File)?;
        let path = self.address.encoded(asked.key);
        let query = query(asked.query);
        let mut headers: Vec<(String, String)> =
            asked.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        headers.push(("host".to_owned(), self.address.authority.clone()));
        headers.push(("x-amz-content-sha256".to_owned(), payload.clone()));
        headers.push(("x-amz-date".to_owned(), date(moment)));
        if let Some(token) = &self.token {
            headers.push(("x-amz-security-token".to_owned(), token.reveal().to_owned()));
        }
        headers.sort();
        let plain = Plain {
            method: asked.method.as_str(),
            path: &path,
            query: &query,
            headers: &headers,
            payload: &payload,
        };
        let authorization = self.signer.authorization(&plain, moment);
        let mut request = Request::builder()
            .method(asked.method.clone())
            .uri(self.address.url(&path, &query))
            .header("authorization", authorization);
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        self.send(request, asked)
    }

    fn send(
        &self,
        request: ureq::http::request::Builder,
        asked: &Asked<'_>,
    ) -> Result<Answer, Broken> {
        let garbled = |_| Broken::Net(Fault::Garbled);
        let is_with_body = matches!(asked.method, Method::PUT | Method::POST);
        let answer = match asked.payload {
            Payload::Bytes(bytes) if is_with_body => {
                self.agent.run(request.body(bytes).map_err(garbled)?)
            }
            Payload::Bytes(_) => self.agent.run(request.body(()).map_err(garbled)?),
            Payload::Part(path, from, len) => {
                let mut part = part(path, from, len).map_err(Broken::File)?;
                let request = request.header("content-length", len);
                let body = SendBody::from_reader(&mut part);
                self.agent.run(request.body(body).map_err(garbled)?)
            }
        };
        let (head, mut body) = answer.map_err(|error| Broken::Net(fault(&error)))?.into_parts();
        // Read to its end, so that the connection can be used again.
        let bytes = body.with_config().limit(u64::MAX).read_to_vec();
        let bytes = bytes.map_err(|error| Broken::Net(fault(&error)))?;
        let is_read = asked.method == Method::GET;
        Ok(Answer::new(head.status.as_u16(), head.headers, bytes, is_read))
    }

    fn ahead(&self) -> SignedDuration {
        SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed))
    }

    /// Takes the service's clock for the right one, when it says what it shows.
    fn set_clock(&self, answer: &Answer) -> bool {
        let shown = answer.header("date").and_then(|date| rfc2822::parse(date).ok());
        if let Some(shown) = &shown {
            let ahead = shown.timestamp().duration_since(now());
            self.ahead.store(ahead.as_secs(), Ordering::Relaxed);
        }
        shown.is_some()
    }
}

/// The clock of this machine: a signature holds for a quarter of an hour, whatever day a site is
/// built for.
#[expect(clippy::disallowed_methods, reason = "a signature tells when it was made")]
fn now() -> Timestamp {
    Timestamp::now()
}

/// Why there is no answer at all.
enum Broken {
    Net(Fault),
    File(io::Error),
}

/// Whether a new try may go better. A host that is not there, or not who it says, stays so.
const fn is_passing(fault: Fault) -> bool {
    !matches!(fault, Fault::Tls | Fault::NoHost)
}

/// A part of a file.
fn part(path: &Path, from: u64, len: u64) -> io::Result<io::Take<File>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    Ok(file.take(len))
}

/// The SHA-256 of what is sent, in hexadecimal digits.
fn digest(payload: Payload<'_>) -> io::Result<String> {
    let (path, from, len) = match payload {
        Payload::Bytes(bytes) => return Ok(hex(&Sha256::digest(bytes))),
        Payload::Part(path, from, len) => (path, from, len),
    };
    let mut part = part(path, from, len)?;
    let mut hasher = Sha256::new();
    let mut lot = vec![0; 64 << 10];
    let mut left = len;
    while left > 0 {
        let read = match part.read(&mut lot) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(lot.get(..read).unwrap_or_default());
        left = left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
    }
    Ok(hex(&hasher.finalize()))
}

/// `Retry-After` as seconds.
pub(super) fn seconds(written: &str) -> Option<Duration> {
    written.trim().parse().ok().map(Duration::from_secs)
}
