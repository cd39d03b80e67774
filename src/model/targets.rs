//! Everything a reference can point to, by kind and id.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::Place;
use crate::config::{Config, VOCABULARIES};
use crate::document::Documents;
use crate::document::register::TABLES;

use super::DocumentId;

/// What a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A page with front matter.
    Document(DocumentId),
    /// A row: the register's place in `register_documents`, and the row's in it.
    Row(usize, usize),
    /// A word of one of the site's vocabularies.
    Word,
    /// A page that is left out of this build.
    LeftOut(DocumentId),
}

/// All targets.
#[derive(Debug, Default)]
pub struct Targets {
    by_kind: BTreeMap<&'static str, HashMap<String, Target>>,
    /// Documents of one kind with one slug, in different folders: all but the first.
    namesakes: BTreeMap<(&'static str, String), Vec<Target>>,
    /// Kinds of which nothing is known, because their register could not be read.
    unread: BTreeSet<&'static str>,
    /// Kinds whose register is not there, and the register's file.
    absent: BTreeMap<&'static str, &'static str>,
    /// Ids that stand twice: the later place and the earlier one.
    pub repeated: Vec<Repeated>,
}

/// A row whose id is taken.
#[derive(Debug, Clone)]
pub struct Repeated {
    /// What kind of row.
    pub kind: &'static str,
    /// The id.
    pub id: String,
    /// The later row's id.
    pub place: Place,
    /// The earlier row's id.
    pub first: Place,
}

impl Targets {
    pub(super) fn collect(config: &Config, documents: &Documents, published: &[bool]) -> Self {
        let mut all = Self::default();
        // A translation is the same thing in other words, never another thing.
        let originals = documents.pages.iter().enumerate();
        for (id, document) in originals.filter(|(_, document)| document.route.is_original()) {
            let target = if published[id] { Target::Document(id) } else { Target::LeftOut(id) };
            let slugs = all.by_kind.entry(document.route.kind).or_default();
            match slugs.entry(document.route.slug.clone()) {
                Entry::Vacant(free) => {
                    free.insert(target);
                }
                Entry::Occupied(_) => {
                    let name = (document.route.kind, document.route.slug.clone());
                    all.namesakes.entry(name).or_default().push(target);
                }
            }
        }
        all.add_rows(documents);
        all.add_tables(documents);
        if let Some(words) = &config.site.vocabularies {
            for (name, list) in words.named() {
                let words = all.by_kind.entry(name).or_default();
                words.extend(list.iter().map(|word| (word.value.clone(), Target::Word)));
            }
        }
        all
    }

    /// Which tables could not be read, and which are not there.
    fn add_tables(&mut self, documents: &Documents) {
        for table in TABLES {
            let found =
                documents.registers.iter().find(|document| document.table.name() == table.name);
            let kinds = [Some(table.name), table.other].into_iter().flatten();
            match found {
                // A row that lacks its key may be the very one that somebody refers to.
                Some(document) if document.is_read && document.faults.is_empty() => {}
                None if !documents.unread.contains(&table.file) => {
                    self.absent.extend(kinds.map(|kind| (kind, table.file)));
                }
                _ => self.unread.extend(kinds),
            }
        }
    }

    /// Whether nothing is known of one of `kinds`, so that no reference to it can be judged.
    #[must_use]
    pub fn is_unread(&self, kinds: &[&'static str]) -> bool {
        kinds.iter().any(|kind| self.unread.contains(kind))
    }

    /// The register that would hold these, when it is not there.
    #[must_use]
    pub fn absent(&self, kinds: &[&'static str]) -> Option<&'static str> {
        let is_absent = kinds.iter().all(|kind| self.absent.contains_key(kind));
        kinds.first().filter(|_| is_absent).and_then(|kind| self.absent.get(kind).copied())
    }

    fn add_rows(&mut self, documents: &Documents) {
        let mut places: BTreeMap<(&'static str, String), Place> = BTreeMap::new();
        for (register, document) in documents.registers.iter().enumerate() {
            for (at, row) in document.table.rows().enumerate() {
                let names = row.id.map(|id| (row.name, id.value.0.clone(), id.span)).into_iter();
                let others =
                    row.other_id.map(|(kind, key)| (kind, key.value.clone(), key.span)).into_iter();
                if let Some(about) = row.about {
                    let place = Place::new(&document.file, about.span);
                    match places.get(&(row.name, about.value.clone())) {
                        Some(first) => self.repeated.push(Repeated {
                            kind: row.name,
                            id: about.value,
                            place,
                            first: first.clone(),
                        }),
                        None => {
                            places.insert((row.name, about.value), place);
                        }
                    }
                }
                for (kind, id, span) in names.chain(others) {
                    let place = Place::new(&document.file, span);
                    if let Some(first) = places.get(&(kind, id.clone())) {
                        let first = first.clone();
                        self.repeated.push(Repeated { kind, id, place, first });
                        continue;
                    }
                    places.insert((kind, id.clone()), place);
                    self.by_kind.entry(kind).or_default().insert(id, Target::Row(register, at));
                }
            }
        }
    }

    /// What `id` points to among `kinds`, and as which of them.
    #[must_use]
    pub fn find(&self, kinds: &[&'static str], id: &str) -> Option<(&'static str, Target)> {
        kinds.iter().find_map(|kind| self.by_kind.get(kind)?.get(id).map(|target| (*kind, *target)))
    }

    /// Every page that `id` may mean among `kinds`, when it is more than one.
    #[must_use]
    pub fn several(&self, kinds: &[&'static str], id: &str) -> Vec<DocumentId> {
        let mut found = Vec::new();
        for kind in kinds {
            let first = self.by_kind.get(kind).and_then(|ids| ids.get(id));
            let others = self.namesakes.get(&(*kind, id.to_owned())).into_iter().flatten();
            found.extend(first.into_iter().chain(others).filter_map(|target| match target {
                Target::Document(id) => Some(*id),
                _ => None,
            }));
        }
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// The ids of one kind, in order.
    pub fn ids(&self, kind: &str) -> impl Iterator<Item = (&str, Target)> {
        let ids = self.by_kind.get(kind).into_iter().flatten();
        let sorted: BTreeMap<&str, Target> =
            ids.map(|(id, target)| (id.as_str(), *target)).collect();
        sorted.into_iter()
    }

    /// Whether the site says what words this vocabulary has.
    #[must_use]
    pub fn is_open(&self, kinds: &[&'static str]) -> bool {
        kinds.iter().all(|kind| {
            VOCABULARIES.contains(kind) && self.by_kind.get(kind).is_none_or(HashMap::is_empty)
        })
    }

    /// The kind that has `id`, whichever it is: to say "it exists, but as …". The text
    /// of a row's page is no thing of its own.
    #[must_use]
    pub fn kind_with(&self, id: &str) -> Option<&'static str> {
        self.by_kind
            .iter()
            .filter(|(kind, _)| !TABLES.iter().any(|table| table.pages == Some(**kind)))
            .find(|(_, ids)| ids.get(id).is_some_and(|target| *target != Target::Word))
            .map(|(kind, _)| *kind)
    }
}
