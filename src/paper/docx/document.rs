//! The main part of a Word document: every block as paragraphs and tables.

use std::collections::BTreeMap;

use super::contents::Contents;
use super::text::{Stand, bookmark_name};
use super::xml::Xml;
use crate::paper::{Block, Inline, List, Look, Mark, Paper, Term, headings, plain, strong};

/// How much further in each level of a list stands, in twentieths of a point.
const STEP: usize = 360;

/// Word numbers no deeper.
const DEEPEST_LEVEL: usize = 8;

/// A term that is longer stands above what is said of it.
const LONGEST_FACT: usize = 30;

/// The numbering of all lists without numbers; those of the others follow.
const BULLETS: usize = 1;

/// The room below a table, and below what has less: lists.
pub(super) const AFTER_TABLE: &str = "240";
const AFTER_LIST: &str = "120";

/// Where a block stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The style of its paragraphs.
    pub style: &'a str,
    /// How far from the margin, when its style does not say so.
    pub indent: Option<usize>,
    /// How many lists it is in.
    pub level: usize,
    /// Its lines end at the right.
    pub is_right: bool,
    /// It is on the same page as what comes next.
    pub keeps_next: bool,
    /// How wide it may be, in twentieths of a point.
    pub width: usize,
}

/// The document while it is written.
pub(super) struct Document<'a> {
    /// Its main part.
    pub xml: Xml,
    /// Its headings: a bookmark has the number of one.
    headings: Vec<&'a Block>,
    /// Which of the headings an `id` is.
    pub bookmarks: BTreeMap<&'a str, usize>,
    /// Where links lead, in the order in which they came.
    pub relations: Vec<String>,
    /// Pictures: their bytes, and what such files end in.
    pub pictures: Vec<(Vec<u8>, &'static str)>,
    /// Where each numbered list begins.
    pub numberings: Vec<u32>,
    /// How far below the last block the next one begins, in twentieths of a point.
    pub room: Option<&'static str>,
    /// Whether a heading is being written: a link in it looks as the heading does.
    pub is_heading: bool,
    /// The list of contents, until it has been written.
    contents: Option<Contents>,
    /// Whether the next chapter begins a page.
    begins_page: bool,
    has_title: bool,
}

impl<'a> Document<'a> {
    /// The paper as the main part of a document.
    pub fn of(paper: &'a Paper) -> Self {
        let mut document = Self {
            xml: Xml::default(),
            headings: headings(&paper.blocks, true),
            bookmarks: BTreeMap::new(),
            relations: Vec::new(),
            pictures: Vec::new(),
            numberings: Vec::new(),
            room: None,
            is_heading: false,
            contents: None,
            begins_page: false,
            has_title: false,
        };
        let mut has_title = false;
        for (number, block) in document.headings.iter().enumerate() {
            if let Block::Heading { ids, level, .. } = block {
                has_title |= *level == 1;
                for id in ids {
                    document.bookmarks.entry(id).or_insert(number);
                }
            }
        }
        document.contents = Contents::of(paper, &document.headings);
        let place = Place {
            style: "BodyText",
            indent: None,
            level: 0,
            is_right: false,
            keeps_next: false,
            width: 9072,
        };
        if !has_title && !paper.title.is_empty() {
            document.has_title = true;
            let stand = Stand { style: "Title", ..Stand::default() };
            document.begin(stand);
            document.run(&paper.title, &Look::default());
            document.xml.close("w:p");
        }
        let is_title = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
        let title = paper.blocks.iter().position(is_title).unwrap_or(0);
        let (above, rest) = paper.blocks.split_at(title);
        document.blocks(above, Place { style: "Subtitle", ..place });
        document.blocks(rest, place);
        if document.is_after_table() {
            document.begin(Stand { style: "BodyText", ..Stand::default() });
            document.xml.close("w:p");
        }
        document
    }

    /// Whether the last block was a table.
    pub(super) fn is_after_table(&self) -> bool {
        self.room == Some(AFTER_TABLE)
    }

    /// The name by which the part knows an address.
    pub(super) fn relation(&mut self, to: &str) -> String {
        let known = self.relations.iter().position(|known| known == to);
        let at = known.unwrap_or_else(|| {
            self.relations.push(to.to_owned());
            self.relations.len() - 1
        });
        format!("rIdLank{}", at + 1)
    }

