//! What tells the pictures, style sheets and other copied files of a page from what they were
//! before: their addresses stay the same when their bytes change.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use percent_encoding::percent_decode_str;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::base::OutPath;
use crate::render::{Made, Output};
use crate::source::Source;

use super::preview::Now;

/// A longer file is told by its length and time.
const LONG: u64 = 32 * 1024 * 1024;

/// The tags of files, which are read again only when their length or time is another.
#[derive(Debug, Default)]
pub(super) struct Copies(Mutex<BTreeMap<PathBuf, (Stamp, u64)>>);

type Stamp = (u64, Option<SystemTime>);

impl Copies {
    /// The copied files that a page shows: address as it stands in the page, and tag.
    pub fn of(&self, page: &[u8], base: &str, now: &Now) -> BTreeMap<String, String> {
        let plan = now.plan();
        let page = String::from_utf8_lossy(page);
        let mut tags = BTreeMap::new();
        for address in addresses(&page) {
            let path = address.split(['?', '#']).next().unwrap_or(address);
            let Some(path) = path.strip_prefix(base).and_then(|path| path.strip_prefix('/')) else {
                continue;
            };
            let path = percent_decode_str(path).decode_utf8_lossy();
            let output = OutPath::new(&path).and_then(|out| plan.outputs().get(&out));
            let Some(output) = output.filter(|output| keeps_its_name(output)) else { continue };
            let mut made = Vec::new();
            let tag = match plan.make(output, &mut made) {
                Ok(Made::InBuffer) => xxh3_64(&made),
                Ok(Made::Bytes(bytes)) => xxh3_64(bytes),
                Ok(Made::File(disk, _)) => self.tag(&now.site.source, disk).unwrap_or_default(),
                _ => continue,
            };
            tags.insert(address.to_owned(), format!("{tag:016x}"));
        }
        tags
    }

    fn tag(&self, source: &Source, disk: &Path) -> Option<u64> {
        let mut file = source.open(disk).ok()?;
        let meta = file.metadata().ok()?;
        let stamp = (meta.len(), meta.modified().ok());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, tag)) = known.get(disk).filter(|(known, _)| *known == stamp) {
            return Some(*tag);
        }
        let mut hash = Xxh3::new();
        hash.update(&meta.len().to_le_bytes());
        if meta.len() > LONG {
            let age = stamp.1.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
            hash.update(&age.unwrap_or_default().as_nanos().to_le_bytes());
        } else {
            let mut part = [0; 16 * 1024];
            loop {
                match file.read(&mut part).ok()? {
                    0 => break,
                    len => hash.update(&part[..len]),
                }
            }
        }
        let tag = hash.digest();
        known.insert(disk.to_owned(), (stamp, tag));
        Some(tag)
    }
}

/// Whether the address stays the same when the bytes are others.
const fn keeps_its_name(output: &Output) -> bool {
    matches!(output, Output::Copy(_) | Output::Stripped(_) | Output::Drawing(_))
}

/// What a page shows besides its own text: the values of these attributes.
fn addresses(page: &str) -> impl Iterator<Item = &str> {
    ["src=\"", "href=\"", "poster=\"", "srcset=\""].into_iter().flat_map(move |attribute| {
        let values = page.match_indices(attribute).filter_map(move |(at, _)| {
            let value = &page[at + attribute.len()..];
            // A link to a file shows nothing of it.
            let is_link = attribute.starts_with("href");
            value.split('"').next().filter(|value| !is_link || value.contains(".css"))
        });
        let is_set = attribute.starts_with("srcset");
        values.flat_map(move |value| {
            let parts = value.split(if is_set { ',' } else { '"' });
            parts.filter_map(|part| part.split_whitespace().next())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn what_a_page_shows_is_found() {
        let page = r#"<link href="/a.css"><a href="/x.pdf">x</a><img src="/b.png" srcset="/c.png 1x, /d.png 2x">"#;
        let mut found: Vec<_> = addresses(page).collect();
        found.sort_unstable();
        assert_eq!(found, ["/a.css", "/b.png", "/c.png", "/d.png"]);
    }
}
