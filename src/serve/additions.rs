//! What the preview adds to a page, and what that asks for.
//!
//! Everything of the preview's own lies below `/_delwebb/`, an address that no page can have, and
//! is asked for relative to the page: so it is found also when a proxy shows the site in a folder.

use crate::base::{Lang, Text};

use super::preview::Notice;

/// The folder of the preview's own files.
pub(super) const OWN: &str = "/_delwebb/";

/// Where pages listen for what has changed.
pub(super) const EVENTS: &str = "/_delwebb/handelser";

/// The preview's own files: name and text.
const FILES: [(&str, &str); 3] = [
    ("preview.css", include_str!("browser/preview.css")),
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

/// What is added to a page.
pub(super) struct Added<'a> {
    /// Where the page is shown, below the site's base.
    pub path: &'a str,
    /// Tells this text of the page from every other.
    pub tag: &'a str,
    /// What is wrong.
    pub notice: &'a Notice,
}

/// The page with what the preview adds.
pub(super) fn add(page: &[u8], added: &Added<'_>) -> Vec<u8> {
    let Added { path, tag, notice } = added;
    let up = "../".repeat(path.matches('/').count().saturating_sub(1));
    let own = format!("{up}{}", OWN.trim_start_matches('/'));
    let grave = if notice.is_grave { " class=\"grave\"" } else { "" };
    let words = if notice.words.is_empty() {
        String::new()
    } else {
        let (line, words) = (escaped(&notice.line), escaped(&notice.words));
        format!(
            "<aside id=\"delwebb_preview\"{grave}><details><summary>{line}</summary>\
             <pre tabindex=\"0\">{words}</pre></details></aside>"
        )
    };
    let added = format!(
        "{BEGIN}<link rel=\"stylesheet\" href=\"{own}preview.css\">{words}\
         <script src=\"{own}idiomorph.js\"></script>\
         <script src=\"{own}preview.js\" data-tag=\"{tag}\"></script>{END}"
    );
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + added.len());
    out.extend_from_slice(&page[..end]);
    out.extend_from_slice(added.as_bytes());
    out.extend_from_slice(&page[end..]);
    out
}

/// A page that says what is wrong where the page itself cannot be made. It mends itself like
/// every other page of the preview.
pub(super) fn fault_page(words: &str, lang: Lang) -> String {
    static TITLE: Text = Text::fixed(
        "Den här sidan går inte att visa just nu",
        "This page cannot be shown just now",
    );
    static HELP: Text = Text::fixed(
        "Rätta felet och spara, så kommer sidan tillbaka av sig själv.",
        "Mend the fault and save: the page comes back by itself.",
    );
    let (title, help, tag) = (TITLE.get(lang), HELP.get(lang), lang.tag());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title></head><body class=\"delwebb_fault\"><main><h1>{title}</h1>\
         <p>{help}</p><pre tabindex=\"0\">{}</pre></main></body></html>\n",
        escaped(words)
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}
