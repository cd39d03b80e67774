//! What templates are told of the search: where it is, on every page, and on its own page what it
//! can be narrowed by and all that can be found, letter by letter, for those without script.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use crate::base::collation_key;
use crate::model::{Face, PageId, View};
use crate::render::search::{FACETS, Finder, Found, values};
use crate::render::value::map;
use crate::search::{Facet, Shard};

use super::Contexts;

/// How many links the list of everything has at the most; what there is most of is left to its
/// own lists.
const LONGEST_LIST: usize = 1_000;

impl Contexts<'_> {
    /// `{href}` where the language of the page has a search; on the page of the search more.
    pub(super) fn search(&self, id: PageId) -> Option<Value> {
        let page = &self.model.pages[id];
        let lang = page.edition.language;
        let search = self.model.search_page(lang)?;
        let address = &self.model.pages[search].address;
        let mut entries = vec![("href", self.href(address.as_str()))];
        if page.view == View::Search {
            let base_path = &self.prepared.base.path;
            let finder = Finder { model: self.model, theme: self.theme, base_path, lang };
            let found = finder.all();
            entries.push(("script", self.face_href(Face::SearchScript)));
            entries.push(("index", self.face_href(Face::Search(lang, Shard::Start))));
            entries.push(("filters", self.filters(&found, id)));
            entries.push(("letters", letters(&found)));
            entries.push(("count", Value::from(found.len())));
        }
        Some(map(entries))
    }

    /// The choices that some entries differ in: `{key, values: [{id, title}]}`.
    fn filters(&self, found: &[Found], id: PageId) -> Value {
        let engine = self.theme.engine_in(self.lang(id));
        let filters = FACETS.into_iter().filter_map(|key| {
            let facets = found.iter().flat_map(|one| &one.facets);
            let used: BTreeSet<&str> =
                facets.filter(|facet| facet.key == key).map(|facet| facet.value.as_str()).collect();
            let value = |(id, title): (String, String)| {
                map(vec![("id", Value::from(id)), ("title", Value::normal_string(&title))])
            };
            let values: Vec<Value> =
                values(self.model, engine, key, &used).into_iter().map(value).collect();
            (values.len() > 1)
                .then(|| map(vec![("key", Value::from(key)), ("values", Value::from(values))]))
        });
        Value::from(filters.collect::<Vec<Value>>())
    }
}

/// Everything that can be found, in Swedish alphabetical order below its first letter:
/// `{letter, items: [{title, href, kind}]}`.
fn letters(found: &[Found]) -> Value {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in found {
        *kinds.entry(kind(&one.facets)).or_default() += 1;
    }
    let mut smallest_first: Vec<(usize, &str)> =
        kinds.into_iter().map(|(kind, n)| (n, kind)).collect();
    smallest_first.sort_unstable();
    let mut room = LONGEST_LIST;
    let shown: BTreeSet<&str> = smallest_first
        .into_iter()
        .take_while(|(count, _)| {
            let fits = *count <= room;
            room = room.saturating_sub(*count);
            fits
        })
        .map(|(_, kind)| kind)
        .collect();
    let mut listed: Vec<&Found> =
        found.iter().filter(|one| shown.contains(kind(&one.facets))).collect();
    listed.sort_by_cached_key(|one| (collation_key(&one.title), one.href.clone()));
    let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
    for one in listed {
        let letter = initial(&one.title);
        let item = map(vec![
            ("title", Value::normal_string(&one.title)),
            ("href", Value::from(one.href.clone())),
            ("kind", Value::from(kind(&one.facets).to_owned())),
        ]);
        match letters.last_mut() {
            Some((last, items)) if *last == letter => items.push(item),
            _ => letters.push((letter, vec![item])),
        }
    }
    let letters = letters.into_iter().map(|(letter, items)| {
        map(vec![("letter", Value::from(letter)), ("items", Value::from(items))])
    });
    Value::from(letters.collect::<Vec<Value>>())
}

fn kind(facets: &[Facet]) -> &str {
    facets.iter().find(|facet| facet.key == FACETS[0]).map_or("", |facet| facet.value.as_str())
}

/// The letter that a title stands below: `É` below `E`, what begins with no letter below `#`.
pub(super) fn initial(title: &str) -> String {
    let first = title.chars().find(|sign| sign.is_alphanumeric()).unwrap_or('#');
    let capital = first.to_uppercase().next().unwrap_or(first);
    match capital {
        'Å' | 'Ä' | 'Ö' => capital.to_string(),
        'Æ' => "Ä".to_owned(),
        'Ø' => "Ö".to_owned(),
        _ if capital.is_alphabetic() => {
            let plain = crate::search::fold(&capital.to_string());
            plain.chars().next().unwrap_or(capital).to_uppercase().collect()
        }
        _ => "#".to_owned(),
    }
}
