//! Tables: rows that stay whole, heads that repeat on every page, columns as wide as their words
//! need.

use super::document::{AFTER_TABLE, Document, Place};
use super::text::Stand;
use crate::paper::grid::{Slot, grid, numeric};
use crate::paper::read::one_line;
use crate::paper::{Cell, Inline, Table, plain};

/// A letter in a table and the margins of a cell, in twentieths of a point.
const LETTER: usize = 112;
const MARGINS: usize = 200;

/// A cell of more letters gets more lines, not more room.
const LONG: usize = 60;

/// A table of so many rows is not divided over pages.
const SHORT: usize = 15;

impl Document<'_> {
    /// Writes a table and its caption.
    pub(super) fn table(&mut self, table: &Table, place: Place<'_>) {
        if !table.caption.is_empty() {
            let stand = Stand { style: "TableCaption", keeps_next: true, ..Stand::default() };
            self.paragraph(stand, &table.caption);
        }
        let Some((rows, columns)) = grid(table) else {
            self.lines(table, place);
            return;
        };
        if self.is_after_table() {
            // Two tables that touch are one.
            self.begin(Stand { style: "TableText", ..Stand::default() });
            self.xml.close("w:p");
        }
        let total = place.width.saturating_sub(place.indent.unwrap_or(0)).max(columns);
        let widths = widths(&rows, columns, total);
        let rights = numeric(&rows, table.head.len(), columns);
        self.begin_table(table, place.indent, total);
        self.xml.open("w:tblGrid", &[]);
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.xml.close("w:tblGrid");
        for (at, slots) in rows.iter().enumerate() {
            let is_head = at < table.head.len();
            self.xml.open("w:tr", &[]);
            self.xml.open("w:trPr", &[]);
            self.xml.empty("w:cantSplit", &[]);
            if is_head {
                self.xml.empty("w:tblHeader", &[]);
            }
            self.xml.close("w:trPr");
            // A short table is on one page, if it can.
            let keeps_next = rows.len() <= SHORT && at + 1 < rows.len();
            let mut column = 0;
            for slot in slots {
                let wide = slot.columns();
                let width = widths.iter().skip(column).take(wide).sum();
                let is_right = rights.iter().skip(column).take(wide).all(|is| *is);
                let style = match slot {
                    _ if is_head => "TableHeading",
                    Slot::Cell(cell, _) if cell.is_heading && column == 0 => "TableRowHeading",
                    Slot::Cell(cell, _) if cell.is_heading => "TableHeading",
                    _ => "TableText",
                };
                let place = Place { style, indent: None, level: 0, is_right, keeps_next, width };
                self.cell(slot, place, is_head);
                column += wide;
            }
            self.xml.close("w:tr");
        }
        self.xml.close("w:tbl");
        self.room = Some(AFTER_TABLE);
    }

    fn begin_table(&mut self, table: &Table, indent: Option<usize>, total: usize) {
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", "ReportTable");
        xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")]);
        if let Some(indent) = indent {
            xml.empty("w:tblInd", &[("w:w", &indent.to_string()), ("w:type", "dxa")]);
        }
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let has_head = if table.head.is_empty() { "0" } else { "1" };
        let mut firsts =
            table.body.iter().map(|row| row.first().is_some_and(|cell| cell.is_heading));
        let has_first = if firsts.any(|is_heading| is_heading) { "1" } else { "0" };
        let val = match (has_head, has_first) {
            ("1", "1") => "06A0",
            ("1", _) => "0620",
            (_, "1") => "0680",
            _ => "0600",
        };
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", val),
                ("w:firstRow", has_head),
                ("w:lastRow", "0"),
                ("w:firstColumn", has_first),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        let caption = plain(&table.caption);
        if !caption.is_empty() {
            xml.value("w:tblCaption", &caption);
        }
        xml.close("w:tblPr");
    }

    /// A cell in this place, whose width is that of the cell.
    fn cell(&mut self, slot: &Slot<'_>, place: Place<'_>, is_head: bool) {
        let xml = &mut self.xml;
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &place.width.to_string()), ("w:type", "dxa")]);
        if slot.columns() > 1 {
            xml.value("w:gridSpan", &slot.columns().to_string());
        }
        match slot {
            Slot::Cell(cell, _) if cell.rows > 1 => xml.value("w:vMerge", "restart"),
            Slot::Below(_) => xml.empty("w:vMerge", &[]),
            _ => {}
        }
        if is_head {
            xml.value("w:vAlign", "bottom");
        }
        xml.close("w:tcPr");
        let blocks = match slot {
            Slot::Cell(cell, _) => cell.blocks.as_slice(),
            _ => &[],
        };
        self.room = None;
        self.blocks(blocks, Place { width: place.width.saturating_sub(MARGINS), ..place });
        // Every cell ends with a paragraph.
        if blocks.is_empty() || self.is_after_table() {
            let Place { style, is_right, keeps_next, .. } = place;
            self.begin(Stand { style, keeps_next, is_right, ..Stand::default() });
            self.xml.close("w:p");
        }
        self.room = None;
        self.xml.close("w:tc");
    }

    /// A table that is too wide for paper: each row is a paragraph.
    fn lines(&mut self, table: &Table, place: Place<'_>) {
        for row in table.head.iter().chain(&table.body) {
            let mut line: Vec<Inline> = Vec::new();
            for cell in row {
                let said = one_line(cell.blocks.clone());
                if !line.is_empty() && !said.is_empty() {
                    line.push(Inline::Break);
                }
                line.extend(said);
            }
            if !line.is_empty() {
                self.paragraph(
                    Stand { style: place.style, indent: place.indent, ..Stand::default() },
                    &line,
                );
            }
        }
    }
}

/// How wide each column is, `total` together: its longest word has room, if there is any, and the
/// rest goes to the columns whose cells do not have room on one line.
fn widths(rows: &[Vec<Slot<'_>>], columns: usize, total: usize) -> Vec<usize> {
    // What a column needs, and what it would like.
    let mut all = vec![(LETTER + MARGINS, LETTER + MARGINS); columns];
    for row in rows {
        let mut column = 0;
        for slot in row {
            if let Slot::Cell(cell, 1) = slot
                && let Some((need, want)) = all.get_mut(column)
            {
                let (word, letters) = lengths(cell);
                *need = (*need).max(word * LETTER + MARGINS);
                *want = (*want).max(letters.min(LONG) * LETTER + MARGINS).max(*need);
            }
            column += slot.columns();
        }
    }
    let needed: usize = all.iter().map(|(need, _)| need).sum();
    let wanted: usize = all.iter().map(|(_, want)| want).sum();
    let shares = all.iter().map(|(need, want)| {
        if needed >= total {
            // Not even the words have room: they are broken, the long ones more.
            need * total / needed
        } else if wanted > total {
            need + (total - needed) * (want - need) / (wanted - needed)
        } else {
            want * total / wanted
        }
    });
    exactly(shares.collect(), total)
}

/// What rounding has left goes to the last column.
fn exactly(mut widths: Vec<usize>, total: usize) -> Vec<usize> {
    let sum: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += total.saturating_sub(sum);
    }
    widths
}

/// How many letters the longest word of a cell has, and how many all have.
fn lengths(cell: &Cell) -> (usize, usize) {
    let words = plain(&one_line(cell.blocks.clone()));
    let longest = words.split([' ', '/']).map(|word| word.chars().count()).max();
    (longest.unwrap_or(0), words.chars().count())
}
