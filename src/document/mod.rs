//! One file of content, parsed: typed front matter, body, and what was wrong.
//!
//! Parsing knows no other file and cannot fail: a broken document is still a
//! document, with an address, so that one mistake does not become fifty.

mod front_matter;
pub mod kind;
pub mod markdown;
mod parts;
pub mod register;
mod route;

pub use front_matter::MissingFence;
pub use kind::{Common, Front, KINDS, KindInfo};
pub use parts::{
    Decision, Event, Goal, History, KeyFigure, Outcome, Stage, State, SubjectTarget, Timing,
};
pub use route::{Route, Routed, route};

use std::ops::Range;

use rayon::prelude::*;

use crate::base::{FilePath, Span, Spanned};
use crate::source::{CONTENT, Content, Source};
use crate::yaml::{Fault, Fields, Shown};

use markdown::Outline;
use register::RegisterDocument;

/// One page as its author wrote it.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: FilePath,
    /// Its kind and address, told by the path alone.
    pub route: Route,
    /// The fields every kind has.
    pub common: Common,
    /// The fields of its own kind.
    pub front: Front,
    /// The Markdown, as bytes of the file's text.
    pub body: Range<usize>,
    /// What is in the Markdown.
    pub outline: Outline,
    /// Faults in the front matter.
    pub faults: Vec<Fault>,
    /// The front matter's fence is missing or never closed.
    pub fence: Option<MissingFence>,
    /// The front matter is larger than it may be, and was not read: where it begins,
    /// and its length in bytes.
    pub oversize: Option<Spanned<usize>>,
    /// The file is no text, and nothing in it was read. Another rule speaks of it.
    pub is_unread: bool,
}

/// Everything below `content/`, parsed.
#[derive(Debug, Default)]
pub struct Documents {
    /// The pages, in order of file.
    pub pages: Vec<Document>,
    /// The registers, in order of file.
    pub registers: Vec<RegisterDocument>,
    /// Files that are copied: those in `static/`, and those beside pages.
    pub copied: Vec<Copied>,
    /// Registers that are there but are no text: the names of their tables' files.
    pub unread: Vec<&'static str>,
    /// Files that look like pages or registers but are none.
    pub strays: Vec<FilePath>,
}

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct Copied {
    /// The file.
    pub file: FilePath,
    /// Where it ends up, relative to the output folder.
    pub to: String,
}

impl Documents {
    /// Parses every file of `source`, in parallel.
    #[must_use]
    pub fn parse(source: &Source) -> Self {
        let mut pages = Vec::new();
        let mut registers = Vec::new();
        let mut out = Self::default();
        for (file, found) in source.below(CONTENT) {
            match route(file) {
                Routed::Page(route) => pages.push((file, route, is_parsed(&found.content))),
                Routed::Register(table) if is_parsed(&found.content) => {
                    registers.push((file, table));
                }
                Routed::Copied(to) => out.copied.push(Copied { file: file.clone(), to }),
                Routed::Stray => out.strays.push(file.clone()),
                Routed::Register(table) => out.unread.push(table.file),
                Routed::Settings => {}
            }
        }
        out.pages = pages
            .into_par_iter()
            .map(|(file, route, is_text)| {
                if is_text {
                    Document::parse(file, route, source.text(file))
                } else {
                    Document::unread(file, route)
                }
            })
            .collect();
        out.registers = registers
            .into_par_iter()
            .map(|(file, table)| RegisterDocument::parse(file, table, source.text(file)))
            .collect();
        out
    }
}

/// Files too large or not UTF-8 are reported by their own rules. A page keeps its
/// address all the same, so that links to it are not broken too.
const fn is_parsed(content: &Content) -> bool {
    matches!(content, Content::Text(_))
}

impl Document {
    /// Parses the text of one page.
    #[must_use]
    pub fn parse(file: &FilePath, route: Route, text: &str) -> Self {
        let split = front_matter::split(text);
        let mut document = Self {
            file: file.clone(),
            common: Common::default(),
            front: Front::empty(route.kind),
            route,
            body: split.body.clone(),
            outline: Outline::of(&text[split.body.clone()], split.body.start),
            faults: Vec::new(),
            fence: split.missing,
            oversize: split.oversize.map(|len| Spanned::new(len, Span::at(split.yaml.start))),
            is_unread: false,
        };
        if document.oversize.is_none() {
            document.read_front_matter(&text[split.yaml.clone()], split.yaml.start);
        }
        document
    }

    /// A page whose text could not be read.
    fn unread(file: &FilePath, route: Route) -> Self {
        let mut document = Self::parse(file, route, "");
        document.fence = None;
        document.is_unread = true;
        document
    }

    fn read_front_matter(&mut self, yaml: &str, offset: usize) {
        let node = match crate::yaml::read_mapping(yaml, offset) {
            Ok(node) => node,
            Err(fault) => {
                self.faults.push(fault);
                return;
            }
        };
        if let Some(mut fields) = Fields::open(&node) {
            self.common = fields.take();
            self.front = Front::take(self.route.kind, &mut fields);
            self.faults = fields.close();
        }
    }

    /// The title; the last part of the address when there is none, so that a
    /// broken document can still be spoken of.
    #[must_use]
    pub fn title(&self) -> &str {
        match &self.common.title {
            Some(title) if !title.value.is_empty() => &title.value,
            _ => &self.route.slug,
        }
    }

    /// Every field, by the names templates use.
    #[must_use]
    pub fn shown(&self) -> Vec<(&'static str, Shown<'_>)> {
        let mut all = crate::yaml::Record::shown(&self.common);
        all.extend(self.front.shown());
        all
    }

    /// The required keys that are not there. Keys that were given but could not
    /// be read, or are misspelt, have a fault of their own.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let is_known = self.fence.is_some() || self.oversize.is_some() || self.is_unread;
        if is_known || self.is_unreadable() {
            return Vec::new();
        }
        let mut missing = crate::yaml::Record::missing(&self.common);
        missing.extend(self.front.missing());
        missing.retain(|key| !self.faults.iter().any(|fault| fault.is_about(key)));
        missing
    }

    /// Whether the front matter is no YAML at all.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.faults.iter().any(Fault::is_syntax)
    }
}
