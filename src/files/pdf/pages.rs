//! The pages of a PDF: how many, and whether there is any text on them.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use super::Document;
use super::bytes::Bytes;
use super::object::{Dict, Object};

/// No document has more pages.
const MOST_PAGES: i64 = 200_000;

/// As many parts of the tree are looked at when its top does not say how many pages there are,
/// and as many pages for text: a document that begins with so many pictures of pages is one.
const MOST_NODES: usize = 4_096;
const FIRST_PAGES: usize = 12;

/// No page has more pictures than this that anybody needs to look into.
const MOST_PICTURES: usize = 24;

impl Document {
    /// How many pages there are.
    pub(super) fn pages(&mut self, file: &mut Bytes<impl Read + Seek>, top: &Dict) -> Option<u32> {
        let said = self.get(file, top, b"Count").as_ref().and_then(Object::number);
        if let Some(said) = said.filter(|count| (1..=MOST_PAGES).contains(count)) {
            return u32::try_from(said).ok();
        }
        let (leaves, is_all) = self.leaves(file, top, MOST_NODES);
        (is_all && !leaves.is_empty()).then(|| u32::try_from(leaves.len()).ok()).flatten()
    }

    /// The first pages, with what they take from above, and whether these are all.
    fn leaves(
        &mut self,
        file: &mut Bytes<impl Read + Seek>,
        top: &Dict,
        most: usize,
    ) -> (Vec<Dict>, bool) {
        const TAKEN: &[u8] = b"Resources";
        let mut leaves = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = vec![(Object::Dict(top.clone()), None)];
        for _ in 0..MOST_NODES {
            if leaves.len() >= most {
                break;
            }
            let Some((node, taken)) = next.pop() else { return (leaves, true) };
            if matches!(node, Object::Ref(number) if !seen.insert(number)) {
                continue;
            }
            let Some(Object::Dict(mut node)) = self.follow(file, &node) else { continue };
            if let Some(taken) = taken {
                node.entry(TAKEN.to_vec()).or_insert(taken);
            }
            match self.get(file, &node, b"Kids") {
                Some(Object::List(kids)) => {
                    let taken = node.get(TAKEN);
                    // The first is taken from the end.
                    let kids = kids.into_iter().take(MOST_NODES).rev();
                    next.extend(kids.map(|kid| (kid, taken.cloned())));
                }
                // A branch without anything on it is no page.
                _ if node.get(&b"Type"[..]).is_some_and(|kind| kind.is_name(b"Pages")) => {}
                _ => leaves.push(node),
            }
        }
        (leaves, false)
    }

    /// Whether the pages are pictures of pages: pictures, and no letters on any of the first.
    pub(super) fn is_scanned(&mut self, file: &mut Bytes<impl Read + Seek>, top: &Dict) -> bool {
        let (leaves, _) = self.leaves(file, top, FIRST_PAGES);
        let mut has_pictures = false;
        for leaf in &leaves {
            let Some(means) = self.dict(file, leaf, b"Resources") else { continue };
            match self.has_letters(file, &means, &mut has_pictures, 0) {
                Some(false) => {}
                // Letters, or something that cannot be read.
                _ => return false,
            }
        }
        has_pictures
    }

    /// Whether there are letters among the means of a page; nothing where they cannot be read.
    fn has_letters(
        &mut self,
        file: &mut Bytes<impl Read + Seek>,
        means: &Dict,
        has_pictures: &mut bool,
        depth: usize,
    ) -> Option<bool> {
        if self.dict(file, means, b"Font").is_some_and(|fonts| !fonts.is_empty()) {
            return Some(true);
        }
        let pictures = self.dict(file, means, b"XObject").unwrap_or_default();
        for picture in pictures.values().take(MOST_PICTURES) {
            let Object::Dict(picture) = self.follow(file, picture)? else { return None };
            let kind = self.get(file, &picture, b"Subtype")?;
            if kind.is_name(b"Image") {
                *has_pictures = true;
            } else if depth < 2
                && let Some(means) = self.dict(file, &picture, b"Resources")
                && self.has_letters(file, &means, has_pictures, depth + 1)?
            {
                return Some(true);
            }
        }
        Some(false)
    }
}
