//! Collects the facts of a body while its pieces pass.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::{Span, Spanned, slug};

use super::component::{Component, ComponentFault, ComponentFaultKind, Content};
use super::markup::is_decorative;
use super::outline::{Heading, Link, Outline};
use super::prose::Prose;

/// A text in links and pictures that stand in one another belongs to so many of the outermost,
/// and to the innermost.
const OUTERMOST: usize = 4;

/// Collects the outline while the pieces pass.
#[derive(Default)]
pub(super) struct Reader<'a> {
    outline: Outline,
    body: &'a str,
    offset: usize,
    heading: Option<OpenHeading>,
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
    /// How many columns it has, and where its last cell ends.
    columns: usize,
    cell_end: usize,
    cell: Option<(String, Range<usize>)>,
    in_head: bool,
    code: bool,
    notes: BTreeMap<String, Span>,
    referred: BTreeSet<String>,
    /// The names by which links find their addresses.
    named: BTreeSet<String>,
}

/// A heading whose end has not come.
struct OpenHeading {
    level: u8,
    id: Option<String>,
    text: String,
    range: Range<usize>,
    /// Where the last of its text ends; what pulldown-cmark takes for attributes stands after it.
    text_end: usize,
}

impl<'a> Reader<'a> {
    /// For a body that begins at byte `offset` of its file, on a page with `reserved` ids.
    pub fn new(body: &'a str, offset: usize, reserved: &[String]) -> Self {
        Self { offset, body, taken: reserved.iter().cloned().collect(), ..Self::default() }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::from(range).shifted(self.offset)
    }

