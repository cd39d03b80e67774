//! The entries of the index: one for each page, and one for each word of the glossary.

use std::borrow::Cow;

use crate::document::kind::{Area, Kind, steers};
use crate::document::markdown::BlockKind;
use crate::document::register::{GlossaryEntry, Row};
use crate::document::{Document, Front};
use crate::model::{Findable, Model, Page, PageId, Target, View};
use crate::render::download::Download;
use crate::search::{Entry, Text, Weight};
use crate::source::Source;
use crate::yaml::{Field, Shape, Shown};

use super::facets;
use super::found::{Finder, Found, SUBJECT, kind_of};

/// The entries of one language.
#[derive(Debug)]
pub struct Entries<'a> {
    source: &'a Source,
    model: &'a Model,
    finder: Finder<'a>,
    findable: Vec<Findable>,
}

/// How much pages of a kind are worth beside others that hold the same words: what the site is
/// about before what is said of it.
fn worth(kind: &str) -> f32 {
    match kind {
        "område" | "arbete" => 1.25,
        "organisation" | "plan" => 1.15,
        "nyhet" | "händelse" | "dokument" => 0.85,
        SUBJECT => 0.7,
        _ => 1.0,
    }
}

impl<'a> Entries<'a> {
    pub fn new(source: &'a Source, finder: Finder<'a>) -> Self {
        Self { source, model: finder.model, findable: finder.model.findable(finder.lang), finder }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.findable.len()
    }

    /// One of them.
    pub fn entry(&self, at: usize) -> Entry<'a> {
        match self.findable.get(at) {
            Some(Findable::Page(id)) => self.page(*id),
            Some(Findable::Word(register, row)) => self.word(*register, *row).unwrap_or_default(),
            None => Entry::default(),
        }
    }

    fn page(&self, id: PageId) -> Entry<'a> {
        let (model, page) = (self.model, &self.model.pages[id]);
        let document = model.document_of(id);
        let kind = kind_of(model, page);
        let Found { title, href, facets } =
            self.finder.found(Findable::Page(id)).unwrap_or_default();
        let mut texts = Vec::new();
        texts.push(Text { weight: Weight::Title, text: Cow::Owned(title.clone()) });
        if let Some(document) = document {
            self.document(document, &mut texts);
        }
        self.rows(page, &mut texts);
        let kind_note = self.kind_note(kind);
        let numbered = self.numbered(page, kind);
        texts.extend(
            numbered
                .iter()
                .map(|name| Text { weight: Weight::Title, text: Cow::Owned(name.clone()) }),
        );
        for name in self.in_menu(page) {
            texts.push(Text { weight: Weight::Name, text: Cow::Borrowed(name) });
        }
        let names = facets::names(model, model.original_document(id));
        texts.extend(names.iter().map(|name| related(name.clone())));
        if let Some(area) = document.and_then(|document| self.area(document)) {
            texts.push(related(area));
        }
        let lead = document.and_then(|document| lead(document)).unwrap_or_default();
        Entry {
            title,
            href,
            lead: shortened(lead),
            notes: self.notes(page, numbered.as_deref().or(kind_note.as_deref()), document, &names),
            facets,
            worth: worth(kind),
            texts,
        }
    }

    /// A word of the glossary, which stands on the page of the whole register.
    fn word(&self, register: usize, row: usize) -> Option<Entry<'a>> {
        let Found { title, href, facets } = self.finder.found(Findable::Word(register, row))?;
        let row = self.model.register_documents.get(register)?.table.row(row)?;
        let text = |key: &str| {
            let found = row.shown.iter().find(|(name, _)| *name == key);
            found.and_then(|(_, shown)| match shown {
                Shown::Text(text) => Some(*text),
                _ => None,
            })
        };
        let mut texts = vec![Text { weight: Weight::Title, text: Cow::Owned(title.clone()) }];
        shown_texts(row.fields, &row.shown, &mut texts);
        Some(Entry {
            href,
            lead: shortened(text("explanation").unwrap_or_default()),
            notes: self.kind_note(GlossaryEntry::NAME).into_iter().collect(),
            facets,
            worth: 1.0,
            texts,
            title,
        })
    }

    /// The front matter and the body of a page.
    fn document(&self, document: &'a Document, texts: &mut Vec<Text<'a>>) {
        document.each_text(&mut |field, _, value| {
            if let Some(weight) = weight_of(field) {
                texts.push(Text { weight, text: Cow::Borrowed(value) });
            }
        });
        let source = self.source.text(&document.file);
        let slice = |range: std::ops::Range<usize>| source.get(range).unwrap_or_default();
        let running = &document.outline.running;
        for block in &running.blocks {
            let is_heading = block.kind == BlockKind::Heading;
            let weight = if is_heading { Weight::Heading } else { Weight::Body };
            for piece in running.of(block) {
                texts.push(Text { weight, text: Cow::Borrowed(slice(piece.range())) });
            }
        }
        for piece in &running.aside {
            texts.push(Text { weight: Weight::Body, text: Cow::Borrowed(slice(piece.range())) });
        }
    }

    /// The rows that are shown on a page: its own, or all of a register. The words of the glossary
    /// are found by themselves.
    fn rows(&self, page: &Page, texts: &mut Vec<Text<'a>>) {
        let of = |register: usize| &self.model.register_documents[register].table;
        match page.view {
            View::Row(register, row) => {
                if let Some(row) = of(register).row(row) {
                    shown_texts(row.fields, &row.shown, texts);
                }
            }
            View::Table(register) if of(register).name() != GlossaryEntry::NAME => {
                for row in of(register).rows() {
                    shown_texts(row.fields, &row.shown, texts);
                }
            }
            _ => {}
        }
    }

    /// What a row is also called whose id is a number that people say: *Delmål 3*.
    fn numbered(&self, page: &Page, kind: &str) -> Option<String> {
        let View::Row(register, row) = page.view else { return None };
        let id = self.model.register_documents[register].table.row(row)?.id?.value.0.as_str();
        let is_number = id.bytes().all(|sign| sign.is_ascii_digit());
        let kind = is_number.then(|| self.kind_note(kind)).flatten()?;
        Some(format!("{kind} {id}"))
    }

    /// What the menu calls a page.
    fn in_menu(&self, page: &Page) -> impl Iterator<Item = &'a str> {
        let address = page.address.as_str().to_owned();
        let items = self.model.config.site.menu.iter().map(|item| &item.value);
        items.filter_map(move |item| {
            let is_one = item.address.as_ref().is_some_and(|one| one.value == address);
            item.title.as_ref().filter(|_| is_one).map(|title| title.value.as_str())
        })
    }

    /// The title of the area that a work belongs to.
    fn area(&self, document: &Document) -> Option<String> {
        let Front::Work(work) = &document.front else { return None };
        let area = work.area.as_ref()?;
        let kinds = &[Area::NAME];
        let (_, target) = self.model.targets.find(kinds, &area.value.id.value)?;
        match target {
            Target::Document(id) => Some(self.model.documents[id].title().to_owned()),
            _ => None,
        }
    }

    /// What is said of a page beside its title: what it is, how far it has come, whose it is, in
    /// which form.
    fn notes(
        &self,
        page: &Page,
        kind: Option<&str>,
        document: Option<&Document>,
        names: &[String],
    ) -> Vec<String> {
        let mut notes: Vec<String> = kind.into_iter().map(str::to_owned).collect();
        let states = document.map(Document::fields).into_iter().flatten();
        for (field, _, shown) in states {
            if let ("läge" | "skede", Shown::Word(word)) = (field.key, shown) {
                notes.extend(self.string(&format!("{}.{word}", field.key)));
            }
        }
        if let View::Row(register, row) = page.view
            && let Some(row) = self.model.row_of_paper((register, row))
        {
            let file = self.model.file_of(row).map(|out| Download::own(self.model, out));
            let engine = self.finder.theme.engine_in(self.finder.lang);
            notes.extend(file.map(|file| file.note(engine, "")).filter(|note| !note.is_empty()));
        }
        notes.extend(names.iter().cloned());
        if let Some(variant) = page.edition.variant {
            notes.extend(self.string(&format!("utgåva.{}", variant.word())));
        }
        notes
    }

    fn kind_note(&self, kind: &str) -> Option<String> {
        self.string(&format!("sok.slag.{kind}"))
    }

    fn string(&self, key: &str) -> Option<String> {
        let Finder { theme, lang, .. } = self.finder;
        theme.engine_in(lang).find_string(key).map(str::to_owned)
    }
}

