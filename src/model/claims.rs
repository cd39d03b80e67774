//! Who gets which address. Two sources for one address are both named, never settled in silence.

use std::collections::BTreeMap;

use crate::base::{FilePath, OutPath, Place, Span, UrlPath};
use crate::document::{Copied, Documents};

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
        if belongs_to_left_out(&copied.file, documents, published) {
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

/// A picture beside a page that is left out stays out with it.
fn belongs_to_left_out(file: &FilePath, documents: &Documents, published: &[bool]) -> bool {
    let own = |name: &str| {
        let page = FilePath::new(&format!("{}/{name}", file.folder()));
        documents.pages.binary_search_by(|document| document.file.cmp(&page)).ok()
    };
    own("index.md").is_some_and(|id| !published[id])
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
