//! A PDF whose tables are broken: its objects are looked for, as readers do.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use memchr::memmem;

use super::bytes::Bytes;
use super::list_at;
use super::object::{Dict, Object, Reader};
use super::table::{Place, Tables};

/// A file that is larger is not looked through, and no more objects and lists are kept.
const MOST_BYTES: u64 = 256 << 20;
const MOST_OBJECTS: usize = 1 << 18;
const MOST_LISTS: usize = 256;

/// Tables of what there is in the file; nothing where no document is found in it.
pub(super) fn tables(file: &mut Bytes<impl Read + Seek>) -> Option<Tables> {
    let mut found = BTreeMap::new();
    let mut trailers = Vec::new();
    let mut lists = Vec::new();
    let mut roots = Vec::new();
    let is_whole = file.look_through(MOST_BYTES, |piece, base| {
        for at in memmem::find_iter(piece, b"obj") {
            let Some((number, begins)) = head_before(piece, at) else { continue };
            let Ok(begins) = u64::try_from(begins) else { continue };
            if found.len() >= MOST_OBJECTS {
                break;
            }
            let place = base + begins;
            found.insert(number, Place::At(place));
            let says = piece.get(at..(at + 512).min(piece.len())).unwrap_or_default();
            let has = |word: &[u8]| memmem::find(says, word).is_some();
            if has(b"ObjStm") && lists.len() < MOST_LISTS {
                lists.push((number, place));
            }
            if has(b"XRef") || has(b"Catalog") {
                roots.push((number, place));
            }
        }
        trailers.extend(memmem::find_iter(piece, b"trailer").map(|at| base + at as u64));
    });
    if !is_whole {
        return None;
    }
    for (number, at) in lists {
        let Some(list) = list_at(file, at) else { continue };
        for (place, (own, _)) in list.begins.iter().enumerate() {
            found.entry(*own).or_insert(Place::In(number, place));
        }
    }
    let trailer = trailer(file, &trailers, &roots)?;
    Some(Tables::found(found, trailer))
}

/// The newest trailer that leads to a document, or one made of what is found.
fn trailer(
    file: &mut Bytes<impl Read + Seek>,
    trailers: &[u64],
    roots: &[(u32, u64)],
) -> Option<Dict> {
    const ROOT: &[u8] = b"Root";
    // A file of a thousand trailers is none that anybody made.
    for at in trailers.iter().rev().take(MOST_LISTS) {
        if let Some((Object::Dict(dict), _)) = file.object_at(at + 7)
            && dict.contains_key(ROOT)
        {
            return Some(dict);
        }
    }
    let mut made = None;
    for (number, at) in roots.iter().rev().take(MOST_LISTS) {
        let Some((own, Object::Dict(dict))) = file.numbered_at(*at) else { continue };
        if own == *number && dict.contains_key(ROOT) {
            return Some(dict);
        }
        let is_root = dict.get(&b"Type"[..]).is_some_and(|kind| kind.is_name(b"Catalog"));
        if is_root && made.is_none() {
            made = Some(Dict::from([(ROOT.to_vec(), Object::Ref(*number))]));
        }
    }
    made
}

/// The number before `obj` at `at`, and where it begins: `12 0 obj`.
fn head_before(piece: &[u8], at: usize) -> Option<(u32, usize)> {
    let before = piece.get(at.saturating_sub(32)..at)?;
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let trimmed = |bytes: &[u8], is: &dyn Fn(&u8) -> bool| {
        bytes.iter().rposition(|byte| !is(byte)).map_or(0, |last| last + 1)
    };
    let end = trimmed(before, &is_space);
    let generation = trimmed(before.get(..end)?, &is_digit);
    let gap = trimmed(before.get(..generation)?, &is_space);
    let begins = trimmed(before.get(..gap)?, &is_digit);
    if generation == end || gap == generation || begins == gap {
        return None;
    }
    let mut reader = Reader::new(before, begins);
    let number = u32::try_from(reader.count()?).ok()?;
    Some((number, at - before.len() + begins))
}
