//! Calendars: all events that have a day, and each one's own.
//!
//! Only a day is an entry: a month, a season or "no later than" would have to be guessed
//! into one. The stamp of an entry is made as `updated` of a feed is, so that the same
//! content gives the same calendar and no stamp lies ahead.

use jiff::civil;

use crate::base::Date;
use crate::model::{Calendar, EventAt, Face};

use super::Faces;
use super::ics::Ics;

impl Faces<'_> {
    /// Writes a calendar.
    pub(super) fn calendar(&self, calendar: Calendar, out: &mut Vec<u8>) {
        let title = self.model.config.site.title.as_ref().map(|title| title.value.as_str());
        let mut ics = Ics::default();
        ics.line("BEGIN", "VCALENDAR");
        ics.line("VERSION", "2.0");
        ics.line("PRODID", "-//delwebb//kalender//SV");
        ics.line("CALSCALE", "GREGORIAN");
        ics.line("METHOD", "PUBLISH");
        // The name as RFC 7986 has it, and as calendars have long read it.
        ics.text_if("NAME", title);
        ics.text_if("X-WR-CALNAME", title);
        match calendar {
            Calendar::All => {
                self.model.dated_events().for_each(|event| self.event(event, &mut ics));
            }
            Calendar::One(event) => self.event(event, &mut ics),
        }
        ics.line("END", "VCALENDAR");
        out.extend(ics.into_bytes());
    }

    fn event(&self, at: EventAt, ics: &mut Ics) {
        let event = self.model.event(at);
        let Some(first) = event.date.and_then(Date::exact_day) else { return };
        let document = &self.model.documents[at.document];
        let changed = self.last_changed(at.document, Some(first));
        let last = event.end.and_then(Date::exact_day).filter(|last| *last > first);
        let source = event.source.map(|source| self.source_line(source));
        let description: Vec<&str> = event.text.into_iter().chain(source.as_deref()).collect();
        ics.line("BEGIN", "VEVENT");
        ics.line("UID", &self.uid(at));
        ics.line("DTSTAMP", &format!("{}T000000Z", basic(changed)));
        ics.line("DTSTART;VALUE=DATE", &basic(first));
        // The end is the first day after.
        if let Ok(after) = last.unwrap_or(first).tomorrow() {
            ics.line("DTEND;VALUE=DATE", &basic(after));
        }
        ics.text("SUMMARY", event.title);
        ics.text_if("LOCATION", event.place);
        if !description.is_empty() {
            ics.text("DESCRIPTION", &description.join("\n\n"));
        }
        ics.line("URL", &self.url(document.route.address.as_str()));
        ics.text_if("CATEGORIES", event.category);
        // A day that something happens on is not a day that one is busy.
        ics.line("TRANSP", "TRANSPARENT");
        ics.line("END", "VEVENT");
    }

    /// What calendars know the event by: the address of its file, and the site's host. An
    /// author may have a file of that name; then its place, with a character that no
    /// address has.
    fn uid(&self, at: EventAt) -> String {
        let path = self.model.face_path(Face::Calendar(Calendar::One(at)));
        let own = path.map_or_else(
            || {
                let page = self.model.documents[at.document].route.address.as_str();
                let step = at.at.map_or_else(String::new, |at| (at + 1).to_string());
                format!("{}#{step}", page.trim_matches('/'))
            },
            |out| out.as_str().trim_end_matches(".ics").to_owned(),
        );
        let host = self.base.origin.split_once("://").map_or("delwebb.invalid", |(_, host)| host);
        format!("{own}@{host}")
    }
}

/// A day as calendars write it: `20250124`.
fn basic(day: civil::Date) -> String {
    day.strftime("%Y%m%d").to_string()
}
