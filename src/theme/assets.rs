//! Style sheets, fonts, pictures: named by what they hold, so that browsers may keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::base::{FilePath, OutPath, Place, Span};
use crate::source::{Content, Source};

use super::{ThemeFault, folder};

/// The folder of the finished site that assets are put in.
const OUT_FOLDER: &str = "assets";

/// Where a style sheet takes in the colours that the site has chosen, when it says so.
pub const COLOURS_HERE: &str = "/* webbplatsens färger */";

/// One asset.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it ends up: `assets/site.3f2a1b0c9d.css`.
    pub out: OutPath,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// All assets, by the path templates use: `site.css`, `typsnitt/rubrik.woff2`.
#[derive(Debug, Clone, Default)]
pub struct Assets(pub BTreeMap<String, Asset>);

impl Assets {
    /// Loads the assets; a theme's own win over those it extends. `colours` are the site's, as
    /// CSS: in the sheet and not in the pages, so that no policy of a server depends on them.
    pub(super) fn load(
        source: &Source,
        chain: &[String],
        colours: &str,
        faults: &mut Vec<ThemeFault>,
    ) -> Self {
        let mut found: BTreeMap<String, (FilePath, Cow<'_, [u8]>)> = BTreeMap::new();
        for theme in chain.iter().rev() {
            let assets = format!("{}/assets", folder(theme));
            for (path, file) in source.below(&assets) {
                let Some(name) = path.below(&assets) else { continue };
                if let Content::Bytes(bytes) = &file.content {
                    found.insert(name.to_owned(), (path.clone(), Cow::Borrowed(bytes.as_ref())));
                }
            }
        }
        let mut all = Self::default();
        // Style sheets name other assets, so those need their names first.
        let is_css = |name: &str| has_extension(name, "css");
        for (name, (path, bytes)) in found.iter().filter(|(name, _)| !is_css(name)) {
            all.add(name, path, bytes.to_vec(), faults);
        }
        for (name, (path, bytes)) in found.iter().filter(|(name, _)| is_css(name)) {
            let css = String::from_utf8_lossy(bytes);
            let renamed = all.rename_urls(name, path, &css, faults);
            let renamed = renamed.replace(COLOURS_HERE, colours);
            all.add(name, path, renamed.into_bytes(), faults);
        }
        all
    }

    fn add(&mut self, name: &str, path: &FilePath, bytes: Vec<u8>, faults: &mut Vec<ThemeFault>) {
        let hash = xxh3_64(&bytes) >> 24;
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let dot = if extension.is_empty() { "" } else { "." };
        let out = format!("{OUT_FOLDER}/{stem}.{hash:010x}{dot}{extension}");
        match OutPath::new(&out) {
            Some(out) => {
                self.0.insert(name.to_owned(), Asset { out, bytes });
            }
            None => faults.push(ThemeFault::BadAssetName { place: Place::new(path, Span::at(0)) }),
        }
    }

    /// Puts the hashed names into every `url(…)` of a style sheet. They stay
    /// relative, so that the sheet works wherever the site lives.
    fn rename_urls(
        &self,
        name: &str,
        path: &FilePath,
        css: &str,
        faults: &mut Vec<ThemeFault>,
    ) -> String {
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find("url(") {
            let (before, from) = rest.split_at(at + 4);
            out.push_str(before);
            let Some(end) = from.find(')') else {
                rest = from;
                break;
            };
            let written = &from[..end];
            let target = written.trim().trim_matches(['"', '\'']);
            let is_own = !target.starts_with('#') && !target.contains(':');
            let offset = css.len() - from.len();
            if let Some(renamed) = self.relative(name, target).filter(|_| is_own) {
                out.push('"');
                out.push_str(&renamed);
                out.push('"');
            } else {
                if is_own {
                    let span = Span::new(offset, offset + written.len());
                    let place = Place::new(path, span);
                    faults.push(ThemeFault::NoAsset { place, name: target.to_owned() });
                }
                out.push_str(written);
            }
            rest = &from[end..];
        }
        out.push_str(rest);
        out
    }

    fn relative(&self, from: &str, target: &str) -> Option<String> {
        let sheet = FilePath::new(from);
        let found = sheet.resolve(target)?;
        let asset = self.0.get(found.as_str())?;
        let up = "../".repeat(from.matches('/').count());
        let below = asset.out.as_str().strip_prefix(OUT_FOLDER)?.trim_start_matches('/');
        Some(format!("{up}{below}"))
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}
