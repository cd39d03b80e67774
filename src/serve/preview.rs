//! The site in memory, and how it is brought up to date.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use crate::base::{Diagnostic, Failure, Lang, Severity, Text};
use crate::http::{Bounds, Hub};
use crate::pipeline::{Options, Site, load};
use crate::present::{Colour, Format, present};
use crate::render::{Plan, PlanOptions, Planned};
use crate::source::{CONTENT, Refreshed, Source, THEMES, read, with_embedded_themes};

use super::watch::{Changed, Watch};

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
}

/// The site as it is now.
#[derive(Debug)]
pub(super) struct Now {
    pub site: Site,
    planned: Arc<Planned>,
    /// Why the site on the disk cannot be read, when this is an older one.
    trouble: Option<Failure>,
    /// What is to be said on every page.
    pub notice: Notice,
    pub lang: Lang,
}

/// What is wrong with the site, for those who look at one of its pages.
#[derive(Debug, Default)]
pub(super) struct Notice {
    /// In one line.
    pub line: String,
    /// With places and excerpts.
    pub words: String,
    /// Whether anything keeps the site from being built.
    pub is_grave: bool,
}

impl Now {
    fn of(source: Source, options: &Options, lang: Lang) -> Self {
        let site = load(source, options);
        let planned = Arc::new(site.planned());
        let mut now = Self { site, planned, trouble: None, notice: Notice::default(), lang };
        let found = now.site.check_content();
        now.notice = now.noticed(&found);
        now
    }

    /// What was found, in words.
    pub fn shown(&self, found: &[Diagnostic]) -> String {
        present(found, &self.site.source, Format::Text, self.lang, Colour::Off)
    }

    fn noticed(&self, found: &[Diagnostic]) -> Notice {
        let pressing: Vec<Diagnostic> =
            found.iter().filter(|found| found.severity != Severity::Hint).cloned().collect();
        let errors = pressing.iter().filter(|found| found.severity == Severity::Error).count();
        let line = Text::new(
            format!("{errors} fel, {} varningar", pressing.len() - errors),
            format!("{errors} errors, {} warnings", pressing.len() - errors),
        );
        let line = line.get(self.lang).to_owned();
        Notice { line, words: self.shown(&pressing), is_grave: errors > 0 }
    }

    /// The site cannot be read as it is now: this one is shown in the meantime.
    fn stays(&mut self, failure: Failure) {
        let line = Text::fixed(
            "Filerna går inte att läsa just nu. Det här är sidan som den var",
            "The files cannot be read just now. This is the page as it was",
        );
        let words = failure.words(self.lang);
        self.notice = Notice { line: line.get(self.lang).to_owned(), words, is_grave: true };
        self.trouble = Some(failure);
    }

    /// What makes its pages.
    pub fn plan(&self) -> Plan<'_> {
        self.site.plan_again(Arc::clone(&self.planned), PlanOptions::default())
    }
}

impl Preview {
    /// Reads the site and begins to watch it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn begin(reading: Reading) -> Result<Self, Failure> {
        // Watched before it is read: what changes in between is then known.
        let watch = Watch::begin(&reading.root, &[CONTENT, THEMES]).map_err(|_| {
            Failure::new(Text::fixed(
                "Datorn låter inte programmet se när filer ändras",
                "The machine does not let the program see when files change",
            ))
            .at(&reading.root)
        })?;
        let source = read(&reading.root)?;
        let options = (reading.options)(&source)?;
        let now = RwLock::new(Now::of(source, &options, reading.lang));
        let hub = Arc::new(Hub::new(Bounds::default().streams));
        let renewing = Mutex::new(());
        Ok(Self { reading, watch, hub, renewing, now })
    }

    /// What every address begins with, without a final `/`.
    #[must_use]
    pub fn base(&self) -> String {
        self.now().base()
    }

    /// Whether files are read again and again, because the system watches no more of them.
    #[must_use]
    pub fn polls(&self) -> bool {
        self.watch.polls
    }

    /// The language of those who write it.
    pub(super) const fn lang(&self) -> Lang {
        self.reading.lang
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
        let Some(changed) = self.watch.at_rest() else { return };
        let is_new = self.take_in(&changed);
        drop(one_at_a_time);
        if is_new {
            self.tell();
        }
    }

    /// Brings the site up to date. Tells whether anything is new.
    fn take_in(&self, changed: &Changed) -> bool {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let refreshed = match changed {
            Changed::Paths(paths) if now.trouble.is_none() => now.site.source.refresh(paths),
            _ => Refreshed::Unsure,
        };
        let source = match refreshed {
            Refreshed::Same => return false,
            Refreshed::Changed => std::mem::take(&mut now.site.source),
            Refreshed::Unsure => match read(&self.reading.root) {
                Ok(source) => {
                    let source = with_embedded_themes(source);
                    let is_same = source.fingerprint() == now.site.source.fingerprint();
                    if is_same && now.trouble.take().is_none() {
                        return false;
                    }
                    source
                }
                Err(failure) => {
                    now.stays(failure);
                    return true;
                }
            },
        };
        match (self.reading.options)(&source) {
            Ok(options) => {
                let old =
                    std::mem::replace(&mut *now, Now::of(source, &options, self.reading.lang));
                // Taking a large site apart takes a while, and nobody has to wait for it.
                let _ = std::thread::Builder::new().spawn(move || drop(old));
            }
            Err(failure) => {
                now.site.source = source;
                now.stays(failure);
            }
        }
        true
    }
}
