//! Watches the author's files: which have changed since somebody last asked, and never while
//! one is half written.
//!
//! An editor's save is several events, and a file that is read between them is torn. So what an
//! event names is *held*: until the system says that the writer has closed the file or moved it
//! into place, else for a short while without any event. Folders are watched, never files: a
//! watch on a file dies when an editor puts a new one in its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::barrier::Barrier;

/// How long a file is held without any event on it.
const HOLD: Duration = Duration::from_millis(50);

/// How often files are looked at where the system does not tell of them.
const POLL: Duration = Duration::from_millis(250);

/// The longest that somebody waits for files that never come to rest.
const PATIENCE: Duration = Duration::from_secs(2);

/// What has changed on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Changed {
    /// These files and folders may have.
    Paths(Vec<PathBuf>),
    /// Anything may have.
    Everything,
}

/// A watch on the folders of a site.
pub(super) struct Watch {
    seen: Arc<Seen>,
    /// Watches for as long as it is kept.
    _watcher: Arc<Mutex<Box<dyn Watcher + Send>>>,
    barrier: Option<Barrier>,
    /// Whether files are looked at again and again, because the system watches no more of them.
    pub polls: bool,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("polls", &self.polls).finish_non_exhaustive()
    }
}

/// What events have told.
#[derive(Default)]
struct Seen {
    dirty: Mutex<Dirty>,
    /// Rung whenever something is added.
    bell: Condvar,
}

#[derive(Default)]
struct Dirty {
    held: BTreeMap<PathBuf, Held>,
    everything: Option<Held>,
    /// The last number that the barrier's folder told of.
    passed: u64,
}

#[derive(Clone, Copy)]
struct Held {
    until: Instant,
}

impl Held {
    fn for_a_while() -> Self {
        Self { until: Instant::now() + HOLD }
    }

    fn done() -> Self {
        Self { until: Instant::now() }
    }
}

impl Watch {
    /// Watches `folders` below `root` with all that is in them, and `root` itself for when one of
    /// them comes and goes.
    ///
    /// # Errors
    /// When the system watches nothing at all, in words of its own.
    pub fn begin(root: &Path, folders: &[&str]) -> notify::Result<Self> {
        let seen = Arc::new(Seen::default());
        let (sender, new_folders) = mpsc::channel();
        let barrier = Barrier::new();
        let folders: Vec<PathBuf> =
            folders.iter().map(|folder| root.join(folder)).filter(|f| f.is_dir()).collect();
        let told = handler(&seen, barrier.as_ref().map(Barrier::folder), sender);
        let native = RecommendedWatcher::new(told.clone(), Config::default()).and_then(|mut w| {
            watch_all(&mut w, root, &folders, barrier.as_ref())?;
            Ok(w)
        });
        let (watcher, barrier, polls): (Box<dyn Watcher + Send>, _, _) = match native {
            Ok(watcher) => (Box::new(watcher), barrier, false),
            // The limit of what the system watches: look at the files ourselves.
            Err(_) => {
                let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
                let mut watcher = PollWatcher::new(told, config)?;
                watch_all(&mut watcher, root, &folders, None)?;
                (Box::new(watcher), None, true)
            }
        };
        let watcher = Arc::new(Mutex::new(watcher));
        let (watches, tells) = (Arc::clone(&watcher), Arc::clone(&seen));
        let add = move || watch_new(&new_folders, &watches, &tells);
        std::thread::Builder::new().spawn(add).map_err(notify::Error::io)?;
        Ok(Self { seen, _watcher: watcher, barrier, polls })
    }

    /// Waits until every event so far has been told of. What was saved before this call is then
    /// known to have changed.
    pub fn catch_up(&self) {
        let Some(number) = self.barrier.as_ref().and_then(Barrier::raise) else { return };
        let dirty = self.seen.dirty();
        let until = Duration::from_millis(250);
        drop(self.seen.bell.wait_timeout_while(dirty, until, |dirty| dirty.passed < number));
    }

