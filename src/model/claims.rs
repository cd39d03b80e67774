//! Who gets which address. Two sources for one address are both named, never settled in silence.

use std::collections::BTreeMap;

use crate::base::{FilePath, MANIFEST, OutPath, Place, Span, UrlPath};
use crate::document::{Copied, Documents};
use crate::source::CONTENT;

use super::pages::{Page, PageId};

/// Something that wants an address.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The address as people see it.
    pub address: String,
    /// Where the claim is made. `None` for a page that a register makes.
    pub place: Option<Place>,
}

/// Two claims to one file of the finished site.
#[derive(Debug, Clone)]
pub struct Collision {
    /// The claim that came first in order of address and file.
    pub first: Claim,
    /// The other one.
    pub second: Claim,
}

/// What is left when the claims are settled.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub aliases: BTreeMap<UrlPath, PageId>,
    pub copied: BTreeMap<OutPath, Copied>,
    pub collisions: Vec<Collision>,
}

/// Keeps one page per address, and adds aliases and copied files where there is room.
pub(super) fn settle(pages: &mut Vec<Page>, documents: &Documents, published: &[bool]) -> Settled {
    let mut taken = Taken::default();
    let mut settled = Settled::default();
    if let Some(out) = OutPath::new(MANIFEST) {
        let ours = Claim { address: format!("/{MANIFEST}"), place: None };
        taken.claim(&out, ours, &mut settled.collisions);
    }
    let file_of = |page: &Page| page.document.map(|id| &documents.pages[id].file);
    pages.retain(|page| {
        let place = file_of(page).map(|file| Place::new(file, Span::at(0)));
        let claim = Claim { address: page.address.to_string(), place };
        taken.claim(&page.address.out_path(), claim, &mut settled.collisions)
    });
    for (id, page) in pages.iter().enumerate() {
        let Some(document) = page.document.map(|at| &documents.pages[at]) else { continue };
        for alias in &document.common.aliases {
            let Some(address) = UrlPath::parse(&alias.value) else { continue };
            let place = Some(Place::new(&document.file, alias.span));
            let claim = Claim { address: address.to_string(), place };
            if taken.claim(&address.out_path(), claim, &mut settled.collisions) {
                settled.aliases.insert(address, id);
            }
        }
    }
    for copied in &documents.copied {
        if is_beside_a_page(&copied.file) && belongs_to_left_out(&copied.file, documents, published)
        {
            continue;
        }
        let Some(out) = OutPath::new(&copied.to) else { continue };
        let place = Some(Place::new(&copied.file, Span::at(0)));
        let claim = Claim { address: format!("/{out}"), place };
        if taken.claim(&out, claim, &mut settled.collisions) {
            settled.copied.insert(out, copied.clone());
        }
    }
    settled
}

/// What lies in `static/` belongs to no page.
fn is_beside_a_page(file: &FilePath) -> bool {
    file.below(CONTENT).is_some_and(|path| !path.starts_with("static/"))
}

/// A picture that belongs to a page that is left out stays out with it. A file belongs
/// to the nearest folder above it that is a page or a section.
fn belongs_to_left_out(file: &FilePath, documents: &Documents, published: &[bool]) -> bool {
    let page = |folder: &str, name: &str| {
        let page = FilePath::new(&format!("{folder}/{name}"));
        documents.pages.binary_search_by(|document| document.file.cmp(&page)).ok()
    };
    let mut folder = file.folder();
    while !folder.is_empty() {
        if let Some(id) = page(folder, "index.md").or_else(|| page(folder, "_index.md")) {
            return !published[id];
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    false
}

/// The addresses that are taken, folded so that case and normalisation do not matter.
#[derive(Default)]
struct Taken {
    files: BTreeMap<String, Claim>,
    folders: BTreeMap<String, Claim>,
}

impl Taken {
    /// Takes `out` for `claim`; `false` and a collision when somebody has it already,
    /// or when one needs a folder where the other has a file.
    fn claim(&mut self, out: &OutPath, claim: Claim, collisions: &mut Vec<Collision>) -> bool {
        let key = out.folded();
        let folders =
            || key.match_indices('/').map(|(at, _)| key[..at].to_owned()).collect::<Vec<_>>();
        let rival = self
            .files
            .get(&key)
            .or_else(|| self.folders.get(&key))
            .or_else(|| folders().iter().find_map(|folder| self.files.get(folder)));
        if let Some(first) = rival {
            collisions.push(Collision { first: first.clone(), second: claim });
            return false;
        }
        for folder in folders() {
            self.folders.entry(folder).or_insert_with(|| claim.clone());
        }
        self.files.insert(key, claim);
        true
    }
}
