//! A progress bar, on a terminal, when something takes more than half a second.

use std::time::{Duration, Instant};

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::{Lang, Text};

/// What is over sooner shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// How wide a text is to be on standard output: as the terminal, within what can be read.
pub(super) fn width(is_terminal: bool) -> usize {
    let measured = is_terminal.then(|| Term::stdout().size_checked()).flatten();
    measured.map_or(80, |(_, columns)| usize::from(columns)).clamp(40, 100)
}

/// The bar, or nothing.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
}

impl Progress {
    /// For so many outputs of a build.
    pub fn new(outputs: usize, is_terminal: bool, started: Instant, lang: Lang) -> Self {
        const WORDS: Text = Text::fixed(
            "Bygger {bar:30} {pos} av {len} filer",
            "Building {bar:30} {pos} of {len} files",
        );
        Self::of(outputs, is_terminal, started, WORDS.get(lang))
    }

    /// For so many addresses of other sites.
    pub fn of_addresses(count: usize, is_terminal: bool, started: Instant, lang: Lang) -> Self {
        const WORDS: Text = Text::fixed(
            "Frågar {bar:30} {pos} av {len} adresser",
            "Asking {bar:30} {pos} of {len} addresses",
        );
        let progress = Self::of(count, is_terminal, started, WORDS.get(lang));
        // The first answer may be long in coming.
        if let Some(bar) = &progress.bar {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        progress
    }

    /// For so many bytes that are sent.
    pub fn of_bytes(bytes: u64, is_terminal: bool, started: Instant, lang: Lang) -> Self {
        const WORDS: Text = Text::fixed(
            "Skickar {bar:30} {percent} procent",
            "Sending {bar:30} {percent} per cent",
        );
        Self::of(
            usize::try_from(bytes).unwrap_or(usize::MAX),
            is_terminal,
            started,
            WORDS.get(lang),
        )
    }

    fn of(steps: usize, is_terminal: bool, started: Instant, words: &str) -> Self {
        let bar = is_terminal.then(|| {
            let bar =
                ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
            if let Ok(style) = ProgressStyle::with_template(words) {
                bar.set_style(style.progress_chars("█░"));
            }
            bar
        });
        Self { bar, started }
    }

    /// One more step is taken. Called from every thread.
    pub fn step(&self) {
        self.steps(1);
    }

    /// So many more steps are taken. Called from every thread.
    pub fn steps(&self, count: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(count);
            if bar.is_hidden() && self.started.elapsed() > PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
