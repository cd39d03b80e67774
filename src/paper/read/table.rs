//! Tables: their caption, which rows are heads, and cells that fill several columns or rows.

use scraper::ElementRef;

use super::{Reader, is_left_out};
use crate::paper::read::flow::Flow;
use crate::paper::{Block, Cell, Look, Row, Table};

/// What HTML takes at most.
const MOST_ROWS: usize = 65_534;
const MOST_COLUMNS: usize = 1000;

/// The rows of a table, as they are found.
#[derive(Default)]
struct Found {
    head: Vec<Row>,
    body: Vec<Row>,
    foot: Vec<Row>,
    /// For each row of the body, whether every cell heads its column.
    heads: Vec<bool>,
}

/// Which part of a table a row is in.
#[derive(Clone, Copy)]
enum Part {
    Head,
    Body,
    Foot,
}

impl Reader {
    /// Reads a table.
    pub(super) fn table(
        &mut self,
        element: ElementRef<'_>,
        look: &Look,
        depth: usize,
        flow: &mut Flow,
    ) {
        let mut table = Table::default();
        let mut found = Found::default();
        for part in element.child_elements().filter(|part| !is_left_out(*part)) {
            let look = &self.look_of(part, look);
            match part.value().name() {
                "caption" => table.caption = self.line(part, look, depth + 1),
                "thead" => self.rows(part, look, depth + 1, Part::Head, &mut found),
                "tfoot" => self.rows(part, look, depth + 1, Part::Foot, &mut found),
                "tbody" => self.rows(part, look, depth + 1, Part::Body, &mut found),
                _ => {}
            }
        }
        // Without a `<thead>`: the first rows, when nothing but headings of columns is in them.
        if found.head.is_empty() {
            let heads = found.heads.iter().take_while(|is_head| **is_head).count();
            if heads < found.body.len() {
                found.head = found.body.drain(..heads).collect();
            }
        }
        table.head = found.head;
        table.body = found.body;
        table.body.extend(found.foot);
        if table.head.is_empty() && table.body.is_empty() {
            if !table.caption.is_empty() {
                flow.block(Block::Paragraph(table.caption), &mut self.ids);
            }
        } else {
            flow.block(Block::Table(table), &mut self.ids);
        }
    }

    fn rows(
        &mut self,
        element: ElementRef<'_>,
        look: &Look,
        depth: usize,
        part: Part,
        found: &mut Found,
    ) {
        let mut rows = Vec::new();
        for row in element.child_elements().filter(|row| !is_left_out(*row)) {
            let look = &self.look_of(row, look);
            let cells = row.child_elements().filter(|cell| !is_left_out(*cell));
            let mut is_head = true;
            let cells: Row = cells
                .map(|cell| {
                    let is_heading = cell.value().name() == "th";
                    is_head &= is_heading && cell.attr("scope") != Some("row");
                    let span = |name: &str, most: usize| {
                        let span = cell.attr(name).and_then(|span| span.trim().parse().ok());
                        span.unwrap_or(1_usize).min(most)
                    };
                    let look = &self.look_of(cell, look);
                    Cell {
                        is_heading,
                        columns: span("colspan", MOST_COLUMNS).max(1),
                        // None at all means all that are left.
                        rows: match span("rowspan", MOST_ROWS) {
                            0 => MOST_ROWS,
                            rows => rows,
                        },
                        blocks: self.blocks(cell, look, depth + 2),
                    }
                })
                .collect();
            if !cells.is_empty() {
                rows.push((is_head, cells));
            }
        }
        // No cell leaves the part of the table that it is in.
        for (left, (_, cells)) in rows.iter_mut().rev().enumerate() {
            for cell in cells {
                cell.rows = cell.rows.min(left + 1);
            }
        }
        for (is_head, cells) in rows {
            match part {
                Part::Head => found.head.push(cells),
                Part::Foot => found.foot.push(cells),
                Part::Body => {
                    found.heads.push(is_head);
                    found.body.push(cells);
                }
            }
        }
    }
}
