//! A release: everything that one publication holds, and who made it when. The only place where
//! time and names stand: never in the site's own bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::UrlPath;
use crate::hosting::encoded;

/// The form of the list on the host. A list of another form is not understood.
const FORM: u32 = 1;

/// One publication of the whole site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The form of this list.
    pub form: u32,
    /// What it is called: its time, and the first signs of the hash of its files.
    pub id: String,
    /// The name of its folder below `releases/`, where that is not its own but the name of an
    /// older release: hosts that cannot rename let a new one take over the folder of an old one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub folder: String,
    /// When it was made: RFC 3339, UTC.
    pub made: String,
    /// The day that the site was built for, in the site's time zone.
    pub day: String,
    /// The site's time zone, such as `Europe/Stockholm`.
    #[serde(default)]
    pub zone: String,
    /// The name of the account that published it.
    pub by: String,
    /// The version of the program.
    pub tool: String,
    /// What the target is called in `site.yaml`.
    pub target: String,
    /// The address of its start page.
    pub address: String,
    /// The files, by path.
    pub files: BTreeMap<String, FileOf>,
    /// The pages, by address on the site.
    pub pages: BTreeMap<String, PageOf>,
    /// Old addresses, and the page that each leads to.
    pub redirects: BTreeMap<String, String>,
    /// The addresses in the main menu.
    pub menu: BTreeSet<String>,
    /// What many pages follow from, with the SHA-256 of each: the settings and the registers by
    /// file, the theme by folder.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shared: BTreeMap<String, String>,
    /// The content security policy that its pages need, as a server has to say it.
    #[serde(default)]
    pub policy: String,
    /// The row of the publication in the log that everybody may read, when the site has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// What lies beside the site on a host without releases, and is somebody else's.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub beside: BTreeSet<String>,
}

/// One file of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOf {
    /// Its length in bytes.
    pub len: u64,
    /// The SHA-256 of its bytes: 64 hexadecimal digits.
    pub sha256: String,
    /// What it is.
    pub kind: FileKind,
    /// What the host calls its bytes, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Elsewhere, when the host wrote it: seconds and nanoseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<(u64, u32)>,
    /// The day when the site no longer needed it: it is kept a while for those who have an
    /// older page open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
}

/// What a file is: decides in which order it is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A file of the theme's, whose name changes with its bytes.
    Asset,
    /// A picture, document or other file that pages lead to.
    #[default]
    Other,
    /// A page.
    Page,
    /// A page that leads from an old address to a new one.
    Redirect,
    /// A feed, the site map and other files that machines read.
    Machine,
    /// A smaller form of another file, beside it.
    Packed,
}

/// One page of a release, as people see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageOf {
    /// Its file.
    pub file: String,
    /// What it is called.
    pub title: String,
    /// Its facts in words: each key of its front matter, with one line or more.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Vec<String>>,
    /// The hash of the text that its author wrote; empty when nobody did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The hash of the words that visitors see in its main part.
    pub text: String,
    /// The addresses on the site that its main part links to.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub links: BTreeSet<String>,
}

impl Release {
    /// Gives the release its time and its name, later than the release called `newest`.
    pub fn stamp(&mut self, now: Timestamp, newest: Option<&str>) {
        let before = newest.and_then(time_of);
        let second = jiff::SignedDuration::from_secs(1);
        // A clock that goes backwards must not make a new release the oldest.
        let time = match before {
            Some(before) if now < before + second => before + second,
            _ => now,
        };
        let mut all = Sha256::new();
        for (path, file) in &self.files {
            all.update(path.as_bytes());
            all.update([0]);
            all.update(file.sha256.as_bytes());
        }
        self.form = FORM;
        self.made = time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let hash = hex(&all.finalize());
        self.id = format!("{}-{}", time.strftime("%Y%m%dT%H%M%SZ"), hash.get(..8).unwrap_or(""));
    }

    /// When it was made, as the clocks of the site's time zone had it: `2026-01-24 08:30`.
    #[must_use]
    pub fn when(&self) -> String {
        let made = self.made.parse::<Timestamp>();
        made.map(|made| in_zone(made, &self.zone)).unwrap_or_default()
    }

