//! The feed of what has been published: one entry for each publication, in plain sentences.

use jiff::civil;

use crate::base::{Language, Spanned, Text};
use crate::document::register::{Publication, PublicationKind, PublishedPage};

use super::Faces;
use super::feed::Entry;

/// So many pages of a kind are named; a feed is read on a small screen.
const MOST_NAMED: usize = 20;

impl Faces<'_> {
    /// When a publication was made, by the clocks of the site's zone.
    pub(super) fn published_at(&self, at: usize) -> civil::DateTime {
        let row = &self.model.registers.publications[at].value;
        let time = row.time.as_ref().and_then(|time| time.value.0.parse().ok());
        let day = self.model.publication_day(at).unwrap_or_default();
        day.to_datetime(time.unwrap_or_default())
    }

    pub(super) fn publication(&self, at: usize) -> Entry {
        let row = &self.model.registers.publications[at].value;
        let page = self.model.publications_page().map_or("/", |page| page.as_str());
        let anchor = self.model.publication_anchor(at);
        let mut summary: Vec<String> =
            parts(row).into_iter().filter_map(|(words, pages)| self.named(&words, pages)).collect();
        if summary.is_empty() {
            summary.push(FIRST.said_in(self.lang()).to_owned());
        }
        Entry {
            url: self.url(&format!("{page}#{anchor}")),
            title: self.name_of(row),
            summary,
            category: None,
        }
    }

    /// What it was and when: `Publicering 24 januari 2026 kl. 08.30`.
    fn name_of(&self, row: &Publication) -> String {
        let lang = self.lang();
        let what = match row.what() {
            PublicationKind::New => Text::fixed("Publicering", "Publication"),
            PublicationKind::First => Text::fixed("Första publiceringen", "The first publication"),
            PublicationKind::Back => Text::fixed("Återgång", "Return to an earlier site"),
        };
        let day = row.date.as_ref().map_or_else(String::new, |day| day.value.0.show(lang));
        let time = row.time.as_ref().map_or_else(String::new, |time| time.value.show(lang));
        match lang {
            Language::EN => format!("{}, {day}, {time}", what.said_in(lang)),
            _ => format!("{} {day} kl. {time}", what.said_in(lang)),
        }
    }

    /// `Nya sidor: A, B.`
    fn named(&self, words: &Text, pages: &[Spanned<PublishedPage>]) -> Option<String> {
        let titles = pages.iter().filter_map(|page| page.value.title.as_ref());
        let titles: Vec<&str> = titles.map(|title| title.value.0.as_str()).collect();
        let shown = titles.get(..MOST_NAMED).unwrap_or(&titles).join(", ");
        let more = match titles.len().saturating_sub(MOST_NAMED) {
            0 => Text::fixed("", ""),
            more => Text::new(format!(" och {more} till"), format!(" and {more} more")),
        };
        let lang = self.lang();
        (!titles.is_empty())
            .then(|| format!("{}: {shown}{}.", words.said_in(lang), more.said_in(lang)))
    }
}

static FIRST: Text = Text::fixed("Webbplatsen publicerades.", "The site was published.");

fn parts(row: &Publication) -> [(Text, &[Spanned<PublishedPage>]); 4] {
    [
        (Text::fixed("Nya sidor", "New pages"), &row.new),
        (Text::fixed("Ändrade sidor", "Changed pages"), &row.changed),
        (Text::fixed("Flyttade sidor", "Moved pages"), &row.moved),
        (Text::fixed("Borttagna sidor", "Removed pages"), &row.removed),
    ]
}
