//! HTML in the writer's language, put together piece by piece.

use crate::base::{Lang, Severity, Text};

/// HTML in the making.
pub(super) struct Html {
    pub out: String,
    pub lang: Lang,
}

impl Html {
    pub const fn new(lang: Lang) -> Self {
        Self { out: String::new(), lang }
    }

    /// Marks, as they stand.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.out.push_str(html);
        self
    }

    /// Somebody's words.
    pub fn text(&mut self, text: &str) -> &mut Self {
        // Writing to a string cannot fail.
        let _ = pulldown_cmark_escape::escape_html(&mut self.out, text);
        self
    }

    /// Our words.
    pub fn say(&mut self, text: &Text) -> &mut Self {
        let words = text.get(self.lang).to_owned();
        self.text(&words)
    }

    /// Our words, known when the program is compiled.
    pub fn words(&mut self, sv: &'static str, en: &'static str) -> &mut Self {
        self.say(&Text::fixed(sv, en))
    }

    /// An attribute with somebody's words.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// A drawing beside words that say the same.
    pub fn icon(&mut self, paths: &str) -> &mut Self {
        self.raw("<svg class=\"ikon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
        self.raw(paths).raw("</svg>")
    }

    /// How serious something is: by a drawing and a word.
    pub fn severity(&mut self, severity: Severity, words: &str) -> &mut Self {
        self.raw("<span class=\"grad ").raw(class(severity)).raw("\">");
        self.icon(drawing(severity)).text(words).raw("</span>")
    }
}

pub(super) const EYE: &str = "<path d=\"M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z\"/><circle cx=\"12\" cy=\"12\" r=\"2.8\"/>";

pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fel",
        Severity::Warning => "varn",
        Severity::Hint => "tips",
    }
}

/// An octagon, a triangle, a lamp: told apart without their colours.
const fn drawing(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => {
            "<path d=\"M8 3.5h8L20.5 8v8L16 20.5H8L3.5 16V8z\"/><path d=\"m9 9 6 6m0-6-6 6\"/>"
        }
        Severity::Warning => "<path d=\"M12 3.5 21 20H3z\"/><path d=\"M12 10v4.2m0 2.6v.1\"/>",
        Severity::Hint => {
            "<path d=\"M9.5 17.5h5M10.5 20.5h3M12 3.5a6 6 0 0 0-3.4 11l.9 3h5l.9-3A6 6 0 0 0 12 3.5z\"/>"
        }
    }
}
