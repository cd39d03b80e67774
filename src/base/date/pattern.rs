//! What `parse` takes, as a regular expression for those who read content without us.
//!
//! It knows the forms, not the calendar: the thirtieth of February passes.

use super::Date;
use super::parse::{MONTHS_SV, SEASONS_SV};

const YEAR: &str = "[0-9]{4}";
const MONTH: &str = "(?:0[1-9]|1[0-2])";
const DAY: &str = "(?:0[1-9]|[12][0-9]|3[01])";

impl Date {
    /// Every form of date, or only those that are exactly one day.
    #[must_use]
    pub fn pattern(days_only: bool) -> String {
        let months = MONTHS_SV.map(shortened).join("|");
        let months = format!("(?:{months})");
        let days = [
            format!("{YEAR}[-–]{MONTH}[-–]{DAY}"),
            format!("[0-9]{{2}}{MONTH}{DAY}"),
            format!("(?:0?[1-9]|[12][0-9]|3[01])\\s+{months}\\s+{YEAR}"),
        ]
        .join("|");
        if days_only {
            return format!("^(?:{days})$");
        }
        let seasons = SEASONS_SV.map(|(name, _)| any_first(name)).join("|");
        let others = [
            format!("{YEAR}[-–]{MONTH}"),
            format!("{YEAR}(?:[-–]{YEAR})?"),
            format!("{months}\\s+{YEAR}"),
            format!("(?:{seasons})\\s+{YEAR}"),
        ]
        .join("|");
        format!("^(?:(?:[Ss]enast|[Tt]idigast)\\s+)?(?:{days}|{others})$")
    }
}

/// A month written out or cut after its third letter or later: `november`, `nov.`
fn shortened(name: &str) -> String {
    let (short, rest) = name.split_at(3);
    let rest = rest.chars().rev().fold(String::new(), |inner, c| format!("(?:{c}{inner})?"));
    format!("{}{rest}\\.*", any_first(short))
}

/// A word with or without a capital.
fn any_first(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| format!("[{}{c}]", c.to_uppercase())).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
