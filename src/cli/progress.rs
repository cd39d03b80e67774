//! A progress bar, on a terminal, when a build takes more than half a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::{Lang, Text};

/// Builds that are over sooner show no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar, or nothing.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
}

impl Progress {
    pub fn new(outputs: usize, is_terminal: bool, started: Instant, lang: Lang) -> Self {
        const WORDS: Text = Text::fixed(
            "Bygger {bar:30} {pos} av {len} filer",
            "Building {bar:30} {pos} of {len} files",
        );
        let bar = is_terminal.then(|| {
            let bar =
                ProgressBar::with_draw_target(Some(outputs as u64), ProgressDrawTarget::hidden());
            if let Ok(style) = ProgressStyle::with_template(WORDS.get(lang)) {
                bar.set_style(style.progress_chars("█░"));
            }
            bar
        });
        Self { bar, started }
    }

    /// One more output is made. Called from every thread.
    pub fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
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
