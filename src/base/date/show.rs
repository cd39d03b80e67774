//! Shows a date at the precision it has, for people and for machines.

use super::parse::MONTHS_SV;
use super::{Bound, Date, Precision, Season};
use crate::base::Language;
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
    pub fn show(&self, language: impl Into<Language>) -> String {
        match language.into().spoken() {
            Some(lang) => self.shown_in(lang),
            None => self.said(&|_| None),
        }
    }

    /// The date for readers of `language`; what the program does not know of it is asked of
    /// `word`, by the keys of a theme's strings: `datum.dag` (`{dag}. {månad}ta {år}`),
    /// `datum.månad`, `datum.månader.1`, `datum.årstid.vinter` (`talvi {år}`), `datum.senast`
    /// (`viimeistään {datum}`) and `datum.tidigast`. Where there is no word there are digits.
    #[must_use]
    pub fn say<'a>(&self, language: Language, word: &dyn Fn(&str) -> Option<&'a str>) -> String {
        match language.spoken() {
            Some(lang) => self.shown_in(lang),
            None => self.said(word),
        }
    }

    fn said<'a>(&self, word: &dyn Fn(&str) -> Option<&'a str>) -> String {
        let year = self.start.strftime("%Y").to_string();
        let month = word(&format!("datum.månader.{}", self.start.month()));
        let filled = |form: &str, month: &str| {
            let day = self.start.day().to_string();
            form.replace("{år}", &year).replace("{månad}", month).replace("{dag}", &day)
        };
        let with_month = |key: &str| Some(filled(word(key)?, month?));
        let point = match self.precision {
            Precision::Day => with_month("datum.dag").unwrap_or_else(|| self.start.to_string()),
            Precision::Month => with_month("datum.månad")
                .unwrap_or_else(|| self.start.strftime("%Y-%m").to_string()),
            Precision::Season(season) => {
                let form = word(&format!("datum.årstid.{}", season_key(season)));
                form.map_or_else(
                    || format!("{}/{}", self.start.strftime("%Y-%m"), self.end.strftime("%Y-%m")),
                    |form| filled(form, ""),
                )
            }
            Precision::Year => year,
            Precision::Years => format!("{year}–{}", self.end.strftime("%Y")),
        };
        let (key, sign) = match self.bound {
            Bound::At => return point,
            Bound::NoLater => ("datum.senast", '≤'),
            Bound::NoEarlier => ("datum.tidigast", '≥'),
        };
        word(key).map_or_else(|| format!("{sign} {point}"), |form| form.replace("{datum}", &point))
    }

    fn shown_in(&self, lang: Lang) -> String {
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

const fn season_key(season: Season) -> &'static str {
    match season {
        Season::Winter => "vinter",
        Season::Spring => "vår",
        Season::Summer => "sommar",
        Season::Autumn => "höst",
    }
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
