//! A line that begins with an emoji in the place of a bullet.

use super::prelude::*;
use crate::document::markdown::BlockKind;

pub const RULE: Rule = Rule {
    code: "V002",
    name: "emoji-bullet",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En emoji som punkt i en lista", "An emoji as a bullet"),
    why: Text::fixed(
        "En skärmläsare läser upp emojins hela namn på varje rad, och raderna blir ingen lista.",
        "A screen reader reads out the whole name of the emoji on every line, and the lines make no list.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n«✅» Plan klar\n\n- Nästa steg\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n- Plan klar\n- Nästa steg\n"),
    ]),
    find: Find::Passage(find),
};

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    let PassageKind::Block(BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading) = passage.kind else {
        return;
    };
    let text: &str = &passage.text;
    let Some(first) = text.chars().next().filter(|first| is_emoji(*first)) else { return };
    // What stays with it: signs that choose colour and join.
    let joins = |c: &char| matches!(u32::from(*c), 0xfe0f | 0x200d | 0x1f3fb..=0x1f3ff) || is_emoji(*c);
    let end: usize = text.chars().take_while(joins).map(char::len_utf8).sum();
    if text[end..].trim().is_empty() {
        return;
    }
    let shown = &text[..end.max(first.len_utf8())];
    let message = Text::new(
        format!("Raden börjar med {shown}."),
        format!("The line begins with {shown}."),
    );
    out.add(passage.file, passage.span(0..shown.len()), message).help(Text::fixed(
        "Gör en lista med - och ett mellanslag, och säg i ord det som bilden skulle säga.",
        "Make a list with - and a space, and say in words what the picture was to say.",
    ));
}

/// Whether a sign is a small picture, or an arrow or a mark used as one.
fn is_emoji(sign: char) -> bool {
    matches!(u32::from(sign), 0x1f300..=0x1faff | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x25a0..=0x25ff | 0x2190..=0x21ff)
}
