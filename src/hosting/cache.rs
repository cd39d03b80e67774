//! How long browsers and CDNs may keep a file before they ask again.

use super::content_type::ending;

/// How long a file may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Its name says what it holds: another content gets another name.
    Always,
    /// A page: what changes shows within a minute, and so does going back.
    Page,
    /// What programs fetch again and again: feeds, calendars, open data, the site map.
    Data,
    /// Pictures and documents of the author's, which change under the same name, though seldom.
    Other,
}

impl Keep {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Always, Self::Page, Self::Data, Self::Other];

    /// How long the file at `path` may be kept.
    #[must_use]
    pub fn of(path: &str) -> Self {
        if is_hashed(path) {
            return Self::Always;
        }
        let ending = ending(path);
        if Self::PAGES.contains(&ending.as_str()) {
            Self::Page
        } else if Self::DATA.contains(&ending.as_str()) {
            Self::Data
        } else {
            Self::Other
        }
    }

    /// The endings of pages.
    pub const PAGES: [&str; 2] = ["html", "htm"];
    /// The endings of what programs fetch.
    pub const DATA: [&str; 9] =
        ["xml", "atom", "json", "jsonld", "geojson", "csv", "ics", "txt", "webmanifest"];

    /// The value of `Cache-Control`.
    #[must_use]
    pub const fn control(self) -> &'static str {
        match self {
            Self::Always => "public, max-age=31536000, immutable",
            Self::Page => "public, max-age=60, must-revalidate",
            Self::Data => "public, max-age=900, must-revalidate",
            Self::Other => "public, max-age=3600, must-revalidate",
        }
    }

    /// The files this holds for, as a regular expression over a path that begins with `/`. The
    /// first of `ALL` that fits counts; nothing: all others.
    #[must_use]
    pub fn pattern(self) -> Option<String> {
        match self {
            Self::Always => Some(r"^/assets/.+\.[0-9a-f]{10}(?:\.[^./]+)?$".to_owned()),
            Self::Page => Some(format!(r"\.(?:{})$", Self::PAGES.join("|"))),
            Self::Data => Some(format!(r"\.(?:{})$", Self::DATA.join("|"))),
            Self::Other => None,
        }
    }
}

/// The `Cache-Control` of the file at `path`, below the root of the site: `assets/site.….css`.
#[must_use]
pub fn cache_control(path: &str) -> &'static str {
    Keep::of(path).control()
}

/// Whether `path` is that of a theme's asset: `assets/<name>.<ten hexadecimal digits>.<ending>`.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let Some(name) = path.trim_start_matches('/').strip_prefix("assets/") else { return false };
    let is_hash = |part: &str| {
        part.len() == 10 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let name = name.rsplit('/').next().unwrap_or(name);
    let Some((before, last)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        return false;
    };
    // An asset without an ending has its hash last.
    is_hash(last)
        || before.rsplit_once('.').is_some_and(|(stem, hash)| !stem.is_empty() && is_hash(hash))
}

#[cfg(test)]
mod tests {
    use super::{Keep, cache_control, is_hashed};

    #[test]
    fn only_what_its_name_says_the_content_of_is_kept_for_ever() {
        for hashed in [
            "assets/site.0123456789.css",
            "assets/typsnitt/rubrik.89abcdef01.woff2",
            "assets/licens.0123456789",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
            assert_eq!(cache_control(hashed), "public, max-age=31536000, immutable");
        }
        for other in [
            "assets/site.css",
            "site.0123456789.css",
            "assets/0123456789.css",
            "assets/a.0123456789.b.css",
            "assets/a.012345678g.css",
        ] {
            assert!(!is_hashed(other), "{other}");
        }
        assert_eq!(Keep::of("nyheter/index.html"), Keep::Page);
        assert_eq!(Keep::of("nyheter/atom.xml"), Keep::Data);
        assert_eq!(Keep::of("dokument/plan.PDF"), Keep::Other);
    }
}
