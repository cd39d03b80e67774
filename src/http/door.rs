//! The listener: takes connections, gives each a thread, and never lets them grow past a bound.

use std::collections::BTreeMap;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::connection::talk;
use super::{Bounds, Guard, Hello, Hub, Reply, Request};

/// Rendering a page takes a stack of some depth; only what is used of it costs memory.
const STACK: usize = 4 * 1024 * 1024;

/// How many ports are tried after the one asked for.
const PORTS: u16 = 100;

/// How long to wait when the machine has no descriptor or thread left.
const BREATH: Duration = Duration::from_millis(20);

/// Answers one request.
pub type Handler = Box<dyn Fn(&Request) -> Reply + Send + Sync>;

/// What the server does with those who come.
pub struct Door {
    /// Who may come in.
    pub guard: Guard,
    /// How much they may take.
    pub bounds: Bounds,
    /// Those who listen.
    pub hub: Arc<Hub>,
    /// What they get.
    pub handler: Handler,
    /// What one who begins to listen is told first.
    pub hello: Box<dyn Fn(&Request) -> Hello + Send + Sync>,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Door").field("guard", &self.guard).finish_non_exhaustive()
    }
}

/// Listens on `host` at `port`, or at the first free one after it.
///
/// # Errors
/// When none of them can be had.
pub fn open(host: &str, port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let mut last = io::ErrorKind::AddrInUse.into();
    for port in port..=port.saturating_add(PORTS) {
        match TcpListener::bind((host, port)).and_then(|l| l.local_addr().map(|at| (l, at))) {
            Ok(bound) => return Ok(bound),
            // Taken, or kept for the system.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied
                ) =>
            {
                last = error;
            }
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

impl Door {
    /// Takes connections for ever. No error ends it: a machine without descriptors gets them
    /// back when connections end.
    pub fn stand(self, listener: &TcpListener) -> ! {
        let door = Arc::new(self);
        let tending = Arc::clone(&door.hub);
        let _ = thread::Builder::new().spawn(move || tending.tend());
        let open = Arc::new(Open::default());
        loop {
            match listener.accept() {
                Ok((stream, _)) => {
                    open.make_room(door.bounds.connections);
                    if !begin(stream, &door, &open) {
                        thread::sleep(BREATH);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => {
                    open.close_longest();
                    thread::sleep(BREATH);
                }
            }
        }
    }
}

/// Gives `stream` a thread.
fn begin(stream: TcpStream, door: &Arc<Door>, open: &Arc<Open>) -> bool {
    let (door, open) = (Arc::clone(door), Arc::clone(open));
    let serve = move || {
        let stream = Arc::new(stream);
        let number = open.add(&stream);
        let leave = Leave { open: Arc::clone(&open), number };
        let listening = talk(&stream, &door, &|waits| open.waits(number, waits));
        drop(leave);
        // Unless it is being closed to make room.
        if let Some((listening, stream)) = listening.zip(Arc::into_inner(stream)) {
            door.hub.join(stream, listening.hello, listening.told);
        }
    };
    thread::Builder::new().stack_size(STACK).spawn(serve).is_ok()
}

/// Takes a connection off the list, also when its thread panics.
struct Leave {
    open: Arc<Open>,
    number: u64,
}

impl Drop for Leave {
    fn drop(&mut self) {
        self.open.with(|all| all.by_number.remove(&self.number));
    }
}

/// The open connections.
#[derive(Default)]
struct Open(Mutex<Connections>);

#[derive(Default)]
struct Connections {
    next: u64,
    by_number: BTreeMap<u64, Connection>,
}

struct Connection {
    stream: Arc<TcpStream>,
    /// Whether the client is answered, and not waited for.
    is_answered: bool,
    /// Since when.
    since: Instant,
}

impl Open {
    fn with<T>(&self, act: impl FnOnce(&mut Connections) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, stream: &Arc<TcpStream>) -> u64 {
        let stream = Arc::clone(stream);
        self.with(|all| {
            all.next += 1;
            let connection = Connection { stream, is_answered: false, since: Instant::now() };
            all.by_number.insert(all.next, connection);
            all.next
        })
    }

    fn waits(&self, number: u64, waits: bool) {
        self.with(|all| {
            if let Some(connection) = all.by_number.get_mut(&number) {
                connection.is_answered = !waits;
                connection.since = Instant::now();
            }
        });
    }

    fn make_room(&self, most: usize) {
        if self.with(|all| all.by_number.len()) >= most {
            self.close_longest();
        }
    }

    fn close_longest(&self) {
        self.with(|all| {
            // Who waits to be answered is closed last.
            let longest = all.by_number.iter().min_by_key(|(_, c)| (c.is_answered, c.since));
            let longest = longest.map(|(number, _)| *number);
            if let Some(longest) = longest.and_then(|number| all.by_number.remove(&number)) {
                let _ = longest.stream.shutdown(Shutdown::Both);
            }
        });
    }
}
