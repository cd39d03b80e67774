//! Who gets which address. Two sources for one address are both named, never settled in silence.

use std::collections::BTreeMap;

use crate::base::{FilePath, MANIFEST, OutPath, Place, Span, UrlPath};
use crate::document::{Copied, Documents};

use super::pages::{Page, PageId};
use super::{DocumentId, Model, Part, parts};

/// Something that wants an address.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The address as people see it.
    pub address: String,
    /// Where the claim is made. `None` for what the program makes itself: pages of registers
    /// and terms, pages of long listings, machine files.
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

/// The claims as they are settled, in this order: pages, the pages of long listings,
/// old addresses, copied files, machine files. Whoever comes later and finds the place taken is a collision.
pub(super) struct Claims {
    taken: Taken,
    /// Sources that want the same address.
    pub collisions: Vec<Collision>,
}

impl Default for Claims {
    fn default() -> Self {
        let mut claims = Self { taken: Taken::default(), collisions: Vec::new() };
        if let Some(out) = OutPath::new(MANIFEST) {
            claims.claim(&out, Claim { address: format!("/{MANIFEST}"), place: None });
        }
        claims
    }
}

impl Claims {
    /// Keeps one page per address.
    pub fn pages(&mut self, pages: &mut Vec<Page>, documents: &Documents) {
        pages.retain(|page| {
            let file = page.document.map(|id| &documents.pages[id].file);
            let place = file.map(|file| Place::new(file, Span::at(0)));
            let claim = Claim { address: page.address.to_string(), place };
            self.claim(&page.address.out_path(), claim)
        });
    }

    /// The pages of long listings.
    pub fn parts(&mut self, model: &Model) -> BTreeMap<UrlPath, Part> {
        let mut settled = BTreeMap::new();
        for part in parts::beyond_first(model) {
            let address = model.address_of(part);
            let claim = Claim { address: address.to_string(), place: None };
            if self.claim(&address.out_path(), claim) {
                settled.insert(address, part);
            }
        }
        settled
    }

    /// The old addresses.
    pub fn aliases(&mut self, model: &Model) -> BTreeMap<UrlPath, PageId> {
        let mut settled = BTreeMap::new();
        for (id, page) in model.pages.iter().enumerate() {
            let Some(document) = page.document.map(|at| &model.documents[at]) else { continue };
            for alias in &document.common.aliases {
                let Some(address) = UrlPath::parse(&alias.value) else { continue };
                let place = Some(Place::new(&document.file, alias.span));
                let claim = Claim { address: address.to_string(), place };
                if self.claim(&address.out_path(), claim) {
                    settled.insert(address, id);
                }
            }
        }
        settled
    }

    /// The files that are copied.
    pub fn copied(
        &mut self,
        copied: &[Copied],
        left_out: &BTreeMap<FilePath, DocumentId>,
    ) -> BTreeMap<OutPath, Copied> {
        let mut settled = BTreeMap::new();
        for copied in copied {
            if left_out.contains_key(&copied.file) {
                continue;
            }
            let Some(out) = OutPath::new(&copied.to) else { continue };
            let place = Some(Place::new(&copied.file, Span::at(0)));
            if self.claim(&out, Claim { address: format!("/{out}"), place }) {
                settled.insert(out, copied.clone());
            }
        }
        settled
    }

    /// Takes `out` when nobody has it, nor needs a folder there. No collision if somebody
    /// has: what the program makes by itself gives way to what an author wrote.
    pub fn claim_if_free(&mut self, out: &OutPath) -> bool {
        let is_free = self.taken.rival(&out.folded()).is_none();
        is_free && self.claim(out, Claim { address: format!("/{out}"), place: None })
    }

    fn claim(&mut self, out: &OutPath, claim: Claim) -> bool {
        self.taken.claim(out, claim, &mut self.collisions)
    }
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
        if let Some(first) = self.rival(&key) {
            collisions.push(Collision { first: first.clone(), second: claim });
            return false;
        }
        for folder in folders(&key) {
            self.folders.entry(folder.to_owned()).or_insert_with(|| claim.clone());
        }
        self.files.insert(key, claim);
        true
    }

    /// Who has `key`, or has a file where it needs a folder, or a folder where it is a file.
    fn rival(&self, key: &str) -> Option<&Claim> {
        let has = self.files.get(key).or_else(|| self.folders.get(key));
        has.or_else(|| folders(key).find_map(|folder| self.files.get(folder)))
    }
}

/// The folders above `key`.
fn folders(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices('/').map(|(at, _)| &key[..at])
}
