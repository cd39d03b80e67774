//! The rows of every table of open data, in the order of the site's listings.

use crate::base::{Figure, Spanned};
use crate::document::kind::{Common, KINDS};
use crate::document::register::{Budget, BudgetPost, CitedDocument, TABLES};
use crate::files::kind_of;
use crate::model::{DECISIONS, DocumentId, EVENTS, Entity, EventAt, Model, Target, is_parts};
use crate::yaml::{Readable, Record, Shown};

use super::table::is_data;

/// One value of a row.
#[derive(Debug)]
pub(in crate::render) enum Cell<'a> {
    /// What an author wrote.
    Written(Shown<'a>),
    /// Text that the program adds.
    Text(String),
    /// A figure that the program computes.
    Figure(Option<Figure>),
}

impl Cell<'_> {
    /// The value as every other.
    pub fn shown(&self) -> Shown<'_> {
        match self {
            Self::Written(shown) => shown.clone(),
            Self::Text(text) => Shown::Text(text),
            Self::Figure(figure) => figure.as_ref().map_or(Shown::Nothing, Shown::Figure),
        }
    }
}

/// A row: one cell per column.
pub(in crate::render) type Row<'a> = Vec<Cell<'a>>;

/// The rows of a table, in the order of the site's listings. `home` is the full address of
/// the start page, without its final slash.
pub(super) fn rows<'a>(
    model: &'a Model,
    home: &'a str,
    entity: Entity,
) -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
    let maker = Maker { model, home };
    match entity {
        Entity::Pages(_) | Entity::OtherPages => {
            let own = match entity {
                Entity::Pages(kind) => KINDS[kind].fields,
                _ => &[],
            };
            let kept: Vec<bool> = Common::FIELDS.iter().chain(own).map(is_data).collect();
            Box::new(model.pages_in(entity).iter().map(move |id| maker.page(&kept, *id)))
        }
        Entity::Parts(DECISIONS) => {
            let all = model.decisions.iter();
            Box::new(all.map(move |at| maker.part(at.document, Record::shown(model.decision(*at)))))
        }
        Entity::Parts(EVENTS) => Box::new(model.events.iter().map(move |at| maker.event(*at))),
        Entity::Parts(key) => Box::new(
            model
                .parts_written(key)
                .flat_map(|(id, items)| items.into_iter().map(move |item| (id, item)))
                .filter_map(move |(id, item)| match item {
                    Shown::Map(entries) => Some(maker.part(id, entries)),
                    _ => None,
                }),
        ),
        Entity::Register(at) => Box::new(maker.register(entity, at).into_iter()),
        Entity::BudgetPosts => {
            let all = model.registers.budgets.iter();
            Box::new(all.flat_map(|budget| budget_posts(&budget.value)))
        }
        Entity::BudgetSums => {
            let all = model.registers.budgets.iter();
            Box::new(all.flat_map(|budget| budget_sums(&budget.value)))
        }
        Entity::Redirects => {
            let all = model.aliases.iter();
            Box::new(all.map(move |(from, page)| {
                let to = &model.pages[*page].address;
                vec![maker.full(from.as_str()), maker.full(to.as_str())]
            }))
        }
    }
}

/// The rows of a table, for those who show its values and no addresses.
pub(in crate::render) fn rows_of<'a>(
    model: &'a Model,
    entity: Entity,
) -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
    rows(model, "", entity)
}

/// The posts of one budget. A post without a source of its own has the table's.
pub(super) fn budget_posts(budget: &Budget) -> Vec<Row<'_>> {
    let year = || Cell::Written(written(budget.year.as_ref()));
    let posts = budget.posts.iter().map(|post| {
        let fields = BudgetPost::FIELDS.iter().zip(Record::shown(&post.value));
        let own = fields.map(|(field, (_, shown))| match (field.key, shown) {
            ("källa", Shown::Nothing) => Cell::Written(written(budget.source.as_ref())),
            (_, shown) => Cell::Written(shown),
        });
        std::iter::once(year()).chain(own).collect()
    });
    posts.collect()
}

/// The sums of one budget, column by column.
pub(super) fn budget_sums(budget: &Budget) -> Vec<Row<'_>> {
    let sums = budget.sums().into_iter().map(|sum| {
        let stated = sum.stated.map(|stated| stated.value);
        let difference = sum.computed.zip(stated).and_then(|(own, stated)| own.minus(&stated));
        vec![
            Cell::Written(written(budget.year.as_ref())),
            Cell::Written(Shown::Word(sum.key)),
            Cell::Figure(stated),
            Cell::Figure(sum.computed),
            Cell::Figure(difference),
            Cell::Written(written(budget.source.as_ref())),
        ]
    });
    sums.collect()
}

fn written<T: Readable>(value: Option<&Spanned<T>>) -> Shown<'_> {
    value.map_or(Shown::Nothing, |value| value.value.shown())
}

