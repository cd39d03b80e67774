//! What the preview adds to a page, and what that asks for.
//!
//! Everything of the preview's own lies below `/_delwebb/`, an address that no page can have, and
//! is asked for relative to the page: so it is found also when a proxy shows the site in a folder.

use crate::base::Lang;

/// The folder of the preview's own files, and the page about the whole site.
pub(super) const OWN: &str = "/_delwebb/";

/// Where pages listen for what has changed.
pub(super) const EVENTS: &str = "/_delwebb/handelser";

/// Where pages ask what is to be said of them.
pub(super) const FINDINGS: &str = "/_delwebb/fynd";

/// The preview's own files: name and text.
const FILES: [(&str, &str); 8] = [
    ("overlay.css", include_str!("browser/overlay.css")),
    ("preview.js", include_str!("browser/preview.js")),
    ("patch.js", include_str!("browser/patch.js")),
    ("places.js", include_str!("browser/places.js")),
    ("source.js", include_str!("browser/source.js")),
    ("views.js", include_str!("browser/views.js")),
    ("overlay.js", include_str!("browser/overlay.js")),
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

/// Tells a page about faults from a page of the site.
pub(super) const FAULT: &str = "<body class=\"delwebb_fault\">";

/// What is added to a page: always the same, as long as the page is.
pub(super) struct Added<'a> {
    /// Where the page is shown, below the site's base.
    pub path: &'a str,
    /// Tells this text of the page from every other.
    pub tag: &'a str,
    /// The language of those who write the site.
    pub lang: Lang,
}

/// The page with what the preview adds.
pub(super) fn add(page: &[u8], added: &Added<'_>) -> Vec<u8> {
    let Added { path, tag, lang } = added;
    let up = "../".repeat(path.matches('/').count().saturating_sub(1));
    let is_own = memchr::memmem::find(page, FAULT.as_bytes()).is_some();
    let style = if is_own {
        format!("<link rel=\"stylesheet\" href=\"{up}{}overlay.css\">", OWN.trim_start_matches('/'))
    } else {
        String::new()
    };
    let added = format!("{BEGIN}{style}{}{END}", scripts(&up, path, tag, *lang));
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + added.len());
    out.extend_from_slice(&page[..end]);
    out.extend_from_slice(added.as_bytes());
    out.extend_from_slice(&page[end..]);
    out
}

fn scripts(up: &str, path: &str, tag: &str, lang: Lang) -> String {
    let own = format!("{up}{}", OWN.trim_start_matches('/'));
    let up = if up.is_empty() { "./" } else { up };
    let mut shown = String::new();
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut shown, path);
    format!(
        "<script src=\"{own}idiomorph.js\"></script><script type=\"module\" \
         src=\"{own}preview.js\" data-tag=\"{tag}\" data-sida=\"{shown}\" data-upp=\"{up}\" \
         data-lang=\"{}\"></script>",
        lang.tag()
    )
}

/// What is said of a page, with what tells it from what was said before; `is_known` when nothing
/// is looked for any more.
pub(super) fn tagged(overlay: &str, tag: &str, is_known: bool) -> String {
    let tag = if is_known { tag } else { "" };
    format!("<div data-tag=\"{tag}\">{overlay}</div>")
}

/// A page of the preview's own.
pub(super) fn own_page(content: &str, tag: &str, lang: Lang) -> String {
    let title = match lang {
        Lang::Sv => "Hela webbplatsen – förhandsgranskning",
        Lang::En => "The whole site – preview",
    };
    let lang = lang.tag();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" class=\"delwebb\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"overlay.css\"></head>\
         <body>{content}<script src=\"idiomorph.js\"></script><script type=\"module\" \
         src=\"preview.js\" data-fynd=\"{tag}\" data-sida=\"{OWN}\" data-upp=\"../\" \
         data-lang=\"{lang}\"></script></body></html>\n"
    )
}
