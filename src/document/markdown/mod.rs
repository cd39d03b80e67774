//! What is in a Markdown body: headings with their ids, links, pictures, raw HTML.
//!
//! The HTML itself is made later, when the page is asked for (`render::body`);
//! both passes use `parser`, so they always see the same text.

mod prose;

pub use prose::Prose;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::base::{Span, slug};

/// What a body holds, in order.
#[derive(Debug, Default)]
pub struct Outline {
    /// The headings.
    pub headings: Vec<Heading>,
    /// The links and pictures.
    pub links: Vec<Link>,
    /// Raw HTML, which is not let through.
    pub raw_html: Vec<Span>,
    /// How hard its text is to read.
    pub prose: Prose,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique in the body.
    pub id: String,
    /// Its text without marks.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// The link's text, or the picture's alternative text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The Markdown we read: `CommonMark` with tables, footnotes, strikethrough, task lists,
/// definition lists and ids on headings.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// The events of `body` with their byte ranges.
pub fn parser(body: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(body, options()).into_offset_iter()
}

impl Outline {
    /// Reads `body`, which begins at byte `offset` of its file.
    #[must_use]
    pub fn of(body: &str, offset: usize) -> Self {
        let mut reader = Reader { offset, ..Reader::default() };
        let mut prose = prose::Reader::default();
        for (event, range) in parser(body) {
            prose.event(&event, range.clone(), offset);
            reader.event(&event, range);
        }
        reader.outline.prose = prose.finish(offset);
        reader.outline
    }
}

/// Collects the outline while the events pass.
#[derive(Default)]
struct Reader {
    outline: Outline,
    offset: usize,
    heading: Option<(u8, Option<String>, String, Range<usize>)>,
    /// Links and pictures not yet ended, outermost first: index in `outline.links`.
    open: Vec<usize>,
    counts: BTreeMap<String, usize>,
    taken: BTreeSet<String>,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let id = id.as_ref().map(ToString::to_string);
                self.heading = Some((*level as u8, id, String::new(), range));
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let mailto = if *link_type == LinkType::Email { "mailto:" } else { "" };
                self.open(format!("{mailto}{dest_url}"), false, range);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.open(dest_url.to_string(), true, range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.open.pop();
            }
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Text(text) | Event::Code(text) => self.text(text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, _, heading, _)) = &mut self.heading {
            heading.push_str(text);
        }
        for at in &self.open {
            self.outline.links[*at].text.push_str(text);
        }
    }

    fn open(&mut self, target: String, picture: bool, range: Range<usize>) {
        self.open.push(self.outline.links.len());
        let span = Span::from(range).shifted(self.offset);
        self.outline.links.push(Link { target, picture, text: String::new(), span });
    }

    /// One block of HTML comes as several events; it is one finding. Comments are
    /// the writer's own notes and are simply left out.
    fn html(&mut self, range: Range<usize>) {
        let span = Span::from(range).shifted(self.offset);
        match self.outline.raw_html.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.outline.raw_html.push(span),
        }
    }

    fn end_heading(&mut self) {
        let Some((level, id, text, range)) = self.heading.take() else {
            return;
        };
        let wanted = id.map_or_else(|| slug(&text), |id| slug(&id));
        let wanted = if wanted.is_empty() { "avsnitt".to_owned() } else { wanted };
        let id = self.unique(&wanted);
        let span = Span::new(range.start, range.end).shifted(self.offset);
        self.outline.headings.push(Heading { level, id, text, span });
    }

    /// The first heading with an id keeps it; the next ones get `-2`, `-3` … as far as free.
    fn unique(&mut self, wanted: &str) -> String {
        let count = self.counts.entry(wanted.to_owned()).or_insert(0);
        loop {
            *count += 1;
            let id = if *count == 1 { wanted.to_owned() } else { format!("{wanted}-{count}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_get_ids_of_their_own() {
        let outline = Outline::of("## Mål\n## Mål\n## Mål 2\n### Åtgärder {#egna}\n## Mål\n", 0);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["mal", "mal-2", "mal-2-2", "egna", "mal-3"]);
        let outline = Outline::of("## Mål 2\n## Mål\n## Mål\n", 0);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["mal-2", "mal", "mal-3"]);
    }

    #[test]
    fn links_keep_text_target_and_place() {
        let outline = Outline::of("En [*länk*](a.md) och ![alt](b.png).", 10);
        let found: Vec<_> = outline
            .links
            .iter()
            .map(|l| (l.target.as_str(), l.text.as_str(), l.picture, l.span))
            .collect();
        assert_eq!(
            found,
            [("a.md", "länk", false, Span::new(13, 28)), ("b.png", "alt", true, Span::new(33, 46)),]
        );
    }
}
