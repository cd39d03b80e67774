//! Colours as style sheets write them, and how well one is read on another.

use std::fmt;

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let full = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(full.get(at..at + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// The contrast between two colours, from 1 to 21, as WCAG 2.2 counts it.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, from 0 (black) to 1 (white): WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn contrast(a: &str, b: &str) -> Option<f64> {
        Some((Colour::parse(a)?.contrast(Colour::parse(b)?) * 100.0).round() / 100.0)
    }

    #[test]
    fn contrast_is_counted_as_wcag_has_it() {
        assert_eq!(contrast("#000", "#ffffff"), Some(21.0));
        assert_eq!(contrast("#777777", "#FFF"), Some(4.48));
        assert_eq!(contrast("#0B4A56", "#0b4a56"), Some(1.0));
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for written in ["", "#", "000000", "#12345", "#ggg", "röd", "#1234567", "#åäö"] {
            assert_eq!(Colour::parse(written), None, "{written}");
        }
        assert_eq!(Colour::parse("#0a4").map(|c| c.to_string()), Some("#00AA44".to_owned()));
    }
}
