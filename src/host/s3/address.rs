//! Where objects are: keys of paths, and addresses of keys.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Host, Url};

use super::super::S3Place;
use super::super::{Trouble, TroubleKind};
use crate::base::{Failure, Text, printable_line};

/// What is encoded in a query: everything but the unreserved signs of RFC 3986.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is encoded in a path: the same, but for the sign between its parts.
const PATH: &AsciiSet = &QUERY.remove(b'/');

/// Where a place's objects are.
#[derive(Debug)]
pub(super) struct Address {
    scheme: String,
    /// Host, and port when it is not the usual one: as `Host` says it.
    pub authority: String,
    /// The path that keys are put behind, encoded, with `/` at both ends.
    root: String,
    /// The bucket.
    pub bucket: String,
    /// What every key begins with: empty, or with `/` at its end.
    prefix: String,
}

impl Address {
    /// Reads the place's address.
    pub fn of(place: &S3Place) -> Result<Self, Trouble> {
        let odd = || {
            let shown = printable_line(&place.endpoint);
            let failure = Failure::new(Text::new(
                format!("”{shown}” går inte att läsa som lagringens adress."),
                format!("\"{shown}\" cannot be read as the address of the storage."),
            ))
            .with_help(Text::fixed(
                "Skriv den som https://s3.exempel.se, utan frågetecken och utan lösenord.",
                "Write it as https://s3.example.com, without a question mark and without a password.",
            ));
            Trouble::new(TroubleKind::Other, failure)
        };
        let url = Url::parse(&place.endpoint).map_err(|_| odd())?;
        let host = url.host_str().ok_or_else(odd)?;
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let is_named = !place.bucket.is_empty() && !place.bucket.contains('/');
        if !is_plain || !is_named {
            return Err(odd());
        }
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let is_in_host = matches!(url.host(), Some(Host::Domain(_)))
            && host.strip_prefix(&place.bucket).is_some_and(|rest| rest.starts_with('.'));
        let mut root = format!("{}/", url.path().trim_end_matches('/'));
        if !is_in_host {
            root.push_str(&format!("{}/", in_path(&place.bucket)));
        }
        let prefix = place.prefix.trim_matches('/');
        Ok(Self {
            scheme: url.scheme().to_owned(),
            authority,
            root,
            bucket: place.bucket.clone(),
            prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
        })
    }

    /// The key of a path. That of the place itself, or of a folder, is what theirs begin with.
    pub fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The path of a key; nothing when it is none of the place's, or only stands for a folder, as
    /// some consoles make them.
    pub fn path<'a>(&self, key: &'a str) -> Option<&'a str> {
        key.strip_prefix(&self.prefix).filter(|path| !path.is_empty() && !path.ends_with('/'))
    }

    /// The path of a key's address, encoded; that of the bucket when the key is empty.
    pub fn encoded(&self, key: &str) -> String {
        format!("{}{}", self.root, in_path(key))
    }

    /// The whole address of an encoded path and query.
    pub fn url(&self, path: &str, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}://{}{path}{mark}{query}", self.scheme, self.authority)
    }

    /// A key as `x-amz-copy-source` names it.
    pub fn copy_source(&self, key: &str) -> String {
        format!("/{}/{}", self.bucket, in_path(key))
    }

    /// What people call the place.
    pub fn name(&self) -> String {
        let prefix = self.prefix.trim_end_matches('/');
        let slash = if prefix.is_empty() { "" } else { "/" };
        format!("s3://{}{slash}{prefix} ({})", self.bucket, self.authority)
    }
}

/// A path as it stands in an address.
pub(super) fn in_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A query, encoded and in order of name.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    let mut pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| {
            let name = utf8_percent_encode(name, QUERY);
            format!("{name}={}", utf8_percent_encode(value, QUERY))
        })
        .collect();
    pairs.sort_unstable();
    pairs.join("&")
}
