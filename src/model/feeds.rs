//! Which news and decisions each feed has.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::{Date, Language, Spanned, UrlPath};
use crate::document::kind::{Kind, News, kind_named};
use crate::document::{Edition, Front};
use crate::yaml::Citations;

use super::pages::DECISIONS;
use super::{DecisionAt, DocumentId, Model, PageId, Target, View};

/// A feed, by what its entries have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feed {
    /// All news and decisions.
    Site,
    /// All news.
    News,
    /// All decisions.
    Decisions,
    /// What has been published.
    Publications,
    /// What concerns an area or an organisation.
    About(Target),
    /// The news that are there in another language than the site's first.
    In(Language),
}

/// One entry of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedItem {
    /// A news item.
    News(DocumentId),
    /// A decision.
    Decision(DecisionAt),
    /// A publication, by its place in the register.
    Publication(usize),
}

/// How many news items the feed of news has at most.
const MOST_NEWS: usize = 20;

/// How many entries every other feed has at most.
const MOST: usize = 50;

impl Model {
    /// Every feed that has an entry, with the address of the page it belongs to.
    #[must_use]
    pub fn feeds(&self) -> Vec<(Feed, UrlPath)> {
        let areas = self.targets.ids("område").map(|(_, target)| target);
        let rows = self.targets.ids("organisation").map(|(_, target)| target);
        let about = areas.chain(rows).filter_map(|target| {
            let page = self.page_about(target)?;
            Some((Feed::About(target), self.pages[page].address.clone()))
        });
        let published = self.publications_page();
        let published = published.map(|page| (Feed::Publications, page.clone()));
        [
            (Feed::Site, UrlPath::from_parts([])),
            (Feed::News, UrlPath::from_parts([News::FOLDER])),
            (Feed::Decisions, UrlPath::from_parts([DECISIONS])),
        ]
        .into_iter()
        .chain(published)
        .chain(about)
        .chain(
            self.config
                .languages()
                .into_iter()
                .skip(1)
                .map(|language| (Feed::In(language), UrlPath::from_parts([language.prefix()]))),
        )
        .filter(|(feed, _)| self.items_in(*feed).next().is_some())
        .collect()
    }

    /// The entries of a feed, the newest first.
    #[must_use]
    pub fn feed_items(&self, feed: Feed) -> Vec<FeedItem> {
        if feed == Feed::Publications {
            let newest = self.publications().into_iter().take(MOST);
            return newest.map(FeedItem::Publication).collect();
        }
        // News about two works of one area stand in its feed once.
        let found: BTreeSet<FeedItem> = self.items_in(feed).collect();
        let mut items: Vec<FeedItem> = found.into_iter().collect();
        items.sort_by_cached_key(|item| {
            Reverse(self.order(self.item_date(*item), self.item_source(*item)))
        });
        items.truncate(if feed == Feed::News { MOST_NEWS } else { MOST });
        items
    }

    /// The entries of a feed as they are found, some of them perhaps twice.
    fn items_in(&self, feed: Feed) -> Box<dyn Iterator<Item = FeedItem> + '_> {
        let news = self.originals().filter(|(_, page)| matches!(page.front, Front::News(_)));
        let news = news.map(|(id, _)| FeedItem::News(id));
        let decisions = self.decisions.iter().map(|at| FeedItem::Decision(*at));
        match feed {
            Feed::Site => Box::new(news.chain(decisions)),
            Feed::News => Box::new(news),
            Feed::Decisions => Box::new(decisions),
            Feed::Publications => {
                Box::new(self.publications().into_iter().map(FeedItem::Publication))
            }
            Feed::About(target) => Box::new(self.items_about(target)),
            Feed::In(language) => {
                let edition = Edition { language, variant: None };
                let pages = self.pages.iter().filter(move |page| page.edition == edition);
                let documents = pages.filter_map(|page| page.document);
                let news =
                    documents.filter(|id| matches!(self.documents[*id].front, Front::News(_)));
                Box::new(news.map(FeedItem::News))
            }
        }
    }

    /// When the news or decision is from.
    #[must_use]
    pub fn item_date(&self, item: FeedItem) -> Option<Date> {
        let date = match item {
            FeedItem::News(id) => match &self.documents[id].front {
                Front::News(news) => news.date.as_ref(),
                _ => None,
            },
            FeedItem::Decision(at) => self.decision(at).date.as_ref(),
            FeedItem::Publication(at) => {
                let row = &self.registers.publications[at].value;
                return row.date.as_ref().map(|day| day.value.0);
            }
        };
        date.map(|date| date.value)
    }

    /// The last day that the news or decision can be from: its date's, or else the last of
    /// the year that its source reports on.
    #[must_use]
    pub fn item_last_day(&self, item: FeedItem) -> Option<jiff::civil::Date> {
        let date = self.item_date(item).map(|date| date.end);
        date.or_else(|| {
            let year = self.years_of(self.item_source(item)).max()?;
            jiff::civil::Date::new(year, 12, 31).ok()
        })
    }

    /// Where the news or decision is from.
    #[must_use]
    pub fn item_source(&self, item: FeedItem) -> Option<&Spanned<Citations>> {
        match item {
            FeedItem::News(id) => self.documents[id].common.source.as_ref(),
            FeedItem::Decision(at) => self.decision(at).source.as_ref(),
            FeedItem::Publication(_) => None,
        }
    }

    /// The part of its page's address that leads to a decision.
    #[must_use]
    pub fn decision_anchor(&self, at: DecisionAt) -> String {
        self.documents[at.document].decision_anchor(at.at)
    }

    /// The page about a target: a document's own, or the one its row makes.
    #[must_use]
    pub fn page_about(&self, target: Target) -> Option<PageId> {
        match target {
            Target::Document(id) => self.page_of(id),
            Target::Row(register, row) => {
                let table = &self.register_documents.get(register)?.table;
                let id = table.row(row)?.id?;
                let folder = kind_named(table.info().pages?).folder;
                let page = *self.by_address.get(&UrlPath::from_parts([folder, &id.value.0]))?;
                (self.pages[page].view == View::Row(register, row)).then_some(page)
            }
            Target::Word | Target::LeftOut(_) => None,
        }
    }

    /// News about, and decisions on, an area and its works, or the areas and works that an
    /// organisation takes part in.
    fn items_about(&self, target: Target) -> impl Iterator<Item = FeedItem> {
        let own = match target {
            Target::Document(area) => Some(area),
            _ => None,
        };
        let subjects = self
            .backlinks_in(target, &["area", "organisations", "pilot"])
            .filter(|id| matches!(self.documents[*id].front, Front::Area(_) | Front::Work(_)));
        own.into_iter().chain(subjects).flat_map(|document| {
            let news = self
                .backlinks_in(Target::Document(document), &["concerns"])
                .filter(|id| matches!(self.documents[*id].front, Front::News(_)));
            let decisions = 0..self.documents[document].decisions().len();
            let decisions = decisions.map(move |at| DecisionAt { document, at });
            news.map(FeedItem::News).chain(decisions.map(FeedItem::Decision))
        })
    }

    /// The pages that name `target` in one of `fields`.
    pub(super) fn backlinks_in(
        &self,
        target: Target,
        fields: &'static [&'static str],
    ) -> impl Iterator<Item = DocumentId> {
        let links = self.backlinks.get(&target).into_iter().flatten();
        links.filter(move |link| fields.contains(&link.field)).map(|link| link.document)
    }
}
