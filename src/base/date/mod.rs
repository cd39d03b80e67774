//! A date with the precision the source gives it: a day, a month, a season, a year or years.
//!
//! `hösten 2025` stays autumn 2025: it is never turned into a day.

mod meant;
mod parse;
mod pattern;
mod show;

pub use parse::{DateFault, MONTHS_SV, MOST_YEARS};

use jiff::civil;

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A single day.
    Day,
    /// A month of a year.
    Month,
    /// A season of a year.
    Season(Season),
    /// A whole year.
    Year,
    /// Several years.
    Years,
}

/// A season, by the months it starts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// January–February: the winter that a year begins with.
    Winter,
    /// March–May.
    Spring,
    /// June–August.
    Summer,
    /// September–November.
    Autumn,
}

/// Whether the date is a point or a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// At that time.
    At,
    /// `senast`: then or before.
    NoLater,
    /// `tidigast`: then or after.
    NoEarlier,
}

/// A date with its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The first day it can mean.
    pub start: civil::Date,
    /// The last day it can mean.
    pub end: civil::Date,
    /// How exactly it is known.
    pub precision: Precision,
    /// Whether it is a limit.
    pub bound: Bound,
}

impl Date {
    /// Reads a date as writers write it; see `DateFault` for what can be wrong.
    ///
    /// # Errors
    /// When `written` is no date, lacks its year, or names a day that does not exist.
    pub fn parse(written: &str) -> Result<Self, DateFault> {
        parse::parse(written)
    }

    /// Exactly this day.
    #[must_use]
    pub const fn on(day: civil::Date) -> Self {
        Self { start: day, end: day, precision: Precision::Day, bound: Bound::At }
    }

    /// The day, when the date is exactly one.
    #[must_use]
    pub fn day(&self) -> Option<civil::Date> {
        (self.precision == Precision::Day).then_some(self.start)
    }

    /// The day it is on, when that is known for sure: one day, and neither "no later than"
    /// nor "no earlier than" it.
    #[must_use]
    pub fn exact_day(&self) -> Option<civil::Date> {
        self.day().filter(|_| self.bound == Bound::At)
    }

    /// What dates sort by: the last day they can mean, then the first. So `hösten 2025`
    /// stands before `december 2025`, and `2025`, of which nothing more is known, before
    /// `december 2025` too.
    #[must_use]
    pub const fn order(&self) -> (civil::Date, civil::Date) {
        (self.end, self.start)
    }

    /// The year it begins in.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.start.year()
    }
}
