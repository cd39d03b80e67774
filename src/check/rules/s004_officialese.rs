//! A word of officialese that the site has a plainer word for.

use std::ops::Range;

use super::prelude::*;
use crate::base::{Language, capital};
use crate::document::register::PlainWord;

pub const RULE: Rule = Rule {
    code: "S004",
    name: "officialese",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Krångligt ord", "Officialese"),
    why: Text::fixed(
        "Ord som bara används på kontoret stänger ute den som läser. Ett vanligt ord säger samma sak till fler.",
        "Words that are used in offices alone shut readers out. A common word says the same to more people.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 11 §: språket ska vara vårdat, enkelt och begripligt.",
        "The Swedish Language Act (2009:600), section 11: language shall be cultivated, simple and comprehensible.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nKommunerna «samt» regionen betalar.\n"),
        ("content/register/ordbyten.yaml", "- {ord: samt, hellre: och}\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nKommunerna och regionen betalar.\n"),
        ("content/register/ordbyten.yaml", "- {ord: samt, hellre: och}\n"),
    ]),
    find: Find::Passage(find),
};

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let rows = &subject.model.registers.plain_words;
    let mut joining = None;
    subject.language.officialese(subject.model).each(&passage.text, passage.places(), |found| {
        let Some(row) = rows.get(found.of).map(|row| &row.value) else { return };
        let Some(plain) = row.plain.as_ref().map(|plain| plain.value.as_str()) else { return };
        let written = &passage.text[found.range.clone()];
        let is_right = is_measure(written, &passage.text[..found.range.start])
            || passage.is_quoted(found.range.start)
            || joins_groups(passage, &found.range, &mut joining);
        if is_right {
            return;
        }
        let message = Text::new(
            format!("”{written}” går att säga enklare. Hellre: ”{plain}”."),
            format!("“{written}” can be said more plainly, such as “{plain}”."),
        );
        let finding = out.add(passage.file, passage.span(found.range.clone()), message);
        if let Some(reason) = &row.reason {
            let reason = reason.value.0.clone();
            finding.help(Text::new(reason.clone(), reason));
        }
        if is_sure(row, written) {
            let text = if written.starts_with(char::is_uppercase) { capital(plain) } else { plain.to_owned() };
            // The full stop of an abbreviation ends the sentence too.
            let rest = passage.text[found.range.end..].trim_start_matches(['”', '"', ')']);
            let ends = written.ends_with('.') && rest.trim_start().chars().next().is_none_or(char::is_uppercase);
            finding.write_instead(if ends { format!("{text}.") } else { text });
        }
    });
}

/// `samt` beside `och` keeps two enumerations apart, which `och` alone cannot.
/// `last` keeps where the last sentence that was asked about ends, and the answer.
fn joins_groups(passage: &Passage<'_>, place: &Range<usize>, last: &mut Option<(usize, bool)>) -> bool {
    let text = &*passage.text;
    if !text[place.clone()].eq_ignore_ascii_case("samt") {
        return false;
    }
    if let Some((_, joins)) = last.filter(|(end, _)| place.start < *end) {
        return joins;
    }
    let Some(own) = passage.sentence(place.start) else { return false };
    let mut words = text[own.range.clone()].split(|c: char| !c.is_alphanumeric());
    let joins = words.any(|word| matches!(word, "och" | "eller"));
    *last = Some((own.range.end, joins));
    joins
}

/// `mm` after a number is a measure.
fn is_measure(written: &str, before: &str) -> bool {
    written == "mm" && before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the plainer word can stand where the word stood, as it is: an abbreviation, or a word
/// that has one form and one meaning.
fn is_sure(row: &PlainWord, written: &str) -> bool {
    let Some(word) = &row.word else { return false };
    let is_short = word.value.ends_with('.');
    is_short || (row.forms.is_empty() && row.reason.is_none() && written.eq_ignore_ascii_case(&word.value))
}
