//! The machine-readable files of the site: which there are, and where.
//!
//! Decided here and not where they are made, so that a page can link to them. What an
//! author wrote for the same place wins, and nobody is told: `static/robots.txt` is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{OutPath, slug};

use crate::document::kind::{EventPage, Kind};

use super::claims::Claims;
use super::{Entity, EventAt, Feed, Model, PageId, View};

/// One machine-readable file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// An Atom feed.
    Feed(Feed),
    /// A calendar.
    Calendar(Calendar),
    /// The site map, or the one of its files with this number, from 0.
    Sitemap(usize),
    /// The list of a long site map's files.
    SitemapIndex,
    /// What search engines may do, and where the site map is.
    Robots,
    /// A table of open data.
    Data(Entity, Format),
    /// Everything about one year.
    Year(i16),
    /// What the data files may hold.
    Schema,
    /// Which data files there are.
    Catalogue,
}

/// Whose events a calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Calendar {
    /// All of them.
    All,
    /// One.
    One(EventAt),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Json, Self::Csv];

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// How many addresses one file of a site map may have, by the protocol.
pub const MOST_ADDRESSES: usize = 50_000;

/// The name of the calendar of all events; no event's own may be called so.
const ALL: &str = "alla";

/// The machine files, where no author has a file of that name or needs a folder of it.
pub(super) fn settle(model: &Model, claims: &mut Claims) -> BTreeMap<OutPath, Face> {
    let feeds = model.feeds().into_iter().map(|(feed, page)| {
        (format!("{}atom.xml", page.as_str().trim_start_matches('/')), Face::Feed(feed))
    });
    let data = model.entities().into_iter().flat_map(|(entity, _)| {
        Format::ALL.map(|format| {
            let path = format!("data/{}.{}", entity.id(), format.ending());
            (path, Face::Data(entity, format))
        })
    });
    let years = model.years().into_iter();
    let years = years.map(|year| (format!("data/ar/{year}.json"), Face::Year(year)));
    let always = [("robots.txt", Face::Robots), ("data/schema.json", Face::Schema)]
        .into_iter()
        .chain([("data/index.json", Face::Catalogue)])
        .map(|(path, face)| (path.to_owned(), face));
    always
        .chain(sitemaps(model.addresses().count(), MOST_ADDRESSES))
        .chain(feeds)
        .chain(calendars(model))
        .chain(data)
        .chain(years)
        .filter_map(|(path, face)| Some((OutPath::new(&path)?, face)))
        .filter(|(out, _)| claims.claim_if_free(out))
        .collect()
}

/// The files of the site map: one, or a list of many when there are more addresses than one
/// file may have.
fn sitemaps(addresses: usize, most: usize) -> Vec<(String, Face)> {
    if addresses <= most {
        return vec![("sitemap.xml".to_owned(), Face::Sitemap(0))];
    }
    let files = 0..addresses.div_ceil(most);
    let files = files.map(|number| (format!("sitemap-{}.xml", number + 1), Face::Sitemap(number)));
    std::iter::once(("sitemap.xml".to_owned(), Face::SitemapIndex)).chain(files).collect()
}

/// The calendar of all events that have a day, and each one's own. A page's lies beside
/// the page; that of a step on another page is named for that page and the step's title.
fn calendars(model: &Model) -> Vec<(String, Face)> {
    let mut events: Vec<EventAt> = model.dated_events().collect();
    // Not in order of time: an earlier event must not change the name of a later one.
    events.sort();
    let mut names = BTreeSet::from([ALL.to_owned()]);
    let mut all = Vec::new();
    let folder = EventPage::FOLDER;
    for event in events {
        let document = &model.documents[event.document];
        let page = &document.route.slug;
        let Some(at) = event.at else {
            let page_folder = document.route.address.as_str().trim_start_matches('/');
            all.push((format!("{page_folder}{page}.ics"), Face::Calendar(Calendar::One(event))));
            continue;
        };
        let title = document.events()[at].title.as_ref().map(|title| slug(&title.value));
        let name = format!("{page}-{}", title.unwrap_or_default());
        let name = name.trim_end_matches('-');
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free =
            std::iter::once(name.to_owned()).chain(numbered).find(|name| !names.contains(name));
        if let Some(name) = free {
            all.push((format!("{folder}/{name}.ics"), Face::Calendar(Calendar::One(event))));
            names.insert(name);
        }
    }
    if !all.is_empty() {
        all.insert(0, (format!("{folder}/{ALL}.ics"), Face::Calendar(Calendar::All)));
    }
    all
}

impl Model {
    /// The pages that the site map names, in order of address.
    pub fn addresses(&self) -> impl Iterator<Item = PageId> {
        (0..self.pages.len()).filter(|id| self.pages[*id].view != View::NotFound)
    }

    /// Where a machine file is, if it is there.
    #[must_use]
    pub fn face_path(&self, face: Face) -> Option<&OutPath> {
        self.face_paths.get(&face)
    }
}

#[cfg(test)]
mod tests {
    use super::{Face, sitemaps};

    #[test]
    fn a_long_site_map_is_several_files_and_a_list_of_them() {
        let files = |addresses| sitemaps(addresses, 3);
        assert_eq!(files(0), [("sitemap.xml".to_owned(), Face::Sitemap(0))]);
        assert_eq!(files(3), [("sitemap.xml".to_owned(), Face::Sitemap(0))]);
        let of_four = [
            ("sitemap.xml".to_owned(), Face::SitemapIndex),
            ("sitemap-1.xml".to_owned(), Face::Sitemap(0)),
            ("sitemap-2.xml".to_owned(), Face::Sitemap(1)),
        ];
        assert_eq!(files(4), of_four);
        assert_eq!(files(6), of_four);
        assert_eq!(files(7).len(), 4);
    }
}
