//! One file of content, parsed: typed front matter, body, and what was wrong.
//!
//! Parsing knows no other file and cannot fail: a broken document is still a
//! document, with an address, so that one mistake does not become fifty.

mod baseline;
mod dataset;
mod documents;
mod front_matter;
mod frozen;
mod inherit;
pub mod kind;
pub mod markdown;
mod parts;
mod plan_lock;
pub mod register;
mod route;

pub use baseline::{Baseline, BaselineRow};
pub use dataset::Dataset;
pub use documents::{Copied, Documents, Known, hyphens, parse_again};
pub use front_matter::{MissingFence, front_matter};
pub use frozen::{FROZEN_FOLDER, Frozen, Seal, frozen_fingerprint};
pub use inherit::{DefaultValues, may_be_default};
pub use kind::{Common, Front, KINDS, KindInfo};
pub use parts::{
    Decision, Event, Goal, GroupTarget, History, KeyFigure, OrganisationTarget, Organisations,
    Outcome, PageTarget, Reached, ResponsibleTarget, Stage, State, SubjectTarget, Timing,
    WantedDecision, WorkTarget,
};
pub use plan_lock::{PlanLock, fingerprint};
pub use route::{BASELINE, Edition, PLAN_LOCK, Route, Routed, edition_address, route};

use std::ops::Range;

use crate::base::{FilePath, Span, Spanned};
use crate::config::Taxonomy;
use crate::yaml::{
    Day, Entry, Fault, FaultKind, Field, FieldShown, Fields, Node, Record, Shown, Value, Visit,
};

use kind::kind_named;
use markdown::Outline;

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
    /// The words of the site's own taxonomies, by the taxonomy's place among all.
    pub terms: Vec<(usize, Spanned<String>)>,
    /// The keys whose values come from a section above, or from the original.
    pub defaulted: Vec<&'static str>,
    /// What a section says for the pages below it.
    pub defaults: Option<Box<DefaultValues>>,
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

/// What a page's reading needs besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// What the page takes from elsewhere.
    pub inherited: &'a [Entry],
    /// The taxonomies of the site.
    pub taxonomies: &'a [Taxonomy],
}

/// The words of a taxonomy of the site's own.
fn terms(node: &Node, key: &str, faults: &mut Vec<Fault>) -> Vec<Spanned<String>> {
    let words: Option<Vec<Spanned<String>>> = match &node.value {
        Value::Null => Some(Vec::new()),
        Value::List(items) => items
            .iter()
            .map(|item| item.scalar().map(|word| Spanned::new(word.text.clone(), item.span)))
            .collect(),
        _ => None,
    };
    words.unwrap_or_else(|| {
        faults.push(Fault { kind: FaultKind::NotTerms { key: key.to_owned() }, span: node.span });
        Vec::new()
    })
}

impl Document {
    /// Parses the text of one page.
    #[must_use]
    pub fn parse(file: &FilePath, route: Route, text: &str, around: Around<'_>) -> Self {
        let split = front_matter::split(text);
        let mut document = Self {
            file: file.clone(),
            common: Common::default(),
            front: Front::empty(route.kind),
            route,
            body: split.body.clone(),
            outline: Outline::default(),
            terms: Vec::new(),
            defaulted: Vec::new(),
            defaults: None,
            faults: Vec::new(),
            fence: split.missing,
            oversize: split.oversize.map(|len| Spanned::new(len, Span::at(split.yaml.start))),
            is_unread: false,
        };
        if document.oversize.is_none() {
            document.read_front_matter(&text[split.yaml.clone()], split.yaml.start, around);
        }
        let anchors: Vec<String> = document.decision_anchors().collect();
        document.outline = Outline::of(&text[split.body.clone()], split.body.start, &anchors);
        document
    }

    /// A page whose text could not be read.
    fn unread(file: &FilePath, route: Route) -> Self {
        let mut document = Self::parse(file, route, "", Around::default());
        document.fence = None;
        document.is_unread = true;
        document
    }

