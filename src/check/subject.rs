//! What the rules may look at: every stage's values, and nothing they could change.

use std::collections::HashSet;

use crate::base::{FilePath, OutPath};
use crate::config::Config;
use crate::document::kind::Plan;
use crate::document::markdown::Component;
use crate::document::{Copied, Document, Front, PLAN_LOCK, front_matter};
use crate::external::Answers;
use crate::files::{FileKind, Said, kind_of};
use crate::model::Model;
use crate::render::{PictureTrouble, RenderFault};
use crate::source::{CONTENT, Content, Source};
use crate::theme::{ComponentSettings, Theme, ThemeFault};
use crate::yaml::Fault;

use super::{Language, PageFault, Settings, baseline_file};

/// Tells a check that nobody needs it any more.
#[derive(Clone, Copy)]
pub struct Stop<'a>(Option<&'a (dyn Fn() -> bool + Sync)>);

impl<'a> Stop<'a> {
    /// It is needed to its end.
    pub const NEVER: Self = Self(None);

    /// It is no longer needed when `is_due` says so.
    #[must_use]
    pub fn when(is_due: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self(Some(is_due))
    }

    /// Whether it is time to stop.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.0.is_some_and(|is_due| is_due())
    }
}

impl std::fmt::Debug for Stop<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stop").field(&self.is_due()).finish()
    }
}

/// One site, seen by the rules.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The files.
    pub source: &'a Source,
    /// The content, linked.
    pub model: &'a Model,
    /// The theme.
    pub theme: &'a Theme,
    /// What the site says of the rules.
    pub settings: &'a Settings,
    /// Files that look like pages or registers but are none.
    pub strays: &'a [FilePath],
    /// Every file that is copied.
    pub copied: &'a [Copied],
    /// Pages that could not be rendered. Empty before they are made.
    pub render_faults: &'a [RenderFault],
    /// What is wrong with finished pages. Empty before they are made.
    pub finished: &'a [PageFault],
    /// What no page that was made leads to. Empty before they are made.
    pub unreached: &'a HashSet<OutPath>,
    /// Pictures of the theme that could not be drawn as they are. Empty before they are made.
    pub picture_faults: &'a [PictureTrouble],
    /// What is known of the addresses of other sites. Empty until they are asked for.
    pub answers: &'a Answers,
    /// The word lists of this check.
    pub language: Language,
    /// When to give up: what was found is then of no use.
    pub stop: Stop<'a>,
}

impl<'a> Subject<'a> {
    /// Every page that an author wrote; no more of them when the check is to stop.
    pub fn documents(&self) -> impl Iterator<Item = &'a Document> + use<'a> {
        let stop = self.stop;
        self.model.documents.iter().take_while(move |_| !stop.is_due())
    }

    /// Whether a page is left out: what else stays out, its own files first of all, nobody
    /// misses on it.
    pub fn is_left_out(&self, document: &Document) -> bool {
        self.model.left_out.iter().any(|left| left.file == document.file)
    }

    /// Every published file that readers fetch, what it says of itself, and how it is read.
    pub fn fetched(&self) -> impl Iterator<Item = (&'a FilePath, &'a Said, FileKind)> {
        let model = self.model;
        model.files.iter().filter_map(move |(file, said)| {
            let (_, kind) = kind_of(file.as_str())?;
            model.copied_to.contains_key(file).then_some((file, said, kind))
        })
    }

    /// Every fault in a YAML text: settings, front matter, registers, theme.
    pub fn yaml_faults(&self) -> impl Iterator<Item = (FilePath, &'a Fault)> {
        let settings = told(&self.model.config.faults).map(|fault| (Config::file(), fault));
        let pages = self.documents().flat_map(|document| {
            told(&document.faults).map(|fault| (document.file.clone(), fault))
        });
        let registers = self.model.register_documents.iter().flat_map(|document| {
            told(&document.faults).map(|fault| (document.file.clone(), fault))
        });
        let theme = self.theme.faults.iter().filter_map(|fault| match fault {
            ThemeFault::Yaml { file, fault } => Some((file.clone(), fault)),
            _ => None,
        });
        let lock = told(&self.model.plan_lock.faults);
        let lock = lock.map(|fault| (self.plan_lock_file(), fault));
        let known = told(&self.model.baseline.faults).map(|fault| (baseline_file(), fault));
        settings.chain(pages).chain(registers).chain(lock).chain(known).chain(theme)
    }

    /// The editions of the plan, translations left out.
    pub fn plans(&self) -> impl Iterator<Item = (&'a Document, &'a Plan)> {
        self.documents().filter(|document| document.route.is_original()).filter_map(|document| {
            match &document.front {
                Front::Plan(plan) => Some((document, plan.as_ref())),
                _ => None,
            }
        })
    }

    /// The file that keeps the fingerprints of adopted editions.
    #[must_use]
    pub fn plan_lock_file(&self) -> FilePath {
        FilePath::new(&format!("{CONTENT}/{PLAN_LOCK}"))
    }

    /// The settings and the pages and registers that are text, with their YAML and where it
    /// begins: for what shows in the lines alone.
    pub fn yaml_texts(&self) -> impl Iterator<Item = (&'a FilePath, &'a str, usize)> {
        let stop = self.stop;
        let files = self.source.below(CONTENT).take_while(move |_| !stop.is_due());
        files.filter_map(|(file, found)| {
            let Content::Text(text) = &found.content else { return None };
            match file.extension() {
                "md" => {
                    let yaml = front_matter(text);
                    Some((file, &text[yaml.clone()], yaml.start))
                }
                "yaml" => Some((file, text.as_str(), 0)),
                _ => None,
            }
        })
    }

    /// Every component that a writer used, with what the theme says of it. None where the theme
    /// is wrong: what it says is not to be held against writers.
    pub fn components(
        &self,
    ) -> impl Iterator<Item = (&'a Document, &'a Component, Option<&'a ComponentSettings>)> {
        let theme = self.theme;
        let documents = self.documents().filter(|_| theme.faults.is_empty());
        let all = documents.flat_map(|document| {
            document.outline.components.iter().map(move |component| (document, component))
        });
        all.map(|(document, component)| {
            (document, component, theme.component(&component.name.value))
        })
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: &FilePath) -> &'a str {
        self.source.text(file)
    }
}

/// The faults to speak of: in a text that could not be read whole, nothing is known to be
/// missing.
fn told(faults: &[Fault]) -> impl Iterator<Item = &Fault> {
    let is_unread = faults.iter().any(Fault::is_syntax);
    faults.iter().filter(move |fault| !(is_unread && fault.is_absence()))
}
