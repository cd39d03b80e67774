//! Three kinds of path that must never be mixed: a source file, an address, an output file.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A source file, relative to the root of the site, NFC, with `/` between its parts.
///
/// `content/projekt/sip-pa-distans.md`
///
/// Every stage keeps paths, and so does every fact with a place: all three kinds share their
/// text instead of copying it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// Takes a relative path with `/` between its parts.
    #[must_use]
    pub fn new(path: &str) -> Self {
        // Nearly every name is plain, and needs no normalising.
        Self(if path.is_ascii() { path.into() } else { path.nfc().collect::<String>().into() })
    }

    /// Takes a path relative to the root as the disk gives it. `None` when it is not Unicode.
    #[must_use]
    pub fn from_disk(relative: &Path) -> Option<Self> {
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        Some(Self::new(&parts?.join("/")))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The name without its last extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension, without the dot; empty when there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The folder, without a final `/`; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The rest of the path after `prefix` and a `/`.
    #[must_use]
    pub fn below(&self, prefix: &str) -> Option<&str> {
        self.0.strip_prefix(prefix)?.strip_prefix('/')
    }

    /// Resolves `relative` (with `.` and `..`) against this file's folder.
    ///
    /// `None` when it would leave the root.
    #[must_use]
    pub fn resolve(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                other => parts.push(other),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address on the site, from the root of the site: `/projekt/sip-pa-distans/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// The address whose parts are `parts`; no parts is the start page. Ends with `/`.
    #[must_use]
    pub fn from_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut address = String::from("/");
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            address.push_str(part);
            address.push('/');
        }
        Self(address.into())
    }

    /// An address as written in content: must begin with `/`.
    ///
    /// A missing final slash is added when the last part has no dot.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let rest = written.strip_prefix('/')?;
        if rest.starts_with('/') || rest.contains('\\') {
            return None;
        }
        if rest.split('/').any(|part| part == "." || part == "..") {
            return None;
        }
        let last = rest.rsplit('/').next().unwrap_or("");
        if last.is_empty() || last.contains('.') {
            return Some(Self(format!("/{rest}").into()));
        }
        Some(Self(format!("/{rest}/").into()))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts between the slashes.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// The file this address is read from: `/a/` is `a/index.html`, `/a.css` is `a.css`.
    #[must_use]
    pub fn out_path(&self) -> OutPath {
        let rest = self.0.trim_start_matches('/');
        if rest.is_empty() || rest.ends_with('/') {
            OutPath(format!("{rest}index.html").into())
        } else {
            OutPath(rest.into())
        }
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The file in the output folder that lists what we made; no source may have its name.
pub const MANIFEST: &str = ".delwebb-manifest.json";

/// What has to be encoded in the path of an address.
pub const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// A file of the finished site, relative to the output folder: `projekt/x/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// Takes a relative path with `/` between its parts; `None` when it could
    /// point anywhere but inside the output folder.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let safe = !path.is_empty()
            && !path.contains(['\\', '\0', ':'])
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        safe.then(|| Self(path.into()))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as part of an address.
    #[must_use]
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, ENCODED).to_string()
    }

    /// The path on disk, below `folder`.
    #[must_use]
    pub fn below(&self, folder: &Path) -> PathBuf {
        folder.join(&*self.0)
    }

    /// The folder part, without a final `/`; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The form in which two paths are the same file on a disk that ignores
    /// case and normalisation. Upper case in between brings together what some disks take
    /// for the same: `ß` and `ss`, `ς` and `σ`, `ſ` and `s`.
    #[must_use]
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        let upper = self.0.nfkc().flat_map(char::to_uppercase);
        upper.flat_map(char::to_lowercase).nfkc().collect()
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_never_leaves_the_root() {
        let file = FilePath::new("content/projekt/x.md");
        let resolved = |relative| file.resolve(relative).map(|path| path.0);
        assert_eq!(resolved("../omraden/a.md").as_deref(), Some("content/omraden/a.md"));
        assert_eq!(resolved("./bild.png").as_deref(), Some("content/projekt/bild.png"));
        assert_eq!(resolved("../../../etc/passwd"), None);
    }

    #[test]
    fn an_output_path_never_leaves_the_output_folder() {
        for bad in ["", "/a", "a//b", "../a", "a/..", "a\\b", "c:/a", "a/./b", "a\0b"] {
            assert_eq!(OutPath::new(bad), None, "{bad:?}");
        }
        assert!(OutPath::new("a/b.html").is_some());
    }

    #[test]
    fn an_address_gets_its_final_slash() {
        let address = |written| UrlPath::parse(written).map(|url| url.0);
        assert_eq!(address("/projekt/x").as_deref(), Some("/projekt/x/"));
        assert_eq!(address("/fil.pdf").as_deref(), Some("/fil.pdf"));
        assert_eq!(address("/").as_deref(), Some("/"));
        assert_eq!(address("//annan.se/"), None);
        assert_eq!(address("/a/../b/"), None);
    }
}