/// Makes rows.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a, 'h> {
    /// The content.
    pub model: &'a Model,
    /// The full address of the start page, without its final slash.
    pub home: &'h str,
}

impl<'a> Maker<'a, '_> {
    fn full(&self, address: &str) -> Cell<'a> {
        Cell::Text(format!("{}{address}", self.home))
    }

    fn slug(&self, id: DocumentId) -> Cell<'a> {
        let slug = &self.model.documents[id].route.slug;
        // The start page is the only one without a last part of its address.
        Cell::Text(if slug.is_empty() { "start".to_owned() } else { slug.clone() })
    }

    fn address(&self, id: DocumentId) -> Cell<'a> {
        self.full(self.model.documents[id].route.address.as_str())
    }

    /// A page: those of its fields that are `kept`, and its words.
    fn page(&self, kept: &[bool], id: DocumentId) -> Row<'a> {
        let document = &self.model.documents[id];
        let mut kept = kept.iter();
        let fields = document.fields_where(|_, _| kept.next() == Some(&true));
        let mut row = vec![self.slug(id), self.address(id)];
        row.extend(fields.into_iter().map(|(_, _, shown)| Cell::Written(shown)));
        for taxonomy in 1..self.model.terms.0.len() {
            let words = document.terms.iter().filter(|(own, _)| *own == taxonomy);
            let words = words.map(|(_, word)| Shown::Text(&word.value)).collect();
            row.push(Cell::Written(Shown::List(words)));
        }
        row
    }

    /// A part of a page: a goal, a decision …
    pub fn part(&self, id: DocumentId, entries: Vec<(&'static str, Shown<'a>)>) -> Row<'a> {
        let mut row = vec![self.slug(id), self.address(id)];
        row.extend(entries.into_iter().map(|(_, shown)| Cell::Written(shown)));
        row
    }

    /// An event, whether it has a page or stands on another.
    pub fn event(&self, at: EventAt) -> Row<'a> {
        let event = self.model.event(at);
        let text = |text: Option<&'a str>| text.map_or(Shown::Nothing, Shown::Text);
        let date = |date| Option::map_or(date, Shown::Nothing, Shown::Date);
        let source = event.source.map_or(Shown::Nothing, Readable::shown);
        // In the order of `Event`'s fields, and then the last day.
        let cells = [
            Shown::Text(event.title),
            date(event.date),
            text(event.date_text),
            text(event.category),
            text(event.place),
            text(event.text),
            source,
            date(event.end),
        ];
        let mut row = vec![self.slug(at.document), self.address(at.document)];
        row.extend(cells.map(Cell::Written));
        row
    }

    /// What a document's own file says of itself, in the order of `FILE`.
    fn file(&self, row: &CitedDocument) -> [Cell<'a>; 6] {
        let out = self.model.file_of(row);
        let copied = out.and_then(|out| self.model.copied.get(out));
        let said = copied.and_then(|copied| self.model.files.get(&copied.file));
        let number = |number: Option<u64>| {
            number
                .and_then(|number| i64::try_from(number).ok())
                .map_or(Shown::Nothing, Shown::Number)
        };
        let kind = out.and_then(|out| kind_of(out.as_str()));
        let language = said.and_then(|said| said.language.as_deref());
        let pages = said.and_then(|said| said.pages).map(u64::from);
        let tagged = said.and_then(|said| said.tagged);
        [
            out.map_or(Cell::Written(Shown::Nothing), |out| {
                self.full(&format!("/{}", out.encoded()))
            }),
            Cell::Written(kind.map_or(Shown::Nothing, |(called, _)| Shown::Text(called))),
            Cell::Written(number(said.and_then(|said| said.bytes))),
            Cell::Written(number(pages)),
            Cell::Written(language.map_or(Shown::Nothing, Shown::Text)),
            Cell::Written(tagged.map_or(Shown::Nothing, Shown::Flag)),
        ]
    }

    fn register(&self, entity: Entity, at: usize) -> Vec<Row<'a>> {
        let Some(register) = self.model.table_at(&TABLES[at]) else { return Vec::new() };
        let rows = self.model.register_documents[register].table.rows().enumerate();
        let rows = rows.map(|(row, found)| {
            let fields = found.fields.iter().zip(found.shown);
            let fields =
                fields.filter(|(field, _)| !(entity.is_budgets() && is_parts(field.shape)));
            let mut cells: Row<'a> = fields.map(|(_, (_, shown))| Cell::Written(shown)).collect();
            if TABLES[at].pages.is_some() {
                let page = self.model.page_about(Target::Row(register, row));
                let address = page.map(|page| self.full(self.model.pages[page].address.as_str()));
                cells.push(address.unwrap_or(Cell::Written(Shown::Nothing)));
            }
            if let Some(document) = self.model.row_of_paper((register, row)) {
                cells.extend(self.file(document));
            }
            cells
        });
        rows.collect()
    }
}
