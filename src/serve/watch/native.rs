//! The system's own watch: what it is asked to watch, and what is done when it watches no more.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;
use std::time::Instant;

use notify::{Config, Error, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::{CONTENT, Looked, THEMES, has_links, look};

use super::barrier::Barrier;
use super::disks::may_change_unseen;
use super::events::{Handler, News};
use super::pending::Touch;
use super::scan::Scanner;
use super::ways::Ways;
use super::{Seen, Why};

/// "Too many open files": no watcher is left to be had.
const TOO_MANY: i32 = 24;

/// The system's watch on a site.
pub(super) struct Native {
    root: PathBuf,
    seen: Arc<Seen>,
    scanner: Arc<Scanner>,
    barrier: Option<Arc<Barrier>>,
    ways: Arc<RwLock<Ways>>,
    /// Nothing when all files are looked at instead.
    watcher: Mutex<Option<RecommendedWatcher>>,
}

impl Native {
    /// Begins to watch. Looks at the files again and again where the system does not let it, or
    /// with `polls`.
    pub fn begin(
        root: &Path,
        seen: &Arc<Seen>,
        scanner: &Arc<Scanner>,
        barrier: Option<Arc<Barrier>>,
        polls: bool,
    ) -> Arc<Self> {
        let real_root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        // Events may come before there has been time to look for links.
        let ways = Ways::of(root, &Looked { real_root, ..Looked::default() });
        let native = Arc::new(Self {
            root: root.to_path_buf(),
            seen: Arc::clone(seen),
            scanner: Arc::clone(scanner),
            barrier,
            ways: Arc::new(RwLock::new(ways)),
            watcher: Mutex::default(),
        });
        if polls {
            native.poll_with(Why::Asked);
        } else if may_change_unseen(root) {
            native.poll_with(Why::Elsewhere);
        } else if let Err(error) = native.begin_watching() {
            native.poll_with(why(&error));
        }
        native
    }

    fn begin_watching(self: &Arc<Self>) -> notify::Result<()> {
        let (news, coming) = mpsc::channel();
        let handler = Handler {
            seen: Arc::clone(&self.seen),
            ways: Arc::clone(&self.ways),
            barrier: self.barrier.clone(),
            news,
        };
        // Links are followed here: a watcher would follow those too that lead out of the site.
        let config = Config::default().with_follow_symlinks(false);
        self.set(Some(RecommendedWatcher::new(handler, config)?));
        self.watch_all()?;
        let native = Arc::clone(self);
        let follow = move || native.follow(&coming);
        thread::Builder::new().spawn(follow).map_err(Error::io)?;
        Ok(())
    }

    fn set(&self, watcher: Option<RecommendedWatcher>) {
        *self.watcher.lock().unwrap_or_else(PoisonError::into_inner) = watcher;
    }

    /// The folders with the site in them, without links.
    fn tops(&self) -> Vec<PathBuf> {
        let real_root = self.root.canonicalize().unwrap_or_default();
        let tops =
            [CONTENT, THEMES].into_iter().filter_map(|top| self.root.join(top).canonicalize().ok());
        // A link that leads out of the site is followed by nobody.
        tops.filter(|top| top.starts_with(&real_root) && top.is_dir()).collect()
    }

    /// Watches everything there is by now.
    fn watch_all(&self) -> notify::Result<()> {
        if let Some(barrier) = &self.barrier {
            self.watch(barrier.folder(), RecursiveMode::NonRecursive)?;
        }
        let real_root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        self.watch(&real_root, RecursiveMode::NonRecursive)?;
        for top in self.tops() {
            self.watch(&top, RecursiveMode::Recursive)?;
        }
        self.watch_links()
    }

    /// Looks where links lead, and watches that too.
    fn watch_links(&self) -> notify::Result<()> {
        // Whoever reads the site will say why it cannot be looked at.
        let Ok(looked) = look(&self.root) else { return Ok(()) };
        let ways = Ways::of(&self.root, &looked);
        let (whole, flat) = ways.beyond(&self.tops());
        *self.ways.write().unwrap_or_else(PoisonError::into_inner) = ways;
        for folder in whole {
            self.watch(&folder, RecursiveMode::Recursive)?;
        }
        for folder in flat {
            self.watch(&folder, RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    fn watch(&self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(watcher) = watcher.as_mut() else { return Ok(()) };
        match watcher.watch(folder, mode) {
            Err(error) if is_gone(&error) => Ok(()),
            watched => watched,
        }
    }

    /// Follows up what the handler of events must not do itself, for as long as there is one.
    fn follow(&self, coming: &Receiver<News>) {
        while let Ok(first) = coming.recv() {
            let mut batch = vec![first];
            batch.extend(coming.try_iter());
            if let Err(why) = self.follow_up(&batch) {
                self.poll_instead(why);
            }
            // Looked through afterwards: something may have come before the watch did.
            let now = Instant::now();
            let ways = self.ways.read().unwrap_or_else(PoisonError::into_inner);
            self.seen.with(|state| {
                state.coming = state.coming.saturating_sub(batch.len());
                for news in &batch {
                    match news {
                        News::Folder(place) => {
                            for path in ways.paths(place) {
                                state.pending.touch(path, Touch::Other, now);
                            }
                        }
                        News::Links | News::Lost | News::Limit(_) => state.pending.lost(now),
                    }
                }
            });
        }
    }

    fn follow_up(&self, batch: &[News]) -> Result<(), Why> {
        let failed = |error: Error| why(&error);
        let tops = self.tops();
        let mut links = false;
        for news in batch {
            match news {
                News::Folder(place) => {
                    // Elsewhere a folder is watched with all that will ever come into it.
                    if cfg!(any(target_os = "linux", target_os = "android")) || tops.contains(place)
                    {
                        self.watch(place, RecursiveMode::Recursive).map_err(failed)?;
                    }
                    links = links || has_links(place);
                }
                News::Links => links = true,
                News::Lost => self.watch_all().map_err(failed)?,
                News::Limit(why) => return Err(why.clone()),
            }
        }
        if links { self.watch_links().map_err(failed) } else { Ok(()) }
    }

    /// The system watches no more: looks at the files instead, from now on.
    fn poll_instead(&self, why: Why) {
        self.set(None);
        self.poll_with(why);
        // Nobody knows what was missed before.
        self.seen.with(|state| state.pending.lost(Instant::now()));
    }

    fn poll_with(&self, why: Why) {
        self.set(None);
        // What there is now is known before anybody relies on it.
        self.scanner.look();
        self.seen.with(|state| state.polls = Some(why));
        let scanner = Arc::clone(&self.scanner);
        // Without a thread, the files are still looked at for every request.
        let _ = thread::Builder::new().spawn(move || scanner.poll());
    }
}

/// Whether a folder could not be watched because it is not there any more.
fn is_gone(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => {
            matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        }
        _ => false,
    }
}

fn why(error: &Error) -> Why {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Why::Watches,
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY) => Why::Instances,
        ErrorKind::Io(error) => Why::Other(error.to_string()),
        ErrorKind::Generic(words) => Why::Other(words.clone()),
        _ => Why::Other(String::new()),
    }
}
