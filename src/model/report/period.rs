//! The time that a report tells of.

use jiff::{ToSpan, civil};

use crate::base::Date;

/// The days from the first to the last of a year's shorter half.
const HALF_A_YEAR: i32 = 180;

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

    /// Whether it ends with the last day of a year: a year's goals and outcomes are told then.
    #[must_use]
    pub fn reaches_year_end(&self) -> bool {
        (self.last.month(), self.last.day()) == (12, 31)
    }

    /// Whether some of it is in `year`.
    #[must_use]
    pub fn has_year(&self, year: i16) -> bool {
        (self.first.year()..=self.last.year()).contains(&year)
    }

    /// Whether what is so on `today` may be told of it: it is the last one of its length that is
    /// over, or not over yet. A short time since a meeting is told of for a quarter.
    #[must_use]
    pub fn is_latest(&self, today: civil::Date) -> bool {
        let days = (self.last - self.first).get_days().max(92);
        self.last.checked_add(days.days()).is_ok_and(|next| today <= next)
    }

    /// Whether it is half a year at least, and not the time between two meetings.
    fn is_long(self) -> bool {
        (self.last - self.first).get_days() >= HALF_A_YEAR
    }

    /// Whether something of one of `years`, of which no day is known, is told of in it: in a year
    /// and in its halves. Between two meetings it would be told of again and again.
    #[must_use]
    pub fn may_hold_year(&self, mut years: impl Iterator<Item = i16>) -> bool {
        self.is_long() && years.any(|year| self.has_year(year))
    }

    /// Whether something of this date is told of in it. What is imprecise may be in several years
    /// or halves of one; between two meetings it is told of once, when it has been for sure.
    #[must_use]
    pub fn may_hold(&self, date: &Date) -> bool {
        if self.is_long() {
            date.start <= self.last && date.end >= self.first
        } else {
            self.first <= date.end && date.end <= self.last
        }
    }

    /// Whether it is a whole year, and one of `years`.
    #[must_use]
    pub fn is_year_of(&self, mut years: impl Iterator<Item = i16>) -> bool {
        Self::year(self.last.year()) == Some(*self) && years.any(|year| year == self.last.year())
    }
}
