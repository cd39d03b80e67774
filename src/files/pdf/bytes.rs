//! The bytes of a PDF: only those that are asked for, and no more than there is patience for.

use std::io::{Read, Seek, SeekFrom};

use memchr::memmem;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::object::{Dict, Object, Reader};

/// As much is read at first where an object begins, and at most.
const WINDOW: u64 = 4 << 10;
const WIDEST: u64 = 1 << 20;

/// No stream is unpacked further than this.
const LARGEST: usize = 8 << 20;

/// As much is read and unpacked of one file in all, besides looking it through once.
const PATIENCE: u64 = 32 << 20;

/// A file, read in parts.
#[derive(Debug)]
pub(super) struct Bytes<R> {
    file: R,
    /// How long it is.
    pub len: u64,
    /// Where its first byte is: some programs write something before it.
    base: u64,
    patience: u64,
}

impl<R: Read + Seek> Bytes<R> {
    /// The bytes of a PDF; nothing when it does not begin as one.
    pub fn new(mut file: R) -> Option<Self> {
        let len = file.seek(SeekFrom::End(0)).ok()?;
        let mut bytes = Self { file, len, base: 0, patience: PATIENCE };
        let begins = bytes.part(0, 1024)?;
        bytes.base = u64::try_from(memmem::find(&begins, b"%PDF-")?).ok()?;
        bytes.len -= bytes.base;
        Some(bytes)
    }

    fn part(&mut self, at: u64, len: u64) -> Option<Vec<u8>> {
        let len = len.min(self.len.checked_sub(at)?);
        self.patience = self.patience.checked_sub(len)?;
        self.file.seek(SeekFrom::Start(self.base.checked_add(at)?)).ok()?;
        let mut part = Vec::new();
        self.file.by_ref().take(len).read_to_end(&mut part).ok()?;
        Some(part)
    }

    /// The bytes from `at`: as many as an object usually has.
    pub fn window(&mut self, at: u64) -> Option<Vec<u8>> {
        self.part(at, WINDOW)
    }

    /// The `len` bytes from `at`.
    pub fn exactly(&mut self, at: u64, len: usize) -> Option<Vec<u8>> {
        let part = self.part(at, u64::try_from(len).ok()?)?;
        (part.len() == len).then_some(part)
    }

    /// Looks at all bytes once, in pieces that overlap: `look` gets each piece and where it
    /// begins. False when there are more than `most`.
    pub fn look_through(&mut self, most: u64, mut look: impl FnMut(&[u8], u64)) -> bool {
        const OVERLAP: u64 = 64;
        let mut at = 0;
        while at < self.len.min(most) {
            // What is looked at once costs no patience.
            let patience = self.patience;
            self.patience = u64::MAX;
            let piece = self.part(at, WIDEST + OVERLAP);
            self.patience = patience;
            let Some(piece) = piece else { return false };
            look(&piece, at);
            at += WIDEST;
        }
        self.len <= most
    }

    /// What `read` makes of the bytes from `at`, with more of them until it makes something.
    fn grown<T>(&mut self, at: u64, read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        let mut len = WINDOW;
        loop {
            let part = self.part(at, len)?;
            let is_all = at.saturating_add(len) >= self.len || len >= WIDEST;
            match read(&part) {
                None if !is_all => len *= 8,
                found => return found,
            }
        }
    }

    /// The value at `at`, and where it ends.
    pub fn object_at(&mut self, at: u64) -> Option<(Object, u64)> {
        let (object, len) = self.grown(at, |part| {
            let mut reader = Reader::new(part, 0);
            reader.object().map(|object| (object, reader.at))
        })?;
        Some((object, at + u64::try_from(len).ok()?))
    }

    /// The object at `at`, with its number: `7 0 obj …`.
    pub fn numbered_at(&mut self, at: u64) -> Option<(u32, Object)> {
        self.grown(at, |part| {
            let mut reader = Reader::new(part, 0);
            Some((reader.object_head()?, reader.object()?))
        })
    }

