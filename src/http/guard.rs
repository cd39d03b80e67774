//! Who may ask: a page of another site may neither read this one nor listen to it.
//!
//! A browser lets any page on the web send requests to this machine. Two things tell them from
//! one's own: the name that the browser believes it talks to (`Host`: after a DNS rebinding it is
//! the attacker's), and the page that asks (`Origin`, `Sec-Fetch-Site`).

use std::net::IpAddr;

use super::Request;

/// The names this server goes by.
#[derive(Debug, Clone)]
pub struct Guard {
    names: Vec<String>,
    /// Whether other machines may ask: then they use this machine's number or the given name.
    is_open: bool,
}

impl Guard {
    /// For a server on `host`, also known as `others` – behind a proxy, for instance.
    #[must_use]
    pub fn new(host: &str, others: impl IntoIterator<Item = String>) -> Self {
        let address: Option<IpAddr> = bare(host).parse().ok();
        let is_open = address.is_some_and(|address| !address.is_loopback());
        let names = others.into_iter().chain([host.to_owned()]);
        Self { names: names.map(|name| name.to_ascii_lowercase()).collect(), is_open }
    }

    /// Whether a request may be answered at all.
    #[must_use]
    pub fn lets_in(&self, request: &Request) -> bool {
        let Some(host) = &request.host else {
            // Only programs of another age send none, and no browser is one of them.
            return request.origin.is_none();
        };
        self.is_ours(host) && request.origin.as_ref().is_none_or(|origin| is_same(origin, host))
    }

    /// Whether a request may listen to events: never one that a page of another site makes.
    #[must_use]
    pub fn lets_listen(&self, request: &Request) -> bool {
        let site = request.fetch_site.as_deref();
        self.lets_in(request) && matches!(site, None | Some("same-origin" | "none"))
    }

    fn is_ours(&self, host: &str) -> bool {
        let name = name_of(host).to_ascii_lowercase();
        if name == "localhost" || name.ends_with(".localhost") || self.names.contains(&name) {
            return true;
        }
        // A number cannot be rebound: it is where the browser really went.
        let address: Option<IpAddr> = bare(&name).parse().ok();
        address.is_some_and(|address| address.is_loopback() || self.is_open)
    }
}

/// Whether `origin` is a page of the host that the request was sent to.
fn is_same(origin: &str, host: &str) -> bool {
    let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    rest.is_some_and(|rest| rest.eq_ignore_ascii_case(host))
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.is_empty() => {
            // `::1` without brackets is a number and has no port.
            if name.contains(':') && !name.ends_with(']') { host } else { name }
        }
        _ => host,
    }
}

/// An address without the brackets that a port needs.
fn bare(name: &str) -> &str {
    name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name)
}
