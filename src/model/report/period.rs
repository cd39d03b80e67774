//! The time that a report tells of.

use jiff::civil;

use crate::base::Date;

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: civil::Date,
    /// Its last day.
    pub last: civil::Date,
}

impl Period {
    /// From `first` to `last`; nothing when that is before.
    #[must_use]
    pub fn between(first: civil::Date, last: civil::Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// A year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Some(Self {
            first: civil::Date::new(year, 1, 1).ok()?,
            last: civil::Date::new(year, 12, 31).ok()?,
        })
    }

    /// The first or the second half of a year.
    #[must_use]
    pub fn half(year: i16, half: u32) -> Option<Self> {
        let whole = Self::year(year)?;
        match half {
            1 => Some(Self { last: civil::Date::new(year, 6, 30).ok()?, ..whole }),
            2 => Some(Self { first: civil::Date::new(year, 7, 1).ok()?, ..whole }),
            _ => None,
        }
    }

    /// Whether something of this date may be in it: what is imprecise may be in several.
    #[must_use]
    pub fn may_hold(&self, date: &Date) -> bool {
        date.start <= self.last && date.end >= self.first
    }

    /// Whether it is a whole year, and one of `years`.
    #[must_use]
    pub fn is_year_of(&self, mut years: impl Iterator<Item = i16>) -> bool {
        Self::year(self.last.year()) == Some(*self) && years.any(|year| year == self.last.year())
    }
}
