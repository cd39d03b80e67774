//! Those who listen: every event is written to all of them at once, and none of them has a
//! thread.

use std::io::{ErrorKind, Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mio::event::Event;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Registry, Token};

/// How often those who are gone are looked for, where the system does not tell of them.
const TICK: Duration = Duration::from_secs(2);

/// One who listens has nothing to say. As much as this is passed over.
const MOST_SAID: usize = 4096;

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\
    Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Accel-Buffering: no\r\n\
    Connection: close\r\n\r\n";

/// All event streams.
#[derive(Debug)]
pub struct Hub {
    clients: Mutex<Clients>,
    most: usize,
    /// Tells who has gone, so that nobody has to be asked; nothing where the system has no room
    /// for it.
    poll: Mutex<Option<Poll>>,
    registry: Option<Registry>,
}

#[derive(Debug, Default)]
struct Clients {
    all: Vec<Client>,
    /// How many have come.
    came: usize,
    /// How often something has been told.
    told: u64,
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
    number: usize,
    stream: TcpStream,
    about: String,
    knows: String,
}

impl Hub {
    /// A hub for at most `most` streams.
    #[must_use]
    pub fn new(most: usize) -> Self {
        let poll = Poll::new().ok();
        let registry = poll.as_ref().and_then(|poll| poll.registry().try_clone().ok());
        Self { clients: Mutex::default(), most, poll: Mutex::new(poll), registry }
    }

    /// How often something has been told by now.
    #[must_use]
    pub fn told(&self) -> u64 {
        self.clients().told
    }

    /// Takes a client that wants events, and to whom `hello` was to be said when so much had been
    /// `told`. If more has been told since, `hello` may be old: then it is let go, and asks again.
    pub fn join(&self, stream: std::net::TcpStream, hello: Hello, told: u64) {
        let Hello { about, knows, words } = hello;
        if stream.set_nonblocking(true).is_err() {
            return;
        }
        let mut stream = TcpStream::from_std(stream);
        let mut clients = self.clients();
        if clients.told != told || !written(&stream, HEAD) || !written(&stream, &words) {
            return;
        }
        clients.came += 1;
        let number = clients.came;
        let registry = self.registry.as_ref();
        let watched =
            registry.map(|all| all.register(&mut stream, Token(number), Interest::READABLE));
        if matches!(watched, Some(Err(_))) {
            return;
        }
        if clients.all.len() >= self.most {
            clients.all.remove(0);
        }
        clients.all.push(Client { number, stream, about, knows });
    }

    /// Tells everybody whose matter has changed. `now` is given what a client listens for and
    /// what it knows of it; it gives what there is to know by now and the events that say so, or
    /// nothing when the client knows all. Who does not take them at once is let go: a browser
    /// asks again by itself, and is then told what it missed.
    pub fn tell(&self, mut now: impl FnMut(&str, &str) -> Option<(String, String)>) {
        let mut clients = self.clients();
        clients.told += 1;
        clients.all.retain_mut(|client| match now(&client.about, &client.knows) {
            None => true,
            Some((known, words)) => {
                client.knows = known;
                written(&client.stream, &words)
            }
        });
    }

    /// How many listen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.clients().all.len()
    }

    /// Whether nobody listens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lets those go who have gone, for ever.
    pub(super) fn tend(&self) -> ! {
        let poll = self.poll.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut poll = poll.filter(|_| self.registry.is_some());
        let mut events = Events::with_capacity(64);
        loop {
            let Some(poll) = &mut poll else {
                std::thread::sleep(TICK);
                self.clients().all.retain(|client| is_there(&client.stream));
                continue;
            };
            match poll.poll(&mut events, None) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => std::thread::sleep(TICK),
            }
            let gone = |client: &Client| {
                let mut named = events.iter().map(Event::token);
                named.any(|token| token == Token(client.number)) && !is_there(&client.stream)
            };
            self.clients().all.retain(|client| !gone(client));
        }
    }

    fn clients(&self) -> MutexGuard<'_, Clients> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn written(mut client: &TcpStream, text: &str) -> bool {
    // A socket's buffer takes thousands of events: one that is full belongs to nobody.
    matches!(client.write(text.as_bytes()), Ok(len) if len == text.len())
}

/// Whether somebody is still there. What they say meanwhile is read, because the system tells of
/// it only once.
fn is_there(mut client: &TcpStream) -> bool {
    let mut some = [0; 512];
    for _ in 0..=MOST_SAID / some.len() {
        match client.read(&mut some) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
    false
}
