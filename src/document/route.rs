//! What the path of a file says: its kind, its address, its place in the sections.

use crate::base::{FilePath, Language, UrlPath, slug};
use crate::source::{CONTENT, FROZEN, SITE_FILE};

use super::FROZEN_FOLDER;
use super::kind::{KINDS, Kind, Page, Report, ReportText, Section, Start, Variant};
use super::register::{TABLES, TableInfo};

/// Where a page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The kind's name.
    pub kind: &'static str,
    /// The file's name without its ending, and without what says language and variant.
    pub name: String,
    /// The last part of the address; empty for the start page.
    pub slug: String,
    /// The address.
    pub address: UrlPath,
    /// Language and variant.
    pub edition: Edition,
    /// The address of the page that this is a translation or variant of, or its own.
    pub original: UrlPath,
}

/// Which of a page's editions this is: its language, and the variant of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// The language.
    pub language: Language,
    /// The variant; none for the page itself.
    pub variant: Option<Variant>,
}

impl Route {
    /// Whether this is the page itself, not a translation or variant of it.
    #[must_use]
    pub fn is_original(&self) -> bool {
        self.address == self.original
    }
}

/// What a file below `content/` is.
#[derive(Debug, Clone)]
pub enum Routed {
    /// A page.
    Page(Route),
    /// A register.
    Register(&'static TableInfo),
    /// A file to copy, and where to.
    Copied(String),
    /// `site.yaml`.
    Settings,
    /// The hashes of adopted plan editions.
    PlanLock,
    /// A report as it was adopted.
    Frozen,
    /// The findings that are known.
    Baseline,
    /// A file that looks like a page or a register but is none. Never copied.
    Stray,
}

/// Tells what `file` is. Never looks into it. The first of `languages` has no prefix.
#[must_use]
pub fn route(file: &FilePath, languages: &[Language]) -> Routed {
    let rest = file.below(CONTENT).unwrap_or(file.as_str());
    if file.as_str() == SITE_FILE {
        return Routed::Settings;
    }
    if let Some(to) = rest.strip_prefix("static/") {
        return Routed::Copied(to.to_owned());
    }
    if file.name() == FROZEN && is_of_report(rest) {
        return Routed::Frozen;
    }
    match file.extension() {
        "md" => Routed::Page(page_route(rest, languages)),
        "yaml" | "yml" => {
            if rest == PLAN_LOCK {
                return Routed::PlanLock;
            }
            if rest == BASELINE {
                return Routed::Baseline;
            }
            let table = TABLES.iter().find(|table| {
                rest.strip_prefix("register/")
                    .is_some_and(|name| name == format!("{}.yaml", table.file))
            });
            table.map_or(Routed::Stray, Routed::Register)
        }
        _ if is_stray(rest, file.name()) => Routed::Stray,
        _ => {
            let folder = rest.rsplit_once('/').map_or("", |(folder, _)| folder);
            // What belongs to a frozen report is where it was when that was not frozen yet.
            let of_frozen = frozen_with(file).and_then(|folder| folder.strip_prefix(CONTENT));
            let folder = of_frozen.map_or(folder, |folder| folder.trim_start_matches('/'));
            let address = UrlPath::from_parts(slugs(folder).iter().map(String::as_str));
            let to = format!("{}{}", address.as_str().trim_start_matches('/'), file.name());
            Routed::Copied(to)
        }
    }
}

/// Whether a file stands in a report's own folder.
fn is_of_report(rest: &str) -> bool {
    let folder = rest.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.contains('/') && kind_in(folder) == Report::NAME
}

/// The folder of the report that a file belongs to, when that is frozen.
pub(super) fn frozen_with(file: &FilePath) -> Option<&str> {
    let folder = file.folder().strip_suffix(FROZEN_FOLDER)?.strip_suffix('/')?;
    let rest = folder.strip_prefix(CONTENT)?.trim_start_matches('/');
    (rest.contains('/') && kind_in(rest) == Report::NAME).then_some(folder)
}

/// Whether a file looks like a page or a register, but is none: `Sida.MD`,
/// `sida.md.bak`, anything in the registers' folder. Copied as it is, its text would be
/// public.
fn is_stray(rest: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let written = ["md", "markdown", "yaml", "yml"];
    rest.starts_with("register/") || name.split('.').skip(1).any(|part| written.contains(&part))
}

fn slugs(folder: &str) -> Vec<String> {
    folder.split('/').filter(|part| !part.is_empty()).map(slug).collect()
}

/// Where the hashes of adopted plan editions stand, below `content/`.
pub const PLAN_LOCK: &str = "fardplan/las.yaml";

/// Where the findings stand that a site had when the checks were taken into use, below `content/`.
pub const BASELINE: &str = "baslinje.yaml";

/// The route of `content/<rest>`, where `rest` ends with `.md`.
fn page_route(rest: &str, languages: &[Language]) -> Route {
    let path = rest.strip_suffix(".md").unwrap_or(rest);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (name, edition) = edition(name, languages);
    let mut parts = slugs(folder);
    let kind = match name {
        "index" if parts.is_empty() => Start::NAME,
        "_index" => Section::NAME,
        _ => match kind_of_folder(folder, name) {
            // In a report's own folder stand its texts.
            Report::NAME if name != "index" && folder.contains('/') => ReportText::NAME,
            kind => kind,
        },
    };
    if !matches!(name, "index" | "_index") {
        parts.push(slug(name));
    }
    let original = UrlPath::from_parts(parts.iter().map(String::as_str));
    let prefixes = prefixes(edition, languages);
    let parts = prefixes.into_iter().flatten().chain(parts.iter().map(String::as_str));
    Route {
        kind,
        name: name.to_owned(),
        slug: original.parts().last().unwrap_or_default().to_owned(),
        address: UrlPath::from_parts(parts),
        edition,
        original,
    }
}

/// `name.en`, `name.lattlast`, `name.en.lattlast`: the name, and which edition of the page
/// the rest says. Endings that are neither belong to the name.
fn edition<'a>(name: &'a str, languages: &[Language]) -> (&'a str, Edition) {
    let default = languages.first().copied().unwrap_or_default();
    let mut edition = Edition { language: default, variant: None };
    let mut name = name;
    // In either order: `.en.lattlast` and `.lattlast.en` are the same edition.
    for _ in 0..2 {
        let Some((rest, ending)) = name.rsplit_once('.') else { break };
        let variant = Variant::ALL.iter().find(|(_, word)| *word == ending);
        let language = languages.iter().find(|lang| lang.prefix().eq_ignore_ascii_case(ending));
        match (variant, language) {
            (Some((variant, _)), _) if edition.variant.is_none() => {
                edition.variant = Some(*variant);
            }
            (_, Some(language)) => edition.language = *language,
            _ => break,
        }
        name = rest;
    }
    (name, edition)
}

