//! What a picture or a PDF says of whoever made it: where it was taken, with which camera, by whom.
//!
//! Only the parts that say so are read, whatever the size of the file: `container` finds them,
//! `exif` and `xmp` read them, `pdf` does both for documents. A broken file says less, and is
//! never a fault here.

mod container;
mod exif;
mod pdf;
mod xmp;

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};

use crate::pictures::take_room;

/// What a file says of whoever made it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Where the picture was taken.
    Position,
    /// The number of the camera or its lens.
    Camera,
    /// A name, as it is written: of the author, or of the camera's owner.
    Author(String),
}

/// No part is read further than this.
const LARGEST: u64 = 1 << 20;

/// No TIFF is read further than this.
const LARGEST_TIFF: u64 = 64 << 20;

/// No file has more parts than this that anybody needs.
const MOST_PARTS: usize = 1024;

/// The ending of the files that `traces` reads, in lower case.
pub const ENDINGS: [&str; 11] =
    ["jpg", "jpeg", "png", "webp", "pdf", "avif", "heic", "heif", "tif", "tiff", "gif"];

/// What `file` says of whoever made it, by what it is and not what it is called. Nothing when it
/// is none of these or cannot be read.
pub fn traces(file: &mut (impl Read + Seek)) -> BTreeSet<Trace> {
    let mut found = BTreeSet::new();
    // What was found before the file broke holds.
    let _ = collect(file, &mut found);
    found
}

fn collect(file: &mut (impl Read + Seek), found: &mut BTreeSet<Trace>) -> io::Result<()> {
    let begins = part(file, 12)?;
    file.seek(SeekFrom::Start(0))?;
    let mut add = |part: container::Part| match part {
        container::Part::Exif(bytes) => exif::read(bytes, found),
        container::Part::Xmp(bytes) => xmp::read(&bytes, found),
        container::Part::Author(name) => add_author(&name, found),
    };
    match &begins[..] {
        [0xff, 0xd8, ..] => container::jpeg(file, &mut add),
        [0x89, b'P', b'N', b'G', ..] => container::png(file, &mut add),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => {
            container::webp(file, &mut add)
        }
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
            // Its facts may stand anywhere among its pixels.
            let _room = take_room(LARGEST_TIFF);
            let mut bytes = Vec::new();
            file.take(LARGEST_TIFF).read_to_end(&mut bytes)?;
            add(container::Part::Exif(bytes));
            Ok(())
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            exif::in_boxes(file, found);
            Ok(())
        }
        [b'G', b'I', b'F', b'8', ..] => container::gif(file, &mut add),
        // Some programs write a line before it.
        _ if memchr::memmem::find(&begins, b"%PDF").is_some() => pdf::read(file, found),
        _ => Ok(()),
    }
}

/// Adds a name, or several with signs between them.
fn add_author(names: &str, found: &mut BTreeSet<Trace>) {
    let names = names.split([';', '\0', '/', '&']).map(str::trim);
    let names = names.filter(|name| !name.is_empty() && name.len() < 200);
    found.extend(names.map(|name| Trace::Author(name.to_owned())));
}

/// The next `len` bytes: no more than there are, and no more than a part may have.
fn part(file: &mut impl Read, len: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.by_ref().take(len.min(LARGEST)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
