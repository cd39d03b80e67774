//! What must have a name that can be heard: fields, buttons, frames and links. Only names that
//! stand in the page are seen; what a script or a style sheet puts there is not.

use std::collections::HashSet;

use super::scan::{Piece, Pieces, Tag};
use super::{PageFaultKind, text};

/// What has no name, and which names are given to fields elsewhere on the page.
#[derive(Default)]
pub(super) struct Names<'p> {
    /// The ids of fields that a label names.
    labelled: HashSet<&'p [u8]>,
    /// Fields without a name of their own: their id, and their start tag.
    fields: Vec<(&'p [u8], &'p [u8])>,
    /// What else has no name.
    others: Vec<(PageFaultKind, &'p [u8])>,
    /// A label that names what stands in it, until so much of the page is left.
    label: Option<usize>,
    /// What a script may take out later, and nobody meets before, until so much is left.
    template: Option<usize>,
}

impl<'p> Names<'p> {
    pub fn take(&mut self, tag: &Tag<'p>) {
        match tag.name.len() {
            1 if tag.is("a") => self.link(tag),
            5 if tag.is("label") => self.label(tag),
            5 if tag.is("input") => self.input(tag),
            6 if tag.is("select") => self.field(tag),
            6 if tag.is("button") && !is_said(tag) => self.note(PageFaultKind::Button, tag),
            6 if tag.is("iframe") && !is_named(tag) => self.note(PageFaultKind::Frame, tag),
            8 if tag.is("textarea") => self.field(tag),
            8 if tag.is("template") => self.template = Some(end_of(tag)),
            _ => {}
        }
    }

    /// What has no name, each with its start tag.
    pub fn nameless(&mut self) -> Vec<(PageFaultKind, String)> {
        let fields = std::mem::take(&mut self.fields).into_iter();
        let unlabelled = fields.filter(|(id, _)| !self.labelled.contains(id));
        let fields = unlabelled.map(|(_, tag)| (PageFaultKind::Field, tag));
        let all = std::mem::take(&mut self.others).into_iter().chain(fields);
        all.map(|(kind, tag)| (kind, text(tag))).collect()
    }

    fn link(&mut self, tag: &Tag<'p>) {
        // The text comes first: nearly all links have one.
        if !is_said(tag) && tag.attribute("href").is_some() {
            self.note(PageFaultKind::Silent, tag);
        }
    }

    fn label(&mut self, tag: &Tag<'p>) {
        if says(tag.inside()) {
            self.labelled.extend(tag.attribute("for").filter(|id| !id.is_empty()));
            self.label = Some(end_of(tag));
        }
    }

    fn input(&mut self, tag: &Tag<'p>) {
        let of = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let given = |name: &str| tag.attribute(name).is_some_and(|value| !is_blank(value));
        match of.as_slice() {
            b"hidden" => {}
            // The browser has words for these.
            b"submit" | b"reset" => {
                if tag.attribute("value").is_some() && !given("value") && !is_named(tag) {
                    self.note(PageFaultKind::Button, tag);
                }
            }
            b"button" if given("value") || is_named(tag) => {}
            b"image" if given("alt") || is_named(tag) => {}
            b"button" | b"image" => self.note(PageFaultKind::Button, tag),
            _ => self.field(tag),
        }
    }

    fn field(&mut self, tag: &Tag<'p>) {
        let is_within = |end: Option<usize>| end.is_some_and(|end| tag.after.len() >= end);
        if !is_within(self.label) && !is_within(self.template) && !is_named(tag) && !tag.is_hidden()
        {
            self.fields.push((tag.attribute("id").unwrap_or_default(), tag.whole));
        }
    }

    fn note(&mut self, kind: PageFaultKind, tag: &Tag<'p>) {
        let is_kept = self.template.is_some_and(|end| tag.after.len() >= end);
        if !is_kept && !tag.is_hidden() {
            self.others.push((kind, tag.whole));
        }
    }
}

/// How much of the page is left where the element ends.
fn end_of(tag: &Tag<'_>) -> usize {
    tag.after.len() - tag.inside().len()
}

/// Whether an element has a name, in its text or its attributes.
fn is_said(tag: &Tag<'_>) -> bool {
    says(tag.inside()) || is_named(tag)
}

/// Whether the attributes of an element name it.
fn is_named(tag: &Tag<'_>) -> bool {
    let given = |name: &str| tag.attribute(name).is_some_and(|value| !is_blank(value));
    given("aria-label") || given("aria-labelledby") || given("title")
}