/// What stands first in the address of an edition.
fn prefixes(edition: Edition, languages: &[Language]) -> [Option<&'static str>; 2] {
    let is_default = languages.first().copied().unwrap_or_default() == edition.language;
    let variant = edition.variant.and_then(|variant| {
        Variant::ALL.iter().find(|(known, _)| *known == variant).map(|(_, word)| *word)
    });
    [(!is_default).then(|| edition.language.prefix()), variant]
}

/// The address of an edition of the page at `original`.
#[must_use]
pub fn edition_address(original: &UrlPath, edition: Edition, languages: &[Language]) -> UrlPath {
    let prefixes = prefixes(edition, languages);
    UrlPath::from_parts(prefixes.into_iter().flatten().chain(original.parts()))
}

/// The kind of the pages in `folder`, below `content/`.
#[must_use]
pub fn kind_in(folder: &str) -> &'static str {
    kind_of_folder(folder, "")
}

fn kind_of_folder(folder: &str, name: &str) -> &'static str {
    // Told by the address: `Områden/` is served as `/omraden/` too.
    let top = slug(folder.split('/').next().unwrap_or(""));
    // `omraden/index.md` would be the listing's own address; it is a plain page there.
    let is_top_index = name == "index" && !folder.contains('/');
    KINDS
        .iter()
        .find(|kind| !kind.folder.is_empty() && kind.folder == top && !is_top_index)
        .map_or(Page::NAME, |kind| kind.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> (&'static str, String) {
        match route(&FilePath::new(path), &[Language::SV, Language::EN]) {
            Routed::Page(route) => (route.kind, route.address.to_string()),
            Routed::Copied(to) => ("copied", to),
            Routed::Register(table) => ("register", table.file.to_owned()),
            Routed::Settings => ("settings", String::new()),
            Routed::PlanLock => ("lock", String::new()),
            Routed::Frozen => ("frozen", String::new()),
            Routed::Baseline => ("baseline", String::new()),
            Routed::Stray => ("stray", String::new()),
        }
    }

    #[test]
    fn the_path_alone_decides_kind_and_address() {
        for (path, kind, address) in [
            ("content/index.md", "startsida", "/"),
            ("content/omraden/_index.md", "avdelning", "/omraden/"),
            ("content/omraden/Digital Omställning.md", "område", "/omraden/digital-omstallning/"),
            ("content/projekt/sip/index.md", "arbete", "/projekt/sip/"),
            ("content/nyheter/2025/utbildning.md", "nyhet", "/nyheter/2025/utbildning/"),
            ("content/om/index.md", "sida", "/om/"),
            ("content/om/webben.md", "sida", "/om/webben/"),
            ("content/kommuner/ange.md", "organisationssida", "/kommuner/ange/"),
            ("content/projekt/sip/bild.png", "copied", "projekt/sip/bild.png"),
            ("content/static/.well-known/x.txt", "copied", ".well-known/x.txt"),
            ("content/register/grupper.yaml", "register", "grupper"),
            ("content/register/okant.yaml", "stray", ""),
            ("content/register/bild.png", "stray", ""),
            ("content/om/Sida.MD", "stray", ""),
            ("content/om/sida.md.bak", "stray", ""),
            ("content/Områden/a.md", "område", "/omraden/a/"),
            ("content/site.yaml", "settings", ""),
            ("content/fardplan/las.yaml", "lock", ""),
            ("content/rapporter/2025/index.md", "rapport", "/rapporter/2025/"),
            ("content/rapporter/2025.md", "rapport", "/rapporter/2025/"),
            ("content/rapporter/2025/forord.md", "rapporttext", "/rapporter/2025/forord/"),
            ("content/rapporter/2025/fryst.html", "frozen", ""),
            ("content/rapporter/2025/fryst/utfall.csv", "copied", "rapporter/2025/utfall.csv"),
            ("content/om/fryst/utfall.csv", "copied", "om/fryst/utfall.csv"),
            ("content/rapporter/fryst.html", "copied", "rapporter/fryst.html"),
            ("content/om/fryst.html", "copied", "om/fryst.html"),
            ("content/index.en.md", "startsida", "/en/"),
            ("content/projekt/sip.en.md", "arbete", "/en/projekt/sip/"),
            ("content/projekt/sip/index.en.md", "arbete", "/en/projekt/sip/"),
            ("content/omraden/_index.en.md", "avdelning", "/en/omraden/"),
            ("content/om/index.lattlast.md", "sida", "/lattlast/om/"),
            ("content/om/index.en.lattlast.md", "sida", "/en/lattlast/om/"),
            ("content/om/index.lattlast.en.md", "sida", "/en/lattlast/om/"),
            ("content/om/index.sv.md", "sida", "/om/"),
            ("content/om/v1.2.md", "sida", "/om/v1-2/"),
        ] {
            assert_eq!(of(path), (kind, address.to_owned()), "{path}");
        }
    }
}
