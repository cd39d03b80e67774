//! A table as CSV: RFC 4180, with a byte order mark, or Excel reads å as Ã¥.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::rows::Row;
use super::table::Column;
use super::value::{Speech, headers};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a header and every row.
pub(super) fn write<'r>(
    speech: &Speech<'_>,
    columns: &[Column<'_>],
    rows: impl Iterator<Item = Row<'r>>,
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(BYTE_ORDER_MARK);
    let mut names = Vec::new();
    for column in columns {
        headers(column.key, column.shape, &mut names);
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut *out);
    // Every row has as many cells as there are names, and a vector takes every byte.
    let _ = writer.write_record(&names);
    let mut cells = Vec::with_capacity(names.len());
    for row in rows {
        cells.clear();
        for (column, cell) in columns.iter().zip(&row) {
            speech.cells(column.shape, &cell.shown(), &mut cells);
        }
        for cell in &cells {
            let _ = writer.write_field(harmless(cell).as_bytes());
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    let _ = writer.flush();
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
/// makes it text. A negative number is a number.
fn harmless(cell: &str) -> Cow<'_, str> {
    let is_formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if is_formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+46", "'+46"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("-12.5", "-12.5"),
            ("Vård", "Vård"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), safe);
        }
    }
}
