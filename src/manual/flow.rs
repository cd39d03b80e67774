//! Text as a YAML value that reads back as the same text.

/// `text` as the value of a key on its own line: in quotes when it needs them.
#[must_use]
pub fn in_line(text: &str) -> String {
    if is_plain(text, false) { text.to_owned() } else { quoted(text) }
}

/// `text` as an item between brackets.
#[must_use]
pub fn in_flow(text: &str) -> String {
    if is_plain(text, true) { text.to_owned() } else { quoted(text) }
}

/// Whether YAML reads `text` as itself without quotes. Careful: what is not surely plain
/// gets quotes, which are never wrong.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let begins_well = text.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    let is_sign = |c: char| " .!?()/–’”“»«%+=_;§&*".contains(c) || c == '-' || c == ',' && !in_flow;
    let is_safe = |c: char| c.is_alphanumeric() || is_sign(c);
    let is_nothing = matches!(text.to_ascii_lowercase().as_str(), "null" | "~");
    // A colon is taken where nothing could follow it but the rest of a word: 4.1:3.
    let colons = text
        .match_indices(':')
        .all(|(at, _)| !in_flow && text[at + 1..].starts_with(char::is_alphanumeric));
    begins_well
        && colons
        && !is_nothing
        && !text.ends_with(' ')
        && text.chars().all(|c| is_safe(c) || c == ':')
}

/// `text` in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test may")]
mod tests {
    use super::{in_flow, in_line};
    use crate::yaml::{Value, read_mapping};

    /// The value of the only key in `yaml`, through any list of one.
    fn read(yaml: &str) -> String {
        let read = read_mapping(yaml, 0);
        assert!(read.faults.is_empty(), "{yaml}");
        let node = read.node.expect("YAML");
        let Value::Map(entries) = node.value else { return String::new() };
        let value = &entries[0].value;
        let item = match &value.value {
            Value::List(items) if items.len() == 1 => &items[0],
            _ => value,
        };
        item.scalar().map(|scalar| scalar.text.clone()).unwrap_or_default()
    }

    #[test]
    fn every_text_reads_back_as_itself() {
        for text in [
            "Ny samverkan i vår",
            "Kort: om SIP",
            "SIP # ett",
            "\"Citat\"",
            "'ett'",
            "a\\b",
            "- lista",
            "@namn",
            "*fet*",
            "&ank",
            "!tagg",
            "%x",
            "`kod`",
            "{a: b}",
            "[x]",
            "null",
            "~",
            "Null",
            "ja",
            "2026-01-24",
            "012",
            "a,b",
            "a:b",
            "a: b",
            "slut:",
            "rad\nrad",
            "tabb\tslut",
            "?",
            "|",
            ">",
            "---",
            "💡 Idé",
            "100 %",
            "å\u{85}ä",
            "/adress/",
            "#",
            "x #y",
            "<b>",
            "a\u{2028}b",
            "5 * 3 & 4",
        ] {
            assert_eq!(read(&format!("x: {}  # note\n", in_line(text))), text, "{text:?}");
            assert_eq!(read(&format!("x: [{}]  # note\n", in_flow(text))), text, "{text:?}");
        }
    }
}
