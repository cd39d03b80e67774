//! A connection: OpenSSH's own `ssh`, and SFTP spoken over its input and output.

use std::cell::Cell;
use std::collections::HashSet;
use std::future::Future;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use openssh_sftp_client::error::SftpErrorKind;
use openssh_sftp_client::fs::Fs;
use openssh_sftp_client::{Error, Sftp, SftpOptions};
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, ChildStderr, Command};

use crate::host::{SftpPlace, Trouble};

use super::said;

/// Why something could not be done.
#[derive(Debug)]
pub enum Fault {
    /// The connection is gone: it may be done over another one.
    Broken,
    /// The server said no. Trying again would not help.
    Refused(Refusal),
    /// It is no matter of the server's.
    Trouble(Trouble),
}

/// What a server says when it says no.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub kind: SftpErrorKind,
    /// In the server's own words.
    pub words: String,
}

impl Refusal {
    pub const fn is_missing(&self) -> bool {
        matches!(self.kind, SftpErrorKind::NoSuchFile)
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// A connection that is up.
pub struct Line {
    pub sftp: Sftp,
    child: Mutex<Option<Child>>,
    /// When the server was heard last, in milliseconds since `began`.
    heard: AtomicU64,
    began: Instant,
    is_broken: AtomicBool,
    patience: Duration,
    /// Folders that are there, and inside the place.
    known: Mutex<HashSet<String>>,
}

impl Line {
    /// Connects. The trouble is in words.
    pub async fn connect(place: &SftpPlace) -> Result<Self, Trouble> {
        let mut command = Command::new("ssh");
        command.args(place.arguments()).kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| said::no_ssh(&error))?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(to), Some(from), Some(errors)) = pipes else {
            return Err(said::trouble(place, ""));
        };
        // A server that takes the connection and then says nothing is none.
        let limit = place.connect_timeout + place.patience;
        // What is asked goes out at once: what is asked meanwhile goes with the next. The library
        // would wait for more, a millisecond each time.
        let options = SftpOptions::new().flush_interval(Duration::ZERO);
        match tokio::time::timeout(limit, Sftp::new(to, from, options)).await {
            Ok(Ok(sftp)) => {
                // What `ssh` says from now on is of no use, but the pipe must not fill.
                tokio::spawn(rest_of(errors));
                Ok(Self {
                    sftp,
                    child: Mutex::new(Some(child)),
                    heard: AtomicU64::new(0),
                    began: Instant::now(),
                    is_broken: AtomicBool::new(false),
                    patience: place.patience,
                    known: Mutex::default(),
                })
            }
            Ok(Err(_)) => {
                let said = tokio::time::timeout(Duration::from_secs(5), rest_of(errors)).await;
                Err(said::trouble(place, &said.unwrap_or_default()))
            }
            Err(_) => Err(said::trouble(place, "Timeout")),
        }
    }

    /// Waits for the server's answer to one question. As long as it answers others it is given
    /// time; when it is silent too long the connection counts as broken.
    pub async fn asked<T>(
        &self,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Fault> {
        if self.is_broken() {
            return Err(Fault::Broken);
        }
        let mut asked = std::pin::pin!(asked);
        let began = self.now();
        let answer = loop {
            match tokio::time::timeout(self.patience, &mut asked).await {
                Ok(answer) => break answer,
                Err(_) => {
                    let heard = self.heard.load(Ordering::Relaxed).max(began);
                    let silent = self.now().saturating_sub(heard);
                    if u128::from(silent) >= self.patience.as_millis() {
                        self.break_off();
                        return Err(Fault::Broken);
                    }
                }
            }
        };
        match answer {
            Ok(answer) => {
                self.heard.store(self.now(), Ordering::Relaxed);
                Ok(answer)
            }
            Err(Error::SftpError(kind, words)) => {
                self.heard.store(self.now(), Ordering::Relaxed);
                Err(Fault::Refused(Refusal { kind, words: words.get().0.to_owned() }))
            }
            Err(_) => {
                self.break_off();
                Err(Fault::Broken)
            }
        }
    }

    /// The same, where a thing that is not there is no fault.
    pub async fn there<T>(
        &self,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> Result<Option<T>, Fault> {
        match self.asked(asked).await {
            Ok(found) => Ok(Some(found)),
            Err(Fault::Refused(refusal)) if refusal.is_missing() => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    pub fn fs(&self) -> Fs {
        self.sftp.fs()
    }

    pub fn is_broken(&self) -> bool {
        self.is_broken.load(Ordering::Relaxed)
    }

    /// Nothing more is asked over this connection.
    pub fn break_off(&self) {
        self.is_broken.store(true, Ordering::Relaxed);
        if let Some(mut child) = self.child.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = child.start_kill();
        }
    }

    pub fn knows(&self, folder: &str) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(folder)
    }

    pub fn note(&self, folder: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    }

    /// Folders have been removed or renamed.
    pub fn forget_folders(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// What is still to be read of what `ssh` says: its last 16 kB.
async fn rest_of(mut errors: ChildStderr) -> String {
    let mut said = Vec::new();
    let mut part = [0; 4096];
    while let Ok(len @ 1..) = errors.read(&mut part).await {
        said.extend_from_slice(part.get(..len).unwrap_or_default());
        let surplus = said.len().saturating_sub(16 * 1024);
        said.drain(..surplus);
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// How long to wait before connecting again, and when to give up.
pub struct Tries {
    most: u32,
    left: Cell<u32>,
    wait: Cell<Duration>,
}

impl Tries {
    const FIRST_WAIT: Duration = Duration::from_millis(250);

    /// Before anything was done: little patience, because somebody waits for a first word.
    pub fn to_begin(most: u32) -> Self {
        Self { most, left: Cell::new(most.min(2)), wait: Cell::new(Self::FIRST_WAIT) }
    }

    /// Something was done since: the connection is worth waiting for.
    pub fn renew(&self) {
        self.left.set(self.most);
        self.wait.set(Self::FIRST_WAIT);
    }

    /// Waits before the next try; `false` when there is to be none.
    pub async fn wait(&self) -> bool {
        if self.left.get() == 0 {
            return false;
        }
        self.left.set(self.left.get() - 1);
        tokio::time::sleep(self.wait.get()).await;
        self.wait.set(self.wait.get() * 2);
        true
    }
}
