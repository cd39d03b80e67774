//! What residents can search for, and the files that a search is answered from.
//!
//! A site has a search in each language that `content/sok.md` is written in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use crate::base::Language;
use crate::document::Document;
use crate::document::register::{GlossaryEntry, Row};
use crate::search::{SCRIPT, shards_for};

use super::{Face, Model, PageId, View};

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Findable {
    /// A page.
    Page(PageId),
    /// A word of the glossary: its register, and its row.
    Word(usize, usize),
}

impl Model {
    /// The page that searches are made on in a language, when there is one.
    #[must_use]
    pub fn search_page(&self, lang: Language) -> Option<PageId> {
        self.search_pages.get(&lang).copied()
    }

    /// What can be found in a language: its pages but for that of the search itself, in order of
    /// address, then the words of the glossary.
    #[must_use]
    pub fn findable(&self, lang: Language) -> Vec<Findable> {
        let is_found = |view: View| !matches!(view, View::NotFound | View::Search);
        let pages = self.pages.iter().enumerate();
        let pages = pages.filter(|(_, page)| page.edition.language == lang && is_found(page.view));
        let mut all: Vec<Findable> = pages.map(|(id, _)| Findable::Page(id)).collect();
        if lang == self.config.language() {
            let registers = self.register_documents.iter().enumerate();
            let words = registers.filter(|(_, one)| one.table.name() == GlossaryEntry::NAME);
            for (register, document) in words {
                let rows = (0..document.table.len()).map(|row| Findable::Word(register, row));
                all.extend(rows);
            }
        }
        all
    }

    /// Whether the search would have other files if `old` were `new`.
    pub(super) fn changes_search_files(&self, old: &Document, new: &Document) -> bool {
        let language = old.route.edition.language;
        if self.search_page(language).is_none() {
            return false;
        }
        let findable = self.findable(language);
        let bytes = self.findable_bytes(&findable);
        let then = (bytes + new.body.len()).saturating_sub(old.body.len());
        shards_for(findable.len(), bytes) != shards_for(findable.len(), then)
    }

    /// About how many bytes what can be found says, for how many files it takes.
    #[must_use]
    pub fn findable_bytes(&self, findable: &[Findable]) -> usize {
        /// What a page has besides its text, and a word of the glossary in all.
        const FIELDS: usize = 300;
        let bytes = |one: &Findable| match one {
            Findable::Page(id) => self.document_of(*id).map_or(0, |document| document.body.len()),
            Findable::Word(..) => 0,
        };
        findable.iter().map(|one| bytes(one) + FIELDS).sum()
    }
}

/// The search page of each language.
pub(super) fn pages(model: &Model) -> BTreeMap<Language, PageId> {
    let pages = model.pages.iter().enumerate();
    let searches =
        pages.filter(|(_, page)| page.view == View::Search && page.edition.variant.is_none());
    searches.map(|(id, page)| (page.edition.language, id)).collect()
}

/// The files that searches are answered from, beside the page they are made on.
pub(super) fn faces(model: &Model) -> Vec<(String, Face)> {
    let mut all = Vec::new();
    for (lang, page) in &model.search_pages {
        let findable = model.findable(*lang);
        let folder = model.pages[*page].address.as_str().trim_start_matches('/');
        for shard in shards_for(findable.len(), model.findable_bytes(&findable)) {
            all.push((format!("{folder}index/{}", shard.name()), Face::Search(*lang, shard)));
        }
    }
    if !all.is_empty() {
        all.push((SCRIPT_PATH.clone(), Face::SearchScript));
    }
    all
}

/// Where the script is: beside the theme's assets, named by what it holds.
static SCRIPT_PATH: LazyLock<String> =
    LazyLock::new(|| format!("assets/sok.{:010x}.js", xxh3_64(SCRIPT.as_bytes()) >> 24));
