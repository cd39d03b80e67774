//! XMP: what programs wrote of a picture or a document, as XML in the file.
//!
//! Its names stand as programs write them, with the usual prefixes. The text is looked through
//! as bytes: it may be cut, or stand in the middle of something else.

use std::collections::BTreeSet;

use memchr::memmem;
use quick_xml::escape::unescape;

use super::{Trace, add_author};

/// No value is longer than this.
const LONGEST: usize = 4096;

/// Reads what stands in `bytes`.
pub(super) fn read(bytes: &[u8], found: &mut BTreeSet<Trace>) {
    if memmem::find(bytes, b":xmpmeta").is_none() && memmem::find(bytes, b"rdf:RDF").is_none() {
        return;
    }
    if value(bytes, "exif:GPSLatitude").is_some_and(|said| said.contains(char::is_numeric)) {
        found.insert(Trace::Position);
    }
    let numbers = ["aux:SerialNumber", "exifEX:BodySerialNumber", "aux:LensSerialNumber"];
    if numbers.iter().any(|name| value(bytes, name).is_some()) {
        found.insert(Trace::Camera);
    }
    for name in ["aux:OwnerName", "exifEX:CameraOwnerName", "tiff:Artist"] {
        if let Some(said) = value(bytes, name) {
            add_author(&said, found);
        }
    }
    if let Some(list) = element(bytes, "dc:creator") {
        for item in list.split("<rdf:li").skip(1) {
            let said = item.split_once('>').and_then(|(_, rest)| rest.split_once("</"));
            let said = said.and_then(|(said, _)| unescape(said).ok());
            if let Some(said) = said {
                add_author(&said, found);
            }
        }
    }
}

/// The value of a property, as an attribute or an element; none when it is empty.
fn value(bytes: &[u8], name: &str) -> Option<String> {
    let attribute = || {
        let at = memmem::find(bytes, format!("{name}=").as_bytes())? + name.len() + 1;
        let rest = text(bytes.get(at..)?);
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some(rest[1..].split_once(quote)?.0.to_owned())
    };
    let said = attribute().or_else(|| element(bytes, name))?;
    let said = unescape(&said).map_or_else(|_| said.clone(), std::borrow::Cow::into_owned);
    Some(said.trim().to_owned()).filter(|said| !said.is_empty())
}

/// What stands in an element.
fn element(bytes: &[u8], name: &str) -> Option<String> {
    let at = memmem::find(bytes, format!("<{name}>").as_bytes())? + name.len() + 2;
    let rest = text(bytes.get(at..)?);
    Some(rest.split_once(&format!("</{name}>"))?.0.to_owned())
}

/// The beginning of some bytes, as text.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes)).into_owned()
}