    pub fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if let Some(heading) = &mut self.heading
            && !matches!(event, Event::End(TagEnd::Heading(_)))
        {
            heading.text_end = heading.text_end.max(range.end);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Text(text) => {
                self.missing_note(&range);
                self.bare_text();
                self.text(text);
            }
            Event::Code(text) => {
                self.bare_text();
                self.text(text);
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::FootnoteReference(name) => {
                self.referred.insert(name_key(name));
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
                let (level, text, text_end) = (*level as u8, String::new(), range.start);
                self.heading = Some(OpenHeading { level, id, text, range, text_end });
            }
            Tag::Link { link_type, dest_url, title, id } => {
                self.names(*link_type, id);
                let mailto = if *link_type == LinkType::Email { "mailto:" } else { "" };
                self.open(format!("{mailto}{dest_url}"), title, false, range);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.names(*link_type, id);
                self.open(dest_url.to_string(), title, true, range);
            }
            Tag::FootnoteDefinition(name) => {
                let name_end = (range.start + name.len() + 4).min(range.end);
                let span = self.span(range.start..name_end);
                match self.notes.entry(name_key(name)) {
                    Entry::Vacant(first) => {
                        first.insert(span);
                    }
                    Entry::Occupied(_) => {
                        self.outline.repeated_notes.push(Spanned::new(name.to_string(), span));
                    }
                }
            }
            Tag::CodeBlock(_) => self.code = true,
            Tag::Table(_) if self.components.is_empty() => {
                let span = self.span(range);
                self.outline.tables.push(span);
            }
            Tag::TableHead | Tag::TableRow => {
                self.in_head = matches!(tag, Tag::TableHead);
                self.cell_end = range.start;
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

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link | TagEnd::Image => {
                self.open.pop();
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::TableCell => {
                self.cell_end = range.end;
                self.end_cell();
            }
            TagEnd::TableRow => self.lost_cell(range),
            TagEnd::Table => self.table = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        if let Some((cell, _)) = &mut self.cell {
            cell.push_str(text);
        }
        // Pictures may stand in one another without end; a text is not copied without end.
        let innermost = self.open.iter().skip(OUTERMOST).next_back();
        for at in self.open.iter().take(OUTERMOST).chain(innermost) {
            self.outline.links[*at].text.push_str(text);
        }
    }

    fn open(&mut self, target: String, title: &str, picture: bool, range: Range<usize>) {
        self.open.push(self.outline.links.len());
        let decorates = picture && self.body.get(range.clone()).is_some_and(is_decorative);
        let (text, title) = (String::new(), title.to_owned());
        let span = self.span(range);
        self.outline.links.push(Link { target, picture, decorates, text, title, span });
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
        let Some(OpenHeading { level, id, text, range, text_end }) = self.heading.take() else {
            return;
        };
        self.braces(text_end..range.end);
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

    /// The braces after a heading's text.
    fn braces(&mut self, range: Range<usize>) {
        let rest = self.body.get(range.clone()).unwrap_or_default();
        if let Some(start) = rest.find('{')
            && let Some(len) = rest[start..].find('}')
        {
            let value = rest[start + 1..start + len].to_owned();
            let start = range.start + start;
            let span = self.span(start..start + len + 1);
            self.outline.braces.push(Spanned::new(value, span));
        }
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

    pub fn component(&mut self, component: Component) {
        self.content_of_outer(|content| content.any = true);
        self.components.push(self.outline.components.len());
        self.around.push(std::mem::take(&mut self.depth));
        self.outline.components.push(component);
    }

    pub fn close(&mut self, written: bool) {
        self.depth = self.around.pop().unwrap_or_default();
        let Some(at) = self.components.pop() else { return };
        let component = &mut self.outline.components[at];
        if !written {
            let kind = ComponentFaultKind::NotClosed;
            component.faults.push(ComponentFault { kind, span: component.span });
        }
    }

    /// A fence that closes nothing.
    pub fn stray(&mut self, range: Range<usize>) {
        let span = self.span(range);
        self.outline.stray_fences.push(span);
    }

    pub fn too_deep(&mut self, range: Range<usize>) {
        let span = self.span(range);
        if let Some(at) = self.components.last() {
            let kind = ComponentFaultKind::TooDeep;
            self.outline.components[*at].faults.push(ComponentFault { kind, span });
        }
    }

    /// Notes what stands directly in the innermost component.
    fn content(&mut self, tag: &Tag<'_>) {
        if let Tag::Table(columns) = tag {
            let first = self
                .components
                .last()
                .is_some_and(|at| self.outline.components[*at].content.table.is_empty());
            self.table = Some((first, 0));
            self.columns = columns.len();
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

    /// In a tight list text stands in a component without a paragraph around it.
    fn bare_text(&mut self) {
        if self.depth == 0 {
            self.content_of_outer(|content| content.any = true);
        }
    }

    fn content_of_outer(&mut self, change: impl FnOnce(&mut Content)) {
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

    /// Text after the last cell of a row that the head has a column for.
    fn lost_cell(&mut self, row: Range<usize>) {
        if self.table.is_none_or(|(_, column)| column < self.columns) {
            return;
        }
        let rest = self.body.get(self.cell_end..row.end).unwrap_or_default();
        let lost = rest.trim_start_matches(|c: char| c == '|' || c.is_whitespace());
        let start = row.end - lost.len();
        let mut lost = lost.trim_end();
        while let Some(before) = lost.strip_suffix('|').filter(|rest| !rest.ends_with('\\')) {
            lost = before.trim_end();
        }
        if !lost.is_empty() {
            let span = self.span(start..start + lost.len());
            self.outline.lost_cells.push(span);
        }
    }

    /// A reference to a footnote that is not there comes as text.
    fn missing_note(&mut self, range: &Range<usize>) {
        let source = self.body.get(range.clone()).unwrap_or_default();
        if self.code || !source.as_bytes().contains(&b'^') {
            return;
        }
        for (at, _) in source.match_indices("[^") {
            let escaped = self.body[..range.start + at].ends_with('\\');
            let rest = &source[at + 2..];
            // To the first of these and no further: a text full of `[^` is read once.
            let end = rest.find(|c: char| c == ']' || c == '[' || c.is_whitespace());
            let name = end.filter(|end| rest[*end..].starts_with(']')).map(|end| &rest[..end]);
            if let Some(name) = name.filter(|name| !escaped && !name.is_empty()) {
                let start = range.start + at;
                let span = self.span(start..start + name.len() + 3);
                self.outline.missing_notes.push(Spanned::new(name.to_owned(), span));
            }
        }
    }

    /// A link that finds its address by name.
    fn names(&mut self, link: LinkType, name: &str) {
        if matches!(link, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            self.named.insert(name_key(name));
        }
    }

    /// The outline of what was read. `addresses` are those that links may name, where they stand.
    pub fn finish(mut self, prose: Prose, addresses: Vec<(String, Range<usize>)>) -> Outline {
        for (name, range) in addresses {
            if !self.named.contains(&name_key(&name)) {
                let span = self.span(range);
                self.outline.unused_addresses.push(Spanned::new(name, span));
            }
        }
        let unused = self.notes.into_iter().filter(|(name, _)| !self.referred.contains(name));
        self.outline.unused_notes = unused.map(|(name, span)| Spanned::new(name, span)).collect();
        self.outline.prose = prose;
        self.outline
    }
}

/// The name that a footnote or an address and its references share: upper and lower case are one,
/// and so are all blanks.
fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
