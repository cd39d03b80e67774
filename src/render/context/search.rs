//! What templates are told of the search: where it is, on every page, and on its own page what it
//! can be narrowed by and all that can be found, letter by letter, for those without script.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use crate::base::{Language, collation_key};
use crate::model::{Face, PageId, View};
use crate::render::search::{FACETS, Finder, Found, values};
use crate::render::value::map;
use crate::search::{Facet, Shard};

use super::{Contexts, or_none};

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
            let listed = listed(&found);
            entries.push(("letters", letters(&listed)));
            entries.push(("kinds", self.kinds(&listed, id)));
            entries.push(("first", self.first_search(lang)));
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

    /// The list by kind, in the order of what the theme calls them: `{kind, items}`.
    fn kinds(&self, listed: &[&Found], id: PageId) -> Value {
        let engine = self.theme.engine_in(self.lang(id));
        let mut kinds: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for one in listed {
            kinds.entry(kind(&one.facets)).or_default().push(item(one));
        }
        let used = kinds.keys().copied().collect();
        let in_order = values(self.model, engine, FACETS[0], &used).into_iter();
        let kinds = in_order.filter_map(|(kind, _)| {
            let items = kinds.remove(kind.as_str())?;
            Some(map(vec![("kind", Value::from(kind)), ("items", Value::from(items))]))
        });
        Value::from(kinds.collect::<Vec<Value>>())
    }

    /// Where the site's first language is searched, for whoever finds nothing in another:
    /// `{href, lang}`; nothing on that page itself.
    fn first_search(&self, lang: Language) -> Value {
        let first = self.model.config.language();
        let search = self.model.search_page(first).filter(|_| lang != first);
        let told = search.map(|page| {
            let address = &self.model.pages[page].address;
            map(vec![
                ("href", self.href(address.as_str())),
                ("lang", Value::from(first.tag())),
                ("name", Value::from(self.own_name(first))),
            ])
        });
        or_none(told)
    }
}

/// As much of what can be found as a list holds, in Swedish alphabetical order: of the kinds that
/// there is least of, everything.
fn listed(found: &[Found]) -> Vec<&Found> {
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
    listed
}

/// One line of the list: `{title, href, kind}`.
fn item(one: &Found) -> Value {
    map(vec![
        ("title", Value::normal_string(&one.title)),
        ("href", Value::from(one.href.clone())),
        ("kind", Value::from(kind(&one.facets).to_owned())),
    ])
}

/// The list below first letters: `{letter, items}`.
fn letters(listed: &[&Found]) -> Value {
    let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
    for one in listed {
        let letter = initial(&one.title);
        match letters.last_mut() {
            Some((last, items)) if *last == letter => items.push(item(one)),
            _ => letters.push((letter, vec![item(one)])),
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
