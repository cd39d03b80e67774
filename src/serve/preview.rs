//! The site in memory, and how it is brought up to date.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use crate::base::{Failure, FilePath, Lang};
use crate::http::{Bounds, Hub};
use crate::pipeline::{Options, Site, load};
use crate::render::{Plan, PlanOptions, Planned};
use crate::source::{Content, File, Refreshed, Source, read, with_embedded_themes};

use super::copies::Copies;
use super::day::{ClockOf, Day};
use super::editor::Editor;
use super::findings::Findings;
use super::kept::Kept;
use super::watch::{Changed, Watch, Why};

/// What a site asks to be shown with: clock, drafts, theme. The clock is looked at each time.
pub type AskedOf = Box<dyn Fn(&Source) -> Result<Options, Failure> + Send + Sync>;

/// How a site is read.
pub struct Reading {
    /// Its folder.
    pub root: PathBuf,
    /// What is asked of it.
    pub options: AskedOf,
    /// The language of those who write it.
    pub lang: Lang,
    /// How a line of a file is opened.
    pub editor: Editor,
    /// What time it is.
    pub clock: ClockOf,
    /// Whether all files are looked at again and again, without asking the system to tell.
    pub polls: bool,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading").field("root", &self.root).finish_non_exhaustive()
    }
}

/// A preview of one site.
#[derive(Debug)]
pub struct Preview {
    reading: Reading,
    pub(super) watch: Watch,
    pub(super) hub: Arc<Hub>,
    /// Held by whoever brings the site up to date.
    renewing: Mutex<()>,
    now: RwLock<Now>,
    pub(super) findings: Findings,
    /// Pages as they were when they could last be made.
    pub(super) kept: Kept,
    /// What tells files that are copied from what they were before.
    pub(super) copies: Copies,
}

/// The site as it is now.
#[derive(Debug)]
pub(super) struct Now {
    pub site: Site,
    planned: Arc<Planned>,
    /// The day it is of.
    day: Option<Day>,
    /// Why the site on the disk cannot be read, when this is an older one.
    pub trouble: Option<Failure>,
    pub lang: Lang,
}

/// What of a site is newer than what is shown.
enum Newer {
    /// These files, and what is in them.
    Files(BTreeMap<FilePath, Option<File>>),
    /// All of it.
    Source(Source),
}

impl Now {
    /// The site that `source` is.
    fn of(source: Source, options: &Options, lang: Lang) -> Self {
        let site = load(source, options);
        let planned = Arc::new(site.planned());
        let day = Day::of(&site.model);
        Self { site, planned, day, trouble: None, lang }
    }

    /// Takes in what is newer. When what it asks for cannot be had, the site stays as it was.
    fn renew(&mut self, mut newer: Newer, asked: &AskedOf) -> Result<(), Failure> {
        let Self { site, planned, trouble, .. } = self;
        let old = match &mut newer {
            Newer::Files(files) => {
                site.source.exchange(files);
                let options = asked(&site.source).inspect_err(|_| site.source.exchange(files))?;
                let files: Vec<FilePath> = files.keys().cloned().collect();
                site.renew(&files, &options, planned)
            }
            Newer::Source(source) => {
                let options = asked(source)?;
                let differences = site.source.differences(source);
                Some(site.replace(std::mem::take(source), &differences, &options, planned))
            }
        };
        *trouble = None;
        // Nobody has to wait until a large site is taken apart.
        let _ = std::thread::Builder::new().spawn(move || drop(old));
        self.day = Day::of(&self.site.model);
        Ok(())
    }

    /// What makes its pages.
    pub fn plan(&self) -> Plan<'_> {
        let options = PlanOptions { marks: true, ..PlanOptions::default() };
        self.site.plan_again(Arc::clone(&self.planned), options)
    }
}

