//! Where the objects of a PDF stand: its tables, old and new, one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use super::bytes::{Bytes, unpacked};
use super::object::{Dict, Object, Reader};

/// No file was changed more often than this.
const MOST_TABLES: usize = 128;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte.
    At(u64),
    /// In a packed list of objects: the list's number, and the object's place in it.
    In(u32, usize),
}

/// One part of the tables. The newest come first.
#[derive(Debug)]
enum Part {
    /// Lines of twenty signs in the file: of the objects from `first`, `count`, from byte `at`.
    Lines { first: u32, count: u32, at: u64 },
    /// Rows in a stream: of the objects from `first`, each as wide as its three numbers.
    Rows { first: u32, widths: [usize; 3], rows: Vec<u8> },
    /// What was found by looking through the file.
    Found(BTreeMap<u32, Place>),
}

/// All tables of a file.
#[derive(Debug, Default)]
pub(super) struct Tables {
    parts: Vec<Part>,
    /// What the newest trailer says, and older ones where it says nothing.
    pub trailer: Dict,
}

impl Tables {
    /// Follows the tables from the end of the file. `None` where one of them is not to be read.
    pub fn read(file: &mut Bytes<impl Read + Seek>) -> Option<Self> {
        let mut tables = Self::default();
        let mut next = vec![last_table(file)?];
        let mut seen = BTreeSet::new();
        while let Some(at) = next.pop() {
            if seen.len() > MOST_TABLES {
                return None;
            }
            if !seen.insert(at) {
                continue;
            }
            let trailer = tables.add(file, at)?;
            let address = |key: &[u8]| {
                trailer.get(key).and_then(Object::number).and_then(|at| u64::try_from(at).ok())
            };
            // What a file for old readers hides in a stream comes before what is older.
            next.extend(address(b"Prev"));
            next.extend(address(b"XRefStm"));
            for (key, value) in trailer {
                tables.trailer.entry(key).or_insert(value);
            }
        }
        tables.trailer.contains_key(&b"Root"[..]).then_some(tables)
    }

    /// Tables of what was found by looking.
    pub fn found(found: BTreeMap<u32, Place>, trailer: Dict) -> Self {
        Self { parts: vec![Part::Found(found)], trailer }
    }

    fn add(&mut self, file: &mut Bytes<impl Read + Seek>, at: u64) -> Option<Dict> {
        let bytes = file.window(at)?;
        let mut reader = Reader::new(&bytes, 0);
        if !reader.word(b"xref") {
            return self.add_stream(file, at);
        }
        let mut at = at + u64::try_from(reader.at).ok()?;
        loop {
            let bytes = file.window(at)?;
            let mut reader = Reader::new(&bytes, 0);
            if reader.word(b"trailer") {
                return match file.object_at(at + u64::try_from(reader.at).ok()?)? {
                    (Object::Dict(trailer), _) => Some(trailer),
                    _ => None,
                };
            }
            let first = u32::try_from(reader.count()?).ok()?;
            let count = u32::try_from(reader.count()?).ok()?;
            reader.skip_space();
            at += u64::try_from(reader.at).ok()?;
            self.parts.push(Part::Lines { first, count, at });
            at = at.checked_add(u64::from(count) * LINE)?;
        }
    }

    fn add_stream(&mut self, file: &mut Bytes<impl Read + Seek>, at: u64) -> Option<Dict> {
        let (_, dict, data) = file.stream_at(at)?;
        let rows = unpacked(file, &dict, data)?;
        let numbers = |key: &[u8]| match dict.get(key) {
            Some(Object::List(list)) => list
                .iter()
                .map(|item| usize::try_from(item.number()?).ok())
                .collect::<Option<Vec<_>>>(),
            _ => None,
        };
        let widths = numbers(b"W")?;
        let widths: [usize; 3] = widths.get(..3)?.try_into().ok()?;
        let wide: usize = widths
            .iter()
            .try_fold(0_usize, |sum, width| sum.checked_add(*width).filter(|_| *width <= 8))?;
        if wide == 0 {
            return None;
        }
        let index = numbers(b"Index").unwrap_or_else(|| vec![0, rows.len() / wide]);
        let mut rest = &rows[..];
        for pair in index.chunks_exact(2) {
            let len = pair[1].checked_mul(wide)?.min(rest.len());
            let (own, after) = rest.split_at_checked(len)?;
            rest = after;
            let first = u32::try_from(pair[0]).ok()?;
            self.parts.push(Part::Rows { first, widths, rows: own.to_vec() });
        }
        Some(dict)
    }

    /// Where object `number` stands.
    pub fn place(&self, file: &mut Bytes<impl Read + Seek>, number: u32) -> Option<Place> {
        self.parts.iter().find_map(|part| match part {
            Part::Lines { first, count, at } => {
                let line = number.checked_sub(*first).filter(|line| line < count)?;
                line_at(file, at + u64::from(line) * LINE)
            }
            Part::Rows { first, widths, rows } => row(rows, *widths, number.checked_sub(*first)?),
            Part::Found(found) => found.get(&number).copied(),
        })
    }
}

/// How wide a line of a table is.
const LINE: u64 = 20;

/// `0000000017 00000 n`: where an object stands; nothing for one that is not in use.
fn line_at(file: &mut Bytes<impl Read + Seek>, at: u64) -> Option<Place> {
    let line = file.exactly(at, 18)?;
    let is_used = line.get(17) == Some(&b'n');
    let mut reader = Reader::new(line.get(..10)?, 0);
    reader.count().filter(|_| is_used).map(Place::At)
}

fn row(rows: &[u8], widths: [usize; 3], at: u32) -> Option<Place> {
    let wide: usize = widths.iter().sum();
    let begins = usize::try_from(at).ok()?.checked_mul(wide)?;
    let mut rest = rows.get(begins..begins.checked_add(wide)?)?;
    let mut number = |width: usize| {
        let (own, after) = rest.split_at_checked(width)?;
        rest = after;
        Some(own.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let kind = if widths[0] == 0 { 1 } else { number(widths[0])? };
    let (first, second) = (number(widths[1])?, number(widths[2])?);
    match kind {
        1 => Some(Place::At(first)),
        2 => Some(Place::In(u32::try_from(first).ok()?, usize::try_from(second).ok()?)),
        _ => None,
    }
}

/// Where the newest table stands, as the end of the file says.
fn last_table(file: &mut Bytes<impl Read + Seek>) -> Option<u64> {
    const WORD: &[u8] = b"startxref";
    let from = file.len.saturating_sub(2048);
    let end = file.window(from)?;
    let at = memchr::memmem::rfind(&end, WORD)?;
    Reader::new(&end, at + WORD.len()).count()
}
