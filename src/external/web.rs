//! The network: requests sent as `net` does it, and names looked up by the system.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use dns_lookup::{LookupErrorKind, lookup_host};
use ureq::Agent;
use ureq::http::{HeaderMap, header};

use crate::net::{Fault, config, fault, way_out};

use super::address::Reach;
use super::fetch::{Fetch, Method, Reply, Trouble};
use super::patience::Manners;
use super::{Proxy, Url, hosts};

/// The network.
#[derive(Debug)]
pub struct Web {
    agent: Agent,
    reach: Reach,
    /// The way out, when there is only one. Names are then looked up by it, not by us.
    proxy: Option<ureq::Proxy>,
    /// What is known of names.
    names: Mutex<HashMap<String, Result<(), Trouble>>>,
}

/// The network, as `user_agent`. Always there in a program that has the feature.
#[must_use]
pub fn web(
    user_agent: &str,
    manners: &Manners,
    reach: Reach,
    proxy: Option<&Proxy>,
) -> Option<Web> {
    let proxy = proxy.and_then(|proxy| way_out(proxy).ok());
    let config = config(user_agent, proxy.clone())
        .timeout_global(Some(manners.timeout))
        // Between two requests is a second: no connection is held open for that.
        .max_idle_connections(0)
        .build();
    let names = Mutex::default();
    Some(Web { agent: Agent::new_with_config(config), reach, proxy, names })
}

impl Fetch for Web {
    fn fetch(&self, method: Method, url: &Url) -> Result<Reply, Trouble> {
        self.find(url)?;
        let sent = match method {
            Method::Head => self.agent.head(url.as_str()).call(),
            Method::Get => self.agent.get(url.as_str()).call(),
        };
        // The body is not read: the connection closes with the answer.
        let answer = sent.map_err(|error| trouble(fault(&error)))?;
        Ok(Reply {
            status: answer.status().as_u16(),
            location: text(answer.headers(), &header::LOCATION),
            retry_after: text(answer.headers(), &header::RETRY_AFTER)
                .and_then(|written| wait(&written)),
        })
    }

    fn knows(&self, host: &str) -> bool {
        look_up(host).is_ok()
    }
}

impl Web {
    /// Finds the host of an address, and sees that it may be asked.
    fn find(&self, url: &Url) -> Result<(), Trouble> {
        let is_behind =
            |proxy: &ureq::Proxy| url.as_str().parse().is_ok_and(|uri| !proxy.is_no_proxy(&uri));
        if !matches!(url.host(), Some(url::Host::Domain(_)))
            || self.proxy.as_ref().is_some_and(is_behind)
        {
            return Ok(());
        }
        let name = hosts::name(url);
        let known = || self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&name) {
            return *found;
        }
        let found = look_up(&name).and_then(|all| {
            let is_open = all.iter().all(|ip| self.reach.has(*ip));
            if is_open { Ok(()) } else { Err(Trouble::Private) }
        });
        known().insert(name, found);
        found
    }
}

/// The machines that have a name.
fn look_up(host: &str) -> Result<Vec<IpAddr>, Trouble> {
    match lookup_host(host) {
        Ok(found) => Ok(found.collect()),
        Err(error) => Err(match error.kind() {
            LookupErrorKind::NoName | LookupErrorKind::NoData => Trouble::NoHost,
            _ => Trouble::Unreachable,
        }),
    }
}

/// A field of an answer's head. Latin letters outside ASCII are read as UTF-8, as browsers do.
fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    let bytes = headers.get(name)?.as_bytes();
    Some(String::from_utf8_lossy(bytes).trim().to_owned())
}

/// `Retry-After`: a number of seconds. A day and hour is further off than anybody waits.
fn wait(written: &str) -> Option<Duration> {
    let seconds = written.parse().ok().map(Duration::from_secs);
    seconds.or_else(|| written.contains("GMT").then_some(Duration::MAX))
}

/// What there was instead of an answer. A name that the library does not find was found by us.
const fn trouble(fault: Fault) -> Trouble {
    match fault {
        Fault::Slow => Trouble::Slow,
        Fault::Refused => Trouble::Refused,
        Fault::Closed => Trouble::Closed,
        Fault::Tls => Trouble::Tls,
        Fault::Garbled => Trouble::Garbled,
        Fault::NoHost | Fault::Unreachable => Trouble::Unreachable,
    }
}
