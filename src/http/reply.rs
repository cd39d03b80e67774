//! What a request gets, and how it is written.

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::time::Duration;

use tiny_http::{HTTPVersion, Header, Response, StatusCode};
use xxhash_rust::xxh3::xxh3_128;

use super::paced::Paced;
use super::range::{self, Asked};
use super::{Method, Request};

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// What kind of thing it is.
    pub content_type: &'static str,
    /// Where it is instead.
    pub location: Option<String>,
    /// What it is.
    pub body: Body,
}

/// What is sent.
#[derive(Debug)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file, and its length.
    File(File, u64),
    /// Events, for as long as the client listens.
    Events,
}

impl Reply {
    /// What was asked for.
    #[must_use]
    pub const fn found(content_type: &'static str, body: Body) -> Self {
        Self { status: 200, content_type, location: None, body }
    }

    /// It is elsewhere.
    #[must_use]
    pub const fn moved(to: String) -> Self {
        let body = Body::Bytes(Vec::new());
        Self { status: 302, content_type: "text/plain; charset=utf-8", location: Some(to), body }
    }

    /// A refusal, in a few words.
    #[must_use]
    pub fn refused(status: u16, words: &str) -> Self {
        let body = Body::Bytes(words.as_bytes().to_vec());
        Self { status, content_type: "text/plain; charset=utf-8", location: None, body }
    }
}

/// How an answer is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sending {
    /// How long the client may take.
    pub time: Duration,
    /// Whether the connection stays open.
    pub keep_alive: bool,
}

/// Writes `reply` to what `request` asked.
pub(super) fn send(
    reply: Reply,
    request: Option<&Request>,
    stream: &TcpStream,
    sending: Sending,
) -> io::Result<()> {
    let head_only = request.is_some_and(|request| request.method == Method::Head);
    let mut status = reply.status;
    let mut headers = vec![
        header("Content-Type", reply.content_type)?,
        // The address stays the same while the page changes: ask every time.
        header("Cache-Control", "no-cache")?,
        header("X-Content-Type-Options", "nosniff")?,
        header("Cross-Origin-Resource-Policy", "same-origin")?,
        header("Server", "delwebb")?,
    ];
    if let Some(to) = &reply.location {
        headers.push(header("Location", to)?);
    }
    let (mut body, len): (Box<dyn ReadSeek>, u64) = match reply.body {
        Body::Bytes(bytes) => {
            let tag = format!("\"{:032x}\"", xxh3_128(&bytes));
            if status == 200 {
                headers.push(header("ETag", &tag)?);
                let known = request.and_then(|request| request.if_none_match.as_deref());
                if known.is_some_and(|known| knows(known, &tag)) {
                    status = 304;
                }
            }
            let len = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), len)
        }
        Body::File(file, len) => (Box::new(file), len),
        Body::Events => (Box::new(io::empty()), 0),
    };
    let mut part = 0..len;
    if status == 200 {
        headers.push(header("Accept-Ranges", "bytes")?);
        // A part of what may have changed since is no use: then everything is sent.
        let wanted = request.filter(|request| request.if_range.is_none());
        match range::asked(wanted.and_then(|request| request.range.as_deref()), len) {
            Asked::All => {}
            Asked::Part(range) => {
                let of = format!("bytes {}-{}/{len}", range.start, range.end - 1);
                headers.push(header("Content-Range", &of)?);
                status = 206;
                part = range;
            }
            Asked::Outside => {
                headers.push(header("Content-Range", &format!("bytes */{len}"))?);
                status = 416;
                part = 0..0;
            }
        }
    }
    body.seek(SeekFrom::Start(part.start))?;
    let len = part.end - part.start;
    let body = body.take(len);
    let len = usize::try_from(len).map_err(|_| io::ErrorKind::FileTooLarge)?;
    let response = Response::new(StatusCode(status), headers, body, Some(len), None)
        .with_chunked_threshold(usize::MAX);
    let writer = Closing::new(Paced::new(stream, sending.time), !sending.keep_alive);
    let mut writer = BufWriter::with_capacity(32 * 1024, writer);
    response.raw_print(&mut writer, HTTPVersion(1, 1), &[], head_only, None)?;
    writer.flush()
}

trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

fn header(name: &str, value: &str) -> io::Result<Header> {
    Header::from_bytes(name, value).map_err(|()| io::ErrorKind::InvalidData.into())
}

/// Whether one of the tags in `If-None-Match` is this one.
fn knows(written: &str, tag: &str) -> bool {
    written
        .split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// Adds `Connection: close` after the status line: `tiny_http` takes that header for its own
/// and drops it.
struct Closing<W> {
    inner: W,
    is_due: bool,
}

impl<W: Write> Closing<W> {
    const fn new(inner: W, is_due: bool) -> Self {
        Self { inner, is_due }
    }
}

impl<W: Write> Write for Closing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = bytes.windows(2).position(|two| two == b"\r\n");
        match end.filter(|_| self.is_due) {
            Some(end) => {
                self.is_due = false;
                self.inner.write_all(&bytes[..end])?;
                self.inner.write_all(b"\r\nConnection: close\r\n")?;
                Ok(end + 2)
            }
            None => self.inner.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