    fn read_front_matter(&mut self, yaml: &str, offset: usize, around: Around<'_>) {
        let Some(node) = crate::yaml::read_mapping(yaml, offset).node(&mut self.faults) else {
            return;
        };
        let Some(fields) = Fields::open(&node) else { return };
        let mut fields = fields.or(around.inherited);
        self.common = fields.take();
        self.front = Front::take(self.route.kind, &mut fields);
        for (at, taxonomy) in around.taxonomies.iter().enumerate().skip(1) {
            let words =
                fields.own(&taxonomy.key, |node, faults| terms(node, &taxonomy.key, faults));
            self.terms.extend(words.into_iter().map(|word| (at, word)));
        }
        self.defaulted.clone_from(&fields.defaulted);
        self.faults.extend(fields.close());
        if let Front::Section(section) = &self.front
            && let Some(own) = &section.defaults
        {
            let (values, faults) = inherit::typed(self, &own.value.0, around.taxonomies);
            self.defaults = Some(Box::new(values));
            self.faults.extend(faults);
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

    /// The day that `original`, which this page is a translation or variant of, was changed, when
    /// this is older: it follows the original of an earlier day (`källversion`), or was itself
    /// changed before.
    #[must_use]
    pub fn changed_since<'a>(&self, original: &'a Self) -> Option<&'a Spanned<Day>> {
        let follows = self.common.source_version.as_ref().or(self.common.updated.as_ref())?;
        let changed = original.common.updated.as_ref()?;
        (follows.value.0.end < changed.value.0.start).then_some(changed)
    }

    /// The template of a page that gathers something besides its own text.
    #[must_use]
    pub fn gathering_template(&self) -> Option<&'static str> {
        match &self.front {
            Front::Report(report) => Some(report.report.as_ref()?.value.template()),
            _ => Some(self.shows()?.value.template()),
        }
    }

    /// Whether the page shows what has been published.
    #[must_use]
    pub fn shows_publications(&self) -> bool {
        self.shows().is_some_and(|shows| shows.value == kind::Gathered::Publications)
    }

    /// What the page gathers besides its own text.
    #[must_use]
    pub fn shows(&self) -> Option<Spanned<kind::Gathered>> {
        let Front::Page(page) = &self.front else { return None };
        page.shows.clone()
    }

    /// Every field with its value and the name templates use.
    pub fn fields(&self) -> impl Iterator<Item = (&'static Field, &'static str, Shown<'_>)> {
        with_fields(self.route.kind, &self.common, &self.front)
    }

    /// The fields that are `wanted`, with their values and the names templates use: nothing is
    /// made of the others.
    pub fn fields_where(
        &self,
        mut wanted: impl FnMut(&'static Field, &'static str) -> bool,
    ) -> Vec<FieldShown<'_>> {
        let mut all = Vec::new();
        Record::shown_where(&self.common, &mut wanted, &mut all);
        self.front.shown_where(&mut wanted, &mut all);
        all
    }

    /// Visits every text that the author wrote in the front matter. What a section gives stands
    /// in the section.
    pub fn each_text<'a>(&'a self, visit: &mut Visit<'_, 'a>) {
        let mut own = |field: &'static Field, span: Span, text: &'a str| {
            if !self.defaulted.contains(&field.key) {
                visit(field, span, text);
            }
        };
        Record::each_text(&self.common, &mut own);
        self.front.each_text(&mut own);
    }

    /// Every field, by the names templates use.
    #[must_use]
    pub fn shown(&self) -> Vec<(&'static str, Shown<'_>)> {
        let mut all = Record::shown(&self.common);
        all.extend(self.front.shown());
        all
    }

    /// The required keys that are not there, nor taken from an original. Keys that were given but could not
    /// be read, or are misspelt, have a fault of their own.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let is_known = self.fence.is_some() || self.oversize.is_some() || self.is_unread;
        if is_known || self.is_unreadable() {
            return Vec::new();
        }
        let mut missing = Record::missing(&self.common);
        missing.extend(self.front.missing());
        missing.retain(|key| !self.faults.iter().any(|fault| fault.is_about(key)));
        if !self.route.is_original() {
            // A translation shows its original's points where it has none of its own.
            missing.retain(|key| *key != kind::POINTS);
        }
        missing
    }

    /// Whether all of the front matter was read, so that what is not there was not written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_known = self.fence.is_none() && self.oversize.is_none() && !self.is_unread;
        is_known && self.faults.is_empty()
    }

    /// Whether the front matter is no YAML at all.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.faults.iter().any(Fault::is_syntax)
    }
}

/// The fields of a page of `kind` with their values.
/// The fields of a kind with their values and the names templates use.
pub fn with_fields<'a>(
    kind: &str,
    common: &'a Common,
    front: &'a Front,
) -> impl Iterator<Item = (&'static Field, &'static str, Shown<'a>)> {
    let fields = Common::FIELDS.iter().chain(kind_named(kind).fields);
    let shown = Record::shown(common).into_iter().chain(front.shown());
    fields.zip(shown).map(|(field, (name, value))| (field, name, value))
}

impl DefaultValues {
    /// Every value, for those who look for references in them.
    #[must_use]
    pub fn shown(&self) -> Vec<(&'static str, Shown<'_>)> {
        let mut all = Record::shown(&self.common);
        all.extend(self.front.shown());
        all
    }
}
