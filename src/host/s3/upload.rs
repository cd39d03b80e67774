//! Writing objects: small ones in one request, large ones in parts, and copies.

use std::path::Path;

use ureq::http::Method;

use super::super::{Body, Headers, Sent, Trouble, Watch};
use super::S3;
use super::answer::upload_id;
use super::ask::{Asked, Payload};
use super::words::{self, Deed};

/// Files longer than this are sent in parts, so that a connection that breaks costs one of them.
const IN_PARTS: u64 = 64 << 20;

/// How long a part is, unless there would be more of them than a service takes.
const PART: u64 = 16 << 20;

/// The most parts that a service takes.
const MOST_PARTS: u64 = 10_000;

impl S3 {
    /// Writes one file.
    pub(super) fn put(&self, file: &Sent<'_>, watch: &dyn Watch) -> Result<(), Trouble> {
        let key = self.wire.address.key(file.path);
        match file.body {
            Body::Bytes(bytes) => {
                self.put_whole(&key, Payload::Bytes(bytes), file.headers, Some(watch))?;
                watch.sent(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            }
            Body::File(path, len) if len <= IN_PARTS => {
                let payload = Payload::Part(path, 0, len);
                // An empty file has nothing to stream.
                let payload = if len == 0 { Payload::Bytes(b"") } else { payload };
                self.put_whole(&key, payload, file.headers, Some(watch))?;
                watch.sent(len);
            }
            Body::File(path, len) => self.put_in_parts(&key, path, len, file.headers, watch)?,
        }
        watch.done();
        Ok(())
    }

    /// Writes an object in one request.
    pub(super) fn put_whole(
        &self,
        key: &str,
        payload: Payload<'_>,
        headers: Headers<'_>,
        watch: Option<&dyn Watch>,
    ) -> Result<(), Trouble> {
        let asked = Asked {
            deed: Deed::Write,
            method: Method::PUT,
            key,
            query: &[],
            headers: fields(headers),
            payload,
        };
        self.done(&asked, watch).map(|_| ())
    }

    /// Writes an object part by part. It is there when the last part is; one that is given up
    /// leaves nothing.
    fn put_in_parts(
        &self,
        key: &str,
        path: &Path,
        len: u64,
        headers: Headers<'_>,
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        let begin = Asked {
            deed: Deed::Write,
            method: Method::POST,
            key,
            query: &[("uploads", "")],
            headers: fields(headers),
            payload: Payload::Bytes(b""),
        };
        let begun = self.done(&begin, Some(watch))?;
        let odd = || words::odd(&self.wire.address, Deed::Write, key);
        let id = upload_id(&begun.body).ok_or_else(odd)?;
        let sent = self.send_parts(key, &id, path, len, watch);
        if sent.is_err() {
            let give_up = Asked {
                method: Method::DELETE,
                query: &[("uploadId", &id)],
                headers: Vec::new(),
                ..begin
            };
            // Parts that stay are nothing that visitors see, and why they are there is said.
            let _ = self.wire.ask(&give_up, None);
        }
        sent
    }

    fn send_parts(
        &self,
        key: &str,
        id: &str,
        path: &Path,
        len: u64,
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        let size = PART.max(len.div_ceil(MOST_PARTS));
        let mut list = String::from("<CompleteMultipartUpload>");
        for number in 0..len.div_ceil(size) {
            let from = number * size;
            let long = size.min(len - from);
            let shown = (number + 1).to_string();
            let part = Asked {
                deed: Deed::Write,
                method: Method::PUT,
                key,
                query: &[("partNumber", &shown), ("uploadId", id)],
                headers: Vec::new(),
                payload: Payload::Part(path, from, long),
            };
            let answer = self.done(&part, Some(watch))?;
            let tag = answer.header("etag").unwrap_or("").trim_matches('"');
            let tag = quick_xml::escape::escape(tag);
            list.push_str(&format!(
                "<Part><PartNumber>{shown}</PartNumber><ETag>\"{tag}\"</ETag></Part>"
            ));
            watch.sent(long);
        }
        list.push_str("</CompleteMultipartUpload>");
        let end = Asked {
            deed: Deed::Write,
            method: Method::POST,
            key,
            query: &[("uploadId", id)],
            headers: vec![("content-type", "application/xml".to_owned())],
            payload: Payload::Bytes(list.as_bytes()),
        };
        let answer = self.wire.ask(&end, Some(watch))?;
        // It was done already, by a try whose answer did not come.
        let is_done_before = answer.tried > 1 && answer.code() == "NoSuchUpload";
        if answer.is_done() || is_done_before {
            return Ok(());
        }
        Err(words::refused(&self.wire.address, Deed::Write, key, &answer))
    }

    /// Copies an object on the service, with everything that is said of it.
    pub(super) fn copy(&self, from: &str, to: &str, watch: &dyn Watch) -> Result<(), Trouble> {
        let address = &self.wire.address;
        let asked = Asked {
            deed: Deed::Copy,
            method: Method::PUT,
            key: &address.key(to),
            query: &[],
            headers: vec![("x-amz-copy-source", address.copy_source(&address.key(from)))],
            payload: Payload::Bytes(b""),
        };
        self.done(&asked, Some(watch))?;
        watch.sent(0);
        watch.done();
        Ok(())
    }
}

/// What is said of an object, as fields of a request.
fn fields(headers: Headers<'_>) -> Vec<(&'static str, String)> {
    [
        ("content-type", headers.content_type),
        ("cache-control", headers.cache_control),
        ("content-encoding", headers.content_encoding),
        ("x-amz-website-redirect-location", headers.redirect),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name, value.to_owned()))
    .collect()
}
