//! What a body holds, as facts for the model and the rules: headings with their ids, links,
//! pictures, raw HTML, components, footnotes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::{Span, Spanned, slug};

use super::component::{Component, ComponentFault, ComponentFaultKind};
use super::prose::{self, Prose};
use super::{Dialect, Markup, Piece};

/// What a body holds, in order.
#[derive(Debug, Default)]
pub struct Outline {
    /// The headings.
    pub headings: Vec<Heading>,
    /// Ids that a writer gave to a heading but that are taken already.
    pub taken_ids: Vec<Spanned<String>>,
    /// The links and pictures.
    pub links: Vec<Link>,
    /// Raw HTML: one for each block, and each tag in running text.
    pub raw_html: Vec<Span>,
    /// The components, in the order they open.
    pub components: Vec<Component>,
    /// `:::` that closes nothing.
    pub stray_fences: Vec<Span>,
    /// Footnotes that are referred to but not there.
    pub missing_notes: Vec<Spanned<String>>,
    /// Footnotes that nothing refers to.
    pub unused_notes: Vec<Spanned<String>>,
    /// The head cells of tables that are empty, but for the first of a table.
    pub empty_heads: Vec<Span>,
    /// How hard its text is to read.
    pub prose: Prose,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique in the body.
    pub id: String,
    /// Its text without marks.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// The link's text, or the picture's alternative text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Outline {
    /// Reads `body`, which begins at byte `offset` of its file. `reserved` are ids that the
    /// page has besides those of its headings.
    #[must_use]
    pub fn of(body: &str, offset: usize, reserved: &[String]) -> Self {
        let markup = Markup::of(body, Dialect::Extended);
        let mut reader = Reader { offset, body, ..Reader::default() };
        reader.taken.extend(reserved.iter().cloned());
        let mut prose = prose::Reader::default();
        for (piece, range) in markup.pieces() {
            match piece {
                Piece::Event(event) => {
                    prose.event(&event, range.clone(), offset);
                    reader.event(&event, range);
                }
                Piece::Open => {
                    let component = Component::read(markup.line(range.start), range.start + offset);
                    prose.component(Some(&component.name.value), offset);
                    reader.component(component);
                }
                Piece::Close { written } => {
                    prose.component(None, offset);
                    reader.close(written);
                }
                Piece::Stray => reader.outline.stray_fences.push(reader.span(range)),
                Piece::TooDeep => reader.too_deep(range),
            }
        }
        reader.finish(prose.finish(offset))
    }
}