fn related<'a>(name: String) -> Text<'a> {
    Text { weight: Weight::Related, text: Cow::Owned(name) }
}

/// What stands first on a page, or what lists say of it.
fn lead(document: &Document) -> Option<&str> {
    document.common.lead.as_ref().map(|lead| lead.value.0.as_str())
}

/// What a text of this field says of its page; nothing when it steers the site or is an address.
fn weight_of(field: &Field) -> Option<Weight> {
    if steers(field) {
        return None;
    }
    match field.key {
        // The page's own title is taken from where it is shown.
        "titel" => Some(Weight::Body),
        "kortnamn" | "förkortning" | "synonymer" | "taggar" | "term" | "namn" => {
            Some(Weight::Name)
        }
        "ingress" | "kort_sagt" => Some(Weight::Lead),
        _ if is_text(field.shape) => Some(Weight::Body),
        _ => None,
    }
}

const fn is_text(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::LongText | Shape::List(Shape::Text | Shape::LongText))
}

/// The texts of a row.
fn shown_texts<'a>(
    fields: &'static [Field],
    shown: &[(&'static str, Shown<'a>)],
    texts: &mut Vec<Text<'a>>,
) {
    for (field, (_, shown)) in fields.iter().zip(shown) {
        let Some(weight) = weight_of(field) else { continue };
        match shown {
            Shown::Text(text) => texts.push(Text { weight, text: Cow::Borrowed(text) }),
            Shown::List(items) => {
                for item in items {
                    if let Shown::Text(text) = item {
                        texts.push(Text { weight, text: Cow::Borrowed(text) });
                    }
                }
            }
            _ => {}
        }
    }
}

/// As much of a lead as is shown: some two lines.
fn shortened(lead: &str) -> String {
    const LONGEST: usize = 220;
    let lead = lead.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = lead.char_indices().nth(LONGEST) else { return lead };
    let cut = lead[..end].rfind(' ').unwrap_or(end);
    format!("{} …", lead[..cut].trim_end_matches([',', '.', ' ']))
}
