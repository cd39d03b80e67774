//! The tables of open data: which there are, what they are called, how many rows each has.
//!
//! Every kind of page, every register and every list of mappings in front matter is one.
//! A new kind, register or list becomes one by being there.
//!
//! Counted once, when everything is linked: feeds, pages and files all ask.

use std::collections::BTreeMap;

use crate::document::kind::{Common, KINDS, kind_named};
use crate::document::register::{Budget, Row, TABLES, Table, TableInfo};
use crate::document::{Dataset, Document};
use crate::yaml::{Field, Record, Shape, Shown};

use super::listing::settle;
use super::{DocumentId, Model, PageId};

/// One table of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// The pages of one kind, by its place among the kinds.
    Pages(usize),
    /// All other pages that an author wrote.
    OtherPages,
    /// What lists in the front matter of pages hold, by the list's key.
    Parts(&'static str),
    /// The rows of a register, by its place among the tables.
    Register(usize),
    /// The posts of all budgets.
    BudgetPosts,
    /// The sums of all budgets: as printed and as the posts add up to.
    BudgetSums,
    /// Old addresses and where they lead.
    Redirects,
}

/// The key of the decisions of a page.
pub const DECISIONS: &str = "beslut";
/// The key of the dated steps of a page.
pub const EVENTS: &str = "händelser";

/// Better words for lists than the doc of the first field that has the list.
const PARTS: &[(&str, Dataset)] = &[
    ("nyckeltal", Dataset { title: "Nyckeltal", about: "Siffror med källa, från alla sidor." }),
    ("mål", Dataset { title: "Mål", about: "Mål för områden och arbeten, år för år." }),
    ("utfall", Dataset { title: "Utfall", about: "Vad som blev av målen, år för år." }),
    ("historik", Dataset { title: "Historik", about: "Vad som har hänt, steg för steg." }),
    (DECISIONS, Dataset { title: "Beslut", about: "Alla beslut, det senaste först." }),
    (EVENTS, Dataset { title: "Händelser", about: "Allt i kalendern, i tidsordning." }),
    ("giltighet", Dataset { title: "Giltighet", about: "Hur länge planens utgåvor gäller." }),
    ("punkter", Dataset { title: "Punkter", about: "Punkterna i planens utgåvor, ordagrant." }),
];

const OTHER_PAGES: Dataset =
    Dataset { title: "Andra sidor", about: "Alla sidor som inte står i en egen tabell." };
const BUDGET_POSTS: Dataset =
    Dataset { title: "Budgetposter", about: "Länsstödets poster, år för år." };
const BUDGET_SUMS: Dataset = Dataset {
    title: "Budgetsummor",
    about: "Länsstödets summor: som de står i dokumenten och som posterna ger.",
};
const REDIRECTS: Dataset =
    Dataset { title: "Omdirigeringar", about: "Gamla adresser och vart de leder." };

impl Entity {
    /// Its name: that of its files, without their ending.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Pages(kind) => KINDS[kind].folder.to_owned(),
            Self::OtherPages => "sidor".to_owned(),
            Self::Parts(key) => crate::base::slug(key),
            Self::Register(table) => TABLES[table].file.to_owned(),
            Self::BudgetPosts => "budgetposter".to_owned(),
            Self::BudgetSums => "budgetsummor".to_owned(),
            Self::Redirects => "omdirigeringar".to_owned(),
        }
    }

    /// What it is called and what it holds.
    #[must_use]
    pub fn words(self) -> Dataset {
        let named =
            |data: Option<Dataset>, name| data.unwrap_or(Dataset { title: name, about: "" });
        match self {
            Self::Pages(kind) => named(KINDS[kind].data, KINDS[kind].name),
            Self::OtherPages => OTHER_PAGES,
            Self::Parts(key) => {
                let better = PARTS.iter().find(|(known, _)| *known == key).map(|(_, words)| *words);
                let doc = part_fields().find(|field| field.key == key).map_or("", |f| f.doc);
                better.unwrap_or(Dataset { title: key, about: doc })
            }
            Self::Register(table) => named(TABLES[table].data, TABLES[table].name),
            Self::BudgetPosts => BUDGET_POSTS,
            Self::BudgetSums => BUDGET_SUMS,
            Self::Redirects => REDIRECTS,
        }
    }

    /// The register of budgets. Its posts are tables of their own.
    #[must_use]
    pub fn is_budgets(self) -> bool {
        matches!(self, Self::Register(table) if TABLES[table].name == Budget::NAME)
    }

    /// The table of the register whose rows are called `name`.
    #[must_use]
    pub fn register(name: &str) -> Option<Self> {
        TABLES.iter().position(|table| table.name == name).map(Self::Register)
    }
}

/// The lists of mappings in front matter, each key once.
pub fn part_fields() -> impl Iterator<Item = &'static Field> {
    let all = || Common::FIELDS.iter().chain(KINDS.iter().flat_map(|kind| kind.fields));
    all().enumerate().filter(|(_, field)| is_parts(field.shape)).filter_map(move |(at, field)| {
        (!all().take(at).any(|before| before.key == field.key)).then_some(field)
    })
}

/// Whether a value of this shape is a list of mappings.
#[must_use]
pub const fn is_parts(shape: Shape) -> bool {
    matches!(shape, Shape::List(Shape::Mapping(_)))
}

