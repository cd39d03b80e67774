//! What a date that cannot be read was meant to be, when there is only one reading.

use super::parse::{MONTHS_SV, SEASONS_SV};
use super::show::MONTHS_EN;
use super::{Bound, Date, Precision};
use crate::base::suggest::nearest;

/// Words that people put before a date and that say nothing more than it.
const BEFORE: [&str; 12] = [
    "den",
    "i",
    "under",
    "år",
    "måndag",
    "måndagen",
    "tisdag",
    "tisdagen",
    "onsdag",
    "onsdagen",
    "torsdag",
    "torsdagen",
];
const WEEKEND: [&str; 6] = ["fredag", "fredagen", "lördag", "lördagen", "söndag", "söndagen"];

/// Other words for `senast` and `tidigast`.
const LIMITS: [(&str, &str); 8] = [
    ("senast:", "senast"),
    ("senast", "senast"),
    ("före", "senast"),
    ("innan", "senast"),
    ("tidigast:", "tidigast"),
    ("tidigast", "tidigast"),
    ("efter", "tidigast"),
    ("från", "tidigast"),
];

impl Date {
    /// The date that `written` was meant to be, as it should be written; none when it can be
    /// read in several ways, or in none.
    #[must_use]
    pub fn meant(written: &str) -> Option<String> {
        let lower = written.trim().to_lowercase();
        let lower = lower.trim_end_matches(['.', ',']).replace(',', " ");
        let mut words: Vec<&str> = lower.split_whitespace().collect();
        let mut limit = None;
        if let Some((_, word)) = LIMITS.iter().find(|(known, _)| words.first() == Some(known)) {
            limit = Some(*word);
            words.remove(0);
        }
        while words.len() > 1
            && words.first().is_some_and(|w| BEFORE.contains(w) || WEEKEND.contains(w))
        {
            words.remove(0);
        }
        let point = point(&without_time(&words))?;
        let found = match limit {
            Some(limit) => format!("{limit} {point}"),
            None => point,
        };
        let date = Self::parse(&found).ok()?;
        // `före 2026` does not mean 2026 itself, `från maj` does: only a day is surely a limit.
        let is_sure = limit.is_none_or(|limit| lower.starts_with(limit));
        (date.bound == Bound::At || is_sure || date.precision == Precision::Day).then_some(found)
    }
}

/// The words without a time of day after them.
fn without_time<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let is_time = |word: &str| {
        let parts: Vec<&str> = word.split([':', '.', '-', '–']).collect();
        parts.len() >= 2
            && parts.iter().all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut kept: Vec<&str> = words.to_vec();
    while kept.len() > 1 && kept.last().is_some_and(|last| is_time(last)) {
        kept.pop();
    }
    while kept.len() > 1
        && kept.last().is_some_and(|last| matches!(*last, "kl" | "kl." | "klockan"))
    {
        kept.pop();
    }
    // `2025-01-24T10:00:00Z`
    if let [one] = kept.as_slice()
        && let Some((day, _)) = one.split_once('t').filter(|(day, _)| day.len() == 10)
    {
        return vec![day];
    }
    kept
}

fn point(words: &[&str]) -> Option<String> {
    match words {
        [one] => one_word(one),
        [first, dash, last] if matches!(*dash, "-" | "–" | "—" | "till") => years(first, last),
        [first, second] => two_words(first, second),
        [day, month, year] => {
            let day = day.trim_end_matches(":e").trim_end_matches(":a").trim_end_matches('.');
            let year = full_year(year)?;
            day_of(&year, &month_named(month)?, day)
        }
        _ => None,
    }
}

fn one_word(text: &str) -> Option<String> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return day_of(&text[..4], &text[4..6], &text[6..]);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', '–', '—']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => day_of(year, month, day),
        // 24.1.2025 and 24-1-2025; 1/2/2025 has two readings, 24/1/2025 one.
        [day, month, year] if year.len() == 4 => {
            let is_clear = !text.contains('/') || day.parse::<u8>().ok()? > 12;
            is_clear.then(|| day_of(year, month, day))?
        }
        [first, last] if first.len() == 4 && last.len() == 4 => years(first, last),
        // 2025/26 and 2025-26, of which no month is thinkable.
        [first, last] if first.len() == 4 && last.len() == 2 => {
            let (from, to) = (first[2..].parse::<u8>().ok()?, last.parse::<u8>().ok()?);
            if to > 12 && to > from {
                return years(first, &format!("{}{last}", &first[..2]));
            }
            if to == from + 1 && text.contains('/') {
                return years(first, &format!("{}{last}", &first[..2]));
            }
            None
        }
        [year, month] if year.len() == 4 => parsed(format!("{year}-{month:0>2}")),
        _ => None,
    }
}

