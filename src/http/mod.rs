//! A small HTTP server for one machine: connections, requests, answers, streams of events.
//!
//! It knows nothing of sites. What a request gets is decided by whoever runs it; what a client
//! may do to the server – how long it may take, how much it may send, from where it may ask – is
//! decided here. Every request is read by `httparse` and every answer written by `tiny_http`;
//! accepting connections is our own, because `tiny_http`'s own way starves and cannot be
//! bounded.

mod connection;
mod door;
mod guard;
mod head;
mod hub;
mod paced;
mod range;
mod reply;

pub use door::{Door, Handler, open};
pub use guard::Guard;
pub use head::{Method, Request};
pub use hub::{Hello, Hub};
pub use reply::{Body, Reply};

use std::time::Duration;

/// What a client may take of the server.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The longest request line with its headers, in bytes.
    pub head: usize,
    /// How long a client may take to send them, counted from its connection or from the end of
    /// the answer before.
    pub head_time: Duration,
    /// How long a client may take nothing, or next to nothing, of an answer.
    pub stall_time: Duration,
    /// How many connections are open at a time, event streams not counted. One more closes the
    /// one that has waited longest without asking for anything, else the one whose answer has
    /// taken longest.
    pub connections: usize,
    /// How many event streams are open at a time. One more closes the oldest.
    pub streams: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        // Some are for the site's own files.
        let files = open_files().saturating_sub(20);
        Self {
            head: 16 * 1024,
            head_time: Duration::from_secs(10),
            stall_time: Duration::from_secs(10),
            connections: 400.min(files * 2 / 5).max(1),
            streams: 600.min(files * 11 / 20).max(1),
        }
    }
}

/// How many files the program may have open; connections are files.
#[cfg(unix)]
fn open_files() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    limit.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX / 100)
}

/// How many connections there may be is only a matter of memory there.
#[cfg(not(unix))]
const fn open_files() -> usize {
    usize::MAX / 100
}
