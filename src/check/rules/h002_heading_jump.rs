//! A heading that jumps over a level.

use super::h001_second_h1::own_line;
use super::prelude::*;
use crate::document::markdown::Heading;

pub const RULE: Rule = Rule {
    code: "H002",
    name: "heading-jump",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En rubrik hoppar över en nivå", "A heading jumps over a level"),
    why: Text::fixed(
        "Den som hoppar mellan rubrikerna med en skärmläsare letar efter avsnittet som tycks saknas.",
        "Whoever moves between headings with a screen reader looks for the section that seems to be missing.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\n## Vi\n\n«#### Du»\n\nText.\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\n## Vi\n\n### Du\n\nText.\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let headings = &document.outline.headings;
        let text = subject.text(&document.file);
        // Above the first heading stands the title.
        let mut above = 1;
        let mut at = 0;
        while let Some(heading) = headings.get(at) {
            if heading.level <= above + 1 {
                above = heading.level;
                at += 1;
                continue;
            }
            let right = above + 1;
            // What stands below it is moved as far: one jump is one mistake.
            let below = headings[at..].iter().take_while(|below| below.level > right).count();
            let group = &headings[at..at + below];
            let marks = "#".repeat(usize::from(right));
            let message = Text::new(
                format!("”{}” är på nivå {}, men ovanför är det nivå {above}.", heading.text, heading.level),
                format!("“{}” is at level {}, but above it is level {above}.", heading.text, heading.level),
            );
            let finding = out.add(&document.file, own_line(text, heading.span), message);
            finding.help(Text::new(
                format!("Skriv {marks} före rubriken, och flytta upp rubrikerna under den lika mycket. Välj nivå efter innehåll, aldrig efter storlek."),
                format!("Write {marks} before the heading, and move those below it up as far. Choose the level by content, never by size."),
            ));
            if let Some((span, mended)) = moved(text, group, right) {
                finding.replace(span, mended);
            }
            above = right;
            at += below;
        }
    }
}

/// The headings of `group`, and all that stands between them, with the right levels. None
/// when one is not written with `#`.
fn moved(text: &str, group: &[Heading], right: u8) -> Option<(Span, String)> {
    let first = group.first()?;
    let shift = first.level - right;
    let start = own_line(text, first.span).range().start;
    let end = own_line(text, group.last()?.span).range().end;
    let mut out = String::new();
    let (mut done, mut above) = (start, right);
    for heading in group {
        let line = own_line(text, heading.span).range();
        let rest = text.get(line.clone())?.strip_prefix('#')?.trim_start_matches('#');
        let level = heading.level.saturating_sub(shift).clamp(right, above + 1);
        above = level;
        out.push_str(text.get(done..line.start)?);
        out.push_str(&"#".repeat(usize::from(level)));
        out.push_str(rest);
        done = line.end;
    }
    Some((Span::new(start, end), out))
}
