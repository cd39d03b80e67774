//! Requests are sent with ureq, connections are made safe by rustls and the machine's own list of
//! whom to trust.

use std::io::{self, ErrorKind};
use std::sync::Arc;

use ureq::Error;
use ureq::config::{Config, ConfigBuilder};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;

use super::{Fault, Proxy};

/// The largest head of an answer that is read.
const LARGEST_HEAD: usize = 64 << 10;

/// What every agent has: it follows no redirect, and gives answers of any status as they are.
#[must_use]
pub fn config(user_agent: &str, proxy: Option<ureq::Proxy>) -> ConfigBuilder<AgentScope> {
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    Config::builder()
        .user_agent(user_agent)
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_response_header_size(LARGEST_HEAD)
        .proxy(proxy)
}

/// A proxy with its exceptions.
///
/// # Errors
/// When its address cannot be read.
pub fn way_out(proxy: &Proxy) -> Result<ureq::Proxy, Error> {
    let plain = ureq::Proxy::new(&proxy.address)?;
    let builder = ureq::Proxy::builder(plain.protocol()).host(plain.host()).port(plain.port());
    let builder = match (plain.username(), plain.password()) {
        (Some(name), Some(password)) => builder.username(name).password(password),
        (Some(name), None) => builder.username(name),
        _ => builder,
    };
    let except = proxy.except.split(',').map(str::trim).filter(|name| !name.is_empty());
    // A name stands for all below it, as other programs read it.
    let both = except.flat_map(|name| {
        let bare = name.trim_start_matches('.').to_owned();
        [format!(".{bare}"), bare]
    });
    both.fold(builder, |builder, name| builder.no_proxy(&name)).build()
}

/// What an error of the library means.
#[must_use]
pub fn fault(error: &Error) -> Fault {
    match error {
        Error::Timeout(_) => Fault::Slow,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => Fault::Tls,
        Error::Io(error) => io_fault(error),
        Error::HostNotFound => Fault::NoHost,
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) => Fault::Unreachable,
        _ => Fault::Garbled,
    }
}

fn io_fault(error: &io::Error) -> Fault {
    let inner = error.get_ref();
    if inner.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>) {
        return Fault::Tls;
    }
    // While a body is read, the library's own errors come wrapped.
    if let Some(wrapped) = inner.and_then(|inner| inner.downcast_ref::<Error>()) {
        return fault(wrapped);
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => Fault::Refused,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => Fault::Closed,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::Slow,
        ErrorKind::InvalidData => Fault::Garbled,
        _ => Fault::Unreachable,
    }
}
