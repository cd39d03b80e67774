//! What the system's events mean. They differ: Linux tells when a writer closes a file, Windows
//! and macOS do not; macOS puts several changes into one and names the folder as it really is;
//! any of them may have lost some, and then says so or not.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{ErrorKind, Event};

use super::barrier::Barrier;
use super::pending::Touch;
use super::ways::Ways;
use super::{Seen, Why};

/// What the watch itself has to follow up, in a thread of its own: the watcher waits for its
/// handler, and cannot be asked for more meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// A folder has come.
    Folder(PathBuf),
    /// A link has come, or what one leads to.
    Links,
    /// Events have been lost, and folders with them.
    Lost,
    /// The system watches no more.
    Limit(Why),
}

/// Takes the events of a watcher.
#[derive(Clone)]
pub(super) struct Handler {
    pub seen: Arc<Seen>,
    pub ways: Arc<RwLock<Ways>>,
    pub barrier: Option<Arc<Barrier>>,
    pub news: Sender<News>,
}

impl notify::EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        match event {
            Ok(event) if event.need_rescan() => self.lost(),
            Ok(event) => self.tell(&event),
            Err(error) => match error.kind {
                ErrorKind::MaxFilesWatch => self.send(News::Limit(Why::Watches)),
                _ => self.lost(),
            },
        }
    }
}

impl Handler {
    fn tell(&self, event: &Event) {
        for (at, place) in event.paths.iter().enumerate() {
            if let Some(barrier) = &self.barrier
                && place.starts_with(barrier.folder())
            {
                if let Some(number) = Barrier::number(place) {
                    self.seen.with(|state| state.passed = state.passed.max(number));
                }
                continue;
            }
            let Some(touch) = touch(event.kind, at) else { continue };
            self.touched(place, touch);
        }
    }

    fn touched(&self, place: &Path, touch: Touch) {
        let ways = self.ways.read().unwrap_or_else(PoisonError::into_inner);
        let paths = ways.paths(place);
        let may_be_new = !matches!(touch, Touch::Opened | Touch::Written | Touch::Gone);
        if may_be_new && ways.may_complete(place) {
            self.send(News::Links);
        }
        drop(ways);
        if paths.is_empty() {
            return;
        }
        if may_be_new && let Ok(meta) = fs::symlink_metadata(place) {
            if meta.is_dir() {
                self.send(News::Folder(place.to_path_buf()));
            } else if meta.is_symlink() {
                self.send(News::Links);
            }
        }
        let now = Instant::now();
        self.seen.with(|state| {
            for path in paths {
                state.pending.touch(path, touch, now);
            }
        });
    }

    /// Some events will never come. Whoever waits for one of them need not.
    fn lost(&self) {
        let last = self.barrier.as_ref().map_or(0, |barrier| barrier.last());
        self.seen.with(|state| {
            state.passed = state.passed.max(last);
            state.pending.lost(Instant::now());
        });
        self.send(News::Lost);
    }

    fn send(&self, news: News) {
        self.seen.with(|state| state.coming += 1);
        if self.news.send(news).is_err() {
            self.seen.with(|state| state.coming -= 1);
        }
    }
}

/// What an event means for the `at`th of its paths; nothing when it means no change.
fn touch(kind: EventKind, at: usize) -> Option<Touch> {
    Some(match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Touch::Done,
        EventKind::Access(AccessKind::Open(_)) => Touch::Opened,
        EventKind::Access(_) => return None,
        EventKind::Create(CreateKind::Folder) => Touch::Other,
        EventKind::Create(_) => Touch::Came,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Touch::Gone,
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Touch::Done,
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if at == 0 => Touch::Gone,
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => Touch::Done,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => Touch::Written,
        // Rights and times; and a name that is the old or the new one, nobody knows which.
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => Touch::Other,
    })
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
