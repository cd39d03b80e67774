//! Those who listen: every event is written to all of them at once, and none of them has a
//! thread.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often those who are gone are looked for.
const TICK: Duration = Duration::from_secs(2);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\
    Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Accel-Buffering: no\r\n\
    Connection: close\r\n\r\n";

/// All event streams.
#[derive(Debug)]
pub struct Hub {
    clients: Mutex<Vec<Client>>,
    most: usize,
}

/// What a client is told when it comes, and what it wants to hear of.
#[derive(Debug)]
pub struct Hello {
    /// What it listens for: the path of a page.
    pub about: String,
    /// What it knows of it by now.
    pub knows: String,
    /// What it is told at once, in whole lines of the event stream format.
    pub words: String,
}

#[derive(Debug)]
struct Client {
    stream: TcpStream,
    about: String,
    knows: String,
}

impl Hub {
    /// A hub for at most `most` streams.
    #[must_use]
    pub const fn new(most: usize) -> Self {
        Self { clients: Mutex::new(Vec::new()), most }
    }

    /// Takes a client that wants events.
    pub fn join(&self, stream: TcpStream, hello: Hello) {
        let Hello { about, knows, words } = hello;
        let is_ready = stream.set_nonblocking(true).is_ok();
        if !is_ready || !written(&stream, HEAD) || !written(&stream, &words) {
            return;
        }
        let mut clients = self.clients();
        if clients.len() >= self.most {
            clients.remove(0);
        }
        clients.push(Client { stream, about, knows });
    }

    /// Tells everybody whose matter has changed. `now` gives, for what a client listens for, what
    /// there is to know of it and the event that says so. Who does not take it at once is let go:
    /// a browser asks again by itself, and is then told what it missed.
    pub fn tell(&self, mut now: impl FnMut(&str) -> (String, String)) {
        self.clients().retain_mut(|client| {
            let (known, words) = now(&client.about);
            if known == client.knows {
                return true;
            }
            client.knows = known;
            written(&client.stream, &words)
        });
    }

    /// How many listen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.clients().len()
    }

    /// Whether nobody listens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lets those go who have gone, for ever.
    pub(super) fn tend(&self) -> ! {
        loop {
            std::thread::sleep(TICK);
            self.clients().retain(|client| is_there(&client.stream));
        }
    }

    fn clients(&self) -> MutexGuard<'_, Vec<Client>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn written(mut client: &TcpStream, text: &str) -> bool {
    // A socket's buffer takes thousands of events: one that is full belongs to nobody.
    matches!(client.write(text.as_bytes()), Ok(len) if len == text.len())
}

fn is_there(mut client: &TcpStream) -> bool {
    let mut some = [0; 64];
    match client.read(&mut some) {
        Ok(len) => len > 0,
        Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted),
    }
}
