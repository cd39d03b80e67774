//! What the rules may look at: every stage's values, and nothing they could change.

use crate::base::FilePath;
use crate::config::Config;
use crate::document::kind::Plan;
use crate::document::markdown::Component;
use crate::document::{Copied, Document, Front, PLAN_LOCK, front_matter};
use crate::model::Model;
use crate::render::{PictureTrouble, RenderFault};
use crate::source::{CONTENT, Content, Source};
use crate::theme::{ComponentSettings, Theme, ThemeFault};
use crate::yaml::Fault;

/// One site, seen by the rules.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The files.
    pub source: &'a Source,
    /// The content, linked.
    pub model: &'a Model,
    /// The theme.
    pub theme: &'a Theme,
    /// Files that look like pages or registers but are none.
    pub strays: &'a [FilePath],
    /// Every file that is copied.
    pub copied: &'a [Copied],
    /// Pages that could not be rendered. Empty before they are made.
    pub render_faults: &'a [RenderFault],
    /// Pictures of the theme that could not be drawn as they are. Empty before they are made.
    pub picture_faults: &'a [PictureTrouble],
}

impl<'a> Subject<'a> {
    /// Every fault in a YAML text: settings, front matter, registers, theme.
    pub fn yaml_faults(&self) -> impl Iterator<Item = (FilePath, &'a Fault)> {
        let settings = told(&self.model.config.faults).map(|fault| (Config::file(), fault));
        let pages = self.model.documents.iter().flat_map(|document| {
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
        settings.chain(pages).chain(registers).chain(lock).chain(theme)
    }

    /// The editions of the plan, translations left out.
    pub fn plans(&self) -> impl Iterator<Item = (&'a Document, &'a Plan)> {
        self.model.documents.iter().filter(|document| document.route.is_original()).filter_map(
            |document| match &document.front {
                Front::Plan(plan) => Some((document, plan.as_ref())),
                _ => None,
            },
        )
    }

    /// The file that keeps the fingerprints of adopted editions.
    #[must_use]
    pub fn plan_lock_file(&self) -> FilePath {
        FilePath::new(&format!("{CONTENT}/{PLAN_LOCK}"))
    }

    /// The settings and the pages and registers that are text, with their YAML and where it
    /// begins: for what shows in the lines alone.
    pub fn yaml_texts(&self) -> impl Iterator<Item = (&'a FilePath, &'a str, usize)> {
        self.source.below(CONTENT).filter_map(|(file, found)| {
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
        let documents = self.model.documents.iter().filter(|_| theme.faults.is_empty());
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
