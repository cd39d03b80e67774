//! Which page lies under which, and in what order a listing lists.

use std::cmp::{Ordering, Reverse};

use rayon::prelude::*;

use crate::base::{Date, UrlPath, collation_key};
use crate::document::kind::SortBy;
use crate::document::{Document, Front, edition_address};

use super::pages::{Beside, PageId, View};
use super::{Backlink, DocumentId, Model, papers};

/// Gives every page its parent and its neighbours, and every listing its children.
pub(super) fn arrange(model: &mut Model) {
    let parents: Vec<Option<PageId>> =
        (0..model.pages.len()).into_par_iter().map(|id| parent(model, id)).collect();
    for (page, parent) in model.pages.iter_mut().zip(parents) {
        page.parent = parent;
    }
    let mut children: Vec<Vec<PageId>> = vec![Vec::new(); model.pages.len()];
    for id in (0..model.pages.len()).filter(|id| model.pages[*id].view != View::NotFound) {
        if let Some(listing) = listing_above(model, id) {
            children[listing].push(id);
        }
    }
    for (listing, list) in children.iter_mut().enumerate() {
        sort(model, list, sort_by(model, listing));
    }
    for (page, list) in model.pages.iter_mut().zip(children) {
        page.children = list;
    }
    rank(model);
    for listing in 0..model.pages.len() {
        place_beside(model, listing);
    }
    gather_terms(model);
    // Back-links come in the order of the listings, so that every list of the site agrees.
    let mut backlinks = std::mem::take(&mut model.backlinks);
    for links in backlinks.values_mut() {
        links.sort_by_key(|link| place_of_backlink(model, link));
    }
    model.backlinks = backlinks;
}

/// Where a back-link stands among others. One page's own stay as they were found.
pub(super) fn place_of_backlink(model: &Model, link: &Backlink) -> (Option<usize>, DocumentId) {
    (model.page_of(link.document).map(|page| model.rank[page]), link.document)
}

/// Gives every page its place among all listings, from 1; pages that are in none have 0, so that
/// moving one page changes the order of no other two.
fn rank(model: &mut Model) {
    let mut rank = vec![0; model.pages.len()];
    let listings = model.pages.iter().filter(|page| !matches!(page.view, View::Term(..)));
    for (at, id) in (1..).zip(listings.flat_map(|page| &page.children)) {
        rank[*id] = at;
    }
    model.rank = rank;
}

/// Gives the pages of a listing their neighbours. The sections of a site stand beside each other
/// for no reader's sake.
fn place_beside(model: &mut Model, listing: PageId) {
    if !matches!(model.pages[listing].view, View::Listing | View::Calendar) {
        return;
    }
    let list = std::mem::take(&mut model.pages[listing].children);
    for (at, id) in list.iter().enumerate() {
        let previous = at.checked_sub(1).map(|before| list[before]);
        model.pages[*id].beside = Beside { previous, next: list.get(at + 1).copied() };
    }
    model.pages[listing].children = list;
}

/// Puts a page in its place again, in its listing and under its words, when what lists are sorted
/// by has changed on it. Tells whether its place among all listings is another now.
pub(super) fn rearrange(model: &mut Model, id: PageId) -> bool {
    let words =
        model.pages[id].document.map(|document| model.documents[document].route.is_original());
    if words == Some(true) {
        gather_again(model, id);
    }
    let Some(listing) = listing_above(model, id).filter(|_| model.pages[id].view != View::NotFound)
    else {
        return false;
    };
    let mut list = std::mem::take(&mut model.pages[listing].children);
    let sort_by = sort_by(model, listing);
    let is_moved = settle(&mut list, id, |a, b| compare(model, (a, b), sort_by).then(a.cmp(&b)));
    model.pages[listing].children = list;
    if is_moved {
        rank(model);
        place_beside(model, listing);
    }
    is_moved
}

/// Puts a page in its place again under each of its words.
fn gather_again(model: &mut Model, id: PageId) {
    let Some(document) = model.document_of(id) else { return };
    let addresses: Vec<UrlPath> = super::terms::of(document)
        .filter_map(|(taxonomy, word)| model.terms.0[taxonomy].find(&word.value))
        .map(|term| term.address.clone())
        .collect();
    for address in addresses {
        let Some(term) = model.by_address.get(&address).copied() else { continue };
        if !matches!(model.pages[term].view, View::Term(..)) {
            continue;
        }
        let mut list = std::mem::take(&mut model.pages[term].children);
        // Where all else is equal, pages stand in the order of their files.
        let file = |page: PageId| model.pages[page].document;
        settle(&mut list, id, |a, b| compare(model, (a, b), None).then(file(a).cmp(&file(b))));
        model.pages[term].children = list;
    }
}