    /// The stream at `at`: its number, what is said of it, and where its bytes begin.
    pub fn stream_at(&mut self, at: u64) -> Option<(u32, Dict, u64)> {
        let (number, dict, len) = self.grown(at, |part| {
            let mut reader = Reader::new(part, 0);
            let number = reader.object_head()?;
            let Object::Dict(dict) = reader.object()? else { return None };
            if !reader.word(b"stream") {
                return None;
            }
            let rest = part.get(reader.at..)?;
            let line = match rest {
                [b'\r', b'\n', ..] => 2,
                [b'\n' | b'\r', ..] => 1,
                _ => 0,
            };
            Some((number, dict, reader.at + line))
        })?;
        Some((number, dict, at + u64::try_from(len).ok()?))
    }
}

/// The bytes of a stream, unpacked. Nothing for those that are packed in a way that no list of
/// objects is, or are larger than any is.
pub(super) fn unpacked(
    file: &mut Bytes<impl Read + Seek>,
    dict: &Dict,
    at: u64,
) -> Option<Vec<u8>> {
    // The length may stand elsewhere, or be wrong: what is packed says itself where it ends.
    let said = dict.get(&b"Length"[..]).and_then(Object::number);
    let len = said.and_then(|len| u64::try_from(len).ok()).unwrap_or(WIDEST);
    let filter = match dict.get(&b"Filter"[..]) {
        Some(Object::List(list)) if list.len() > 1 => return None,
        Some(Object::List(list)) => list.first().cloned(),
        other => other.cloned(),
    };
    let params = match dict.get(&b"DecodeParms"[..]) {
        Some(Object::List(list)) => list.first().cloned(),
        other => other.cloned(),
    };
    let packed = file.part(at, len.min(LARGEST as u64))?;
    let plain = match filter {
        None | Some(Object::Null) => packed,
        Some(name) if name.is_name(b"FlateDecode") || name.is_name(b"Fl") => {
            let plain = match decompress_to_vec_zlib_with_limit(&packed, LARGEST) {
                Ok(plain) => plain,
                Err(error) if error.status == TINFLStatus::HasMoreOutput => return None,
                // What was unpacked before the stream broke holds.
                Err(error) => error.output,
            };
            file.patience = file.patience.checked_sub(plain.len() as u64)?;
            plain
        }
        Some(_) => return None,
    };
    let Some(Object::Dict(params)) = params else { return Some(plain) };
    let number = |key: &[u8], or: i64| params.get(key).and_then(Object::number).unwrap_or(or);
    if number(b"Predictor", 1) < 10 {
        return Some(plain);
    }
    let columns = usize::try_from(number(b"Columns", 1)).ok()?;
    let bits =
        usize::try_from(number(b"Colors", 1).checked_mul(number(b"BitsPerComponent", 8))?).ok()?;
    let row = columns.checked_mul(bits)?.div_ceil(8);
    Some(foretold(&plain, row, bits.div_ceil(8).max(1)))
}

/// Rows that say how they differ from those before, as in PNG.
fn foretold(plain: &[u8], row: usize, wide: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(plain.len());
    let mut above: Vec<u8> = Vec::new();
    for line in plain.chunks(row.saturating_add(1)) {
        let Some((how, line)) = line.split_first() else { break };
        let mut own: Vec<u8> = Vec::with_capacity(line.len());
        for (at, byte) in line.iter().enumerate() {
            let left = at.checked_sub(wide);
            let before = left.and_then(|at| own.get(at)).copied().unwrap_or(0);
            let up = above.get(at).copied().unwrap_or(0);
            let corner = left.and_then(|at| above.get(at)).copied().unwrap_or(0);
            let told = match how {
                1 => before,
                2 => up,
                3 => u8::midpoint(before, up),
                4 => paeth(before, up, corner),
                _ => 0,
            };
            own.push(byte.wrapping_add(told));
        }
        out.extend(&own);
        above = own;
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let sum = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |byte: u8| (sum - i16::from(byte)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}
