//! The language that a page is written in: any that has a tag (BCP 47). What the program itself
//! speaks is `Lang`.
//!
//! What the program knows of a language is looked up where it is needed; of most it knows only
//! the tag, and then shows nothing that it would have to invent.

mod names;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use icu_locale_core::LanguageIdentifier;

use super::text::Lang;

/// A language by its tag, such as `sv`, `sma` or `zh-Hant`. Small, and compared by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

/// Why something is no tag of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTag {
    /// The tag that was meant.
    pub meant: Option<String>,
}

impl Language {
    /// Swedish.
    pub const SV: Self = Self("sv");
    /// English.
    pub const EN: Self = Self("en");

    /// What every tag looks like, for editors: much that looks like one is none.
    pub const PATTERN: &str = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$";

    /// Reads a tag. Letters may be large or small; it is kept as BCP 47 recommends to write it.
    ///
    /// # Errors
    /// What is no tag, and codes that ISO 639 does not have or that have a shorter form: the tag
    /// that was meant, when there is one.
    pub fn parse(written: &str) -> Result<Self, UnknownTag> {
        let unknown = || UnknownTag { meant: names::tag_named(written) };
        // An underscore is how programmers write it.
        if written.contains('_') {
            let meant = Self::parse(&written.replace('_', "-"));
            return Err(
                meant.map_or_else(|tag| tag, |tag| UnknownTag { meant: Some(tag.0.into()) })
            );
        }
        let tag = LanguageIdentifier::try_from_str(written).map_err(|_| unknown())?;
        let code = tag.language.as_str();
        let canonical = tag.to_string();
        match CODES.get(code) {
            Some(None) => Ok(Self::interned(&canonical)),
            Some(Some(short)) => {
                let rest = canonical.strip_prefix(code).unwrap_or("");
                Err(UnknownTag { meant: Some(format!("{short}{rest}")) })
            }
            None => Err(unknown()),
        }
    }

    /// Tags live as long as the program: a site has few, and each is kept once.
    fn interned(tag: &str) -> Self {
        static KNOWN: Mutex<BTreeMap<String, &'static str>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = known.entry(tag.to_owned()).or_insert_with(|| String::leak(tag.to_owned()));
        Self(kept)
    }

    /// The tag, as attributes and files have it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.0
    }

    /// What its pages' addresses begin with, and what stands in the names of files.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        if self.0.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Self::interned(&self.0.to_ascii_lowercase()).0
        } else {
            self.0
        }
    }

    /// The language without country and script: `en` of `en-GB`.
    #[must_use]
    pub fn base(self) -> &'static str {
        self.0.split('-').next().unwrap_or(self.0)
    }

    /// The language of the program that it is, if any.
    #[must_use]
    pub fn spoken(self) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == self.base())
    }

    /// What the language calls itself, where the program knows it.
    #[must_use]
    pub fn own_name(self) -> Option<String> {
        names::own_name(self.0)
    }

    /// What it is called in Swedish and in English; its tag where the program knows no name.
    #[must_use]
    pub fn name(self) -> super::Text {
        names::name(self.0)
    }

    /// Whether it is written from right to left: by its script, or by the script that the
    /// language is usually written in.
    #[must_use]
    pub fn is_right_to_left(self) -> bool {
        const SCRIPTS: [&str; 7] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"];
        const LANGUAGES: [&str; 13] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "prs", "sd", "syr", "ug", "ur", "yi"];
        // A script has four letters and a capital: `az-Arab`, `sr-Latn-RS`.
        let script =
            self.0.split('-').skip(1).find(|part| {
                part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
            });
        match script {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&self.base()),
        }
    }
}

impl Default for Language {
    /// Swedish, as a site has it that says nothing.
    fn default() -> Self {
        Self::SV
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Sv => Self::SV,
            Lang::En => Self::EN,
        }
    }
}

/// The codes of ISO 639: those that may be used, and those of three letters that have a shorter
/// one, which BCP 47 wants instead.
static CODES: LazyLock<BTreeMap<&str, Option<&str>>> = LazyLock::new(|| {
    let mut codes = BTreeMap::new();
    for code in include_str!("codes.txt").split_ascii_whitespace() {
        match code.split_once('=') {
            Some((long, short)) => {
                codes.insert(long, Some(short));
                codes.insert(short, None);
            }
            None => {
                codes.insert(code, None);
            }
        }
    }
    // Not one language, and no content.
    for special in ["mis", "mul", "und", "zxx"] {
        codes.remove(special);
    }
    codes
});

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_tag_is_read_as_it_is_recommended_to_be_written() {
        for (written, tag, prefix) in [
            ("sv", "sv", "sv"),
            ("SMA", "sma", "sma"),
            ("zh-hant", "zh-Hant", "zh-hant"),
            ("en-gb", "en-GB", "en-gb"),
        ] {
            let language = Language::parse(written).expect(written);
            assert_eq!((language.tag(), language.prefix()), (tag, prefix));
            assert_eq!(Language::parse(tag), Ok(language));
        }
    }

    #[test]
    fn what_is_no_tag_says_what_was_meant() {
        for (written, meant) in [
            ("swe", Some("sv")),
            ("fin", Some("fi")),
            ("sme", Some("se")),
            ("eng-GB", Some("en-GB")),
            ("en_GB", Some("en-GB")),
            ("svenska", Some("sv")),
            ("Suomi", Some("fi")),
            ("sydsamiska", Some("sma")),
            ("davvisámegiella", Some("se")),
            ("xx", None),
            ("mul", None),
            ("", None),
            ("../etc", None),
        ] {
            let read = Language::parse(written).map_err(|unknown| unknown.meant);
            assert_eq!(read, Err(meant.map(str::to_owned)), "{written}");
        }
    }

    #[test]
    fn the_script_tells_the_direction() {
        let is = |tag| Language::parse(tag).expect(tag).is_right_to_left();
        assert!(is("ar") && is("fa") && is("yi") && is("az-Arab") && is("ks-Arab-IN"));
        assert!(!is("sv") && !is("yi-Latn") && !is("so") && !is("ku"));
    }
}