/// Moves `id` to its place in a list whose other entries are in order. Tells whether it moved.
pub(super) fn settle<T: Copy + PartialEq>(
    list: &mut Vec<T>,
    id: T,
    compare: impl Fn(T, T) -> Ordering,
) -> bool {
    let Some(from) = list.iter().position(|other| *other == id) else { return false };
    list.remove(from);
    let to = list.partition_point(|other| compare(*other, id) == Ordering::Less);
    list.insert(to, id);
    from != to
}

/// The pages that a word gathers are listed under it, besides where they lie.
fn gather_terms(model: &mut Model) {
    for id in 0..model.pages.len() {
        let View::Term(taxonomy, word) = model.pages[id].view else { continue };
        let documents = &model.terms.0[taxonomy].words[word].documents;
        let mut pages: Vec<PageId> =
            documents.iter().filter_map(|document| model.page_of(*document)).collect();
        sort(model, &mut pages, None);
        model.pages[id].children = pages;
    }
}

/// The nearest listing above; at last the start page. A page below another page is in
/// the listing that one is in.
fn listing_above(model: &Model, id: PageId) -> Option<PageId> {
    let mut above = model.pages[id].parent?;
    while matches!(model.pages[above].view, View::Document | View::Row(..) | View::Term(..)) {
        let Some(next) = model.pages[above].parent else { break };
        above = next;
    }
    Some(above)
}

/// The nearest page above in the address, in the same language and variant; at last its
/// start page.
fn parent(model: &Model, id: PageId) -> Option<PageId> {
    let page = &model.pages[id];
    let home = edition_address(&UrlPath::from_parts([]), page.edition, &model.config.languages());
    let mut address = page.address.as_str();
    while address != home.as_str() {
        let trimmed = address.strip_suffix('/').unwrap_or(address);
        address = &trimmed[..=trimmed.rfind('/')?];
        let above = UrlPath::parse(address)?;
        if let Some(found) = model.by_address.get(&above) {
            return Some(*found);
        }
    }
    None
}

/// Sorts a list of pages: by `ordning`, then the newest first, then in the register's order,
/// then by title in Swedish order – which is dear, and only asked for where the rest is equal.
fn sort(model: &Model, list: &mut [PageId], sort_by: Option<SortBy>) {
    list.sort_by_cached_key(|id| order(model, *id, sort_by));
    for equal in list.chunk_by_mut(|a, b| order(model, *a, sort_by) == order(model, *b, sort_by)) {
        if equal.len() > 1 {
            equal.par_sort_by_cached_key(|id| title_key(model, *id));
        }
    }
}

/// How two pages of a list stand to each other.
fn compare(model: &Model, (a, b): (PageId, PageId), sort_by: Option<SortBy>) -> Ordering {
    let by_order = order(model, a, sort_by).cmp(&order(model, b, sort_by));
    by_order.then_with(|| title_key(model, a).cmp(&title_key(model, b)))
}

fn title_key(model: &Model, id: PageId) -> (Vec<u32>, String) {
    collation_key(model.title(id).unwrap_or_else(|| model.pages[id].address.as_str()))
}

/// `ordning`, the day, and the row of a register.
type Order = (i64, Reverse<Option<(jiff::civil::Date, jiff::civil::Date)>>, usize);

fn order(model: &Model, id: PageId, sort_by: Option<SortBy>) -> Order {
    let page = &model.pages[id];
    let document = model.document_of(id);
    let written = document.and_then(|d| d.common.order.as_ref()).map_or(i64::MAX, |o| o.value);
    let own = || document.and_then(|document| date(document, sort_by));
    let date = match page.view {
        // The newest documents come first, whatever text there is of them.
        View::Row(register, row) if sort_by != Some(SortBy::Title) => {
            model.row_of_paper((register, row)).map_or_else(own, papers::date_of)
        }
        _ => own(),
    };
    let date = date.map(|date| date.order());
    let row = match page.view {
        View::Row(_, row) if sort_by != Some(SortBy::Title) => row,
        _ => 0,
    };
    (written, Reverse(date), row)
}

/// The date that a page is listed by: what it tells of; when a listing asks for dates and
/// the page tells of no day, when it was last changed.
fn date(document: &Document, sort_by: Option<SortBy>) -> Option<Date> {
    if sort_by == Some(SortBy::Title) {
        return None;
    }
    let own = match &document.front {
        Front::News(news) => news.date.as_ref(),
        Front::Event(event) => event.date.as_ref(),
        _ => None,
    };
    let updated = document.common.updated.as_ref().filter(|_| sort_by == Some(SortBy::Date));
    own.map(|date| date.value).or_else(|| updated.map(|day| day.value.0))
}

/// What the listing's own text says it sorts by.
fn sort_by(model: &Model, listing: PageId) -> Option<SortBy> {
    match &model.document_of(listing)?.front {
        Front::Section(section) => section.sort_by.as_ref().map(|sort_by| sort_by.value),
        _ => None,
    }
}
