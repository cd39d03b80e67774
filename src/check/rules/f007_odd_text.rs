//! Signs that belong in no text: what copying left of something else.

use std::collections::BTreeMap;

use super::prelude::*;
use crate::source::{CONTENT, Content};
use crate::yaml::{is_never, may_be_odd};

pub const RULE: Rule = Rule {
    code: "F007",
    name: "odd-text",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett tecken som inte är text", "A sign that is no text"),
    why: Text::fixed(
        "Tecknet syns som en tom ruta eller inte alls, och kan göra flöden och öppna data oläsliga.",
        "It shows as an empty box or not at all, and can make feeds and open data unreadable.",
    ),
    source: Text::fixed(
        "Unicode och UTF-8 (RFC 3629).",
        "Unicode and UTF-8 (RFC 3629).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\nVård och«\u{b}»omsorg.\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\nVård och omsorg.\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, found) in subject.source.below(CONTENT) {
        let Content::Text(text) = &found.content else { continue };
        if !may_be_odd(text) {
            continue;
        }
        // Each kind of sign once: a text pasted from elsewhere is full of them.
        let mut kinds: BTreeMap<u8, (usize, char, usize, usize)> = BTreeMap::new();
        for (at, sign) in text.char_indices().filter(|(_, c)| is_never(*c)) {
            let seen = kinds.entry(kind(sign)).or_insert((at, sign, 0, at));
            seen.2 += 1;
            seen.3 = at + sign.len_utf8();
        }
        for (kind, (at, sign, count, end)) in kinds {
            let is_own = |c: char| is_never(c) && self::kind(c) == kind;
            let all = Span::new(at, end);
            let span = Span::new(at, at + sign.len_utf8());
            let code = format!("U+{:04X}", u32::from(sign));
            let (message, help) = words(kind, &code, count);
            let finding = out.add(file, span, message);
            finding.help(help);
            match kind {
                MARK => finding.replace(all, text[at..end].replace(is_own, "")),
                CONTROL | BREAK => finding.replace(all, text[at..end].replace(is_own, " ")),
                _ => finding,
            };
        }
    }
}

const CONTROL: u8 = 0;
const MARK: u8 = 1;
const BREAK: u8 = 2;
const LOST: u8 = 3;
const SYMBOL: u8 = 4;

const fn kind(sign: char) -> u8 {
    match sign {
        '\u{feff}' => MARK,
        '\u{2028}' | '\u{2029}' => BREAK,
        '\u{fffd}' | '\u{fffe}' | '\u{ffff}' => LOST,
        '\u{e000}'..='\u{f8ff}' => SYMBOL,
        _ => CONTROL,
    }
}

fn words(kind: u8, code: &str, count: usize) -> (Text, Text) {
    let (sv_more, en_more) = match count {
        0 | 1 => (String::new(), String::new()),
        _ => (format!(" Det står så på {count} ställen i filen."), format!(" It stands at {count} places in the file.")),
    };
    let (sv, en) = match kind {
        LOST => (
            "Här har ett tecken gått förlorat.".to_owned(),
            "A character has been lost here.".to_owned(),
        ),
        SYMBOL => (
            format!("Här står ett tecken ur ett symboltypsnitt ({code})."),
            format!("Here is a sign of a symbol font ({code})."),
        ),
        BREAK | CONTROL => (
            format!("Här står ett styrtecken ({code}), som följer med när man kopierar."),
            format!("Here is a control character ({code}), which comes along when text is copied."),
        ),
        _ => (
            format!("Här står ett osynligt märke ({code}), som bara får stå först i en fil."),
            format!("Here is an invisible mark ({code}), which may stand only first in a file."),
        ),
    };
    let help = match kind {
        LOST => Text::fixed(
            "Skriv ordet som det ska vara. Oftast är det å, ä eller ö som saknas.",
            "Write the word as it should be. Most often å, ä or ö is missing.",
        ),
        SYMBOL => Text::fixed(
            "Ta bort tecknet. En lista skrivs med bindestreck: - först på varje rad.",
            "Remove it. A list is written with hyphens: - first on every line.",
        ),
        _ => Text::fixed(
            "Ta bort tecknet, och skriv ett vanligt mellanslag om det behövs.",
            "Remove it, and type an ordinary space if one is needed.",
        ),
    };
    (Text::new(format!("{sv}{sv_more}"), format!("{en}{en_more}")), help)
}
