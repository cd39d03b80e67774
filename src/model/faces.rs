//! The machine-readable files of the site: which there are, and where.
//!
//! Decided here and not where they are made, so that a page can link to them. What an
//! author wrote for the same place wins, and nobody is told: `static/robots.txt` is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Language, OutPath, slug};

use crate::config::contact_address;
use crate::document::kind::{EventPage, Kind};
use crate::search::Shard;

use super::claims::Claims;
use super::{DocumentId, Entity, EventAt, Feed, Model, PageId, ReportTable, View, search};

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
    /// Whom to tell of a weakness.
    Security,
    /// A table of open data.
    Data(Entity, Format),
    /// A table of a report.
    Report(DocumentId, ReportTable, Format),
    /// Everything about one year.
    Year(i16),
    /// What searches in a language are answered from: one of its files.
    Search(Language, Shard),
    /// What answers searches in a browser.
    SearchScript,
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
    let data = model.entities().iter().flat_map(|(entity, _)| {
        Format::ALL.map(|format| {
            let path = format!("data/{}.{}", entity.id(), format.ending());
            (path, Face::Data(*entity, format))
        })
    });
    let years = model.years().into_iter();
    let years = years.map(|year| (format!("data/ar/{year}.json"), Face::Year(year)));
    let always = [("robots.txt", Face::Robots), ("data/schema.json", Face::Schema)]
        .into_iter()
        .chain([("data/index.json", Face::Catalogue)])
        .map(|(path, face)| (path.to_owned(), face));
    let security = is_security_said(model).then(|| (SECURITY.to_owned(), Face::Security));
    always
        .chain(security)
        .chain(sitemaps(model.addresses().count(), MOST_ADDRESSES))
        .chain(feeds)
        .chain(calendars(model))
        .chain(data)
        .chain(years)
        .chain(reports(model))
        .chain(search::faces(model))
        .filter_map(|(path, face)| Some((OutPath::new(&path)?, face)))
        .filter(|(out, _)| claims.claim_if_free(out))
        .collect()
}

/// The tables of each report, beside its page.
fn reports(model: &Model) -> Vec<(String, Face)> {
    let mut all = Vec::new();
    for (id, facts) in &model.reports {
        let document = &model.documents[*id];
        // A frozen report has those that were made when it was adopted.
        if !document.route.is_original() || model.frozen_of(document).is_some() {
            continue;
        }
        let folder = document.route.address.as_str().trim_start_matches('/');
        for table in model.report_tables(facts) {
            all.extend(Format::ALL.map(|format| {
                let path = format!("{folder}{}.{}", table.id(), format.ending());
                (path, Face::Report(*id, table, format))
            }));
        }
    }
    all
}

/// Where whoever finds a weakness looks (RFC 9116).
const SECURITY: &str = ".well-known/security.txt";

/// Whether there is somebody to tell, and until when.
fn is_security_said(model: &Model) -> bool {
    model.config.site.security.as_ref().is_some_and(|all| {
        let settings = &all.value;
        let is_reached = |written: &str| contact_address(written).is_some();
        settings.until.is_some() && settings.contacts.iter().any(|one| is_reached(&one.value))
    })
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
    let dated: BTreeSet<EventAt> = model.dated_events().collect();
    if dated.is_empty() {
        return Vec::new();
    }
    let folder = EventPage::FOLDER;
    let mut all = vec![(format!("{folder}/{ALL}.ics"), Face::Calendar(Calendar::All))];
    let mut names = Names::default();
    // As they are written and not in order of time, and also those without a day: what
    // becomes known of one event must not change the name of another.
    let written: BTreeSet<EventAt> = model.events.iter().copied().collect();
    for event in written {
        let document = &model.documents[event.document];
        let page = &document.route.slug;
        let path = if let Some(at) = event.at {
            let title = document.events()[at].title.as_ref().map(|title| slug(&title.value));
            let mut name = format!("{page}-{}", title.unwrap_or_default());
            // A slug is ASCII, and a title may be longer than any file name.
            name.truncate(LONGEST_NAME);
            format!("{folder}/{}.ics", names.own(name.trim_end_matches('-')))
        } else {
            let page_folder = document.route.address.as_str().trim_start_matches('/');
            format!("{page_folder}{page}.ics")
        };
        if dated.contains(&event) {
            all.push((path, Face::Calendar(Calendar::One(event))));
        }
    }
    all
}

/// The longest name of a calendar file, before its number and its ending.
const LONGEST_NAME: usize = 150;

/// Names of files in one folder, none of them twice.
struct Names {
    taken: BTreeSet<String>,
    /// How many have wanted each name.
    wanted: BTreeMap<String, usize>,
}

impl Default for Names {
    fn default() -> Self {
        Self { taken: BTreeSet::from([ALL.to_owned()]), wanted: BTreeMap::new() }
    }
}

impl Names {
    /// `name`, or with the first number after it, from 2, that makes it nobody else's.
    fn own(&mut self, name: &str) -> String {
        let wanted = self.wanted.entry(name.to_owned()).or_default();
        loop {
            *wanted += 1;
            let own = if *wanted == 1 { name.to_owned() } else { format!("{name}-{wanted}") };
            if self.taken.insert(own.clone()) {
                return own;
            }
        }
    }
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