/// Whether there is something to hear in a piece of a page: text, or a picture's description.
/// A picture that has none at all is told of by itself.
pub(super) fn says(html: &[u8]) -> bool {
    // What is hidden: its name, and how many of that name are open.
    let mut hidden: Option<(&[u8], usize)> = None;
    for piece in Pieces::of(html) {
        match (piece, &mut hidden) {
            (Piece::Text(text), None) if !is_blank(text) => return true,
            (Piece::Start(tag), Some((name, open))) if tag.name.eq_ignore_ascii_case(name) => {
                *open += 1;
            }
            (Piece::End(end), Some((name, open)))
                if end.trim_ascii().eq_ignore_ascii_case(name) =>
            {
                *open -= 1;
                if *open == 0 {
                    hidden = None;
                }
            }
            (Piece::Start(tag), None) => {
                // The words of a choice are no name for it.
                if tag.is_hidden() || tag.is("select") {
                    hidden = (!is_void(&tag)).then_some((tag.name, 1));
                } else if tag.is("img") && tag.attribute("alt").is_none_or(|alt| !is_blank(alt))
                    || tag.is("title") && !is_blank(tag.text)
                    || is_named(&tag)
                {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether an element has no end tag.
fn is_void(tag: &Tag<'_>) -> bool {
    tag.whole.ends_with(b"/>")
        || ["img", "br", "hr", "wbr", "input", "source"].iter().any(|name| tag.is(name))
}

/// Whether a text is nothing but blanks.
fn is_blank(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.is_empty() || [&b"&nbsp;"[..], b"&#160;", b"&#xa0;", "\u{a0}".as_bytes()].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nameless(page: &str) -> Vec<String> {
        let mut names = Names::default();
        for tag in Pieces::of(page.as_bytes()).tags() {
            names.take(&tag);
        }
        names.nameless().into_iter().map(|(kind, tag)| format!("{kind:?} {tag}")).collect()
    }

    #[test]
    fn what_has_a_name_is_left_alone() {
        for page in [
            "<label for=a>A</label><input id=a>",
            "<input id=a><p><label for=a><b>A</b></label>",
            "<label>A <input></label><label><select><option>B</select> A</label>",
            "<input aria-label=A><textarea title=A></textarea><select aria-labelledby=a></select>",
            "<input type=hidden><input TYPE=submit><input type=button value=A><input type=image alt=A>",
            "<button>A</button><button aria-label=A></button><button><svg><title>A</title></svg></button>",
            "<button><img alt=A></button><button hidden></button>",
            "<button><span aria-hidden=true><span>x</span></span> Stäng</button>",
            "<iframe title=A></iframe><iframe aria-hidden=true></iframe>",
            "<a href=/>A</a><a id=b></a><a href=/ title=A></a><a href=/><img alt=A></a>",
            // The picture has a finding of its own.
            "<a href=/><img src=a></a>",
            "<template><a href=/></a><input><button></button></template>",
            "<a href=/><span aria-label=A></span></a><a href=/>a",
        ] {
            assert_eq!(nameless(page), Vec::<String>::new(), "{page}");
        }
    }

    #[test]
    fn what_has_none_is_told_of() {
        for (page, found) in [
            ("<label for=b>A</label><input id=a>", "Field <input id=a>"),
            ("<label for=a> </label><input id=a>", "Field <input id=a>"),
            ("<label><input name=a></label>", "Field <input name=a>"),
            ("<label><select><option>B</select></label>", "Field <select>"),
            ("<label>A</label><input placeholder=A>", "Field <input placeholder=A>"),
            ("<textarea>A</textarea>", "Field <textarea>"),
            ("<input type=checkbox>", "Field <input type=checkbox>"),
            ("<button class=a> <!-- A --></button>", "Button <button class=a>"),
            ("<button><svg><path/></svg></button>", "Button <button>"),
            ("<button><span aria-hidden=true><span>x</span>y</span></button>", "Button <button>"),
            ("<input type=button>", "Button <input type=button>"),
            ("<input type=submit value=''>", "Button <input type=submit value=''>"),
            ("<iframe src=/a></iframe>", "Frame <iframe src=/a>"),
            ("<a href=/></a>A", "Silent <a href=/>"),
            ("<a href=/>&nbsp;<a href=/>A</a>", "Silent <a href=/>"),
            ("<a href=/><img alt=''></a>", "Silent <a href=/>"),
            ("<template><b></b></template><a href=/></a>", "Silent <a href=/>"),
        ] {
            assert_eq!(nameless(page), [found], "{page}");
        }
    }
}
