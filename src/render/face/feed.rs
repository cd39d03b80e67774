//! Feeds: Atom 1.0 (RFC 4287).
//!
//! An entry's `updated` is the day its page was last changed, when the page says so. Else it
//! is the last day that the date can mean, but never later than the site's facts run or
//! than today: "december 2025" is 31 December, "2026" read in March is that day in March.
//! Without a date it is the end of the year that the source reports on, with the same
//! limits. The time of day is midnight in the site's zone. `published` stands only where
//! the date is exactly one day. A publication is known to the minute.

use jiff::civil;

use crate::base::{Text, UrlPath, capital};
use crate::document::Decision;
use crate::model::{DecisionAt, Face, Feed, FeedItem, Model, PageId};
use crate::render::card::title;
use crate::theme::Theme;

use super::Faces;
use super::words::sentence;
use super::xml::Element;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

static DECISION: Text = Text::fixed("Beslut", "Decision");

/// What an entry says, besides when and who.
pub(super) struct Entry {
    /// Its page, and the place on it.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// What there is to say, as sentences.
    pub summary: Vec<String>,
    /// Its kind, in a word.
    pub category: Option<String>,
}

impl Faces<'_> {
    /// Writes a feed.
    pub(super) fn feed(&self, feed: Feed, out: &mut Vec<u8>) {
        let items = self.model.feed_items(feed);
        let page = self.page_of_feed(feed);
        let newest = items.iter().map(|item| self.last_day(*item)).max();
        let newest = match items.first() {
            // In order of time, and known to the minute.
            Some(item @ FeedItem::Publication(_)) => self.updated(*item),
            _ => self.midnight(newest.unwrap_or(self.model.today)),
        };
        let own = self.face_url(Face::Feed(feed)).unwrap_or_default();
        let home = page.map_or_else(|| self.url("/"), |page| self.page_url(page));
        let mut inside = vec![
            Element::text("id", own.clone()),
            Element::text("title", feed_title(self.model, self.theme, page)),
            Element::text("updated", newest),
            self.author(),
            link("self", "application/atom+xml", own),
            link("alternate", "text/html", home),
        ];
        if let (None, Some(about)) = (page, self.model.config.site.description.as_ref()) {
            inside.insert(2, Element::text("subtitle", about.value.0.clone()));
        }
        inside.extend(items.iter().map(|item| self.entry(*item)));
        let attributes =
            vec![("xmlns", NAMESPACE.to_owned()), ("xml:lang", self.lang().tag().to_owned())];
        Element::of("feed", attributes, inside).write(out);
    }

    /// The page that a feed belongs to; none for the feed of the whole site.
    fn page_of_feed(&self, feed: Feed) -> Option<PageId> {
        let folder = self.model.face_path(Face::Feed(feed))?.folder();
        let page = self.model.by_address.get(&UrlPath::from_parts(folder.split('/')));
        page.copied().filter(|_| feed != Feed::Site)
    }

    fn entry(&self, item: FeedItem) -> Element {
        let entry = match item {
            FeedItem::News(id) => self.news(id),
            FeedItem::Decision(at) => self.decision(at, self.model.decision(at)),
            FeedItem::Publication(at) => self.publication(at),
        };
        let mut inside = vec![
            Element::text("id", entry.url.clone()),
            Element::text("title", entry.title),
            link("alternate", "text/html", entry.url),
            Element::text("updated", self.updated(item)),
        ];
        let day = self.model.item_date(item).and_then(|date| date.exact_day());
        if let FeedItem::Publication(_) = item {
            inside.push(Element::text("published", self.updated(item)));
        } else if let Some(day) = day.filter(|day| *day <= self.model.today) {
            inside.push(Element::text("published", self.midnight(day)));
        }
        inside.push(self.author());
        inside.extend(entry.category.map(|word| Element::empty("category", [("term", word)])));
        inside.push(Element::text("summary", entry.summary.join(" ")));
        Element::of("entry", Vec::new(), inside)
    }

    fn news(&self, id: usize) -> Entry {
        let document = &self.model.documents[id];
        let lead = document.common.lead.as_ref().map(|lead| sentence(&lead.value.0));
        let item = FeedItem::News(id);
        Entry {
            url: self.url(document.route.address.as_str()),
            title: document.title().to_owned(),
            summary: lead.into_iter().chain(self.when_and_where(item, None)).collect(),
            category: None,
        }
    }

    fn decision(&self, at: DecisionAt, decision: &Decision) -> Entry {
        let document = &self.model.documents[at.document];
        let address = &document.route.address;
        let word = decision.category.as_ref().map(|word| word.value.id.value.clone());
        let kind = word.as_deref().unwrap_or_else(|| DECISION.said_in(self.lang()));
        let text = decision.text.as_ref().map(|text| sentence(&text.value.0));
        let date_text = decision.date_text.as_ref().map(|text| text.value.as_str());
        let rest = self.when_and_where(FeedItem::Decision(at), date_text);
        Entry {
            url: self.url(&format!("{address}#{}", self.model.decision_anchor(at))),
            title: format!("{}: {}", capital(kind), document.title()),
            summary: text.into_iter().chain(rest).collect(),
            category: word,
        }
    }

    /// The date with its precision and the source, as sentences.
    fn when_and_where(&self, item: FeedItem, otherwise: Option<&str>) -> Vec<String> {
        let date = self.model.item_date(item);
        let source = self.model.item_source(item).map(|source| self.source_line(&source.value));
        std::iter::once(self.date_line(date.as_ref(), otherwise)).chain(source).collect()
    }

    /// When the item was last changed, as RFC 3339 writes it.
    fn updated(&self, item: FeedItem) -> String {
        match item {
            FeedItem::Publication(at) => self.moment(self.published_at(at)),
            _ => self.midnight(self.last_day(item)),
        }
    }

    fn last_day(&self, item: FeedItem) -> civil::Date {
        match item {
            FeedItem::News(id) | FeedItem::Decision(DecisionAt { document: id, .. }) => {
                self.last_changed(id, self.model.item_last_day(item))
            }
            FeedItem::Publication(at) => self.published_at(at).date(),
        }
    }

    /// The first moment of a day in the site's zone, as RFC 3339 writes it.
    fn midnight(&self, day: civil::Date) -> String {
        self.moment(day.at(0, 0, 0, 0))
    }

    /// A moment in the site's zone, as RFC 3339 writes it.
    fn moment(&self, moment: civil::DateTime) -> String {
        let zoned = moment.to_zoned(self.model.config.zone());
        // Every day of a calendar begins somewhere; a zone without it has no other name.
        zoned.map_or_else(
            |_| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        )
    }

    fn author(&self) -> Element {
        let site = &self.model.config.site;
        let sender = site.sender.as_ref().and_then(|sender| sender.value.name.as_ref());
        let sender = sender.map(|name| name.value.0.as_str());
        let title = site.title.as_ref().map(|title| title.value.as_str());
        let name = sender.or(title).unwrap_or_default();
        Element::of("author", Vec::new(), vec![Element::text("name", name)])
    }

    fn page_url(&self, page: PageId) -> String {
        self.url(self.model.pages[page].address.as_str())
    }
}

/// The title of a feed: the site's, and the page's unless it is the whole site's.
pub(in crate::render) fn feed_title(model: &Model, theme: &Theme, page: Option<PageId>) -> String {
    let site = model.config.site.title.as_ref().map_or("", |title| title.value.as_str());
    match page {
        Some(page) => format!("{site} – {}", title(model, theme, page)),
        None => site.to_owned(),
    }
}

fn link(rel: &str, kind: &str, href: String) -> Element {
    let (rel, kind) = (rel.to_owned(), kind.to_owned());
    Element::empty("link", [("rel", rel), ("type", kind), ("href", href)])
}
