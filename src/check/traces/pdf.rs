//! The author of a PDF: in the document's own properties, also where those are packed, and in XMP.
//!
//! A large document is read at its ends alone, where programs write its properties.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};

use memchr::memmem;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{LARGEST, Trace, add_author, part, xmp};

/// No more packed lists of objects are opened in each end, and none further than this.
const MOST_LISTS: usize = 64;
const LARGEST_LIST: usize = 1 << 18;

/// No name is longer than this.
const LONGEST: usize = 512;

pub(super) fn read(file: &mut (impl Read + Seek), found: &mut BTreeSet<Trace>) -> io::Result<()> {
    let len = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    of_part(&part(file, LARGEST)?, found);
    if len > LARGEST {
        let last = (len - LARGEST).max(LARGEST);
        file.seek(SeekFrom::Start(last))?;
        of_part(&part(file, LARGEST)?, found);
    }
    Ok(())
}

fn of_part(bytes: &[u8], found: &mut BTreeSet<Trace>) {
    authors(bytes, found);
    xmp::read(bytes, found);
    for at in memmem::find_iter(bytes, b"/ObjStm").take(MOST_LISTS) {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(begins) = memmem::find(rest, b"stream").filter(|begins| *begins < LONGEST) else {
            continue;
        };
        let packed = rest.get(begins + "stream".len()..).unwrap_or_default();
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        let list = decompress_to_vec_zlib_with_limit(packed, LARGEST_LIST);
        authors(&list.unwrap_or_else(|error| error.output), found);
    }
}

/// Every `/Author`: one that was changed is there more than once.
fn authors(bytes: &[u8], found: &mut BTreeSet<Trace>) {
    const NAME: &[u8] = b"/Author";
    for at in memmem::find_iter(bytes, NAME) {
        let rest = bytes.get(at + NAME.len()..).unwrap_or_default().trim_ascii_start();
        let said = match rest.split_first() {
            Some((b'(', rest)) => literal(rest),
            Some((b'<', rest)) => hexadecimal(rest),
            _ => continue,
        };
        add_author(&words(&said), found);
    }
}

/// A text in parentheses: those in it are in pairs, or marked.
fn literal(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = bytes.iter().copied().take(LONGEST).peekable();
    let mut open = 1;
    while let Some(byte) = bytes.next() {
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            b'\\' => {
                match bytes.next() {
                    Some(digit @ b'0'..=b'7') => {
                        let mut number = u32::from(digit - b'0');
                        for _ in 0..2 {
                            let Some(next) = bytes.next_if(|b| matches!(b, b'0'..=b'7')) else {
                                break;
                            };
                            number = number * 8 + u32::from(next - b'0');
                        }
                        out.push(u8::try_from(number & 0xff).unwrap_or(b'?'));
                    }
                    Some(b'n' | b'r' | b't' | b'\n' | b'\r') => out.push(b' '),
                    other => out.extend(other),
                }
                continue;
            }
            _ => {}
        }
        if open == 0 {
            break;
        }
        out.push(byte);
    }
    out
}

/// A text as numbers with sixteen digits.
fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take(LONGEST).take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

/// A text of a document's properties: UTF-16 or UTF-8 with a mark, else nearly Latin-1.
fn words(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let pairs = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&pairs.collect::<Vec<_>>())
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
