//! The head of a request, read strictly: what two programs could read in two ways is refused.

use std::net::IpAddr;

use percent_encoding::percent_decode;
use unicode_normalization::UnicodeNormalization;

/// What proxies add.
const FORWARDED: [&str; 6] =
    ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/// More headers than any browser sends.
const MOST_HEADERS: usize = 64;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The whole answer.
    Get,
    /// The answer without its body.
    Head,
}

/// A request. None has a body: nothing is ever sent to this server.
#[derive(Debug, Clone)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// The path, decoded and in NFC; begins with `/`.
    pub path: String,
    /// What follows `?`, as written.
    pub query: Option<String>,
    /// The host the client believes it talks to, with its port.
    pub host: Option<String>,
    /// The page that asks, when a script does.
    pub origin: Option<String>,
    /// What browsers say of the page that asks: `same-origin`, `cross-site` …
    pub fetch_site: Option<String>,
    /// `Range`, as written.
    pub range: Option<String>,
    /// `If-Range`, as written.
    pub if_range: Option<String>,
    /// `If-None-Match`, as written.
    pub if_none_match: Option<String>,
    /// Where the client is; set when the connection is known.
    pub peer: Option<IpAddr>,
    /// Whether a proxy says that it asks for somebody else.
    pub is_forwarded: bool,
    /// Whether the client wants to ask more on the same connection.
    pub keep_alive: bool,
}

impl Request {
    /// Whether a browser on this machine asks for whoever sits at it, and calls it by its own
    /// name: a proxy asks for others.
    #[must_use]
    pub fn is_from_here(&self) -> bool {
        let host = self.host.as_deref().unwrap_or_default();
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next(),
            None => host.split(':').next(),
        };
        let name = name.unwrap_or_default();
        let is_local = name.eq_ignore_ascii_case("localhost")
            || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        is_local && !self.is_forwarded && self.peer.is_some_and(|peer| peer.is_loopback())
    }
}

/// What came of the bytes so far.
#[derive(Debug)]
pub enum Read {
    /// More is to come.
    Partial,
    /// A request, and how many bytes it took.
    Whole(Box<Request>, usize),
    /// Something that is refused, with this status.
    Refused(u16),
}

/// Reads one request from the beginning of `bytes`.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let len = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(len)) => len,
        Ok(httparse::Status::Partial) => return Read::Partial,
        Err(httparse::Error::TooManyHeaders) => return Read::Refused(431),
        Err(_) => return Read::Refused(400),
    };
    match understand(&parsed) {
        Ok(request) => Read::Whole(Box::new(request), len),
        Err(status) => Read::Refused(status),
    }
}

/// What a head says, or the status it is refused with.
fn understand(parsed: &httparse::Request<'_, '_>) -> Result<Request, u16> {
    let is_last_version = parsed.version == Some(1);
    let only = |name: &str| -> Result<Option<String>, u16> {
        let mut found = parsed.headers.iter().filter(|h| h.name.eq_ignore_ascii_case(name));
        let first = found.next();
        // Two of them, and two readers may each take their own.
        if found.next().is_some() {
            return Err(400);
        }
        match first.map(|header| std::str::from_utf8(header.value)) {
            None => Ok(None),
            Some(Ok(value)) => Ok(Some(value.trim().to_owned())),
            Some(Err(_)) => Err(400),
        }
    };
    // A body is a way to smuggle a second request; no request here needs one.
    if only("transfer-encoding")?.is_some() {
        return Err(400);
    }
    if only("content-length")?.is_some_and(|len| len != "0") {
        return Err(413);
    }
    let host = only("host")?;
    if is_last_version && host.is_none() {
        return Err(400);
    }
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => return Err(405),
    };
    let (path, query) = target(parsed.path.unwrap_or_default())?;
    let connection = only("connection")?.unwrap_or_default().to_ascii_lowercase();
    Ok(Request {
        method,
        path,
        query,
        host,
        origin: only("origin")?,
        fetch_site: only("sec-fetch-site")?,
        range: only("range")?,
        if_range: only("if-range")?,
        if_none_match: only("if-none-match")?,
        peer: None,
        is_forwarded: FORWARDED
            .iter()
            .any(|name| parsed.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name))),
        keep_alive: is_last_version && !connection.split(',').any(|word| word.trim() == "close"),
    })
}

/// The path and the query of what is asked for. Decoded once and only once: what is still
/// encoded after that is a name like any other.
fn target(written: &str) -> Result<(String, Option<String>), u16> {
    let (path, query) = match written.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (written, None),
    };
    if !path.starts_with('/') || path.contains('#') {
        return Err(400);
    }
    let path = percent_decode(path.as_bytes()).decode_utf8().map_err(|_| 400_u16)?;
    if path.chars().any(|c| c.is_control() || c == '\\') {
        return Err(400);
    }
    Ok((path.nfc().collect(), query))
}
