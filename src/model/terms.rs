//! The words that gather pages: tags, and the site's own taxonomies.

use std::collections::BTreeMap;

use crate::base::{Spanned, UrlPath, collation_key, slug};
use crate::config::{Config, Taxonomy};
use crate::document::Document;

use super::DocumentId;

/// All taxonomies, the tags first.
#[derive(Debug, Default)]
pub struct Terms(pub Vec<TermsOf>);

/// The words of one taxonomy.
#[derive(Debug)]
pub struct TermsOf {
    /// Its settings.
    pub settings: Taxonomy,
    /// Its words, in Swedish order.
    pub words: Vec<Term>,
    /// The place of each word among them, by its slug.
    by_slug: BTreeMap<String, usize>,
}

impl TermsOf {
    /// The word, however it is written.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&Term> {
        self.place(word).map(|at| &self.words[at])
    }

    /// The word's place among all.
    #[must_use]
    pub fn place(&self, word: &str) -> Option<usize> {
        self.by_slug.get(&slug(word)).copied()
    }
}

/// One word, and the pages it gathers.
#[derive(Debug)]
pub struct Term {
    /// The word as the first page writes it.
    pub word: String,
    /// The last part of its address.
    pub slug: String,
    /// Its address.
    pub address: UrlPath,
    /// The pages.
    pub documents: Vec<DocumentId>,
}

impl Terms {
    /// Gathers the words of all published pages. Words with the same slug are one word;
    /// translations and variants gather nothing, because they would only stand beside
    /// their originals.
    pub(super) fn collect(config: &Config, documents: &[Document], published: &[bool]) -> Self {
        let mut found: Vec<BTreeMap<String, Term>> = Vec::new();
        let taxonomies = config.taxonomies();
        found.resize_with(taxonomies.len(), BTreeMap::new);
        let originals = documents
            .iter()
            .enumerate()
            .filter(|(id, document)| published[*id] && document.route.is_original());
        for (id, document) in originals {
            for (taxonomy, word) in of(document) {
                let slug = slug(&word.value);
                if slug.is_empty() {
                    continue;
                }
                let term = found[taxonomy].entry(slug.clone()).or_insert_with(|| Term {
                    word: word.value.clone(),
                    address: UrlPath::from_parts([&*taxonomies[taxonomy].folder, &slug]),
                    slug,
                    documents: Vec::new(),
                });
                if term.documents.last() != Some(&id) {
                    term.documents.push(id);
                }
            }
        }
        let all = taxonomies.into_iter().zip(found).map(|(settings, words)| {
            let mut words: Vec<Term> = words.into_values().collect();
            words.sort_by_cached_key(|term| collation_key(&term.word));
            let places = words.iter().enumerate().map(|(at, term)| (term.slug.clone(), at));
            TermsOf { by_slug: places.collect(), settings, words }
        });
        Self(all.collect())
    }
}

/// The words of a page, each with its taxonomy's place.
pub fn of(document: &Document) -> impl Iterator<Item = (usize, &Spanned<String>)> {
    let tags = document.common.tags.iter().map(|word| (0, word));
    tags.chain(document.terms.iter().map(|(taxonomy, word)| (*taxonomy, word)))
}
