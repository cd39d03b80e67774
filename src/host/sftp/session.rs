//! Something done on the server, over as many connections as it takes: one thing, or one thing
//! with each of many, several under way at once.

use std::cell::RefCell;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use futures_util::stream::{self, StreamExt as _};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Mutex;

use crate::base::{Failure, Text};
use crate::host::paths::OWN;
use crate::host::trouble::go_on;
use crate::host::{SftpPlace, Trouble, TroubleKind, Watch};

use super::line::{Fault, Line, Tries};
use super::refused::{self, Wish};
use super::said;

/// How many things are under way at once. A server takes as many open files at least.
pub const AT_ONCE: usize = 64;

/// A server, and the connection to it while there is one.
pub struct Session {
    pub place: SftpPlace,
    line: Mutex<Option<Arc<Line>>>,
    runtime: Runtime,
    /// Whether what earlier runs left has been looked for.
    pub is_swept: AtomicBool,
    /// What the names of our unfinished things begin with: no other publisher's do.
    nonce: u64,
    count: AtomicU64,
}

impl Session {
    pub fn new(place: SftpPlace) -> Result<Self, Trouble> {
        place.check()?;
        let message = Text::fixed("Kan inte börja publicera", "Cannot begin to publish");
        // One thread: what takes time is the server.
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
            Trouble::new(
                TroubleKind::Other,
                Failure::io(message, std::path::Path::new("ssh"), &error),
            )
        })?;
        Ok(Self {
            place,
            line: Mutex::default(),
            runtime,
            is_swept: AtomicBool::new(false),
            nonce: RandomState::new().hash_one(std::process::id()),
            count: AtomicU64::new(0),
        })
    }

    /// Where `path` is on the server.
    pub fn at(&self, path: &str) -> String {
        match (self.place.root(), path) {
            (root, "") => root.to_owned(),
            ("/", path) => format!("/{path}"),
            (root, path) => format!("{root}/{path}"),
        }
    }

    /// A new name for something that is not whole yet, on the server.
    pub fn part(&self) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        self.at(&format!("{OWN}/{PART}{:016x}-{count}", self.nonce))
    }

    /// Does one thing, which is about `path`; again over a new connection when the old one broke.
    /// `op` is told whether it may have been done already.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "what is done is written where it is asked for"
    )]
    pub fn once<T>(
        &self,
        path: &str,
        wish: Wish,
        op: impl AsyncFn(&Line, bool) -> Result<T, Fault>,
    ) -> Result<T, Trouble> {
        self.runtime.block_on(async {
            let tries = Tries::to_begin(self.place.tries);
            let mut is_again = false;
            loop {
                let line = self.line(&tries).await?;
                match op(&line, is_again).await {
                    Ok(done) => return Ok(done),
                    Err(Fault::Broken) if tries.wait().await => is_again = true,
                    Err(fault) => return Err(self.trouble(&line, path, wish, fault).await),
                }
            }
        })
    }

    /// Does the same with each of many. What was under way when the connection broke is done
    /// again over a new one; when the server refuses, or somebody asks for a stop, nothing new
    /// is begun and what is under way comes to its end.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "what is done is written where it is asked for"
    )]
    pub fn each<T>(
        &self,
        items: &[T],
        path: impl Fn(&T) -> &str,
        wish: Wish,
        watch: &dyn Watch,
        op: impl AsyncFn(&Line, &T) -> Result<(), Fault>,
    ) -> Result<(), Trouble> {
        self.runtime.block_on(async {
            let tries = Tries::to_begin(self.place.tries);
            let mut left: Vec<&T> = items.iter().collect();
            while !left.is_empty() {
                go_on(watch)?;
                let line = self.line(&tries).await?;
                let first: RefCell<Option<(&T, Fault)>> = RefCell::new(None);
                let work = stream::iter(std::mem::take(&mut left)).map(|item| {
                    let (line, op, first) = (&*line, &op, &first);
                    async move {
                        if first.borrow().is_some() || watch.is_stopped() || line.is_broken() {
                            return (item, Err(Fault::Broken));
                        }
                        (item, op(line, item).await)
                    }
                });
                let mut work = std::pin::pin!(work.buffer_unordered(AT_ONCE));
                while let Some((item, done)) = work.next().await {
                    match done {
                        Ok(()) => tries.renew(),
                        Err(Fault::Broken) => left.push(item),
                        Err(fault) => {
                            first.borrow_mut().get_or_insert((item, fault));
                        }
                    }
                }
                if let Some((item, fault)) = first.take() {
                    return Err(self.trouble(&line, path(item), wish, fault).await);
                }
                go_on(watch)?;
                if !left.is_empty() && !tries.wait().await {
                    return Err(said::trouble(&self.place, ""));
                }
            }
            Ok(())
        })
    }

    /// The connection, made when there is none.
    async fn line(&self, tries: &Tries) -> Result<Arc<Line>, Trouble> {
        let mut slot = self.line.lock().await;
        if let Some(line) = slot.as_ref().filter(|line| !line.is_broken()) {
            return Ok(Arc::clone(line));
        }
        *slot = None;
        loop {
            match Line::connect(&self.place).await {
                Ok(line) => return Ok(Arc::clone(slot.insert(Arc::new(line)))),
                Err(trouble) => {
                    if trouble.kind != TroubleKind::Unreachable || !tries.wait().await {
                        return Err(trouble);
                    }
                }
            }
        }
    }

    async fn trouble(&self, line: &Line, path: &str, wish: Wish, fault: Fault) -> Trouble {
        match fault {
            Fault::Broken => said::trouble(&self.place, ""),
            Fault::Trouble(trouble) => trouble,
            Fault::Refused(refusal) => {
                let room = if wish == Wish::Write { self.room(line).await } else { None };
                refused::trouble(&self.place, path, wish, &refusal, room)
            }
        }
    }

    /// How many bytes the disk there has left for us, where the server tells.
    async fn room(&self, line: &Line) -> Option<u64> {
        if !line.sftp.support_statvfs() {
            return None;
        }
        let disk = line.asked(line.fs().statvfs(self.at(""))).await.ok()?;
        let is_without_files = disk.files > 0 && disk.favail == 0;
        Some(if is_without_files { 0 } else { disk.bavail.saturating_mul(disk.frsize) })
    }
}

/// What the names of things that are not whole begin with.
pub const PART: &str = "part-";