    /// What has changed and come to rest. Waits for what is being written just now.
    pub fn at_rest(&self) -> Option<Changed> {
        let begun = Instant::now();
        let mut dirty = self.seen.dirty();
        loop {
            let held = dirty.held.values().chain(&dirty.everything);
            let last = held.map(|held| held.until).max()?;
            let left = last.saturating_duration_since(Instant::now());
            if left.is_zero() || begun.elapsed() > PATIENCE {
                return Some(dirty.take());
            }
            let waited = self.seen.bell.wait_timeout(dirty, left);
            dirty = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits until there is something to ask `at_rest` for.
    pub fn wait(&self) {
        let dirty = self.seen.dirty();
        let is_clean = |dirty: &mut Dirty| dirty.held.is_empty() && dirty.everything.is_none();
        drop(self.seen.bell.wait_while(dirty, is_clean));
    }

    /// Tells of a file that was found to have changed without any event.
    pub fn noticed(&self, path: PathBuf) {
        self.seen.add(|dirty| {
            dirty.held.insert(path, Held::for_a_while());
        });
    }
}

impl Dirty {
    fn take(&mut self) -> Changed {
        let held = std::mem::take(&mut self.held);
        match self.everything.take() {
            Some(_) => Changed::Everything,
            None => Changed::Paths(held.into_keys().collect()),
        }
    }
}

impl Seen {
    fn dirty(&self) -> MutexGuard<'_, Dirty> {
        self.dirty.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, change: impl FnOnce(&mut Dirty)) {
        change(&mut self.dirty());
        self.bell.notify_all();
    }
}

fn watch_all(
    watcher: &mut dyn Watcher,
    root: &Path,
    folders: &[PathBuf],
    barrier: Option<&Barrier>,
) -> notify::Result<()> {
    if let Some(barrier) = barrier {
        watcher.watch(barrier.folder(), RecursiveMode::NonRecursive)?;
    }
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in folders {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(())
}

/// Watches folders that have just come. Not from the handler, which the watcher waits for; and
/// looked through afterwards, because a file may have come into it before the watch did.
fn watch_new(folders: &Receiver<PathBuf>, watcher: &Mutex<Box<dyn Watcher + Send>>, seen: &Seen) {
    for folder in folders {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = watcher.watch(&folder, RecursiveMode::Recursive);
        drop(watcher);
        seen.add(|dirty| dirty.everything = Some(Held::for_a_while()));
    }
}

#[derive(Clone)]
struct Handler {
    seen: Arc<Seen>,
    barrier: Option<PathBuf>,
    new_folders: Sender<PathBuf>,
}

impl notify::EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        self.tell(event);
    }
}

fn handler(seen: &Arc<Seen>, barrier: Option<&Path>, new_folders: Sender<PathBuf>) -> Handler {
    Handler { seen: Arc::clone(seen), barrier: barrier.map(Path::to_path_buf), new_folders }
}

impl Handler {
    fn tell(&self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.seen.add(|dirty| dirty.everything = Some(Held::for_a_while()));
            return;
        };
        if event.need_rescan() {
            self.seen.add(|dirty| dirty.everything = Some(Held::for_a_while()));
            return;
        }
        let is_done = match event.kind {
            // Reading is no change; and we read ourselves.
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => true,
            EventKind::Access(_) => return,
            _ => false,
        };
        let is_new = matches!(
            event.kind,
            EventKind::Create(CreateKind::Folder | CreateKind::Any)
                | EventKind::Modify(ModifyKind::Name(RenameMode::To))
        );
        for path in event.paths {
            if let Some(folder) = &self.barrier
                && path.starts_with(folder)
            {
                if let Some(number) = Barrier::number(&path) {
                    self.seen.add(|dirty| dirty.passed = dirty.passed.max(number));
                }
                continue;
            }
            if is_new && path.is_dir() {
                let _ = self.new_folders.send(path.clone());
            }
            let held = if is_done { Held::done() } else { Held::for_a_while() };
            self.seen.add(|dirty| {
                dirty.held.insert(path, held);
            });
        }
    }
}