    /// Blocks after each other.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: Place<'_>) {
        for (at, block) in blocks.iter().enumerate() {
            // What leads to something, and a quotation and where it is from, stay together.
            let next = blocks.get(at + 1);
            let leads = matches!(block, Block::Paragraph(_) | Block::Quote(_))
                && matches!(next, Some(Block::List(_) | Block::Caption(_)))
                || is_label(block) && next.is_some();
            self.block(block, Place { keeps_next: place.keeps_next || leads, ..place });
        }
    }

    fn block(&mut self, block: &Block, place: Place<'_>) {
        let stand = Stand {
            style: place.style,
            indent: place.indent,
            is_right: place.is_right,
            keeps_next: place.keeps_next,
            ..Stand::default()
        };
        match block {
            Block::Heading { level, inlines, .. } => {
                let known = self.headings.iter().position(|known| std::ptr::eq(*known, block));
                self.heading(*level, inlines, known);
            }
            Block::Paragraph(inlines) => self.paragraph(stand, inlines),
            Block::Caption(inlines) => self.paragraph(Stand { style: "Caption", ..stand }, inlines),
            Block::List(list) => self.list(list, place),
            Block::Terms(terms) => self.terms(terms, place),
            Block::Table(table) => self.table(table, place),
            Block::Quote(blocks) => self.blocks(blocks, Place { style: "Quote", ..place }),
            Block::Verbatim(text) => {
                self.begin(Stand { style: "HTMLPreformatted", ..stand });
                self.xml.open("w:r", &[]);
                for (at, line) in text.lines().enumerate() {
                    if at > 0 {
                        self.xml.empty("w:br", &[]);
                    }
                    self.xml.spaced("w:t", line);
                }
                self.xml.close("w:r");
                self.xml.close("w:p");
            }
        }
    }

    /// A heading. The first of the page is the title of the document; those below it are one level
    /// higher in Word than on the web, where the title is a heading.
    fn heading(&mut self, level: u8, inlines: &[Inline], number: Option<usize>) {
        if level > 1
            && let Some(contents) = self.contents.take()
        {
            self.contents(&contents);
            self.begins_page = true;
        }
        let is_title = level == 1 && !std::mem::replace(&mut self.has_title, true);
        let style = if is_title {
            "Title".to_owned()
        } else {
            format!("Heading{}", level.saturating_sub(1).max(1))
        };
        let begins_page = level > 1 && std::mem::take(&mut self.begins_page);
        self.begin(Stand { style: &style, begins_page, ..Stand::default() });
        let id = number.map(|number| number.to_string());
        if let (Some(number), Some(id)) = (number, &id) {
            let name = bookmark_name(number);
            self.xml.empty("w:bookmarkStart", &[("w:id", id), ("w:name", &name)]);
        }
        self.is_heading = true;
        self.line(inlines);
        self.is_heading = false;
        if let Some(id) = &id {
            self.xml.empty("w:bookmarkEnd", &[("w:id", id)]);
        }
        self.xml.close("w:p");
    }

    fn list(&mut self, list: &List, place: Place<'_>) {
        if list.mark == Mark::Nothing {
            list.items.iter().for_each(|item| self.entry(item, place));
            self.room = Some(AFTER_LIST);
            return;
        }
        let level = place.level.min(DEEPEST_LEVEL);
        let (style, numbering) = match list.mark {
            Mark::Number(first) => {
                self.numberings.push(first);
                ("ListNumber", BULLETS + self.numberings.len())
            }
            _ => ("ListBullet", BULLETS),
        };
        let indent = place.indent.unwrap_or(0) + STEP;
        let inside =
            Place { style: "ListContinue", indent: Some(indent), level: place.level + 1, ..place };
        for item in &list.items {
            // What begins with something else has its number on a line of its own, above it.
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph(first), rest)) => (first.as_slice(), rest),
                _ => (&[][..], item.as_slice()),
            };
            let number = Some((numbering, level));
            let keeps_next = !rest.is_empty();
            let indent = Some(indent);
            self.paragraph(Stand { style, keeps_next, number, indent, ..Stand::default() }, first);
            self.blocks(rest, inside);
        }
        if place.level == 0 {
            self.room = Some(AFTER_LIST);
        }
    }

    /// An item of a list without marks: what it is about, such as a day, above what it says.
    fn entry(&mut self, item: &[Block], place: Place<'_>) {
        let mut rest = item;
        let indent = place.indent;
        if let [Block::Paragraph(first), others @ ..] = item
            && !others.is_empty()
        {
            let stand = Stand { style: "LogHead", keeps_next: true, indent, ..Stand::default() };
            self.paragraph(stand, first);
            rest = others;
        }
        let place = Place { style: "LogText", level: place.level + 1, ..place };
        // The last two stay together, so that where it is from never begins a page.
        let (first, last) = rest.split_at(rest.len().saturating_sub(2));
        self.blocks(first, place);
        for (at, block) in last.iter().enumerate() {
            self.block(block, Place { keeps_next: at + 1 < last.len(), ..place });
        }
    }

    fn terms(&mut self, terms: &[Term], place: Place<'_>) {
        let is_fact = |term: &Term| match (term.names.as_slice(), term.says.as_slice()) {
            ([name], [said]) => {
                plain(name).chars().count() <= LONGEST_FACT
                    && matches!(said.as_slice(), [Block::Paragraph(_)])
            }
            _ => false,
        };
        // In a cell there is no room for two columns.
        if place.width > 6000 && place.indent.is_none() && terms.iter().all(is_fact) {
            for term in terms {
                self.begin(Stand { style: "Fact", ..Stand::default() });
                term.names.iter().for_each(|name| self.line(&strong(name)));
                self.xml.open("w:r", &[]);
                self.xml.empty("w:tab", &[]);
                self.xml.close("w:r");
                for block in term.says.iter().flatten() {
                    if let Block::Paragraph(inlines) = block {
                        self.line(inlines);
                    }
                }
                self.xml.close("w:p");
            }
            self.room = Some(AFTER_LIST);
            return;
        }
        for term in terms {
            let stand = Stand { keeps_next: true, indent: place.indent, ..Stand::default() };
            for name in &term.names {
                self.paragraph(Stand { style: "Term", ..stand }, name);
            }
            for said in &term.says {
                self.blocks(said, Place { style: "Definition", ..place });
            }
        }
    }
}

/// Whether a paragraph has nothing but important words: it names what comes next.
fn is_label(block: &Block) -> bool {
    let Block::Paragraph(inlines) = block else { return false };
    inlines.iter().all(|inline| matches!(inline, Inline::Text { look, .. } if look.is_strong))
}
