//! What the preview adds to a page, and what that asks for.
//!
//! Everything of the preview's own lies below `/_delwebb/`, an address that no page can have, and
//! is asked for relative to the page: so it is found also when a proxy shows the site in a folder.

/// The folder of the preview's own files.
pub(super) const OWN: &str = "/_delwebb/";

/// Where pages listen for what has changed.
pub(super) const EVENTS: &str = "/_delwebb/handelser";

/// The preview's own files: name and text.
const FILES: [(&str, &str); 2] = [
    ("preview.js", include_str!("browser/preview.js")),
    ("idiomorph.js", include_str!("browser/idiomorph.min.js")),
];

/// One of the preview's own files.
pub(super) fn own_file(path: &str) -> Option<&'static str> {
    let name = path.strip_prefix(OWN)?;
    FILES.iter().find(|(file, _)| *file == name).map(|(_, text)| *text)
}

/// Marks the beginning and the end of what is added, so that it can be taken out again.
const BEGIN: &str = "<!--delwebb-->";
const END: &str = "<!--/delwebb-->";

/// The page with what the preview adds, for a page shown at `path` below the site's base.
/// `tag` tells this text of the page from every other.
pub(super) fn add(page: &[u8], path: &str, tag: &str) -> Vec<u8> {
    let up = "../".repeat(path.matches('/').count().saturating_sub(1));
    let own = format!("{up}{}", OWN.trim_start_matches('/'));
    let added = format!(
        "{BEGIN}<script src=\"{own}idiomorph.js\"></script>\
         <script src=\"{own}preview.js\" data-tag=\"{tag}\"></script>{END}"
    );
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + added.len());
    out.extend_from_slice(&page[..end]);
    out.extend_from_slice(added.as_bytes());
    out.extend_from_slice(&page[end..]);
    out
}
