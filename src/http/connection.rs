//! One connection: requests in, answers out, until one end has had enough.

use std::io::{ErrorKind, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use super::door::Door;
use super::head::{self, Request};
use super::paced::Paced;
use super::reply::{Body, Reply, Sending, send};

/// Answers everything that is asked on `stream`. `waits` is told when the client is waited for
/// and when it is not.
pub(super) fn talk(stream: TcpStream, door: &Arc<Door>, waits: &dyn Fn(bool)) {
    // An answer is written in one go: waiting to fill a packet would only hold back its end.
    let _ = stream.set_nodelay(true);
    let mut unread = Vec::new();
    loop {
        waits(true);
        let request = match next(&stream, &mut unread, door) {
            Next::Request(request) => request,
            Next::Refused(status) => {
                refuse(&stream, status, None, door);
                return;
            }
            Next::Gone => return,
        };
        waits(false);
        if !door.guard.lets_in(&request) {
            refuse(&stream, 403, Some(&request), door);
            return;
        }
        let reply = (door.handler)(&request);
        if matches!(reply.body, Body::Events) {
            if door.guard.lets_listen(&request) {
                door.hub.join(stream, (door.hello)(&request));
            } else {
                refuse(&stream, 403, Some(&request), door);
            }
            return;
        }
        let sending = Sending { time: door.bounds.send_time, keep_alive: request.keep_alive };
        if send(reply, Some(&request), &stream, sending).is_err() || !request.keep_alive {
            return;
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
    let sending = Sending { time: door.bounds.send_time, keep_alive: false };
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
