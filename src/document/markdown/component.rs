//! Components as they are written: `:::namn {attribut="värde"}` … `:::`.
//!
//! Which names and attributes there are is the theme's business; here is only what stands
//! in the text.

use crate::base::{Span, Spanned};

use unicode_normalization::UnicodeNormalization;

/// The component whose content is somebody else's words, and is not judged as the author's.
pub const QUOTATION: &str = "citat";

/// The attribute that says whether a video has captions, whatever its component is called.
pub const CAPTIONED: &str = "textad";

/// A component in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Its name.
    pub name: Spanned<String>,
    /// Its attributes, as written, repeated ones included.
    pub attributes: Vec<Attribute>,
    /// The opening line.
    pub span: Span,
    /// What stands in it.
    pub content: Content,
    /// What is wrong with the opening line.
    pub faults: Vec<ComponentFault>,
}

/// One attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Spanned<String>,
    /// Its value; nothing when only the name is written.
    pub value: Option<Spanned<String>>,
}

/// What stands directly in a component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Anything at all.
    pub any: bool,
    /// A bulleted list.
    pub bullets: bool,
    /// A numbered list.
    pub numbers: bool,
    /// The first table: its rows as texts, the head first.
    pub table: Vec<Vec<Spanned<String>>>,
}

/// Something wrong with how a component is written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentFault {
    /// What.
    pub kind: ComponentFaultKind,
    /// Where.
    pub span: Span,
}

/// The ways to write a component wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComponentFaultKind {
    /// No `:::` closes it.
    NotClosed,
    /// Nested too deep.
    TooDeep,
    /// The opening line has no name.
    NoName,
    /// The `{` has no `}`.
    NoBrace,
    /// A value's quote never ends.
    OpenQuote,
    /// The quotes are those of a word processor.
    CurlyQuote,
    /// Text after the name, or after the `}`.
    TextBeside,
    /// Between the braces stands what is no `namn="värde"`.
    NoAttribute,
}

impl Component {
    /// Reads an opening line, which begins at byte `at` of the file.
    #[must_use]
    pub fn read(line: &str, at: usize) -> Self {
        let mut reader = Reader { line, at: 0, faults: Vec::new() };
        reader.skip(|c| c == ':');
        reader.skip(char::is_whitespace);
        let name = reader.word();
        let mut attributes = Vec::new();
        reader.skip(char::is_whitespace);
        if reader.rest().starts_with('{') {
            attributes = reader.braces();
            reader.skip(char::is_whitespace);
        }
        let end = line.trim_end().len();
        if name.value.is_empty() {
            reader.fault(ComponentFaultKind::NoName, 0..end);
        } else if reader.at < end && reader.faults.is_empty() {
            reader.fault(ComponentFaultKind::TextBeside, reader.at..end);
        }
        let mut component = Self {
            name,
            attributes,
            span: Span::new(0, end),
            content: Content::default(),
            faults: reader.faults,
        };
        component.shift(at);
        component
    }

    /// The value of an attribute; the first when it is written twice. An attribute without a
    /// value is `ja`.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name.value == name)?;
        Some(found.value.as_ref().map_or("ja", |value| value.value.as_str()))
    }

    /// Whether an attribute is written without a value.
    #[must_use]
    pub fn has_no_value(&self, name: &str) -> bool {
        let found = self.attributes.iter().find(|attribute| attribute.name.value == name);
        found.is_some_and(|attribute| attribute.value.is_none())
    }

    fn shift(&mut self, at: usize) {
        let spans = self.attributes.iter_mut().flat_map(|attribute| {
            [Some(&mut attribute.name.span), attribute.value.as_mut().map(|value| &mut value.span)]
        });
        let faults = self.faults.iter_mut().map(|fault| &mut fault.span);
        let own = [&mut self.name.span, &mut self.span];
        for span in spans.flatten().chain(faults).chain(own) {
            *span = span.shifted(at);
        }
    }
}

