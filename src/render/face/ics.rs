//! iCalendar (RFC 5545) as text: escaped, folded, with CRLF.
//!
//! Written here and not with a crate: those there are bring a second library for time
//! (chrono) and random ids (uuid), and what is needed fits on this page.

/// The longest line, in octets, without its line break.
const LONGEST: usize = 75;

/// A calendar while it is written.
#[derive(Debug, Default)]
pub(super) struct Ics(String);

impl Ics {
    /// A line whose value is no text: a date, an address, a word of the format's own.
    pub fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in format!("{name}:{value}").chars().filter(|c| !c.is_control()) {
            if width + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line whose value is text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    /// A line whose value is text, when there is one.
    pub fn text_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// The whole.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Ics;

    fn written(text: &str) -> String {
        let mut ics = Ics::default();
        ics.text("SUMMARY", text);
        String::from_utf8(ics.into_bytes()).expect("UTF-8")
    }

    #[test]
    fn text_is_escaped_and_no_control_character_comes_through() {
        assert_eq!(written("a;b,c\\d\r\ne\u{7}"), "SUMMARY:a\\;b\\,c\\\\d\\ne\r\n");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let text = "åäö€😀".repeat(40);
        let folded = written(&text);
        assert!(folded.lines().all(|line| line.len() <= 75), "{folded}");
        assert!(folded.lines().skip(1).all(|line| line.starts_with(' ')));
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
    }
}
