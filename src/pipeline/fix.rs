//! Mends what can be mended in one way only, in memory: the corrected texts, and what is found
//! in the site when they stand in the place of the old ones. Writes nothing.

use std::collections::BTreeMap;

use crate::base::{Diagnostic, FilePath, Suggestion};
use crate::document::Known;
use crate::source::{Content, File, Source};

use super::{Options, Site, load_unknown};

/// A site whose sure mistakes are mended.
#[derive(Debug)]
pub struct Fixed {
    /// The site as it would be.
    pub site: Site,
    /// What is found in it.
    pub found: Vec<Diagnostic>,
    /// The old and the new text of each file that changes.
    pub texts: BTreeMap<FilePath, (String, String)>,
    /// How many mistakes were mended.
    pub count: usize,
}

/// One correction may bring out the next: a heading is seen when the line above it is mended.
const ROUNDS: usize = 10;

/// Mends the findings that are `wanted`. `found` is what is found in `site`.
#[must_use]
pub fn fix(
    site: Site,
    found: Vec<Diagnostic>,
    options: &Options,
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Fixed {
    let mut fixed = Fixed { site, found, texts: BTreeMap::new(), count: 0 };
    for _ in 0..ROUNDS {
        let all = fixed.found.iter().filter(|found| wanted(found));
        let (changes, count) = corrections(all, &fixed.site.source);
        if changes.is_empty() {
            break;
        }
        let mut files: BTreeMap<FilePath, Option<File>> = BTreeMap::new();
        for (file, text) in &changes {
            let disk = fixed.site.source.files.get(file).map(|known| known.disk.clone());
            let content = Content::Text(text.clone());
            files.insert(file.clone(), Some(File { disk: disk.unwrap_or_default(), content }));
        }
        let old: Vec<String> =
            changes.keys().map(|file| fixed.site.source.text(file).to_owned()).collect();
        let known = fixed.found.len();
        fixed = fixed.with(&mut files, options);
        if fixed.found.len() >= known {
            // A correction that mends nothing is none: the files stay as they were.
            return fixed.with(&mut files, options);
        }
        for ((file, new), old) in changes.into_iter().zip(old) {
            fixed.texts.entry(file).or_insert((old, String::new())).1 = new;
        }
        fixed.count += count;
    }
    fixed
}

impl Fixed {
    /// The same with these files in the place of those that were.
    fn with(self, files: &mut BTreeMap<FilePath, Option<File>>, options: &Options) -> Self {
        let mut source = self.site.source;
        source.exchange(files);
        let mut site = load_unknown(source, options, Known::default());
        site.answers = self.site.answers;
        let found = site.check();
        Self { site, found, ..self }
    }
}

/// The new texts of the files that have sure corrections, and how many these are. Of two that
/// meet, the first is made; the other comes in the next round.
fn corrections<'a>(
    found: impl Iterator<Item = &'a Diagnostic>,
    source: &Source,
) -> (BTreeMap<FilePath, String>, usize) {
    let mut by_file: BTreeMap<&FilePath, Vec<&Suggestion>> = BTreeMap::new();
    for diagnostic in found {
        let file = &diagnostic.place.file;
        let is_written = |file: &File| {
            matches!(file.content, Content::Text(_)) && !file.disk.as_os_str().is_empty()
        };
        let is_ours = source.files.get(file).is_some_and(is_written);
        let sure = diagnostic.suggestion.as_ref().filter(|suggestion| suggestion.is_sure);
        if let Some(suggestion) = sure.filter(|_| is_ours) {
            by_file.entry(file).or_default().push(suggestion);
        }
    }
    let mut count = 0;
    let mut texts = BTreeMap::new();
    for (file, mut all) in by_file {
        all.sort();
        all.dedup();
        let text = source.text(file);
        let mut new = String::with_capacity(text.len());
        let mut done = 0;
        for suggestion in all {
            let range = suggestion.span.range();
            let Some(between) = text.get(done..range.start).filter(|_| range.start >= done) else {
                continue;
            };
            if text.get(range.clone()).is_none_or(|old| old == suggestion.text) {
                continue;
            }
            new.push_str(between);
            new.push_str(&suggestion.text);
            done = range.end;
            count += 1;
        }
        new.push_str(text.get(done..).unwrap_or_default());
        if new != text {
            texts.insert(file.clone(), new);
        }
    }
    (texts, count)
}
