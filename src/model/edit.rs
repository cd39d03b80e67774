//! An edit: a page's new text, taken into a model that is otherwise the same.
//!
//! Most of what a writer saves shows on the page and where it is listed, and changes nothing of
//! what links pages together. Such an edit is taken in here, in a time that does not grow with
//! the site as linking does. Whatever else an edit changes, the whole is linked anew: this room
//! only has to know what is safe, and a test holds it against a clean build after random edits.

use crate::document::{Document, Front};
use crate::yaml::Shown;

use super::{
    DocumentId, LinkFault, Model, PageId, ResolvedLink, links, listing, references, report, terms,
};

/// What a field of a page's front matter decides, besides what is shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decides {
    /// Nothing.
    Nothing,
    /// The page's place in lists.
    Order,
    /// How pages are linked, or which there are.
    Links,
}

/// What an edit that was taken in has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edited {
    /// The document.
    pub document: DocumentId,
    /// Whether its front matter says something else.
    pub says_else: bool,
}

impl Model {
    /// Takes in the new text of a page. Nothing when more than that has to change: the site must
    /// then be linked anew, and the model is as it was.
    pub fn edit(&mut self, new: Document) -> Option<Edited> {
        let found = self.documents.binary_search_by(|known| known.file.cmp(&new.file));
        let document = found.ok()?;
        let old = &self.documents[document];
        if !reads_alike(old, &new) || self.changes_search_files(old, &new) {
            return None;
        }
        let changed: Vec<Decides> = changed(old, &new).collect();
        let has_editions = || {
            let original = &new.route.original;
            self.documents.iter().filter(|other| other.route.original == *original).count() > 1
        };
        // What an original says is taken over by its translations, and what a translation is
        // called stands on the cards of others.
        let has_editions = || !new.route.is_original() || has_editions();
        if changed.contains(&Decides::Links) || (!changed.is_empty() && has_editions()) {
            return None;
        }
        let (unresolved, _) = references::references_of(&new, &self.targets);
        let places = self.unresolved.iter_mut().filter(|known| known.place.file == new.file);
        let mut known: Vec<_> = places.collect();
        if known.len() != unresolved.len() {
            return None;
        }
        for (known, now) in known.iter_mut().zip(unresolved) {
            **known = now;
        }
        let headings = |document: &Document| -> Vec<String> {
            document.outline.headings.iter().map(|heading| heading.id.clone()).collect()
        };
        let has_new_places = headings(old) != headings(&new);
        let says_else = !changed.is_empty();
        self.documents[document] = new;
        self.links[document] = links::resolve_in(self, document);
        if let Some(page) = self.page_of(document) {
            if has_new_places {
                self.resolve_again(page);
            }
            if changed.contains(&Decides::Order) && listing::rearrange(self, page) {
                self.follow(document);
            }
        }
        if says_else {
            self.reports = report::collect(self);
        }
        Some(Edited { document, says_else })
    }

    /// Resolves the links to places on `page` anew.
    fn resolve_again(&mut self, page: PageId) {
        let leads_there = |link: &Result<ResolvedLink, LinkFault>| match link {
            Ok(ResolvedLink::Page(to, place)) => *to == page && !place.is_empty(),
            Err(LinkFault::NoAnchor(to)) => *to == page,
            _ => false,
        };
        let all = self.links.iter().enumerate();
        let affected: Vec<DocumentId> =
            all.filter(|(_, links)| links.iter().any(leads_there)).map(|(id, _)| id).collect();
        for id in affected {
            self.links[id] = links::resolve_in(self, id);
        }
    }

    /// Lets every list that stands in the order of the listings follow a page that has moved.
    fn follow(&mut self, document: DocumentId) {
        let (_, found) = references::references_of(&self.documents[document], &self.targets);
        for (_, target) in found {
            let Some(mut links) = self.backlinks.remove(&target) else { continue };
            links.sort_by_key(|link| listing::place_of_backlink(self, link));
            self.backlinks.insert(target, links);
        }
        let mut open_data = std::mem::take(&mut self.open_data);
        open_data.follow(self, document);
        self.open_data = open_data;
        let mut traits = std::mem::take(&mut self.traits);
        traits.follow(self, document);
        self.traits = traits;
    }
}

/// Whether both texts of a page can be compared by what their fields say.
fn reads_alike(old: &Document, new: &Document) -> bool {
    let is_plain = |document: &Document| {
        document.fence.is_none() && document.oversize.is_none() && !document.is_unread
    };
    let words = |document: &Document| -> Vec<(usize, String)> {
        terms::of(document).map(|(taxonomy, word)| (taxonomy, word.value.clone())).collect()
    };
    let has_defaults = |document: &Document| document.defaults.is_some();
    is_plain(old)
        && is_plain(new)
        && old.route == new.route
        // Where old addresses stand is kept with those who want the same.
        && old.common.aliases == new.common.aliases
        && words(old) == words(new)
        && old.defaulted == new.defaulted
        // What a section says for the pages below it is no value of its own.
        && (!(has_defaults(old) || has_defaults(new)) || says_nothing_else(old, new))
}

/// Whether the defaults of a section are the same text at the same place.
fn says_nothing_else(old: &Document, new: &Document) -> bool {
    let defaults = |document: &Document| match &document.front {
        Front::Section(section) => section.defaults.clone(),
        _ => None,
    };
    defaults(old) == defaults(new)
}

/// What the fields decide that say something else in `new`.
fn changed<'a>(old: &'a Document, new: &'a Document) -> impl Iterator<Item = Decides> + 'a {
    let is_same = |old: &Shown<'_>, new: &Shown<'_>| old.says_the_same(new);
    old.fields()
        .zip(new.fields())
        .filter(move |((_, _, old), (_, _, new))| !is_same(old, new))
        .map(move |((field, ..), _)| decides(&old.front, field.key))
}

/// What the field `key` decides. A field that is not named here may decide anything.
fn decides(front: &Front, key: &str) -> Decides {
    match (key, front) {
        ("titel" | "ordning" | "uppdaterad", _) | ("datum", Front::News(_)) => Decides::Order,
        (
            "ingress" | "granskad" | "nästa_granskning" | "mall" | "ordlista" | "extra"
            | "kortnamn" | "kort_sagt" | "prioritet" | "skede" | "läge" | "tidsläge" | "plats"
            | "datumtext" | "tysta",
            _,
        ) => Decides::Nothing,
        ("start" | "slut", Front::Work(_)) => Decides::Nothing,
        _ => Decides::Links,
    }
}
