//! A configuration while it is written: lines, how deep they stand, and comments in one language.

use crate::base::{Lang, Text};

/// The text of a configuration.
#[derive(Debug)]
pub(super) struct Script {
    text: String,
    depth: usize,
    lang: Lang,
}

impl Script {
    pub const fn new(lang: Lang) -> Self {
        Self { text: String::new(), depth: 0, lang }
    }

    /// One line. Every value in it has been made safe for its server.
    pub fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&"    ".repeat(self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// A comment, of as many lines as its words have.
    pub fn note(&mut self, words: &Text) {
        for line in words.get(self.lang).lines() {
            // Words from outside can hold no line break of their own here, and act on nothing.
            let line = crate::base::printable_line(line);
            self.line(format!("# {line}").trim_end());
        }
    }

    /// A line, those that belong to it, and the line that ends them.
    pub fn block(&mut self, opens: &str, closes: &str, inner: impl FnOnce(&mut Self)) {
        self.line(opens);
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.line(closes);
    }

    pub fn end(self) -> String {
        self.text
    }
}