/// What open data is made from: the pages in order, and which tables there are.
#[derive(Debug, Default)]
pub(super) struct OpenData {
    /// Every page that is no translation: kind by kind, each in the order of its listing.
    pages: Vec<DocumentId>,
    /// The pages of each table of pages.
    by_table: BTreeMap<Entity, Vec<DocumentId>>,
    /// The pages that have something in the list of each key.
    with_parts: BTreeMap<&'static str, Vec<DocumentId>>,
    /// The tables that have something in them, and how many rows.
    tables: Vec<(Entity, usize)>,
}

impl OpenData {
    pub fn collect(model: &Model) -> Self {
        let mut all = Self { pages: listed(model), ..Self::default() };
        let mut parts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for id in &all.pages {
            let document = &model.documents[*id];
            all.by_table.entry(table_of(document)).or_default().push(*id);
            let own = kind_named(document.route.kind).fields;
            for field in Common::FIELDS.iter().chain(own).filter(|field| is_parts(field.shape)) {
                let count = items(document, field.key).len();
                if count > 0 {
                    all.with_parts.entry(field.key).or_default().push(*id);
                    *parts.entry(field.key).or_default() += count;
                }
            }
        }
        let kinds = (0..KINDS.len()).filter(|kind| KINDS[*kind].data.is_some()).map(Entity::Pages);
        let tables =
            (0..TABLES.len()).filter(|at| TABLES[*at].data.is_some()).map(Entity::Register);
        all.tables = kinds
            .chain([Entity::OtherPages])
            .chain(part_fields().map(|field| Entity::Parts(field.key)))
            .chain(tables)
            .chain([Entity::BudgetPosts, Entity::BudgetSums, Entity::Redirects])
            .map(|entity| match entity {
                Entity::Pages(_) | Entity::OtherPages => {
                    (entity, all.by_table.get(&entity).map_or(0, Vec::len))
                }
                // A page may be an event without having a list of them.
                Entity::Parts(EVENTS) => (entity, model.events.len()),
                Entity::Parts(DECISIONS) => (entity, model.decisions.len()),
                Entity::Parts(key) => (entity, parts.get(key).copied().unwrap_or(0)),
                other => (entity, model.rows_in(other)),
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        all
    }
}

impl OpenData {
    /// Lets a page that has moved in its listing move here too.
    pub fn follow(&mut self, model: &Model, id: DocumentId) {
        let lists = self.by_table.values_mut().chain(self.with_parts.values_mut());
        for list in lists.chain([&mut self.pages]) {
            settle(list, id, |a, b| place(model, a).cmp(&place(model, b)));
        }
    }
}

fn listed(model: &Model) -> Vec<DocumentId> {
    let mut all: Vec<DocumentId> = model.originals().map(|(id, _)| id).collect();
    all.sort_by_cached_key(|id| place(model, *id));
    all
}

/// Where a page stands in open data.
fn place(model: &Model, id: DocumentId) -> (Option<usize>, Option<usize>, Option<PageId>) {
    let page = model.page_of(id);
    (kind_at(&model.documents[id]), page.map(|page| model.rank[page]), page)
}

/// The place of a page's kind among the kinds.
fn kind_at(document: &Document) -> Option<usize> {
    KINDS.iter().position(|kind| kind.name == document.route.kind)
}

/// The table that a page is a row of.
fn table_of(document: &Document) -> Entity {
    let kind = kind_at(document).filter(|kind| KINDS[*kind].data.is_some());
    kind.map_or(Entity::OtherPages, Entity::Pages)
}

/// What the list named `key` of a page holds.
fn items<'a>(document: &'a Document, key: &str) -> Vec<Shown<'a>> {
    let found = Record::shown_of(&document.common, key).or_else(|| document.front.shown_of(key));
    match found {
        Some(Shown::List(items)) => items,
        _ => Vec::new(),
    }
}

impl Model {
    /// The tables that have something in them, and how many rows: pages, what stands on
    /// them, registers, redirects.
    #[must_use]
    pub fn entities(&self) -> &[(Entity, usize)] {
        &self.open_data.tables
    }

    /// How many rows a table has whose rows do not stand on pages.
    fn rows_in(&self, entity: Entity) -> usize {
        match entity {
            Entity::Pages(_) | Entity::OtherPages | Entity::Parts(_) => 0,
            Entity::Register(at) => self.table(&TABLES[at]).map_or(0, Table::len),
            Entity::BudgetPosts => {
                self.registers.budgets.iter().map(|budget| budget.value.posts.len()).sum()
            }
            Entity::BudgetSums => {
                self.registers.budgets.iter().map(|budget| budget.value.sums().len()).sum()
            }
            Entity::Redirects => self.aliases.len(),
        }
    }

    /// The pages of a table of pages, in the order of the site's listings.
    #[must_use]
    pub fn pages_in(&self, entity: Entity) -> &[DocumentId] {
        self.open_data.by_table.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Every page that is no translation, with its document: kind by kind, each in the order
    /// of its listing.
    pub fn listed(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.open_data.pages.iter().map(|id| (*id, &self.documents[*id]))
    }

    /// What the list named `key` holds, page by page.
    pub fn parts_written(
        &self,
        key: &'static str,
    ) -> impl Iterator<Item = (DocumentId, Vec<Shown<'_>>)> {
        let pages = self.open_data.with_parts.get(key).into_iter().flatten();
        pages.map(move |id| (*id, items(&self.documents[*id], key)))
    }

    /// The rows of a register, with its place among the register files.
    #[must_use]
    pub fn table_at(&self, info: &TableInfo) -> Option<usize> {
        self.register_documents.iter().position(|found| found.table.name() == info.name)
    }

    fn table(&self, info: &TableInfo) -> Option<&Table> {
        self.table_at(info).map(|at| &self.register_documents[at].table)
    }
}
