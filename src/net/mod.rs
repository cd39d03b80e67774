//! The way out to the network, for the rooms that ask other machines: whom to trust, through which
//! proxy, and what went wrong.
//!
//! What is asked, how often and with how much patience is theirs. Without the features `external`
//! and `s3` nothing here can reach anybody.

#[cfg(any(feature = "external", feature = "s3"))]
mod client;

#[cfg(any(feature = "external", feature = "s3"))]
pub use client::{config, fault, way_out};

/// The way out of a house that has only one: the address of its proxy, and which hosts are
/// reached without it.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    /// Such as `http://proxy.example.se:8080`.
    pub address: String,
    /// As in `NO_PROXY`: names and endings of names, with commas between.
    pub except: String,
}

/// Without the address, which may hold a password.
impl std::fmt::Debug for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Proxy").field("except", &self.except).finish_non_exhaustive()
    }
}

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no host of that name, as far as this machine knows.
    NoHost,
    /// Nothing came in time.
    Slow,
    /// The host refused the connection.
    Refused,
    /// The connection was closed before the answer was whole.
    Closed,
    /// The connection could not be made safe.
    Tls,
    /// What came was no answer.
    Garbled,
    /// The host could not be reached.
    Unreachable,
}
