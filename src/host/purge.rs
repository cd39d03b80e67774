//! Makes a CDN forget what it holds: a request that the settings describe.

use std::fmt;

use super::{Patience, Trouble};
use crate::net::Proxy;

#[cfg(feature = "s3")]
mod send;
#[cfg(not(feature = "s3"))]
#[path = "purge/without.rs"]
mod send;

/// The request that makes a CDN forget.
///
/// `{adresser}` in its body is the addresses as a JSON list. `{adress}`, in its address, headers
/// or body, is one of them: then there is a request for each. `${NAMN}` in address, headers and
/// body is what that variable of the environment holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Purge {
    /// Where it is sent.
    pub url: String,
    /// `POST`, `PURGE`, `DELETE` …
    pub method: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub body: String,
    /// The most addresses that one request may hold, where the CDN has such a bound.
    pub at_once: Option<usize>,
}

/// Without values: somebody may have written a secret there after all.
impl fmt::Debug for Purge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Purge").field("method", &self.method).finish_non_exhaustive()
    }
}

/// Asks the CDN to forget `addresses`, and tells how many requests that took. `environment` says
/// what a variable holds.
///
/// # Errors
/// When a variable is not there, or the CDN does not do it, also after trying again. The site is
/// published all the same: visitors get the new pages when the CDN forgets by itself.
pub fn purge(
    purge: &Purge,
    addresses: &[String],
    environment: &dyn Fn(&str) -> Option<String>,
    (proxy, patience): (Option<&Proxy>, Patience),
    is_stopped: &dyn Fn() -> bool,
) -> Result<usize, Trouble> {
    if addresses.is_empty() {
        return Ok(0);
    }
    send::send(purge, addresses, environment, (proxy, patience), is_stopped)
}
