//! The pictures of a text: each in the sizes it is there in, with what is said of it below.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::ResolvedLink;

use super::{Around, Showing, Shown, escaped};

/// What stands before a picture that is still seen before anybody scrolls, in bytes of Markdown:
/// on a telephone some twenty lines.
const BEFORE_SCROLLING: usize = 800;

/// The pictures of a text, as they open and close.
#[derive(Default)]
pub(super) struct Pictures<'a> {
    /// Those that are open: where each began among the events, where it leads, and its title.
    open: Vec<(usize, Option<&'a ResolvedLink>, String)>,
    /// How many there have been.
    count: usize,
    /// The last one: where it stands among the events, and what is said of it.
    last: Option<(usize, Shown)>,
}

impl<'a> Pictures<'a> {
    /// Whether a picture at `place`, in bytes from the beginning of the text, is seen before
    /// anybody scrolls.
    pub fn is_first(&self, around: Option<&Around<'_>>, place: usize) -> bool {
        let has_lead = around.is_some_and(|around| around.document.common.picture.is_some());
        self.count == 0 && place < BEFORE_SCROLLING && !has_lead
    }

    /// Counts what a component has shown.
    pub fn count(&mut self, html: &str) {
        self.count += usize::from(html.contains("<img "));
    }

    pub fn open(&mut self, at: usize, link: Option<&'a ResolvedLink>, title: &str) {
        self.open.push((at, link, title.to_owned()));
    }

    /// Puts the HTML of the picture that ends in the place of its events, when the site has sizes
    /// of it. Tells whether it has.
    pub fn close(
        &mut self,
        around: Option<&Around<'_>>,
        place: usize,
        out: &mut Vec<Event<'_>>,
    ) -> bool {
        let is_first = self.is_first(around, place);
        self.count += 1;
        let Some((begun, link, title)) = self.open.pop() else { return false };
        // A picture in what another one says is only its words.
        let (Some(around), Some(link), true) = (around, link, self.open.is_empty()) else {
            return false;
        };
        let Some(Event::Start(Tag::Image { .. })) = out.get(begun) else { return false };
        let alt = words(out.get(begun + 1..).unwrap_or_default());
        let showing = Showing { alt: &alt, title: &title, is_first };
        let Some(mut shown) = (around.picture)(link, &showing) else { return false };
        out.truncate(begun);
        out.push(Event::Html(std::mem::take(&mut shown.html).into()));
        // Alone, its title stands below it instead.
        if !title.is_empty() {
            let untitled = Showing { title: "", ..showing };
            shown.html = (around.picture)(link, &untitled).map(|s| s.html).unwrap_or_default();
            shown.caption = Some(title);
        }
        self.last = Some((begun, shown));
        true
    }

    /// Whether all that stands in the paragraph that ends is a picture of which something is to
    /// be said below: where the paragraph begins, where the picture stands, and what is said. A
    /// picture that is a link is as alone as any.
    pub fn alone(&mut self, out: &[Event<'_>]) -> Option<(usize, usize, Shown)> {
        let (at, shown) = self.last.take()?;
        let before = at.checked_sub(1)?;
        let after = out.get(at + 1..)?;
        let is_start = |at: usize| matches!(out.get(at), Some(Event::Start(Tag::Paragraph)));
        let start = if is_start(before) && after.is_empty() {
            before
        } else {
            let start = before.checked_sub(1).filter(|start| is_start(*start))?;
            let is_link = opens_link(out.get(before)?) && after.iter().all(closes_link);
            is_link.then_some(start)?
        };
        let says = shown.caption.is_some() || shown.credit.is_some();
        says.then_some((start, at, shown))
    }
}

fn opens_link(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::Link { .. }) => true,
        Event::Html(html) | Event::InlineHtml(html) => html.starts_with("<a "),
        _ => false,
    }
}

/// Whether this closes a link, or is what a link says of itself at its end.
fn closes_link(event: &Event<'_>) -> bool {
    matches!(event, Event::End(TagEnd::Link) | Event::Html(_) | Event::InlineHtml(_))
}

/// What stands below a picture. `word` is what comes before who made it.
pub(super) fn caption(caption: Option<&str>, credit: Option<&str>, word: &str) -> String {
    let credit = credit.map(|credit| format!("{} {}", escaped(word), escaped(credit)));
    match (caption.map(escaped), credit) {
        (Some(caption), Some(credit)) => {
            format!("<figcaption>{caption} <small>{credit}</small></figcaption>")
        }
        (None, Some(credit)) => format!("<figcaption><small>{credit}</small></figcaption>"),
        (caption, None) => format!("<figcaption>{}</figcaption>", caption.unwrap_or_default()),
    }
}

/// The words of events, without marks: what is said of a picture.
fn words(events: &[Event<'_>]) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                words.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
