//! Shows a date at the precision it has, for people and for machines.

use super::parse::MONTHS_SV;
use super::{Bound, Date, Precision, Season};
use crate::base::text::Lang;

pub(super) const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// The date in words: `24 januari 2025`, `senast december 2025`, `2025–2026`.
    #[must_use]
    pub fn show(&self, lang: Lang) -> String {
        let limit = match (self.bound, lang) {
            (Bound::At, _) => "",
            (Bound::NoLater, Lang::Sv) => "senast ",
            (Bound::NoLater, Lang::En) => "no later than ",
            (Bound::NoEarlier, Lang::Sv) => "tidigast ",
            (Bound::NoEarlier, Lang::En) => "no earlier than ",
        };
        let year = self.start.year();
        let month = month_name(self.start.month(), lang);
        let point = match self.precision {
            Precision::Day => format!("{} {month} {year}", self.start.day()),
            Precision::Month => format!("{month} {year}"),
            Precision::Season(season) => format!("{} {year}", season_name(season, lang)),
            Precision::Year => year.to_string(),
            Precision::Years => format!("{year}–{}", self.end.year()),
        };
        format!("{limit}{point}")
    }

    /// The value of a `datetime` attribute: `2025-01-24`, `2025-12` or `2025`.
    ///
    /// `None` for seasons, several years and limits, which HTML cannot say.
    #[must_use]
    pub fn iso(&self) -> Option<String> {
        if self.bound != Bound::At {
            return None;
        }
        match self.precision {
            Precision::Day => Some(self.start.to_string()),
            Precision::Month => Some(self.start.strftime("%Y-%m").to_string()),
            Precision::Year => Some(self.start.strftime("%Y").to_string()),
            Precision::Season(_) | Precision::Years => None,
        }
    }
}

fn month_name(month: i8, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Sv => &MONTHS_SV,
        Lang::En => &MONTHS_EN,
    };
    usize::try_from(month - 1).ok().and_then(|at| names.get(at).copied()).unwrap_or("")
}

const fn season_name(season: Season, lang: Lang) -> &'static str {
    match (season, lang) {
        (Season::Winter, Lang::Sv) => "vintern",
        (Season::Spring, Lang::Sv) => "våren",
        (Season::Summer, Lang::Sv) => "sommaren",
        (Season::Autumn, Lang::Sv) => "hösten",
        (Season::Winter, Lang::En) => "winter",
        (Season::Spring, Lang::En) => "spring",
        (Season::Summer, Lang::En) => "summer",
        (Season::Autumn, Lang::En) => "autumn",
    }
}
