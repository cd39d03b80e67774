//! What has been published, as the register says it: the newest first.

use std::cmp::Reverse;

use jiff::civil;

use crate::base::UrlPath;

use super::Model;

impl Model {
    /// The places of the publications in their register, the newest first. Like everything that
    /// has a date, none is later than today.
    #[must_use]
    pub fn publications(&self) -> Vec<usize> {
        let all = &self.registers.publications;
        let mut shown: Vec<usize> = (0..all.len()).filter(|at| self.is_past(*at)).collect();
        // Of two within one minute the later stands later in the file.
        shown.sort_by_key(|at| {
            let row = &all[*at].value;
            let time = row.time.as_ref().map(|time| time.value.clone());
            Reverse((self.publication_day(*at), time, *at))
        });
        shown
    }

    /// The day of a publication.
    #[must_use]
    pub fn publication_day(&self, at: usize) -> Option<civil::Date> {
        let row = &self.registers.publications[at].value;
        row.date.as_ref().map(|date| date.value.0.start)
    }

    fn is_past(&self, at: usize) -> bool {
        self.publication_day(at).is_some_and(|day| day <= self.today)
    }

    /// The place of a publication on its page.
    #[must_use]
    pub fn publication_anchor(&self, at: usize) -> String {
        let all = &self.registers.publications;
        let of = |at: usize| {
            let time = all[at].value.time.as_ref().map_or("", |time| time.value.0.as_str());
            let day = self.publication_day(at).unwrap_or_default();
            format!("publicering_{}_{}", day.strftime("%Y%m%d"), time.replace(':', ""))
        };
        let own = of(at);
        match (0..at).filter(|earlier| of(*earlier) == own).count() {
            0 => own,
            earlier => format!("{own}_{}", earlier + 1),
        }
    }

    /// The address of the page that shows the publications, if there is one: the first, in order
    /// of address.
    #[must_use]
    pub fn publications_page(&self) -> Option<&UrlPath> {
        let shown = self.originals().filter(|(_, document)| document.shows_publications());
        shown.map(|(_, document)| &document.route.address).min()
    }
}
