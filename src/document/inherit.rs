//! What a page takes from other files: the defaults of the sections above it, and for a
//! translation what its original says in no language at all.

use std::collections::BTreeMap;

use crate::base::{FilePath, Span, Spanned, UrlPath};
use crate::config::Taxonomy;
use crate::yaml::{Entry, Fault, FaultKind, Fields, Node, Record, Shape, Value};

use super::kind::{Common, Front, kind_named};
use super::{Document, Route};

/// The keys that say something of one page only, so that no folder can give them.
const NEVER: [&str; 7] =
    ["titel", "aliases", "språk", "variant", "översättning_av", "förval", "nyckeltal"];

/// What a translation has to say of itself.
const OWN_OF_TRANSLATION: [&str; 6] =
    ["aliases", "språk", "variant", "uppdaterad", "granskad", "nästa_granskning"];

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
    by_folder: BTreeMap<String, Vec<Entry>>,
    by_original: BTreeMap<UrlPath, Vec<Entry>>,
}

impl Inherited {
    /// Adds the defaults of a section. Sections come from the top down.
    pub fn add_section(&mut self, file: &FilePath, own: &[Entry]) {
        let mut entries: Vec<Entry> = own.iter().map(placeless).collect();
        for above in self.below(file.folder()) {
            if !entries.iter().any(|entry| entry.key.value == above.key.value) {
                entries.push(above.clone());
            }
        }
        self.by_folder.insert(file.folder().to_owned(), entries);
    }

    /// Adds what translations of the page at `route` take from it.
    pub fn add_original(&mut self, route: &Route, front_matter: &Node) {
        let Value::Map(entries) = &front_matter.value else { return };
        let fields = Common::FIELDS.iter().chain(kind_named(route.kind).fields);
        let wordless: Vec<&str> = fields
            .filter(|field| is_wordless(field.shape) && !OWN_OF_TRANSLATION.contains(&field.key))
            .map(|field| field.key)
            .collect();
        let kept = entries.iter().filter(|entry| wordless.contains(&entry.key.value.as_str()));
        self.by_original.insert(route.address.clone(), kept.map(placeless).collect());
    }

    /// What a page takes from elsewhere; the nearest first.
    pub fn of(&self, file: &FilePath, route: &Route) -> Vec<Entry> {
        let original = (!route.is_original()).then(|| self.by_original.get(&route.original));
        let mut entries = original.flatten().cloned().unwrap_or_default();
        entries.extend(self.below(file.folder()).iter().cloned());
        entries
    }

    /// The defaults of the nearest section at or above `folder`.
    fn below(&self, mut folder: &str) -> &[Entry] {
        loop {
            if let Some(entries) = self.by_folder.get(folder) {
                return entries;
            }
            match folder.rsplit_once('/') {
                Some((above, _)) => folder = above,
                None => return &[],
            }
        }
    }
}

/// Whether a value of this shape means the same in every language.
const fn is_wordless(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Flag
            | Shape::Number
            | Shape::Year
            | Shape::Date
            | Shape::Day
            | Shape::Sources
            | Shape::Word(_)
            | Shape::Reference(_)
            | Shape::ReferencesOrAll(_)
            | Shape::List(Shape::Reference(_))
    )
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
        entries.iter().cloned().partition(|entry| NEVER.contains(&entry.key.value.as_str()));
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
