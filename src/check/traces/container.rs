//! The parts of a picture that hold what is said of it: segments of JPEG, chunks of PNG and WebP.
//! Everything else is passed over without being read.

use std::io::{self, Read, Seek, SeekFrom};

use super::{LARGEST, MOST_PARTS, part};

/// A part that says something of the picture.
pub(super) enum Part {
    /// Exif, from its TIFF head.
    Exif(Vec<u8>),
    /// XMP, as text.
    Xmp(Vec<u8>),
    /// The author, in so many words.
    Author(String),
}

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// The XMP of a GIF: between its name and the pictures, wherever that is.
pub(super) fn gif(file: &mut impl Read, add: &mut impl FnMut(Part)) -> io::Result<()> {
    const NAME: &[u8] = b"XMP DataXMP";
    // A moving picture can be long: what comes late in it is not found.
    let bytes = part(file, LARGEST)?;
    if let Some(at) = memchr::memmem::find(&bytes, NAME) {
        add(Part::Xmp(bytes.get(at + NAME.len()..).unwrap_or_default().to_vec()));
    }
    Ok(())
}

/// The segments before the picture itself.
pub(super) fn jpeg(file: &mut (impl Read + Seek), add: &mut impl FnMut(Part)) -> io::Result<()> {
    file.seek(SeekFrom::Start(2))?;
    for _ in 0..MOST_PARTS {
        let [mut mark, mut kind] = [0; 2];
        file.read_exact(std::slice::from_mut(&mut mark))?;
        // Any number of these may stand before the kind.
        for _ in 0..MOST_PARTS {
            file.read_exact(std::slice::from_mut(&mut kind))?;
            if kind != 0xff {
                break;
            }
        }
        let mut len = [0; 2];
        match kind {
            _ if mark != 0xff => return Ok(()),
            0x01 | 0xd0..=0xd7 => continue,
            // Here the picture begins, or ends.
            0xd9 | 0xda => return Ok(()),
            _ => file.read_exact(&mut len)?,
        }
        let len = u64::from(u16::from_be_bytes(len)).saturating_sub(2);
        if kind != 0xe1 {
            skip(file, len)?;
            continue;
        }
        let bytes = part(file, len)?;
        if let Some(exif) = bytes.strip_prefix(EXIF) {
            add(Part::Exif(exif.to_vec()));
        } else if let Some(xmp) = bytes.strip_prefix(XMP) {
            add(Part::Xmp(xmp.to_vec()));
        }
    }
    Ok(())
}

/// The chunks `eXIf`, `tEXt` and `iTXt`.
pub(super) fn png(file: &mut (impl Read + Seek), add: &mut impl FnMut(Part)) -> io::Result<()> {
    file.seek(SeekFrom::Start(8))?;
    for _ in 0..MOST_PARTS {
        let mut head = [0; 8];
        file.read_exact(&mut head)?;
        let [a, b, c, d, name @ ..] = head;
        let len = u64::from(u32::from_be_bytes([a, b, c, d]));
        let is_said = matches!(&name, b"eXIf" | b"tEXt" | b"iTXt") && len <= LARGEST;
        if !is_said {
            // Each chunk has four bytes more: its sum.
            skip(file, len + 4)?;
            continue;
        }
        let bytes = part(file, len)?;
        skip(file, 4)?;
        match &name {
            b"eXIf" => add(Part::Exif(bytes)),
            _ => text(&bytes, &name == b"iTXt", add),
        }
    }
    Ok(())
}

/// A text of PNG: its name, and what it says. Packed ones are passed over.
fn text(bytes: &[u8], is_international: bool, add: &mut impl FnMut(Part)) {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (Some(name), Some(rest)) = (parts.next(), parts.next()) else { return };
    let said = if is_international {
        // Two bytes for packing, then a language and a translated name.
        match rest {
            [0, _, rest @ ..] => rest.splitn(3, |byte| *byte == 0).nth(2).unwrap_or_default(),
            _ => return,
        }
    } else {
        rest
    };
    if name == b"XML:com.adobe.xmp" {
        add(Part::Xmp(said.to_vec()));
    } else if name.eq_ignore_ascii_case(b"author") || name.eq_ignore_ascii_case(b"artist") {
        // The plain kind is Latin-1, which is Unicode byte by byte.
        let latin = || said.iter().map(|byte| char::from(*byte)).collect();
        add(Part::Author(String::from_utf8(said.to_vec()).unwrap_or_else(|_| latin())));
    }
}

/// The chunks `EXIF` and `XMP `.
pub(super) fn webp(file: &mut (impl Read + Seek), add: &mut impl FnMut(Part)) -> io::Result<()> {
    file.seek(SeekFrom::Start(12))?;
    for _ in 0..MOST_PARTS {
        let mut head = [0; 8];
        file.read_exact(&mut head)?;
        let [name @ .., a, b, c, d] = head;
        let len = u64::from(u32::from_le_bytes([a, b, c, d]));
        // A chunk of odd length has a byte more.
        let padding = len % 2;
        let is_said = matches!(&name, b"EXIF" | b"XMP ") && len <= LARGEST;
        if !is_said {
            skip(file, len + padding)?;
            continue;
        }
        let bytes = part(file, len)?;
        skip(file, padding)?;
        if &name == b"XMP " {
            add(Part::Xmp(bytes));
        } else {
            // Some programs write the head of JPEG's segment here too.
            add(Part::Exif(bytes.strip_prefix(EXIF).map(<[u8]>::to_vec).unwrap_or(bytes)));
        }
    }
    Ok(())
}

fn skip(file: &mut impl Seek, len: u64) -> io::Result<()> {
    file.seek(SeekFrom::Current(i64::try_from(len).unwrap_or(i64::MAX))).map(|_| ())
}
