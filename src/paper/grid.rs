//! Where the cells of a table stand, when some fill several columns or rows.

use super::{Block, Cell, Row, Table, plain};

/// Word takes no more columns. A wider table is no table on paper.
const MOST_COLUMNS: usize = 63;

/// A place in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot<'a> {
    /// A cell begins here and fills so many columns.
    Cell(&'a Cell, usize),
    /// The cell above goes on, over so many columns.
    Below(usize),
    /// Nothing stands here.
    Empty,
}

/// Every row's places, first those of the head, and how many columns there are. Each row's slots
/// fill exactly so many columns. `None` when the table is wider than paper takes.
pub(super) fn grid(table: &Table) -> Option<(Vec<Vec<Slot<'_>>>, usize)> {
    let (mut rows, widest) = placed(&table.head)?;
    let (body, wide) = placed(&table.body)?;
    rows.extend(body);
    let columns = widest.max(wide);
    for row in &mut rows {
        let filled: usize = row.iter().map(Slot::columns).sum();
        row.extend(std::iter::repeat_n(Slot::Empty, columns.saturating_sub(filled)));
    }
    Some((rows, columns))
}

impl Slot<'_> {
    /// How many columns it fills.
    pub const fn columns(&self) -> usize {
        match self {
            Self::Cell(_, columns) | Self::Below(columns) => *columns,
            Self::Empty => 1,
        }
    }
}

/// The rows of a part of a table: no cell leaves its part.
fn placed(rows: &[Row]) -> Option<(Vec<Vec<Slot<'_>>>, usize)> {
    // What goes on from above: for each column where it begins, how many rows and columns.
    let mut above: Vec<(usize, usize)> = vec![(0, 0); MOST_COLUMNS];
    let mut all = Vec::with_capacity(rows.len());
    let mut widest = 0;
    for (at, row) in rows.iter().enumerate() {
        let mut slots = Vec::with_capacity(row.len());
        let mut column = 0;
        let mut cells = row.iter();
        let mut next = cells.next();
        while column < MOST_COLUMNS {
            let (left, wide) = *above.get(column)?;
            if left > 0 {
                slots.push(Slot::Below(wide));
                *above.get_mut(column)? = (left - 1, wide);
                column += wide;
                continue;
            }
            let Some(cell) = next else {
                if above.iter().skip(column).all(|(left, _)| *left == 0) {
                    break;
                }
                slots.push(Slot::Empty);
                column += 1;
                continue;
            };
            // As wide as it is, or as there is room before what comes from above.
            let room = above.iter().skip(column).take_while(|(left, _)| *left == 0).count();
            let is_free = room + column >= MOST_COLUMNS;
            if is_free && cell.columns > room {
                return None;
            }
            let wide = cell.columns.clamp(1, room.max(1));
            slots.push(Slot::Cell(cell, wide));
            let below = cell.rows.min(rows.len() - at).saturating_sub(1);
            *above.get_mut(column)? = (below, wide);
            column += wide;
            next = cells.next();
        }
        if next.is_some() {
            return None;
        }
        widest = widest.max(column);
        all.push(slots);
    }
    Some((all, widest))
}

/// For each column, whether most of what the rows below the head hold there is numbers.
pub(super) fn numeric(rows: &[Vec<Slot<'_>>], heads: usize, columns: usize) -> Vec<bool> {
    // How many numbers there are, and how much else.
    let mut all = vec![(0, 0); columns];
    for row in rows.iter().skip(heads) {
        let mut column = 0;
        for slot in row {
            if let Slot::Cell(cell, 1) = slot
                && let Some((numbers, others)) = all.get_mut(column)
            {
                let mut words = String::new();
                for block in &cell.blocks {
                    match block {
                        Block::Paragraph(inlines) => words.push_str(&plain(inlines)),
                        _ => *others += 1,
                    }
                }
                if is_number(&words) {
                    *numbers += 1;
                } else if !words.is_empty() {
                    *others += 1;
                }
            }
            column += slot.columns();
        }
    }
    all.into_iter().map(|(numbers, others)| numbers > others).collect()
}

/// Whether `words` are a number, with its sign, its spaces and what it is counted in.
fn is_number(words: &str) -> bool {
    let mut chars = words.chars();
    let is_sign = |c: char| matches!(c, '+' | '-' | '−' | '–');
    chars.next().is_some_and(|c| c.is_ascii_digit() || is_sign(c))
        && chars.all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '%'))
}
