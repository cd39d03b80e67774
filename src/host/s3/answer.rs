//! What the service answered, and its XML.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use ureq::http::HeaderMap;

use super::ask::seconds;

/// An answer, read to its end.
pub(super) struct Answer {
    pub status: u16,
    headers: HeaderMap,
    pub body: Vec<u8>,
    /// How many times it was asked for.
    pub tried: u32,
    error: Option<ServiceError>,
}

/// What the service says went wrong.
#[derive(Debug, Default)]
struct ServiceError {
    code: String,
    region: String,
}

/// An object in a listing.
#[derive(Debug, Default, Clone)]
pub(super) struct Listed {
    pub key: String,
    pub len: u64,
    pub modified: Option<SystemTime>,
    pub tag: Option<String>,
}

impl Answer {
    /// What came. Writing may be answered with 200 first, and fail afterwards; what is read is
    /// somebody's own bytes, whatever they look like.
    pub fn new(status: u16, headers: HeaderMap, body: Vec<u8>, is_read: bool) -> Self {
        let error = if is_read && status < 300 { None } else { service_error(&body) };
        Self { status, headers, body, tried: 1, error }
    }

    pub const fn after(mut self, tried: u32) -> Self {
        self.tried = tried;
        self
    }

    /// A field of its head.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The service's word for what went wrong; empty when there is none.
    pub fn code(&self) -> &str {
        self.error.as_ref().map_or("", |error| &error.code)
    }

    /// The region that the service says the bucket is in; empty when it says none.
    pub fn region(&self) -> &str {
        let said = self.error.as_ref().map_or("", |error| &error.region);
        if said.is_empty() { self.header("x-amz-bucket-region").unwrap_or("") } else { said }
    }

    /// Whether it did what it was asked to.
    pub fn is_done(&self) -> bool {
        (200..300).contains(&self.status) && self.error.is_none()
    }

    /// Whether a new try may go better.
    pub fn is_passing(&self) -> bool {
        matches!(self.status, 408 | 429 | 500 | 502 | 503 | 504)
            || matches!(
                self.code(),
                "InternalError"
                    | "SlowDown"
                    | "ServiceUnavailable"
                    | "RequestTimeout"
                    | "Throttling"
                    | "ThrottlingException"
                    | "OperationAborted"
                    | "ConditionalRequestConflict"
                    | "BadDigest"
                    | "IncompleteBody"
                    | "XAmzContentSHA256Mismatch"
            )
    }

    /// How long the service asks us to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.header("retry-after").and_then(seconds)
    }
}

/// Hands every text of an XML document to `take`, with the names of the elements around it.
/// Nothing when it is no XML.
fn walk(body: &[u8], mut take: impl FnMut(&[String], &str)) -> Option<()> {
    let mut reader = Reader::from_str(str::from_utf8(body).ok()?);
    let mut names: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                text.clear();
                names.push(start.local_name().into_inner().to_owned());
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => text.push_str(&unescape(&format!("&{};", &*name)).ok()?),
            Event::End(_) => {
                take(&names, &text);
                text.clear();
                names.pop();
            }
            Event::Empty(empty) => {
                names.push(empty.local_name().into_inner().to_owned());
                take(&names, "");
                names.pop();
            }
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// The innermost names, as many as are asked for.
fn inner<const N: usize>(names: &[String]) -> Option<[&str; N]> {
    let from = names.len().checked_sub(N)?;
    let parts: Vec<&str> = names.get(from..)?.iter().map(String::as_str).collect();
    parts.try_into().ok()
}

fn service_error(body: &[u8]) -> Option<ServiceError> {
    let mut error = ServiceError::default();
    walk(body, |names, text| match names {
        [outer, inner] if outer == "Error" && inner == "Code" => text.clone_into(&mut error.code),
        [outer, inner] if outer == "Error" && inner == "Region" => {
            text.clone_into(&mut error.region);
        }
        _ => {}
    })?;
    (!error.code.is_empty()).then_some(error)
}

/// One page of a listing, and what asks for the next one. Nothing when it is no listing.
pub(super) fn listing(body: &[u8]) -> Option<(Vec<Listed>, Option<String>)> {
    let (mut all, mut one) = (Vec::new(), Listed::default());
    let (mut is_listing, mut is_encoded, mut is_cut) = (false, false, false);
    let mut next = None;
    walk(body, |names, text| match inner(names) {
        Some(["Contents", "Key"]) => text.clone_into(&mut one.key),
        Some(["Contents", "Size"]) => one.len = text.parse().unwrap_or(0),
        Some(["Contents", "LastModified"]) => {
            one.modified = text.parse::<Timestamp>().ok().map(SystemTime::from);
        }
        Some(["Contents", "ETag"]) => one.tag = tag(text),
        Some(["ListBucketResult", "Contents"]) => all.push(std::mem::take(&mut one)),
        Some(["ListBucketResult", "EncodingType"]) => is_encoded = text == "url",
        Some(["ListBucketResult", "IsTruncated"]) => is_cut = text == "true",
        Some(["ListBucketResult", "NextContinuationToken"]) => next = Some(text.to_owned()),
        _ => is_listing |= names.len() == 1 && names.iter().any(|name| name == "ListBucketResult"),
    })?;
    if is_encoded {
        for one in &mut all {
            // As forms are: a `+` that is meant stands as `%2B`.
            let spaced = one.key.replace('+', " ");
            one.key = percent_decode_str(&spaced).decode_utf8().ok()?.into_owned();
        }
    }
    // One that goes on and does not say how cannot be read to its end.
    let is_whole = is_listing && (!is_cut || next.is_some());
    is_whole.then_some((all, next.filter(|_| is_cut)))
}

/// An entity tag without its quotes.
pub(super) fn tag(written: &str) -> Option<String> {
    let tag = written.trim().trim_matches('"');
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// The keys that were not removed, each with the service's word for why. Nothing when it is no
/// answer to a removal.
pub(super) fn not_removed(body: &[u8]) -> Option<Vec<(String, String)>> {
    let (mut all, mut key, mut code) = (Vec::new(), String::new(), String::new());
    let mut is_result = false;
    walk(body, |names, text| match inner(names) {
        Some(["Error", "Key"]) => text.clone_into(&mut key),
        Some(["Error", "Code"]) => text.clone_into(&mut code),
        Some(["DeleteResult", "Error"]) => {
            all.push((std::mem::take(&mut key), std::mem::take(&mut code)));
        }
        _ => is_result |= names.len() == 1 && names.iter().any(|name| name == "DeleteResult"),
    })?;
    is_result.then_some(all)
}

/// The id of a sending in parts that was begun.
pub(super) fn upload_id(body: &[u8]) -> Option<String> {
    let mut id = None;
    walk(body, |names, text| {
        if inner(names) == Some(["InitiateMultipartUploadResult", "UploadId"]) {
            id = Some(text.to_owned());
        }
    })?;
    id.filter(|id| !id.is_empty())
}
