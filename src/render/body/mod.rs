//! Markdown to HTML: what `document::markdown` reads, written for the page it stands on.
//!
//! pulldown-cmark writes the HTML of its events; here they are changed on their way: ids of
//! headings, resolved links, text set for reading, footnotes, tables that scroll, components.

mod footnotes;
mod glossary;
mod kinds;
mod links;
mod marks;
mod pictures;
mod raw;
mod tables;
mod words;
mod writer;

pub(super) use glossary::Glossary;
pub use marks::{MARK, without_marks};
pub use raw::{ALLOWED, EVERYWHERE, Refused, refused, stands_in_text, unbalanced};
pub(super) use words::word;

use pulldown_cmark::{Event, html};
use tera::TeraResult;

use crate::config::RawHtml;
use crate::document::Document;
use crate::document::markdown::{Component, Dialect, Markup};
use crate::model::{LinkFault, ResolvedLink};
use crate::theme::Engine;

use marks::Lines;
use writer::Writer;

/// How a body stands on a page that is not its own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inset<'a> {
    /// What every id in it begins with, so that no two on the page are the same.
    pub prefix: &'a str,
    /// How much deeper its headings stand than they are written.
    pub deeper: u8,
}

/// What a body needs to know of the page it stands on.
pub(super) struct Around<'a> {
    /// The document whose body it is.
    pub document: &'a Document,
    /// Its links, resolved, in order.
    pub links: &'a [Result<ResolvedLink, LinkFault>],
    /// The templates and strings in the page's language.
    pub engine: &'a Engine,
    /// How it stands on the page, when that is not its own.
    pub inset: Inset<'a>,
    /// Whether each block says on which line it is written.
    pub marks: bool,
    /// What becomes of HTML.
    pub raw_html: RawHtml,
    /// The words to link to the glossary, when the page asks for it.
    pub glossary: Option<&'a Glossary>,
    /// The address of a resolved link, and whether it leads to another site.
    pub href: &'a dyn Fn(&ResolvedLink) -> (String, bool),
    /// What there is to know of the file that a resolved link leads to, besides what its words
    /// say; nothing for one that leads to none.
    pub fetched: &'a dyn Fn(&ResolvedLink, &str) -> Option<Fetched>,
    /// The HTML of a picture of the site's own, and what is said of it.
    pub picture: &'a dyn Fn(&ResolvedLink, &Showing<'_>) -> Option<Shown>,
    /// The HTML of a component.
    pub component: &'a dyn Fn(&Component, Inside) -> TeraResult<String>,
}

/// What a link to a file says of it.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    /// In words, after those of the link; empty when they say it all.
    pub note: String,
    /// Its language, when it is another than the page's.
    pub language: Option<String>,
}

/// How a picture is to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Showing<'t> {
    /// What it shows; empty when it only decorates.
    pub alt: &'t str,
    /// What its author has written behind its address; often nothing.
    pub title: &'t str,
    /// Whether it is seen before anybody scrolls.
    pub is_first: bool,
}

/// A picture as it is shown.
pub(super) struct Shown {
    /// Its HTML.
    pub html: String,
    /// What stands below it, when it stands alone.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// What a component holds, and where it stands.
pub(super) struct Inside {
    /// Its place among all components of the page.
    pub at: usize,
    /// What stands in it.
    pub html: String,
    /// The level that a heading in it has.
    pub level: u8,
    /// Whether a picture in it is seen before anybody scrolls.
    pub is_first: bool,
}

/// The HTML of a document's body. `text` is the whole file's.
///
/// # Errors
/// When the template of a component cannot be rendered.
pub(super) fn html(text: &str, around: &Around<'_>) -> TeraResult<String> {
    let body = &text[around.document.body.clone()];
    let markup = Markup::of(body, Dialect::Extended);
    let lines = around.marks.then(|| Lines::of(text, around.document.body.start));
    let mut writer = Writer::new(Some(around), lines);
    let mut out = writer.until_close(&mut markup.pieces());
    writer.finish(&mut out)?;
    Ok(out)
}

/// The HTML of `text` as `CommonMark` 0.31 has it: the same way with everything of ours off.
#[must_use]
pub fn commonmark(text: &str) -> String {
    let markup = Markup::of(text, Dialect::CommonMark);
    Writer::new(None, None).until_close(&mut markup.pieces())
}

fn written(events: Vec<Event<'_>>) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

/// Text for the inside of elements and attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string does not fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}
