//! Which findings a person asks `check` for: of which files and rules, and how serious.

use std::path::Path;

use crate::base::{Diagnostic, Failure, FilePath, Severity, Text, UrlPath, nearest};
use crate::check::{RULES, Stage, rule_called};
use crate::model::Model;
use crate::pipeline::Site;
use crate::source::CONTENT;

use super::options::CheckOptions;

/// The findings that somebody asks for.
#[derive(Debug)]
pub(super) struct Selection {
    /// Files and folders, without a slash last; all when there are none.
    paths: Vec<FilePath>,
    only: Vec<&'static str>,
    allow: Vec<&'static str>,
    level: Severity,
}

impl Selection {
    /// Reads what was asked of the site in `root`, by somebody who stands in `folder`.
    ///
    /// # Errors
    /// When a path or a rule is not there.
    pub fn of(
        options: &CheckOptions,
        site: &Site,
        root: &Path,
        folder: &Path,
    ) -> Result<Self, Failure> {
        let paths = options.paths.iter().map(|path| found(path, site, root, folder));
        Ok(Self {
            paths: paths.collect::<Result<_, _>>()?,
            only: codes(&options.only)?,
            allow: codes(&options.allow)?,
            level: options.level,
        })
    }

    /// Whether it is everything that there is to find.
    pub fn is_all(&self) -> bool {
        let takes_files = self.paths.is_empty();
        takes_files && self.only.is_empty() && self.allow.is_empty() && self.level == Severity::Hint
    }

    /// Whether any rule of `stage` is asked for.
    pub fn asks(&self, stage: Stage) -> bool {
        let is_asked = |code: &str| {
            (self.only.is_empty() || self.only.contains(&code)) && !self.allow.contains(&code)
        };
        RULES.iter().any(|rule| rule.stage == stage && is_asked(rule.code))
    }

    /// Whether a finding is asked for.
    pub fn takes(&self, found: &Diagnostic) -> bool {
        let is_named = |codes: &[&str]| codes.contains(&found.code);
        found.severity <= self.level
            && (self.only.is_empty() || is_named(&self.only))
            && !is_named(&self.allow)
            && self.takes_file(&found.place.file)
    }

    /// Whether the findings of a file are asked for.
    pub fn takes_file(&self, file: &FilePath) -> bool {
        let is_at = |path: &FilePath| path == file || file.below(path.as_str()).is_some();
        self.paths.is_empty() || self.paths.iter().any(is_at)
    }
}

/// The file or folder of the site that `written` means: seen from where the person stands, from
/// the site's folder, from `content/`, or as a page's address.
fn found(written: &str, site: &Site, root: &Path, folder: &Path) -> Result<FilePath, Failure> {
    let joined = folder.join(written);
    let from_folder = joined.strip_prefix(root).ok().and_then(FilePath::from_disk);
    let slashes = written.replace('\\', "/");
    let bare = slashes.trim_start_matches("./").trim_matches('/');
    let from_root = (!bare.is_empty()).then(|| FilePath::new(bare));
    let below_content = FilePath::new(format!("{CONTENT}/{bare}").trim_end_matches('/'));
    let is_there = |path: &FilePath| {
        site.source.files.contains_key(path) || site.source.below(path.as_str()).next().is_some()
    };
    let all = from_folder.into_iter().chain(from_root).chain([below_content]);
    let page = || page_at(&site.model, &slashes);
    all.into_iter().find(is_there).or_else(page).ok_or_else(|| {
        Failure::new(Text::new(
            format!("Webbplatsen har ingen fil, mapp eller sida som heter ”{written}”"),
            format!("The site has no file, folder or page called “{written}”"),
        ))
        .with_help(Text::fixed(
            "Skriv till exempel content/nyheter, om/index.md eller /nyheter/.",
            "Write content/nyheter, om/index.md or /nyheter/, for instance.",
        ))
    })
}

/// The file of the page at an address.
fn page_at(model: &Model, address: &str) -> Option<FilePath> {
    let address = UrlPath::from_parts(address.split('/').filter(|part| !part.is_empty()));
    let page = *model.by_address.get(&address)?;
    model.document_of(page).map(|document| document.file.clone())
}

/// The codes of the rules that `words` name: by code, by name, or all with that first letter.
fn codes(words: &[String]) -> Result<Vec<&'static str>, Failure> {
    let mut codes = Vec::new();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        let upper = word.to_uppercase();
        let of_letter =
            RULES.iter().filter(|rule| upper.len() == 1 && rule.code.starts_with(&upper));
        let named = of_letter.chain(rule_called(word)).map(|rule| rule.code);
        let before = codes.len();
        codes.extend(named);
        if codes.len() == before {
            return Err(no_rule(word, &upper));
        }
    }
    Ok(codes)
}

fn no_rule(word: &str, upper: &str) -> Failure {
    let failure = Failure::new(Text::new(
        format!("Ingen regel heter ”{word}”"),
        format!("No rule is called “{word}”"),
    ));
    let by_code = nearest(upper, RULES.iter().map(|rule| rule.code));
    match by_code.or_else(|| nearest(word, RULES.iter().map(|rule| rule.name))) {
        Some(meant) => failure
            .with_help(Text::new(format!("Menade du {meant}?"), format!("Did you mean {meant}?"))),
        None => failure
            .with_help(Text::fixed("Alla regler: delwebb explain", "All rules: delwebb explain")),
    }
}