/// Collects the outline while the pieces pass.
#[derive(Default)]
struct Reader<'a> {
    outline: Outline,
    body: &'a str,
    offset: usize,
    heading: Option<(u8, Option<String>, String, Range<usize>)>,
    /// Links and pictures not yet ended, outermost first: index in `outline.links`.
    open: Vec<usize>,
    counts: BTreeMap<String, usize>,
    taken: BTreeSet<String>,
    /// The open components, outermost first: index in `outline.components`.
    components: Vec<usize>,
    /// How many elements are open inside the innermost component, and how many were around it.
    depth: usize,
    around: Vec<usize>,
    /// The table at hand: whether it is the first of its component, and the column.
    table: Option<(bool, usize)>,
    cell: Option<(String, Range<usize>)>,
    in_head: bool,
    code: bool,
    notes: BTreeMap<String, Span>,
    referred: BTreeSet<String>,
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::from(range).shifted(self.offset)
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Text(text) => {
                self.missing_note(&range);
                self.text(text);
            }
            Event::Code(text) => self.text(text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::FootnoteReference(name) => {
                self.referred.insert(name.to_string());
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.content(tag);
        self.depth += 1;
        match tag {
            Tag::Heading { level, id, .. } => {
                let id = id.as_ref().map(ToString::to_string);
                self.heading = Some((*level as u8, id, String::new(), range));
            }
            Tag::Link { link_type, dest_url, .. } => {
                let mailto = if *link_type == LinkType::Email { "mailto:" } else { "" };
                self.open(format!("{mailto}{dest_url}"), false, range);
            }
            Tag::Image { dest_url, .. } => self.open(dest_url.to_string(), true, range),
            Tag::FootnoteDefinition(name) => {
                let name_end = (range.start + name.len() + 4).min(range.end);
                let span = self.span(range.start..name_end);
                self.notes.entry(name.to_string()).or_insert(span);
            }
            Tag::CodeBlock(_) => self.code = true,
            Tag::TableHead | Tag::TableRow => {
                self.in_head = matches!(tag, Tag::TableHead);
                if let Some((first, column)) = &mut self.table {
                    *column = 0;
                    if let (true, Some(at)) = (*first, self.components.last()) {
                        self.outline.components[*at].content.table.push(Vec::new());
                    }
                }
            }
            Tag::TableCell => self.cell = Some((String::new(), range)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link | TagEnd::Image => {
                self.open.pop();
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => self.table = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, _, heading, _)) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some((cell, _)) = &mut self.cell {
            cell.push_str(text);
        }
        for at in &self.open {
            self.outline.links[*at].text.push_str(text);
        }
    }

    fn open(&mut self, target: String, picture: bool, range: Range<usize>) {
        self.open.push(self.outline.links.len());
        let span = self.span(range);
        self.outline.links.push(Link { target, picture, text: String::new(), span });
    }

    /// One block of HTML comes as several events; it is one finding.
    fn html(&mut self, range: Range<usize>) {
        let span = self.span(range);
        match self.outline.raw_html.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.outline.raw_html.push(span),
        }
    }

    fn end_heading(&mut self) {
        let Some((level, id, text, range)) = self.heading.take() else {
            return;
        };
        let span = self.span(range);
        if let Some(own) = &id
            && self.taken.contains(&slug(own))
        {
            self.outline.taken_ids.push(Spanned::new(own.clone(), span));
        }
        let wanted = id.map_or_else(|| slug(&text), |id| slug(&id));
        let wanted = if wanted.is_empty() { "avsnitt".to_owned() } else { wanted };
        let id = self.unique(&wanted);
        self.outline.headings.push(Heading { level, id, text, span });
    }

    /// The first heading with an id keeps it; the next ones get `-2`, `-3` … as far as free.
    fn unique(&mut self, wanted: &str) -> String {
        let count = self.counts.entry(wanted.to_owned()).or_insert(0);
        loop {
            *count += 1;
            let id = if *count == 1 { wanted.to_owned() } else { format!("{wanted}-{count}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    fn component(&mut self, component: Component) {
        self.content_of_outer(|content| content.any = true);
        self.components.push(self.outline.components.len());
        self.around.push(std::mem::take(&mut self.depth));
        self.outline.components.push(component);
    }

    fn close(&mut self, written: bool) {
        self.depth = self.around.pop().unwrap_or_default();
        let Some(at) = self.components.pop() else { return };
        let component = &mut self.outline.components[at];
        if !written {
            let kind = ComponentFaultKind::NotClosed;
            component.faults.push(ComponentFault { kind, span: component.span });
        }
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let span = self.span(range);
        if let Some(at) = self.components.last() {
            let kind = ComponentFaultKind::TooDeep;
            self.outline.components[*at].faults.push(ComponentFault { kind, span });
        }
    }

    /// Notes what stands directly in the innermost component.
    fn content(&mut self, tag: &Tag<'_>) {
        if matches!(tag, Tag::Table(_)) {
            let first = self
                .components
                .last()
                .is_some_and(|at| self.outline.components[*at].content.table.is_empty());
            self.table = Some((first, 0));
        }
        if self.depth == 0 {
            self.content_of_outer(|content| {
                content.any = true;
                match tag {
                    Tag::List(Some(_)) => content.numbers = true,
                    Tag::List(None) => content.bullets = true,
                    _ => {}
                }
            });
        }
    }

    fn content_of_outer(&mut self, change: impl FnOnce(&mut super::Content)) {
        if let Some(at) = self.components.last() {
            change(&mut self.outline.components[*at].content);
        }
    }

    fn end_cell(&mut self) {
        let Some((text, range)) = self.cell.take() else { return };
        let span = self.span(range);
        let Some((first, column)) = &mut self.table else { return };
        *column += 1;
        // The first cell of a head stands over the heads of the rows, and may be empty.
        if self.in_head && *column > 1 && text.trim().is_empty() {
            self.outline.empty_heads.push(span);
        }
        if let (true, Some(at)) = (*first, self.components.last())
            && let Some(row) = self.outline.components[*at].content.table.last_mut()
        {
            row.push(Spanned::new(text.trim().to_owned(), span));
        }
    }

    /// A reference to a footnote that is not there comes as text.
    fn missing_note(&mut self, range: &Range<usize>) {
        let source = self.body.get(range.clone()).unwrap_or_default();
        if self.code || !source.contains("[^") {
            return;
        }
        for (at, _) in source.match_indices("[^") {
            let escaped = self.body[..range.start + at].ends_with('\\');
            let name = source[at + 2..].split(']').next().unwrap_or_default();
            let is_closed = source[at + 2 + name.len()..].starts_with(']');
            if is_closed && !escaped && !name.is_empty() && !name.contains(char::is_whitespace) {
                let start = range.start + at;
                let span = self.span(start..start + name.len() + 3);
                self.outline.missing_notes.push(Spanned::new(name.to_owned(), span));
            }
        }
    }

    fn finish(mut self, prose: Prose) -> Outline {
        let unused = self.notes.into_iter().filter(|(name, _)| !self.referred.contains(name));
        self.outline.unused_notes = unused.map(|(name, span)| Spanned::new(name, span)).collect();
        self.outline.prose = prose;
        self.outline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_get_ids_of_their_own() {
        let outline =
            Outline::of("## Mål\n## Mål\n## Mål 2\n### Åtgärder {#egna}\n## Mål\n", 0, &[]);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["mal", "mal-2", "mal-2-2", "egna", "mal-3"]);
        let outline = Outline::of("## Mål 2\n## Mål\n## Mål\n", 0, &[]);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["mal-2", "mal", "mal-3"]);
    }

    #[test]
    fn links_keep_text_target_and_place() {
        let outline = Outline::of("En [*länk*](a.md) och ![alt](b.png).", 10, &[]);
        let found: Vec<_> = outline
            .links
            .iter()
            .map(|l| (l.target.as_str(), l.text.as_str(), l.picture, l.span))
            .collect();
        assert_eq!(
            found,
            [("a.md", "länk", false, Span::new(13, 28)), ("b.png", "alt", true, Span::new(33, 46)),]
        );
    }

    #[test]
    fn components_know_what_stands_in_them() {
        let body = ":::a {b=c}\n1. x\n\n| h | i |\n|---|---|\n| j | **k** |\n:::\n\n:::tom\n:::\n";
        let components = Outline::of(body, 5, &[]).components;
        let content = &components[0].content;
        assert_eq!((content.any, content.numbers, content.bullets), (true, true, false));
        let rows: Vec<Vec<&str>> = content
            .table
            .iter()
            .map(|row| row.iter().map(|c| c.value.as_str()).collect())
            .collect();
        assert_eq!(rows, [["h", "i"], ["j", "k"]]);
        assert_eq!(components[0].name.span, Span::new(8, 9));
        assert!(!components[1].content.any);
    }

    #[test]
    fn footnotes_that_lack_their_other_half_are_noted() {
        let outline = Outline::of("a[^1] b[^2] c\\[^3]\n\n[^1]: x\n\n[^4]: y\n\n`[^5]`\n", 0, &[]);
        let names = |notes: &[Spanned<String>]| {
            notes.iter().map(|note| (note.value.clone(), note.span)).collect::<Vec<_>>()
        };
        assert_eq!(names(&outline.missing_notes), [("2".to_owned(), Span::new(7, 11))]);
        assert_eq!(names(&outline.unused_notes), [("4".to_owned(), Span::new(28, 33))]);
    }

    #[test]
    fn ids_that_are_taken_are_noted() {
        let outline = Outline::of("## A {#b}\n## B\n## C {#b}\n## X\n", 0, &["x".to_owned()]);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["b", "b-2", "b-3", "x-2"]);
        assert_eq!(outline.taken_ids.len(), 1);
    }
}
