//! Markdown to HTML: heading ids, resolved links, no raw HTML.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd, html};

use crate::base::OutPath;
use crate::document::Document;
use crate::document::markdown::parser;
use crate::model::{LinkFault, Model, ResolvedLink};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What has to be encoded in the path of an address.
const PATH: &AsciiSet = &CONTROLS
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

/// The HTML of `document`'s body. `links` are its links, resolved, in order.
pub(super) fn html(
    document: &Document,
    text: &str,
    links: &[Result<ResolvedLink, LinkFault>],
    model: &Model,
    base_path: &str,
) -> String {
    let body = &text[document.body.clone()];
    let mut headings = document.outline.headings.iter();
    let mut links = links.iter();
    let mut next_link = || {
        links.next().and_then(|link| link.as_ref().ok()).map(|link| href(link, model, base_path))
    };
    let mut cells = Cells::default();
    let mut notes = Notes::default();
    let events = parser(body).filter_map(|(event, _)| match event {
        Event::Html(_) | Event::InlineHtml(_) => None,
        Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
        | Event::End(TagEnd::TableHead | TagEnd::TableCell) => Some(cells.event(event)),
        Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
            let id = headings.next().map(|heading| CowStr::from(heading.id.clone()));
            Some(Event::Start(Tag::Heading { level, id, classes, attrs: safe(attrs) }))
        }
        Event::FootnoteReference(name) => Some(Event::FootnoteReference(notes.id(&name))),
        Event::Start(Tag::FootnoteDefinition(name)) => {
            Some(Event::Start(Tag::FootnoteDefinition(notes.id(&name))))
        }
        Event::Start(Tag::Link { link_type, title, id, .. }) => {
            let dest_url = next_link().unwrap_or_default().into();
            Some(Event::Start(Tag::Link { link_type: plain(link_type), dest_url, title, id }))
        }
        Event::Start(Tag::Image { link_type, title, id, .. }) => {
            let dest_url = next_link().unwrap_or_default().into();
            Some(Event::Start(Tag::Image { link_type, dest_url, title, id }))
        }
        other => Some(other),
    });
    let mut out = String::with_capacity(body.len() + body.len() / 2);
    html::push_html(&mut out, events);
    out
}

/// Attributes on headings would let event handlers through; ids and classes are enough.
fn safe<'a>(_: Vec<(CowStr<'a>, Option<CowStr<'a>>)>) -> Vec<(CowStr<'a>, Option<CowStr<'a>>)> {
    Vec::new()
}

/// An e-mail autolink's address already says `mailto:`; the writer adds it a second time otherwise.
const fn plain(link_type: pulldown_cmark::LinkType) -> pulldown_cmark::LinkType {
    match link_type {
        pulldown_cmark::LinkType::Email => pulldown_cmark::LinkType::Autolink,
        other => other,
    }
}

fn href(link: &ResolvedLink, model: &Model, base_path: &str) -> String {
    match link {
        ResolvedLink::Page(page, suffix) => {
            format!("{base_path}{}{suffix}", model.pages[*page].address)
        }
        ResolvedLink::File(out) => file_href(out, base_path),
        ResolvedLink::External(address) => address.clone(),
    }
}

/// The address of a file, encoded.
fn file_href(out: &OutPath, base_path: &str) -> String {
    format!("{base_path}/{}", utf8_percent_encode(out.as_str(), PATH))
}

/// The footnotes' ids: a writer's own names could be ids that the page has already, or
/// no ids at all.
#[derive(Default)]
struct Notes(BTreeMap<String, usize>);

impl Notes {
    fn id<'a>(&mut self, name: &str) -> CowStr<'a> {
        let next = self.0.len() + 1;
        let number = *self.0.entry(name.to_owned()).or_insert(next);
        format!("fotnot-{number}").into()
    }
}

/// The cells of a table: the library's own would align them with inline styles, which
/// a strict content security policy forbids, and leave header cells without a scope.
#[derive(Default)]
struct Cells {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Cells {
    fn event<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        match &event {
            Event::Start(Tag::Table(alignments)) => self.alignments.clone_from(alignments),
            Event::Start(Tag::TableHead) => (self.column, self.in_head) = (0, true),
            Event::Start(Tag::TableRow) => self.column = 0,
            Event::End(TagEnd::TableHead) => self.in_head = false,
            Event::Start(Tag::TableCell) => return Event::Html(self.open().into()),
            Event::End(TagEnd::TableCell) => {
                self.column += 1;
                return Event::Html(if self.in_head { "</th>" } else { "</td>" }.into());
            }
            _ => {}
        }
        event
    }

    fn open(&self) -> String {
        let tag = if self.in_head { "th scope=\"col\"" } else { "td" };
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            _ => "",
        };
        format!("<{tag}{class}>")
    }
}
