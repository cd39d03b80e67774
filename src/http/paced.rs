//! A connection that may only take so long.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The least that a client takes each second. Any network carries a hundred times as much.
const LEAST: u32 = 4096;

/// How long one attempt to write takes at most.
const TURN: Duration = Duration::from_secs(1);

/// Reads until a moment, however slowly the other end goes, and writes as long as it keeps taking:
/// a large file may take its time, a byte a second may not.
#[derive(Debug)]
pub(super) struct Paced<'a> {
    stream: &'a TcpStream,
    time: Duration,
    until: Instant,
}

impl<'a> Paced<'a> {
    /// `stream`, for `time` from now.
    pub fn new(stream: &'a TcpStream, time: Duration) -> Self {
        Self { stream, time, until: Instant::now() + time }
    }

    /// What is left of the time.
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Paced<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        (&mut &*self.stream).read(buffer)
    }
}

impl Write for Paced<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // In short turns: one that is cut off gives what was taken at its beginning.
        let turn = self.left()?.map(|left| left.min(TURN));
        self.stream.set_write_timeout(turn)?;
        let len = match (&mut &*self.stream).write(bytes) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) =>
            {
                return Err(io::ErrorKind::Interrupted.into());
            }
            written => written?,
        };
        let earned = Duration::from_secs(1) * u32::try_from(len).unwrap_or(u32::MAX) / LEAST;
        self.until = (self.until + earned).min(Instant::now() + self.time);
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        (&mut &*self.stream).flush()
    }
}
