//! The live preview: the site in memory, shown as it will be, and shown anew when it changes.
//!
//! Pages are made when a browser asks for them, by the same recipes as a build makes them.
//! Nothing is written to the output folder. What the preview adds to a page for itself is put in
//! last and stands in one place (`additions.rs`).

mod additions;
mod answer;
mod barrier;
mod content_type;
mod preview;
mod watch;

pub use preview::{Preview, Reading};

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use crate::base::Failure;
use crate::http::{Bounds, Door, Guard, Hub, open};

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
    /// Answers for ever.
    pub fn stand(self) -> ! {
        let Self { listener, preview, guard, .. } = self;
        let renewing = Arc::clone(&preview);
        let _ = thread::Builder::new().spawn(move || {
            loop {
                renewing.watch.wait();
                renewing.renew();
            }
        });
        let bounds = Bounds::default();
        let hub: Arc<Hub> = Arc::clone(&preview.hub);
        let greeting = Arc::clone(&preview);
        let handler = Box::new(move |request: &_| preview.answer(request));
        let hello = Box::new(move |request: &_| greeting.hello(request));
        Door { guard, bounds, hub, handler, hello }.stand(&listener)
    }
}
