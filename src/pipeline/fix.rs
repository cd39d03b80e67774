//! Mends what can be mended in one way only, in memory: the corrected texts, and what is found
//! in the site when they stand in the place of the old ones. Writes nothing.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut given_up: BTreeSet<FilePath> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let wanted = |found: &&Diagnostic| wanted(found) && !given_up.contains(&found.place.file);
        let corrected = corrections(fixed.found.iter().filter(wanted), &fixed.site.source);
        if corrected.is_empty() {
            break;
        }
        let before = fixed.found.clone();
        let texts = corrected.iter().map(|one| (&one.file, one.new.as_str()));
        fixed = fixed.with(texts, options);
        // A correction that mends nothing is none: such a file stays as it was.
        let (good, bad): (Vec<_>, Vec<_>) =
            corrected.into_iter().partition(|one| one.mends(&before, &fixed.found));
        if !bad.is_empty() {
            fixed = fixed.with(bad.iter().map(|one| (&one.file, one.old.as_str())), options);
            given_up.extend(bad.into_iter().map(|one| one.file));
        }
        for one in good {
            fixed.count += one.codes.len();
            fixed.texts.entry(one.file).or_insert((one.old, String::new())).1 = one.new;
        }
    }
    fixed
}

impl Fixed {
    /// The same with these texts in the place of those that were.
    fn with<'a>(
        self,
        texts: impl Iterator<Item = (&'a FilePath, &'a str)>,
        options: &Options,
    ) -> Self {
        let mut source = self.site.source;
        let mut files: BTreeMap<FilePath, Option<File>> = BTreeMap::new();
        for (file, text) in texts {
            let disk = source.files.get(file).map(|known| known.disk.clone());
            let content = Content::Text(text.to_owned());
            files.insert(file.clone(), Some(File { disk: disk.unwrap_or_default(), content }));
        }
        source.exchange(&mut files);
        let mut site = load_unknown(source, options, Known::default());
        site.answers = self.site.answers;
        let found = site.check();
        Self { site, found, ..self }
    }
}

/// A file and its text with corrections.
struct Corrected {
    file: FilePath,
    old: String,
    new: String,
    /// The code of each finding that was corrected.
    codes: Vec<&'static str>,
}

impl Corrected {
    /// Whether fewer such findings are left in the file than there were. Others may have come:
    /// what is readable again is checked for the first time.
    fn mends(&self, before: &[Diagnostic], after: &[Diagnostic]) -> bool {
        let count = |found: &[Diagnostic]| {
            let of_these =
                |d: &&Diagnostic| d.place.file == self.file && self.codes.contains(&d.code);
            found.iter().filter(of_these).count()
        };
        count(after) < count(before)
    }
}

/// The files that have sure corrections, with these made. Of two corrections that meet, the
/// first is made; the other comes in the next round.
fn corrections<'a>(found: impl Iterator<Item = &'a Diagnostic>, source: &Source) -> Vec<Corrected> {
    let mut by_file: BTreeMap<&FilePath, Vec<(&Suggestion, &'static str)>> = BTreeMap::new();
    for diagnostic in found {
        let file = &diagnostic.place.file;
        let is_written = |file: &File| {
            matches!(file.content, Content::Text(_)) && !file.disk.as_os_str().is_empty()
        };
        let is_ours = source.files.get(file).is_some_and(is_written);
        let sure = diagnostic.suggestion.as_ref().filter(|suggestion| suggestion.is_sure);
        if let Some(suggestion) = sure.filter(|_| is_ours) {
            by_file.entry(file).or_default().push((suggestion, diagnostic.code));
        }
    }
    let mut all = Vec::new();
    for (file, mut suggestions) in by_file {
        suggestions.sort();
        suggestions.dedup_by(|a, b| a.0 == b.0);
        let text = source.text(file);
        let mut new = String::with_capacity(text.len());
        let mut codes = Vec::new();
        let mut done = 0;
        for (suggestion, code) in suggestions {
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
            codes.push(code);
        }
        new.push_str(text.get(done..).unwrap_or_default());
        if new != text {
            all.push(Corrected { file: file.clone(), old: text.to_owned(), new, codes });
        }
    }
    all
}
