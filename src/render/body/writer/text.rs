//! The text of a body: set for readers, linked to the glossary, and paragraphs that are a picture.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::super::escaped;
use super::super::glossary::linked;
use super::super::kinds::{open_explained, take_caption};
use super::super::pictures::caption;
use super::Writer;

impl Writer<'_> {
    /// A paragraph with nothing but a picture that has a title is a figure with its caption.
    pub(super) fn end_paragraph(&mut self, out: &mut Vec<Event<'_>>) {
        if let Some((start, at, shown)) = self.pictures.alone(out) {
            let below = shown.caption.as_deref().map(|words| self.shown(words, None));
            let below = caption(below.as_deref(), shown.credit.as_deref(), &self.word("foto"));
            out[start] = Event::Html("<figure>".into());
            if !shown.html.is_empty() {
                out[at] = Event::Html(shown.html.into());
            }
            out.push(Event::Html(format!("{below}</figure>\n").into()));
            return;
        }
        match take_caption(out) {
            Some((start, caption)) => {
                out[start] = Event::Html("<figure>".into());
                let caption = escaped(&self.shown(&caption, None));
                out.push(Event::Html(
                    format!("<figcaption>{caption}</figcaption></figure>\n").into(),
                ));
            }
            None => out.push(Event::End(TagEnd::Paragraph)),
        }
    }

    pub(super) fn text<'p>(&mut self, text: CowStr<'p>, out: &mut Vec<Event<'p>>) {
        let before = self.last;
        self.last = text.chars().next_back().or(before);
        if self.verbatim > 0 || self.raw.shows_as_it_stands() {
            out.push(Event::Text(text));
            return;
        }
        let glossary = self.around.and_then(|around| around.glossary);
        let Some(glossary) = glossary.filter(|_| self.no_glossary == 0) else {
            out.push(self.set(text, before));
            return;
        };
        let mut before = before;
        for part in linked(&text, glossary, &mut self.explained) {
            let shown = part.text.to_owned();
            let last = shown.chars().next_back();
            match part.href {
                Some(href) => {
                    out.push(Event::Html(open_explained(href).into()));
                    out.push(self.set(shown.into(), before));
                    out.push(Event::Html("</a>".into()));
                }
                None => out.push(self.set(shown.into(), before)),
            }
            before = last;
        }
    }

    /// `text` as readers see it.
    fn shown<'t>(&self, text: &'t str, before: Option<char>) -> Cow<'t, str> {
        self.typesetter.map_or(Cow::Borrowed(text), |typesetter| typesetter.set(text, before))
    }

    fn set<'p>(&self, text: CowStr<'p>, before: Option<char>) -> Event<'p> {
        let set = match self.shown(&text, before) {
            Cow::Borrowed(_) => None,
            Cow::Owned(set) => Some(set),
        };
        Event::Text(set.map_or(text, CowStr::from))
    }
}