/// Reads one line.
struct Reader<'a> {
    line: &'a str,
    at: usize,
    faults: Vec<ComponentFault>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    fn skip(&mut self, what: impl Fn(char) -> bool) {
        self.at = self.line.len() - self.rest().trim_start_matches(what).len();
    }

    fn fault(&mut self, kind: ComponentFaultKind, range: std::ops::Range<usize>) {
        self.faults.push(ComponentFault { kind, span: Span::from(range) });
    }

    /// Letters, digits, `-` and `_`, in the form that names are compared in.
    fn word(&mut self) -> Spanned<String> {
        let start = self.at;
        self.skip(|c| c.is_alphanumeric() || is_mark(c) || c == '-' || c == '_');
        let written = self.line[start..self.at].nfc().collect();
        Spanned::new(written, Span::new(start, self.at))
    }

    /// The attributes between the braces.
    fn braces(&mut self) -> Vec<Attribute> {
        let open = self.at;
        let mut attributes = Vec::new();
        self.at += 1;
        loop {
            // A comma between attributes is what many would write, and means no harm.
            self.skip(|c| c.is_whitespace() || c == ',');
            if self.rest().is_empty() {
                if self.faults.is_empty() {
                    self.fault(ComponentFaultKind::NoBrace, open..self.line.trim_end().len());
                }
                return attributes;
            }
            if self.rest().starts_with('}') {
                self.at += 1;
                return attributes;
            }
            let start = self.at;
            let name = self.word();
            if name.value.is_empty() {
                self.skip(|c| !c.is_whitespace() && c != '}');
                self.fault(ComponentFaultKind::NoAttribute, start..self.at);
                continue;
            }
            let value = if self.rest().starts_with('=') {
                self.at += 1;
                Some(self.value(start))
            } else {
                None
            };
            attributes.push(Attribute { name, value });
        }
    }

    /// What stands after `=`: in quotes, or a word.
    fn value(&mut self, attribute: usize) -> Spanned<String> {
        let rest = self.rest();
        let quote = rest.chars().next().filter(|c| "\"'”“„’‘»«".contains(*c));
        let Some(quote) = quote else {
            let start = self.at;
            self.skip(|c| !c.is_whitespace() && c != '}' && c != ',');
            if start == self.at {
                self.fault(ComponentFaultKind::NoAttribute, attribute..self.at);
            }
            return Spanned::new(
                self.line[start..self.at].nfc().collect(),
                Span::new(start, self.at),
            );
        };
        let inner = self.at + quote.len_utf8();
        let closes = |c: char| {
            if matches!(quote, '"' | '\'') { c == quote } else { "”“’‘»«\"".contains(c) }
        };
        let Some(len) = self.line[inner..].find(closes) else {
            let end = self.line.trim_end().len();
            self.fault(ComponentFaultKind::OpenQuote, self.at..end);
            self.at = self.line.len();
            return Spanned::new(self.line[inner..end].to_owned(), Span::new(inner, end));
        };
        let closing = self.line[inner + len..].chars().next().map_or(1, char::len_utf8);
        let start = self.at;
        self.at = inner + len + closing;
        if !matches!(quote, '"' | '\'') {
            self.fault(ComponentFaultKind::CurlyQuote, start..self.at);
        }
        Spanned::new(self.line[inner..inner + len].nfc().collect(), Span::new(inner, inner + len))
    }
}

/// A mark that belongs to the letter before it, as files from a Mac have them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, attributes and faults of a line.
    type Told = (String, Vec<(String, Option<String>)>, Vec<(ComponentFaultKind, String)>);

    fn read(line: &str) -> Told {
        let found = Component::read(line, 0);
        let attributes = found.attributes.into_iter();
        let attributes = attributes.map(|a| (a.name.value, a.value.map(|value| value.value)));
        let faults = found.faults.iter().map(|f| (f.kind, line[f.span.range()].to_owned()));
        (found.name.value, attributes.collect(), faults.collect())
    }

    fn pair(name: &str, value: &str) -> (String, Option<String>) {
        (name.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn names_and_attributes_are_read_as_writers_write_them() {
        let (name, attributes, faults) =
            read(":::fakta-ruta {titel=\"Vad är } det?\" år=2025 öppen}");
        assert_eq!(name, "fakta-ruta");
        let open = ("öppen".to_owned(), None);
        assert_eq!(attributes, [pair("titel", "Vad är } det?"), pair("år", "2025"), open]);
        assert_eq!(faults, []);
        assert_eq!(read(":::: steg").0, "steg");
        assert_eq!(read(":::x{a='b', c=d}").1, [pair("a", "b"), pair("c", "d")]);
        assert_eq!(read(":::a\u{30a}r").0, "år");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        use ComponentFaultKind as Kind;
        let faults = |line: &str| read(line).2;
        assert_eq!(faults(":::x {a=\"b\""), [(Kind::NoBrace, "{a=\"b\"".to_owned())]);
        assert_eq!(faults(":::x {a=\"b c}"), [(Kind::OpenQuote, "\"b c}".to_owned())]);
        assert_eq!(faults(":::x {a=”b c”}"), [(Kind::CurlyQuote, "”b c”".to_owned())]);
        assert_eq!(faults(":::x En titel"), [(Kind::TextBeside, "En titel".to_owned())]);
        assert_eq!(faults(":::x {a=b} c"), [(Kind::TextBeside, "c".to_owned())]);
        assert_eq!(faults("::: {a=b}"), [(Kind::NoName, "::: {a=b}".to_owned())]);
        assert_eq!(faults(":::x {#id .klass}").len(), 2);
        assert_eq!(faults(":::x {a= b}"), [(Kind::NoAttribute, "a=".to_owned())]);
    }
}
