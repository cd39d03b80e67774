//! The day that a site is shown as of: pages come and go at midnight, also when nobody saves.

use std::time::Duration;

use jiff::Timestamp;

use crate::model::Model;

/// The clock; nothing when it stands still (`--now`).
pub type ClockOf = Box<dyn Fn() -> Option<Timestamp> + Send + Sync>;

/// The longest that anybody sleeps towards midnight. A machine that slept too has its clock
/// moved, and no sleeper is told.
const NAP: Duration = Duration::from_mins(10);

/// A day in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    begins: Timestamp,
    ends: Timestamp,
}

impl Day {
    /// The day that `model` is of; nothing where the calendar ends.
    pub fn of(model: &Model) -> Option<Self> {
        let zone = model.config.zone();
        let begins = model.today.to_zoned(zone.clone()).ok()?.timestamp();
        let ends = model.today.tomorrow().ok()?.to_zoned(zone).ok()?.timestamp();
        Some(Self { begins, ends })
    }

    /// Whether it is another day now. Clocks are also set back.
    pub fn is_over(self, now: Timestamp) -> bool {
        now < self.begins || now >= self.ends
    }

    /// How long to sleep before looking at the clock again.
    pub fn nap(self, now: Timestamp) -> Duration {
        Duration::try_from(now.until(self.ends).unwrap_or_default())
            .map_or(NAP, |left| left.min(NAP))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::document::Documents;
    use crate::model::{Drafts, LinkOptions, link};
    use crate::source::Source;

    fn day(zone: &str, now: &str) -> Day {
        let site = format!("titel: T\nadress: https://x.se/\ntidszon: {zone}\n");
        let source = Source::from_memory([("content/site.yaml", site)]);
        let config = Config::read(&source);
        let documents = Documents::parse(&source, &config);
        let options = LinkOptions { now: at(now), drafts: Drafts::Shown };
        Day::of(&link(config, documents, &options)).expect("a day")
    }

    fn at(time: &str) -> Timestamp {
        time.parse().expect("a time")
    }

    #[test]
    fn a_day_ends_at_midnight_of_the_sites_zone() {
        let stockholm = day("Europe/Stockholm", "2026-01-24T12:00:00Z");
        assert!(!stockholm.is_over(at("2026-01-24T22:59:59Z")));
        assert!(stockholm.is_over(at("2026-01-24T23:00:00Z")));
        assert!(stockholm.is_over(at("2026-01-23T22:59:59Z")), "the clock was set back");
        assert_eq!(stockholm.nap(at("2026-01-24T22:59:50Z")), Duration::from_secs(10));
        assert_eq!(stockholm.nap(at("2026-01-24T12:00:00Z")), NAP);
        // A day of 23 hours, one of 25, and one without a midnight.
        for (zone, noon, begins, ends) in [
            (
                "Europe/Stockholm",
                "2026-03-29T12:00:00Z",
                "2026-03-28T23:00:00Z",
                "2026-03-29T22:00:00Z",
            ),
            (
                "Europe/Stockholm",
                "2026-10-25T12:00:00Z",
                "2026-10-24T22:00:00Z",
                "2026-10-25T23:00:00Z",
            ),
            ("Asia/Beirut", "2026-03-29T12:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"),
        ] {
            assert_eq!(
                day(zone, noon),
                Day { begins: at(begins), ends: at(ends) },
                "{zone} {noon}"
            );
        }
    }
}
