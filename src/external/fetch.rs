//! One request to another site, and what can come of it.

use std::time::Duration;

use url::Url;

/// How something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Whether it is there.
    Head,
    /// The thing itself, of which only the head is read.
    Get,
}

/// What a host answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its status, such as 404.
    pub status: u16,
    /// Where it leads on to, as the host wrote it.
    pub location: Option<String>,
    /// How long it asks us to wait before the next request.
    pub retry_after: Option<Duration>,
}

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no host of that name, says the network.
    NoHost,
    /// The host could not be reached, or its name not be looked up just now.
    Unreachable,
    /// The host is there, but nobody listens.
    Refused,
    /// No answer in time.
    Slow,
    /// The connection was closed before an answer came.
    Closed,
    /// The connection could not be made safe.
    Tls,
    /// What came was no answer.
    Garbled,
    /// The host is on a network that is not to be asked.
    Private,
}

impl Trouble {
    /// Whether somebody must have been there to make it: then the network works.
    pub(super) const fn is_contact(self) -> bool {
        matches!(self, Self::Refused | Self::Closed | Self::Tls | Self::Garbled)
    }
}

/// Something that sends requests. Follows nothing, tries nothing again, and keeps no host waiting:
/// that is `Asker`'s.
pub trait Fetch: Send + Sync {
    /// Sends one request.
    ///
    /// # Errors
    /// When no answer came.
    fn fetch(&self, method: Method, url: &Url) -> Result<Reply, Trouble>;

    /// Whether the network knows a host of this name: to tell a name that is gone from a network
    /// that is.
    fn knows(&self, host: &str) -> bool;
}
