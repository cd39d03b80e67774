//! A figure that keeps the precision it was given: `ca 15` is never 15.

use std::cmp::Ordering;

use crate::base::Language;
use crate::base::text::Lang;

/// A number with at most six decimals, and whether it is approximate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Written with `ca` or `cirka`.
    pub approximate: bool,
    /// The digits as one integer.
    digits: i64,
    /// How many of the digits are decimals.
    decimals: u8,
}

impl Figure {
    /// What `parse` takes, as a regular expression for those who read content without us.
    pub const PATTERN: &'static str = concat!(
        r"^(?:cirka|ca\.?)?\s*[-−]?(?:[0-9]+|[0-9]{1,3}(?:\s[0-9]{3})+)",
        r"(?:,[0-9]{1,6}|\.(?:[0-9]{1,2}|[0-9]{4,6}))?$"
    );

    /// Reads `30`, `ca 15`, `cirka 150`, `5 900 000`, `12,5` or `12.5`. `None` for anything else.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let (approximate, rest) = ["cirka", "ca.", "ca"]
            .iter()
            .find_map(|word| written.strip_prefix(word))
            .map_or((false, written), |rest| (true, rest));
        let (whole, fraction) = match rest.split_once([',', '.']) {
            // 1.500 is fifteen hundred to many writers and one and a half to others.
            Some((_, fraction)) if fraction.len() == 3 && rest.contains('.') => return None,
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (rest, ""),
        };
        let groups: Vec<&str> = whole.split_whitespace().collect();
        let (first, others) = groups.split_first()?;
        let unsigned = first.trim_start_matches(['-', '−']);
        let grouped = others.is_empty()
            || (unsigned.len() <= 3 && others.iter().all(|group| group.len() == 3));
        let digits_only = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let valid = grouped
            && !unsigned.is_empty()
            && first.chars().count() - unsigned.chars().count() <= 1
            && fraction.len() <= 6
            && digits_only(unsigned)
            && others.iter().all(|group| digits_only(group))
            && digits_only(fraction);
        if !valid {
            return None;
        }
        let joined = [unsigned, &others.concat(), fraction].concat();
        let digits: i64 = joined.parse().ok()?;
        Some(Self {
            approximate,
            digits: if unsigned.len() == first.len() { digits } else { -digits },
            decimals: u8::try_from(fraction.len()).ok()?,
        })
    }

    /// The sum of exact figures; `None` when one is approximate or the sum is too large to keep.
    #[must_use]
    pub fn sum<'a>(mut figures: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let zero = Self { approximate: false, digits: 0, decimals: 0 };
        figures.try_fold(zero, Self::plus)
    }

    /// How much more this is than `other`; `None` as for `sum`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&Self { digits: other.digits.checked_neg()?, ..*other })
    }

    /// Whether it is nothing at all.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.digits == 0
    }

    /// The same figure without its sign.
    #[must_use]
    pub const fn magnitude(&self) -> Self {
        Self { digits: self.digits.saturating_abs(), ..*self }
    }

    /// The figure as machines write it: `5900000`, `12.5`. Its precision is said elsewhere.
    #[must_use]
    pub fn plain(&self) -> String {
        let decimals = usize::from(self.decimals);
        let padded = format!("{:0width$}", self.digits.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }

    fn plus(self, other: &Self) -> Option<Self> {
        if self.approximate || other.approximate {
            return None;
        }
        let decimals = self.decimals.max(other.decimals);
        let scaled = |figure: &Self| {
            figure.digits.checked_mul(10_i64.checked_pow(u32::from(decimals - figure.decimals))?)
        };
        let digits = scaled(&self)?.checked_add(scaled(other)?)?;
        Some(Self { approximate: false, digits, decimals })
    }

    /// The smaller first; how exact they are does not matter.
    #[must_use]
    pub fn by_size(&self, other: &Self) -> Ordering {
        let (one, another) = self.scaled_with(other);
        one.cmp(&another)
    }

    /// How large a part of `whole` this is, in thousandths: from nothing to the whole of it.
    #[must_use]
    pub fn thousandths_of(&self, whole: &Self) -> u32 {
        let (part, whole) = self.scaled_with(whole);
        let thousandths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
        u32::try_from(thousandths.clamp(0, 1000)).unwrap_or(0)
    }

    /// Both figures as integers with the same number of decimals. Six are the most, so that
    /// nothing is too large.
    fn scaled_with(&self, other: &Self) -> (i128, i128) {
        let most = self.decimals.max(other.decimals);
        let scaled = |figure: &Self| {
            i128::from(figure.digits) * 10_i128.pow(u32::from(most - figure.decimals))
        };
        (scaled(self), scaled(other))
    }

    /// The figure in words: `cirka 15`.
    #[must_use]
    pub fn show(&self, language: impl Into<Language>) -> String {
        let language = language.into();
        let about = match (self.approximate, language.spoken()) {
            (false, _) => "",
            (true, Some(Lang::Sv)) => "cirka ",
            (true, Some(Lang::En)) => "about ",
            (true, None) => "≈\u{a0}",
        };
        format!("{about}{}", self.number(language))
    }

    /// The number alone, as people write it: `5 900 000` with hard spaces, `12,5`.
    #[must_use]
    pub fn number(&self, language: impl Into<Language>) -> String {
        let (comma, space) = match language.into().spoken() {
            Some(Lang::En) => ('.', ','),
            // What ISO 80000-1 has for every language, and Swedish has too.
            Some(Lang::Sv) | None => (',', '\u{a0}'),
        };
        let decimals = usize::from(self.decimals);
        let padded = format!("{:0width$}", self.digits.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        let mut out = String::new();
        if self.digits < 0 {
            out.push('−');
        }
        for (at, digit) in whole.chars().enumerate() {
            let left = whole.len() - at;
            // Four digits stand together in Swedish: 1500, but 15 000.
            if at > 0 && left.is_multiple_of(3) && whole.len() > 4 {
                out.push(space);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(comma);
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test may")]
mod tests {
    use super::Figure;
    use crate::base::text::Lang;

    #[test]
    fn exact_figures_add_up_and_approximate_ones_never_do() {
        let of = |written: &str| Figure::parse(written).expect("a figure");
        let sum = |all: &[&str]| {
            let all: Vec<Figure> = all.iter().map(|written| of(written)).collect();
            Figure::sum(all.iter()).map(|sum| sum.plain())
        };
        assert_eq!(sum(&["1 000 000", "200000"]).as_deref(), Some("1200000"));
        assert_eq!(sum(&["0,5", "1,25", "-3"]).as_deref(), Some("-1.25"));
        assert_eq!(sum(&["ca 15", "1"]), None);
        assert_eq!(sum(&["9223372036854775807", "1"]), None);
        let difference = of("6 200 000").minus(&of("5 900 000"));
        assert_eq!(difference.map(|left| left.plain()).as_deref(), Some("300000"));
    }

    #[test]
    fn figures_are_compared_and_drawn_by_their_size() {
        let of = |written: &str| Figure::parse(written).expect("a figure");
        assert!(of("0,5").by_size(&of("1")).is_lt());
        assert!(of("ca 2,50").by_size(&of("2,5")).is_eq());
        assert_eq!(of("250 000").thousandths_of(&of("2 000 000")), 125);
        assert_eq!(of("0,5").thousandths_of(&of("1,5")), 333);
        assert_eq!(of("3").thousandths_of(&of("2")), 1000);
        assert_eq!(of("-3").thousandths_of(&of("2")), 0);
        assert_eq!(of("3").thousandths_of(&of("0")), 0);
    }

    #[test]
    fn figures_keep_their_precision() {
        let shown = |written| Figure::parse(written).map(|f| (f.approximate, f.number(Lang::Sv)));
        assert_eq!(shown("ca 15"), Some((true, "15".into())));
        assert_eq!(shown("5 900 000"), Some((false, "5\u{a0}900\u{a0}000".into())));
        assert_eq!(shown("5900000"), Some((false, "5\u{a0}900\u{a0}000".into())));
        assert_eq!(shown("0,50"), Some((false, "0,50".into())));
        assert_eq!(shown("-3"), Some((false, "−3".into())));
        for bad in ["", "ca", "1 2", "femton", "1,", "1.2.3", "1.500", "--1", "59 0000"] {
            assert_eq!(shown(bad), None, "{bad:?}");
        }
    }
}
