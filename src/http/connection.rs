//! One connection: requests in, answers out, until one end has had enough.

use std::io::{ErrorKind, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use super::Hello;
use super::door::Door;
use super::head::{self, Request};
use super::paced::Paced;
use super::reply::{Body, Reply, Sending, send};

/// How much of an answer waits in the system for a client to take it.
#[cfg(unix)]
const SENT_AHEAD: usize = 128 * 1024;

/// How often a greeting is made anew, before the client is let go to ask again.
const TRIES: u32 = 5;

/// A client that wants to hear of events.
pub(super) struct Listening {
    pub hello: Hello,
    /// How much had been told by then.
    pub told: u64,
}

/// Answers everything that is asked on `stream`, until one end has had enough or the client wants
/// to listen. `waits` is told when the client is waited for and when it is not.
pub(super) fn talk(
    stream: &TcpStream,
    door: &Arc<Door>,
    waits: &dyn Fn(bool),
) -> Option<Listening> {
    // An answer is written in one go: waiting to fill a packet would only hold back its end.
    let _ = stream.set_nodelay(true);
    // Megabytes, otherwise, for each client that takes none of it.
    #[cfg(unix)]
    let _ = rustix::net::sockopt::set_socket_send_buffer_size(stream, SENT_AHEAD);
    let mut unread = Vec::new();
    loop {
        waits(true);
        let request = match next(stream, &mut unread, door) {
            Next::Request(mut request) => {
                request.peer = stream.peer_addr().ok().map(|at| at.ip());
                request
            }
            Next::Refused(status) => {
                refuse(stream, status, None, door);
                return None;
            }
            Next::Gone => return None,
        };
        waits(false);
        if !door.guard.lets_in(&request) {
            refuse(stream, 403, Some(&request), door);
            return None;
        }
        let reply = (door.handler)(&request);
        if matches!(reply.body, Body::Events) {
            if door.guard.lets_listen(&request) {
                return Some(listening(&request, door));
            }
            refuse(stream, 403, Some(&request), door);
            return None;
        }
        let sending = Sending { time: door.bounds.stall_time, keep_alive: request.keep_alive };
        if send(reply, Some(&request), stream, sending).is_err() || !request.keep_alive {
            return None;
        }
    }
}

/// What is said first to one who listens. Said anew if something was told meanwhile: it would miss
/// that.
fn listening(request: &Request, door: &Door) -> Listening {
    let mut tries = 0;
    loop {
        let told = door.hub.told();
        let hello = (door.hello)(request);
        tries += 1;
        if told == door.hub.told() || tries == TRIES {
            return Listening { hello, told };
        }
    }
}

enum Next {
    Request(Box<Request>),
    Refused(u16),
    /// The client has gone, or has been too slow to ask for anything.
    Gone,
}

/// The next request. What follows it stays in `unread`.
fn next(stream: &TcpStream, unread: &mut Vec<u8>, door: &Door) -> Next {
    let mut paced = Paced::new(stream, door.bounds.head_time);
    let mut buffer = [0; 4096];
    loop {
        match head::read(unread) {
            head::Read::Whole(request, len) => {
                unread.drain(..len);
                return Next::Request(request);
            }
            head::Read::Refused(status) => return Next::Refused(status),
            head::Read::Partial if unread.len() >= door.bounds.head => return Next::Refused(431),
            head::Read::Partial => {}
        }
        match paced.read(&mut buffer) {
            Ok(0) => return Next::Gone,
            Ok(len) => unread.extend_from_slice(&buffer[..len]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Next::Gone,
        }
    }
}

fn refuse(stream: &TcpStream, status: u16, request: Option<&Request>, door: &Door) {
    let sending = Sending { time: door.bounds.stall_time, keep_alive: false };
    let words = match status {
        403 => "403: this preview only answers its own pages\n",
        405 => "405: this preview only shows pages\n",
        413 | 431 => "too much was sent\n",
        _ => "400: not a request\n",
    };
    if send(Reply::refused(status, words), request, stream, sending).is_ok() {
        linger(stream);
    }
}

/// Lets the client read its refusal: closing with something unread would take it back.
fn linger(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let mut paced = Paced::new(stream, Duration::from_millis(500));
    let mut rest = [0; 4096];
    let mut most = 64;
    while most > 0 && matches!(paced.read(&mut rest), Ok(len) if len > 0) {
        most -= 1;
    }
}
