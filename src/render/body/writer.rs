//! Changes the events of a body on their way to HTML.

mod text;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::base::Typesetter;
use crate::document::markdown::{Heading, Piece, Pieces, QUOTATION};

use super::footnotes::Footnotes;
use super::kinds::{LetThrough, alert, has_no_glossary, is_block, is_verbatim};
use super::links::OpenLink;
use super::marks::{Lines, Marks, is_marked, marked_component};
use super::pictures::Pictures;
use super::raw::{OpenTags, clean};
use super::tables::Tables;
use super::words::word;
use super::{Around, Inside, escaped};

/// Changes the events of one body on their way to HTML.
pub(super) struct Writer<'a> {
    pub(super) around: Option<&'a Around<'a>>,
    typesetter: Option<&'a Typesetter>,
    headings: usize,
    pub(super) links: usize,
    components: usize,
    tables: Tables,
    /// Where the text of the cell at hand begins among the events.
    cell: usize,
    footnotes: Footnotes,
    raw_html: LetThrough,
    raw: OpenTags,
    /// The block of HTML at hand.
    block: String,
    /// The sign before the text at hand, in the same block.
    last: Option<char>,
    /// The last heading, and its level.
    heading: Option<usize>,
    level: u8,
    /// How many headings, links, quotations, pictures and code blocks are open.
    no_glossary: usize,
    /// How many code blocks and pictures are open: their text is not set.
    pub(super) verbatim: usize,
    pictures: Pictures<'a>,
    /// Where the piece at hand begins in the text.
    place: usize,
    pub(super) open_links: Vec<OpenLink>,
    /// The glossary's entries that are linked already.
    explained: BTreeSet<usize>,
    error: Option<tera::Error>,
    /// Where blocks are written, when they are to say so.
    lines: Option<Lines<'a>>,
}

impl<'a> Writer<'a> {
    pub fn new(around: Option<&'a Around<'a>>, lines: Option<Lines<'a>>) -> Self {
        Self {
            around,
            typesetter: around.map(|around| around.engine.typesetter()),
            headings: 0,
            links: 0,
            components: 0,
            tables: Tables::default(),
            cell: 0,
            footnotes: Footnotes::default(),
            raw_html: LetThrough::by(around),
            raw: OpenTags::default(),
            block: String::new(),
            last: None,
            heading: None,
            level: 1,
            no_glossary: 0,
            verbatim: 0,
            pictures: Pictures::default(),
            place: 0,
            open_links: Vec::new(),
            explained: BTreeSet::new(),
            error: None,
            lines,
        }
    }

