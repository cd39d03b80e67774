//! Paragraphs: how they stand, and the runs of words in them.

use super::document::Document;
use super::{is_right_to_left, word_language};
use crate::paper::{Inline, Look, Picture, Rise};

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stand<'a> {
    /// Its style.
    pub style: &'a str,
    /// It is on the same page as the next one.
    pub keeps_next: bool,
    /// It begins a page.
    pub begins_page: bool,
    /// Which numbering it has, and how deep it stands in it.
    pub number: Option<(usize, usize)>,
    /// How far from the margin it is, in twentieths of a point, when its style does not say so.
    pub indent: Option<usize>,
    /// It ends at the right.
    pub is_right: bool,
}

impl Document<'_> {
    /// Begins a paragraph.
    pub(super) fn begin(&mut self, stand: Stand<'_>) {
        let room = self
            .room
            .take()
            .filter(|_| !stand.style.starts_with("Heading") && stand.style != "TOCHeading");
        let xml = &mut self.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", stand.style);
        if stand.keeps_next {
            xml.empty("w:keepNext", &[]);
        }
        if stand.begins_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some((numbering, level)) = stand.number {
            xml.open("w:numPr", &[]);
            xml.value("w:ilvl", &level.to_string());
            xml.value("w:numId", &numbering.to_string());
            xml.close("w:numPr");
        }
        if let Some(room) = room {
            xml.empty("w:spacing", &[("w:before", room)]);
        }
        if let Some(indent) = stand.indent {
            let left = indent.to_string();
            let hanging = if stand.number.is_some() { "360" } else { "0" };
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", hanging)]);
        }
        if stand.is_right {
            xml.value("w:jc", "right");
        }
        xml.close("w:pPr");
    }

    /// A paragraph of these words.
    pub(super) fn paragraph(&mut self, stand: Stand<'_>, inlines: &[Inline]) {
        self.begin(stand);
        self.line(inlines);
        self.xml.close("w:p");
    }

    /// The runs of a line. What leads somewhere is one link, however many looks it has.
    pub(super) fn line(&mut self, inlines: &[Inline]) {
        let link = |inline: &Inline| match inline {
            Inline::Text { look, .. } => look.link.clone(),
            _ => None,
        };
        for group in inlines.chunk_by(|a, b| link(a) == link(b)) {
            let opened = group.first().and_then(link).is_some_and(|to| self.open_link(&to));
            for inline in group {
                match inline {
                    Inline::Text { text, look } => self.run(text, look),
                    Inline::Break => {
                        self.xml.open("w:r", &[]);
                        self.xml.empty("w:br", &[]);
                        self.xml.close("w:r");
                    }
                    Inline::Picture(picture) => self.drawn(picture),
                }
            }
            if opened {
                self.xml.close("w:hyperlink");
            }
        }
    }

    /// Opens a link, if it leads anywhere.
    fn open_link(&mut self, to: &str) -> bool {
        if let Some(id) = to.strip_prefix('#') {
            let Some(bookmark) = self.bookmarks.get(id) else { return false };
            let anchor = bookmark_name(*bookmark);
            self.xml.open("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")]);
        } else {
            let id = self.relation(to);
            self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        }
        true
    }

    /// Words that look the same.
    pub(super) fn run(&mut self, text: &str, look: &Look) {
        let style = match look {
            Look { link: Some(_), .. } if !self.is_heading => Some("Hyperlink"),
            Look { is_strong: true, .. } => Some("Strong"),
            Look { is_stressed: true, .. } => Some("Emphasis"),
            _ => None,
        };
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        let is_plain = Look { link: None, ..look.clone() } == Look::default();
        if style.is_some() || !is_plain {
            xml.open("w:rPr", &[]);
            if let Some(style) = style {
                xml.value("w:rStyle", style);
            }
            if look.is_strong {
                xml.empty("w:b", &[]);
            }
            if look.is_stressed {
                xml.empty("w:i", &[]);
            }
            if look.is_struck {
                xml.empty("w:strike", &[]);
            }
            match look.rise {
                Rise::None => {}
                Rise::Raised => xml.value("w:vertAlign", "superscript"),
                Rise::Lowered => xml.value("w:vertAlign", "subscript"),
            }
            if let Some(tag) = &look.language {
                let language = word_language(tag);
                if is_right_to_left(tag) {
                    xml.empty("w:rtl", &[]);
                    xml.empty("w:lang", &[("w:val", &language), ("w:bidi", &language)]);
                } else {
                    xml.value("w:lang", &language);
                }
            }
            xml.close("w:rPr");
        }
        xml.spaced("w:t", text);
        xml.close("w:r");
    }

    /// A picture, or what it shows in words when its bytes are not here or not for Word.
    fn drawn(&mut self, picture: &Picture) {
        if self.embed(picture) {
            return;
        }
        let link = picture.address.clone();
        let opened = link.as_ref().is_some_and(|to| self.open_link(to));
        let look = Look { is_stressed: true, link, ..Look::default() };
        self.run(&picture.alternative, &look);
        if opened {
            self.xml.close("w:hyperlink");
        }
    }
}

/// What the bookmark of a heading is called: hidden, as Word's own are.
pub(super) fn bookmark_name(number: usize) -> String {
    format!("_Toc{number:08}")
}
