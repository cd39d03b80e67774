//! What residents can find, as entries of the search's index: titles, texts and facts of pages,
//! words of the glossary.

mod alike;
mod entries;
mod facets;
mod found;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::Language;
use crate::config::BaseUrl;
use crate::model::{Face, Model};
use crate::search::{Shard, Shards};
use crate::source::Source;
use crate::theme::Theme;

use entries::Entries;
pub(super) use facets::{FACETS, values};
pub(super) use found::{Finder, Found};

/// The index of each language, made when somebody first asks for one of its files.
#[derive(Debug, Default)]
pub(super) struct Indexes(BTreeMap<Language, OnceLock<Shards>>);

impl Indexes {
    /// Those of a site, none of them made.
    pub fn new(model: &Model) -> Self {
        let languages = model.config.languages().into_iter();
        let languages = languages.filter(|lang| model.search_page(*lang).is_some());
        Self(languages.map(|lang| (lang, OnceLock::new())).collect())
    }

    /// Writes one file.
    pub fn write(
        &self,
        (source, model, theme): (&Source, &Model, &Theme),
        base: &BaseUrl,
        (lang, shard): (Language, Shard),
        out: &mut Vec<u8>,
    ) {
        let Some(index) = self.0.get(&lang) else { return };
        let shards = index.get_or_init(|| {
            let finder = Finder { model, theme, base_path: &base.path, lang };
            let entries = Entries::new(source, finder);
            let files =
                |face: &&Face| matches!(face, Face::Search(of, Shard::Terms(_)) if *of == lang);
            let files = model.faces.values().filter(files).count();
            let alike = alike::of(model, lang);
            Shards::of(lang, (entries.len(), files), &alike, &|at| entries.entry(at))
        });
        out.extend_from_slice(shards.bytes(shard));
    }
}
