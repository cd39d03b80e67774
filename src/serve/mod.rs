//! The live preview: the site in memory, shown as it will be, and shown anew when it changes.
//!
//! Pages are made when a browser asks for them, by the same recipes as a build makes them.
//! Nothing is written to the output folder. What the preview adds to a page for itself is put in
//! last and stands in one place (`additions.rs`).

mod additions;
mod answer;
mod copies;
mod day;
mod editor;
mod findings;
mod kept;
mod listeners;
mod overlay;
mod pages;
mod preview;
mod watch;

pub use day::ClockOf;
pub use editor::Editor;
pub use preview::{Preview, Reading};
pub use watch::Why;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;

use crate::base::Failure;
use crate::http::{Bounds, Door, Guard, Hub, open};

use watch::Woken;

/// As much as a build has.
const STACK: usize = 8 * 1024 * 1024;

/// Where a preview is to be reached.
#[derive(Debug, Clone)]
pub struct At {
    /// The machine's name or number.
    pub host: String,
    /// The first port to try.
    pub port: u16,
    /// Other names a proxy may call it by.
    pub names: Vec<String>,
}

/// A preview that has its port, and answers nobody yet.
#[derive(Debug)]
pub struct Ready {
    listener: TcpListener,
    /// Where it listens.
    pub at: SocketAddr,
    /// What it shows.
    pub preview: Arc<Preview>,
    guard: Guard,
}

/// Reads the site and takes a port.
///
/// # Errors
/// When the site cannot be read, or there is no port to have.
pub fn prepare(reading: Reading, at: &At) -> Result<Result<Ready, io::Error>, Failure> {
    let preview = Arc::new(Preview::begin(reading)?);
    let guard = Guard::new(&at.host, at.names.iter().cloned());
    let opened = open(&at.host, at.port);
    Ok(opened.map(|(listener, at)| Ready { listener, at, preview, guard }))
}

impl Ready {
    /// Answers until somebody says `stop`. `polls` is told when the system stops telling of files.
    pub fn stand(self, stop: &Receiver<()>, polls: impl Fn(&Why) + Send + 'static) {
        let Self { listener, preview, guard, .. } = self;
        let renewing = Arc::clone(&preview);
        let _ = thread::Builder::new().spawn(move || {
            loop {
                match renewing.watch.wait(renewing.nap()) {
                    Woken::Polls(why) => polls(&why),
                    Woken::Look => renewing.renew(),
                }
            }
        });
        let checking = Arc::clone(&preview);
        // Rules go deep into what is nested.
        let checker = thread::Builder::new().stack_size(STACK);
        let _ = checker.spawn(move || checking.keep_checking());
        let bounds = Bounds::default();
        let hub: Arc<Hub> = Arc::clone(&preview.hub);
        let greeting = Arc::clone(&preview);
        let answering = Arc::clone(&preview);
        let handler = Box::new(move |request: &_| answering.answer(request));
        let hello = Box::new(move |request: &_| greeting.hello(request));
        let door = Door { guard, bounds, hub, handler, hello };
        let _ = thread::Builder::new().spawn(move || door.stand(&listener));
        // Also when nobody is left who could say it.
        let _ = stop.recv();
        preview.watch.close();
    }
}
