//! Which page lies under which, and in what order a listing lists.

use std::cmp::Reverse;

use crate::base::collation_key;
use crate::document::Front;

use super::Model;
use super::pages::{PageId, View};

/// Gives every page its parent and every listing its children.
pub(super) fn arrange(model: &mut Model) {
    for id in 0..model.pages.len() {
        model.pages[id].parent = parent(model, id);
    }
    let mut children: Vec<Vec<PageId>> = vec![Vec::new(); model.pages.len()];
    for id in 0..model.pages.len() {
        if let Some(listing) = listing_above(model, id) {
            children[listing].push(id);
        }
    }
    for list in &mut children {
        list.sort_by_cached_key(|id| order(model, *id));
    }
    let mut rank = vec![0; model.pages.len()];
    for (at, id) in children.iter().flatten().enumerate() {
        rank[*id] = at;
    }
    for (page, list) in model.pages.iter_mut().zip(children) {
        page.children = list;
    }
    // Back-links come in the order of the listings, so that every list of the site agrees.
    let mut backlinks = std::mem::take(&mut model.backlinks);
    for links in backlinks.values_mut() {
        links.sort_by_key(|link| model.page_of(link.document).map(|page| rank[page]));
    }
    model.backlinks = backlinks;
}

/// The nearest listing above; at last the start page. A page below another page is in
/// the listing that one is in.
fn listing_above(model: &Model, id: PageId) -> Option<PageId> {
    let mut above = model.pages[id].parent?;
    while model.pages[above].view != View::Listing {
        let Some(next) = model.pages[above].parent else { break };
        above = next;
    }
    Some(above)
}

/// The nearest page above in the address; at last the start page.
fn parent(model: &Model, id: PageId) -> Option<PageId> {
    let mut address = model.pages[id].address.as_str();
    loop {
        let trimmed = address.strip_suffix('/')?;
        address = &trimmed[..=trimmed.rfind('/')?];
        let above = crate::base::UrlPath::parse(address)?;
        if let Some(found) = model.by_address.get(&above) {
            return Some(*found);
        }
    }
}

/// What a listing sorts by: `ordning`, then the newest first, then the register's
/// order, then the title in Swedish order.
type Order = (i64, Reverse<Option<jiff::civil::Date>>, usize, (Vec<u32>, String));

fn order(model: &Model, id: PageId) -> Order {
    let page = &model.pages[id];
    let document = model.document_of(id);
    let written = document.and_then(|d| d.common.order.as_ref()).map_or(i64::MAX, |o| o.value);
    let date = document.and_then(|document| match &document.front {
        Front::News(news) => news.date.as_ref().map(|date| date.start),
        _ => None,
    });
    let row = match page.view {
        View::Organisation(row) => row,
        _ => 0,
    };
    let title = document.map_or(page.address.as_str(), |document| document.title());
    (written, Reverse(date), row, collation_key(title))
}
