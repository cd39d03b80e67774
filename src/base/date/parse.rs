//! Reads the forms of date that writers and the source documents use.

use jiff::civil;

use super::{Bound, Date, Precision, Season};

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// A day and month without a year.
    NoYear,
    /// The right form, but the calendar has no such day or month.
    Impossible,
    /// Years in the wrong order.
    Backwards,
    /// More years than anything here goes on.
    TooLong,
    /// Not a form we know.
    Unknown,
}

/// How many years a date may have, the first and the last included: `2025–3025` is mistyped.
pub const MOST_YEARS: usize = 31;

/// The months in Swedish, in order.
pub const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

pub(super) const SEASONS_SV: [(&str, Season); 4] = [
    ("vintern", Season::Winter),
    ("våren", Season::Spring),
    ("sommaren", Season::Summer),
    ("hösten", Season::Autumn),
];

pub(super) fn parse(written: &str) -> Result<Date, DateFault> {
    let lower = written.trim().to_lowercase();
    let (bound, rest) = if let Some(rest) = lower.strip_prefix("senast ") {
        (Bound::NoLater, rest.trim())
    } else if let Some(rest) = lower.strip_prefix("tidigast ") {
        (Bound::NoEarlier, rest.trim())
    } else {
        (Bound::At, lower.as_str())
    };
    let mut date = point(rest)?;
    date.bound = bound;
    Ok(date)
}

fn point(text: &str) -> Result<Date, DateFault> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one] => digits_and_dashes(one),
        [word, year] => {
            let season = SEASONS_SV.iter().find(|(name, _)| name == word);
            let Some(year) = number::<i16>(year, 4) else {
                return Err(if month_number(year).is_some() && number::<i8>(word, 0).is_some() {
                    DateFault::NoYear
                } else {
                    DateFault::Unknown
                });
            };
            if let Some((_, season)) = season {
                return season_of(*season, year);
            }
            month(year, month_number(word).ok_or(DateFault::Unknown)?)
        }
        [day, month, year] => {
            let (Some(day), Some(month), Some(year)) =
                (number::<i8>(day, 0), month_number(month), number::<i16>(year, 4))
            else {
                return Err(DateFault::Unknown);
            };
            day_of(year, month, day)
        }
        _ => Err(DateFault::Unknown),
    }
}

/// `2025-01-24`, `250124`, `2025-12`, `2025`, `2025–2026`.
fn digits_and_dashes(text: &str) -> Result<Date, DateFault> {
    let parts: Vec<&str> = text.split(['-', '–']).collect();
    match parts.as_slice() {
        [one] if one.len() == 6 => {
            let two = |from: usize| one.get(from..from + 2).and_then(|part| number::<i8>(part, 2));
            let (Some(y), Some(m), Some(d)) = (two(0), two(2), two(4)) else {
                return Err(DateFault::Unknown);
            };
            day_of(2000 + i16::from(y), m, d)
        }
        [one] => years(one, one),
        [first, last] if last.len() == 4 => years(first, last),
        [year, month_part] => {
            let (Some(y), Some(m)) = (number(year, 4), number(month_part, 2)) else {
                return Err(DateFault::Unknown);
            };
            month(y, m)
        }
        [year, month, day] => {
            let (Some(y), Some(m), Some(d)) = (number(year, 4), number(month, 2), number(day, 2))
            else {
                return Err(DateFault::Unknown);
            };
            day_of(y, m, d)
        }
        _ => Err(DateFault::Unknown),
    }
}

/// A number of exactly `len` digits, or of one or two when `len` is 0.
fn number<T: std::str::FromStr>(text: &str, len: usize) -> Option<T> {
    let fits = if len == 0 { (1..=2).contains(&text.len()) } else { text.len() == len };
    (fits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn month_number(name: &str) -> Option<i8> {
    let short = name.trim_end_matches('.');
    let at = MONTHS_SV
        .iter()
        .position(|month| *month == name || (short.len() >= 3 && month.starts_with(short)))?;
    i8::try_from(at + 1).ok()
}

fn civil_day(year: i16, month: i8, day: i8) -> Result<civil::Date, DateFault> {
    civil::Date::new(year, month, day).map_err(|_| DateFault::Impossible)
}

fn day_of(year: i16, month: i8, day: i8) -> Result<Date, DateFault> {
    let day = civil_day(year, month, day)?;
    Ok(between(day, day, Precision::Day))
}

fn month(year: i16, month: i8) -> Result<Date, DateFault> {
    let first = civil_day(year, month, 1)?;
    Ok(between(first, first.last_of_month(), Precision::Month))
}

fn season_of(season: Season, year: i16) -> Result<Date, DateFault> {
    let (from, to) = match season {
        Season::Winter => (1, 2),
        Season::Spring => (3, 5),
        Season::Summer => (6, 8),
        Season::Autumn => (9, 11),
    };
    let start = civil_day(year, from, 1)?;
    let end = civil_day(year, to, 1)?.last_of_month();
    Ok(between(start, end, Precision::Season(season)))
}

fn years(first: &str, last: &str) -> Result<Date, DateFault> {
    let (Some(from), Some(to)) = (number::<i16>(first, 4), number::<i16>(last, 4)) else {
        return Err(DateFault::Unknown);
    };
    if to < from {
        return Err(DateFault::Backwards);
    }
    if (from..=to).count() > MOST_YEARS {
        return Err(DateFault::TooLong);
    }
    let precision = if from == to { Precision::Year } else { Precision::Years };
    Ok(between(civil_day(from, 1, 1)?, civil_day(to, 12, 31)?, precision))
}

const fn between(start: civil::Date, end: civil::Date, precision: Precision) -> Date {
    Date { start, end, precision, bound: Bound::At }
}

#[cfg(test)]
mod tests {
    use super::{DateFault, parse};
    use crate::base::text::Lang;

    fn shown(written: &str) -> Result<String, DateFault> {
        parse(written).map(|date| date.show(Lang::Sv))
    }

    #[test]
    fn every_form_in_the_documents_is_read_at_its_precision() {
        for (written, expected) in [
            ("2025-01-24", "24 januari 2025"),
            ("260123", "23 januari 2026"),
            ("24 januari 2025", "24 januari 2025"),
            ("3 nov 2025", "3 november 2025"),
            ("december 2025", "december 2025"),
            ("2025-12", "december 2025"),
            ("Hösten 2025", "hösten 2025"),
            ("2025", "2025"),
            ("2025–2026", "2025–2026"),
            ("2025-2026", "2025–2026"),
            ("2000–2030", "2000–2030"),
            ("senast december 2025", "senast december 2025"),
            ("tidigast 2026", "tidigast 2026"),
        ] {
            assert_eq!(shown(written).as_deref(), Ok(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (written, fault) in [
            ("3 nov", DateFault::NoYear),
            ("2025-02-30", DateFault::Impossible),
            ("2025-13", DateFault::Impossible),
            ("31 april 2025", DateFault::Impossible),
            ("2026–2025", DateFault::Backwards),
            ("2000–2031", DateFault::TooLong),
            ("senast 2025–3025", DateFault::TooLong),
            ("snart", DateFault::Unknown),
            ("", DateFault::Unknown),
            ("1/2 2025", DateFault::Unknown),
            ("12345", DateFault::Unknown),
        ] {
            assert_eq!(shown(written), Err(fault), "{written}");
        }
    }
}
