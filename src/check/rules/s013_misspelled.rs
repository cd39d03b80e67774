//! A word that no dictionary has.

use super::prelude::*;
use crate::base::Language;
use crate::check::language::{Meant, Spelling, Tongue, WrittenWord, other_tongue, written_words};

pub const RULE: Rule = Rule {
    code: "S013",
    name: "misspelled",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Felstavat ord", "A misspelt word"),
    why: Text::fixed(
        "Ett felstavat ord hittas inte i en sökning, läses upp fel, och får läsaren att tvivla på resten.",
        "A misspelt word is not found by a search, is read out wrong, and makes readers doubt the rest.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 11 §: språket ska vara vårdat. Ordlistan är Den stora svenska ordlistan.",
        "The Swedish Language Act (2009:600), section 11: language shall be cultivated. The dictionary is Den stora svenska ordlistan.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nArbetet sker «succesivt» i länet.\n",
    )]),
    good: Example::Text(&[
        (
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nArbetet sker successivt i länet. Kommunerna vill breddinföra det. Hälso- och sjukvården i Ånge är med.\n",
        ),
        ("content/register/egna_ord.yaml", "- {ord: breddinföra}\n"),
    ]),
    find: Find::Passage(find),
};

/// At the start of a sentence, a word of fewer letters may as well be a name.
const SHORTEST_SURE: usize = 7;

/// A page with more of them is no Swedish, or was read wrong from paper: the first ones say so.
const MOST: usize = 50;

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    // A name with a language the site lacks: the page has another finding, and is no Swedish.
    let is_other = passage.document.is_some_and(|document| document.route.name.contains('.'));
    if passage.lang != Language::SV || is_other || out.0.len() >= MOST {
        return;
    }
    let spelling = subject.language.spelling(subject.model);
    let mut wrong = unknown(spelling, &passage.text);
    wrong.retain(|word| !is_name(word.text) && !spelling.is_right(word.text, word.after));
    wrong.truncate(MOST - out.0.len());
    if wrong.is_empty() || other_tongue(&passage.text, passage.places(), Tongue::Swedish).is_some() {
        return;
    }
    for word in wrong {
        let span = passage.span(word.range.clone());
        if passage.is_quoted(word.range.start) || is_foreign(subject, passage, span) {
            continue;
        }
        let meant = out.suggestion(|| {
            let before = &passage.text[word.before.clone()];
            let beside = (before, next_word(passage, &word));
            spelling.meant(word.text, beside, subject.language.used(subject))
        });
        if !may_be_name(word.text) || meant.is_some() {
            tell(passage, &word, meant.as_ref(), out);
        }
    }
}

/// The words of a text that are not known to be right.
fn unknown<'a>(spelling: &Spelling, text: &'a str) -> Vec<WrittenWord<'a>> {
    let known = spelling.known();
    let mut unknown = Vec::new();
    written_words(text, |word| {
        if !known.is_right(word.text, word.after) {
            unknown.push(word);
        }
    });
    unknown
}

/// Whether a word may be a name: it has a capital first. Others are no names.
fn may_be_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word that begins a sentence is more likely a name than a slip: it is short.
fn is_name(word: &str) -> bool {
    may_be_name(word) && word.chars().count() < SHORTEST_SURE
}

fn tell(passage: &Passage<'_>, word: &WrittenWord<'_>, meant: Option<&Meant>, out: &mut Findings) {
    let written = word.text;
    let (start, end) = match meant {
        Some(Meant::WithBefore(_)) => (word.before.start, word.range.end),
        // One blank stands between them.
        Some(Meant::WithAfter(whole)) => (word.range.start, word.range.start + whole.len() + 1),
        _ => (word.range.start, word.range.end),
    };
    let message = Text::new(
        format!("”{written}” finns inte i ordlistan."),
        format!("“{written}” is not in the dictionary."),
    );
    let own = Text::fixed(
        "Är ordet rätt, skriv det i content/register/egna_ord.yaml: då är det rätt överallt.",
        "If it is right, write it in content/register/egna_ord.yaml: then it is right everywhere.",
    );
    let finding = out.add(passage.file, passage.span(word.range.clone()), message);
    let Some(Meant::Instead(right) | Meant::WithBefore(right) | Meant::WithAfter(right)) = meant else {
        finding.help(own);
        return;
    };
    finding
        .help(Text::new(
            format!("Menade du ”{right}”? {}", own.sv),
            format!("Did you mean “{right}”? {}", own.en),
        ))
        .guess(passage.span(start..end), right.as_str());
}

/// The word after one blank.
fn next_word<'a>(passage: &'a Passage<'_>, word: &WrittenWord<'_>) -> &'a str {
    let Some(rest) = passage.text[word.range.end..].strip_prefix(' ') else { return "" };
    &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())]
}

/// Whether an element of HTML around the place says another language.
fn is_foreign(subject: &Subject<'_>, passage: &Passage<'_>, place: Span) -> bool {
    let Some(document) = passage.document else { return false };
    let text = subject.text(&document.file);
    let tags = document.outline.raw_html.iter().filter(|tag| tag.start < place.start);
    let written = tags.map(|tag| text.get(tag.range()).unwrap_or_default());
    let mut inside = false;
    for tag in written {
        inside = (inside && !tag.contains("</")) || (tag.contains(" lang=") && !tag.contains("lang=\"sv"));
    }
    inside
}
