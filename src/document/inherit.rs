//! What a page takes from other files: the defaults of the sections above it, and for a
//! translation what its original says in no language at all.

use std::collections::BTreeMap;

use crate::base::{FilePath, Span, Spanned, UrlPath};
use crate::config::Taxonomy;
use crate::yaml::{Entry, Fault, FaultKind, Fields, Node, Record, Shape, Value};

use super::kind::{Common, Front, KINDS, kind_named};
use super::{Document, Edition, Route, front_matter};

/// The keys that say something of one page only, so that no folder can give them. Neither can
/// it give lists of decisions, steps, goals and the like: each is written once.
const NEVER: [&str; 8] =
    ["titel", "aliases", "språk", "variant", "översättning_av", "källversion", "förval", "tysta"];

/// What a translation has to say of itself.
const OWN_OF_TRANSLATION: [&str; 8] = [
    "aliases",
    "språk",
    "variant",
    "källversion",
    "uppdaterad",
    "granskad",
    "nästa_granskning",
    "tysta",
];

/// The defaults of a section, typed, so that what is wrong in them is said once, there.
#[derive(Debug)]
pub struct DefaultValues {
    /// The fields every kind has.
    pub common: Common,
    /// The fields of the kind that the folder's pages are of.
    pub front: Front,
}

/// What the pages of each folder take from the sections above them.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    by_folder: BTreeMap<(Edition, String), Vec<Entry>>,
    by_original: BTreeMap<UrlPath, Vec<Entry>>,
}

impl Inherited {
    /// Adds the defaults of a section. Sections come from the top down.
    pub fn add_section(&mut self, section: &Document) {
        let (file, edition) = (&section.file, section.route.edition);
        let Front::Section(section) = &section.front else { return };
        let own = section.defaults.as_ref().map_or(&[][..], |own| &own.value.0);
        let allowed = own.iter().filter(|entry| !is_never(entry));
        let mut entries: Vec<Entry> = allowed.map(placeless).collect();
        add(&mut entries, self.below(edition, file.folder()).iter());
        self.by_folder.insert((edition, file.folder().to_owned()), entries);
    }

    /// Adds what translations of the page at `route`, with this text, take from it.
    pub fn add_text_of_original(&mut self, route: &Route, text: &str) {
        let yaml = &text[front_matter::split(text).yaml];
        if let Some(node) = crate::yaml::read_mapping(yaml, 0).node {
            self.add_original(route, &node);
        }
    }

    fn add_original(&mut self, route: &Route, front_matter: &Node) {
        let Value::Map(entries) = &front_matter.value else { return };
        let kept = entries.iter().filter(|entry| {
            let key = entry.key.value.as_str();
            entry.value.value != Value::Null
                && is_wordless_key(route.kind, key)
                && !OWN_OF_TRANSLATION.contains(&key)
        });
        self.by_original.insert(route.address.clone(), kept.map(placeless).collect());
    }

    /// What a page takes from elsewhere, the nearest first. A translation takes nothing in
    /// words that are not in its own language.
    pub fn of(&self, file: &FilePath, route: &Route, main: Edition) -> Vec<Entry> {
        let mut entries = self.below(route.edition, file.folder()).to_vec();
        if !route.is_original() {
            let original = self.by_original.get(&route.original).into_iter().flatten();
            add(&mut entries, original);
            let main = self.below(main, file.folder()).iter();
            add(&mut entries, main.filter(|e| is_wordless_key(route.kind, &e.key.value)));
        }
        entries
    }

    /// The defaults of the nearest section at or above `folder`, in the same edition.
    fn below(&self, edition: Edition, folder: &str) -> &[Entry] {
        let mut folder = folder.to_owned();
        loop {
            if let Some(entries) = self.by_folder.get(&(edition, folder.clone())) {
                return entries;
            }
            match folder.rfind('/') {
                Some(at) => folder.truncate(at),
                None => return &[],
            }
        }
    }
}

/// Adds the entries whose keys are not there yet.
fn add<'a>(entries: &mut Vec<Entry>, more: impl Iterator<Item = &'a Entry>) {
    for entry in more {
        if !entries.iter().any(|known| known.key.value == entry.key.value) {
            entries.push(entry.clone());
        }
    }
}

/// Whether a section may give this key to the pages below it.
#[must_use]
pub fn may_be_default(key: &str) -> bool {
    !is_never_key(key)
}

fn is_never(entry: &Entry) -> bool {
    is_never_key(&entry.key.value)
}

fn is_never_key(key: &str) -> bool {
    let fields = KINDS.iter().flat_map(|kind| kind.fields).chain(Common::FIELDS);
    let mut own = fields.into_iter().filter(|field| field.key == key);
    let is_written_once = own.any(|field| matches!(field.shape, Shape::List(Shape::Mapping(_))));
    NEVER.contains(&key) || is_written_once
}

/// Whether the value of this key means the same in every language.
fn is_wordless_key(kind: &str, key: &str) -> bool {
    let mut fields = Common::FIELDS.iter().chain(kind_named(kind).fields);
    fields.any(|field| field.key == key && is_wordless(field.shape))
}

/// Whether a value of this shape means the same in every language.
fn is_wordless(shape: Shape) -> bool {
    match shape {
        Shape::Flag
        | Shape::Number
        | Shape::Count
        | Shape::Year
        | Shape::Date
        | Shape::Day
        | Shape::Clock
        | Shape::Language
        | Shape::Sources
        | Shape::Word(_)
        | Shape::Reference(_)
        | Shape::ReferencesOrAll(_)
        | Shape::List(Shape::Reference(_)) => true,
        // Where a work was tried first, whether it has a final report.
        Shape::Mapping(fields) => fields.iter().all(|field| is_wordless(field.shape)),
        _ => false,
    }
}

/// An entry without its place: it stands in another file than the page that takes it.
fn placeless(entry: &Entry) -> Entry {
    let key = Spanned::new(entry.key.value.clone(), Span::at(0));
    Entry { key, value: placeless_node(&entry.value) }
}

fn placeless_node(node: &Node) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(placeless_node).collect()),
        Value::Map(entries) => Value::Map(entries.iter().map(placeless).collect()),
        other => other.clone(),
    };
    Node { value, span: Span::at(0) }
}

/// Reads the defaults of a section as the pages of its folder will, for the faults in them.
pub(super) fn typed(
    document: &Document,
    entries: &[Entry],
    taxonomies: &[Taxonomy],
) -> (DefaultValues, Vec<Fault>) {
    let folder = document.file.below(crate::source::CONTENT).unwrap_or_default();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let kind = super::route::kind_in(folder);
    let (forbidden, allowed): (Vec<Entry>, Vec<Entry>) =
        entries.iter().cloned().partition(is_never);
    let node = Node { value: Value::Map(allowed), span: Span::at(0) };
    let Some(mut fields) = Fields::open(&node) else {
        let values = DefaultValues { common: Common::default(), front: Front::empty(kind) };
        return (values, Vec::new());
    };
    let common: Common = fields.take();
    let front = Front::take(kind, &mut fields);
    for taxonomy in taxonomies.iter().skip(1) {
        fields.own(&taxonomy.key, |node, faults| super::terms(node, &taxonomy.key, faults));
    }
    let mut faults = fields.close();
    for entry in forbidden {
        let kind = FaultKind::NotADefault { key: entry.key.value };
        faults.push(Fault { kind, span: entry.key.span });
    }
    (DefaultValues { common, front }, faults)
}
