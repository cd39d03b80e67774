//! The machine-readable files: feeds, calendars, site map, robots.txt, open data.
//!
//! Each is made when somebody asks for it, from the model alone.

mod calendar;
mod feed;
mod ics;
mod published;
mod security;
mod sitemap;
mod words;
mod xml;

pub(super) use feed::feed_title;

use jiff::civil;

use crate::base::Language;
use crate::config::BaseUrl;
use crate::model::{DocumentId, Face, Feed, Model};
use crate::theme::Theme;

use super::context::base_url;
use super::data;

/// Makes the machine-readable files of a site.
#[derive(Debug)]
pub(super) struct Faces<'a> {
    model: &'a Model,
    theme: &'a Theme,
    base: BaseUrl,
    speech: data::Speech<'a>,
}

impl<'a> Faces<'a> {
    pub fn new(model: &'a Model, theme: &'a Theme) -> Self {
        let base = base_url(model);
        let home = format!("{}{}", base.origin, base.path);
        let speech = data::Speech { model, lang: model.config.language(), home };
        Self { model, theme, base, speech }
    }

    /// Writes one file.
    pub fn make(&self, face: Face, out: &mut Vec<u8>) {
        match face {
            Face::Feed(feed @ Feed::In(language)) => self.spoken_in(language).feed(feed, out),
            Face::Feed(feed) => self.feed(feed, out),
            Face::Calendar(calendar) => self.calendar(calendar, out),
            Face::Sitemap(number) => self.sitemap(number, out),
            Face::SitemapIndex => self.sitemap_index(out),
            Face::Robots => self.robots(out),
            Face::Security => self.security(out),
            Face::Data(entity, format) => {
                data::table(self.model, &self.speech, entity, format, out);
            }
            Face::Report(document, table, format) => {
                // What has no such table has no such file.
                if let Some(facts) = self.model.reports.get(&document) {
                    data::report_table(self.model, &self.speech, (facts, table), format, out);
                }
            }
            Face::Year(year) => data::year(self.model, &self.speech, year, out),
            // Made of more than the model, and once for all of them.
            Face::Search(..) | Face::SearchScript => {}
            Face::Schema => data::schema(self.model, &self.speech, out),
            Face::Catalogue => data::catalogue(self.model, &self.speech, out),
        }
    }

    /// The same in the words of another language.
    fn spoken_in(&self, lang: Language) -> Self {
        let home = self.speech.home.clone();
        let speech = data::Speech { model: self.model, lang, home };
        Self { model: self.model, theme: self.theme, base: self.base.clone(), speech }
    }

    const fn lang(&self) -> Language {
        self.speech.lang
    }

    /// When what stands on a page was last changed: the day that the page says. Else `day`,
    /// which it is about, but never later than the site's facts run or than today.
    fn last_changed(&self, document: DocumentId, day: Option<civil::Date>) -> civil::Date {
        let today = self.model.today;
        if let Some(updated) = &self.model.documents[document].common.updated {
            return updated.value.0.start.min(today);
        }
        let facts_until = self.model.config.site.facts_until.as_ref().map(|date| date.value.end);
        day.into_iter().chain(facts_until).min().unwrap_or(today).min(today)
    }

    /// The full address of something that begins with `/`. Where the site has no address of
    /// its own, which is an error that keeps it from being written, it begins there.
    fn url(&self, address: &str) -> String {
        format!("{}{address}", self.speech.home)
    }

    /// The full address of another machine file.
    fn face_url(&self, face: Face) -> Option<String> {
        self.model.face_path(face).map(|out| self.url(&format!("/{out}")))
    }
}