    /// The HTML of the pieces up to the end of the component at hand, or of all.
    pub fn until_close<'p>(&mut self, pieces: &mut Pieces<'p>) -> String {
        let mut out: Vec<Event<'p>> = Vec::new();
        // Where a footnote's text begins in `out`.
        let mut note: Option<usize> = None;
        let mut marks = Marks::default();
        while let Some((piece, range)) = pieces.next() {
            match piece {
                Piece::Open => {
                    let at = self.components;
                    self.components += 1;
                    let around = (self.level, self.heading);
                    // Somebody else's words are shown as they stand.
                    let quotes = usize::from(self.is_quotation(at));
                    self.verbatim += quotes;
                    self.no_glossary += quotes;
                    let inner = self.until_close(pieces);
                    self.verbatim -= quotes;
                    self.no_glossary -= quotes;
                    (self.level, self.heading) = around;
                    let mut made = self.component(at, inner, range.start);
                    if let Some(line) = self.line(&range) {
                        made = marked_component(made, line);
                    }
                    out.push(Event::Html(made.into()));
                }
                Piece::Close { .. } => break,
                Piece::Stray | Piece::TooDeep => {}
                Piece::Event(Event::Start(Tag::FootnoteDefinition(name)))
                    if self.around.is_some() =>
                {
                    self.footnotes.begin(&name);
                    note = Some(out.len());
                }
                Piece::Event(Event::End(TagEnd::FootnoteDefinition)) if note.is_some() => {
                    let begun = note.take().unwrap_or_default();
                    let events = out.split_off(begun);
                    self.footnotes.end(marks.split_off(begun).written(events));
                }
                Piece::Event(event) => {
                    let line = self.line(&range).filter(|_| is_marked(&event));
                    self.place = range.start;
                    self.event(event, &mut out);
                    if let Some(line) = line {
                        marks.add(out.len().checked_sub(1), line);
                    }
                }
            }
        }
        marks.written(out)
    }

    fn line(&self, range: &Range<usize>) -> Option<usize> {
        self.lines.as_ref().map(|lines| lines.line(range.start))
    }

    /// Writes the footnotes after the text.
    ///
    /// # Errors
    /// When the template of a component could not be rendered.
    pub fn finish(self, out: &mut String) -> Result<(), tera::Error> {
        if let Some(around) = self.around {
            self.footnotes.write(around.engine, around.inset.prefix, out);
        }
        self.error.map_or(Ok(()), Err)
    }

    fn is_quotation(&self, at: usize) -> bool {
        let components = self.around.map(|around| &around.document.outline.components);
        components.and_then(|all| all.get(at)).is_some_and(|found| found.name.value == QUOTATION)
    }

    fn component(&mut self, at: usize, inner: String, place: usize) -> String {
        let found = self.around.and_then(|a| Some((a, a.document.outline.components.get(at)?)));
        let Some((around, component)) = found else { return inner };
        let level = (self.level + 1).clamp(2, 6);
        let is_first = self.pictures.is_first(self.around, place);
        match (around.component)(component, Inside { at, html: inner, level, is_first }) {
            Ok(made) => {
                self.pictures.count(&made);
                made
            }
            Err(error) => {
                self.error.get_or_insert(error);
                String::new()
            }
        }
    }

    fn event<'p>(&mut self, event: Event<'p>, out: &mut Vec<Event<'p>>) {
        match event {
            Event::Start(tag) => self.start(tag, out),
            Event::End(tag) => self.end(tag, out),
            Event::Text(text) => self.text(text, out),
            Event::Code(code) => {
                self.last = code.chars().next_back();
                out.push(Event::Code(code));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.last = Some(' ');
                out.push(event);
            }
            Event::Html(html) => self.block.push_str(&html),
            Event::InlineHtml(html) => {
                let passed = match self.raw_html {
                    LetThrough::All => html.into_string(),
                    LetThrough::Harmless => self.raw.tag(&html),
                    LetThrough::Nothing => return,
                };
                out.push(Event::Html(passed.into()));
            }
            Event::FootnoteReference(name) => {
                let prefix = self.around.map_or("", |around| around.inset.prefix);
                let kind = self.word("fotnot");
                out.push(Event::Html(self.footnotes.refer(&name, &kind, prefix).into()));
            }
            Event::TaskListMarker(done) => {
                let (key, mark) = if done { ("klar", "☑") } else { ("ej_klar", "☐") };
                let label = self.word(key);
                let html = format!(
                    "<span class=\"task\" role=\"img\" aria-label=\"{}\">{mark}</span> ",
                    escaped(&label)
                );
                out.push(Event::Html(html.into()));
            }
            other => out.push(other),
        }
    }

    fn start<'p>(&mut self, tag: Tag<'p>, out: &mut Vec<Event<'p>>) {
        self.raw.start();
        if is_block(tag.to_end()) {
            self.last = None;
        }
        self.verbatim += usize::from(is_verbatim(tag.to_end()));
        self.no_glossary += usize::from(has_no_glossary(tag.to_end()));
        match tag {
            Tag::Heading { level, .. } => {
                let heading = self.heading_at(self.headings);
                self.heading = Some(self.headings);
                self.headings += 1;
                let inset = self.around.map(|around| around.inset).unwrap_or_default();
                self.level = (level as u8).saturating_add(inset.deeper).min(6);
                let level = HeadingLevel::try_from(usize::from(self.level)).unwrap_or(level);
                let id = heading.map(|heading| format!("{}{}", inset.prefix, heading.id).into());
                // Of what may stand in braces only the id is for writers.
                let (classes, attrs) = (Vec::new(), Vec::new());
                out.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Tag::Link { link_type, dest_url, title, id } => {
                self.open_link((link_type, dest_url, title, id), out);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let at = self.links;
                let dest_url = self.picture().map_or(dest_url, Into::into);
                let link = self.around.and_then(|around| around.links.get(at)?.as_ref().ok());
                self.pictures.open(out.len(), link, &title);
                out.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, key) = alert(kind);
                let title = escaped(&self.word(key));
                let html = format!(
                    "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
                );
                out.push(Event::Html(html.into()));
            }
            Tag::Table(_) => {
                let heading = self.heading.and_then(|at| self.heading_at(at));
                let heading = heading.map(|heading| heading.text.as_str());
                let region = self.tables.region(heading, &self.word("tabell"));
                out.push(Event::Html(region.into()));
                out.push(self.tables.event(Event::Start(tag)));
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                out.push(self.tables.event(Event::Start(tag)));
                self.cell = out.len();
            }
            Tag::HtmlBlock => {
                // A block that begins an item begins a line, as in the specification.
                if matches!(out.last(), Some(Event::Start(Tag::Item))) {
                    self.block.push('\n');
                }
            }
            other => out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd, out: &mut Vec<Event<'_>>) {
        if let Some(closing) = self.raw.end() {
            out.push(Event::Html(closing.into()));
        }
        self.verbatim = self.verbatim.saturating_sub(usize::from(is_verbatim(tag)));
        self.no_glossary = self.no_glossary.saturating_sub(usize::from(has_no_glossary(tag)));
        match tag {
            TagEnd::Heading(level) => {
                let level = HeadingLevel::try_from(usize::from(self.level)).unwrap_or(level);
                out.push(Event::End(TagEnd::Heading(level)));
            }
            TagEnd::TableHead => out.push(self.tables.event(Event::End(tag))),
            TagEnd::TableCell => {
                let is_empty = self.cell == out.len();
                if is_empty
                    && let Some(opening) = self.tables.empty_cell()
                    && let Some(last) = out.last_mut()
                {
                    *last = Event::Html(opening.into());
                }
                out.push(self.tables.event(Event::End(tag)));
            }
            TagEnd::Table => {
                out.push(Event::End(tag));
                out.push(Event::Html("</div>\n".into()));
            }
            TagEnd::BlockQuote(Some(_)) => out.push(Event::Html("</div>\n".into())),
            TagEnd::Link => self.close_link(out),
            TagEnd::Image => {
                if !self.pictures.close(self.around, self.place, out) {
                    out.push(Event::End(tag));
                }
            }
            TagEnd::Paragraph if self.around.is_some() => self.end_paragraph(out),
            TagEnd::HtmlBlock => {
                let block = std::mem::take(&mut self.block);
                let passed = match self.raw_html {
                    LetThrough::All => block,
                    LetThrough::Harmless => clean(&block),
                    LetThrough::Nothing => return,
                };
                out.push(Event::Html(passed.into()));
            }
            other => out.push(Event::End(other)),
        }
    }

    fn heading_at(&self, at: usize) -> Option<&'a Heading> {
        self.around?.document.outline.headings.get(at)
    }

    /// One of the words that the program puts into a text.
    pub(super) fn word(&self, key: &'static str) -> Cow<'a, str> {
        self.around.map_or(Cow::Borrowed(key), |around| word(around.engine, key))
    }
}