    /// The list as bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads a list. `None` when it is none of ours, or of a later form.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let release: Self = serde_json::from_slice(bytes).ok()?;
        let is_in_a_folder = release.folder.is_empty() || is_id(&release.folder);
        (release.form == FORM && is_id(&release.id) && is_in_a_folder).then_some(release)
    }

    /// Whether both show visitors the same, byte for byte.
    #[must_use]
    pub fn shows_the_same(&self, other: &Self) -> bool {
        let mine = self.own().map(|(path, file)| (path, &file.sha256));
        mine.eq(other.own().map(|(path, file)| (path, &file.sha256)))
    }

    /// Whether its pages need something that the policy of `before` stops: a server that has not
    /// been told keeps them from looking and working as they should.
    #[must_use]
    pub fn needs_more_than(&self, before: &Self) -> bool {
        let sources = |policy: &str| -> BTreeSet<(String, String)> {
            let directives = policy.split(';').filter_map(|one| one.trim().split_once(' '));
            let each = directives.flat_map(|(name, sources)| {
                sources.split(' ').map(|source| (name.to_owned(), source.to_owned()))
            });
            each.collect()
        };
        // Nothing is known of a release that an older program made.
        !before.policy.is_empty() && !sources(&self.policy).is_subset(&sources(&before.policy))
    }

    /// The files that the site itself needs.
    pub fn own(&self) -> impl Iterator<Item = (&String, &FileOf)> {
        self.files.iter().filter(|(_, file)| file.left.is_none())
    }

    /// The full address of what is at `path` on the site.
    #[must_use]
    pub fn address_of(&self, path: &str) -> String {
        let path = encoded(path.trim_start_matches('/'));
        format!("{}/{path}", self.address.trim_end_matches('/'))
    }

    /// Where the files at old addresses lead: their paths, and full addresses.
    #[must_use]
    pub fn leads(&self) -> BTreeMap<String, String> {
        let known = self.redirects.iter().filter_map(|(old, page)| {
            let path = UrlPath::parse(old)?.out_path();
            Some((path.as_str().to_owned(), self.address_of(page)))
        });
        known.collect()
    }

    /// How many bytes all files are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.files.values().map(|file| file.len).sum()
    }

    /// Whether it has no page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Keeps the assets that `before` needed and this one does not, for those who have one of
    /// its pages open. What was kept already is kept only while `stays` says so of its day.
    pub fn keep_assets(&mut self, before: &Self, stays: impl Fn(&str) -> bool) {
        for (path, file) in &before.files {
            let is_kept = file.kind == FileKind::Asset && !self.files.contains_key(path);
            let left = file.left.clone().unwrap_or_else(|| self.day.clone());
            if is_kept && (file.left.is_none() || stays(&left)) {
                let kept = FileOf { left: Some(left), written: None, tag: None, ..file.clone() };
                self.files.insert(path.clone(), kept);
            }
        }
    }
}

/// A time as the clocks of `zone` have it, to the minute.
pub(super) fn in_zone(time: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    time.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
}

/// When the release called `id` was made, to the second.
fn time_of(id: &str) -> Option<Timestamp> {
    let time = id.split('-').next()?;
    Timestamp::strptime("%Y%m%dT%H%M%S%z", time.replace('Z', "+0000")).ok()
}

/// Whether a release may be called so: it becomes part of a path.
#[must_use]
pub fn is_id(id: &str) -> bool {
    (10..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The SHA-256 of `bytes`: 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(DIGITS[usize::from(digit)]));
        }
    }
    out
}

/// A host's time as it is kept.
pub(super) fn written(time: Option<SystemTime>) -> Option<(u64, u32)> {
    let since = time?.duration_since(UNIX_EPOCH).ok()?;
    Some((since.as_secs(), since.subsec_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_later_than_every_other_whatever_the_clock_says() {
        let now: Timestamp = "2026-01-24T08:00:00Z".parse().expect("a time");
        let mut first = Release::default();
        first.stamp(now, None);
        assert!(first.id.starts_with("20260124T080000Z-") && is_id(&first.id));
        let mut second = Release::default();
        second.stamp(now - jiff::SignedDuration::from_hours(24), Some(&first.id));
        assert_eq!(second.made, "2026-01-24T08:00:01Z");
        assert!(first.id < second.id);
        assert_eq!(Release::read(&second.bytes()), Some(second));
        assert_eq!(Release::read(b"{\"form\":2}"), None);
    }
}
