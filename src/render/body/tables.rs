//! Tables: header cells with a scope, columns aligned by class, and a region that scrolls
//! by keyboard too when the table is wider than the screen.
//!
//! pulldown-cmark's own cells are aligned by inline styles, which a strict content security
//! policy forbids, and its header cells have no scope.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::escaped;

/// The tables of one body.
#[derive(Default)]
pub(super) struct Tables {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Whether the first cell of the head is empty: the first column then names the rows.
    names_rows: bool,
    /// How many regions have each name already: a screen reader lists them.
    names: HashMap<String, usize>,
}

impl Tables {
    /// The start of the region around a table under `heading`; `kind` is the word for a table.
    pub fn region(&mut self, heading: Option<&str>, kind: &str) -> String {
        let name = heading.map_or_else(|| kind.to_owned(), |heading| format!("{kind}: {heading}"));
        let times = self.names.entry(name.clone()).or_default();
        *times += 1;
        let shown = if *times == 1 { name } else { format!("{name} ({times})") };
        let label = escaped(&shown);
        format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n"
        )
    }

    /// The start or end of a table, row or cell, as it is written.
    pub fn event<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        match &event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                self.names_rows = false;
            }
            Event::Start(Tag::TableHead) => (self.column, self.in_head) = (0, true),
            Event::Start(Tag::TableRow) => self.column = 0,
            Event::End(TagEnd::TableHead) => self.in_head = false,
            Event::Start(Tag::TableCell) => return Event::Html(self.open().into()),
            Event::End(TagEnd::TableCell) => {
                let closing = if self.is_header() { "</th>" } else { "</td>" };
                self.column += 1;
                return Event::Html(closing.into());
            }
            _ => {}
        }
        event
    }

    /// The cell at hand, which has just been opened, is empty: the first of the head is no
    /// heading then, and the first column has the headings of the rows. Its new start.
    pub fn empty_cell(&mut self) -> Option<&'static str> {
        let is_corner = self.in_head && self.column == 0;
        self.names_rows |= is_corner;
        is_corner.then_some("<td>")
    }

    fn is_header(&self) -> bool {
        if self.in_head { !(self.names_rows && self.column == 0) } else { self.names_row() }
    }

    fn names_row(&self) -> bool {
        self.names_rows && self.column == 0
    }

    fn open(&self) -> &'static str {
        let [plain, right, center] = match (self.in_head, self.names_row()) {
            (true, _) => [
                "<th scope=\"col\">",
                "<th scope=\"col\" class=\"align-right\">",
                "<th scope=\"col\" class=\"align-center\">",
            ],
            (false, true) => [
                "<th scope=\"row\">",
                "<th scope=\"row\" class=\"align-right\">",
                "<th scope=\"row\" class=\"align-center\">",
            ],
            (false, false) => ["<td>", "<td class=\"align-right\">", "<td class=\"align-center\">"],
        };
        match self.alignments.get(self.column) {
            Some(Alignment::Right) => right,
            Some(Alignment::Center) => center,
            _ => plain,
        }
    }
}
