//! A heading that jumps over a level.

use super::h001_second_h1::own_line;
use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "H002",
    name: "heading-jump",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("En rubrik hoppar över en nivå", "A heading jumps over a level"),
    why: Text::fixed(
        "Den som hoppar mellan rubrikerna med en skärmläsare letar efter avsnittet som tycks saknas.",
        "Whoever moves between headings with a screen reader looks for the section that seems to be missing.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\n## Vi\n\n«#### Du»\n\nText.\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\n## Vi\n\n### Du\n\nText.\n")]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.documents {
        // Above the first heading stands the title; the levels are counted from it.
        let mut above = 1;
        let mut shift = 0;
        for heading in &document.outline.headings {
            // One jump is one mistake: what stands below it is moved as far.
            if heading.level <= above + shift {
                shift = if heading.level <= above { 0 } else { shift };
                above = if shift == 0 { heading.level } else { heading.level - shift };
                continue;
            }
            let level = heading.level - shift;
            if level <= above + 1 {
                above = level;
                continue;
            }
            let right = above + 1;
            let text = subject.text(&document.file);
            let span = own_line(text, heading.span);
            let marks = "#".repeat(usize::from(right));
            let message = Text::new(
                format!("”{}” är på nivå {}, men avsnittet ovanför är på nivå {above}.", heading.text, heading.level),
                format!("“{}” is at level {}, but the section above is at level {above}.", heading.text, heading.level),
            );
            let finding = out.add(&document.file, span, message);
            finding.help(Text::new(
                format!("Skriv {marks} före rubriken. Välj nivå efter innehåll, aldrig efter storlek."),
                format!("Write {marks} before the heading. Choose the level by content, never by size."),
            ));
            if let Some(line) = text.get(span.range()).filter(|line| line.starts_with('#')) {
                finding.write_instead(format!("{marks}{}", line.trim_start_matches('#')));
            }
            shift = heading.level - right;
            above = right;
        }
    }
}
