//! Where the named places of a PDF are: what a link to `#beslut` leads to.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use super::Document;
use super::bytes::Bytes;
use super::object::{Dict, Object};
use super::table::Tables;

/// No more parts of the tree of pages are looked at.
const MOST_NODES: usize = 16_384;

/// The page, counted from 1, that each named place is on. Only what browsers write is read: a
/// mapping of names in the catalogue; nothing where there is none.
pub fn read(file: &mut (impl Read + Seek)) -> BTreeMap<String, u32> {
    let places = || {
        let mut file = Bytes::new(file)?;
        let mut document = Document::new(Tables::read(&mut file)?, false);
        document.places(&mut file)
    };
    places().unwrap_or_default()
}

impl Document {
    fn places(&mut self, file: &mut Bytes<impl Read + Seek>) -> Option<BTreeMap<String, u32>> {
        let trailer = self.tables.trailer.clone();
        let root = self.dict(file, &trailer, b"Root")?;
        let pages = self.numbered_pages(file, root.get(&b"Pages"[..])?);
        let named = self.dict(file, &root, b"Dests")?;
        let page_of = |(name, place): (&Vec<u8>, &Object)| {
            let place = match self.follow(file, place)? {
                Object::List(list) => list,
                Object::Dict(dict) => match self.get(file, &dict, b"D")? {
                    Object::List(list) => list,
                    _ => return None,
                },
                _ => return None,
            };
            let Some(Object::Ref(page)) = place.first() else { return None };
            Some((String::from_utf8(name.clone()).ok()?, *pages.get(page)?))
        };
        Some(named.iter().filter_map(page_of).collect())
    }

    /// The pages by the numbers of their objects.
    fn numbered_pages(
        &mut self,
        file: &mut Bytes<impl Read + Seek>,
        top: &Object,
    ) -> BTreeMap<u32, u32> {
        let mut pages = BTreeMap::new();
        let mut next = vec![top.clone()];
        for _ in 0..MOST_NODES {
            let Some(node) = next.pop() else { break };
            let Some(Object::Dict(dict)) = self.follow(file, &node) else { continue };
            match self.kids(file, &dict) {
                // The first is taken from the end.
                Some(kids) => next.extend(kids.into_iter().rev()),
                None => {
                    let Object::Ref(number) = node else { continue };
                    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
                    pages.entry(number).or_insert(count.saturating_add(1));
                }
            }
        }
        pages
    }

    fn kids(&mut self, file: &mut Bytes<impl Read + Seek>, node: &Dict) -> Option<Vec<Object>> {
        match self.get(file, node, b"Kids")? {
            Object::List(kids) => Some(kids),
            _ => None,
        }
    }
}