fn two_words(first: &str, second: &str) -> Option<String> {
    // 24/1 2025: a day and a month, as everybody writes them in Sweden.
    if let Some((day, month)) = first.split_once('/') {
        return day_of(&full_year(second)?, month, day);
    }
    let year = full_year(second).or_else(|| full_year(first))?;
    let word = if full_year(second).is_some() { first } else { second };
    if let Some(season) = season_named(word) {
        return parsed(format!("{season} {year}"));
    }
    let month = month_named(word)?;
    let name = MONTHS_SV.get(month.parse::<usize>().ok()? - 1)?;
    parsed(format!("{name} {year}"))
}

fn day_of(year: &str, month: &str, day: &str) -> Option<String> {
    parsed(format!("{year}-{month:0>2}-{day:0>2}"))
}

fn years(first: &str, last: &str) -> Option<String> {
    parsed(format!("{first}–{last}"))
}

fn parsed(written: String) -> Option<String> {
    Date::parse(&written).is_ok().then_some(written)
}

/// `2025`, `-25` and `’25`.
fn full_year(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['-', '–', '\'', '’']);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        4 => Some(digits.to_owned()),
        2 if digits.len() < text.len() => Some(format!("20{digits}")),
        _ => None,
    }
}

/// The number of a month, in Swedish, English, or nearly so.
fn month_named(word: &str) -> Option<String> {
    let word = word.trim_end_matches('.');
    let english = MONTHS_EN.iter().position(|month| {
        let month = month.to_lowercase();
        month == word || (word.len() == 3 && month.starts_with(word))
    });
    let swedish = || MONTHS_SV.iter().position(|month| word.len() >= 3 && month.starts_with(word));
    let nearly = || {
        let meant = nearest(word, MONTHS_SV)?;
        MONTHS_SV.iter().position(|month| *month == meant)
    };
    let at = swedish().or(english).or_else(nearly)?;
    Some(format!("{:02}", at + 1))
}

fn season_named(word: &str) -> Option<&'static str> {
    let known = SEASONS_SV.map(|(name, _)| name);
    let short = match word {
        "höst" | "hösttermin" | "höstterminen" | "ht" => Some("hösten"),
        "vår" | "vårtermin" | "vårterminen" | "vt" => Some("våren"),
        "sommar" => Some("sommaren"),
        "vinter" => Some("vintern"),
        _ => None,
    };
    short.or_else(|| known.into_iter().find(|name| *name == word)).or_else(|| nearest(word, known))
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn one_reading_is_found_and_two_are_none() {
        for (written, meant) in [
            ("24/1 2025", Some("2025-01-24")),
            ("2025-1-24", Some("2025-01-24")),
            ("2025/01/24", Some("2025-01-24")),
            ("20250124", Some("2025-01-24")),
            ("24.1.2025", Some("2025-01-24")),
            ("24/1/2025", Some("2025-01-24")),
            ("1/2/2025", None),
            ("den 24 januari 2025", Some("2025-01-24")),
            ("fredag den 24 januari 2025", Some("2025-01-24")),
            ("24:e januari 2025", Some("2025-01-24")),
            ("24 jnauari 2025", Some("2025-01-24")),
            ("January 2025", Some("januari 2025")),
            ("2025-01-24 10:00", Some("2025-01-24")),
            ("2025-01-24T10:00:00Z", Some("2025-01-24")),
            ("24 januari 2025 kl. 10.00", Some("2025-01-24")),
            ("2025 - 2026", Some("2025–2026")),
            ("2025/2026", Some("2025–2026")),
            ("2025-26", Some("2025–2026")),
            ("2025-1", Some("2025-01")),
            ("höst 2025", Some("hösten 2025")),
            ("ht 2025", Some("hösten 2025")),
            ("hosten 2025", Some("hösten 2025")),
            ("2025 hösten", Some("hösten 2025")),
            ("hösten -25", Some("hösten 2025")),
            ("senast den 1 maj 2025", Some("senast 2025-05-01")),
            ("före 2026", None),
            ("2025-02-30", None),
            ("31 februari 2025", None),
            ("snart", None),
            ("kvartal 1 2025", None),
            ("", None),
        ] {
            assert_eq!(Date::meant(written).as_deref(), meant, "{written}");
        }
    }
}
