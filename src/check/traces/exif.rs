//! Exif: what the camera itself wrote into a picture.

use std::collections::BTreeSet;
use std::io::{BufReader, Read, Seek};

use exif::{Context, Exif, In, Reader, Tag, Value};

use super::{Trace, add_author};

/// The author, as Windows writes it: UTF-16 in bytes.
const WINDOWS_AUTHOR: Tag = Tag(Context::Tiff, 0x9c9d);

/// Reads what stands in `bytes`, from its TIFF head.
pub(super) fn read(bytes: Vec<u8>, found: &mut BTreeSet<Trace>) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    // What could be read of a broken one holds.
    let read = reader.read_raw(bytes).or_else(|error| error.distill_partial_result(|_| ()));
    if let Ok(exif) = read {
        collect(&exif, found);
    }
}

/// Reads what stands in a file of boxes: HEIC or AVIF.
pub(super) fn in_boxes(file: &mut (impl Read + Seek), found: &mut BTreeSet<Trace>) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_from_container(&mut BufReader::new(file));
    if let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| ())) {
        collect(&exif, found);
    }
}

fn collect(exif: &Exif, found: &mut BTreeSet<Trace>) {
    let text = |tag| exif.get_field(tag, In::PRIMARY).and_then(|field| said(&field.value));
    let position = exif.get_field(Tag::GPSLatitude, In::PRIMARY);
    if position.is_some_and(|field| is_known(&field.value)) {
        found.insert(Trace::Position);
    }
    if text(Tag::BodySerialNumber).or_else(|| text(Tag::LensSerialNumber)).is_some() {
        found.insert(Trace::Camera);
    }
    for tag in [Tag::Artist, Tag::CameraOwnerName, WINDOWS_AUTHOR] {
        if let Some(name) = text(tag) {
            add_author(&name, found);
        }
    }
}

/// Whether a position is one: cameras that do not know where they are write noughts.
fn is_known(value: &Value) -> bool {
    matches!(value, Value::Rational(parts) if parts.iter().any(|part| part.num != 0 && part.denom != 0))
}

/// A text, without noughts and blanks around it; none when nothing is left.
fn said(value: &Value) -> Option<String> {
    let text = match value {
        Value::Ascii(texts) => {
            texts.iter().map(|text| String::from_utf8_lossy(text)).collect::<Vec<_>>().join(";")
        }
        Value::Byte(bytes) | Value::Undefined(bytes, _) => {
            let pairs = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&pairs.collect::<Vec<_>>())
        }
        _ => return None,
    };
    let text = text.trim_matches(|c: char| c == '\0' || c == '0' || c.is_whitespace());
    (!text.is_empty()).then(|| text.to_owned())
}
