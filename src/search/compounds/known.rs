//! Which words compounds begin and end with. The build script reads `table.rs` too and writes
//! the table, from the dictionary.

#[path = "table.rs"]
mod table;

/// The table as it is written.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/compounds"));

/// The dictionary, as far as compounds need it.
pub struct Known;

impl Known {
    /// Whether a compound may begin with `part`, as it is written there.
    pub fn begins(part: &str) -> bool {
        table::has(TABLE, table::key(table::BEGINS, part))
    }

    /// Whether a compound may end with a word of this stem.
    pub fn ends(stem: &str) -> bool {
        table::has(TABLE, table::key(table::ENDS, stem))
    }
}
