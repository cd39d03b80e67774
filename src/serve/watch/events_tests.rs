//! Events as Linux, Windows and macOS send them, and as they send them when too much happens.

use std::sync::mpsc;
use std::time::Duration;

use notify::event::{DataChange, EventAttributes, Flag, MetadataKind, RemoveKind};
use notify::{Error, EventHandler};

use super::super::pending::{Changed, Rest};
use super::*;
use crate::source::Looked;

struct Told {
    handler: Handler,
    news: mpsc::Receiver<News>,
}

impl Told {
    fn new() -> Self {
        let (sender, news) = mpsc::channel();
        let looked = Looked { real_root: "/r".into(), ..Looked::default() };
        let ways = Arc::new(RwLock::new(Ways::of(Path::new("/s"), &looked)));
        let handler = Handler { seen: Arc::default(), ways, barrier: None, news: sender };
        Self { handler, news }
    }

    fn of(events: &[(EventKind, &[&str])]) -> Self {
        let mut told = Self::new();
        for (kind, places) in events {
            let places = places.iter().map(PathBuf::from).collect();
            let event = Event { kind: *kind, paths: places, attrs: EventAttributes::default() };
            told.handler.handle_event(Ok(event));
        }
        told
    }

    /// What is at rest after so many milliseconds.
    fn after(&self, ms: u64) -> Rest {
        let now = Instant::now() + Duration::from_millis(ms);
        let mut state = self.handler.seen.lock();
        match state.pending.rest(now, |_| true) {
            Rest::Soon(_) => Rest::Soon(now),
            rest => rest,
        }
    }

    fn rests_as(&self, ms: u64, paths: &[&str]) -> bool {
        let paths = paths.iter().map(PathBuf::from).collect();
        self.after(ms) == Rest::Of(Changed::Paths(paths))
    }
}

const PAGE: &str = "/r/content/a.md";
const DATA: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

fn name(mode: RenameMode) -> EventKind {
    EventKind::Modify(ModifyKind::Name(mode))
}

#[test]
fn linux_says_when_a_file_is_whole() {
    let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
    let saved = Told::of(&[(open, &[PAGE]), (DATA, &[PAGE]), (CLOSED, &[PAGE])]);
    assert!(saved.rests_as(1, &["/s/content/a.md"]));
    let both: &[&str] = &["/r/content/a.md.ny", PAGE];
    let moved = Told::of(&[
        (EventKind::Create(CreateKind::File), &both[..1]),
        (CLOSED, &both[..1]),
        (name(RenameMode::From), &both[..1]),
        (name(RenameMode::To), &both[1..]),
        (name(RenameMode::Both), both),
    ]);
    let mut state = moved.handler.seen.lock();
    let now = Instant::now();
    let rest = state.pending.rest(now, |path| path == Path::new("/s/content/a.md"));
    assert_eq!(rest, Rest::Of(Changed::Paths(vec!["/s/content/a.md".into()])));
}

#[test]
fn windows_and_macos_do_not_and_a_moment_of_quiet_has_to_do() {
    let windows = Told::of(&[
        (EventKind::Modify(ModifyKind::Any), &[PAGE]),
        (EventKind::Modify(ModifyKind::Any), &[PAGE]),
    ]);
    assert!(!windows.rests_as(20, &["/s/content/a.md"]));
    assert!(windows.rests_as(1100, &["/s/content/a.md"]));
    let windows = Told::of(&[
        (name(RenameMode::From), &["/r/content/a.md.ny"]),
        (name(RenameMode::To), &[PAGE]),
    ]);
    assert!(windows.rests_as(60, &["/s/content/a.md", "/s/content/a.md.ny"]));
    // macOS: all that happened to a file at once, and neither old nor new of a name.
    let macos = Told::of(&[
        (EventKind::Create(CreateKind::File), &["/r/content/b.md"]),
        (EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), &["/r/content/b.md"]),
        (name(RenameMode::Any), &["/r/content/b.md"]),
        (EventKind::Modify(ModifyKind::Data(DataChange::Content)), &["/r/content/b.md"]),
        (EventKind::Remove(RemoveKind::File), &[PAGE]),
    ]);
    assert!(macos.rests_as(1100, &["/s/content/a.md", "/s/content/b.md"]));
}

#[test]
fn who_has_lost_events_looks_at_everything_and_watches_everything_anew() {
    let mut told = Told::new();
    let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    told.handler.handle_event(Ok(event));
    assert_eq!(told.after(60), Rest::Of(Changed::Everything));
    assert_eq!(told.news.try_recv(), Ok(News::Lost));
    // Errors that are no limit: something was lost as well.
    told.handler.handle_event(Err(Error::generic("ReadDirectoryChangesW: buffer overflow")));
    assert_eq!(told.after(60), Rest::Of(Changed::Everything));
    assert_eq!(told.news.try_recv(), Ok(News::Lost));
    told.handler.handle_event(Err(Error::new(ErrorKind::MaxFilesWatch)));
    assert_eq!(told.news.try_recv(), Ok(News::Limit(Why::Watches)));
}

#[test]
fn nobody_is_woken_for_what_is_not_the_sites() {
    let told = Told::of(&[
        (DATA, &["/r/public/index.html"]),
        (DATA, &["/r/.git/index"]),
        (CLOSED, &["/r/content/.a.md.swp"]),
        (EventKind::Create(CreateKind::Folder), &["/r/node_modules"]),
        (CLOSED, &["/r/content/a.md~"]),
        (EventKind::Access(AccessKind::Open(AccessMode::Any)), &[PAGE]),
        (EventKind::Access(AccessKind::Close(AccessMode::Read)), &[PAGE]),
    ]);
    assert_eq!(told.handler.seen.lock().pending.next(Instant::now()), None);
    assert_eq!(told.news.try_recv(), Err(mpsc::TryRecvError::Empty));
}
