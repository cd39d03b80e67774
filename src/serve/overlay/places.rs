//! Where a page appears: in lists, on pages of areas and municipalities, in feeds, in the site
//! map, in the overview.

use std::collections::BTreeSet;

use crate::base::Text;
use crate::model::{FeedItem, Model, PageId, View, overview};
use crate::render::title_key;
use crate::serve::preview::Now;

use super::html::Html;

/// So many places of each sort are named.
const MOST: usize = 40;

/// What a page is called.
pub(super) fn title(now: &Now, page: PageId) -> String {
    let model = &now.site.model;
    match title_key(model, page) {
        Some(key) => {
            now.site.theme.engine_in(model.pages[page].edition.language).string(&key).to_owned()
        }
        None => model.title(page).unwrap_or_default().to_owned(),
    }
}

/// A link to a page of the site: the script puts in how far up the site begins.
pub(super) fn link_to(html: &mut Html, now: &Now, page: PageId, words: &str) {
    let address = now.site.model.pages[page].address.as_str();
    html.raw("<a").attribute("data-till", address).attribute("href", address).raw(">");
    html.text(words).raw("</a>");
}

/// Writes where `page` appears.
pub(super) fn write(html: &mut Html, now: &Now, page: PageId) {
    let model = &now.site.model;
    html.raw("<details class=\"del\" id=\"del-platser\"><summary><h3>");
    html.words("Här syns sidan", "Where the page appears").raw("</h3><span>");
    let (lists, about) = (lists(model, page), about(model, page));
    let (shared, feeds) = (shared(model, page), feeds(model, page));
    let pages = lists.len() + about.len() + shared.len();
    html.say(&super::facts::count(pages, ("sida", "sidor"), ("page", "pages")));
    html.raw("</span></summary>");
    group(html, now, &Text::fixed("I listor", "In lists"), &lists);
    let words = Text::fixed("På sidor som den handlar om", "On pages that it is about");
    group(html, now, &words, &about);
    group(html, now, &Text::fixed("I översikter", "In overviews"), &shared);
    group(html, now, &Text::fixed("I flöden", "In feeds"), &feeds);
    html.raw("<p>");
    if model.pages[page].view == View::NotFound {
        html.words("Sidan står inte i webbplatskartan.", "The page is not in the site map.");
    } else {
        html.words("Sidan står i webbplatskartan.", "The page is in the site map.");
    }
    html.raw("</p></details>");
}

fn group(html: &mut Html, now: &Now, words: &Text, pages: &[PageId]) {
    if pages.is_empty() {
        return;
    }
    html.raw("<h4>").say(words).raw("</h4><ul class=\"lankar\">");
    for page in pages.iter().take(MOST) {
        html.raw("<li>");
        link_to(html, now, *page, &title(now, *page));
        html.raw("</li>");
    }
    if pages.len() > MOST {
        let more = (pages.len() - MOST).to_string();
        html.raw("<li>").words("… och ", "… and ").raw(&more).words(" till", " more").raw("</li>");
    }
    html.raw("</ul>");
}

fn lists(model: &Model, page: PageId) -> Vec<PageId> {
    let pages = model.pages.iter().enumerate();
    pages.filter(|(_, list)| list.children.contains(&page)).map(|(id, _)| id).collect()
}

/// The pages of what this one refers to: areas, municipalities, groups.
fn about(model: &Model, page: PageId) -> Vec<PageId> {
    let Some(document) = model.pages[page].document else { return Vec::new() };
    let named = model
        .backlinks
        .iter()
        .filter(|(_, from)| from.iter().any(|from| from.document == document));
    let pages: BTreeSet<PageId> =
        named.filter_map(|(target, _)| model.page_about(*target)).collect();
    pages.into_iter().filter(|about| *about != page).collect()
}

/// Läget, the calendar and the list of decisions.
fn shared(model: &Model, page: PageId) -> Vec<PageId> {
    let Some(document) = model.pages[page].document else { return Vec::new() };
    let is_there = |view: View| match view {
        View::Overview => overview(model).iter().any(|(_, all)| all.contains(&document)),
        View::Calendar => model.events.iter().any(|event| event.document == document),
        View::Decisions => model.decisions.iter().any(|decision| decision.document == document),
        _ => false,
    };
    let language = model.pages[page].edition.language;
    let pages = model.pages.iter().enumerate();
    let pages = pages.filter(|(_, found)| found.edition.language == language);
    pages.filter(|(_, found)| is_there(found.view)).map(|(id, _)| id).collect()
}

/// The pages whose feeds have it.
fn feeds(model: &Model, page: PageId) -> Vec<PageId> {
    let Some(document) = model.pages[page].document else { return Vec::new() };
    let is_own = |item: &FeedItem| match item {
        FeedItem::News(id) => *id == document,
        FeedItem::Decision(at) => at.document == document,
        FeedItem::Publication(_) => false,
    };
    let feeds = model.feeds().into_iter();
    let feeds = feeds.filter(|(feed, _)| model.feed_items(*feed).iter().any(is_own));
    feeds.filter_map(|(_, address)| model.by_address.get(&address).copied()).collect()
}