impl Preview {
    /// Reads the site and begins to watch it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn begin(reading: Reading) -> Result<Self, Failure> {
        // Watched before it is read: what changes in between is then known.
        let watch = Watch::begin(&reading.root, reading.polls);
        let source = read(&reading.root)?;
        let options = (reading.options)(&source)?;
        let now = RwLock::new(Now::of(source, &options, reading.lang));
        let hub = Arc::new(Hub::new(Bounds::default().streams));
        let renewing = Mutex::new(());
        let (findings, kept, copies) = (Findings::default(), Kept::default(), Copies::default());
        Ok(Self { reading, watch, hub, renewing, now, findings, kept, copies })
    }

    /// What every address begins with, without a final `/`.
    #[must_use]
    pub fn base(&self) -> String {
        self.base_of(&self.now())
    }

    /// Why files are looked at again and again, where they are.
    #[must_use]
    pub fn why_polls(&self) -> Option<Why> {
        self.watch.why_polls()
    }

    /// How long nothing can change by itself.
    pub(super) fn nap(&self) -> Duration {
        let day = self.now().day;
        (self.reading.clock)().zip(day).map_or(Duration::MAX, |(now, day)| day.nap(now))
    }

    /// Whether the site is of another day than it is now.
    fn is_of_another_day(&self, now: &Now) -> bool {
        (self.reading.clock)().zip(now.day).is_some_and(|(time, day)| day.is_over(time))
    }

    /// The language of those who write it.
    pub(super) const fn lang(&self) -> Lang {
        self.reading.lang
    }

    /// How a line of a file is opened.
    pub(super) const fn editor(&self) -> &Editor {
        &self.reading.editor
    }

    /// The site as it is now.
    pub(super) fn now(&self) -> RwLockReadGuard<'_, Now> {
        self.now.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in everything that was saved before this call.
    pub(super) fn catch_up(&self) {
        self.watch.catch_up();
        self.renew();
    }

    /// Takes in what has changed, and tells those who look at a page that is not the same any
    /// more.
    pub(super) fn renew(&self) {
        let one_at_a_time = self.renewing.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = self.watch.at_rest(|path| self.now().site.source.knows(path));
        let changed = match changed {
            Some(changed) => changed,
            None if self.is_of_another_day(&self.now()) => Changed::Paths(Vec::new()),
            None => return,
        };
        self.findings.begin_change();
        let is_new = self.take_in(&changed);
        self.findings.end_change(is_new);
        drop(one_at_a_time);
        // A picture is known by its length alone: its bytes may be others all the same.
        if is_new || self.may_be_copied(&changed) {
            self.tell();
        }
    }

    fn may_be_copied(&self, changed: &Changed) -> bool {
        let Changed::Paths(paths) = changed else { return true };
        let now = self.now();
        let source = &now.site.source;
        let file = |path: &PathBuf| FilePath::from_disk(path.strip_prefix(&source.root).ok()?);
        let mut files = paths.iter().filter_map(file).filter_map(|file| source.files.get(&file));
        files.any(|file| matches!(file.content, Content::Copied { .. } | Content::Picture(_)))
    }

    /// Brings the site up to date. Tells whether anything is new.
    fn take_in(&self, changed: &Changed) -> bool {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let refreshed = match changed {
            Changed::Paths(paths) if now.trouble.is_none() => {
                in_pool(|| now.site.source.refresh(paths))
            }
            _ => Refreshed::Unsure,
        };
        let is_over = self.is_of_another_day(&now);
        let newer = match refreshed {
            Refreshed::Same if is_over => Newer::Files(BTreeMap::new()),
            Refreshed::Same => return false,
            Refreshed::Changed(files) => Newer::Files(files),
            Refreshed::Unsure => match in_pool(|| read(&self.reading.root)) {
                Ok(source) => {
                    let source = with_embedded_themes(source);
                    let is_same = source.fingerprint() == now.site.source.fingerprint();
                    if is_same && !is_over && now.trouble.is_none() {
                        return false;
                    }
                    Newer::Source(source)
                }
                Err(failure) => {
                    now.trouble = Some(failure);
                    return true;
                }
            },
        };
        let (now, options) = (&mut *now, &self.reading.options);
        if let Err(failure) = in_pool(|| now.renew(newer, options)) {
            now.trouble = Some(failure);
        }
        true
    }
}

/// Does what makes things that are kept for long in threads that are. The system's allocator has
/// room of its own for each thread, and what stays in the rooms of those that come and go with
/// connections is memory that nobody uses: a tenth of it all within half an hour of editing.
fn in_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::scope(|_| work())
}
